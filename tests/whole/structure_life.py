"""Illegal structures: one the long way until it grows again, one being built, one of the stock."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from chengguan.core.registers import services as registers
from chengguan.core.registers.models import Place, PlaceKind
from chengguan.enforcement.structures import inputs, stock
from chengguan.enforcement.structures.models import IllegalStructure, PilotEstate

if TYPE_CHECKING:
    from tests.whole.town import Town

AREA, PART = Decimal("24.50"), Decimal("4.50")
VIEW = "东南角"


@dataclass(frozen=True)
class Crew:
    """Who does what, by name; ``lookers`` accept what the first two took down."""

    organ: str
    handler: str
    partner: str
    head: str = ""
    reviewer: str = ""
    lookers: tuple[str, ...] = ()


EAST = Crew("east", "handler", "officer", "head", "legal", ("colleague", "squad"))
NORTH = Crew("north", "north_handler", "north_officer")


class Structure:
    """``said`` answers a text for every place where one is written, by the group that reads it."""

    pk: UUID

    def __init__(self, town: "Town", crew: Crew, said: Callable[[str, str], str]) -> None:
        self.town, self.crew, self.said = town, crew, said

    # -- tools ---------------------------------------------------------------------------

    @property
    def two(self) -> tuple[Any, ...]:
        return (self.town.people[self.crew.handler], self.town.people[self.crew.partner])

    @property
    def today(self) -> date:
        return self.town.at.date()

    @property
    def row(self) -> IllegalStructure:
        return IllegalStructure.objects.select_related("matter").get(pk=self.pk)

    def act(self, action: str, data: Any = None, by: str = "") -> Self:
        self.town.act(self.pk, action, by or self.crew.handler, data)
        return self

    def photo(self, by: str = "") -> tuple[int, ...]:
        crew = self.crew
        return (self.town.file(by or crew.handler, "content", crew.organ, "illegal_structure"),)

    # -- the stretches of its way ----------------------------------------------------------

    def found(self, **changed: Any) -> Self:
        reported = {
            "source": "report",
            "reporter_name": self.said("complainant", "reporter name"),
            "reporter_phone": self.said("complainant", "phone"),
        }
        usual: dict[str, Any] = {
            "organ": self.town.organs[self.crew.organ],
            "kind": "courtyard",
            "material": "colour_steel",
            "area": AREA,
            "address_text": f"示范路 {self.said('content', 'structure address')}",
            "occupant": self.said("content", "occupant"),
            "is_under_construction": False,
            "photos": self.photo(),
        }
        data = inputs.Register(**usual | reported | changed)
        self.pk = self.town.open("structure", "register", self.crew.handler, data)
        return self

    def checked(self, *, is_under_construction: bool = False) -> Self:
        seen = inputs.CheckOnSite(
            officers=self.two,
            found=self.said("content", "seen on site"),
            is_under_construction=is_under_construction,
            area=AREA,
            view=VIEW,
            photos=self.photo(),
        )
        return self.act("check_on_site", seen)

    def answered(self) -> Self:
        told = self.said("complainant", "told the reporter")
        return self.act("answer_reporter", inputs.AnswerReporter(told))

    def ordered(self) -> Self:
        """Reviewed, ordered, served and announced on one day; a suit is filed and withdrawn."""
        self.act("identify", inputs.Identify("must_go", "规划〔2026〕1 号"))
        self.act("review_order", inputs.ReviewOrder(True, "事实清楚。"), self.crew.reviewer)
        order = inputs.OrderDemolition(self.two, self.today)
        self.act("order_demolition", order, self.crew.head)
        self.act("serve_order", inputs.ServeOrder("in_person", "某住户"))
        self.act("announce_order", inputs.AnnounceOrder("楼道公告栏"))
        self.act("hear_statement", inputs.HearStatement("旧有的。", "不属实。", is_adopted=False))
        self.act("file_remedy", inputs.FileRemedy("lawsuit", "（2026）1 号"))
        return self.act("end_remedy", inputs.EndRemedy("withdrawn"))

    def forced(self) -> Self:
        """Urged on one day, decided and forced down on the next."""
        head = self.crew.head
        self.act("urge", inputs.Urge("府催〔2026〕1 号", self.today), head)
        self.town.at += timedelta(days=1)
        self.act("decide_forced", inputs.DecideForced("府强〔2026〕1 号", "区人民政府"), head)
        self.act("announce_forced", inputs.AnnounceForced(self.photo()))
        self.act("notify_servant_unit", inputs.NotifyServantUnit("某机关", "建议给予处分"))
        self.act("notify_property", inputs.NotifyProperty(self.today))
        kept = (inputs.KeptItem("花架", "2 个", "仓库"),)
        force = inputs.ForceDemolition(
            officers=self.two,
            area=AREA,
            waste_to="某某中转场",
            kept=kept,
            claim_until=self.today + timedelta(days=9),
        )
        self.act("force_demolition", force)
        return self.act("notify_cleaning", inputs.NotifyCleaning(self.today))

    def accepted(self) -> Self:
        first, second = self.crew.lookers
        cleared = inputs.Inspect(VIEW, is_cleared=True, remark="已拆。", photos=self.photo(first))
        self.act("inspect", cleared, first)
        self.act("confirm_acceptance", inputs.ConfirmAcceptance("属实。"), second)
        again = inputs.LookAgain("没有反弹。", VIEW, self.photo(second))
        return self.act("look_again", again, second)

    def grown_again(self) -> Self:
        again = inputs.Regrow(True, PART, "又在搭建。", self.photo())
        return self.act("regrow", again)


def history_says(_group: str, where: str) -> str:
    return f"说明 {where}"


def ordered(town: "Town") -> Structure:
    """One that is finished, and beside it one that is being built and partly taken down."""
    built = Structure(town, EAST, history_says).found(is_under_construction=True)
    built.checked(is_under_construction=True)
    built.act("pause", inputs.Pause(built.two))
    part = inputs.Demolish(way="self", area=PART, waste_to="某某中转场")
    built.act("demolish_part", part)
    return Structure(town, EAST, history_says).found(is_public_servant=True).checked().ordered()


def forced(structure: Structure) -> None:
    """Half a year later; and what is kept of the stock."""
    structure.forced().answered().accepted().grown_again()
    town = structure.town
    pilot = campaign(town, "a", "leader", history_says)
    listed = inputs.ListStock(
        organ=town.organs["east"],
        place=pilot.place,
        kind="roof",
        material="brick",
        area=AREA,
        address_text="示范路 9 号",
        census_batch="2025",
    )
    kept = Structure(town, EAST, history_says)
    kept.pk = town.open("structure", "list_stock", "head", listed)
    kept.act("propose_screening", inputs.ProposeScreening("remove", "阻碍通道。"), "officer")
    kept.act("approve_screening", inputs.DecideScreening("同意"), "head")
    kept.act("check_safety", inputs.CheckSafety("C", "没有开裂。"))
    kept.act("report_hazard", inputs.ReportHazard("fire", "堆物。", kept.today))
    kept.act("assign_side", inputs.AssignSide("owner", "某住户", "不扩建", kept.today))
    _counted(kept)
    kept.act("ask_consent", inputs.AskConsent(pilot.pk, is_given=True))


def _counted(structure: Structure) -> None:
    """The baseline of the year with a change, the plan, and the bureau's name for a side."""
    town = structure.town
    said: dict[str, Any] = {"by": town.people["leader"], "at": town.at}
    year = {"organ": town.organs["a"], "year": town.at.year}
    baseline = stock.lock_baseline(**year, **said)
    asked = stock.propose_change(
        baseline=baseline,
        structure=structure.row,
        kind="remove",
        reason="重复。",
        by=town.people["legal"],
        at=town.at,
    )
    stock.decide_change(change=asked, is_approved=True, **said)
    plan = stock.issue_plan(**year, **said)
    stock.plan_structures(plan=plan, structures=[structure.row], quarter="4", **said)
    stock.rename_side(side="owner", label="权利人", **said)


def campaign(town: "Town", organ: str, by: str, said: Callable[[str, str], str]) -> PilotEstate:
    """A campaign of a district, tried in one place."""
    noted: dict[str, Any] = {"by": town.people[by], "at": town.at}
    made = stock.open_campaign(
        kind="courtyard",
        name=said("campaign", "campaign name"),
        organ=town.organs[organ],
        starts_on=town.at.date(),
        ends_on=town.at.date(),
        aim=said("campaign", "campaign aim"),
        **noted,
    )
    pilot = stock.add_pilot(
        campaign=made,
        place=_place(town, organ),
        method=said("campaign", "method"),
        party_steps=said("campaign", "party steps"),
        **noted,
    )
    stock.write_lesson(pilot=pilot, lesson=said("campaign", "lesson"), **noted)
    return pilot


def _place(town: "Town", organ: str) -> Place:
    return registers.register_place(kind=PlaceKind.POINT, name=f"试点{organ}", by=None, at=town.at)
