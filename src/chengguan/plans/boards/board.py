"""The board of the year: what is due, late, at risk; each number opens the rows it counts."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    Filter,
    SavedView,
    StatTile,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work import lateness, sequels
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_words import NOTHING, percent_words
from chengguan.core.work.figures import half_up
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual.listing import rule_words
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.boards import queries, timeline
from chengguan.plans.boards.asking import Asked
from chengguan.plans.boards.queries import Line
from chengguan.plans.boards.rows import GroupView, TaskView, groups_of, marks, task_view

ABOUT = 50
"""About so many items at once something can be begun, as from a page of any list."""
BESIDE = 6
"""So many supervised tasks stand beside the board; the rest is a click away."""


@dataclass(frozen=True)
class MonthView:
    title: str
    label: str
    due: int
    url: str
    is_now: bool
    is_shown: bool


@dataclass(frozen=True)
class BoardView:
    """The whole page; without a plan there is nothing to show yet."""

    plan: AnnualPlan | None = None
    plans: tuple[SavedView, ...] = ()
    tiles: tuple[StatTile, ...] = ()
    filters: tuple[Filter, ...] = ()
    grouping: tuple[SavedView, ...] = ()
    months: tuple[MonthView, ...] = ()
    groups: tuple[GroupView, ...] = ()
    tasks: tuple[TaskView, ...] = ()
    tasks_url: str = ""
    sheet_url: str = ""
    sequels: tuple[ActionView, ...] = ()
    asked: Asked = field(default_factory=Asked)
    rows: int = 0
    is_narrowed: bool = False


def board(actor: Actor, asked: Asked, now: datetime) -> BoardView:
    plans = queries.plans_for(actor)
    plan = chosen(plans, asked, now)
    if plan is None:
        return BoardView(asked=asked)
    found = queries.standing_of(plan, now)
    lines = queries.visible_lines(actor, queries.lines_of(found, now))
    shown = [line for line in lines if asked.fits(line)]
    axis = timeline.axis_of(plan.year or now.astimezone(ZONE).year, lines)
    tasks = queries.open_tasks(actor)
    own = Asked(plan=str(plan.pk), by=asked.by)
    return BoardView(
        plan=plan,
        plans=tuple(
            SavedView(one.matter.title, asked.url(plan=str(one.pk)), active=one.pk == plan.pk)
            for one in plans
        ),
        tiles=_tiles(own, asked, lines, tasks, found.progress.value, now),
        filters=_filters(asked, lines),
        grouping=_grouping(asked),
        months=_months(asked, axis, lines),
        groups=groups_of(asked, axis, shown, now),
        tasks=tuple(task_view(task, now) for task in tasks[:BESIDE]),
        tasks_url=reverse("instructions:tasks"),
        sheet_url=f"{reverse('boards:sheet')}?{asked.url().partition('?')[2]}",
        sequels=_sequels(actor, shown) if 0 < len(shown) < len(lines) else (),
        asked=asked,
        rows=len(shown),
        is_narrowed=len(shown) < len(lines),
    )


def _sequels(actor: Actor, shown: Sequence[Line]) -> tuple[ActionView, ...]:
    """What can be begun about the rows behind a number; more than fit an address are narrowed
    further first."""
    if len(shown) > ABOUT:
        return ()
    return sequels.begun_from(actor, matter=[line.matter.pk for line in shown])


def chosen(plans: Sequence[AnnualPlan], asked: Asked, now: datetime) -> AnnualPlan | None:
    """The plan of the address, else the one of the running year that stands highest."""
    year = now.astimezone(ZONE).year
    named = [plan for plan in plans if str(plan.pk) == asked.plan]
    current = [plan for plan in plans if plan.year == year]
    return next(iter([*named, *current, *plans]), None)


# -- the numbers ---------------------------------------------------------------------------------


def _tiles(
    own: Asked,
    asked: Asked,
    lines: Sequence[Line],
    tasks: QuerySet[Matter],
    reached: Fraction | None,
    now: datetime,
) -> tuple[StatTile, ...]:
    """A plan has one progress, whoever asks; the other numbers count what the reader may find."""
    total = queries.tally(lines)
    late_tasks = tasks.filter(lateness.late(now)).count()
    tones = {"risk": Tone.WARNING, "due": Tone.WARNING, "closed": Tone.DONE}
    counts = [
        (key, title, sum(queries.fits(line, key) for line in lines), tones.get(key, Tone.OVERDUE))
        for key, title in _shows()
    ]
    progress = NOTHING if reached is None else half_up(reached)
    return (
        StatTile(
            _("计划进度"),
            progress,
            url=own.url(),
            unit="" if reached is None else "%",
            note=_("全部任务按权重平均"),
            active=not asked.show,
        ),
        *(
            StatTile(
                title,
                count,
                url=own.url(show=key),
                denominator=str(total.items),
                tone=tone if count else None,
                active=asked.show == key,
            )
            for key, title, count, tone in counts
        ),
        StatTile(
            _("督办逾期"),
            late_tasks,
            url=f"{reverse('instructions:tasks')}?view=overdue",
            denominator=str(tasks.count()),
            tone=Tone.OVERDUE if late_tasks else None,
        ),
    )


def _shows() -> tuple[tuple[str, str], ...]:
    """The numbers that can be opened, by the key of their test."""
    return (
        ("due", _("本月到期")),
        ("late", _("逾期")),
        ("risk", _("预警")),
        ("missing", _("缺报任务")),
        ("closed", _("已销号")),
        ("closed_late", _("逾期完成")),
    )


def _filters(asked: Asked, lines: Sequence[Line]) -> tuple[Filter, ...]:
    units = [unit.organ for unit in queries.by_unit(lines)]
    months = sorted({f"{t.until:%Y-%m}" for line in lines for t in line.standing.terms})
    return (
        Filter("words", _("编号、任务文字"), "text", value=asked.words),
        Filter(
            "unit",
            _("单位"),
            choices=tuple(Choice(str(unit.pk), unit.name, source=True) for unit in units),
            value=asked.unit,
        ),
        Filter(
            "month",
            _("届满月份"),
            choices=tuple(Choice(month, month) for month in months),
            value=asked.month,
        ),
        Filter(
            "show",
            _("状态"),
            choices=tuple(Choice(key, title) for key, title in _shows()),
            value=asked.show,
        ),
    )


def _grouping(asked: Asked) -> tuple[SavedView, ...]:
    return (
        SavedView(_("按单位"), asked.url(by=""), active=asked.by != "month"),
        SavedView(_("按月份"), asked.url(by="month"), active=asked.by == "month"),
    )


def _months(asked: Asked, axis: timeline.Axis, lines: Sequence[Line]) -> tuple[MonthView, ...]:
    """The months of the picture, each with how many windows' items end in it."""
    now = f"{lines[0].today:%Y-%m}" if lines else ""
    return tuple(
        MonthView(
            title=str(int(key[5:])) if key[5:] != "01" or key[:4] == f"{axis.first.year}" else key,
            label=_("%(month)s 届满的任务") % {"month": key},
            due=sum(1 for line in lines if line.is_due_in(key)),
            url=asked.url(month="" if asked.month == key else key),
            is_now=key == now,
            is_shown=key == asked.month,
        )
        for key in axis.month_keys()
    )


