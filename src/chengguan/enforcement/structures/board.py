"""动态清零: day by day what was new, what was settled, and what is past its limit, by name.

"清零" is said of a moment only when nothing is past its limit then.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.db.models import Q, QuerySet

from chengguan.core.org.models import Organ
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import limits
from chengguan.enforcement.structures.queries import KIND
from chengguan.enforcement.structures.states import voided

DAYS = 14
NAMED = 50
"""So many stand on the board by name; the register has the others."""
LAST_SECOND = time(23, 59, 59)


class Limit(NamedTuple):
    """What is counted of one limit: whose, from when, to when, and when it was met."""

    organ: int
    began: datetime
    due: datetime | None
    met: datetime | None

    def is_late(self, at: datetime) -> bool:
        """Past its end at that moment, and not met until then."""
        assert self.due is not None, "a limit always has its end"
        return self.due < at and (self.met is None or self.met >= at)


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
    """How new structures stand now.

    ``overdue`` are past their limit, ``unvisited`` those whose officers have not come in time and
    still have not; ``late`` and ``waiting`` are the first of each by name, the oldest first.
    """

    days: tuple[Day, ...]
    open: int
    overdue: int
    unvisited: int
    late: tuple[MatterClock, ...]
    waiting: tuple[MatterClock, ...]
    streets: tuple[Street, ...]

    @property
    def is_zero(self) -> bool:
        return not self.overdue


def board(actor: Actor, now: datetime, days: int = DAYS) -> Board:
    """Of all only the moments are read, and rows of those that stand there by name; five
    statements, whatever the number of structures."""
    first = now.astimezone(ZONE).date() - timedelta(days=days - 1)
    known = _limits(_clocks(actor, limits.SETTLES), first)
    late = _clocks(actor, limits.counted(limits.SETTLING_LATE, now))
    waiting = _clocks(actor, limits.counted(limits.UNVISITED, now))
    streets = _streets([limit for limit in known if limit.met is None], now)
    return Board(
        days=tuple(_day(first + timedelta(days=n), known, now) for n in range(days)),
        open=sum(unit.open for unit in streets),
        overdue=sum(unit.overdue for unit in streets),
        unvisited=waiting.count(),
        late=_first(late),
        waiting=_first(waiting),
        streets=streets,
    )


def _clocks(actor: Actor, counted: Q) -> QuerySet[MatterClock]:
    """Few clocks run or have just stopped, however many structures a reader may find: each of
    the few is probed."""
    rows = MatterClock.objects.filter(
        visibility.is_visible_to(actor, "matter"), counted, matter__kind=KIND
    )
    return rows.exclude(matter__state=voided.key)


def _first(clocks: QuerySet[MatterClock]) -> tuple[MatterClock, ...]:
    return tuple(clocks.select_related("matter__organ").order_by("due_at", "pk")[:NAMED])


def _limits(clocks: QuerySet[MatterClock], first: date) -> list[Limit]:
    """Those that run, and those met since a day."""
    since = datetime.combine(first, time(), ZONE)
    rows = clocks.filter(limits.RUNNING | Q(stopped_at__gte=since))
    told = rows.values_list("matter__organ", "started_at", "due_at", "stopped_at")
    return [Limit(*row) for row in told]


def _day(on: date, known: Sequence[Limit], now: datetime) -> Day:
    begins = datetime.combine(on, time(), ZONE)
    # A limit that ends with the day is not past on that day.
    last, ends = min(datetime.combine(on, LAST_SECOND, ZONE), now), begins + timedelta(days=1)
    return Day(
        on,
        found=sum(begins <= limit.began < ends for limit in known),
        settled=sum(limit.met is not None and begins <= limit.met < ends for limit in known),
        overdue=sum(limit.is_late(last) for limit in known),
    )


def _streets(running: Sequence[Limit], now: datetime) -> tuple[Street, ...]:
    """Each unit that has some open, those with most past their limit first."""
    has = Counter(limit.organ for limit in running)
    late = Counter(limit.organ for limit in running if limit.is_late(now))
    organs = Organ.objects.filter(pk__in=has)
    told = [Street(organ, has[organ.pk], late[organ.pk]) for organ in organs]
    return tuple(sorted(told, key=lambda unit: (-unit.overdue, unit.organ.path)))
