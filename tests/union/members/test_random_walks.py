"""Walks at random through the acts of a membership, lawful or not, on days that fit or do not.

After every act the spans say what the state says: one open span for who is a member and none for
anybody else; no two spans of a person share a day; what was refused has written nothing.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise
from random import Random
from uuid import UUID

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.org.models import Membership
from chengguan.core.org.record import Refused as ServiceRefused
from chengguan.core.work.errors import Refused, WorkError
from chengguan.core.work.models import Matter
from chengguan.union.members import inputs, snapshot
from chengguan.union.members.models import Retention
from chengguan.union.members.procedures import MEMBERSHIP, STATES
from tests.union.members.union import Union

OWN = {action.key for action in MEMBERSHIP.actions} - {"note_mistake"}
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 1)


class Walk:
    """One membership of its own, from an application or an enrolment on."""

    def __init__(self, union: Union, luck: Random, name: str) -> None:
        self.union, self.luck = union, luck
        self.path: list[str] = []
        union.person(name, "officer", union.team)  # type: ignore[arg-type]  # a role by its key
        began = union.apply if luck.random() < 0.5 else self._enrolled
        self.matter: UUID = began(name)
        self.path.append("begin")

    def _enrolled(self, name: str) -> UUID:
        person = self.union.people[name]
        return self.union.enrol(person=person, joined_on=FIRST, group=None)

    def _day(self) -> date:
        """Mostly a day of the last weeks, at times one that does not fit."""
        back = self.luck.choice((0, 0, 1, 7, 30, 200, 400, -1))
        return self.union.today - timedelta(days=back)

    def step(self) -> None:
        state = self.union.state(self.matter)
        acts = [a.key for a in MEMBERSHIP.actions_from(state) if a.key in OWN]
        if not acts:
            return
        action = self.luck.choice(acts)
        by = self.union.record(self.matter).matter.organ.name[0] + "主席"
        before = self._spans()
        try:
            self.union.act(self.matter, action, self._data(action), by)
        except (Refused, ServiceRefused, WorkError):
            assert self._spans() == before
            assert self.union.state(self.matter) == state
            return
        self.path.append(action)
        self.holds()

    def _data(self, action: str) -> object:
        union, day = self.union, self._day()
        to = self.luck.choice((union.east, union.west))
        by = union.record(self.matter).matter.organ.name[0] + "主席"
        made: dict[str, Callable[[], object]] = {
            "consider": lambda: inputs.Opine(day, is_agreed=True),
            "approve": lambda: inputs.Approve(day),
            "refuse_admission": lambda: inputs.Refuse(day, "材料不实。"),
            "issue_card": lambda: inputs.IssueCard(day, card=str(self.luck.random())),
            "amend_particulars": lambda: inputs.Amend("male", date(1980, 1, 1), "更正。"),
            "transfer": lambda: inputs.Move(day, to, "调动。"),
            "transfer_out": lambda: inputs.MoveOut(day, "某公司工会"),
            "transfer_back": lambda: inputs.MoveBack(day, "某公司工会", to),
            "retain": lambda: inputs.Retain("retired", day),
            "resume": lambda: inputs.Resume(day),
            "tell_leaving": lambda: inputs.TellLeaving(day),
            "announce_leaving": lambda: inputs.AnnounceLeaving(day, day),
            "note_lapse": lambda: inputs.NoteLapse(day, "停缴。"),
            "educate": lambda: inputs.Educate(day, "谈话。", is_refused=True),
            "end_lapse": lambda: inputs.EndLapse(day),
            "deem_left": lambda: inputs.Deem(day),
            "file_judgment": lambda: inputs.FileJudgment(day, judgment=(union.file(by),)),
            "discuss_expulsion": lambda: inputs.Opine(day, is_agreed=True),
            "expel": lambda: inputs.Expel(day, "除名。", resolution=(union.file(by),)),
            "file_expulsion": lambda: inputs.FileExpulsion(day, "备1"),
            "revoke_expulsion": lambda: inputs.Revoke(day, "改判。"),
        }
        return made[action]() if action in made else None

    def _spans(self) -> list[tuple[str, date, date | None]]:
        return self.union.spans(self.matter)

    def holds(self) -> None:
        """What must be true after every act."""
        state, spans = self.union.state(self.matter), self._spans()
        is_member = state in ("active", "retained")
        assert len([s for s in spans if s[2] is None]) == int(is_member), self.path
        lasting = sorted((s[1], s[2] or date.max) for s in spans if s[1] != s[2])
        assert all(a[1] <= b[0] for a, b in pairwise(lasting)), self.path
        kept = Retention.objects.filter(record=self.matter, until=None).exists()
        assert kept == (state == "retained"), self.path
        person = self.union.record(self.matter).person_id
        for day in (FIRST, self.union.today):
            unions = [self.union.east, self.union.west]
            held = snapshot.members_on(day, unions).filter(person=person)
            assert held.count() <= 1, self.path


def walk(union: Union, walks: int, steps: int) -> Counter[str]:
    luck, ends = Random(20260915), Counter[str]()
    for place in range(walks):
        one = Walk(union, luck, f"走{place}")
        for _step in range(steps):
            one.step()
        ends[union.state(one.matter)] += 1
    assert not Membership.objects.filter(until__lt=FIRST)
    assert verify().findings == []
    return ends


def test_spans_and_states_agree_whatever_happens(union: Union) -> None:
    ends = walk(union, walks=8, steps=14)
    assert sum(ends.values()) == Matter.objects.count() == 8


@pytest.mark.slow
def test_every_end_is_reached(union: Union) -> None:
    ends = walk(union, walks=600, steps=25)
    assert {state.key for state in STATES if state.final} <= set(ends)
