"""The rows of the board, under their units or under the months in which they fall due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import DueView, StateView, Tone
from chengguan.core.work import lateness
from chengguan.core.work.figure_words import percent_words
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.plans.annual import listing
from chengguan.plans.boards import queries, telling, timeline
from chengguan.plans.boards.asking import Asked
from chengguan.plans.boards.queries import Line, Tally


@dataclass(frozen=True)
class RowView:
    """One item in its row."""

    line: Line
    url: str
    state: StateView
    due: DueView | None
    progress: str
    rule: str
    drawing: SafeString
    marks: tuple[StateView, ...]
    tone: Tone | None


@dataclass(frozen=True)
class GroupView:
    """A unit or a month with its rows and what they come to; ``is_source``: its name is data."""

    title: str
    url: str
    rows: tuple[RowView, ...]
    tally: Tally
    progress: str
    is_source: bool


@dataclass(frozen=True)
class TaskView:
    url: str
    number: str
    title: str
    organ: str
    due: DueView | None
    is_late: bool


def groups_of(
    asked: Asked, axis: timeline.Axis, shown: Sequence[Line], now: datetime
) -> tuple[GroupView, ...]:
    if asked.by == "month":
        return _by_month(asked, axis, shown, now)
    return tuple(
        _group(unit.organ.name, asked.url(unit=str(unit.organ.pk)), axis, unit.lines, now)
        for unit in queries.by_unit(shown)
    )


def _by_month(
    asked: Asked, axis: timeline.Axis, shown: Sequence[Line], now: datetime
) -> tuple[GroupView, ...]:
    """Under the month in which an item is due next; without a window under none."""
    months: dict[str, list[Line]] = {}
    for line in shown:
        months.setdefault(f"{line.due_on:%Y-%m}" if line.due_on else "", []).append(line)
    return tuple(
        _group(
            month or _("没有时间窗口"),
            asked.url(month=month) if month else "",
            axis,
            months[month],
            now,
            is_source=False,
        )
        for month in sorted(months, key=lambda month: month or "9999")
    )


def _group(
    title: str,
    url: str,
    axis: timeline.Axis,
    lines: Sequence[Line],
    now: datetime,
    *,
    is_source: bool = True,
) -> GroupView:
    total = queries.tally(lines)
    return GroupView(
        title=title,
        url=url,
        rows=tuple(row(line, axis, now) for line in lines),
        tally=total,
        progress=percent_words(total.progress),
        is_source=is_source,
    )


def row(line: Line, axis: timeline.Axis, now: datetime) -> RowView:
    return RowView(
        line=line,
        url=pages.matter_url(line.matter.kind, line.matter.pk),
        state=state_view(line.matter, now),
        due=_due(line, now),
        progress=percent_words(line.value),
        rule=listing.rule_words(line.standing.progress),
        drawing=timeline.drawing(line, axis),
        marks=marks(line),
        tone=listing.tone_of(line.standing, now),
    )


def _due(line: Line, now: datetime) -> DueView | None:
    at = line.matter.next_due_at
    if at is None or not line.matter.is_open:
        return None
    return DueView(at, tone=listing.tone_of(line.standing, now))


def marks(line: Line) -> tuple[StateView, ...]:
    """What is to be said beside the state, the gravest first."""
    standing, found = line.standing, []
    if standing.is_late:
        found.append(StateView(_("已逾期"), Tone.OVERDUE))
    elif standing.was_late:
        found.append(StateView(_("曾逾期"), Tone.HELD))
    if standing.missing:
        found.append(StateView(_("缺报 %(n)d 份") % {"n": standing.missing}, Tone.OVERDUE))
    found += [
        StateView(telling.risk(code), Tone.WARNING)
        for code in standing.risks
        if code != "plan.risk.report"
    ]
    return tuple(found)


def task_view(task: Matter, now: datetime) -> TaskView:
    late = lateness.is_late(task, now)
    tone = Tone.OVERDUE if late else None
    return TaskView(
        url=reverse("work:matter", args=[task.pk]),
        number=task.number,
        title=task.title,
        organ=task.organ.short_name,
        due=DueView(task.next_due_at, tone=tone) if task.next_due_at else None,
        is_late=late,
    )
