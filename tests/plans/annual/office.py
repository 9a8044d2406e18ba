"""A district with two teams and a union beside it, a plan in our own words, and its way."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from django.test import Client

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work.acting import Actor, At, actor_of, system
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import inputs, services
from chengguan.plans.annual.models import AnnualPlan, PlanItem
from tests.played import once

SINCE = date(2020, 1, 1)
NINE = datetime(2026, 1, 20, 9, tzinfo=ZONE)
TEXT = """某区城管执法系统2026年工作要点

一、重点任务

（一）治理违法建筑
拆除存量违法建筑，建立巡查台账。（责任单位：东队；配合单位：区房管局；完成时限：全年）
完成排查。（责任单位：东队、西队；完成时限：4月或者5月）
组织两次联合检查。（责任单位：西队；完成时限：7月、12月）

（二）加强队伍建设
举办业务培训。（责任单位：西队；完成时限：9月）
"""


Enter = Callable[[str], Client]
"""Signs a person of the office in, at its moment."""


class Office:
    """Organs, people, and a clock that tests turn."""

    def __init__(self) -> None:
        self.now = NINE
        self.people: dict[str, Person] = {}
        self.district = self.organ(OrganKind.DISTRICT_BUREAU, "区局", None, "区")
        self.east = self.organ(OrganKind.STREET_TEAM, "东队", self.district)
        self.west = self.organ(OrganKind.STREET_TEAM, "西队", self.district)
        self.union = self.organ(OrganKind.BUREAU_UNION, "局工会", None, "工")
        self.base = self.organ(OrganKind.BASE_UNION, "基层工会", self.union)
        for name, role, organ in (
            ("局长", Role.BUREAU_LEADER, self.district),
            ("科长", Role.FIELD_SECTION, self.district),
            ("东队长", Role.TEAM_HEAD, self.east),
            ("东队员", Role.OFFICER, self.east),
            ("西队长", Role.TEAM_HEAD, self.west),
            ("工会干部", Role.UNION_STAFF, self.union),
            ("基层主席", Role.BASE_UNION_CHAIR, self.base),
        ):
            self.person(name, role, organ)

    def organ(
        self, kind: OrganKind, name: str, parent: Organ | None = None, prefix: str = ""
    ) -> Organ:
        return org.found_organ(
            kind=kind,
            name=name,
            short_name=name,
            number_prefix=prefix,
            since=SINCE,
            parent=parent,
            by=None,
            at=NINE,
        )

    def person(self, name: str, role: Role, organ: Organ) -> Person:
        made = self.people.get(name) or org.register_person(name=name, by=None, at=NINE)
        org.grant(person=made, role=role, organ=organ, since=SINCE, by=None, at=NINE)
        self.people[name] = made
        return made

    def actor(self, name: str) -> Actor:
        return system("house") if name == "system" else actor_of(self.people[name], self.now)

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)

    def on(self, month: int, day: int, hour: int = 9, year: int = 2026) -> "Office":
        self.now = datetime(year, month, day, hour, tzinfo=ZONE)
        return self

    def take_in(self, text: str = TEXT, by: str = "科长", organ: Organ | None = None) -> "Plan":
        outcome = services.take_in_file(
            name="099_要点.txt",
            data=text.encode(),
            organ=organ or self.district,
            by=self.actor(by),
            at=self.now,
            key=uuid4().hex,
        )
        return Plan(self, outcome.matter)

    def issued(self) -> "Plan":
        return Plan(self, self._issued())

    @once
    def _issued(self) -> UUID:
        plan = self.take_in().act("confirm", inputs.Confirm())
        return plan.act("issue_plan", inputs.Issue("区城管〔2026〕1号", self.now.date())).pk

    def act(self, matter: UUID, action: str, by: str, data: object = None) -> None:
        perform(
            matter=matter,
            action=action,
            by=self.actor(by),
            at=At.once(self.now),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )


class Plan:
    """One plan and its items, by the sentence they come from."""

    def __init__(self, office: Office, pk: UUID) -> None:
        self.office, self.pk = office, pk

    @property
    def row(self) -> AnnualPlan:
        return AnnualPlan.objects.select_related("matter__organ").get(pk=self.pk)

    @property
    def items(self) -> list[PlanItem]:
        rows = PlanItem.objects.filter(plan=self.pk, is_dropped=False, parent=None)
        return list(rows.select_related("matter", "lead").order_by("place", "pk"))

    def act(self, action: str, data: object = None, by: str = "科长") -> "Plan":
        self.office.act(self.pk, action, by, data)
        return self

    def item(self, place: int = 0) -> "Item":
        return Item(self.office, self.items[place].pk)


class Item:
    """One item that was given out."""

    def __init__(self, office: Office, pk: int) -> None:
        self.office, self.pk = office, pk

    @property
    def row(self) -> PlanItem:
        return PlanItem.objects.select_related("matter__organ", "plan__matter__organ").get(
            pk=self.pk
        )

    @property
    def state(self) -> str:
        matter = self.row.matter
        return matter.state if matter else ""

    def act(self, action: str, by: str, data: object = None) -> "Item":
        matter = self.row.matter_id
        assert matter is not None
        self.office.act(matter, action, by, data)
        return self

    def clocks(self, ref: str = "PLAN_WINDOW") -> list[MatterClock]:
        return list(MatterClock.objects.filter(matter=self.row.matter, ref=ref).order_by("due_at"))

    def decompose(self, organ: Organ, by: str, **said: object) -> "Item":
        usual: dict[str, object] = {"text": "本队细化。", "until": date(2026, 11, 30)}
        outcome = open_matter(
            procedure="plan_item",
            action="decompose",
            by=self.office.actor(by),
            at=At.once(self.office.now),
            data=inputs.Decompose(self.row.matter_id, organ, **(usual | said)),  # type: ignore[arg-type]
            key=uuid4().hex,
        )
        return Item(self.office, PlanItem.objects.get(matter=outcome.matter).pk)

    def close(self, by: str, closer: str = "局长") -> "Item":
        self.act("propose_closing", by, inputs.ProposeClosing("已经完成。"))
        return self.act("close_item", closer, inputs.Decide("同意。"))
