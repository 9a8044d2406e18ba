"""A district with a command room and two street teams, and the way a lead walks through it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At, actor_of, system
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads import inputs, services
from tests.played import founded

SINCE = date(2020, 1, 1)
# A Tuesday in a week without holidays.
NINE = datetime(2026, 9, 15, 9, 0, tzinfo=ZONE)


@dataclass
class District:
    """Organs, people, and a clock that tests turn."""

    bureau: Organ
    team: Organ
    other_team: Organ
    people: dict[str, Person] = field(default_factory=dict)
    now: datetime = NINE

    def person(self, name: str, *roles: Role, organ: Organ) -> Person:
        made = org.register_person(name=name, by=None, at=NINE)
        for role in roles:
            org.grant(person=made, role=role, organ=organ, since=SINCE, by=None, at=NINE)
        self.people[name] = made
        return made

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], self.now)

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)


@pytest.fixture
def district(db: None) -> District:
    return founded(_district)


def _district() -> District:
    def organ(kind: OrganKind, name: str, parent: Organ | None = None) -> Organ:
        return org.found_organ(
            kind=kind, name=name, short_name=name, since=SINCE, parent=parent, by=None, at=NINE
        )

    bureau = organ(OrganKind.DISTRICT_BUREAU, "示范区城管执法局")
    world = District(
        bureau,
        organ(OrganKind.STREET_TEAM, "东街中队", bureau),
        organ(OrganKind.STREET_TEAM, "西街中队", bureau),
    )
    world.person("调度", Role.DISPATCHER, organ=bureau)
    world.person("督察", Role.SUPERVISOR, organ=bureau)
    world.person("局长", Role.BUREAU_LEADER, organ=bureau)
    world.person("队长", Role.TEAM_HEAD, organ=world.team)
    world.person("班长", Role.SQUAD_LEADER, organ=world.team)
    world.person("甲", Role.OFFICER, organ=world.team)
    world.person("乙", Role.OFFICER, organ=world.team)
    world.person("丙", Role.OFFICER, organ=world.other_team)
    for number, name in enumerate(("甲", "乙"), start=1):
        org.certify(
            person=world.people[name], number=f"ZS{number:04d}", since=SINCE, by=None, at=NINE
        )
    return world


@dataclass
class Walk:
    """One lead, and acts on it by name."""

    district: District
    pk: UUID

    @property
    def matter(self) -> Matter:
        return Matter.objects.select_related("lead", "organ").get(pk=self.pk)

    def act(self, action: str, name: str, data: object = None, *, at: At | None = None) -> Outcome:
        by = system("flows") if name == "system" else self.district.actor(name)
        return perform(
            matter=self.pk,
            action=action,
            by=by,
            at=at or At.once(self.district.now),
            data=data,
            key=uuid4().hex,
            version=self.matter.version,
        )

    def clock(self, ref: str):
        return self.matter.clocks.filter(ref=ref).latest("id")

    def to_dispatched(self, kind: str = "complaint") -> "Walk":
        self.act("dispatch", "调度", inputs.Dispatch(self.district.team, kind))
        return self

    def to_handling(self, kind: str = "complaint") -> "Walk":
        self.to_dispatched(kind).act("sign", "甲")
        return self

    def call(self, result: str = "connected", **told: str) -> None:
        self.act("contact", "甲", inputs.Contact("phone", result, **told))

    def submit(self, result: str = "solved", **parts: object) -> Outcome:
        text = {"found": "夜间有施工。", "done": "已当场制止。", "next_step": "三日内复查。"}
        return self.act("submit", "甲", inputs.Submit(result, **(text | parts)))

    def to_answered(self) -> "Walk":
        self.to_handling()
        self.call()
        self.submit()
        self.act("approve_submission", "班长", inputs.Approve())
        self.act("answer", "甲", inputs.Answer("phone", "已告知处理情况。"))
        return self


@pytest.fixture
def order(district: District) -> Callable[..., inputs.Receive]:
    """A hotline order; what a test says overrides what is usual."""

    def made(**said: object) -> inputs.Receive:
        usual = {
            "organ": district.bureau,
            "source": "hotline_12345",
            "appeal_kind": "complaint",
            "title": "夜间施工扰民",
            "description": "工地夜里十一点仍在施工。",
            "external_no": uuid4().hex[:12],
            "caller_name": "林某某",
            "caller_phone": "13800000001",
            "address_text": "示范路 12 号",
        }
        return inputs.Receive(**(usual | said))

    return made


@pytest.fixture
def received(district: District, order: Callable[..., inputs.Receive]) -> Callable[..., Walk]:
    """Take an order in and follow it."""

    def taken(**said: object) -> Walk:
        outcome = services.take_in(
            by=district.actor("调度"),
            at=At.once(district.now),
            data=order(**said),
            key=uuid4().hex,
        )
        return Walk(district, outcome.matter)

    return taken
