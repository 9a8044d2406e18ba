"""年度计划: two plans read from files, confirmed, issued, and lived with until today."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid5

from chengguan.core.pages.capabilities import capabilities
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import inputs, services
from chengguan.plans.annual.models import PlanItem, PlanReceipt, PlanWindow
from chengguan.web.demonstration.agenda import Story, desk_time
from chengguan.web.demonstration.plan_texts import BUREAU, UNION
from chengguan.web.demonstration.town import Town

KEYS = UUID("6f0c6c1e-0000-4000-8000-000000000053")
YEAR = 2026
Data = Callable[[PlanItem], object]


@dataclass(frozen=True)
class PlanStory:
    """Taken in, confirmed and issued on these days by the keeper; units sign some days later."""

    key: str
    text: str
    organ: str
    keeper: str
    taken: date
    issued: date
    number: str
    rhythm: str


@dataclass(frozen=True)
class Deed:
    """What somebody does with an item on a day of the year."""

    on: date
    action: str
    by: str
    data: Data = lambda item: None


@dataclass(frozen=True)
class ItemStory:
    """``reports`` are the months it reported on; the rest is done as told."""

    path: str
    owner: str
    started: date | None = date(YEAR, 2, 9)
    reports: tuple[int, ...] = ()
    deeds: tuple[Deed, ...] = ()
    plan: str = "004"
    weight: int = 1
    figure: str = ""
    target: str = ""
    unit: str = ""


PLANS = (
    PlanStory(
        "004",
        BUREAU,
        "district",
        "section",
        date(YEAR, 1, 19),
        date(YEAR, 2, 2),
        "长城管〔2026〕1号",
        "monthly",
    ),
    PlanStory(
        "000",
        UNION,
        "bureau_union",
        "union",
        date(YEAR, 1, 15),
        date(YEAR, 1, 26),
        "沪城管工〔2026〕1号",
        "quarterly",
    ),
)


def day(month: int, number: int) -> date:
    return date(YEAR, month, number)


def steps(on: date, by: str, *lines: tuple[str, date]) -> Deed:
    said = inputs.SetMilestones(tuple(inputs.MilestoneLine(*line) for line in lines))
    return Deed(on, "set_milestones", by, lambda item: said)


def step_done(on: date, by: str, note: str) -> Deed:
    """The next milestone that is not reached."""

    def data(item: PlanItem) -> object:
        waiting = item.milestones.filter(reached_at=None).order_by("due_on", "pk").first()
        return inputs.Reach(milestone=waiting.pk if waiting else None, note=note)

    return Deed(on, "reach", by, data)


def part(deed: Deed) -> Deed:
    """The same, on the part that a unit has taken."""
    return replace(deed, action=f"part:{deed.action}")


def window_met(on: date, by: str, note: str) -> Deed:
    """The earliest window that is not met."""

    def data(item: PlanItem) -> object:
        rows = PlanWindow.objects.filter(item=item, is_dropped=False, met_at=None)
        waiting = rows.order_by("until").first()
        return inputs.Reach(window=waiting.pk if waiting else None, note=note)

    return Deed(on, "reach", by, data)


def proposes(on: date, by: str, summary: str) -> Deed:
    return Deed(on, "propose_closing", by, lambda item: inputs.ProposeClosing(summary))


def closes(on: date, by: str, remark: str = "同意销号。") -> Deed:
    return Deed(on, "close_item", by, lambda item: inputs.Decide(remark))


def asks(on: date, by: str, reason: str, until: date) -> Deed:
    def data(item: PlanItem) -> object:
        window = PlanWindow.objects.filter(item=item, is_dropped=False).latest("until")
        return inputs.AskAdjustment(reason, window.pk, until)

    return Deed(on, "ask_adjustment", by, data)


def _report(month: int) -> Data:
    said = inputs.Report(
        f"{month}月份按计划推进，台账已更新，重点环节均有记录。",
        "个别点位反复，需要与管理部门再会商。" if month % 3 == 0 else "",
        f"{month + 1}月份继续推进，补齐薄弱环节。",
    )
    return lambda item: said


MONTHS = (2, 3, 4, 5, 6, 7, 8)
HALF = (3, 6)

BUREAU_ITEMS = (
    ItemStory(
        "004/1.1.1",
        "section",
        reports=MONTHS,
        weight=3,
        deeds=(
            steps(
                day(2, 10),
                "section",
                ("协同流程印发", day(3, 31)),
                ("装修登记上线", day(6, 30)),
                ("移送双方计时", day(9, 30)),
                ("年度评估", day(12, 20)),
            ),
            step_done(day(3, 26), "section", "流程文件已印发，存勤务指挥科。"),
            step_done(day(6, 24), "section", "登记功能已启用，首月登记见台账。"),
            step_done(day(9, 10), "section", "移送双方计时已启用。"),
        ),
    ),
    ItemStory(
        "004/1.2.1",
        "section",
        reports=MONTHS,
        weight=3,
        deeds=(
            Deed(
                day(2, 12),
                "decompose:team_tianshan",
                "team",
                lambda item: inputs.Decompose(
                    parent=_matter(item),
                    organ=None,  # type: ignore[arg-type]  # the play puts the organ in
                    text="天山路辖区：存量违法建筑逐户核对，按季销账，拆后三个月内回访。",
                    since=day(2, 12),
                    until=day(12, 20),
                    rhythm="quarterly",
                    milestones=(
                        inputs.MilestoneLine("逐户核对完成", day(4, 30)),
                        inputs.MilestoneLine("上半年销账", day(6, 30)),
                        inputs.MilestoneLine("下半年销账", day(12, 10)),
                    ),
                ),
            ),
            part(Deed(day(4, 3), "report", "team", _report(3))),
            part(step_done(day(4, 27), "team", "核对台账三百一十户。")),
            part(step_done(day(6, 25), "team", "上半年销账四十七处。")),
            part(Deed(day(7, 6), "report", "team", _report(6))),
        ),
    ),
    ItemStory("004/2.1.1", "team.special", reports=MONTHS, weight=2),
    ItemStory(
        "004/2.2.1",
        "section",
        weight=2,
        deeds=(window_met(day(5, 28), "section", "第一轮检查记录见勤务台账。"),),
    ),
    # Two reports did not come.
    ItemStory("004/2.3.1", "team", reports=MONTHS[:5], weight=2),
    # It should have been done by the end of June.
    ItemStory(
        "004/3.1.1",
        "section",
        weight=2,
        deeds=(
            steps(
                day(2, 20),
                "section",
                ("自查", day(4, 30)),
                ("整改", day(5, 31)),
                ("复查", day(6, 30)),
            ),
            step_done(day(4, 28), "section", "自查表十份，存督察科。"),
            step_done(day(6, 15), "section", "整改清单已核。"),
        ),
    ),
    ItemStory(
        "004/3.2.1",
        "section",
        reports=MONTHS,
        weight=3,
        figure="case_ontime_rate",
        target="95",
        unit="%",
    ),
    ItemStory(
        "004/3.3.1",
        "section",
        deeds=(
            window_met(day(3, 30), "section", "第一季度通报已发。"),
            window_met(day(6, 29), "section", "第二季度通报已发。"),
        ),
    ),
    # The end is near, and it is behind the time.
    ItemStory(
        "004/3.4.1",
        "section",
        weight=2,
        deeds=(
            steps(day(3, 2), "section", ("排查", day(6, 30)), ("整改", day(9, 15))),
            step_done(day(7, 3), "section", "排查清单二十三条。"),
        ),
    ),
    ItemStory("004/4.1.1", "section", reports=MONTHS),
    ItemStory(
        "004/4.2.1",
        "team.xinjing",
        reports=MONTHS,
        figure="first_contact_rate",
        target="90",
        unit="%",
    ),
    ItemStory(
        "004/4.3.1",
        "section",
        started=None,
        deeds=(
            Deed(
                day(6, 3),
                "cancel_item",
                "leader",
                lambda item: inputs.Cancel("上级统一安排轮岗，本局不再单独组织。"),
            ),
        ),
    ),
    ItemStory("004/4.4.1", "section", reports=MONTHS),
)

UNION_ITEMS = tuple(
    ItemStory(path, owner, plan="000", **more)
    for path, owner, more in (
        (
            "000/1.1.1",
            "union",
            {
                "deeds": (
                    window_met(day(3, 27), "union", "第一季度学习签到表。"),
                    window_met(day(6, 26), "union", "第二季度学习签到表。"),
                )
            },
        ),
        ("000/1.2.1", "union", {"reports": HALF}),
        ("000/2.1.1", "union", {"reports": HALF, "weight": 2}),
        ("000/2.2.1", "union", {"started": day(9, 7)}),
        (
            "000/3.1.1",
            "union",
            {"deeds": (window_met(day(7, 24), "union", "慰问名册和照片。"),), "weight": 2},
        ),
        (
            "000/3.2.1",
            "baseunion",
            {
                "reports": HALF,
                "weight": 2,
                "deeds": (
                    Deed(
                        day(3, 5),
                        "decompose:union_group",
                        "baseunion",
                        lambda item: inputs.Decompose(
                            parent=_matter(item),
                            organ=None,  # type: ignore[arg-type]  # the play puts the organ in
                            text="天山路小组：征集会员需求，办好休息室改造一件实事。",
                            since=day(3, 5),
                            until=day(11, 30),
                            rhythm="quarterly",
                            milestones=(
                                inputs.MilestoneLine("需求汇总", day(4, 15)),
                                inputs.MilestoneLine("休息室改造", day(10, 31)),
                            ),
                        ),
                    ),
                    part(step_done(day(4, 14), "baseunion", "需求汇总表。")),
                ),
            },
        ),
        ("000/3.3.1", "union", {"reports": HALF[:1]}),
        (
            "000/3.4.1",
            "union",
            {"deeds": (proposes(day(9, 4), "union", "两家单位已签集体合同，检查报告已归档。"),)},
        ),
        (
            "000/4.1.1",
            "union",
            {
                "deeds": (
                    asks(day(6, 9), "union", "两家基层工会选区调整，候选人公示顺延。", day(10, 31)),
                    Deed(
                        day(6, 11),
                        "grant_adjustment",
                        "superior",
                        lambda item: inputs.Decide("同意，抓紧指导。"),
                    ),
                )
            },
        ),
        ("000/4.2.1", "unionaudit", {}),
        ("000/4.3.1", "union", {"started": day(9, 3)}),
        ("000/A.1", "union", {"reports": HALF}),
        ("000/A.2", "union", {"reports": HALF}),
        ("000/A.3", "union", {"reports": HALF}),
        ("000/A.4", "union", {"reports": HALF}),
        ("000/A.5", "union", {"reports": HALF}),
        (
            "000/A.6",
            "union",
            {
                "started": day(6, 8),
                "deeds": (
                    steps(
                        day(6, 8),
                        "union",
                        ("筹备方案报批", day(7, 31)),
                        ("候选人公示", day(8, 31)),
                        ("召开大会", day(9, 29)),
                    ),
                    step_done(day(7, 28), "union", "批复文件。"),
                    step_done(day(8, 27), "union", "公示照片与记录。"),
                ),
            },
        ),
        ("000/A.7", "union", {"started": None}),
        (
            "000/A.8",
            "union",
            {
                "started": day(4, 1),
                "deeds": (
                    window_met(day(4, 24), "union", "疗休养名册和总结。"),
                    proposes(day(5, 6), "union", "两批六十二人按期成行，总结已报。"),
                    closes(day(5, 8), "superior"),
                ),
            },
        ),
        ("000/A.9", "union", {"started": day(8, 24)}),
        (
            "000/A.10",
            "union",
            {"deeds": (window_met(day(7, 15), "union", "上半年参保清单。"),)},
        ),
        # The first window was met a week late: it stays late.
        (
            "000/A.11",
            "union",
            {"deeds": (window_met(day(3, 6), "union", "预决算表和绩效自评。"),)},
        ),
        (
            "000/A.12",
            "unionaudit",
            {"deeds": (window_met(day(2, 26), "unionaudit", "审查意见书。"),)},
        ),
        (
            "000/A.13",
            "women",
            {
                "started": day(3, 2),
                "deeds": (
                    window_met(day(3, 9), "women", "活动签到与照片。"),
                    proposes(day(3, 16), "women", "专题活动两场，一百一十人参加。"),
                    closes(day(3, 18), "union"),
                ),
            },
        ),
    )
)
ITEMS = (*BUREAU_ITEMS, *UNION_ITEMS)


def _matter(item: PlanItem) -> UUID:
    assert item.matter_id is not None, "only items that were given out are taken apart"
    return item.matter_id


class _Plays:
    """What all plays of plans share: moments in service hours, keys, acts."""

    town: Town
    number = 0

    def moment(self, on: date, place: int = 0) -> datetime:
        morning = datetime(on.year, on.month, on.day, 9, 5, tzinfo=ZONE)
        return desk_time(morning, self.number * 5 % 300 + place * 2)

    def perform(self, matter: Matter, action: str, by: str, at: datetime, data: object) -> None:
        version = Matter.objects.values_list("version", flat=True).get(pk=matter.pk)
        perform(
            matter=matter.pk,
            action=action,
            by=self.actor(by),
            at=At.once(at),
            data=data,
            key=str(uuid5(KEYS, f"{matter.number}:{action}:{at.isoformat()}")),
            version=version,
        )

    def actor(self, name: str) -> Actor:
        return self.town.actor(name)


class PlanPlay(_Plays):
    """A plan from its file to the receipts."""

    def __init__(self, town: Town, story: PlanStory) -> None:
        self.town, self.story = town, story

    def play(self) -> Story:
        story = self.story
        yield (at := self.moment(story.taken))
        outcome = services.take_in_file(
            name=f"{story.key}_demonstration.txt",
            data=story.text.encode(),
            organ=self.town.organs[story.organ],
            by=self.actor(story.keeper),
            at=at,
            key=str(uuid5(KEYS, story.key)),
        )
        plan = Matter.objects.get(pk=outcome.matter)
        yield (at := self.moment(story.taken + timedelta(days=2)))
        for data in self._assignments(plan):
            self.perform(plan, "assign", story.keeper, at, data)
            at += timedelta(minutes=1)
        yield (at := self.moment(story.taken + timedelta(days=3)))
        self.perform(plan, "confirm", story.keeper, at, inputs.Confirm())
        yield (at := self.moment(story.issued))
        self.perform(plan, "issue_plan", story.keeper, at, inputs.Issue(story.number, story.issued))
        yield (at := self.moment(story.issued + timedelta(days=1)))
        self._sign(plan, at)

    def _assignments(self, plan: Matter) -> Iterator[inputs.Assign]:
        """Weights, figures and places in the map of capabilities; owners and windows as read."""
        told = {one.path: one for one in ITEMS if one.plan == self.story.key}
        for item in PlanItem.objects.filter(plan=plan.pk, is_dropped=False).order_by("place"):
            windows = tuple(
                inputs.WindowLine(w.group, w.kind, w.since, w.until, w.words)
                for w in item.windows.order_by("group", "until")
            )
            is_yearly = any(line.kind == "whole" for line in windows)
            story = told[item.path]
            yield inputs.Assign(
                item=item.pk,
                owners=tuple(
                    inputs.OwnerLine(o.name, o.share, o.organ_id)
                    for o in item.owners.order_by("place")
                ),
                windows=windows,
                rhythm=self.story.rhythm if is_yearly else "none",
                weight=story.weight,
                figure=story.figure,
                target=Decimal(story.target) if story.target else None,
                target_unit=story.unit,
                capabilities=_asked_by(item.path),
            )

    def _sign(self, plan: Matter, at: datetime) -> None:
        """Those who can sign in sign at once; the others have not got round to it."""
        names = {
            "team_tianshan": "team",
            "team_xinjing": "team.xinjing",
            "special": "team.special",
            "base_union": "baseunion",
            "union_audit": "unionaudit",
        }
        rows = PlanReceipt.objects.filter(plan=plan.pk).select_related("matter")
        by_organ = {self.town.organs[key].pk: who for key, who in names.items()}
        for receipt in rows.order_by("matter__number"):
            who = by_organ.get(receipt.organ_id)
            if who:
                self.perform(receipt.matter, "sign_for", who, at, None)


def _asked_by(path: str) -> tuple[str, ...]:
    """The capabilities of the paragraph that an item of our words stands for."""
    paragraph = path.rpartition(".")[0]
    return tuple(
        one.key
        for one in capabilities()
        if one.reference == path or one.reference.rpartition(".")[0] == paragraph != "000/A"
    )


class ItemPlay(_Plays):
    """One item from its start to today: reports in their months, deeds on their days."""

    def __init__(self, town: Town, story: ItemStory, number: int) -> None:
        self.town, self.story, self.number = town, story, number

    def play(self) -> Story:
        for place, (on, action, by, data) in enumerate(sorted(self._agenda(), key=lambda d: d[0])):
            yield (at := self.moment(on, place))
            item = self._item()
            kind, _between, more = action.partition(":")
            if kind == "decompose":
                self._decompose(data(item), more, by, at)
                continue
            if kind == "part":
                item, kind = item.children.select_related("matter").get(), more
            assert item.matter is not None, "it was given out"
            self.perform(item.matter, kind, by, at, data(item))

    def _agenda(self) -> Iterator[tuple[date, str, str, Data]]:
        story = self.story
        if story.started:
            yield story.started, "start", story.owner, lambda item: None
        for month in story.reports:
            yield self._report_day(month), "report", story.owner, _report(month)
        for deed in story.deeds:
            yield deed.on, deed.action, deed.by, deed.data

    def _report_day(self, month: int) -> date:
        return date(YEAR, month + 1, 3 + self.number % 3)

    def _item(self) -> PlanItem:
        rows = PlanItem.objects.filter(plan__key=self.story.plan, parent=None, is_dropped=False)
        return rows.select_related("matter").get(path=self.story.path)

    def _decompose(self, said: object, organ: str, by: str, at: datetime) -> None:
        assert isinstance(said, inputs.Decompose)
        fields = vars(said) | {"organ": self.town.organs[organ]}
        made = open_matter(
            procedure="plan_item",
            action="decompose",
            by=self.actor(by),
            at=At.once(at),
            data=inputs.Decompose(**fields),
            key=str(uuid5(KEYS, f"{organ}:{at.isoformat()}")),
        )
        part = PlanItem.objects.select_related("matter").get(matter=made.matter)
        assert part.matter is not None
        self.perform(part.matter, "start", by, at + timedelta(minutes=3), None)
        first = part.milestones.order_by("due_on").first()
        assert first is not None
        self.perform(
            part.matter,
            "report",
            by,
            at + timedelta(minutes=6),
            inputs.Report("已按实际细化，先摸清底数。", "", f"{first.title}。"),
        )
