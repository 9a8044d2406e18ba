"""A year of an estate lived through ``perform``; every clock and every lateness is found.

Acceptance 2. The script knows by plain counting what must come out; the platform is asked by its
figures, clocks and lists. Short in ``make test``, whole where slow tests run.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from itertools import count

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.work.acting import At
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, figure_of, measure
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import community, community_queries, inputs, points, queries
from chengguan.enforcement.estates.models import DutyVisit, PatrolFinding, RenovationPatrol
from tests.enforcement.estates.compound import Compound, Found, Works

FIRST = date(2026, 4, 6)
APART = timedelta(days=4)
DAY = timedelta(days=1)
POINTS = ("load_bearing", "building", "facade", "power")
BODIES = {"榆街中队": "队员", "专业中队": "专业队员", "区房管局": "房管"}


@dataclass(frozen=True)
class Scale:
    """How much happens. Sets hold the numbers of works, findings and weeks that go wrong."""

    works: int
    found: int
    findings: int
    reports: int
    late_reports: frozenset[int]
    late_visits: frozenset[int]
    overrun: frozenset[int]
    late_repairs: frozenset[int]
    missed_weeks: frozenset[int]
    weeks: int


SHORT = Scale(
    works=6,
    found=1,
    findings=12,
    reports=4,
    late_reports=frozenset({1}),
    late_visits=frozenset({2}),
    overrun=frozenset({3}),
    late_repairs=frozenset({4}),
    missed_weeks=frozenset({2, 5}),
    weeks=8,
)
WHOLE = Scale(
    works=54,
    found=4,
    findings=120,
    reports=24,
    late_reports=frozenset({1, 9}),
    late_visits=frozenset({2, 6, 16}),
    overrun=frozenset({3, 30}),
    late_repairs=frozenset({4, 22, 40}),
    missed_weeks=frozenset({2, 5, 19}),
    weeks=34,
)
OVERRUN = 5 * DAY
"""So long after their period works end that run over it."""


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


@dataclass
class Script:
    """Who does what when; and what must be found in the end."""

    compound: Compound
    scale: Scale
    works: dict[int, Works] = field(default_factory=dict)
    findings: dict[int, Found] = field(default_factory=dict)
    referrals: dict[int, object] = field(default_factory=dict)
    missed: set[tuple[int, date]] = field(default_factory=set)
    rounds: dict[date, list[bool]] = field(default_factory=dict)
    late: dict[str, int] = field(default_factory=dict)

    # -- the days of one work ------------------------------------------------------------------

    def begins(self, work: int) -> date:
        return FIRST + work * APART

    def ends(self, work: int) -> date:
        return self.begins(work) + DAY * (11 + work * 5 % 14)

    def completes(self, work: int) -> date:
        return self.ends(work) + (OVERRUN if work in self.scale.overrun else timedelta())

    def was_found(self, work: int) -> bool:
        return work >= self.scale.works - self.scale.found

    def found_in(self, work: int) -> dict[date, int]:
        """The findings of a work by the day of their round."""
        numbers = range(work, self.scale.findings, self.scale.works)
        return {self.begins(work) + DAY * (2 + 3 * n): one for n, one in enumerate(numbers)}

    # -- what happens --------------------------------------------------------------------------

    def events(self) -> Iterator[tuple[datetime, Callable[[], object]]]:
        for work in range(self.scale.works):
            yield from self._life(work)
        for number in range(self.scale.weeks):
            yield from self._week(number)

    def _life(self, work: int) -> Iterator[tuple[datetime, Callable[[], object]]]:
        first, last = self.begins(work), self.ends(work)
        yield from self._registration(work, first)
        found = self.found_in(work)
        for n in range((last - first).days + 1):
            yield from self._round(work, first + n * DAY, n, found.get(first + n * DAY))
        for n in range(1, (self.completes(work) - last).days + 1):
            self._owe(work, last + n * DAY, is_made=False)
        yield from self._end(work, self.completes(work))

    def _registration(
        self, work: int, first: date
    ) -> Iterator[tuple[datetime, Callable[[], object]]]:
        if not self.was_found(work):
            yield at(first - DAY, 9), lambda: self._register(work)
            yield at(first - DAY, 9, 30), lambda: self.works[work].agree()
            yield at(first, 9), lambda: self.works[work].begin(first)
            return
        # Nobody finds the address at first; the last of them is placed days too late.
        is_late = work == self.scale.works - 1
        taken = first - (9 if is_late else 1) * DAY
        yield at(taken, 9), lambda: self._take_in(work)
        yield at(first, 8), lambda: self._place(work)
        yield at(first, 9), lambda: self.works[work].begin(first)
        self._note("EST_PLACE", is_late)

    def _said(self, work: int, **more: object) -> inputs.Register:
        usual: dict[str, object] = {
            "address_text": f"榆荫新村 {work + 1} 号",
            "planned_from": self.begins(work),
            "planned_until": self.ends(work),
            "plan": self.compound.__dict__["drawn"],
        }
        return self.compound.declared(**(usual | more))

    def _register(self, work: int) -> None:
        made = self.compound.open("renovation", "register", "经理", self._said(work))
        self.works[work] = Works(self.compound, made)

    def _take_in(self, work: int) -> None:
        said = self._said(
            work, estate=None, plan=(), brought="found", organ=self.compound.organs["team"]
        )
        made = self.compound.open("renovation", "take_in", "队员", said)
        self.works[work] = Works(self.compound, made)

    def _place(self, work: int) -> None:
        said = inputs.PlaceIt(self.compound.estate)
        self.works[work].act("place", said, "队员")
        self.works[work].agree()

    def _round(
        self, work: int, day: date, n: int, finding: int | None
    ) -> Iterator[tuple[datetime, Callable[[], object]]]:
        is_free = finding is None
        is_missed = is_free and (work * 7 + n) % 11 == 4
        is_open = self.begins(work) < day < self.ends(work)
        is_late = is_free and not is_missed and is_open and (work * 5 + n) % 17 == 5
        self._owe(work, day, is_made=not is_missed and not is_late)
        if is_missed:
            return
        if is_late:
            yield at(day + DAY, 8), lambda: self._patrol(work, at(day, 15))
            return
        yield at(day, 10), lambda: self._patrol(work, None, finding)
        if finding is not None:
            yield from self._way(work, finding, day)

    def _patrol(self, work: int, seen_at: datetime | None, finding: int | None = None) -> None:
        works = self.works[work]
        open_ones = PatrolFinding.objects.filter(project=works.pk, matter__is_open=True)
        seen = tuple(inputs.Seen(one, is_gone=False, note="仍在") for one in open_ones)
        problems = ()
        if finding is not None:
            point = POINTS[finding % len(POINTS)] if finding < self.scale.reports else "facade"
            problems = (inputs.Problem(point, "现场发现"),)
        now = self.compound.now
        moment = At(seen_at, now, "当日没有网络") if seen_at else None
        works.act("patrol", inputs.Patrol(problems, seen), at=moment)
        if finding is not None:
            made = PatrolFinding.objects.filter(project=works.pk).latest("matter__opened_at", "pk")
            self.findings[finding] = Found(self.compound, made.pk)

    def _way(
        self, work: int, finding: int, day: date
    ) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """Corrected the same day, or refused, reported, visited, answered, settled."""

        def found() -> Found:
            return self.findings[finding]

        yield at(day, 10, 10), lambda: found().dissuade()
        if finding >= self.scale.reports:
            yield at(day, 16), lambda: found().correct()
            return
        is_late = finding in self.scale.late_reports
        reported = at(day, 10, 20) + timedelta(hours=25 if is_late else 1)
        is_visit_late = finding in self.scale.late_visits
        visited = reported + timedelta(hours=30 if is_visit_late else 1)
        yield at(day, 10, 20), lambda: found().refuse()
        yield reported, lambda: found().send()
        yield reported + timedelta(minutes=20), lambda: found().act("acknowledge", by="居委")
        yield visited, lambda: self._visit(found())
        yield visited + timedelta(hours=1), lambda: found().answer(self._body(found()))
        yield visited + DAY, lambda: found().act("settle", inputs.Settle("已恢复"))
        point = POINTS[finding % len(POINTS)]
        self._note("CK51", is_late)
        self._note(points.visit_clock(point, is_in_progress=False), is_visit_late)
        if is_late:
            yield from self._referral(finding, day + 5 * DAY)

    def _body(self, found: Found) -> str:
        return BODIES[found.report.competent.name]

    def _visit(self, found: Found) -> None:
        found.act("go_on_site", inputs.GoOnSite("已到场"), self._body(found))

    def _referral(self, finding: int, day: date) -> Iterator[tuple[datetime, Callable[[], object]]]:
        """The first is answered too late, the others in time."""
        is_late = finding == min(self.scale.late_reports)
        self._note("DUTY_REPLY", is_late)
        yield at(day, 9), lambda: self._propose(finding)
        yield at(day, 10), lambda: self._of(finding, "send", "队长")
        said = inputs.AnswerReferral("已约谈企业。")
        length = 31 if is_late else 10
        yield (
            at(day + length * DAY, 11),
            lambda: self._of(finding, "answer_referral", "房管", said),
        )

    def _propose(self, finding: int) -> None:
        team = self.compound.organs["team"]
        said = inputs.Propose(team, self.findings[finding].finding, "迟报一小时")
        self.referrals[finding] = self.compound.open("duty_referral", "propose", "队员", said)

    def _of(self, finding: int, action: str, by: str, said: object = None) -> None:
        self.compound.act(self.referrals[finding], action, by, said)  # type: ignore[arg-type]  # a key

    def _end(self, work: int, day: date) -> Iterator[tuple[datetime, Callable[[], object]]]:
        def works() -> Works:
            return self.works[work]

        self._note("EST_PERIOD", work in self.scale.overrun)
        yield at(day, 17), lambda: works().act("complete", inputs.Complete(day))
        is_damaged = work % 3 == 1
        checked = day + DAY
        said = inputs.CheckCompletion("墙面刮损", checked + 3 * DAY) if is_damaged else None
        said = said or inputs.CheckCompletion()
        yield at(checked, 10), lambda: works().act("check_completion", said)
        closes = checked + 2 * DAY
        if is_damaged:
            is_late = work in self.scale.late_repairs
            self._note("EST_REPAIR", is_late)
            closes = checked + (6 if is_late else 2) * DAY
            repaired = inputs.ConfirmRepair()
            yield at(closes, 9), lambda: works().act("confirm_repair", repaired)
        yield at(closes, 10), lambda: works().act("close")

    def _week(self, number: int) -> Iterator[tuple[datetime, Callable[[], object]]]:
        monday = FIRST + 7 * number * DAY
        yield at(monday, 7), lambda: community.owe_visits(self.compound.now)
        if number not in self.scale.missed_weeks:
            yield at(monday + DAY, 14), self._sit

    def _sit(self) -> None:
        linked = community.liaison_of(self.compound.organs["committee"])
        assert linked is not None
        community.visit(
            assignment=linked,
            received=2,
            handled=1,
            text="噪声",
            by=self.compound.people["队员"],
            at=self.compound.now,
        )

    # -- what must be found --------------------------------------------------------------------

    def _owe(self, work: int, day: date, *, is_made: bool) -> None:
        self.rounds.setdefault(day, []).append(is_made)
        if not is_made:
            self.missed.add((work, day))

    def _note(self, clock: str, is_late: bool) -> None:
        self.late[clock] = self.late.get(clock, 0) + is_late


def live(compound: Compound, scale: Scale) -> Script:
    """All of it in the order of time."""
    script, order = Script(compound, scale), count()
    compound.__dict__["drawn"] = (compound.document(),)
    community.link_officer(
        officer=compound.people["队员"],
        committee=compound.organs["committee"],
        team=compound.organs["team"],
        phone="021-00000101",
        since=FIRST,
        by=None,
        at=compound.now,
    )
    told = sorted((moment, next(order), deed) for moment, deed in script.events())
    for moment, _place, deed in told:
        compound.now = moment
        deed()
    compound.now = at(date(2026, 12, 31), 23)
    return script


@pytest.mark.parametrize(
    "scale", [SHORT, pytest.param(WHOLE, marks=pytest.mark.slow)], ids=["short", "whole"]
)
@pytest.mark.trap(69)
@pytest.mark.postgres
def test_a_year_is_lived_and_every_lateness_is_found(compound: Compound, scale: Scale) -> None:
    script = live(compound, scale)
    assert set(Matter.objects.filter(kind="renovation").values_list("state", flat=True)) == {
        "closed"
    }
    rounds_are_those_of_the_script(script)
    assert late_clocks(script) == script.late
    figures_are_those_of_the_script(script)
    lists_name_what_was_late(script)
    assert journal.verify().findings == []


def rounds_are_those_of_the_script(script: Script) -> None:
    number = {works.pk: key for key, works in script.works.items()}
    owed = RenovationPatrol.objects.filter(cancelled_at=None)
    missed = {
        (number[one.project_id], one.day)
        for one in owed
        if one.recorded_at is None or one.recorded_at >= one.red_at
    }
    assert missed == script.missed
    assert owed.count() == sum(len(day) for day in script.rounds.values())


def late_clocks(script: Script) -> dict[str, int]:
    """Of the clocks that the script knows, how many were late."""
    now = script.compound.now
    rows = MatterClock.objects.filter(
        ref__in=script.late, matter__kind__in=("renovation", "finding", "duty_referral")
    )
    found = dict.fromkeys(script.late, 0)
    for clock in rows:
        found[clock.ref] += clock.is_overdue(now)
    return found


def figures_are_those_of_the_script(script: Script) -> None:
    compound, scale = script.compound, script.scale
    asked = Asked(compound.actor("局长"), Period.read("2026"), compound.now)
    told = {code: measure(figure_of(code), asked) for code in FIGURES}
    shares = [Fraction(sum(day), len(day)) for day in script.rounds.values()]
    assert told["patrol_rate"].value == sum(shares, Fraction(0)) / len(shares)
    expected = {
        "renovation_registration_rate": (scale.works - scale.found, scale.works),
        "dissuasion_rate": (scale.findings - scale.reports, scale.findings),
        "report_ontime_rate": (scale.reports - len(scale.late_reports), scale.reports),
        "report_answer_rate": (scale.reports, scale.reports),
    }
    assert {code: (told[code].met, told[code].counted) for code in expected} == expected


FIGURES = (
    "patrol_rate",
    "renovation_registration_rate",
    "dissuasion_rate",
    "report_ontime_rate",
    "report_answer_rate",
)


def lists_name_what_was_late(script: Script) -> None:
    compound, scale = script.compound, script.scale
    section, now = compound.actor("业务科"), compound.now
    late = {one.pk for one in queries.late_reports(section, now)}
    assert late == {script.findings[one].pk for one in scale.late_reports}
    assert not queries.known_not_reported(section, now).exists()
    assert not queries.missed(section, now).exists(), "each was referred"
    owed = community_queries.visits(section, at(FIRST, 9) + (7 * scale.weeks - 1) * DAY)
    missed = owed.filter(visited_at=None).values_list("week", flat=True)
    assert set(missed) == {FIRST + 7 * n * DAY for n in scale.missed_weeks}
    assert DutyVisit.objects.exclude(visited_at=None).count() == scale.weeks - len(missed)
