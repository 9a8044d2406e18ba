"""违法建筑: one structure in every state, a stock with its baseline and plan, two campaigns."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5
from zlib import crc32

from chengguan.core.files import services as files
from chengguan.core.org.models import Person
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs, services, stock
from chengguan.enforcement.structures.models import IllegalStructure, StructureCampaign
from chengguan.law.calendars import WorkCalendar
from chengguan.web.demonstration.agenda import Story
from chengguan.web.demonstration.pictures import picture
from chengguan.web.demonstration.structure_stories import StructureStory
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000061")
MORNING = time(10, 0)
VIEW = "东南角"


def _workday(day: date) -> date:
    """Officials act on workdays: the day itself, or the workday before it."""
    return WorkCalendar(rules.current()).previous_workday(day)


class StructurePlay:
    """One structure with its people; every step is an act on its day."""

    matter: UUID

    def __init__(self, town: Town, story: StructureStory, number: int, now: datetime) -> None:
        self.town, self.story, self.number, self.now = town, story, number, now
        crew = town.crew(story.team)
        turn = number % len(crew)
        self.crew = (*crew[turn:], *crew[:turn])
        self.head = town.head(story.team)
        # Whoever took it down does not accept it.
        self.outsider = self.crew[2] if len(self.crew) > 2 else self.head
        self.at, self.said = now, 0

    def play(self) -> Story:
        """Yields the moment of each act, then takes it."""
        for place, (days, step) in enumerate(self.story.road):
            self.at = self._moment(days, place)
            yield self.at
            getattr(self, f"to_{step}")()

    def _moment(self, days: float, place: int) -> datetime:
        """In the morning of its day, or of the workday before it, a little later each step; of
        today, counted from now."""
        if days < 1:
            return self.now - timedelta(days=days) + timedelta(minutes=place)
        day = _workday((self.now - timedelta(days=days)).astimezone(ZONE).date())
        minutes = self.number % 40 + place * 6
        return datetime.combine(day, MORNING, ZONE) + timedelta(minutes=minutes)

    # -- beginnings ----------------------------------------------------------------------

    def _described(self) -> dict[str, Any]:
        story = self.story
        return {
            "organ": self.town.organs[story.team],
            "kind": story.kind,
            "material": story.material,
            "area": Decimal(story.area),
            "place": self.town.places[story.place],
            "address_text": f"{self.town.places[story.place].address} {story.room}",
            "owner_nature": story.nature,
            "party": self.town.parties.get(story.party),
        }

    def to_registered(self) -> None:
        story = self.story
        said = inputs.Register(
            **self._described(),
            source=story.source,
            is_under_construction=story.is_being_built,
            reporter_name="林某某" if story.source == "report" else "",
            is_public_servant=story.is_servant,
            photos=(self._photo(self.crew[0]),),
        )
        by, at = self._actor(self.crew[0]), At.once(self.at)
        outcome = services.register(by=by, at=at, data=said, key=self._key())
        self.matter = outcome.matter

    def to_listed(self) -> None:
        said = inputs.ListStock(
            **self._described(), census_batch="2025 年普查", external_no=f"PC{self.number:04d}"
        )
        by, at = self.town.actor("section"), At.once(self.at)
        self.matter = services.list_stock(by=by, at=at, data=said, key=self._key()).matter

    # -- on site and in law --------------------------------------------------------------

    def to_checked(self) -> None:
        story = self.story
        said = inputs.CheckOnSite(
            officers=self.crew[:2],
            found=story.found,
            is_under_construction=story.is_being_built,
            area=Decimal(story.area),
            view=VIEW,
            photos=(self._photo(self.crew[0]),),
        )
        self._take("check_on_site", said)

    def to_identified(self) -> None:
        said = inputs.Identify(self.story.verdict, f"长规划〔2026〕{self.number} 号")
        self._take("identify", said)

    def to_paused(self) -> None:
        self._take("pause", inputs.Pause(self.crew[:2]))

    def to_stopped(self) -> None:
        due = (self.at + timedelta(days=1)).date()
        self._take("order_stop", inputs.OrderStop(self.crew[:2], due, "切割机一台"))

    def to_refused(self) -> None:
        self._take("record_refusal", inputs.RecordRefusal("当事人夜间继续施工，拒绝拆除。"))

    def to_reviewed(self) -> None:
        said = inputs.ReviewOrder(True, "事实清楚，证据充分，同意作出限期拆除决定。")
        self._take("review_order", said, self.town.actor("legal"))

    def to_ordered(self) -> None:
        due = (self.at + timedelta(days=15)).date()
        said = inputs.OrderDemolition(self.crew[:2], due)
        self._take("order_demolition", said, self._actor(self.head))

    def to_served(self) -> None:
        self._take("serve_order", inputs.ServeOrder("in_person", "当事人本人"))

    def to_announced(self) -> None:
        photos = (self._photo(self.crew[0]),)
        self._take("announce_order", inputs.AnnounceOrder("小区东门公告栏", photos))

    def to_noticed(self) -> None:
        until = (self.at + timedelta(days=12)).date()
        photos = (self._photo(self.crew[0]),)
        self._take("post_notice", inputs.PostNotice("房屋空置，当事人难以确定", until, photos))

    def to_heard(self) -> None:
        said = inputs.HearStatement(
            "当事人称搭建系前手所为。", "搭建状态延续至今，由现权利人负责拆除，不予采纳。", False
        )
        self._take("hear_statement", said)

    def to_sued(self) -> None:
        said = inputs.FileRemedy("lawsuit", f"（2026）沪 7101 行初 {self.number} 号")
        self._take("file_remedy", said, self.town.actor("legal"))

    def to_urged(self) -> None:
        until = (self.at + timedelta(days=10)).date()
        said = inputs.Urge(f"长府催〔2026〕{self.number} 号", until)
        self._take("urge", said, self.town.actor("section"))

    def to_decided(self) -> None:
        said = inputs.DecideForced(f"长府强〔2026〕{self.number} 号", "长宁区人民政府")
        self._take("decide_forced", said, self.town.actor("section"))
        self._take("announce_forced", inputs.AnnounceForced((self._photo(self.crew[0]),)))

    def to_property(self) -> None:
        until = (self.at + timedelta(days=3)).date()
        self._take("notify_property", inputs.NotifyProperty(until))

    # -- down ----------------------------------------------------------------------------

    def to_part(self) -> None:
        said = inputs.Demolish(way="self", area=Decimal("4.00"), waste_to="区建筑垃圾中转站")
        self._take("demolish_part", said)

    def to_down(self) -> None:
        said = inputs.Demolish(way=self.story.way, area=self._left(), waste_to="区建筑垃圾中转站")
        self._take("demolish", said)

    def to_forced(self) -> None:
        said = inputs.ForceDemolition(
            officers=self.crew[:2],
            area=self._left(),
            waste_to="区建筑垃圾中转站",
            cost=860_000,
            kept=(inputs.KeptItem("空调外机", "1 台", "中队仓库"),),
            claim_until=(self.at + timedelta(days=30)).date(),
            photos=(self._photo(self.crew[0]),),
        )
        self._take("force_demolition", said)

    def to_cleaning(self) -> None:
        due = (self.at + timedelta(days=5)).date()
        self._take("notify_cleaning", inputs.NotifyCleaning(due))

    def to_inspected(self) -> None:
        by = self.outsider
        said = inputs.Inspect(VIEW, True, "已拆除到位，场地已清理。", (self._photo(by),))
        self._take("inspect", said, self._actor(by))

    def to_accepted(self) -> None:
        said = inputs.ConfirmAcceptance("现场属实，同意销项。")
        self._take("confirm_acceptance", said, self.town.actor("section"))

    def to_looked(self) -> None:
        by = self.outsider
        said = inputs.LookAgain("没有反弹。", VIEW, (self._photo(by),))
        self._take("look_again", said, self._actor(by))

    def to_archived(self) -> None:
        self._take("archive", None)

    def to_regrown(self) -> None:
        said = inputs.Regrow(True, Decimal("6.00"), "原址又在搭建。", (self._photo(self.crew[0]),))
        self._take("regrow", said)

    # -- other ends ------------------------------------------------------------------------

    def to_legalised(self) -> None:
        self._take("legalise", inputs.Legalise(f"长规划许〔2026〕{self.number} 号"))

    def to_confiscated(self) -> None:
        said = inputs.Confiscate(f"沪长城管没〔2026〕{self.number} 号", "拆除将危及主体结构的部分")
        self._take("confiscate", said, self._actor(self.head))

    def to_transferred(self) -> None:
        said = inputs.Transfer("区规划资源局", "属于未按许可建设的在建工程，由规划部门处理")
        self._take("transfer", said, self._actor(self.head))

    def to_voided(self) -> None:
        self._take("void", inputs.Void("与先前登记重复。"), self._actor(self.head))

    def to_answered(self) -> None:
        self._take("answer_reporter", inputs.AnswerReporter("已到场取证，正在依法处理。"))

    # -- as long as it stands --------------------------------------------------------------

    def to_safe(self) -> None:
        days = {"A": 30, "B": 90}.get(self.story.grade)
        next_on = (self.at + timedelta(days=days)).date() if days else None
        said = inputs.CheckSafety(self.story.grade, self.story.found, next_on=next_on)
        self._take("check_safety", said)

    def to_hazard(self) -> None:
        due = (self.at + timedelta(days=7)).date()
        said = inputs.ReportHazard("electricity", "私拉电线，插座外露。", due)
        self._take("report_hazard", said)

    def to_rectified(self) -> None:
        row = IllegalStructure.objects.get(pk=self.matter)
        hazard = row.hazards.filter(rectified_at=None).earliest("pk")
        said = inputs.RectifyHazard(hazard.pk, "已拆除私拉电线。")
        self._take("rectify_hazard", said, self._actor(self.crew[1]))

    def to_closed(self) -> None:
        row = IllegalStructure.objects.get(pk=self.matter)
        hazard = row.hazards.filter(closed_at=None).earliest("pk")
        self._take("close_hazard", inputs.CloseHazard(hazard.pk), self.town.actor("section"))

    def to_sides(self) -> None:
        names = {
            "owner": "房屋权利人",
            "property": "小区物业项目经理",
            "committee": "居委会主任",
            "street": self.crew[0].name,
        }
        next_on = (self.at + timedelta(days=45)).date()
        for side, name in names.items():
            said = inputs.AssignSide(side, name, "每季度走访一次，发现加建立即报告。", next_on)
            self._take("assign_side", said)
        self._take("issue_sheet", None)
        for side in ("property", "committee"):
            self._take("sign_side", inputs.SignSide(side))
        self._take("visit_side", inputs.VisitSide("property", next_on))

    def to_screened(self) -> None:
        said = inputs.ProposeScreening("retain", "历史形成，结构稳定，暂无安全隐患。")
        self._take("propose_screening", said)
        self._take("approve_screening", inputs.DecideScreening("同意"), self.town.actor("section"))

    def to_proposed(self) -> None:
        self._take("propose_screening", inputs.ProposeScreening("legalise", "可以补办手续。"))

    def to_retained(self) -> None:
        self._take("retain", inputs.Retain("按甄别结论暂予保留。"), self.town.actor("section"))

    # -- hands -----------------------------------------------------------------------------

    def _left(self) -> Decimal:
        return IllegalStructure.objects.values_list("area_left", flat=True).get(pk=self.matter)

    def _actor(self, person: Person) -> Actor:
        return self.town.actor_of(person)

    def _photo(self, by: Person) -> int:
        seed = crc32(self._key().encode()) % 100_000
        use = files.store(
            BytesIO(picture(seed)), name=f"违建{self.number:03d}.png", by=by, at=self.at
        )
        return use.pk

    def _key(self) -> str:
        self.said += 1
        return str(uuid5(KEYS, f"{self.story.key}:{self.said}"))

    def _take(self, action: str, data: object, by: Actor | None = None) -> None:
        perform(
            matter=self.matter,
            action=action,
            by=by or self._actor(self.crew[0]),
            at=At.once(self.at),
            data=data,
            key=self._key(),
            version=Matter.objects.values_list("version", flat=True).get(pk=self.matter),
        )


@dataclass
class StockPlay:
    """The bureau's year: the baseline locked, the plan issued, two campaigns with their pilots."""

    town: Town
    plays: Mapping[str, StructurePlay]
    year: int
    campaigns: dict[str, StructureCampaign] = field(default_factory=dict)

    def play(self) -> Story:
        yield self._at(1, 5)
        self._lock()
        yield self._at(1, 12)
        self._plan()
        yield self._at(3, 2)
        self._campaigns()
        yield self._at(6, 20)
        self._ask()
        yield self._at(8, 31)
        self._learn()

    def _at(self, month: int, day: int) -> datetime:
        on = _workday(date(self.year, month, day))
        self.at = datetime.combine(on, time(9, 30), ZONE)
        return self.at

    def _by(self) -> dict[str, Any]:
        return {"by": self.town.people["section"], "at": self.at}

    def _lock(self) -> None:
        organ = self.town.organs["district"]
        stock.lock_baseline(organ=organ, year=self.year, **self._by())

    def _plan(self) -> None:
        plan = stock.issue_plan(organ=self.town.organs["district"], year=self.year, **self._by())
        for quarter in "1234":
            keys = [k for k, one in self.plays.items() if one.story.quarter == quarter]
            stock.plan_structures(
                plan=plan,
                structures=[self._row(key) for key in keys],
                quarter=quarter,
                **self._by(),
            )

    def _row(self, key: str) -> IllegalStructure:
        rows = IllegalStructure.objects.select_related("matter")
        return rows.get(pk=self.plays[key].matter)

    def _campaigns(self) -> None:
        district, ends = self.town.organs["district"], date(self.year, 12, 31)
        for kind, name, aim in (
            ("courtyard", "底层天井违建试点", "先征询、后施工，一户一策，拆出公共空间。"),
            ("villa", "别墅区私搭乱建整治", "在建的当日制止，存量的列出清单逐户拆除。"),
            ("public_unit", "公共属性单位违建清理", "机关、国企、学校带头拆除，年内清零。"),
        ):
            self.campaigns[kind] = stock.open_campaign(
                kind=kind,
                name=f"{self.year} 年{name}",
                organ=district,
                starts_on=self.at.date(),
                ends_on=ends,
                aim=aim,
                **self._by(),
            )
        for kind, place, method, steps in (
            ("courtyard", "elm", "一次征询、集中施工、统一补绿", "居民区党总支牵头，党员户先拆"),
            ("villa", "villas", "物业门岗查验建材，当日报告", "业委会党的工作小组上门约谈"),
        ):
            stock.add_pilot(
                campaign=self.campaigns[kind],
                place=self.town.places[place],
                method=method,
                party_steps=steps,
                **self._by(),
            )

    def _ask(self) -> None:
        pilot = self.campaigns["courtyard"].pilots.get()
        for key, answer in (("stock_yard", True), ("stock_yard_two", False)):
            one = self.plays[key]
            one.at = self.at
            one._take("ask_consent", inputs.AskConsent(pilot.pk, answer))

    def _learn(self) -> None:
        pilot = self.campaigns["courtyard"].pilots.select_related("place", "campaign").get()
        lesson = "先拆党员户、再拆同意户，余下的看到补绿后再谈，比逐户发通知快。"
        stock.write_lesson(pilot=pilot, lesson=lesson, **self._by())
