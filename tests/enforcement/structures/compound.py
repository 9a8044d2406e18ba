"""A district with a team that pulls down what was built without leave, and the way through it."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.files import services as files
from chengguan.core.org import services as org
from chengguan.core.org.kinds import CertificateKind, OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers import services as registers
from chengguan.core.registers.models import PlaceKind
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.errors import Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs, services
from chengguan.enforcement.structures.models import IllegalStructure

SINCE = date(2020, 1, 1)
# A Monday without holidays near; the shipped calendar knows the whole year.
NINE = datetime(2026, 3, 2, 9, 0, tzinfo=ZONE)
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08" + bytes(8) + b"\0\0\0\0IEND\xaeB`\x82"
AREA = Decimal("24.50")
VIEW = "东南角"


class Compound:
    """Everybody and everything; ``now`` is turned by the tests."""

    def __init__(self) -> None:
        self.now = NINE
        self.people: dict[str, Person] = {}
        self.bureau = self.organ(OrganKind.DISTRICT_BUREAU, "示范区城管执法局", None, "示城管")
        self.team = self.organ(OrganKind.STREET_TEAM, "东街中队", self.bureau, "东综")
        self.other = self.organ(OrganKind.STREET_TEAM, "西街中队", self.bureau, "西综")
        for name, role, organ in (
            ("甲", Role.OFFICER, self.team),
            ("乙", Role.OFFICER, self.team),
            ("丙", Role.OFFICER, self.team),
            ("丁", Role.OFFICER, self.team),
            ("新", Role.OFFICER, self.team),
            ("西", Role.OFFICER, self.other),
            ("队长", Role.TEAM_HEAD, self.team),
            ("法制", Role.LEGAL_REVIEWER, self.bureau),
            ("业务", Role.FIELD_SECTION, self.bureau),
            ("局长", Role.BUREAU_LEADER, self.bureau),
            ("调度", Role.DISPATCHER, self.bureau),
        ):
            self.person(name, role, organ)
        for number, name in enumerate("甲乙丙丁", start=1):
            org.certify(
                person=self.people[name], number=f"ZS{number:04d}", since=SINCE, by=None, at=NINE
            )
        org.certify(
            person=self.people["法制"],
            kind=CertificateKind.LEGAL,
            number="A001",
            since=SINCE,
            by=None,
            at=NINE,
        )
        self.estate = registers.register_place(
            kind=PlaceKind.ESTATE, name="榆荫新村", address="示范路 1 弄", by=None, at=NINE
        )
        self.owner = registers.register_party(kind="person", name="某住户", by=None, at=NINE)

    def organ(self, kind: OrganKind, name: str, parent: Organ | None, prefix: str) -> Organ:
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
        return actor_of(self.people[name], self.now)

    def crew(self, names: str = "甲乙") -> tuple[Person, ...]:
        return tuple(self.people[name] for name in names)

    def photo(self, by: str = "甲") -> int:
        use = files.store(
            BytesIO(PNG + uuid4().bytes), name="现场.png", by=self.people[by], at=self.now
        )
        return use.pk

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)

    # -- the beginnings ----------------------------------------------------------------

    def register(self, by: str = "甲", *, at: At | None = None, **changed: Any) -> "Built":
        usual = inputs.Register(
            organ=self.team,
            kind="courtyard",
            material="colour_steel",
            area=AREA,
            place=self.estate,
            party=self.owner,
            source="patrol",
            is_under_construction=False,
        )
        outcome = services.register(
            by=self.actor(by),
            at=at or At.once(self.now),
            data=replace(usual, **changed),
            key=uuid4().hex,
        )
        return Built(self, outcome.matter)

    def stock(self, by: str = "业务", **changed: Any) -> "Built":
        usual = inputs.ListStock(
            organ=self.team,
            kind="roof",
            material="brick",
            area=AREA,
            place=self.estate,
            census_batch="2025",
        )
        outcome = services.list_stock(
            by=self.actor(by),
            at=At.once(self.now),
            data=replace(usual, **changed),
            key=uuid4().hex,
        )
        return Built(self, outcome.matter)


class Built:
    """One structure and acts on it, with what is usual filled in."""

    def __init__(self, world: Compound, pk: UUID) -> None:
        self.world, self.pk = world, pk

    @property
    def row(self) -> IllegalStructure:
        return IllegalStructure.objects.select_related("matter").get(pk=self.pk)

    @property
    def state(self) -> str:
        return Matter.objects.values_list("state", flat=True).get(pk=self.pk)

    def clock(self, ref: str):
        return Matter.objects.get(pk=self.pk).clocks.filter(ref=ref).latest("id")

    def act(self, action: str, by: str, data: object = None, *, at: At | None = None) -> Outcome:
        return perform(
            matter=self.pk,
            action=action,
            by=self.world.actor(by),
            at=at or At.once(self.world.now),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=self.pk),
        )

    def refusals(
        self, action: str, by: str, data: object = None, *, at: At | None = None
    ) -> dict[str, str]:
        """The guards that refuse, with the codes of their reasons; empty where it was done."""
        try:
            self.act(action, by, data, at=at)
        except Refused as refused:
            return {f.ref: f.reason.code for f in refused.findings if f.refuses}
        return {}

    # -- on site -----------------------------------------------------------------------

    def check(self, *, is_under_construction: bool = False, **changed: Any) -> "Built":
        usual = inputs.CheckOnSite(
            officers=self.world.crew(),
            found="天井内搭建彩钢板棚。",
            is_under_construction=is_under_construction,
            area=AREA,
            view=VIEW,
            photos=(self.world.photo(),),
        )
        self.act("check_on_site", "甲", replace(usual, **changed))
        return self

    def identify(self, verdict: str = "must_go") -> "Built":
        self.act("identify", "甲", inputs.Identify(verdict, "示规划〔2026〕1 号"))
        return self

    # -- the long way of what is finished ------------------------------------------------

    def order(self, days: int = 15) -> "Built":
        self.act("review_order", "法制", inputs.ReviewOrder(True, "事实清楚。"))
        due_on = (self.world.now + timedelta(days=days)).date()
        self.act("order_demolition", "队长", inputs.OrderDemolition(self.world.crew(), due_on))
        return self

    def serve(self, by: str = "甲") -> "Built":
        self.act("serve_order", by, inputs.ServeOrder("in_person", "某住户"))
        return self

    def announce(self) -> "Built":
        self.act("announce_order", "甲", inputs.AnnounceOrder("楼道公告栏"))
        return self

    def urge(self, days: int = 10) -> "Built":
        until = (self.world.now + timedelta(days=days)).date()
        self.act("urge", "业务", inputs.Urge("示府催〔2026〕1 号", until))
        return self

    def decide(self) -> "Built":
        said = inputs.DecideForced("示府强〔2026〕1 号", "示范区人民政府")
        self.act("decide_forced", "业务", said)
        return self

    def announce_forced(self) -> "Built":
        self.act("announce_forced", "甲", inputs.AnnounceForced((self.world.photo(),)))
        return self

    def tell_property(self) -> "Built":
        until = (self.world.now + timedelta(days=3)).date()
        self.act("notify_property", "甲", inputs.NotifyProperty(until))
        return self

    def to_ordered(self) -> "Built":
        return self.check().identify().order()

    def to_urged(self) -> "Built":
        self.to_ordered().serve().announce()
        self.world.wait(days=20)
        return self.urge()

    def to_forced(self) -> "Built":
        """Ordered on 2 March; the later period ends half a year on; then the government decides,
        and its decision is announced."""
        self.to_urged()
        self.world.now = datetime(2026, 9, 8, 10, tzinfo=ZONE)
        return self.decide().announce_forced()

    # -- down --------------------------------------------------------------------------

    def force(self, **changed: Any) -> inputs.ForceDemolition:
        usual = inputs.ForceDemolition(
            officers=self.world.crew(), area=AREA, waste_to="某某中转场", cost=120_000
        )
        return replace(usual, **changed)

    def demolish(self, way: str = "self", **changed: Any) -> "Built":
        said = inputs.Demolish(way=way, area=self.row.area_left, waste_to="某某中转场")
        self.act("demolish", "甲", replace(said, **changed))
        return self

    def inspect(self, by: str = "丙", **changed: Any) -> "Built":
        usual = inputs.Inspect(VIEW, True, "已拆除，场地已清理。", (self.world.photo(by),))
        self.act("inspect", by, replace(usual, **changed))
        return self

    def confirm(self, by: str = "丁") -> "Built":
        self.act("confirm_acceptance", by, inputs.ConfirmAcceptance("属实。"))
        return self

    def look(self, by: str = "丁") -> "Built":
        said = inputs.LookAgain("没有反弹。", VIEW, (self.world.photo(by),))
        self.act("look_again", by, said)
        return self

    def to_archived(self) -> "Built":
        self.demolish().inspect().confirm()
        for _look in range(3):
            self.world.wait(days=20)
            self.look()
        self.act("archive", "甲")
        return self
