"""六项行动: the scheme for estates as a plan of its own, its tasks by department; all in our words.

The names of the six are the bureau's to change: they are the words of a plan document, reworded
while it is drafted.
"""

from collections.abc import Iterator
from datetime import date

from chengguan.core.work.models import Matter
from chengguan.plans.annual import inputs
from chengguan.plans.annual.models import PlanItem
from chengguan.web.demonstration.plan_stories import (
    YEAR,
    ItemStory,
    PlanStory,
    proposes,
    window_met,
)
from chengguan.web.demonstration.plans import PlanPlay

KEY = "105"
TEXT = """长宁区小区物业治理六项行动实施方案（2026年）

一、登记到户行动

（一）装修登记
开展装修未登记排查，凡开工的逐户登记，先开工后登记的照实记明。
责任单位：物业科；配合单位：区房管局、天山路中队；完成时限：6月底前。

二、每日巡查行动

（一）巡查留痕
督促物业企业每日巡查在施装修，公布漏查情况。
责任单位：物业科；配合单位：区房管局；完成时限：全年。

三、报告直达行动

（一）一次报告
落实劝阻无效二十四小时内报告，一次报告同时送达房管、执法、居委会和业委会。
责任单位：勤务指挥科；配合单位：区房管局、专业中队；完成时限：全年。

四、联合整治行动

（一）承重结构和外立面
组织损坏承重结构、破坏外立面集中整治，逐户复看。
责任单位：专业中队；配合单位：天山路中队、新泾中队；完成时限：10月。

五、进社区行动

（一）社区工作室
每名联络队员每周到居委会值守，收到的事项件件有结果。
责任单位：天山路中队；配合单位：新泾中队；完成时限：全年。

六、履职评价行动

（一）企业评分
每季度公布物业企业履职数据，漏报迟报提请区房管局处理。
责任单位：物业科；配合单位：区房管局；完成时限：3月、6月、9月、12月。
"""

SCHEME = PlanStory(
    KEY,
    TEXT,
    "district",
    "section",
    date(YEAR, 2, 5),
    date(YEAR, 2, 12),
    "长城管物〔2026〕3号",
    "monthly",
)
MONTHS = (2, 3, 4, 5, 6, 7, 8)
SCHEME_ITEMS = (
    ItemStory(
        f"{KEY}/1.1.1",
        "section",
        date(YEAR, 2, 23),
        deeds=(proposes(date(YEAR, 6, 24), "section", "排查记录和登记清单已归档。"),),
        plan=KEY,
        figure="renovation_registration_rate",
    ),
    ItemStory(f"{KEY}/2.1.1", "section", date(YEAR, 2, 23), MONTHS, plan=KEY, figure="patrol_rate"),
    ItemStory(
        f"{KEY}/3.1.1",
        "section",
        date(YEAR, 2, 23),
        MONTHS,
        plan=KEY,
        figure="report_ontime_rate",
    ),
    ItemStory(f"{KEY}/4.1.1", "team.special", date(YEAR, 9, 1), plan=KEY),
    ItemStory(f"{KEY}/5.1.1", "team", date(YEAR, 2, 24), MONTHS[:-1], plan=KEY),
    ItemStory(
        f"{KEY}/6.1.1",
        "section",
        date(YEAR, 2, 25),
        deeds=(
            window_met(date(YEAR, 3, 30), "section", "第一季度评分已公布。"),
            window_met(date(YEAR, 6, 29), "section", "第二季度评分已公布。"),
        ),
        plan=KEY,
        figure="estate_complaints",
    ),
)


class SchemePlay(PlanPlay):
    """The scheme from its file to the receipts; every task asks the same capability."""

    def _assignments(self, plan: Matter) -> Iterator[inputs.Assign]:
        figures = {one.path: one.figure for one in SCHEME_ITEMS}
        for item in PlanItem.objects.filter(plan=plan.pk, is_dropped=False).order_by("place"):
            windows = tuple(
                inputs.WindowLine(w.group, w.kind, w.since, w.until, w.words)
                for w in item.windows.order_by("group", "until")
            )
            is_yearly = any(line.kind == "whole" for line in windows)
            yield inputs.Assign(
                item=item.pk,
                owners=tuple(
                    inputs.OwnerLine(o.name, o.share, o.organ_id)
                    for o in item.owners.order_by("place")
                ),
                windows=windows,
                rhythm=self.story.rhythm if is_yearly else "none",
                weight=1,
                figure=figures[item.path],
                capabilities=("E1.1g",),
            )
