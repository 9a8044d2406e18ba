"""The bureau's confirmed changes, as the law and the competence read them.

A change begins on a day after the one on which it is confirmed, so a process may look for new
ones now and then: no act of today is judged by what was confirmed today. A holiday notice is
law at once; what a process counted meanwhile is counted anew with the rest.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from time import monotonic

from chengguan.core.lawbook.models import ChangeKind, ChangeState, RuleChange
from chengguan.law.parameters import (
    Amount,
    AmountChange,
    Approval,
    Change,
    ClockChange,
    DayOff,
    Force,
    ForceChange,
    Notice,
    NoticeAdded,
    RuleBook,
    shipped,
)

FRESH = 30.0
"""Seconds for which a process trusts what it has read."""


@dataclass(frozen=True)
class CompetenceChange:
    """From `since` on another kind of organ enforces the item."""

    item: str
    organ_kind: str
    since: date
    source: str


@dataclass
class _Held:
    changes: tuple[Change, ...] = ()
    competence: tuple[CompetenceChange, ...] = ()
    read_at: float | None = None


_held = _Held()


def law_changes() -> tuple[Change, ...]:
    """Confirmed changes of values, periods and conditions, oldest first."""
    if _held.read_at is None or monotonic() - _held.read_at > FRESH:
        rows = list(
            RuleChange.objects.filter(state=ChangeState.CONFIRMED)
            .exclude(kind=ChangeKind.CONFLICT)
            .prefetch_related("holiday_days")
            .order_by("since", "id")
        )
        _held.changes, _held.competence = tuple(_of_law(rows)), tuple(_of_competence(rows))
        _held.read_at = monotonic()
    return _held.changes


def competence_changes() -> tuple[CompetenceChange, ...]:
    """As last read by `law_changes`: whoever judges an act has asked it before."""
    return _held.competence


def forget() -> None:
    """Read anew at the next question: something was confirmed."""
    _held.read_at = None


def as_law(row: RuleChange, book: RuleBook | None = None) -> Change | None:
    """The change as the rule book takes it; None for rulings and competence."""
    book = book or shipped()
    match row.kind:
        case ChangeKind.AMOUNT:
            return AmountChange(_amount(row, book), _approval(row))
        case ChangeKind.CLOCK:
            versions = book.clock(row.target).versions
            before = max((v for v in versions if v.since <= row.since), key=lambda v: v.since)
            version = replace(
                before, since=row.since, length=row.number or 0, source=row.source, until=None
            )
            return ClockChange(row.target, version, _approval(row))
        case ChangeKind.FORCE:
            return ForceChange(row.target, Force(row.force), row.since, _approval(row))
        case ChangeKind.HOLIDAYS:
            notice = Notice(int(row.target), row.source, days_of(row), row.since)
            return NoticeAdded(notice, _approval(row))
    return None


def days_of(row: RuleChange) -> tuple[DayOff, ...]:
    """The days of a holiday notice, in their order."""
    days = sorted(row.holiday_days.all(), key=lambda day: day.on)
    return tuple(DayOff(day.on, day.name, day.is_workday) for day in days)


def _of_law(rows: Iterable[RuleChange]) -> Iterator[Change]:
    """Each lies on the ones before it."""
    book = shipped()
    for row in rows:
        change = as_law(row, book)
        if change is not None:
            book = book.with_overlay([change])
            yield change


def _of_competence(rows: Iterable[RuleChange]) -> Iterator[CompetenceChange]:
    for row in rows:
        if row.kind == ChangeKind.COMPETENCE:
            yield CompetenceChange(row.target, row.organ_kind, row.since, row.source)


def _amount(row: RuleChange, book: RuleBook) -> Amount:
    party_kind = row.party_kind or None
    known = [a for a in book.amounts if (a.key, a.party_kind) == (row.target, party_kind)]
    before = max((a for a in known if a.since <= row.since), key=lambda a: a.since)
    return replace(before, value=row.number or 0, since=row.since, source=row.source, until=None)


def _approval(row: RuleChange) -> Approval:
    decided_on = row.decided_at.date() if row.decided_at else row.since
    decided_by = row.decided_by_id or "?"
    return Approval(f"person:{row.proposed_by_id}", f"person:{decided_by}", decided_on, row.source)
