"""The lists of instructions and of supervised tasks, and the same rows as Excel sheets."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.models import Organ
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work import lateness
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.batch import ticked
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.law.procedure import Procedure
from chengguan.plans.instructions import queries
from chengguan.plans.instructions.offices import LEADERS
from chengguan.plans.instructions.procedures import LEADER_INSTRUCTION, SUPERVISED_TASK
from chengguan.plans.instructions.queries import Asked, Count

TASK_VIEWS = {
    "open": gettext_lazy("未销号"),
    "mine": gettext_lazy("待我办"),
    "overdue": gettext_lazy("逾期未反馈"),
    "answered": gettext_lazy("待销号"),
    "closed": gettext_lazy("督办已结束"),
}
INSTRUCTION_VIEWS = {
    "open": gettext_lazy("办理中的批示"),
    "mine": gettext_lazy("我的批示"),
    "closed": gettext_lazy("已办结"),
}
BATCH = ("sign_off", "remind")
"""Acts that are taken on many tasks at once; each task answers for itself."""

# -- tasks -----------------------------------------------------------------------------------


def task_page(
    found: MatterPage, asked: Asked, organs: Iterable[Organ], actor: Actor, now: datetime
) -> ListPage:
    late = queries.late_among(found.matters, now)
    return ListPage(
        title=_("督办事项"),
        columns=_task_columns(),
        rows=tuple(_task_row(matter, matter.pk in late, now) for matter in found.matters),
        filters=_filters(asked, SUPERVISED_TASK, organs),
        views=_views(TASK_VIEWS, asked, reverse("instructions:tasks")),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('instructions:tasks_sheet')}?{_query(asked)}",
        empty=EmptyView(
            _("没有符合条件的督办事项。"),
            do=_("查看未销号的督办"),
            url=reverse("instructions:tasks"),
        ),
        actions=_actions(actor, ActionView("list", _("全部批示"), reverse("instructions:list"))),
        batch=_batch(actor),
        batch_url=reverse("work:many", args=[SUPERVISED_TASK.key]),
    )


def _task_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("批示内容"), "text", "title"),
        Column("leader", _("批示人"), "text", "line"),
        Column("organ", _("承办单位"), "text", "line"),
        Column("person", _("承办人"), "text", "", hidden=True),
        Column("state", _("环节"), "state", "state"),
        Column("late", _("是否逾期"), "state", "line"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _task_row(matter: Matter, is_late: bool, now: datetime) -> Row:
    task = matter.supervised_task
    running_late = lateness.is_late(matter, now)
    tone = Tone.OVERDUE if running_late else None
    person = task.signed_by or task.person
    return Row(
        key=ticked(matter),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            task.instruction.given_by.name,
            matter.organ.short_name,
            person.name if person else "",
            state_view(matter, now),
            _late(is_late, running_late),
            DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None,
        ),
        tone=tone,
    )


def _late(is_late: bool, is_running: bool) -> StateView | None:
    """Late now, or late once: what came late is said to have come late for ever."""
    if not is_late:
        return None
    return StateView(_("已逾期") if is_running else _("逾期反馈"), Tone.OVERDUE)


def _batch(actor: Actor) -> tuple[ActionView, ...]:
    known = [SUPERVISED_TASK.by_action[key] for key in BATCH]
    return tuple(
        ActionView(act.key, words.act(act.title), "") for act in known if actor.roles & set(act.by)
    )


def task_sheet(matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime) -> Sheet:
    """The list with the day of reply that was set first."""
    kept = list(islice(matters, SHEET_ROWS + 1))
    late = queries.late_among(kept, now)
    rows = (
        (*_task_row(m, m.pk in late, now).cells, words.day(m.supervised_task.instruction.due_on))
        for m in kept
    )
    heads = [column.title for column in _task_columns()] + [_("答复期限")]
    return _sheet("tasks", _("督办事项"), heads, rows, asked, actor, now)


# -- instructions ----------------------------------------------------------------------------


def instruction_page(
    found: MatterPage, asked: Asked, organs: Iterable[Organ], actor: Actor, now: datetime
) -> ListPage:
    counts = queries.counts(found.matters, now)
    return ListPage(
        title=_("批示"),
        columns=_instruction_columns(),
        rows=tuple(_instruction_row(matter, counts, now) for matter in found.matters),
        filters=_filters(asked, LEADER_INSTRUCTION, organs),
        views=_views(INSTRUCTION_VIEWS, asked, reverse("instructions:list")),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('instructions:sheet')}?{_query(asked)}",
        empty=EmptyView(
            _("没有符合条件的批示。"), do=_("查看办理中的批示"), url=reverse("instructions:list")
        ),
        actions=_actions(actor, ActionView("tasks", _("督办事项"), reverse("instructions:tasks"))),
        lead=_("领导可以从指标、清单和事项页面直接写批示；每个对象收到一份督办。"),
    )


def _instruction_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("批示内容"), "text", "title"),
        Column("leader", _("批示人"), "text", "line"),
        Column("given", _("批示时间"), "moment", "line"),
        Column("due", _("答复期限"), "day", "line"),
        Column("replied", _("反馈"), "word", "line"),
        Column("late", _("是否逾期"), "state", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _instruction_row(matter: Matter, counts: dict[UUID, Count], now: datetime) -> Row:
    instruction, count = matter.instruction, counts.get(matter.pk, Count())
    late = _("%(n)d 件逾期") % {"n": count.late}
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            instruction.given_by.name,
            matter.opened_at,
            words.day(instruction.due_on),
            f"{count.replied}/{count.tasks}",
            StateView(late, Tone.OVERDUE) if count.late else None,
            state_view(matter, now),
        ),
    )


def instruction_sheet(
    matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime
) -> Sheet:
    kept = list(islice(matters, SHEET_ROWS + 1))
    counts = queries.counts(kept, now)
    rows = (_instruction_row(matter, counts, now).cells for matter in kept)
    heads = [column.title for column in _instruction_columns()]
    return _sheet("instructions", _("批示"), heads, rows, asked, actor, now)


# -- both ------------------------------------------------------------------------------------


def _filters(asked: Asked, procedure: Procedure, organs: Iterable[Organ]) -> tuple[Filter, ...]:
    states = tuple(Choice(state.key, _(state.title)) for state in procedure.states)
    return (
        Filter("words", _("编号、批示内容"), "text", value=asked.words),
        Filter("state", _("环节"), choices=states, value=asked.state),
        Filter(
            "organ",
            _("单位"),
            choices=tuple(Choice(str(organ.pk), organ.name, source=True) for organ in organs),
            value=asked.organ,
        ),
        Filter(
            "late",
            _("是否逾期"),
            choices=(Choice("1", _("逾期过")),),
            value="1" if asked.late else "",
        ),
    )


def _views(known: dict[str, Any], asked: Asked, address: str) -> tuple[SavedView, ...]:
    return tuple(
        SavedView(str(title), f"{address}?{urlencode({'view': key})}", active=key == asked.view)
        for key, title in known.items()
    )


def _query(asked: Asked) -> str:
    kept = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in kept.items() if v and k not in ("after", "before")})


def _actions(actor: Actor, other: ActionView) -> tuple[ActionView, ...]:
    if not actor.roles & set(LEADERS):
        return (other,)
    new = ActionView("give", _("写批示"), reverse("instructions:new"), emphasis="primary")
    return (new, other)


def _sheet(
    name: str,
    title: str,
    heads: list[str],
    rows: Iterable[tuple[Any, ...]],
    asked: Asked,
    actor: Actor,
    now: datetime,
) -> Sheet:
    is_task = name == "tasks"
    procedure = SUPERVISED_TASK if is_task else LEADER_INSTRUCTION
    views = _views(TASK_VIEWS if is_task else INSTRUCTION_VIEWS, asked, "")
    filters = _filters(asked, procedure, work.organs_below(actor))
    return Sheet(
        name=name,
        title=title,
        heads=heads,
        rows=rows,
        by=actor.name,
        at=now,
        shown=shown_by(views, filters),
    )
