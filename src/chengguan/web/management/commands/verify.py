"""chengguan verify: is the record still what it was? Ends with 1 if it is not."""

import json
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from chengguan.core.journal.services import Report, verify


class Command(BaseCommand):
    help = "Compare the journal with itself, with today's rows and with the deposited heads."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--deposits", type=Path, help="folder of deposited heads")
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        report = verify(deposits=options["deposits"] or settings.DEPOSITS_ROOT)
        write = self._as_json if options["json"] else self._as_text
        write(report)
        if not report.ok:
            sys.exit(1)

    def _as_json(self, report: Report) -> None:
        findings = [finding.as_dict() for finding in report.findings]
        content = {"ok": report.ok, "counts": report.counts, "findings": findings}
        self.stdout.write(json.dumps(content, ensure_ascii=False, indent=2))

    def _as_text(self, report: Report) -> None:
        counts = "  ".join(f"{name} {count}" for name, count in report.counts.items())
        self.stdout.write(counts)
        for finding in report.findings:
            self.stdout.write(f"✗ {finding.code}  {finding}")
        if report.ok:
            self.stdout.write(_("✓ 与记录一致"))
        else:
            self.stdout.write(_("共 %(count)s 处不一致") % {"count": len(report.findings)})
