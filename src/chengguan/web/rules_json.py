"""The answers of the law as JSON for programs."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from chengguan.law.parameters import (
    Amount,
    ClockRow,
    ClockVersion,
    GuardRow,
    LimitRow,
    Nature,
    RuleBook,
)
from chengguan.law.periods import Due


def due_json(due: Due) -> dict[str, Any]:
    """The answer for programs: `due`; minimum periods `earliest`, accruals `accrues_from`.

    The moment is null while the period stands open; `first` is added when an extension moved it.
    """
    name = {"due": "due", "earliest": "earliest", "accrual": "accrues_from"}[kind_of(due)]
    answer: dict[str, Any] = {
        name: due.moment and due.moment.isoformat(),
        "provisional": due.provisional,
        "ref": due.ref,
        "grade": str(due.grade),
        "steps": [{"code": step.code, **_plain(step.values)} for step in due.steps],
    }
    if due.first_moment not in (None, due.moment):
        answer["first"] = due.first_moment.isoformat()
    return answer


def clock_json(row: ClockRow) -> dict[str, Any]:
    """A row of the register of periods for programs."""
    return {
        "ref": row.ref,
        "key": row.key,
        "title": row.title,
        "starts": row.starts,
        "binds": row.binds,
        "nature": str(row.nature),
        "is_earliest": row.is_earliest,
        "is_backwards": row.is_backwards,
        "inputs": [item.name for item in row.inputs],
        "note": row.note,
        "versions": [_version_json(version) for version in row.versions],
    }


def _guard_json(row: GuardRow) -> dict[str, Any]:
    """A row of the register of conditions for programs."""
    return {
        "ref": row.ref,
        "title": row.title,
        "rule": row.rule,
        "cites": [str(citation) for citation in row.cites],
        "grade": str(row.grade),
        "force": str(row.force),
    }


def condition_json(row: GuardRow, rules: RuleBook) -> dict[str, Any]:
    """A condition; one that is a limit says beside it what it asks."""
    if row.ref not in rules.limits:
        return _guard_json(row)
    return {**_guard_json(row), **_limit_json(rules.limits[row.ref], rules)}


def _limit_json(row: LimitRow, rules: RuleBook) -> dict[str, Any]:
    return {
        "asks": str(row.asks),
        "items": list(row.items),
        "words": sorted(row.words),
        "of": sorted(row.of),
        "days": row.days,
        "from": row.since.isoformat(),
        "values": [amount_json(a) for a in rules.amounts if a.key == row.key],
    }


def book_json(rules: RuleBook) -> dict[str, Any]:
    """All of the rule book for programs."""
    return {
        "clocks": [clock_json(row) for row in rules.clocks.values()],
        "guards": [condition_json(row, rules) for row in rules.guards.values()],
        "amounts": [amount_json(amount) for amount in rules.amounts],
    }


def amount_json(amount: Amount) -> dict[str, Any]:
    """A dated number for programs."""
    return {
        "key": amount.key,
        "title": amount.title,
        "party_kind": amount.party_kind,
        "value": amount.value,
        "unit": amount.unit,
        "from": amount.since.isoformat(),
        "cites": [str(citation) for citation in amount.cites],
        "grade": str(amount.grade),
    }


def _version_json(version: ClockVersion) -> dict[str, Any]:
    return {
        "from": version.since.isoformat(),
        "length": version.length,
        "unit": str(version.unit),
        "roll": version.roll,
        "extensions": list(version.extensions),
        "cites": [str(citation) for citation in version.cites],
        "source": version.source,
        "grade": str(version.grade),
    }


def kind_of(due: Due) -> str:
    """What the moment of an answer is: the end, the earliest moment, or the first of an accrual."""
    if due.nature is Nature.ACCRUAL:
        return "accrual"
    return "earliest" if due.is_earliest else "due"


def _plain(values: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v.isoformat() if isinstance(v, date) else v for k, v in values.items()}
