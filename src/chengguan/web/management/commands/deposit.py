"""chengguan deposit: sign the head of the log and write it to a folder outside the database."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from chengguan.core.journal.services import DepositError, deposit, seal_looks


class Command(BaseCommand):
    help = "Seal what waits, sign the head of the log, and deposit it outside the database."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "folder", nargs="?", type=Path, help="best on another machine; else the setting's"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        at = timezone.now()
        seal_looks(at=at)
        try:
            path = deposit(options["folder"] or settings.DEPOSITS_ROOT, at)
        except DepositError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(str(path))
