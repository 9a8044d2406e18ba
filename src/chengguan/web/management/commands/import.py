"""chengguan import NAME SOURCE: bring something in from outside. Ends with 1 if anything failed."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from chengguan.core.pages import imports

_OWN = {"json", "kind", "source"}


class Command(BaseCommand):
    help = "Bring in what others keep; each kind says itself what it reads."

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True, metavar="NAME")
        for entry in imports.known():
            of_kind = kinds.add_parser(entry.name, help=entry.help, description=entry.help)
            several = "+" if entry.takes_many else 1
            of_kind.add_argument(
                "source", type=Path, nargs=several, help="the file or folder to read"
            )
            of_kind.add_argument("--json", action="store_true", help="for programs")
            entry.arguments(of_kind)
            self._told[entry.name] = _names(of_kind)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._told: dict[str, set[str]] = {}

    def handle(self, *args: Any, **options: Any) -> None:
        kind, sources = options["kind"], options["source"]
        for source in sources:
            if not source.exists():
                raise CommandError(f"{source} does not exist")
        mine = {name: options[name] for name in self._told[kind] - _OWN}
        named = tuple(sources) if imports.entries.known[kind].takes_many else sources[0]
        report = imports.run(kind, named, mine)
        if options["json"] and report.answer is not None:
            self.stdout.write(json.dumps(report.answer, ensure_ascii=False))
            self._complain(report.problems)
        elif options["json"]:
            said = {"counts": dict(report.counts), "problems": list(report.problems)}
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=2))
        else:
            for word, count in report.counts.items():
                self.stdout.write(f"{word}: {count}")
            self._complain(report.problems)
        if report.problems:
            sys.exit(1)

    def _complain(self, problems: Iterable[str]) -> None:
        for problem in problems:
            self.stderr.write(problem)


def _names(parser: CommandParser) -> set[str]:
    return {action.dest for action in parser._actions if action.dest != "help"}
