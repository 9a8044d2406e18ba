"""The lists of plans and of items, and the same rows as Excel sheets."""

from collections.abc import Iterable, Sequence
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
from chengguan.core.work.figure_words import NOTHING, percent_words
from chengguan.core.work.figures import plain
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.law.procedure import Procedure
from chengguan.plans.annual import asking, bound, standing
from chengguan.plans.annual.asking import Asked
from chengguan.plans.annual.offices import KEEPERS
from chengguan.plans.annual.procedures import ANNUAL_PLAN, PLAN_ITEM
from chengguan.plans.annual.progress import Progress
from chengguan.plans.annual.standing import PlanStanding, Standing

PLAN_VIEWS = {"open": gettext_lazy("在办计划"), "closed": gettext_lazy("已结束的计划")}
ITEM_VIEWS = {
    "open": gettext_lazy("未了结的任务"),
    "mine": gettext_lazy("待我办的任务"),
    "late": gettext_lazy("已逾期的任务"),
    "risk": gettext_lazy("有风险的任务"),
    "closed": gettext_lazy("已了结的任务"),
}

# -- words -----------------------------------------------------------------------------------


def rule_words(progress: Progress) -> str:
    """The rule beside the number."""
    told = {"done": plain(progress.done), "of": plain(progress.of)}
    return words.sentence(f"plan.rule.{progress.rule}", told)


def tone_of(one: Standing, now: datetime) -> Tone | None:
    """As on every other page: red once a moment by which something was due has passed, be it a
    window or a report; the words say which."""
    if one.item.matter and lateness.is_late(one.item.matter, now):
        return Tone.OVERDUE
    return Tone.WARNING if one.is_at_risk else None


def marks(one: Standing) -> StateView | None:
    """Late now, late once, or at risk with its reasons; nothing where all is well."""
    if one.is_late:
        return StateView(_("已逾期"), Tone.OVERDUE)
    if one.is_at_risk:
        reasons = words.clauses(words.sentence(code) for code in one.risks)
        tone = Tone.OVERDUE if one.missing else Tone.WARNING
        return StateView(_("有风险：%(why)s") % {"why": reasons}, tone)
    return StateView(_("曾逾期"), Tone.WARNING) if one.was_late else None


# -- plans -----------------------------------------------------------------------------------


def plan_page(
    found: MatterPage, asked: Asked, organs: Iterable[Organ], actor: Actor, now: datetime
) -> ListPage:
    actions = [ActionView("items", _("工作任务"), reverse("annual:items"))]
    if actor.roles & set(KEEPERS):
        new = ActionView("new", _("导入计划"), reverse("annual:new"), emphasis="primary")
        actions.insert(0, new)
    return ListPage(
        title=_("年度计划"),
        columns=_plan_columns(),
        rows=_plan_rows(found.matters, now),
        filters=_common(asked, ANNUAL_PLAN, organs),
        views=_views(PLAN_VIEWS, asked, reverse("annual:list")),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('annual:sheet')}?{_query(asked)}",
        empty=EmptyView(
            _("没有符合条件的计划。"), do=_("查看在办计划"), url=reverse("annual:list")
        ),
        actions=tuple(actions),
    )


def _plan_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("计划"), "text", "title"),
        Column("organ", _("计划单位"), "text", "line"),
        Column("issued", _("发文字号"), "text", "line"),
        Column("progress", _("进度"), "word", "line"),
        Column("items", _("任务"), "word", "line"),
        Column("late", _("逾期、风险"), "word", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _plan_rows(matters: Sequence[Matter], now: datetime) -> tuple[Row, ...]:
    stands = standing.plan_standings([matter.pk for matter in matters], now)
    return tuple(_plan_row(matter, stands[matter.pk], now) for matter in matters)


def _plan_row(matter: Matter, found: PlanStanding, now: datetime) -> Row:
    late = _("逾期 %(late)d，有风险 %(risk)d") % {"late": found.late, "risk": found.at_risk}
    return Row(
        key=str(matter.pk),
        url=reverse("annual:plan", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            matter.organ.short_name,
            matter.annual_plan.issued_number,
            percent_words(found.progress.value) if matter.state != "drafting" else NOTHING,
            str(len(found.by_item)),
            late if found.late or found.at_risk else "",
            state_view(matter, now),
        ),
    )


def plan_sheet(matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime) -> Sheet:
    kept = list(islice(matters, SHEET_ROWS + 1))
    rows = [row.cells for row in _plan_rows(kept, now)]
    heads = [column.title for column in _plan_columns()]
    filters = _common(asked, ANNUAL_PLAN, work.organs_below(actor))
    shown = shown_by(_views(PLAN_VIEWS, asked, ""), filters)
    return Sheet("plans", _("年度计划"), heads, rows, actor.name, now, shown)


# -- items -----------------------------------------------------------------------------------


def item_page(
    found: MatterPage, asked: Asked, organs: Iterable[Organ], actor: Actor, now: datetime
) -> ListPage:
    known = asking.standing_of(found.matters, now)
    return ListPage(
        title=_("工作任务"),
        columns=_item_columns(),
        rows=tuple(_item_row(matter, known[matter.pk], now) for matter in found.matters),
        filters=_item_filters(asked, organs),
        views=_views(ITEM_VIEWS, asked, reverse("annual:items")),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('annual:items_sheet')}?{_query(asked)}",
        empty=EmptyView(
            _("没有符合条件的任务。"), do=_("查看未了结的任务"), url=reverse("annual:items")
        ),
        actions=(ActionView("list", _("年度计划"), reverse("annual:list")),),
    )


