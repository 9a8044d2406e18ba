"""`chengguan bench`: what requests cost, against bare Django, in throw-away databases."""

import argparse
import json
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from chengguan.web.bench import (
    budgets,
    importing,
    papers,
    report,
    running,
    rush,
    steps,
    throwaway,
)

SMALL, LARGE, HUGE = 10_000, 100_000, 1_000_000


class Command(BaseCommand):
    help = "The table of budgets, measured on SQLite and PostgreSQL in throw-away databases."
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--full", action="store_true", help="also 100,000 matters, and a list of as many rows"
        )
        parser.add_argument("--million", action="store_true", help="also 100,000 and 1,000,000")
        parser.add_argument(
            "--of",
            choices=budgets.OF,
            default=budgets.MATTERS,
            help="ground: illegal structures and the daily rounds of works instead of leads; "
            "rush: many people and the few seats of one event",
        )
        parser.add_argument(
            "--matters", type=int, help="the smallest volume: 10,000; of a rush 3,000 people"
        )
        parser.add_argument("--database", choices=throwaway.KINDS, help="only this kind")
        parser.add_argument("--rounds", type=int, default=running.ROUNDS)
        parser.add_argument(
            "--strict", action="store_true", help="fail on speed, growth and memory too"
        )
        parser.add_argument("--json", action="store_true", help="for programs")
        parser.add_argument(
            "--rows",
            type=int,
            default=importing.FEW,
            help="rows of the list brought in; with --full 100,000",
        )
        # For the children of a run alone.
        parser.add_argument("--step", choices=steps.STEPS, help=argparse.SUPPRESS)
        parser.add_argument("--at", type=datetime.fromisoformat, help=argparse.SUPPRESS)

    def handle(self, *args: Any, step: str | None, at: datetime | None, **options: Any) -> None:
        if step:
            answer = steps.STEPS[step](at=at or timezone.now(), **options)
            self.stdout.write(json.dumps(answer))
            return
        kinds = [options["database"]] if options["database"] else list(throwaway.KINDS)
        try:
            runs = running.run(kinds, _wish(options), self.stderr.write)
        except running.ChildFailed as error:
            raise CommandError(str(error)) from error
        papers_set = tuple(report.typesetting(papers.measure()))
        lines = [*(line for run in runs for line in report.lines(run)), *papers_set]
        if options["json"]:
            said = [asdict(line) | {"ok": line.is_ok} for line in lines]
            shown = {"runs": [asdict(run) for run in runs], "lines": said}
            self.stdout.write(json.dumps(shown, indent=2))
        else:
            self.stdout.write("\n".join(report.table(runs)))
            self.stdout.write("\n".join(report.typesetting_table(papers_set)))
        judge(lines, strict=options["strict"])


def _wish(options: dict[str, Any]) -> running.Wish:
    larger = [LARGE] * (options["full"] or options["million"]) + [HUGE] * options["million"]
    rows = importing.ROWS if options["full"] else options["rows"]
    smallest = rush.REQUESTS if options["of"] == budgets.RUSH else SMALL
    return running.Wish(
        volumes=[options["matters"] or smallest, *larger],
        rounds=options["rounds"],
        at=timezone.now(),
        rows=rows if options["of"] == budgets.MATTERS else 0,
        of=options["of"],
    )


def judge(lines: list[report.Line], *, strict: bool) -> None:
    """Statements and faults are the same everywhere; how fast a machine is counts only where
    asked."""
    always = ("statements", "faults")
    missed = [line for line in lines if not line.is_ok and (strict or line.measure in always)]
    if missed:
        raise CommandError(f"{len(missed)} of {len(lines)} budgets missed")
