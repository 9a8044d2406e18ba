"""``chengguan demo``: fill an empty database with the demonstration, or say who can sign in."""

import json
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from chengguan.core.pages import clock
from chengguan.web.demonstration import fill


class Command(BaseCommand):
    help = "Fill an empty database with the demonstration (--yes), or list its accounts (--json)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yes", action="store_true", help="fill it now")
        parser.add_argument("--json", action="store_true", help="print the accounts as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        yes, as_json = options["yes"], options["json"]
        if not settings.CHENGGUAN_DEMONSTRATION:
            raise CommandError(
                "only in demonstration mode: set CHENGGUAN_DEMONSTRATION=1 (never in production)"
            )
        if yes and not fill.is_filled():
            made = fill.fill(clock.now())
            if not as_json:
                self.stdout.write(", ".join(f"{number} {what}" for what, number in made.items()))
        if not fill.is_filled():
            raise CommandError("nothing there yet: chengguan demo --yes fills an empty database")
        self._say(as_json)

    def _say(self, as_json: bool) -> None:
        found = fill.accounts()
        if as_json:
            self.stdout.write(json.dumps(found, ensure_ascii=False, indent=1))
            return
        for row in found:
            self.stdout.write(f"{row['account']:<18}{row['title']}　{row['name']}")
