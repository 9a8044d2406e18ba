"""小区装修: two estates, renovations in every state, findings on every way they can go.

The rounds of the last days are made through the procedure, one of them missed; what was refused
yesterday is due today; two reports came late.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from chengguan.core.files import services as files
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import community, grids, inputs, registering
from chengguan.enforcement.estates.models import (
    Estate,
    LiaisonAssignment,
    PatrolFinding,
    RenovationProject,
)
from chengguan.web.demonstration.agenda import Story
from chengguan.web.demonstration.pictures import picture
from chengguan.web.demonstration.town import FOUNDED, FOUNDED_ON, Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000055")
FORBIDDEN = "不得损坏承重墙、梁、柱；不得破坏外立面；不得占用、损坏共用部位和共用设施设备"
Data = Callable[["RenovationPlay"], object]


def found_estates(town: Town) -> None:
    """The register, before any story begins."""
    organs, at = town.organs, FOUNDED
    for key, code, phone in (
        ("property", "91310105MA1FY00011", "021-00000014"),
        ("property_two", "91310105MA1FY00022", "021-00000015"),
    ):
        registering.register_company(
            organ=organs[key], credit_code=code, phone=phone, by=None, at=at
        )
    shared: dict[str, Any] = {
        "managed_since": FOUNDED_ON,
        "bureau_team": organs["special"],
        "housing_office": organs["housing_office"],
        "by": None,
        "at": at,
    }
    registering.register_estate(
        place=town.places["elm"],
        office=organs["office_elm"],
        street_team=organs["team_tianshan"],
        residents_committee=organs["committee"],
        owners_committee=organs["owners_elm"],
        households=1286,
        service_phone="021-00000014",
        covenant_entry_clause="《榆荫新村管理规约》第二十三条",
        covenant_work_opens=time(9),
        covenant_no_weekends=True,
        **shared,
    )
    registering.register_estate(
        place=town.places["pine"],
        office=organs["office_pine"],
        street_team=organs["team_xinjing"],
        residents_committee=organs["committee_pine"],
        households=640,
        service_phone="021-00000015",
        **shared,
    )


@dataclass(frozen=True)
class Deed:
    """What somebody does so many days before now at an hour; ``on`` names a finding, or nothing."""

    days: int
    clock: str
    action: str
    by: str = "property"
    data: Data = lambda play: None
    on: str = ""


@dataclass(frozen=True)
class RenovationStory:
    address: str
    days: int
    deeds: tuple[Deed, ...] = ()
    length: int = 60
    firm: str = "上海晴川装饰工程有限公司"
    estate: str = "elm"
    room: str = ""
    by: str = "property"
    is_placed: bool = True
    begun_before: int = 0
    people: tuple[str, str] = ("甘棠梨", "13700000021")


def said(made: object) -> Data:
    return lambda play: made


def agree(days: int, by: str = "property") -> Deed:
    return Deed(
        days, "10:00", "sign_agreement", by, said(inputs.SignAgreement(FORBIDDEN, "东门内侧"))
    )


def begin(days: int, clock: str = "09:10", by: str = "property") -> Deed:
    return Deed(days, clock, "begin", by, lambda play: inputs.Begin(play.day(days)))


def rounds(*days: int, by: str = "property", minute: int = 20) -> tuple[Deed, ...]:
    """One round a day, in which what is open is followed up."""
    return tuple(Deed(n, f"10:{minute:02d}", "patrol", by, _round) for n in days)


def _round(play: "RenovationPlay") -> inputs.Patrol:
    open_ones = PatrolFinding.objects.filter(project=play.matter, matter__is_open=True)
    seen = tuple(inputs.Seen(one, is_gone=False, note="仍未改正") for one in open_ones)
    return inputs.Patrol(follow_ups=seen, note="已看十二个要点")


def find(
    name: str, days: int, clock: str, point: str, text: str, *, now: bool = False, by: str = ""
) -> Deed:
    def data(play: "RenovationPlay") -> inputs.Find:
        return inputs.Find(play.project, point, text, is_in_progress=now)

    return Deed(days, clock, "find", by or "property", data, name)


def dissuade(name: str, days: int, clock: str) -> Deed:
    words = inputs.Dissuade("请立即停止施工，恢复原状。")
    return Deed(days, clock, "dissuade", data=said(words), on=name)


def refuse(name: str, days: int, clock: str) -> Deed:
    words = inputs.RefuseToCorrect("施工负责人拒不改正，称已与业主约定。")
    return Deed(days, clock, "refuse", data=said(words), on=name)


def report(name: str, days: int, clock: str) -> Deed:
    words = inputs.Report("经劝阻仍不改正，请依法处理。")
    return Deed(days, clock, "report", data=said(words), on=name)


def sign(name: str, days: int, clock: str, by: str) -> Deed:
    return Deed(days, clock, "acknowledge", by, on=name)


def arrive(name: str, days: int, clock: str, by: str) -> Deed:
    return Deed(days, clock, "go_on_site", by, said(inputs.GoOnSite("已到场，责令停止。")), name)


def answer(name: str, days: int, clock: str, by: str, outcome: str, text: str) -> Deed:
    return Deed(days, clock, "answer", by, said(inputs.Answer(outcome, text)), name)


def late(name: str, days: int) -> tuple[Deed, ...]:
    """Refused two days before, reported a day too late."""
    return (
        dissuade(name, days, "09:40"),
        refuse(name, days, "09:50"),
        report(name, days - 2, "11:00"),
    )


def propose(name: str, days: int) -> Deed:
    def data(play: "RenovationPlay") -> inputs.Propose:
        team, finding = play.town.organs["team_tianshan"], play.finding(name)
        return inputs.Propose(team, finding, "劝阻无效后超过二十四小时才报告。")

    return Deed(days, "14:00", "propose", "officer", data, f"{name}!")


ANSWERED = "已责令限期改正，恢复原状。"

STORIES = (
    RenovationStory(
        "榆荫路一弄后楼（门牌对不上）", 1, is_placed=False, by="officer", people=("", "")
    ),
    RenovationStory(
        "榆荫新村 3 号 402 室",
        4,
        (
            Deed(
                3,
                "09:00",
                "restrict_entry",
                data=said(inputs.RestrictEntry("未签装修管理协议，材料车要求进场。", "")),
            ),
        ),
    ),
    RenovationStory("榆荫新村 7 号 101 室", 6, (agree(5),), people=("项南枝", "13700000022")),
    RenovationStory(
        "榆荫新村 12 号 502 室",
        20,
        (
            agree(19),
            Deed(
                19,
                "10:30",
                "issue_pass",
                data=lambda play: inputs.IssuePass(("甲师傅", "乙师傅"), play.day(-40)),
            ),
            begin(14),
            *rounds(*range(13, 6, -1), *range(5, 0, -1)),
            find("facade", 9, "10:40", "facade", "南侧外窗洞口扩大约 0.4 米。"),
            dissuade("facade", 9, "10:50"),
            find("people", 8, "10:40", "people", "两名施工人员没有出入证。"),
            dissuade("people", 8, "10:45"),
            Deed(
                7,
                "15:00",
                "settle_by_agreement",
                data=said(inputs.SettleByAgreement("已补办出入证。")),
                on="people",
            ),
            find("waste", 6, "16:00", "waste", "装修垃圾堆在单元门口。"),
            dissuade("waste", 6, "16:05"),
            Deed(5, "11:00", "correct", data=said(inputs.Correct("已清运到堆放点。")), on="waste"),
            find("hours", 1, "18:20", "hours", "晚间仍有电锤作业。", now=True),
        ),
        room="elm_12_502",
    ),
    RenovationStory(
        "榆荫新村 5 号 203 室",
        16,
        (
            agree(15),
            begin(10),
            *rounds(*range(9, 0, -1), minute=40),
            find("wall", 1, "14:40", "load_bearing", "客厅与阳台之间承重墙被凿开。", now=True),
            dissuade("wall", 1, "14:50"),
            refuse("wall", 1, "15:05"),
        ),
        room="elm_5_203",
        people=("柏舟行", "13700000023"),
    ),
    RenovationStory(
        "榆荫新村 9 号 604 室",
        18,
        (
            agree(17),
            begin(12),
            *rounds(*range(11, 0, -1), minute=50),
            find("slab", 2, "09:20", "slab", "两层之间楼板开洞约一平方米。", now=True),
            dissuade("slab", 2, "09:30"),
            refuse("slab", 2, "09:35"),
            report("slab", 2, "09:45"),
            sign("slab", 2, "09:52", "officer.special"),
            sign("slab", 2, "10:05", "committee"),
            arrive("slab", 2, "10:50", "officer.special"),
            find("yard", 6, "09:20", "courtyard", "天井搭设钢架。"),
            dissuade("yard", 6, "09:30"),
            refuse("yard", 6, "09:35"),
            report("yard", 6, "10:30"),
            sign("yard", 6, "11:00", "officer.special"),
            arrive("yard", 5, "09:00", "officer.special"),
            answer("yard", 4, "15:00", "officer.special", "ordered", ANSWERED),
            find("power", 5, "09:30", "power", "飞线给电动工具供电。"),
            dissuade("power", 5, "09:35"),
            refuse("power", 5, "09:40"),
            report("power", 5, "09:50"),
            Deed(
                5,
                "14:00",
                "return_as_not_ours",
                "liaison",
                said(inputs.NotOurs("现场属施工安全，不属房管职责。")),
                "power",
            ),
            Deed(
                4,
                "09:30",
                "ask_ruling",
                "officer",
                said(inputs.NotOurs("没有对应的执法事项。")),
                "power",
            ),
        ),
        people=("闵秋声", "13700000024"),
    ),
    RenovationStory(
        "榆荫新村 2 号 301 室",
        40,
        (
            agree(39),
            begin(38),
            find("one", 30, "09:20", "facade", "拆除外窗护栏并外移。"),
            *late("one", 30),
            answer("one", 27, "16:00", "officer.special", "corrected", "已恢复。"),
            Deed(26, "10:00", "settle", data=said(inputs.Settle("现场复看，已恢复。")), on="one"),
            propose("one", 26),
            Deed(25, "09:30", "send", "team", on="one!"),
            Deed(
                20,
                "15:00",
                "answer_referral",
                "liaison",
                said(inputs.AnswerReferral("已约谈企业，记入信用信息。")),
                "one!",
            ),
            find("two", 24, "09:20", "gas", "燃气表移位。"),
            *late("two", 24),
            propose("two", 20),
            Deed(19, "09:30", "send", "team", on="two!"),
            answer("two", 21, "16:00", "officer.special", "advised", "已约谈并恢复。"),
            find("three", 12, "09:20", "waterproof", "阳台改作卫生间。"),
            *late("three", 12),
            propose("three", 3),
            find("four", 11, "09:20", "courtyard", "占用公共天井堆料。"),
            *late("four", 11),
            propose("four", 4),
            Deed(
                3,
                "09:30",
                "drop",
                "team",
                said(inputs.Drop("当日平台停机，企业电话报告在期限内。")),
                "four!",
            ),
            find("five", 7, "09:20", "facade", "外墙开孔一处。"),
            Deed(
                6,
                "10:00",
                "withdraw_finding",
                "蔺如画",
                said(inputs.Withdraw("系空调原有孔洞，未新开。")),
                "five",
            ),
        ),
        length=90,
        people=("耿见微", "13700000025"),
    ),
    RenovationStory(
        "榆荫新村 6 号 205 室",
        30,
        (
            agree(29),
            begin(28),
            *rounds(*range(27, 4, -1)),
            Deed(3, "15:00", "complete", data=lambda play: inputs.Complete(play.day(3))),
            Deed(
                2,
                "10:00",
                "check_completion",
                data=lambda play: inputs.CheckCompletion("电梯厅墙面刮损一处", play.day(-5)),
            ),
        ),
    ),
    RenovationStory(
        "榆荫新村 1 号 102 室",
        60,
        (
            agree(59),
            begin(58),
            *rounds(*range(57, 40, -1)),
            Deed(40, "15:00", "complete", data=lambda play: inputs.Complete(play.day(40))),
            Deed(39, "10:00", "check_completion", data=said(inputs.CheckCompletion())),
            Deed(38, "10:00", "close"),
        ),
    ),
    RenovationStory(
        "榆荫新村 8 号 303 室",
        9,
        (begin(9, "11:00"), *rounds(*range(8, 0, -1), minute=30)),
        begun_before=5,
        people=("裘若谷", "13700000026"),
    ),
    RenovationStory(
        "榆荫新村 4 号 504 室",
        12,
        (Deed(11, "09:30", "void", data=said(inputs.Void("业主取消装修。"))),),
    ),
    RenovationStory(
        "松涛苑 7 号 1101 室",
        15,
        (agree(14, "柏青山"), begin(10, by="柏青山"), *rounds(*range(9, 2, -1), by="柏青山")),
        estate="pine",
        by="柏青山",
    ),
)


class RenovationPlay:
    """One renovation with what was found in it."""

    matter: UUID

    def __init__(self, town: Town, story: RenovationStory, number: int, now: datetime) -> None:
        self.town, self.story, self.number, self.now = town, story, number, now
        self.known: dict[str, UUID] = {}

    def play(self) -> Story:
        """Yields the moment of each act, then takes it."""
        yield (at := self.moment(self.story.days, f"09:{self.number:02d}"))
        self.register(at)
        order = sorted(self.story.deeds, key=lambda deed: (-deed.days, deed.clock))
        for place, deed in enumerate(order):
            yield (at := self.moment(deed.days, deed.clock))
            self.take(deed, at, place)

    def moment(self, days: int, clock: str) -> datetime:
        hour, minute = clock.split(":")
        return datetime.combine(self.day(days), time(int(hour), int(minute)), ZONE)

    def day(self, days: int) -> date:
        return (self.now - timedelta(days=days)).astimezone(ZONE).date()

    @property
    def project(self) -> RenovationProject:
        return RenovationProject.objects.get(pk=self.matter)

    def finding(self, name: str) -> PatrolFinding:
        rows = PatrolFinding.objects.select_related("office", "matter__place")
        return rows.get(pk=self.known[name])

    def register(self, at: datetime) -> None:
        story, town = self.story, self.town
        estate = Estate.objects.get(place=town.places[story.estate]) if story.is_placed else None
        name, phone = story.people
        begun = self.day(story.days + story.begun_before) if story.begun_before else None
        organ = "team_tianshan" if story.by == "officer" else f"office_{story.estate}"
        self.matter = open_matter(
            procedure="renovation",
            action="register" if story.is_placed else "take_in",
            by=self.actor(story.by),
            at=At.once(at),
            data=inputs.Register(
                organ=town.organs[organ],
                address_text=story.address,
                firm=story.firm,
                planned_from=self.day(story.days - 1),
                planned_until=self.day(story.days - story.length),
                estate=estate,
                room=town.places[story.room] if story.room else None,
                brought="found" if begun or not story.is_placed else "declared",
                renovator_name=name,
                renovator_phone=phone,
                begun_on=begun,
                plan=() if begun or not story.is_placed else (self.plan(story.by, at),),
            ),
            key=self.key("register", at),
        ).matter

    def plan(self, by: str, at: datetime) -> int:
        drawing = BytesIO(picture(900 + self.number))
        person = self.town.people[by]
        return files.store(drawing, name="装修方案.png", by=person, at=at).pk

    def take(self, deed: Deed, at: datetime, place: int) -> None:
        if deed.action in ("find", "propose"):
            procedure = "finding" if deed.action == "find" else "duty_referral"
            self.known[deed.on] = open_matter(
                procedure=procedure,
                action=deed.action,
                by=self.actor(deed.by),
                at=At.once(at),
                data=deed.data(self),
                key=self.key(f"{deed.on}{place}", at),
            ).matter
            return
        matter = self.known[deed.on] if deed.on else self.matter
        perform(
            matter=matter,
            action=deed.action,
            by=self.actor(deed.by),
            at=At.once(at),
            data=deed.data(self),
            key=self.key(f"{deed.action}{deed.on}{place}", at),
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )

    def actor(self, name: str) -> Actor:
        return self.town.actor(name)

    def key(self, step: str, at: datetime) -> str:
        return str(uuid5(KEYS, f"{self.number}:{step}:{at.isoformat()}"))


LAYERS = (
    ("党建格", "榆荫第一党建网格", "卜知秋"),
    ("警务格", "天山路一号警务格", "祁守正"),
    ("城运格", "天山路城运第三格", "翁致远"),
    ("城管格", "天山路执法一格", "沈知行"),
    ("物业格", "榆荫新村", "姜采薇"),
)


class CommunityPlay:
    """An officer is linked to the committee, and sits there in most weeks."""

    def __init__(self, town: Town, now: datetime) -> None:
        self.town, self.now = town, now

    def play(self) -> Story:
        town, organs = self.town, self.town.organs
        yield (at := self.now - timedelta(days=45))
        community.open_studio(
            committee=organs["committee"],
            name="榆荫社区工作室",
            address="天山路 8001 弄 1 号",
            on=at.date(),
            by=None,
            at=at,
        )
        for officer, committee, team, phone in (
            ("officer", "committee", "team_tianshan", "021-00000101"),
            ("officer.xinjing", "committee_pine", "team_xinjing", "021-00000102"),
        ):
            community.link_officer(
                officer=town.people[officer],
                committee=organs[committee],
                team=organs[team],
                phone=phone,
                since=at.date(),
                by=None,
                at=at,
            )
        self._boards(at)
        self._layers(at)
        for weeks, received, handled in ((6, 3, 2), (5, 1, 2), (3, 4, 3), (2, 2, 2), (1, 1, 1)):
            yield (at := self.now - timedelta(weeks=weeks) + timedelta(hours=1))
            community.visit(
                assignment=LiaisonAssignment.objects.get(committee=organs["committee"]),
                received=received,
                handled=handled,
                text="居民反映装修噪声、楼道堆物。",
                by=town.people["officer"],
                at=at,
            )

    def _boards(self, at: datetime) -> None:
        """Three boards: one in order, one out of date, one gone."""
        committee, by = self.town.organs["committee"], self.town.people["supervisor"]
        for spot, seen in (
            ("东门门卫室外墙", grids.Seen(True, True, True, True, "扫码反映 3 件")),
            ("居委会大厅", grids.Seen(True, True, False, False, "联络电话已变更")),
            ("西门宣传栏", grids.Seen(False, False, False, False, "已被遮挡拆除")),
        ):
            board = grids.put_up_board(committee=committee, spot=spot, on=at.date(), by=None, at=at)
            grids.inspect_board(board=board, seen=seen, by=by, at=at)

    def _layers(self, at: datetime) -> None:
        """Five layers on one base grid: each says who answers for the estate."""
        grid = self.town.places["elm"].grid
        for number, (name, cell, who) in enumerate(LAYERS, start=1):
            layer = grids.lay_layer(name=name, place=number, by=None, at=at)
            row = grids.name_cell(
                layer=layer, code=f"TS-{number:02d}", name=cell, responsible=who, by=None, at=at
            )
            grids.map_grid(grid=grid, cell=row, by=None, at=at)