# -- Excel ---------------------------------------------------------------------------------------


def columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number"),
        Column("path", _("出处"), "text"),
        Column("title", _("任务"), "text"),
        Column("unit", _("承办单位"), "text"),
        Column("state", _("环节"), "state"),
        Column("due", _("期限"), "day"),
        Column("progress", _("进度"), "word"),
        Column("rule", _("进度算法"), "word"),
        Column("marks", _("提示"), "word"),
    )


def sheet(actor: Actor, asked: Asked, now: datetime) -> Sheet | None:
    """The rows of the board as it is narrowed; none where there is no plan."""
    plan = chosen(queries.plans_for(actor), asked, now)
    if plan is None:
        return None
    found = queries.standing_of(plan, now)
    lines = queries.visible_lines(actor, queries.lines_of(found, now))
    return Sheet(
        name="board",
        title=plan.matter.title,
        heads=[column.title for column in columns()],
        rows=(_cells(line, now) for line in lines if asked.fits(line)),
        by=actor.name,
        at=now,
        shown=shown_by((), _filters(asked, lines)),
    )


def _cells(line: Line, now: datetime) -> tuple[object, ...]:
    return (
        line.matter.number,
        line.item.reference,
        line.matter.title,
        line.unit.name,
        state_view(line.matter, now),
        words.day(line.due_on) if line.due_on else "",
        percent_words(line.value),
        rule_words(line.standing.progress),
        ", ".join(mark.text for mark in marks(line)),
    )
