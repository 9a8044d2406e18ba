"""From a row of the rule book and the moments given to its due moment, with the explanation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from chengguan.law.calendars import WorkCalendar
from chengguan.law.parameters import ClockRow, ClockVersion, Limb, Nature, RuleBook, Unit, Wait
from chengguan.law.periods.counting import (
    Count,
    count_back,
    count_days,
    count_hours,
    count_working_hours,
    end_of,
)
from chengguan.law.periods.shapes import (
    SHANGHAI,
    Due,
    Extension,
    Pause,
    PeriodError,
    Step,
    StepValue,
)

FROM = "from"
GIVEN = "given"
REMEDIES = ("CK30", "CK36")
# How far a notice can move a date: no holiday block with its exchanged days is longer.
_MOVABLE = timedelta(days=15)


def due(
    rules: RuleBook,
    ref: str,
    at: datetime | Mapping[str, datetime] | None = None,
    *,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
    before: datetime | None = None,
) -> Due:
    """When the period `ref` ends that was triggered `at` a moment (or at several named ones).

    The trigger is the input "from"; further inputs stand in the row. Periods counted back from
    an event take that event as `before`; a day that an act sets comes as "given", any moment of
    it. All moments must carry a time zone.

    >>> from chengguan.law.parameters import shipped
    >>> asked = datetime(2026, 9, 30, 10, tzinfo=SHANGHAI)
    >>> due(shipped(), "CK06", asked).moment.isoformat()
    '2026-10-13T23:59:59+08:00'
    >>> hearing = datetime(2026, 3, 20, 9, tzinfo=SHANGHAI)
    >>> due(shipped(), "CK07", before=hearing).moment.isoformat()
    '2026-03-10T23:59:59+08:00'
    >>> due(shipped(), "TASK_REPLY", {"from": asked, "given": hearing}).moment.isoformat()
    '2026-03-20T23:59:59+08:00'
    """
    row = rules.clock(ref)
    moments = _moments(row, at, before)
    reckoning = _Reckoning(rules, row, moments, tuple(pauses))
    if row.is_backwards:
        return reckoning.back()
    if row.nature is Nature.CALENDAR_DATE:
        return reckoning.yearly()
    if row.nature is Nature.ACCRUAL:
        return reckoning.accrual()
    return reckoning.forward(sorted(extensions, key=lambda e: e.granted_at))


@dataclass(frozen=True)
class _Reckoning:
    rules: RuleBook
    row: ClockRow
    moments: Mapping[str, datetime]
    pauses: tuple[Pause, ...]

    @property
    def calendar(self) -> WorkCalendar:
        return WorkCalendar(self.rules)

    def version(self, on: datetime) -> ClockVersion:
        return self.rules.clock_version(self.row.ref, _day(on))

    def forward(self, extensions: list[Extension]) -> Due:
        """Count from the trigger, then once more for each extension granted in time."""
        if self._remedy_is_pending():
            return self._due(self._anchor_version(), _pending(self.moments))
        started = self._start()
        start = _moment(started)
        version = self.version(start)
        first = count = self._settled(start, version, version.length)
        granted = 0
        notes: list[Step] = []
        for position, extension in enumerate(extensions):
            note = _judged(extension, position, version, count)
            notes.append(note)
            granted += _added(note)
            count = self._settled(start, version, version.length + granted)
        head = self._head(started, version)
        steps = (*head, *notes, *count.steps, Step("due", {"moment": count.moment}))
        provisional = started.provisional or count.provisional
        return self._due(version, Count(count.moment, steps, provisional), first)

    def _head(self, started: Count, version: ClockVersion) -> tuple[Step, ...]:
        if version.unit is Unit.GIVEN:
            return (Step("given", {"on": _day(self.moments[GIVEN])}),)
        return (*started.steps, Step("length", {"length": version.length, "unit": version.unit}))

    def back(self) -> Due:
        """Whole working days between the act and the event, neither end counted."""
        event = self.moments["before"]
        version = self.version(event)
        count = count_back(_day(event), version.length, self.calendar)
        head = (
            Step("before", {"on": _day(event)}),
            Step("length", {"length": version.length, "unit": version.unit}),
        )
        steps = (*head, *count.steps, Step("due", {"moment": count.moment}))
        return self._due(version, replace(count, steps=steps))

    def yearly(self) -> Due:
        """The next such day of a year: the length is its number within the year."""
        asked = _day(self.moments[FROM])
        version = self.version(self.moments[FROM])
        ends = (_day_of_year(year, version.length) for year in (asked.year, asked.year + 1))
        last = next(day for day in ends if day >= asked)
        steps = (Step("yearly", {"on": last}), Step("due", {"moment": end_of(last)}))
        return self._due(version, Count(end_of(last), steps))

    def accrual(self) -> Due:
        """The first moment from which something accrues day by day."""
        start = self.moments[FROM]
        version = self.version(start)
        first = _day(start) + timedelta(days=version.length)
        moment = datetime.combine(first, time(), SHANGHAI)
        steps = (Step("start", {"on": _day(start)}), Step("accrues", {"on": first}))
        return self._due(version, Count(moment, steps))

    def _start(self) -> Count:
        """The moment the count begins: the latest of those given, or the end of the remedies."""
        given = [self.moments[n] for n in (FROM, *self.row.starts_latest) if n in self.moments]
        if self.row.waits_for_remedy is Wait.FROM_END:
            return self._after_remedies(given)
        start = max(given)
        return Count(start, (_started(start, self.version(start).unit),))

    def _after_remedies(self, ends: list[datetime]) -> Count:
        counts = [count_days(_day(end), 0, Unit.DAY, self.calendar, roll=True) for end in ends]
        remedy = self._remedy_end()
        last = max([*counts, *([remedy] if remedy else [])], key=_moment)
        start = _moment(last)
        over = [step for step in last.steps if step.code == "remedy_over"]
        return Count(start, (*over, Step("start", {"on": _day(start)})), last.provisional)

    def _settled(self, start: datetime, version: ClockVersion, length: int) -> Count:
        """The main count, the latest of its further limbs, cut short by the caps that apply."""
        main = self._counted(start, Limb(length, version.unit, version.roll))
        if main.moment is None:
            return main
        later = [self._counted(start, limb) for limb in version.also]
        remedy = self._remedy_end() if self.row.waits_for_remedy is Wait.NOT_BEFORE_END else None
        settled = _latest([main, *later, *([remedy] if remedy else [])])
        caps = [self._counted(self.moments[c.after], c) for c in version.caps if self._applies(c)]
        return _earliest([settled, *caps])

    def _applies(self, limb: Limb) -> bool:
        return limb.after in self.moments and (limb.when is None or limb.when in self.moments)

    def _counted(self, start: datetime, limb: Limb) -> Count:
        if limb.unit in (Unit.HOUR, Unit.URGENT_HOUR):
            return count_hours(start, limb.length, self.pauses)
        if limb.unit is Unit.WORKING_HOUR:
            hours = self._service_hours(_day(start))
            return count_working_hours(start, limb.length, hours, self.calendar, self.pauses)
        if limb.unit is Unit.GIVEN:
            # The day itself counts: it was not counted to, it was named.
            day = _day(self.moments[GIVEN])
            return count_days(day, limb.length, Unit.DAY, self.calendar, self.pauses)
        return count_days(
            _day(start), limb.length, limb.unit, self.calendar, self.pauses, limb.roll
        )

    def _service_hours(self, on: date) -> tuple[int, int]:
        opens = self.rules.amount("service_hours.opens", on=on)
        return opens, self.rules.amount("service_hours.closes", on=on)

    def _remedy_is_pending(self) -> bool:
        return "remedy_filed" in self.moments and "remedy_ended" not in self.moments

    def _remedy_end(self) -> Count | None:
        """The end of a remedy taken, or the rolled end of the time to take one, if known."""
        if "remedy_ended" in self.moments:
            ended = end_of(_day(self.moments["remedy_ended"]))
            return Count(ended, (Step("remedy_over", {"on": ended.date()}),))
        if "decision_served" not in self.moments:
            return None
        served = self.moments["decision_served"]
        ends = [due(self.rules, ref, served) for ref in REMEDIES]
        last = max(ends, key=lambda end: end.moment or served)
        over = Step("remedy_over", {"on": _day(last.moment or served), "ref": last.ref})
        return Count(last.moment, (over,), last.provisional)

    def _anchor_version(self) -> ClockVersion:
        return self.version(min(self.moments.values()))

    def _due(self, version: ClockVersion, count: Count, first: Count | None = None) -> Due:
        return Due(
            ref=self.row.ref,
            moment=count.moment,
            is_earliest=self.row.is_earliest,
            provisional=count.provisional,
            first_moment=(first or count).moment,
            steps=count.steps,
            version=version,
            nature=self.row.nature,
        )


def _moments(
    row: ClockRow, at: datetime | Mapping[str, datetime] | None, before: datetime | None
) -> dict[str, datetime]:
    """The named moments, checked: known to the row, complete, and with a time zone."""
    given = {} if at is None else dict(at) if isinstance(at, Mapping) else {FROM: at}
    if before is not None:
        given["before"] = before
    wanted = "before" if row.is_backwards else FROM
    known = {wanted, *(item.name for item in row.inputs)} | ({FROM} if row.is_backwards else set())
    unknown = set(given) - known
    if unknown:
        raise PeriodError(
            f"{row.ref} 没有输入 {'、'.join(sorted(unknown))}，可用：{'、'.join(sorted(known))}"
        )
    replaced = row.waits_for_remedy is Wait.FROM_END and {"decision_served", "remedy_ended"}
    if wanted not in given and not (replaced and replaced & set(given)):
        raise PeriodError(f"{row.ref} 缺少输入 {wanted}（{row.starts}）")
    if row.is_given and GIVEN not in given:
        raise PeriodError(f"{row.ref} 缺少输入 {GIVEN}（指定的日期）")
    if any(moment.tzinfo is None for moment in given.values()):
        raise PeriodError(f"{row.ref} 的时间须带时区")
    return given


def _judged(extension: Extension, position: int, version: ClockVersion, count: Count) -> Step:
    """Whether an extension helps: provided for, and granted before the period was over.

    A day that an act set is moved by further acts, as often and as far as they say.
    """
    values: dict[str, StepValue] = {"length": extension.length, "granted_at": extension.granted_at}
    is_given = version.unit is Unit.GIVEN
    if not is_given and position >= len(version.extensions):
        return Step("extension_without_basis", values)
    if count.moment is not None and extension.granted_at > count.moment:
        return Step("extension_too_late", values)
    most = extension.length if is_given else version.extensions[position]
    return Step("extended", {**values, "added": min(extension.length, most)})


def _added(note: Step) -> int:
    added = note.values.get("added", 0)
    return added if isinstance(added, int) else 0


def _latest(counts: list[Count]) -> Count:
    return _chosen(counts, max(counts, key=_moment), "later_of")


def _earliest(counts: list[Count]) -> Count:
    return _chosen(counts, min(counts, key=_moment), "earlier_of")


def _chosen(counts: list[Count], winner: Count, code: str) -> Count:
    """The winner, naming those it was compared with; provisional if a near one could overtake."""
    if len(counts) == 1:
        return winner
    rivals = [c for c in counts if c is not winner]
    near = [c for c in rivals if abs(_moment(c) - _moment(winner)) <= _MOVABLE]
    compared = [Step(code, {"moment": rival.moment}) for rival in rivals]
    provisional = winner.provisional or any(rival.provisional for rival in near)
    return Count(winner.moment, (*winner.steps, *compared), provisional)


def _moment(count: Count) -> datetime:
    """A count that stands open lies beyond every date."""
    return count.moment or datetime.max.replace(tzinfo=SHANGHAI)


def _pending(moments: Mapping[str, datetime]) -> Count:
    filed = _day(moments["remedy_filed"])
    return Count(None, (Step("remedy_pending", {"since": filed}), Step("open", {"since": filed})))


def _started(start: datetime, unit: Unit) -> Step:
    if unit in (Unit.HOUR, Unit.URGENT_HOUR, Unit.WORKING_HOUR):
        return Step("start_at", {"at": start.astimezone(SHANGHAI)})
    return Step("start", {"on": _day(start)})


def _day(moment: datetime) -> date:
    return moment.astimezone(SHANGHAI).date()


def _day_of_year(year: int, number: int) -> date:
    return date(year, 1, 1) + timedelta(days=number - 1)
