"""Walks at random over the graph with facts made up at random: 300 here, 5,000 in test-all.

Nothing is stored: states, guards and periods alone. What the acts write is walked in
``test_random_cases``.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from chengguan.core.pages import words
from chengguan.enforcement.cases.facts import Correction
from chengguan.enforcement.cases.ordinary.accrual import accrued
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.facts_transfer import Transfer
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.law import periods
from chengguan.law.guards import judge
from chengguan.law.periods import Pause
from chengguan.law.procedure import START, Action, State
from tests.enforcement.cases.ordinary import at_hand
from tests.enforcement.cases.ordinary.at_hand import (
    DECIDING,
    EXECUTION,
    INVESTIGATION,
    LAW,
    LEAFLETS,
    notice_of,
)
from tests.enforcement.cases.ordinary.explained import reproduced
from tests.enforcement.cases.ordinary.made_up import USUAL, made_up, makers, own_acts

PEOPLE = {
    "officer": 1,
    "colleague": 2,
    "third": 3,
    "head": 7,
    "reviewer": 8,
    "second_reviewer": 9,
    "leader1": 11,
    "leader2": 12,
    "leader3": 13,
}
ROWS: dict[str, Any] = dict.fromkeys(
    ("preservation", "appraisal", "deferral", "remedy", "receipt", "evidence", "sampling"), 1
) | {
    "item": LEAFLETS,
    "points": ("conduct",),
    "open_points": (),
    "files": lambda: (1,),
    "owed": 50000,
    "unpaid": 50000,
}
BY_EFFECT = {"CK05", "PAY_PLAN"}
"""Periods that effects turn, one for each thing: walked with the record."""


@cache
def due_of(ref: str, started: datetime, pauses: tuple[Pause, ...] = ()) -> datetime | None:
    """The end that the explanation gives, worked out from it again."""
    due = periods.due(LAW, ref, started, pauses=pauses)
    assert reproduced(due) == due.moment, f"{ref} is not where its explanation puts it"
    return due.moment


@dataclass
class Running:
    """A period of a walk."""

    ref: str
    started: datetime
    pauses: list[Pause] = field(default_factory=list)
    stopped: datetime | None = None
    seen_late: bool = False

    @property
    def is_owed(self) -> bool:
        row = LAW.clock(self.ref)
        return not (row.is_right or row.is_earliest)

    @property
    def due(self) -> datetime | None:
        return due_of(self.ref, self.started, tuple(self.pauses))

    def is_overdue(self, now: datetime) -> bool:
        due = self.due
        return due is not None and self.is_owed and (self.stopped or now) > due


@dataclass
class Walk:
    """One case of its own, from START until it ends or the steps are used up."""

    luck: Random
    now: datetime
    state: State = START
    clocks: list[Running] = field(default_factory=list)
    path: list[str] = field(default_factory=list)
    transfer: Transfer = field(default_factory=lambda: at_hand.case().transfer)
    """What the police answered decides how the case goes on: it follows from the walk."""

    def step(self) -> None:
        action = self._action()
        self.now += timedelta(hours=self.luck.choice((1, 5, 24, 24 * 9)))
        data = self._input(action)
        if not self._is_lawful(action, data):
            return
        before, self.state = self.state, action.reaches(self.state)
        self.path.append(action.key)
        assert (before.key, action.key, self.state.key) in ORDINARY.graph
        self._turn(action, data, before)
        self._go_between(action.key, data)

    def _go_between(self, action: str, data: Any) -> None:
        """Between the house and the police."""
        if action == "transfer_to_police":
            self.transfer = replace(self.transfer, answer=None, is_taken=None, is_objected=False)
        elif action == "record_police_answer":
            self.transfer = replace(self.transfer, answer=1, is_taken=data.is_taken)
        elif action == "object_to_police":
            self.transfer = replace(self.transfer, is_objected=True)

    def _action(self) -> Action:
        usual = USUAL.get(self.state.key)
        if usual and self.luck.random() < 0.75:
            return ORDINARY.by_action[self.luck.choice(usual)]
        return self.luck.choice(own_acts(ORDINARY, self.state.key))

    def _input(self, action: Action) -> Any:
        if action.move.sources == (START,):
            return None
        return made_up(action.takes, makers(self.luck, self.now, PEOPLE, ROWS))

    def _is_lawful(self, action: Action, data: Any) -> bool:
        if action.move.sources == (START,):
            return True
        case = replace(facts_at_random(self.luck, self.now), transfer=self.transfer)
        on = self.now.date()
        found = (
            *judge(action.needs, LAW, on, case),
            *judge(action.given, LAW, on, case, data),
        )
        for finding in found:
            assert words.sentence(finding.reason.code, finding.reason.params), finding
        return not any(finding.refuses for finding in found)

    def _turn(self, action: Action, data: Any, before: State) -> None:
        running = [clock for clock in self.clocks if clock.stopped is None]
        for clock in running:
            if clock.ref in {stop.ref for stop in action.stops}:
                clock.stopped = max(self.now, clock.started)
        for start in action.starts:
            if start.when and not getattr(data, start.when):
                continue
            for clock in running:
                if clock.ref == start.ref and clock.stopped is None:
                    clock.stopped = max(self.now, clock.started)
            moment = self.now if start.on in ("occurred_at", "discovered_at") else None
            self.clocks.append(Running(start.ref, moment or getattr(data, start.on)))
        if before.held and not self.state.held:
            for clock in self.clocks:
                clock.pauses = [replace(p, until=p.until or self.now) for p in clock.pauses]
        if action.pauses:
            for clock in self.clocks:
                if clock.stopped is None and clock.is_owed:
                    clock.pauses.append(Pause(self.now))

    def must_hold(self) -> None:
        for clock in self.clocks:
            first = due_of(clock.ref, clock.started)
            due = clock.due
            assert first is not None
            assert due is None or due >= first, "no suspension shortens a period"
            is_open = any(pause.until is None for pause in clock.pauses)
            assert due is not None or is_open, "only a lasting suspension leaves an end open"
            clock.seen_late |= clock.stopped is None and clock.is_overdue(self.now)
            if clock.seen_late:
                assert clock.is_overdue(self.now), "what was found late stays late"
            if clock.stopped is not None and clock.stopped <= first:
                assert not clock.is_overdue(self.now), "what was done in time is never late"
        if self.state.final:
            left = [c.ref for c in self.clocks if c.stopped is None]
            assert not left, f"{left} run on after {self.path}"
        if not self.state.held:
            lasting = [c for c in self.clocks for p in c.pauses if p.until is None]
            assert not lasting, f"{lasting} still suspended after {self.path}"


def facts_at_random(luck: Random, now: datetime) -> OrdinaryFacts:
    """A case in which nearly everything is in order, and a few things are not."""

    def rarely(usual: Any, *others: Any, often: float = 0.9) -> Any:
        return usual if luck.random() < often else luck.choice(others)

    notices = tuple(
        notice_of(
            served_at=now - timedelta(days=luck.randint(6, 30)),
            fine=luck.choice((40000, 50000)),
            may_request_hearing=luck.random() < 0.5,
        )
        for _ in range(rarely(1, 0, 2, 3))
    )
    notices = tuple(sorted(notices, key=lambda n: n.served_at))
    asked = rarely(None, now - timedelta(days=5))
    return replace(
        at_hand.on(now),
        by=rarely(7, 1, 3),
        discovered_at=now,
        item=at_hand.case().item,
        correction=Correction(is_ordered=luck.random() < 0.95),
        investigation=replace(
            INVESTIGATION,
            evidence=rarely(frozenset({1, 2, 3}), frozenset()),
            served=rarely(frozenset({"conduct", "who", "trace"}), frozenset()),
            held=frozenset(at_hand.case().item and _proofs())
            if luck.random() < 0.9
            else frozenset(),
            preservations_requested=frozenset({1}),
            preservations_approved=frozenset({1}),
            preservations_open=rarely(frozenset(), frozenset({1})),
            appraisals_open=rarely(frozenset(), frozenset({1})),
            rounds={"CK01": rarely(0, 1, 2)},
            is_refused=luck.random() < 0.5,
            report=replace(
                at_hand.REPORT,
                proposal=rarely("penalty", "no_penalty", often=0.7),
                approved_at=now - timedelta(days=40),
            ),
        ),
        deciding=replace(
            DECIDING,
            notices=notices,
            heard_at=now - timedelta(days=1),
            hearing_requested_at=asked,
            is_hearing_held=luck.random() < 0.5,
            is_hearing_reported=asked is None or luck.random() < 0.5,
            hearing_at=now,
            review_open=rarely(1, None),
            is_review_passed=luck.random() < 0.5,
        ),
        execution=replace(
            EXECUTION,
            decided_at=now - timedelta(days=40),
            served_at=now - timedelta(days=luck.choice((1, 30, 300))),
            posted_at=now - timedelta(days=70),
            fine=luck.choice((0, 50000)),
            paid=luck.choice((0, 0, 20000, 50000)),
            receipts=frozenset({1}),
            deferrals_open=frozenset({1}),
            remedies_open=rarely(frozenset(), frozenset({1})),
            urged_at=rarely(now - timedelta(days=30), None),
            is_before_court=luck.random() < 0.5,
            is_revoked=luck.random() < 0.1,
            is_no_penalty=luck.random() < 0.2,
        ),
        execution_suspended_since=rarely(None, now - timedelta(days=1200)),
    )


def _proofs() -> tuple[Any, ...]:
    from chengguan.core.lawbook.evidence import Proof

    return tuple(Proof)


def walked(seed: int, steps: int = 60) -> Walk:
    luck = Random(seed)
    day = luck.choice(("2026-02-10T10:00", "2026-06-01T10:00", "2026-09-25T16:00"))
    walk = Walk(luck, at_hand.at(day))
    for _ in range(steps):
        if walk.state.final:
            break
        walk.step()
        walk.must_hold()
    return walk


def all_walked(count: int) -> Counter[str]:
    """How often each state was the last."""
    ends = Counter(walked(seed).state.key for seed in range(count))
    assert set(ends) <= set(ORDINARY.by_state)
    return ends


@pytest.mark.ref("CK01", "CK03", "CK09", "CK12")
def test_three_hundred_walks() -> None:
    ends = all_walked(300)
    assert ends["archived"]


@pytest.mark.slow
@pytest.mark.ref("CK01", "CK03", "CK09", "CK12")
def test_five_thousand_walks_reach_every_end() -> None:
    ends = all_walked(5000)
    finals = {state.key for state in ORDINARY.states if state.final}
    assert finals - set(ends) <= {"joined"}, ends


@pytest.mark.ref("GD72a", "late_fine.cap")
@pytest.mark.parametrize("seed", range(40))
def test_all_added_fines_together_stay_under_the_cap(seed: int) -> None:
    """行政处罚法 72.1(1); 行政强制法 45: whatever is paid when, and however often imposed."""
    luck = Random(seed)
    served, fine = at_hand.at("2026-06-01T10:00"), luck.randint(1, 900_000)
    paid: list[tuple[Any, int]] = []
    added, until, day = 0, None, served.date()
    for _ in range(luck.randint(1, 12)):
        day += timedelta(days=luck.randint(0, 30))
        left = fine - sum(amount for _on, amount in paid)
        if luck.random() < 0.3 and left:
            paid.append((day, luck.randint(1, left)))
        case = at_hand.on(
            at_hand.at(f"{day}T18:00"),
            execution=replace(
                EXECUTION,
                served_at=served,
                fine=fine,
                fine_paid=tuple(paid),
                paid=sum(amount for _on, amount in paid),
                added=added,
                added_until=until,
            ),
        )
        sum_ = accrued(case, day, LAW)
        if sum_:
            assert until is None or sum_.since > until
            assert sum_.amount >= 0
            added, until = added + sum_.amount, day
        assert added <= fine
