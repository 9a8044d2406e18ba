"""Looks whether everything that the house needs is there; says what to do where it is not."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chengguan.web import health


class Command(BaseCommand):
    help = "What is in order, what is not, and what to do about it."
    # Django would refuse to look at a database that it cannot reach.
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args: Any, **options: Any) -> None:
        findings = health.thorough(timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps([finding.as_dict() for finding in findings], indent=2))
        else:
            for finding in findings:
                word = self.style.SUCCESS("ok    ") if finding.ok else self.style.ERROR("not ok")
                self.stdout.write(f"{word}  {finding.what:<11} {finding.remedy}".rstrip())
        wrong = sum(not finding.ok for finding in findings)
        if wrong:
            raise CommandError(f"{wrong} of {len(findings)} not in order")
