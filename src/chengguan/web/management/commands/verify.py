"""chengguan verify: is the record still what it was? Ends with 1 if it is not.

With a FILE: is that archive what the house made? Asks no database.
"""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from chengguan.core.documents.archive.verifying import Verdict, verify_file
from chengguan.core.journal.services import Report, verify


class Command(BaseCommand):
    help = "Compare the journal with itself, with today's rows and with the deposited heads."

    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?", help="an archive FILE, instead")
        parser.add_argument("--deposits", type=Path, help="folder of deposited heads")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        folder = options["deposits"]
        if folder and not folder.is_dir():
            raise CommandError(f"{folder} is no folder")
        report: Report | Verdict
        if file := options["file"]:
            report = verify_file(file, deposits=folder)
        else:
            report = verify(deposits=folder or settings.DEPOSITS_ROOT)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=2))
        else:
            self.stdout.write(str(report))
        if not report.ok:
            sys.exit(1)
