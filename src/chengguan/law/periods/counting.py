"""Counting days, months and hours: the rules P1–P6 and P15 of the register, without any row.

P1: the day of the trigger does not count. P2: hours run from the minute. P3: a last day off rolls
to the next working day where the row says so. P5: months and years end on the same day number, or
the last of the month. P6: a last day lasts until it is over. P15: working days by notice.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import groupby

from chengguan.law.calendars import DayKind, WorkCalendar
from chengguan.law.parameters import Unit
from chengguan.law.periods.shapes import SHANGHAI, Pause, PeriodError, Step

_DAY = timedelta(days=1)
_MONTHS = {Unit.MONTH: 1, Unit.YEAR: 12}


@dataclass(frozen=True)
class Count:
    """The end of one counted stretch; None where a lasting suspension keeps it open."""

    moment: datetime | None
    steps: tuple[Step, ...]
    provisional: bool = False


def end_of(day: date) -> datetime:
    """The last second of a day in Shanghai.

    >>> end_of(date(2026, 5, 31)).isoformat()
    '2026-05-31T23:59:59+08:00'
    """
    return datetime.combine(day, time(23, 59, 59), SHANGHAI)


def merged(pauses: Iterable[Pause]) -> tuple[Pause, ...]:
    """Suspensions as disjoint intervals in order: overlapping, nested and touching ones joined."""
    joined: list[Pause] = []
    for pause in sorted(pauses, key=lambda p: p.since):
        if joined and (joined[-1].until is None or pause.since <= joined[-1].until):
            joined[-1] = Pause(joined[-1].since, _later(joined[-1].until, pause.until))
        else:
            joined.append(pause)
    return tuple(p for p in joined if p.until is None or p.since < p.until)


def count_days(
    start: date,
    length: int,
    unit: Unit,
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
    roll: bool = False,
) -> Count:
    """Count `length` days, working days, months or years after `start`."""
    wanted = length if unit in (Unit.WORKDAY, Unit.DAY) else _days_in(start, length * _MONTHS[unit])
    walk = _Walk(calendar, _gaps(pauses), unit is Unit.WORKDAY)
    day = start
    while wanted:
        day += _DAY
        if walk.stands_open(day):
            return Count(None, (*_runs(walk.seen), Step("open", {"since": day})))
        wanted -= walk.counts(day)
    steps = (*_runs(walk.seen), Step("last_day", {"on": day}))
    return _rolled(Count(end_of(day), steps, walk.provisional), day, calendar, roll)


@dataclass
class _Walk:
    """A walk over days that remembers why each counted or not."""

    calendar: WorkCalendar
    gaps: list[tuple[date, date | None]] = field(default_factory=list)
    only_workdays: bool = True
    seen: list[tuple[date, Step | None]] = field(default_factory=list)
    provisional: bool = False

    def stands_open(self, day: date) -> bool:
        return any(since <= day for since, until in self.gaps if until is None)

    def counts(self, day: date) -> bool:
        if any(since <= day < until for since, until in self.gaps if until):
            self.seen.append((day, Step("suspended", {})))
            return False
        if not self.only_workdays:
            self.seen.append((day, None))
            return True
        kind = self.calendar.day(day)
        self.provisional |= kind.provisional
        self.seen.append((day, _why(kind)))
        return kind.is_workday


def count_back(before: date, length: int, calendar: WorkCalendar) -> Count:
    """The last working day that leaves `length` whole working days before `before`."""
    walk = _Walk(calendar)
    wanted = length + 1
    day = before
    while wanted:
        day -= _DAY
        wanted -= walk.counts(day)
    steps = (*_runs(reversed(walk.seen)), Step("last_day", {"on": day}))
    return Count(end_of(day), steps, walk.provisional)


def count_hours(start: datetime, length: int, pauses: Iterable[Pause] = ()) -> Count:
    """Count clock hours from the minute, nights and holidays included, suspensions left out."""
    end = start + timedelta(hours=length)
    steps: list[Step] = []
    for pause in merged(pauses):
        since = max(pause.since, start)
        if since >= end or (pause.until is not None and pause.until <= start):
            continue
        if pause.until is None:
            return Count(None, (*steps, Step("open", {"since": since})))
        steps.append(Step("suspended", {"since": since, "until": pause.until}))
        end += pause.until - since
    return Count(end.astimezone(SHANGHAI), tuple(steps))


def count_working_hours(
    start: datetime,
    length: int,
    hours: tuple[int, int],
    calendar: WorkCalendar,
    pauses: Iterable[Pause] = (),
) -> Count:
    """Count hours within the service hours (minutes of the day) of working days."""
    if hours[0] >= hours[1]:
        raise PeriodError("工作时间的起点须早于终点，请核对机关设置")
    left = timedelta(hours=length)
    gaps = merged(pauses)
    stands_from = gaps[-1].since if gaps and gaps[-1].until is None else None
    walk = _Walk(calendar)
    day = start.astimezone(SHANGHAI).date()
    while stands_from is None or day <= stands_from.astimezone(SHANGHAI).date():
        for since, until in _service(day, hours, start, gaps) if walk.counts(day) else ():
            if left <= until - since:
                return Count(since + left, tuple(_runs(walk.seen)), walk.provisional)
            left -= until - since
        day += _DAY
    return Count(None, (*_runs(walk.seen), Step("open", {"since": stands_from})))


def _service(
    day: date, hours: tuple[int, int], start: datetime, gaps: tuple[Pause, ...]
) -> list[tuple[datetime, datetime]]:
    """What is left of one day's service hours after `start` and outside the suspensions."""
    midnight = datetime.combine(day, time(), SHANGHAI)
    opens, closes = (midnight + timedelta(minutes=minute) for minute in hours)
    pieces = [(max(opens, start), closes)]
    for gap in gaps:
        pieces = [
            piece
            for since, until in pieces
            for piece in ((since, min(until, gap.since)), (max(since, gap.until or closes), until))
        ]
    return [(since, until) for since, until in pieces if since < until]


def _rolled(count: Count, day: date, calendar: WorkCalendar, roll: bool) -> Count:
    if not roll:
        return count
    target = calendar.next_workday(day)
    looked_at = [day + _DAY * n for n in range((target - day).days + 1)]
    provisional = count.provisional or any(calendar.day(d).provisional for d in looked_at)
    if target == day:
        return Count(count.moment, count.steps, provisional)
    step = Step("rolled", {"since": day, "until": target, "name": calendar.day(day).name})
    return Count(end_of(target), (*count.steps, step), provisional)


def _days_in(start: date, months: int) -> int:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    last = min(start.day, monthrange(year, month + 1)[1])
    return (date(year, month + 1, last) - start).days


def _gaps(pauses: Iterable[Pause]) -> list[tuple[date, date | None]]:
    return [
        (p.since.astimezone(SHANGHAI).date(), p.until and p.until.astimezone(SHANGHAI).date())
        for p in merged(pauses)
    ]


def _why(kind: DayKind) -> Step | None:
    """Why a day counts or not, where that is worth saying."""
    if kind.is_workday:
        return None if kind.name is None else Step("worked", {"name": kind.name})
    return Step("weekend", {}) if kind.name is None else Step("off", {"name": kind.name})


def _runs(seen: Iterable[tuple[date, Step | None]]) -> Iterable[Step]:
    """Neighbouring days with the same reason as one step with `since` and `until` (half-open)."""
    for reason, days in groupby(seen, key=lambda entry: entry[1]):
        on = [day for day, _ in days]
        if reason is not None:
            yield Step(reason.code, {"since": on[0], "until": on[-1] + _DAY, **reason.values})


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)
