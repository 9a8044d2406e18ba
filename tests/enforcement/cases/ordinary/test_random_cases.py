"""Cases at random through `perform`, over simulated years: 4 here, 200 in test-all.

Whatever is tried, in whatever order: what is refused leaves nothing, what happens is on the record
as it was, every period is where its explanation puts it, and `verify` finds nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid4

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.verification import verify
from chengguan.core.org.models import Person
from chengguan.core.work import lateness, rules
from chengguan.core.work.acting import At
from chengguan.core.work.clocks import recount
from chengguan.core.work.errors import WorkError
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.perform import perform
from chengguan.enforcement.cases.models import (
    AddedFine,
    Appraisal,
    Case,
    Deferral,
    Evidence,
    PenaltyDecision,
    Preservation,
    Remedy,
    ReviewPoint,
    Sampling,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary.acts_adopted import ADOPTED
from chengguan.enforcement.cases.ordinary.facts import facts
from chengguan.enforcement.cases.ordinary.facts_execution import read
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.ordinary.steps import steps
from chengguan.law.guards import judge
from chengguan.law.procedure import START, Action
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.ordinary.explained import reproduced
from tests.enforcement.cases.ordinary.made_up import (
    USUAL,
    Maker,
    made_up,
    own_acts,
)
from tests.enforcement.cases.ordinary.made_up import makers as makers_of

STEPS = 45
WAITS = (1, 1, 3, 24, 24, 24 * 8, 24 * 20)
LONG_WAITS = (1, 24, 24 * 8, 24 * 20, 24 * 60)
"""Hours between two acts; the remedies of a party run for months."""

BROUGHT = {action.key for action in ADOPTED}
"""What is taken over from another system is brought in by test_taking_over."""


class Life:
    """One case and the people who try things on it.

    ``tried`` and ``taken`` count the acts of all lives: what was taken least is looked for.
    """

    def __init__(self, bureau: Bureau, seed: int, tried: Counter[str], taken: Counter[str]) -> None:
        self.bureau, self.luck = bureau, Random(seed)
        self.tried, self.taken = tried, taken
        # Six of seven begin where things become interesting.
        begin = (
            bureau.begin,
            bureau.heard,
            bureau.investigated,
            bureau.decided_ordinarily,
            bureau.hearing_requested,
            bureau.with_the_police,
            bureau.things_confiscated,
        )
        self.case = begin[seed % len(begin)](spot=f"东路 {seed} 号")

    def go_on(self) -> None:
        for _ in range(STEPS):
            matter = Matter.objects.select_related("organ", "party").get(pk=self.case)
            if not matter.is_open:
                return
            waits = LONG_WAITS if matter.state == "executing" else WAITS
            self.bureau.wait(hours=self.luck.choice(waits))
            self.hand = self.luck.choice((self.bureau.officer, self.bureau.colleague))
            self.try_one(*self._chosen(matter), matter)

    def _chosen(self, matter: Matter) -> tuple[Action, object]:
        """What was taken least in all lives, or what leads on; now and then without asking the law
        first."""
        own = {a.key: a for a in own_acts(ORDINARY, matter.state) if a.key not in BROUGHT}
        acts = sorted(own.values(), key=lambda a: (self.taken[a.key], self.tried[a.key], a.key))
        makers, chance = self._makers(matter), self.luck.random()
        if chance > 0.3:
            new = [action for action in acts if not self.taken[action.key]]
            acts = [*(new if chance < 0.9 else ()), *self._leading_on(matter, own)]
        if self.luck.random() < 0.9:
            found = self._allowed(acts, matter, makers)
            if found:
                return found
        action = self.luck.choice(acts)
        return action, made_up(action.takes, makers)

    def _leading_on(self, matter: Matter, own: Mapping[str, Action]) -> list[Action]:
        """What the record waits for, or what is usual there."""
        keys = USUAL[matter.state]
        usual = [own[key] for key in self.luck.sample(keys, len(keys))]
        # A hearing has one way on, and days to wait on it.
        if self.luck.random() < (0.6 if matter.state == "hearing" else 0.35):
            step = steps([matter], self.bureau.clock)[matter.pk]
            return [*(own[key] for key in (step.decision, step.action) if key in own), *usual]
        return usual

    def _allowed(
        self, acts: Iterable[Action], matter: Matter, makers: Mapping[str, Maker]
    ) -> tuple[Action, object] | None:
        """The first of the acts that the law allows now, with what is said in it."""
        # A reviewer had no hand in it: what is refused to him is refused to everybody.
        by, at = self.bureau.actor(self.bureau.reviewer), At.once(self.bureau.clock)
        known, law = facts(matter, at, by), rules.current()
        for action in acts:
            if any(one.refuses for one in judge(action.needs, law, known.on, known)):
                continue
            data = made_up(action.takes, makers)
            if not any(one.refuses for one in judge(action.given, law, known.on, known, data)):
                return action, data
        return None

    def try_one(self, action: Action, data: object, matter: Matter) -> None:
        entries, version = JournalEntry.objects.count(), matter.version
        self.tried[action.key] += 1
        try:
            perform(
                matter=self.case,
                action=action.key,
                by=self.bureau.actor(self._by(action)),
                at=self._moment(action),
                data=data,
                key=uuid4().hex,
                version=version,
            )
        except WorkError:
            assert Matter.objects.get(pk=self.case).version == version
            assert JournalEntry.objects.count() == entries, "what is refused leaves nothing"
            return
        assert JournalEntry.objects.count() == entries + 1
        after = Matter.objects.get(pk=self.case).state
        assert (matter.state, action.key, after) in ORDINARY.graph
        ended = {clock.ref for clock in action.stops} - {clock.ref for clock in action.starts}
        running = MatterClock.objects.filter(matter=self.case, ref__in=ended, stopped_at=None)
        assert not running, f"{action.key} ends what runs on"
        self.taken[action.key] += 1

    def _moment(self, action: Action) -> At:
        now = self.bureau.clock
        if action.happens_here:
            return At.once(now)
        if self.luck.random() < 0.9:
            return At(now, now + timedelta(minutes=self.luck.choice((0, 30))))
        return At(now - timedelta(hours=2), now, "补录", has_happened=self.luck.random() < 0.3)

    def _by(self, action: Action) -> Person:
        bureau = self.bureau
        if "legal_reviewer" in action.by and "officer" not in action.by:
            return self.luck.choice((bureau.reviewer, bureau.second_reviewer))
        if "officer" in action.by:
            return self.hand
        return self.luck.choice((bureau.head, bureau.leader_in_charge))

    def _makers(self, matter: Matter) -> dict[str, Maker]:
        bureau, case = self.bureau, self.case
        done = read(books.of(matter), bureau.clock)
        people = {
            name: getattr(bureau, name).pk
            for name in ("officer", "colleague", "third", "head", "reviewer", "second_reviewer")
        }
        people |= {f"leader{n}": leader.pk for n, leader in enumerate(bureau.leaders, start=1)}
        others = Matter.objects.filter(state="investigating").exclude(pk=case)
        rows = {
            "preservation": last(Preservation, case=case),
            "appraisal": last(Appraisal, case=case, received_at=None),
            "sampling": last(Sampling, case=case, resulted_at=None),
            "deferral": last(Deferral, case=case),
            "remedy": last(Remedy, case=case),
            "receipt": last(TreasuryReceipt, case=case, reversed_at=None),
            "evidence": last(Evidence, case=case),
            "item": Case.objects.get(pk=case).item_code,
            "points": bureau.missing(case),
            "open_points": list(
                ReviewPoint.objects.filter(review__case=case).values_list("pk", flat=True)
            ),
            "files": lambda: (bureau.photo(self.hand),),
            "is_public": (False, False, True),
            "other": others.values_list("number", flat=True).first() or "没有这个案号",
            "overpaid": sum(done.overpaid.values()),
            "overpaid_head": next(iter(done.overpaid), "fine"),
            "owed": done.unpaid or done.owed,
            "unpaid": done.unpaid,
        }
        return makers_of(self.luck, bureau.clock, people, rows)


def last(model, **where) -> int:
    found = model.objects.filter(**where).order_by("-pk").first()
    return found.pk if found else 0


# -- what must hold --------------------------------------------------------------------------


def periods_hold(bureau: Bureau, case: UUID) -> None:
    """Each end as its explanation has it; a closed case owes nothing; every lateness is found."""
    matter, law = Matter.objects.get(pk=case), rules.current()
    clocks = list(MatterClock.objects.filter(matter=case).prefetch_related("changes"))
    ends: dict[int, datetime | None] = {}
    for clock in clocks:
        copy = MatterClock(ref=clock.ref, started_at=clock.started_at)
        due = recount(copy, law, clock.changes.all())
        assert reproduced(due) == clock.due_at, f"{clock.ref} is not where its explanation puts it"
        assert clock.is_owed == (not due.is_earliest and not law.clock(clock.ref).is_right)
        ends[clock.pk] = clock.due_at if clock.is_owed else None
        assert clock.stopped_at is None or clock.stopped_at >= clock.started_at
        lasting = any(c.kind == "pause" and c.until is None for c in clock.changes.all())
        assert not (lasting and clock.stopped_at), f"{clock.ref} stopped, and still suspended"
    if not matter.is_open:
        # What fell after the archive is still withdrawn from where it was published.
        left = {clock.ref for clock in clocks if clock.stopped_at is None} - {"CK16"}
        assert left == set()
    for now in (bureau.clock, bureau.clock + timedelta(days=400)):
        every_lateness_is_found(matter, clocks, ends, now)


def every_lateness_is_found(
    matter: Matter,
    clocks: Sequence[MatterClock],
    ends: Mapping[int, datetime | None],
    now: datetime,
) -> None:
    """By the row, by the list and by the figure, also of what ended late."""

    def is_late(clock: MatterClock) -> bool:
        end = ends[clock.pk]
        return end is not None and end < (clock.stopped_at or now)

    assert [c.is_overdue(now) for c in clocks] == [is_late(c) for c in clocks]
    late = {clock.ref for clock in clocks if is_late(clock)}
    mine = Matter.objects.filter(pk=matter.pk)
    for ref in {clock.ref for clock in clocks}:
        assert mine.filter(lateness.was_late(now, ref)).exists() == (ref in late)
    is_open_late = matter.is_open and any(is_late(c) for c in clocks if c.stopped_at is None)
    assert lateness.is_late(matter, now) == is_open_late
    assert mine.filter(lateness.late(now)).exists() == is_open_late


def money_holds(bureau: Bureau, case: UUID) -> None:
    """No more is taken than was decided; all added fines stay under the cap; plans add up."""
    done = read(books.read(case), bureau.clock + timedelta(days=1))
    # As decided: what a remedy left of it may be less than what was paid before.
    fine = sum(row.fine for row in PenaltyDecision.objects.filter(case=case))
    assert 0 <= done.paid <= fine
    assert done.paid_added >= 0
    assert sum(row.amount for row in AddedFine.objects.filter(case=case)) <= fine
    for deferral in Deferral.objects.filter(case=case):
        amounts = [row.amount for row in deferral.instalments.all()]
        assert amounts
        assert min(amounts) > 0
        assert sum(amounts) <= fine


def lived(bureau: Bureau, count: int) -> Counter[str]:
    """Live so many cases; answers how often each act was taken."""
    tried, taken = Counter[str](), Counter[str]()
    for seed in range(count):
        life = Life(bureau, seed, tried, taken)
        life.go_on()
        periods_hold(bureau, life.case)
        money_holds(bureau, life.case)
    assert verify().findings == []
    return taken


@pytest.mark.ref("CK01", "CK03", "CK05", "CK09", "CK12")
def test_four_cases(bureau: Bureau) -> None:
    assert lived(bureau, 4)["serve"]


@pytest.mark.slow
@pytest.mark.ref("CK01", "CK03", "CK05", "CK09", "CK12")
def test_two_hundred_cases_try_everything(bureau: Bureau) -> None:
    taken = lived(bureau, 200)
    states = set(ORDINARY.by_state) - {START.key}
    mine = {action.key for state in states for action in own_acts(ORDINARY, state)}
    assert mine - BROUGHT - set(taken) == set()
