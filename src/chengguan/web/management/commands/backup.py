"""Writes a backup into a new folder."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chengguan.web import backups


class Command(BaseCommand):
    help = "The database at one moment and the stored files, with a manifest; keys stay apart."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="a new folder")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            contents = backups.take(folder, timezone.now())
        except backups.BackupRefused as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {"folder": str(folder), "engine": contents.engine, "files": len(contents.files)}
                )
            )
            return
        self.stdout.write(f"{folder}: {len(contents.files)} files, every digest in the manifest.")
        self.stdout.write(f"Not in it: the keys in {settings.KEYS_ROOT}. Keep them elsewhere.")
