"""Cases at random through `perform`, over simulated years: 4 here, 200 in test-all.

Whatever is tried, in whatever order: what is refused leaves nothing, what happens is on the record
as it was, every period is where its explanation puts it, and `verify` finds nothing.
"""

from datetime import timedelta
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
    Preservation,
    Remedy,
    ReviewPoint,
    Sampling,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary.acts_adopted import ADOPTED
from chengguan.enforcement.cases.ordinary.facts_execution import Execution, read
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.ordinary.steps import steps
from chengguan.law.procedure import START, Action
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.ordinary.made_up import USUAL, made_up, makers, own_acts

STEPS = 45


class Life:
    """One case and the people who try things on it."""

    def __init__(self, bureau: Bureau, seed: int) -> None:
        self.bureau, self.luck = bureau, Random(seed)
        # Every other one begins where things become interesting.
        begin = (bureau.begin, bureau.heard, bureau.investigated, bureau.decided_ordinarily)
        self.case = begin[seed % len(begin)](spot=f"东路 {seed} 号")
        self.taken: list[str] = []
        self.files = (bureau.photo(),)

    def go_on(self) -> None:
        for _ in range(STEPS):
            matter = Matter.objects.get(pk=self.case)
            if not matter.is_open:
                return
            self.bureau.wait(hours=self.luck.choice((1, 1, 3, 24, 24, 24 * 8, 24 * 20)))
            self.try_one(self._action(matter), matter)

    def _action(self, matter: Matter) -> Action:
        """What the record waits for, what is usual there, or anything at all."""
        own = {action.key: action for action in own_acts(ORDINARY, matter.state)}
        chance = self.luck.random()
        # A hearing has one way on, and days to wait on it.
        if chance < (0.6 if matter.state == "hearing" else 0.35):
            step = steps([matter], self.bureau.clock)[matter.pk]
            waiting = [own[key] for key in (step.decision, step.action) if key in own]
            if waiting:
                return waiting[0]
        if "record_refund" in own and self._done().overpaid:
            return own["record_refund"]
        if chance < 0.8:
            return ORDINARY.by_action[self.luck.choice(USUAL[matter.state])]
        return self.luck.choice(list(own.values()))

    def try_one(self, action: Action, matter: Matter) -> None:
        entries, version = JournalEntry.objects.count(), matter.version
        data = made_up(action.takes, self._makers())
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
        self.taken.append(action.key)

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
            return self.luck.choice((bureau.officer, bureau.colleague))
        return self.luck.choice((bureau.head, bureau.leader_in_charge))

    def _done(self) -> Execution:
        return read(books.read(self.case), self.bureau.clock)

    def _makers(self):
        bureau, case = self.bureau, self.case
        people = {
            name: getattr(bureau, name).pk
            for name in ("officer", "colleague", "third", "head", "reviewer", "second_reviewer")
        }
        people |= {f"leader{n}": leader.pk for n, leader in enumerate(bureau.leaders, start=1)}
        done = self._done()
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
            "files": self.files,
            "other": others.values_list("number", flat=True).first() or "没有这个案号",
            "overpaid": sum(done.overpaid.values()),
            "owed": done.unpaid or done.owed,
            "unpaid": done.unpaid,
        }
        return makers(self.luck, bureau.clock, people, rows)


def last(model, **where) -> int:
    found = model.objects.filter(**where).order_by("-pk").first()
    return found.pk if found else 0


# -- what must hold --------------------------------------------------------------------------


def periods_hold(bureau: Bureau, case: UUID) -> None:
    """Each end as its explanation has it; a closed case owes nothing; every lateness is found."""
    matter = Matter.objects.get(pk=case)
    clocks = list(MatterClock.objects.filter(matter=case))
    for clock in clocks:
        copy = MatterClock(ref=clock.ref, started_at=clock.started_at)
        assert recount(copy, rules.current(), clock.changes.all()).moment == clock.due_at
        assert clock.stopped_at is None or clock.stopped_at >= clock.started_at
        lasting = clock.changes.filter(kind="pause", until=None).exists()
        assert not (lasting and clock.stopped_at), f"{clock.ref} stopped, and still suspended"
    if not matter.is_open:
        # What fell after the archive is still withdrawn from where it was published.
        left = {clock.ref for clock in clocks if clock.stopped_at is None} - {"CK16"}
        assert left == set()
    now = bureau.clock + timedelta(days=400)
    late = any(c.stopped_at is None and c.is_overdue(now) for c in clocks) and matter.is_open
    assert lateness.is_late(matter, now) == late
    assert Matter.objects.filter(lateness.late(now), pk=case).exists() == late


def money_holds(bureau: Bureau, case: UUID) -> None:
    """No more is taken than was decided; all added fines stay under the cap; plans add up."""
    done = read(books.read(case), bureau.clock + timedelta(days=1))
    assert 0 <= done.paid <= done.fine
    assert sum(row.amount for row in AddedFine.objects.filter(case=case)) <= done.fine
    for deferral in Deferral.objects.filter(case=case):
        amounts = [row.amount for row in deferral.instalments.all()]
        assert amounts
        assert min(amounts) > 0
        assert sum(amounts) <= done.fine


def lived(bureau: Bureau, count: int) -> dict[str, int]:
    """Live so many cases; answers how often each act was taken."""
    taken: dict[str, int] = {}
    for seed in range(count):
        life = Life(bureau, seed)
        life.go_on()
        periods_hold(bureau, life.case)
        money_holds(bureau, life.case)
        for key in life.taken:
            taken[key] = taken.get(key, 0) + 1
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
    # What is taken over from another system is brought in by test_taking_over.
    mine -= {action.key for action in ADOPTED}
    rare = {"join", "apply_to_court", "dispose_confiscated", "correct_paper"}
    rare |= {"request_court", "return_court", "record_refund"}
    assert mine - set(taken) <= rare, sorted(mine - set(taken))
