"""What a period report says, gathered once: numbers with their counts, and the units' own words.

The answer is plain text in lists, so that both files and the page say the same for ever.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import override

from chengguan.core.pages.words import paper_day
from chengguan.core.work import figures as published
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import (
    NOTHING,
    counts_words,
    definition_words,
    percent_words,
    period_words,
    value_words,
)
from chengguan.core.work.figures import Asked, plain
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual.bound import figure_for, keeper_of
from chengguan.plans.annual.models import AnnualPlan, ProgressReport, ReportDuty
from chengguan.plans.boards import charts, queries, telling
from chengguan.plans.boards.queries import Line, UnitLines

Content = dict[str, Any]
LONGEST = 400
"""So much of a unit's words stands in the report; the whole stands with the item."""


def gather(plan: AnnualPlan, period: Period, now: datetime) -> Content:
    """In Chinese, as paper is; everything a reader of the plan's keeper may know."""
    with override(telling.PAPER):
        return _content(plan, period, now)


def _content(plan: AnnualPlan, period: Period, now: datetime) -> Content:
    found = queries.standing_of(plan, now)
    lines = queries.lines_of(found, now)
    units, total = queries.by_unit(lines), queries.tally(lines)
    reports, missing = _reports(lines, period), _missing(lines, period, now)
    windows = _windows(lines, period)
    tasks, tasks_late = queries.tasks_under(plan, now)
    progress = percent_words(found.progress.value)
    reached = f"{plain(found.progress.done)} / {plain(found.progress.of)}"
    return {
        "title": f"{plan.matter.title}{_span(period)}进展报告",
        "name": plan.matter.title,
        "subtitle": f"{_span(period)}进展报告",
        "issuer": plan.matter.organ.name,
        "number": plan.issued_number,
        "period": period_words(period),
        "stood": paper_day(now),
        "progress": progress,
        "progress_rule": f"按任务权重平均，已完成 / 权重合计 = {reached}；已取消的任务不计",
        "numbers": [
            ["列入计划的任务", f"{total.items} 项", "含各单位分解的任务，不含已取消的任务"],
            ["计划进度", progress, f"权重：{reached}"],
            [
                "本期届满的时间窗口",
                f"{windows['whole']} 个",
                _with_late("已完成", windows["met"], windows["met_late"], "个"),
            ],
            [
                "本期销号",
                f"{_closed_within(lines, period)} 项",
                _with_late("累计销号", total.closed, total.closed_late, "项"),
            ],
            ["逾期", f"{total.late} 项", f"截至{paper_day(now)}未完成"],
            ["预警", f"{total.at_risk} 项", "窗口将届满而进度落后，或者缺报"],
            ["缺报", f"{len(missing)} 份", f"本期应报 {_owed(lines, period, now)} 份"],
            ["批示督办", f"{tasks} 件在办", f"其中逾期 {tasks_late} 件"],
        ],
        "units": [_unit(unit, len(_missing(unit.lines, period, now))) for unit in units],
        "unit_chart": charts.bars([_bar(unit) for unit in units]),
        "month_chart": charts.pairs(windows["months"]),
        "figures": _figures(plan, lines, period, now),
        "done": _words(reports, "done"),
        "problems": _words(reports, "problems"),
        "next": _words(reports, "next_steps"),
        "missing": missing,
        "late": [_line(line) for line in lines if line.standing.is_late],
        "risk": [_risk(line) for line in lines if line.standing.is_at_risk],
    }


def _with_late(what: str, count: int, late: int, unit: str) -> str:
    return f"{what} {count} {unit}，其中逾期完成 {late} {unit}"


def _span(period: Period) -> str:
    return period_words(period).replace(" ", "")


# -- windows and endings in the period -----------------------------------------------------------


def _days(period: Period) -> tuple[Any, Any]:
    return period.since.astimezone(ZONE).date(), period.until.astimezone(ZONE).date()


def _windows(lines: Sequence[Line], period: Period) -> dict[str, Any]:
    """The terms that end in the period, and those of them that were met; a closed item has met
    every one it had."""
    since, until = _days(period)
    months: dict[str, list[int]] = {}
    met_late = 0
    month = Period(Span.MONTH, period.year, since.month)
    while month.since < period.until:
        months[f"{month.number}月"] = [0, 0]
        month = month.shifted(1)
    for line in lines:
        for term in line.standing.terms if line.is_counted else ():
            if since <= term.until < until:
                count = months[f"{term.until.month}月"]
                count[0] += 1
                count[1] += line.is_met(term)
                met_late += line.is_met_late(term)
    columns = [charts.Pair(name, whole, part) for name, (whole, part) in months.items()]
    return {
        "months": columns,
        "whole": sum(column.whole for column in columns),
        "met": sum(column.part for column in columns),
        "met_late": met_late,
    }


