"""动态清零: day by day what was new, what was settled, and what is past its limit, by name.

"清零" is said of a moment only when nothing is past its limit then.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from chengguan.core.org.models import Organ
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures.queries import KIND
from chengguan.enforcement.structures.states import SETTLE, VISIT, VISIT_ACTIVE, voided

DAYS = 14
LAST_SECOND = time(23, 59, 59)


@dataclass(frozen=True)
class Day:
    """One day: found, settled, and how many were past their limit when it ended."""

    on: date
    found: int
    settled: int
    overdue: int

    @property
    def is_zero(self) -> bool:
        return self.overdue == 0


@dataclass(frozen=True)
class Street:
    """One unit: how many are open, how many past their limit."""

    organ: Organ
    open: int
    overdue: int


@dataclass(frozen=True)
class Board:
    """How new structures stand now. ``late`` are those past their limit, the oldest first;
    ``waiting`` those whose officers have not come in time and still have not."""

    days: tuple[Day, ...]
    open: int
    late: list[MatterClock]
    waiting: list[MatterClock]
    streets: tuple[Street, ...]

    @property
    def is_zero(self) -> bool:
        return not self.late


def board(actor: Actor, now: datetime, days: int = DAYS) -> Board:
    """Three statements, whatever the number of structures: only those of the last days are read."""
    first = now.astimezone(ZONE).date() - timedelta(days=days - 1)
    since = datetime.combine(first, time(), ZONE)
    clocks = _clocks(actor, (SETTLE.ref,))
    rows = list(clocks.filter(Q(stopped_at=None) | Q(stopped_at__gte=since)).order_by("due_at"))
    running = [clock for clock in rows if clock.stopped_at is None]
    visits = _clocks(actor, (VISIT.ref, VISIT_ACTIVE.ref))
    return Board(
        days=tuple(_days(rows, first, now)),
        open=len(running),
        late=[clock for clock in running if clock.is_overdue(now)],
        waiting=list(visits.filter(stopped_at=None, due_at__lt=now).order_by("due_at")),
        streets=_streets(running, now),
    )


def _clocks(actor: Actor, refs: tuple[str, ...]) -> QuerySet[MatterClock]:
    rows = MatterClock.objects.filter(
        ref__in=refs, matter__kind=KIND, matter__in=visibility.visible_ids(actor)
    )
    return rows.exclude(matter__state=voided.key).select_related("matter__organ")


def _days(clocks: Iterable[MatterClock], first: date, now: datetime) -> Iterable[Day]:
    known, today = list(clocks), now.astimezone(ZONE).date()
    for offset in range((today - first).days + 1):
        on = first + timedelta(days=offset)
        # A limit that ends with the day is not past on that day.
        end = min(datetime.combine(on, LAST_SECOND, ZONE), now)
        yield Day(
            on,
            found=sum(_is_on(clock.started_at, on) for clock in known),
            settled=sum(_is_on(clock.stopped_at, on) for clock in known),
            overdue=sum(_was_late(clock, end) for clock in known),
        )


def _is_on(moment: datetime | None, on: date) -> bool:
    return moment is not None and moment.astimezone(ZONE).date() == on


def _was_late(clock: MatterClock, end: datetime) -> bool:
    """Past its limit at that moment, and still there."""
    assert clock.due_at is not None, "a limit always has its end"
    return clock.due_at < end and (clock.stopped_at is None or clock.stopped_at >= end)


def _streets(running: Iterable[MatterClock], now: datetime) -> tuple[Street, ...]:
    units: dict[int, list[MatterClock]] = {}
    for clock in running:
        units.setdefault(clock.matter.organ_id, []).append(clock)
    told = [
        Street(rows[0].matter.organ, len(rows), sum(clock.is_overdue(now) for clock in rows))
        for rows in units.values()
    ]
    return tuple(sorted(told, key=lambda unit: (-unit.overdue, unit.organ.path)))
