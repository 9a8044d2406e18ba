"""A year of plans in which every table of plans, bulletins and instructions gets its rows."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from chengguan.core.org import services as org
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.core.pages.capabilities import capabilities
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import climbing as missing_reports
from chengguan.plans.annual import inputs as annual
from chengguan.plans.annual import services
from chengguan.plans.annual.models import (
    PlanItem,
    PlanReceipt,
    PlanSentence,
    ProgressReport,
    ReportDuty,
)
from chengguan.plans.boards import inputs as boards
from chengguan.plans.boards.models import BulletinReceipt
from chengguan.plans.instructions import climbing as late_replies
from chengguan.plans.instructions import inputs as instructions
from chengguan.plans.instructions.models import SupervisedTask

if TYPE_CHECKING:
    from tests.whole.town import Town

TEXT = """机构a2026年工作要点

一、重点任务

（一）治理违法建筑
拆除存量违法建筑，建立巡查台账。（责任单位：机构east；配合单位：机构west、区房管局；完成时限：全年）
完成排查。（责任单位：机构east、机构west；完成时限：8月或者10月）
组织两次联合检查。（责任单位：机构west；完成时限：9月、12月）
"""
UNION_TEXT = """机构union2026年工作要点

一、服务会员

（一）慰问会员
走访困难会员。（责任单位：机构union；完成时限：9月）
"""
KEEPER, DEPUTY, EAST, WEST = "leader", "deputy", "head", "west_officer"
FIGURES = ("case_ontime_rate", "first_contact_rate")
BEGINS = datetime(2026, 7, 6, 9, 0, tzinfo=ZONE)
"""Late in the year: few reports are owed, and that of July is long missing in September."""


def day(month: int, number: int) -> date:
    return date(2026, month, number)


class PlannedYear:
    """One plan lived with, one discarded; two bulletins, two instructions."""

    plan: UUID

    def __init__(self, town: "Town") -> None:
        self.town = town

    def played(self) -> None:
        self._somebody_answers_for_the_west()
        self.drafted()
        self.issued()
        self.worked_on()
        self.told()
        self.instructed()

    # -- tools ---------------------------------------------------------------------------

    def on(self, month: int, number: int) -> None:
        self.town.at = datetime(2026, month, number, 9, 0, tzinfo=ZONE)

    def organ(self, key: str) -> Organ:
        return self.town.organs[key]

    def item(self, place: int) -> PlanItem:
        return PlanItem.objects.filter(plan=self.plan, parent=None).order_by("place")[place]

    def act(self, place: int, action: str, by: str, data: Any = None) -> PlanItem:
        """On an item that was given out; as it stands afterwards."""
        matter = self.item(place).matter_id
        assert matter is not None
        self.town.act(matter, action, by, data)
        return self.item(place)

    def _somebody_answers_for_the_west(self) -> None:
        org.grant(
            person=self.town.people[WEST],
            role=Role.TEAM_HEAD,
            organ=self.organ("west"),
            since=day(1, 1),
            by=None,
            at=self.town.at,
        )

    # -- the plan ------------------------------------------------------------------------

    def drafted(self) -> None:
        self.town.at = BEGINS
        self.plan = self._taken_in(TEXT, "a", KEEPER)
        sentence = PlanSentence.objects.filter(paragraph__plan=self.plan, holds_duty=True)[0]
        self._keep("mark", annual.Mark(sentence.pk, holds_duty=True))
        for place, figure in enumerate(FIGURES):
            self._keep("assign", self._assigned(self.item(place), figure))
        thrown_away = self._taken_in(UNION_TEXT, "union", "union")
        self.town.act(thrown_away, "discard", "union", annual.Discard("另行拟订。"))

    def _taken_in(self, text: str, organ: str, by: str) -> UUID:
        return services.take_in_file(
            name=f"{organ}.txt",
            data=text.encode(),
            organ=self.organ(organ),
            by=self.town.actor(by),
            at=self.town.at,
            key=uuid4().hex,
        ).matter

    def _keep(self, action: str, data: Any = None) -> None:
        self.town.act(self.plan, action, KEEPER, data)

    def _assigned(self, item: PlanItem, figure: str) -> annual.Assign:
        owners = item.owners.order_by("place")
        windows = item.windows.order_by("pk")
        return annual.Assign(
            item=item.pk,
            owners=tuple(annual.OwnerLine(o.name, o.share, o.organ_id) for o in owners),
            windows=tuple(
                annual.WindowLine(w.group, w.kind, w.since, w.until, w.words) for w in windows
            ),
            rhythm="monthly",
            measure="按期办结率",
            target=Decimal(95),
            target_unit="%",
            figure=figure,
            weight=2,
            capabilities=(capabilities()[item.place].key,),
        )

    def issued(self) -> None:
        self._keep("confirm", annual.Confirm())
        self._keep("issue_plan", annual.Issue("机构a〔2026〕1号", self.town.at.date()))
        for receipt in PlanReceipt.objects.filter(plan=self.plan).order_by("pk"):
            who = {self.organ("east").pk: EAST, self.organ("west").pk: WEST}[receipt.organ_id]
            self.town.act(receipt.pk, "sign_for", who)

    # -- its items -----------------------------------------------------------------------

    def worked_on(self) -> None:
        self._the_first_is_taken_apart_and_put_off()
        self._the_second_is_closed()
        self._the_third_asks_for_what_it_does_not_get()
        self.on(9, 10)
        assert missing_reports.climb_missing(self.town.at)

    def _the_first_is_taken_apart_and_put_off(self) -> None:
        item = self.act(0, "start", EAST)
        steps = (("排查", day(9, 30)), ("拆除", day(11, 30)))
        lines = tuple(annual.MilestoneLine(*step) for step in steps)
        self.act(0, "set_milestones", EAST, annual.SetMilestones(lines))
        first = item.milestones.order_by("pk")[0].pk
        self.act(0, "reach", EAST, annual.Reach(milestone=first, note="清单已报。"))
        self.act(0, "report", EAST, annual.Report("已排查。", "点位反复。", "继续拆除。"))
        own = annual.Decompose(item.matter_id, self.organ("east"), "本队细化。", day(11, 30))
        self.town.open("plan_item", "decompose", EAST, own)
        asked = annual.AskAdjustment("口径有变。", wanted_text=f"{item.text}（新口径）")
        self.act(0, "ask_adjustment", EAST, asked)
        self.act(0, "grant_adjustment", DEPUTY, annual.Decide("同意。"))

    def _the_second_is_closed(self) -> None:
        item = self.act(1, "start", EAST)
        self.on(8, 3)
        window = item.windows.filter(is_dropped=False).earliest("until")
        self.act(1, "reach", EAST, annual.Reach(window=window.pk, note="清单已报。"))
        self.act(1, "report", EAST, annual.Report("已完成。"))
        for action, said in (
            ("send_back", annual.SendBack("清单不全。")),
            ("close_item", annual.Decide("同意销号。")),
        ):
            self.act(1, "propose_closing", EAST, annual.ProposeClosing("排查完毕。"))
            self.act(1, action, DEPUTY, said)
        released = ReportDuty.objects.filter(item=item, is_released=True)
        assert released.exists()
        assert ProgressReport.objects.count() == 2

    def _the_third_asks_for_what_it_does_not_get(self) -> None:
        item = self.act(2, "start", WEST)
        window = item.windows.filter(is_dropped=False).earliest("until")
        asked = annual.AskAdjustment("等候会商。", window.pk, window.until + timedelta(days=9))
        self.act(2, "ask_adjustment", WEST, asked)
        self.act(2, "refuse_adjustment", DEPUTY, annual.Decide("不同意。"))

    # -- what is told of it --------------------------------------------------------------

    def told(self) -> None:
        """Signed for by both; the second one by nobody yet."""
        self._bulletin("east", "west", remark="8月份总体平稳。")
        for receipt in BulletinReceipt.objects.select_related("matter__organ").order_by("pk"):
            who = EAST if receipt.matter.organ == self.organ("east") else WEST
            self.town.act(receipt.pk, "receive_bulletin", who)
        self._bulletin("west", remark="补发。")

    def _bulletin(self, *organs: str, remark: str) -> None:
        units = tuple(self.organ(organ) for organ in organs)
        self.town.open(
            "bulletin", "issue_bulletin", KEEPER, boards.IssueBulletin(self.plan, units, remark)
        )

    # -- instructions --------------------------------------------------------------------

    def instructed(self) -> None:
        """One unit is let off, another answers; a person lets his day pass."""
        self.on(9, 1)
        let_off = self._given("请报告进展。", units=(self.organ("west"),))
        cancelled = instructions.Cancel("不再需要。")
        self.town.act(self._task(let_off), "cancel_task", KEEPER, cancelled)
        given = self._given(
            "请查明原因。",
            units=(self.organ("east"),),
            people=(self.town.people["west_handler"],),
            figure=FIGURES[0],
            figure_period="2026-08",
            figure_organ=self.organ("east"),
        )
        self._answered(self._task(given, person=None))
        self._let_pass(self._task(given, person=self.town.people["west_handler"]))

    def _given(self, words: str, **whom: Any) -> UUID:
        said = instructions.Give(self.organ("a"), words, day(9, 4), **whom)
        return self.town.open("instruction", "give", KEEPER, said)

    def _task(self, given: UUID, **whose: Any) -> UUID:
        return SupervisedTask.objects.get(instruction=given, **whose).pk

    def _answered(self, task: UUID) -> None:
        act = self.town.act
        act(task, "sign", EAST)
        act(task, "ask_extension", EAST, instructions.AskExtension(day(9, 8), "还要核实。"))
        act(task, "grant_extension", DEPUTY, instructions.DecideExtension("同意。"))
        act(task, "remind", "supervisor", instructions.Remind("请抓紧。"))
        act(task, "reply", EAST, instructions.Reply("已查。"))
        act(task, "return_reply", KEEPER, instructions.ReturnReply("没有数字。", day(9, 7)))
        act(task, "reply", EAST, instructions.Reply("已查，三处。"))
        act(task, "sign_off", KEEPER, instructions.SignOff("同意。"))

    def _let_pass(self, task: UUID) -> None:
        act = self.town.act
        act(task, "sign", "west_handler")
        act(task, "ask_extension", "west_handler", instructions.AskExtension(day(9, 9), "人手少。"))
        act(task, "refuse_extension", DEPUTY, instructions.DecideExtension("按期反馈。"))
        self.on(9, 11)
        assert late_replies.escalate_late(self.town.at)