def _closed_within(lines: Iterable[Line], period: Period) -> int:
    ends = (line.matter.closed_at for line in lines if line.is_closed)
    return sum(1 for at in ends if at and period.since <= at < period.until)


# -- reports that came, and those that did not ---------------------------------------------------


def _duties(line: Line, period: Period) -> list[ReportDuty]:
    since, until = _days(period)
    duties = line.item.duties.all()
    return [d for d in duties if d.period_from >= since and d.period_until < until]


def _owed(lines: Iterable[Line], period: Period, now: datetime) -> int:
    return sum(
        1
        for line in lines
        for duty in _duties(line, period)
        if not duty.is_released and (duty.report_id or duty.due_at < now)
    )


def _reports(lines: Sequence[Line], period: Period) -> list[tuple[Line, ProgressReport, int]]:
    """The newest report of each item on the period, and how many came before it; one statement."""
    kept: dict[int, tuple[Line, set[int]]] = {}
    for line in lines:
        keys = {duty.report_id for duty in _duties(line, period) if duty.report_id}
        if keys:
            kept[line.item.pk] = (line, keys)
    wanted = {key for _line, keys in kept.values() for key in keys}
    rows = {row.pk: row for row in ProgressReport.objects.filter(pk__in=wanted)}
    found = []
    for line, keys in kept.values():
        newest = max((rows[key] for key in keys), key=lambda row: (row.reported_at, row.pk))
        found.append((line, newest, len(keys) - 1))
    return found


def _missing(lines: Iterable[Line], period: Period, now: datetime) -> list[list[str]]:
    """Each report that did not come, by name: a silence is no good news."""
    return [
        [
            line.item.reference,
            line.matter.title,
            line.unit.name,
            f"{duty.period_from.year}年{duty.period_from.month}月"
            + (
                f"至{duty.period_until.month}月"
                if duty.period_until.month != duty.period_from.month
                else ""
            ),
            f"{duty.due_at.astimezone(ZONE):%Y-%m-%d}",
        ]
        for line in lines
        for duty in _duties(line, period)
        if duty.report_id is None and not duty.is_released and duty.due_at < now
    ]


def _words(reports: Sequence[tuple[Line, ProgressReport, int]], part: str) -> list[list[str]]:
    """Path, title, unit and what the unit wrote, where it wrote something."""
    found = []
    for line, report, earlier in reports:
        said = str(getattr(report, part)).strip()
        if said:
            more = f"（本期另有{earlier}份报告，见任务记录）" if earlier and part == "done" else ""
            cut = said if len(said) <= LONGEST else f"{said[: LONGEST - 1]}…"
            found.append([line.item.reference, line.matter.title, line.unit.name, cut + more])
    return found


# -- rows ----------------------------------------------------------------------------------------


def _unit(unit: UnitLines, missing: int) -> list[str]:
    """``missing``: reports on the period, as everywhere in the report."""
    total = unit.tally
    counts = (
        total.items,
        total.closed,
        total.closed_late,
        total.late,
        total.at_risk,
        missing,
    )
    return [unit.organ.name, *map(str, counts), percent_words(total.progress)]


def _bar(unit: UnitLines) -> charts.Line:
    total = unit.tally
    text = f"{percent_words(total.progress)}（{total.closed}/{total.items} 销号）"
    return charts.Line(unit.organ.short_name, float(total.progress or 0), text)


def _line(line: Line) -> list[str]:
    due = f"{line.due_on:%Y-%m-%d}" if line.due_on else NOTHING
    return [line.item.reference, line.matter.title, line.unit.name, due, percent_words(line.value)]


def _risk(line: Line) -> list[str]:
    reasons = "；".join(telling.risk(code) for code in line.standing.risks)
    return [*_line(line)[:4], reasons]


def _figures(
    plan: AnnualPlan, lines: Sequence[Line], period: Period, now: datetime
) -> list[list[str]]:
    """The figures that items are bound to, over the period, as the plan's keeper reads them."""
    bound = {line.item.figure: figure_for(line.item) for line in lines}
    asked = Asked(keeper_of(plan), period, now)
    rows = []
    for figure in filter(None, bound.values()):
        found = published.measure(figure, asked)
        rows.append(
            [str(figure.title), value_words(found), counts_words(found), definition_words(figure)]
        )
    return rows
