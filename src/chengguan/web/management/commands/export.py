"""chengguan export plan: the plans of this house with every item, for programs."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from chengguan.plans.annual import giving


class Command(BaseCommand):
    help = "Give out what others read: the items of plans with path, text, owners and windows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=("plan",))
        parser.add_argument("--json", action="store_true", help="for programs, on one line")

    def handle(self, *args: Any, **options: Any) -> None:
        found = giving.everything()
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
            return
        for document in found["documents"]:
            self.stdout.write(f"{document['key']} {document['title']}")
            for item in document["items"]:
                owners = "、".join(owner["name"] for owner in item["owners"])
                until = "、".join(window["until"] for window in item["windows"])
                self.stdout.write(f"  {item['path']} {owners} {until} {item['text']}")
