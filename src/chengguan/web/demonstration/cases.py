"""Plays summary cases of the demonstration through their acts, up to the state each ends in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import UUID, uuid5

from chengguan.core.files import services as files
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.enforcement.cases import inputs
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.pictures import picture
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000016")


@dataclass(frozen=True)
class CaseStory:
    """One case: fine in fen (0: a warning), how it is paid, where it stands; ``harm`` as the
    officers found it, which the fine fits."""

    days: float
    team: str
    place: str
    party: str
    item: str
    fact: str
    ends: str
    fine: int = 0
    pays: str = ""
    harm: str = "slight"

    @property
    def is_warning(self) -> bool:
        return self.fine == 0


T, X = "team_tianshan", "team_xinjing"

CASES = (
    CaseStory(
        0.04,
        T,
        "market",
        "fruit",
        "AY-C001",
        "在菜场门前人行道摆放水果箱六只，占道约三平方米。",
        "discovered",
    ),
    CaseStory(
        0.06,
        T,
        "elm_gate",
        "stall",
        "AY-C001",
        "推三轮车在小区东门设摊兜售早点。",
        "inspected",
        10000,
    ),
    CaseStory(
        0.9, X, "river", "litter", "AY-C017", "在滨水步道禁止区域点炉烧烤。", "informed", 5000
    ),
    CaseStory(0.8, T, "mall", "flyer", "AY-C002", "向行人散发美容广告传单并塞入车门。", "heard"),
    CaseStory(
        1.1,
        T,
        "market",
        "stall",
        "AY-C001",
        "在遵义路路口摆摊卖袜子，经劝离后返回。",
        "recusal",
        10000,
    ),
    CaseStory(
        1.8,
        T,
        "elm",
        "ebike",
        "AY-M001",
        "从二楼窗户拉线为电动自行车充电。",
        "decided",
        10000,
        "bank",
    ),
    CaseStory(
        2.1,
        X,
        "pine",
        "litter",
        "AY-E010",
        "将一袋装修碎砖丢弃在绿化带。",
        "decided",
        10000,
        "bank",
    ),
    CaseStory(
        18.0, T, "market", "fruit", "AY-C001", "再次越线经营，占用盲道。", "decided", 20000, "bank"
    ),
    CaseStory(
        2.6,
        T,
        "mall",
        "noodle",
        "AY-C001",
        "面馆将桌椅摆到店外人行道，行人被迫走上车行道。",
        "decided",
        100000,
        "bank",
        harm="real",
    ),
    CaseStory(
        3.0, T, "elm_gate", "stall", "AY-C001", "夜间在东门设摊卖烧烤。", "collected", 10000, "spot"
    ),
    CaseStory(
        3.2,
        X,
        "river",
        "dance",
        "AY-C017",
        "在步道禁止时段占道跳广场舞。",
        "handed_in",
        5000,
        "spot",
    ),
    CaseStory(
        4.1, T, "market", "stall", "AY-C001", "流动设摊兜售手套。", "deposited", 10000, "spot"
    ),
    CaseStory(4.4, T, "mall", "flyer", "AY-C002", "在配电箱张贴小广告十二张。", "warned"),
    CaseStory(5.2, X, "pine", "litter", "AY-E002", "将废灯管混入湿垃圾桶。", "paid", 10000, "bank"),
    CaseStory(8.3, T, "elm", "ebike", "AY-M003", "将电瓶带回客厅充电。", "closed", 20000, "bank"),
    CaseStory(
        9.1, T, "market", "fruit", "AY-C001", "水果摊占道，拒不改正。", "closed", 20000, "bank"
    ),
    CaseStory(10.2, X, "river", "dance", "AY-C017", "禁钓区垂钓。", "closed", 5000, "spot"),
    CaseStory(11.4, T, "mall", "flyer", "AY-C002", "散发商业传单。", "closed"),
    CaseStory(6.3, T, "market", "stall", "AY-C001", "初次设摊，当场收摊并打扫干净。", "exempted"),
    CaseStory(
        7.2,
        T,
        "mall",
        "noodle",
        "AY-C001",
        "占道面积大且多次被罚，拟处罚超出当场处罚限额。",
        "converted",
        harm="real",
    ),
)

FINED = ["discovered", "inspected", "ordered", "informed", "heard", "decided", "filed"]
PAID = {"bank": ["paid"], "spot": ["collected", "handed_in", "deposited"], "": []}
SHORT = {
    "recusal": "inspected",
    "exempted": "corrected",
    "converted": "inspected",
    "warned": "filed",
}


class CasePlay:
    """One case with its two officers."""

    def __init__(self, town: Town, story: CaseStory, number: int, now: datetime) -> None:
        self.town, self.story, self.number = town, story, number
        self.at = now - timedelta(days=story.days)
        if story.days > 0.5:
            self.at = desk_time(self.at, 0)
        crew = town.crew(story.team)
        self.first, self.second = crew[number % len(crew)], crew[(number + 1) % len(crew)]
        self.officers = (self.first.pk, self.second.pk)
        self.by = town.actor_of(self.first)
        self.head = town.head(story.team)

    def play(self) -> Story:
        yield from self._along(self.road())

    def play_on(self, case: UUID) -> Story:
        """What follows where a lead has opened the case."""
        self.matter = case
        self.at += timedelta(minutes=6)
        yield from self._along(self.road()[1:])

    def _along(self, road: list[str]) -> Story:
        for stage in road:
            yield self.at
            getattr(self, f"to_{stage}")()
            if stage == self.story.ends:
                return
        branch = getattr(self, f"branch_{self.story.ends}", None)
        if branch is not None:
            yield from branch()

    def road(self) -> list[str]:
        if self.story.ends == "exempted":
            return ["discovered", "inspected", "corrected"]
        full = [*FINED, *PAID[self.story.pays], "closed"]
        last = SHORT.get(self.story.ends, self.story.ends)
        return full[: full.index(last) + 1]

    # -- at the scene -------------------------------------------------------------------

    def to_discovered(self) -> None:
        outcome = open_matter(
            procedure="case.summary",
            action="discover",
            by=self.by,
            at=At.once(self.at),
            key=self.key("discover"),
            data=self.opening(),
        )
        self.matter = outcome.matter
        self.at += timedelta(minutes=6)

    def opening(self) -> inputs.OpenSummary:
        story, place = self.story, self.town.places[self.story.place]
        return inputs.OpenSummary(
            organ=self.town.organs[story.team],
            officer=self.first,
            party=self.town.parties[story.party],
            item_code=story.item,
            conduct_on=self.at.date(),
            discovered_at=self.at,
            spot=place.address,
            fact=story.fact,
            place=place,
        )

    def to_inspected(self) -> None:
        seen = inputs.Inspect(
            officers=self.officers,
            certificates_shown_at=self.at - timedelta(minutes=1),
            record=f"执法人员出示证件后检查：{self.story.fact}当事人在场。",
            signature="signed",
            harm=self.story.harm,
            photos=(self.photo(),),
        )
        self.take("inspect", seen, minutes=7)

    def to_ordered(self) -> None:
        self.take(
            "order_correction",
            inputs.OrderCorrection(requirement="立即改正，恢复原状。"),
            minutes=3,
        )

    def to_corrected(self) -> None:
        done = inputs.OrderCorrection(requirement="立即收摊并清扫。", corrected_at=self.at)
        self.take("order_correction", done, minutes=10)

    def to_informed(self) -> None:
        notice = inputs.Inform(
            is_warning=self.story.is_warning,
            fine=self.story.fine,
            reasons=self.story.fact,
            basis=f"案由 {self.story.item} 所列处罚条款",
        )
        self.take("inform", notice, minutes=5)

    def to_heard(self) -> None:
        if self.number % 2:
            heard = inputs.Hear(is_waived=True, waiver=(self.photo(),))
        else:
            heard = inputs.Hear(
                is_waived=False,
                statement="生意不好做，请求少罚。",
                review="事实清楚；已按下限考虑，不影响定性。",
            )
        self.take("hear", heard, minutes=5)

    def to_decided(self) -> None:
        decision = inputs.DecideOnTheSpot(
            officers=self.officers,
            item_code=self.story.item,
            is_warning=self.story.is_warning,
            fine=self.story.fine,
            served_at=self.at,
            signature="signed",
        )
        self.take("decide", decision, minutes=5)

    # -- after it -----------------------------------------------------------------------

    def to_filed(self) -> None:
        if self.story.ends == "decided" and self.number % 2:
            return
        self.at = desk_time(self.at, 300)
        self.take("file_record", inputs.FileRecord(filed_with="中队内勤"), minutes=20)

    def to_paid(self) -> None:
        self.at = desk_time(self.at, 1500)
        paid = inputs.RecordPayment(
            channel="bank",
            receipt_number=f"JS{self.at:%Y%m%d}{self.number:03d}",
            treasury_account="区财政代收专户",
        )
        self.take("record_payment", paid, minutes=30)

    def to_collected(self) -> None:
        receipt = f"沪财票{self.at:%y}{self.number:06d}"
        self.take("collect", inputs.Collect(ground="small", receipt_number=receipt), minutes=30)

    def to_handed_in(self) -> None:
        self.at = desk_time(self.at, 240)
        handed = inputs.TakeHandIn(received_by="中队内勤", voucher=f"交款单{self.number:04d}")
        self.take("hand_in", handed, minutes=30)

    def to_deposited(self) -> None:
        self.at = desk_time(self.at, 420)
        self.take(
            "deposit",
            inputs.TakeDeposit(bank_receipt=f"缴存{self.at:%Y%m%d}{self.number:03d}"),
            minutes=30,
        )

    def to_closed(self) -> None:
        self.at = desk_time(self.at, 200)
        self.take("close", None, minutes=0)

    # -- branches -----------------------------------------------------------------------

    def branch_recusal(self) -> Story:
        yield self.at
        asked = inputs.RequestRecusal(
            officer=self.second.pk, is_by_party=True, reason="当事人称与该队员有过纠纷。"
        )
        self.take("request_recusal", asked, minutes=5)

    def branch_exempted(self) -> Story:
        yield self.at
        exempt = inputs.Exempt(
            ground="first",
            reasons="初次违法，后果轻微，当场改正。",
            education="当面讲解占道经营规定并发放告知单。",
        )
        self.take("exempt", exempt, minutes=5)

    def branch_converted(self) -> Story:
        yield self.at
        self.take("convert", inputs.Convert(reason="拟处罚款超过当场处罚限额"), minutes=5)

    # -- tools --------------------------------------------------------------------------

    def photo(self) -> int:
        use = files.store(
            BytesIO(picture(100 + self.number)),
            name=f"现场检查{self.number:03d}.png",
            by=self.first,
            at=self.at,
            taken_at=self.at - timedelta(minutes=2),
            device="执法记录仪 117",
        )
        return use.pk

    def key(self, step: str) -> str:
        return str(uuid5(KEYS, f"{self.number}:{step}:{self.at.isoformat()}"))

    def take(self, action: str, data: Any, *, minutes: int, by: Actor | None = None) -> None:
        version = Matter.objects.values_list("version", flat=True).get(pk=self.matter)
        perform(
            matter=self.matter,
            action=action,
            by=by or self.by,
            at=At.once(self.at),
            data=data,
            key=self.key(action),
            version=version,
        )
        self.at += timedelta(minutes=minutes)
