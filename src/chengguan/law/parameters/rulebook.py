"""The rule book: every dated value of the law, read by name and day, never changed in place."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from chengguan.law.parameters.overlay import (
    AmountChange,
    Change,
    ClockChange,
    ForceChange,
    NoticeAdded,
)
from chengguan.law.parameters.shapes import (
    Amount,
    ClockRow,
    ClockVersion,
    CoverRound,
    DayOff,
    GuardRow,
    LimitRow,
    Notice,
    SpendingItem,
)

Row = TypeVar("Row")
Dated = TypeVar("Dated", Amount, ClockVersion)


class UnknownRow(LookupError):
    """No row of that name stands in the rule book."""


class NotInForce(LookupError):
    """The value is asked for on a day for which no version stands."""

    def __init__(self, name: str, on: date, first: date) -> None:
        super().__init__(
            f"{name} 在 {on} 没有版本：首个版本自 {first} 起。请核对日期，或补录旧版本"
        )
        self.on = on


@dataclass(frozen=True)
class RuleBook:
    """Shipped data, perhaps with a bureau's overlay. `with_overlay` answers with a new book."""

    clocks: Mapping[str, ClockRow]
    guards: Mapping[str, GuardRow]
    amounts: tuple[Amount, ...]
    notices: Mapping[int, Notice]
    statutory_days: Mapping[int, tuple[DayOff, ...]]
    force_changes: tuple[ForceChange, ...] = ()
    limits: Mapping[str, LimitRow] = field(default_factory=dict)
    spending_heads: Mapping[str, str] = field(default_factory=dict)
    spending_items: Mapping[str, SpendingItem] = field(default_factory=dict)
    cover_rounds: Mapping[str, CoverRound] = field(default_factory=dict)

    def amount(self, key: str, party_kind: str | None = None, *, on: date) -> int:
        """The value of `key` on a day: fen, basis points or minutes, as its row says.

        >>> from chengguan.law.parameters import shipped
        >>> shipped().amount("on_the_spot.limit", "organisation", on=date(2026, 9, 15))
        300000
        """
        rows = [a for a in self.amounts if a.key == key and a.party_kind in (None, party_kind)]
        if not rows:
            raise UnknownRow(f"没有数额 {key}（当事人类别 {party_kind}）。用 rules list 查看全部")
        return _in_force(rows, key, on).value

    def clock(self, ref: str) -> ClockRow:
        """The row of a period.

        >>> from chengguan.law.parameters import shipped
        >>> shipped().clock("CK06").title
        '当事人申请听证'
        """
        return _row(self.clocks, ref)

    def clock_version(self, ref: str, on: date) -> ClockVersion:
        """The version of a period that holds on a day (that of its trigger).

        >>> from chengguan.law.parameters import shipped
        >>> shipped().clock_version("CK06", date(2026, 9, 30)).length
        5
        >>> shipped().clock_version("CK06", date(2021, 7, 14))  # doctest: +ELLIPSIS
        Traceback (most recent call last):
        ...
        chengguan.law.parameters.rulebook.NotInForce: CK06 在 2021-07-14 没有版本...
        """
        return _in_force(self.clock(ref).versions, ref, on)

    def guard(self, ref: str, on: date | None = None) -> GuardRow:
        """The row of a condition, with the force it has on a day (without one: its latest).

        >>> from chengguan.law.parameters import shipped
        >>> str(shipped().guard("GD09").force)
        'unlawful'
        """
        row = _row(self.guards, ref)
        changes = [c for c in self.force_changes if c.ref == ref and (on is None or c.since <= on)]
        if not changes:
            return row
        return replace(row, force=max(changes, key=lambda change: change.since).force)

    def with_overlay(self, changes: Iterable[Change]) -> "RuleBook":
        """A new book with a bureau's dated changes laid over this one.

        >>> from chengguan.law.parameters import shipped
        >>> shipped().with_overlay([]) == shipped()
        True
        """
        book = self
        for change in changes:
            book = _laid_over(book, change)
        return book


def _laid_over(book: RuleBook, change: Change) -> RuleBook:
    match change:
        case ClockChange(ref=ref, version=version):
            row = book.clock(ref)
            others = [v for v in row.versions if v.since != version.since]
            versions = tuple(sorted([*others, version], key=lambda v: v.since))
            return replace(book, clocks={**book.clocks, ref: replace(row, versions=versions)})
        case AmountChange(amount=amount):
            same = (amount.key, amount.party_kind, amount.since)
            kept = [a for a in book.amounts if (a.key, a.party_kind, a.since) != same]
            return replace(book, amounts=(*kept, amount))
        case ForceChange(ref=ref):
            book.guard(ref)
            return replace(book, force_changes=(*book.force_changes, change))
        case NoticeAdded(notice=notice):
            return replace(book, notices={**book.notices, notice.year: notice})


def _row(rows: Mapping[str, Row], ref: str) -> Row:
    if ref not in rows:
        raise UnknownRow(f"没有编号 {ref}。用 rules list 查看全部编号")
    return rows[ref]


def _in_force(versions: Sequence[Dated], name: str, on: date) -> Dated:
    begun = [v for v in versions if v.since <= on and (v.until is None or on < v.until)]
    if not begun:
        raise NotInForce(name, on, min(v.since for v in versions))
    return max(begun, key=lambda version: version.since)
