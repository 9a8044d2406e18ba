"""最早可以强制拆除之日: from an order and its remedies to the first lawful day. Pure.

Both periods of the party have lapsed, counted from service and announcement (CK50); a remedy that
was sought has ended, and after a reconsideration the time to sue has lapsed too (CK37); and the
day until which the party may take it down himself is over.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chengguan.law import periods
from chengguan.law.parameters import RuleBook
from chengguan.law.periods import SHANGHAI, Due, end_of

WAIT, SUE = "CK50", "CK37"


@dataclass(frozen=True)
class Remedy:
    """A remedy that was sought; ``can_go_on``: it was a reconsideration that left the order."""

    filed_at: datetime
    ended_at: datetime | None = None
    can_go_on: bool = False


@dataclass(frozen=True)
class Earliest:
    """The first lawful day, and the counts it rests on; none while it cannot be told yet.

    ``is_pending``: a remedy waits for its end. ``lacks`` names what is still to be done first:
    "served" or "announced".
    """

    day: date | None = None
    dues: tuple[Due, ...] = ()
    is_pending: bool = False
    lacks: tuple[str, ...] = ()

    @property
    def is_provisional(self) -> bool:
        return any(due.provisional for due in self.dues)


def earliest(
    law: RuleBook,
    *,
    served_at: datetime | None,
    announced_at: datetime | None,
    due_on: date,
    remedies: tuple[Remedy, ...] = (),
) -> Earliest:
    """When forced demolition of a finished structure becomes lawful (行政强制法 44).

    >>> from chengguan.law.parameters import shipped
    >>> day = datetime(2026, 6, 1, 10, tzinfo=SHANGHAI)
    >>> said = {"served_at": day, "announced_at": day, "due_on": date(2026, 6, 15)}
    >>> earliest(shipped(), **said).day
    datetime.date(2026, 12, 2)
    >>> earliest(shipped(), **said, remedies=(Remedy(day),)).is_pending
    True
    """
    if served_at is None or announced_at is None:
        told = (("served", served_at), ("announced", announced_at))
        return Earliest(lacks=tuple(name for name, moment in told if moment is None))
    moments = {"from": served_at, "announced": announced_at}
    if any(one.ended_at is None for one in remedies):
        filed = min(one.filed_at for one in remedies if one.ended_at is None)
        pending = periods.due(law, WAIT, moments | {"remedy_filed": filed})
        return Earliest(dues=(pending,), is_pending=True)
    if remedies:
        ended = max(one.ended_at for one in remedies if one.ended_at)
        moments |= {"remedy_filed": remedies[0].filed_at, "remedy_ended": ended}
    dues = (periods.due(law, WAIT, moments), *_may_still_sue(law, remedies))
    last = max([end_of(due_on), *(due.moment for due in dues if due.moment)])
    return Earliest(last.astimezone(SHANGHAI).date() + timedelta(days=1), dues)


def _may_still_sue(law: RuleBook, remedies: tuple[Remedy, ...]) -> tuple[Due, ...]:
    """Who was not heard in reconsideration may go to court for some days (行政诉讼法 45)."""
    last = max(remedies, key=lambda one: one.filed_at, default=None)
    if last is None or not last.can_go_on or last.ended_at is None:
        return ()
    return (periods.due(law, SUE, last.ended_at),)
