"""`chengguan worker`: does what acts left to be done, and seals the journal, on wall time."""

import signal
import socket
import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from chengguan.core.journal.services import seal_leaves, seal_looks
from chengguan.core.notices import outbox
from chengguan.core.notices.services import beat
from chengguan.core.pages import clock
from chengguan.core.work.reminders import remind

BATCH = 100


class Command(BaseCommand):
    help = "送出提醒，处理待发事务（outbox），封存日志"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="只做一轮")
        parser.add_argument("--pause", type=float, default=2.0, help="空闲时的间隔秒数")

    def handle(self, *args: Any, once: bool, pause: float, **options: Any) -> None:
        self.is_stopping = False
        if not once:
            signal.signal(signal.SIGTERM, self.stop)
            signal.signal(signal.SIGINT, self.stop)
        name = socket.gethostname()
        while True:
            round_ = self.work(name)
            if once or self.is_stopping:
                break
            if not round_.done:
                time.sleep(pause)
        self.stdout.write(f"done {round_.done}, failed {round_.failed}")

    def work(self, name: str) -> outbox.Delivered:
        at = timezone.now()
        beat(name=name, at=at)
        round_ = outbox.deliver(limit=BATCH, at=at)
        remind(clock.now())
        seal_looks(at=at)
        seal_leaves()
        return round_

    def stop(self, *args: Any) -> None:
        """The row at hand is finished first."""
        self.is_stopping = True
