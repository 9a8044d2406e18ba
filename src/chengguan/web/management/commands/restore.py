"""Puts a backup back: the database is replaced, stored files are added."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from chengguan.web import backups


class Command(BaseCommand):
    help = "Replaces the database by that of a backup, after comparing every digest."
    # The database may be empty or damaged: that is why it is restored.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="as written by `chengguan backup`")
        parser.add_argument("--yes", action="store_true", help="replace what is there now")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            contents = backups.examine(folder)
            if not options["yes"]:
                self.stdout.write(f"{folder} of {contents.taken_at}: sound.")
                raise CommandError("this replaces the whole database: stop serving, add --yes")
            backups.restore(folder)
        except backups.BackupRefused as error:
            raise CommandError(str(error)) from error
        # A backup of an older version is brought up to date; the triggers stand again.
        call_command("migrate", verbosity=0, interactive=False)
        self.stdout.write("Restored. Now: chengguan doctor, chengguan verify.")
