"""批示督办: leaders write, units sign and reply; one task in each state, two late by a day."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from django.db.models import Case, When

from chengguan.core.work.acting import Actor, At
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.plans.instructions import inputs
from chengguan.plans.instructions.models import SupervisedTask
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000052")
Data = Callable[[date], object]


@dataclass(frozen=True)
class Deed:
    """What somebody does with a task so many days before now; ``data`` is told what today is."""

    days: int
    action: str
    by: str
    data: Data = lambda today: None
    unit: str = ""


@dataclass(frozen=True)
class InstructionStory:
    """An instruction given so many days before now, due in so many days from now. ``about`` are
    words in the titles of the leads and cases that the leader has before him."""

    words: str
    days: int
    due: int
    units: tuple[str, ...]
    deeds: tuple[Deed, ...] = ()
    leader: str = "leader"
    organ: str = "district"
    about: str = ""
    figure: str = ""


def signed(days: int, by: str, unit: str = "") -> Deed:
    return Deed(days, "sign", by, unit=unit)


def replied(days: int, by: str, text: str, unit: str = "") -> Deed:
    return Deed(days, "reply", by, lambda today: inputs.Reply(text), unit)


def ended(days: int, by: str, remark: str, unit: str = "") -> Deed:
    return Deed(days, "sign_off", by, lambda today: inputs.SignOff(remark), unit)


STORIES = (
    InstructionStory(
        "夜间施工扰民反映集中，请两队各自排查辖区在建工地，列出清单，提出夜间巡查安排。",
        days=1,
        due=3,
        units=("team_tianshan", "team_xinjing"),
        deeds=(signed(0, "team.xinjing", "team_xinjing"),),
        about="夜间施工",
    ),
    InstructionStory(
        "这件诉件反复回潮，请核实原因，说明责任和整改措施。",
        days=6,
        due=1,
        units=("team_tianshan",),
        deeds=(
            signed(5, "team"),
            Deed(
                1,
                "ask_extension",
                "team",
                lambda today: inputs.AskExtension(
                    today + timedelta(days=4), "还要向先前承办的班组核实情况。"
                ),
            ),
        ),
        about="反复回潮",
    ),
    InstructionStory(
        "垃圾分类投放点周边乱堆放又有反复，请专业中队拿出长效办法。",
        days=8,
        due=-1,
        units=("special",),
        deeds=(
            signed(7, "team.special"),
            Deed(1, "remind", "supervisor", lambda today: inputs.Remind("今天到期，请抓紧反馈。")),
        ),
        about="生活垃圾",
    ),
    InstructionStory(
        "本月办结的件数不多，请逐件说明在办各件卡在哪里、何时办结。",
        days=7,
        due=2,
        units=("team_tianshan",),
        deeds=(
            signed(6, "team"),
            replied(
                1,
                "team",
                "在办各件都已与诉求人约定时间，逐件说明附后；两件要等检测结果，预计下周办结。",
            ),
        ),
        figure="ontime_close_rate",
    ),
    InstructionStory(
        "共享单车挤占步道反复出现，请查清为什么清不走，拿出办法。",
        days=13,
        due=-6,
        units=("team_xinjing",),
        deeds=(
            signed(12, "team.xinjing"),
            replied(5, "team.xinjing", "早晚高峰集中停放，已约谈企业并划定停放区和清运时段。"),
            ended(4, "leader", "同意。注意回头看。"),
        ),
        about="共享单车",
    ),
    InstructionStory(
        "请报告裸土覆盖专项检查进展，附点位和照片。",
        days=11,
        due=4,
        units=("team_tianshan",),
        deeds=(
            signed(8, "team"),
            replied(6, "team", "已检查，情况良好。"),
            Deed(
                5,
                "return_reply",
                "leader",
                lambda today: inputs.ReturnReply(
                    "没有点位，没有数字，请重报。", today + timedelta(days=4)
                ),
            ),
        ),
    ),
    InstructionStory(
        "请整理上半年群众来信中反映队容风纪的意见。",
        days=12,
        due=5,
        units=("team_xinjing",),
        deeds=(
            Deed(
                8,
                "cancel_task",
                "leader",
                lambda today: inputs.Cancel("督察科已在整理，不再重复布置。"),
            ),
        ),
    ),
    InstructionStory(
        "请基层工会报送职工体检安排，写明时间、人数和费用来源。",
        days=5,
        due=6,
        units=("base_union",),
        deeds=(signed(4, "baseunion"),),
        leader="union",
        organ="bureau_union",
    ),
)


class InstructionPlay:
    """One instruction with the tasks that came of it."""

    instruction: UUID

    def __init__(self, town: Town, story: InstructionStory, number: int, now: datetime) -> None:
        self.town, self.story, self.number, self.now = town, story, number, now
        self.today = now.date()

    def play(self) -> Story:
        """Yields the moment of each act, then takes it."""
        yield (at := self.moment(self.story.days, 0))
        self.give(at)
        for place, deed in enumerate(self.story.deeds, start=1):
            yield (at := self.moment(deed.days, place))
            self.take(deed, at)

    def moment(self, days: int, place: int) -> datetime:
        """In service hours, and not later than now on the day of the demonstration itself."""
        minutes = self.number * 3 + place * 25 if days else -15
        return desk_time(self.now - timedelta(days=days), minutes)

    def give(self, at: datetime) -> None:
        story, leader = self.story, self.town.actor(self.story.leader)
        said = inputs.Give(
            organ=self.town.organs[story.organ],
            words=story.words,
            due_on=self.today + timedelta(days=story.due),
            units=tuple(self.town.organs[unit] for unit in story.units),
            matters=self.about(),
            figure=story.figure,
            figure_period=Period.around(Span.MONTH, at).key if story.figure else "",
        )
        self.instruction = open_matter(
            procedure="instruction",
            action="give",
            by=leader,
            at=At.once(at),
            data=said,
            key=self.key("give", at),
        ).matter

    def about(self) -> tuple[UUID, ...]:
        """Open leads and cases that say so in their titles, those of the unit asked first."""
        if not self.story.about:
            return ()
        organ = self.town.organs[self.story.units[0]]
        found = Matter.objects.filter(
            kind__in=("lead", "case"), is_open=True, title__contains=self.story.about
        )
        near = Case(When(organ=organ, then=0), default=1)
        return tuple(found.order_by(near, "number").values_list("pk", flat=True)[:2])

    def take(self, deed: Deed, at: datetime) -> None:
        unit = self.town.organs[deed.unit or self.story.units[0]]
        task = SupervisedTask.objects.get(instruction=self.instruction, matter__organ=unit)
        perform(
            matter=task.pk,
            action=deed.action,
            by=self.actor(deed.by),
            at=At.once(at),
            data=deed.data(self.today),
            key=self.key(deed.action, at),
            version=Matter.objects.values_list("version", flat=True).get(pk=task.pk),
        )

    def actor(self, name: str) -> Actor:
        return self.town.actor(name)

    def key(self, step: str, at: datetime) -> str:
        return str(uuid5(KEYS, f"{self.number}:{step}:{at.isoformat()}"))
