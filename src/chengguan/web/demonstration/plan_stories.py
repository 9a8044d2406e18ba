"""年度计划: what becomes of two plans and their items in the course of the year, told as data."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from chengguan.plans.annual import inputs
from chengguan.plans.annual.models import PlanItem, PlanWindow
from chengguan.web.demonstration.plan_texts import BUREAU, UNION

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


def matter_of(item: PlanItem) -> UUID:
    assert item.matter_id is not None, "only items that were given out are taken apart"
    return item.matter_id


def report_of(month: int) -> Data:
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
                    parent=matter_of(item),
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
            part(Deed(day(4, 3), "report", "team", report_of(3))),
            part(step_done(day(4, 27), "team", "核对台账三百一十户。")),
            part(step_done(day(6, 25), "team", "上半年销账四十七处。")),
            part(Deed(day(7, 6), "report", "team", report_of(6))),
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
    # Done, but a week after its month: closed, and late for ever.
    ItemStory(
        "004/2.4.1",
        "team.xinjing",
        started=day(4, 20),
        deeds=(
            proposes(day(6, 8), "team.xinjing", "保障点位全部复核，照片和记录已归档。"),
            closes(day(6, 10), "section"),
        ),
    ),
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
    ItemStory(
        "004/3.5.1",
        "section",
        deeds=(
            proposes(day(3, 24), "section", "公示页面已更新，截图存法制科。"),
            closes(day(3, 26), "leader"),
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
                            parent=matter_of(item),
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
