"""`chengguan rules`: the rule book on the command line.

Periods are counted by the rules in force, with what the bureau has confirmed; where there is no
database yet, as shipped. The rest shows what is shipped.
"""

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection

from chengguan.core.work import rules as rules_now
from chengguan.law import procedure
from chengguan.law.data import DataError
from chengguan.law.parameters import NotInForce, RuleBook, UnknownRow, shipped
from chengguan.law.periods import SHANGHAI, Due, Pause, PeriodError, due
from chengguan.law.procedure_bpmn import as_bpmn
from chengguan.web.rules_json import book_json, clock_json, condition_json, due_json
from chengguan.web.rules_text import (
    CHINESE,
    ENGLISH,
    Speech,
    book_lines,
    clock_lines,
    conclusion,
    explanation,
    guard_lines,
    limit_lines,
)

_IN_MEMORY = "memory"
_MARK = re.compile(r"\bref\(([^)]*)\)")
_REF = re.compile(r"[\"']([A-Z][A-Z0-9_]+[a-c]?)[\"']")


class Command(BaseCommand):
    help = "期限、条件和数额：list、show、due、explain、check、coverage、diagram"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        actions = parser.add_subparsers(dest="action", required=True)
        for name in ("list", "check", "coverage"):
            _answers(actions.add_parser(name))
        show = _answers(actions.add_parser("show"))
        show.add_argument("ref")
        for name in ("due", "explain"):
            _asks_for_period(_answers(actions.add_parser(name)))
        diagram = _answers(actions.add_parser("diagram"))
        diagram.add_argument("procedure")
        diagram.add_argument("--bpmn", action="store_true", help="BPMN 2.0 XML")

    def handle(self, *args: Any, action: str, **options: Any) -> None:
        try:
            getattr(self, f"_{action}")(Speech(options["language"]), **options)
        except (UnknownRow, NotInForce, PeriodError, DataError) as error:
            raise CommandError(str(error), returncode=2) from error

    def _list(self, speech: Speech, **options: Any) -> None:
        self._say(options, book_json(shipped()), book_lines(speech, shipped()))

    def _show(self, speech: Speech, ref: str, **options: Any) -> None:
        rules = shipped()
        if ref in rules.guards:
            row = rules.guard(ref)
            lines = guard_lines(speech, row)
            if ref in rules.limits:
                lines += limit_lines(speech, rules.limits[ref], rules)
            return self._say(options, condition_json(row, rules), lines)
        clocks = [rules.clock(name) for name in _named(rules, ref)]
        lines = [line for clock in clocks for line in clock_lines(speech, clock)]
        return self._say(options, _one_or_all(map(clock_json, clocks)), lines)

    def _due(self, speech: Speech, **options: Any) -> None:
        found = _reckoned(_in_force(), options)
        titles = [f"{d.ref} {speech.of(shipped().clock(d.ref).title)}" for d in found]
        lines = [[title, *conclusion(speech, d)] for title, d in zip(titles, found, strict=True)]
        self._say(options, _one_or_all(map(due_json, found)), list(chain(*lines)))

    def _explain(self, speech: Speech, **options: Any) -> None:
        if options["ref"] in shipped().limits:  # it counts no time: what it asks explains it
            return self._show(speech, **options)
        found = _reckoned(_in_force(), options)
        lines = [explanation(speech, shipped().clock(d.ref), d) for d in found]
        return self._say(options, _one_or_all(map(due_json, found)), list(chain(*lines)))

    def _check(self, speech: Speech, **options: Any) -> None:
        rules = shipped()
        counts = {
            "clocks": len(rules.clocks),
            "guards": len(rules.guards),
            "amounts": len(rules.amounts),
            "limits": len(rules.limits),
            "notices": sorted(rules.notices),
        }
        self._say(options, counts, [f"{name}: {count}" for name, count in counts.items()])

    def _coverage(self, speech: Speech, **options: Any) -> None:
        held = _refs_in_tests(Path("tests"))
        rows = [*shipped().clocks, *shipped().guards]
        bare = [ref for ref in rows if ref not in held]
        found = {"covered": [ref for ref in rows if ref in held], "bare": bare}
        self._say(options, found, [f"{len(rows) - len(bare)}/{len(rows)}", *bare])

    def _diagram(self, speech: Speech, **options: Any) -> None:
        known = {row.key: row for row in procedure.registered()}
        if options["procedure"] not in known:
            raise UnknownRow(
                f"没有程序 {options['procedure']}，可用：{'、'.join(known) or '（无）'}"
            )
        row = known[options["procedure"]]
        drawn = as_bpmn(row, shipped()) if options["bpmn"] else procedure.as_diagram(row)
        self._say(options, {"diagram": drawn}, [drawn])

    def _say(self, options: dict[str, Any], answer: Any, lines: list[str]) -> None:
        text = json.dumps(answer, ensure_ascii=False) if options["json"] else "\n".join(lines)
        self.stdout.write(text)


def _in_force() -> RuleBook:
    """With the bureau's confirmed changes; a file that is no database yet is not made one."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite" and not (_IN_MEMORY in name or Path(name).exists()):
        return shipped()
    try:
        return rules_now.current()
    except DatabaseError:
        return shipped()


def _one_or_all(answers: Iterable[Any]) -> Any:
    """A row by itself; the periods of one number (CK17) as a list."""
    found = list(answers)
    return found[0] if len(found) == 1 else found


def _answers(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--json", action="store_true", help="供程序读取")
    parser.add_argument("--language", choices=[CHINESE, ENGLISH], default=CHINESE)
    return parser


def _asks_for_period(parser: ArgumentParser) -> None:
    parser.add_argument("ref")
    parser.add_argument("--from", dest="since", help="起算时间，如 2026-09-30T10:00")
    parser.add_argument("--at", action="append", default=[], metavar="名称=时间")
    parser.add_argument("--before", help="倒推期限所指的时间")
    parser.add_argument("--pause", action="append", default=[], metavar="起/止")


def _reckoned(rules: RuleBook, options: dict[str, Any]) -> list[Due]:
    """The answer for a row, or for each of its two or three periods (CK17: a and b)."""
    at = dict(_input(text) for text in options["at"])
    if options["since"]:
        at["from"] = _moment(options["since"])
    before = _moment(options["before"]) if options["before"] else None
    pauses = [_pause(text) for text in options["pause"]]
    names = _named(rules, options["ref"])
    return [due(rules, name, at, pauses=pauses, before=before) for name in names]


def _named(rules: RuleBook, ref: str) -> list[str]:
    """A row by its number; a number with several periods (CK17) stands for all of them."""
    parts = [name for name in rules.clocks if name[:-1] == ref and name[-1] in "abc"]
    return parts or [ref]


def _moment(text: str) -> datetime:
    """ISO date or date and time; without a zone it is Shanghai time."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise PeriodError(f"时间“{text}”读不懂，请写作 2026-09-30T10:00") from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _input(text: str) -> tuple[str, datetime]:
    name, equals, moment = text.partition("=")
    if not equals:
        raise PeriodError(f"“{text}”应写作 名称=时间")
    return name, _moment(moment)


def _pause(text: str) -> Pause:
    since, _, until = text.partition("/")
    return Pause(_moment(since), _moment(until) if until else None)


def _refs_in_tests(folder: Path) -> set[str]:
    marks = (m for file in folder.rglob("*.py") for m in _MARK.findall(file.read_text("utf-8")))
    return {ref for mark in marks for ref in _REF.findall(mark)}