def _item_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("path", _("出处"), "number", ""),
        Column("title", _("任务"), "text", "title"),
        Column("organ", _("牵头单位"), "text", "line"),
        Column("until", _("窗口届满"), "day", "line"),
        Column("progress", _("进度"), "word", "line"),
        Column("mark", _("预警"), "state", "line"),
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _item_row(matter: Matter, one: Standing, now: datetime) -> Row:
    tone = tone_of(one, now)
    last = one.terms[-1].until if one.terms else None
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            one.item.reference,
            matter.title,
            matter.organ.short_name,
            words.day(last) if last else "",
            percent_words(one.progress.value),
            marks(one),
            state_view(matter, now),
            DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None,
        ),
        tone=tone,
    )


def item_sheet(matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime) -> Sheet:
    """The list with the whole text and the rule behind the number."""
    kept = list(islice(matters, SHEET_ROWS + 1))
    known = asking.standing_of(kept, now)
    rows = [
        (
            *_item_row(m, known[m.pk], now).cells,
            known[m.pk].item.text,
            rule_words(known[m.pk].progress),
        )
        for m in kept
    ]
    heads = [column.title for column in _item_columns()] + [_("任务文字"), _("进度规则")]
    filters = _item_filters(asked, work.organs_below(actor))
    shown = shown_by(_views(ITEM_VIEWS, asked, ""), filters)
    return Sheet("plan-items", _("工作任务"), heads, rows, actor.name, now, shown)


def _item_filters(asked: Asked, organs: Iterable[Organ]) -> tuple[Filter, ...]:
    months = tuple(Choice(str(n), _("%(n)d 月") % {"n": n}) for n in asking.MONTHS)
    known = tuple(Choice(one.code, str(one.title)) for one in bound.bindable())
    return (
        *_common(asked, PLAN_ITEM, organs),
        Filter("month", _("窗口在哪个月"), choices=months, value=asked.month),
        Filter("figure", _("统计指标"), choices=known, value=asked.figure),
        Filter(
            "was_late",
            _("是否逾期"),
            choices=(Choice("1", _("窗口逾期过")),),
            value="1" if asked.was_late else "",
        ),
    )


# -- both ------------------------------------------------------------------------------------


def _common(asked: Asked, procedure: Procedure, organs: Iterable[Organ]) -> tuple[Filter, ...]:
    states = tuple(Choice(state.key, _(state.title)) for state in procedure.states)
    choices = tuple(Choice(str(organ.pk), organ.name, source=True) for organ in organs)
    return (
        Filter("words", _("编号、文字"), "text", value=asked.words),
        Filter("state", _("环节"), choices=states, value=asked.state),
        Filter("organ", _("单位"), choices=choices, value=asked.organ),
    )


def _views(known: dict[str, Any], asked: Asked, address: str) -> tuple[SavedView, ...]:
    return tuple(
        SavedView(str(title), f"{address}?{urlencode({'view': key})}", active=key == asked.view)
        for key, title in known.items()
    )


def _query(asked: Asked) -> str:
    kept = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in kept.items() if v and k not in ("after", "before")})


def item_url(matter: UUID | None) -> str:
    return reverse("work:matter", args=[matter]) if matter else ""
