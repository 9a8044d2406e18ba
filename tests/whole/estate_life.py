"""An estate: works with their rounds, one report that reaches everybody, the community around."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.urls import reverse

from chengguan.core.registers import services as registers
from chengguan.core.registers.models import PlaceKind
from chengguan.enforcement.estates import community, grids, inputs, registering
from chengguan.enforcement.estates.models import Estate, PatrolFinding, RenovationProject

if TYPE_CHECKING:
    from tests.whole.town import Town

MANAGED_SINCE = date(2021, 1, 1)
GRID = "310105001"


@dataclass(frozen=True)
class Neighbours:
    """Who manages an estate and who must be told of it, by the names of the town."""

    name: str
    company: str
    office: str
    manager: str
    team: str
    special: str
    housing: str
    committee: str
    east_of: str


OWN = Neighbours(
    "own", "property", "office", "manager", "east", "special", "housing", "committee", "121.4"
)
OTHER = Neighbours(
    "other",
    "other_property",
    "other_office",
    "other_manager",
    "north",
    "north",
    "greening",
    "other_committee",
    "121.6",
)


class EstateLife:
    """``said`` answers a text for every place where one is written, by the group that reads it."""

    estate: Estate
    works: UUID
    found: UUID

    def __init__(self, town: "Town", who: Neighbours, said: Callable[[str, str], str]) -> None:
        self.town, self.who, self.said = town, who, said

    # -- tools ---------------------------------------------------------------------------

    @property
    def today(self) -> date:
        return self.town.at.date()

    @property
    def finding(self) -> PatrolFinding:
        return PatrolFinding.objects.select_related("office", "matter__place").get(pk=self.found)

    @property
    def noted(self) -> dict[str, Any]:
        """By whom and when something is written into a register."""
        return {"by": None, "at": self.town.at}

    def wait(self, **time: float) -> None:
        self.town.at += timedelta(**time)

    def act(self, matter: UUID, action: str, data: Any = None, by: str = "") -> None:
        self.town.act(matter, action, by or self.who.manager, data)

    def organ(self, part: str) -> Any:
        return self.town.organs[getattr(self.who, part)]

    # -- the stretches of its way ----------------------------------------------------------

    def registered(self) -> Self:
        registering.register_company(
            organ=self.organ("company"), credit_code="91310105MA0000001X", **self.noted
        )
        place = registers.register_place(
            kind=PlaceKind.ESTATE,
            name=f"{self.who.name}新村",
            grid=GRID,
            latitude=Decimal("31.5"),
            longitude=Decimal(self.who.east_of),
            **self.noted,
        )
        self.estate = registering.register_estate(
            place=place,
            office=self.organ("office"),
            managed_since=MANAGED_SINCE,
            street_team=self.organ("team"),
            bureau_team=self.organ("special"),
            housing_office=self.organ("housing"),
            residents_committee=self.organ("committee"),
            covenant_entry_clause=self.said("card", "covenant"),
            **self.noted,
        )
        return self

    def begun(self, days: int) -> Self:
        """Works of so many days, from registration to the first round; something is wrong."""
        said, manager = self.said, self.who.manager
        until = self.today + timedelta(days=days - 1)
        declared = inputs.Register(
            organ=self.organ("office"),
            address_text=f"示范路 {said('report', 'works address')}",
            firm=said("report", "firm"),
            planned_from=self.today,
            planned_until=until,
            estate=self.estate,
            renovator_name=said("renovator", "renovator name"),
            renovator_phone=said("renovator", "phone"),
            plan=(self.town.file(manager, "estate", self.who.name, "housing"),),
        )
        self.works = self.town.open("renovation", "register", manager, declared)
        restriction = inputs.RestrictEntry(
            said("estate", "restriction"), said("estate", "restriction clause")
        )
        self.act(self.works, "restrict_entry", restriction)
        agreed = inputs.SignAgreement(said("estate", "forbidden"), said("estate", "waste place"))
        self.act(self.works, "sign_agreement", agreed)
        workers = (said("estate", "worker"), said("estate", "other worker"))
        self.act(self.works, "issue_pass", inputs.IssuePass(workers, until))
        self.act(self.works, "begin", inputs.Begin(self.today))
        problem = inputs.Problem("power", said("report", "problem"))
        self.act(
            self.works, "patrol", inputs.Patrol((problem,), note=said("estate", "note of round"))
        )
        self.found = PatrolFinding.objects.get(project=self.works).pk
        return self

    def refused(self) -> Self:
        self.act(self.found, "dissuade", inputs.Dissuade(self.said("report", "dissuasion")))
        self.act(self.found, "refuse", inputs.RefuseToCorrect(self.said("report", "refusal")))
        return self

    def followed_up(self) -> Self:
        seen = inputs.Seen(self.finding, is_gone=False, note=self.said("report", "follow-up"))
        self.act(self.works, "patrol", inputs.Patrol(follow_ups=(seen,)))
        return self

    def reported(self) -> Self:
        self.act(self.found, "report", inputs.Report(self.said("report", "report")))
        return self

    def answered(self, by: str) -> Self:
        self.act(self.found, "acknowledge", by="committee")
        answer = inputs.Answer("ordered", self.said("report", "answer of the body"))
        self.act(self.found, "answer", answer, by)
        return self

    def referred(self) -> UUID:
        """The company had reported too late: proposed, sent, answered by the housing office."""
        facts = self.said("referral", "facts of the referral")
        missed = inputs.Propose(self.organ("team"), self.finding, facts)
        referral = self.town.open("duty_referral", "propose", "officer", missed)
        self.act(referral, "send", by="head")
        reply = inputs.AnswerReferral(self.said("referral", "answer to the referral"))
        self.act(referral, "answer_referral", reply, "liaison")
        return referral

    # -- what only the history needs ---------------------------------------------------------

    def handed_on(self) -> Self:
        """The housing office says that it is the team's matter."""
        reason = inputs.NotOurs(self.said("report", "not ours"))
        self.act(self.found, "return_as_not_ours", reason, "liaison")
        return self

    def ended(self) -> Self:
        self.act(self.found, "settle", inputs.Settle(self.said("report", "settled")))
        self.act(self.works, "complete", inputs.Complete(self.today))
        damage = self.said("estate", "damage")
        self.act(self.works, "check_completion", inputs.CheckCompletion(damage, self.today))
        return self

    def visited(self) -> Self:
        """An officer is linked to the committee; a board hangs there; grids are laid."""
        town, committee = self.town, self.organ("committee")
        officer = town.people["officer"]
        community.open_studio(
            committee=committee, name="工作室", address="示范路 1 号", on=self.today, **self.noted
        )
        linked = community.link_officer(
            officer=officer,
            committee=committee,
            team=self.organ("team"),
            phone="021-00000101",
            since=self.today,
            **self.noted,
        )
        community.visit(
            assignment=linked, received=2, handled=1, text="两件", by=officer, at=town.at
        )
        self.board_hung()
        layer = grids.lay_layer(name="警务格", place=1, **self.noted)
        cell = grids.name_cell(
            layer=layer, code="1", name="一号格", responsible="某某", **self.noted
        )
        grids.map_grid(grid=GRID, cell=cell, **self.noted)
        return self

    def board_hung(self) -> Self:
        hung = grids.put_up_board(
            committee=self.organ("committee"),
            spot=self.said("card", "spot of the board"),
            on=self.today,
            **self.noted,
        )
        seen = grids.Seen(True, True, True, False, self.said("card", "note of the inspection"))
        grids.inspect_board(board=hung, seen=seen, by=self.town.people["head"], at=self.town.at)
        return self

    def taken_over(self) -> Self:
        """Another company manages it from now on."""
        office = self.town.organs["other_office"]
        registering.change_manager(
            estate=self.estate, office=office, since=self.today, **self.noted
        )
        return self

    @property
    def notice_board(self) -> str:
        """The address of what hangs at the door, which everybody may read."""
        token = RenovationProject.objects.get(pk=self.works).token
        return reverse("estates_public:board", args=[token])


def lived(town: "Town") -> None:
    """Every table of estates gets its rows."""
    life = EstateLife(town, OWN, lambda group, where: f"说明 {where}")
    life.registered().begun(days=3).refused()
    life.wait(days=1)
    life.followed_up()
    life.wait(days=1)
    life.reported().handed_on().answered("officer")
    life.referred()
    life.ended().visited().taken_over()
