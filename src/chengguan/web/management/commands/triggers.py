"""chengguan triggers: put the journal's database triggers back in place."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection

from chengguan.core.journal.triggers import install_triggers, triggers_missing


class Command(BaseCommand):
    help = "Put back the triggers that refuse to change the journal, and name those missing."

    def handle(self, *args: Any, **options: Any) -> None:
        for name in triggers_missing(connection):
            self.stdout.write(f"+ {name}")
        install_triggers(connection)
