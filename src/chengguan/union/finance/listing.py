"""Heads and what is kept on them, as lists and as the page of one head."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    Link,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.law.parameters import shipped
from chengguan.union.finance import queries
from chengguan.union.finance.models import BudgetHead, HeadState, Reservation
from chengguan.union.finance.services import ENTERS

STATE_TONES = {
    HeadState.ENTERED: Tone.WARNING,
    HeadState.CONFIRMED: Tone.DONE,
    HeadState.REFUSED: Tone.HELD,
}
KEPT_TONES = {
    Reservation.State.RESERVED: Tone.WARNING,
    Reservation.State.PAID: Tone.DONE,
    Reservation.State.RELEASED: Tone.HELD,
}

# -- heads -------------------------------------------------------------------------------------


def heads_page(actor: Actor, query: QueryDict) -> ListPage:
    shown = page(_heads(actor, query), query)
    return ListPage(
        _("预算科目"),
        lead=_("先有预算，第一次写明金额时就占用；余额不足的不办理。"),
        columns=_head_columns(),
        rows=tuple(
            Row(str(row.pk), _url(row), _head_cells(row, linked=True)) for row in shown.rows
        ),
        filters=_head_filters(actor, query),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('finance:list_sheet')}?{_kept(query)}",
        empty=EmptyView(_("没有符合条件的预算科目。"), _("查看全部"), reverse("finance:list")),
        actions=(
            (ActionView("enter", _("录入预算科目"), reverse("finance:enter"), emphasis="primary"),)
            if actor.roles & set(ENTERS)
            else ()
        ),
    )


def heads_sheet(actor: Actor, query: QueryDict, now: datetime) -> Sheet:
    rows = _heads(actor, query).order_by("-pk")[: SHEET_ROWS + 1]
    return Sheet(
        "heads",
        _("预算科目"),
        heads=[column.title for column in _head_columns()],
        rows=[_head_cells(row, linked=False) for row in rows],
        by=actor.name,
        at=now,
        shown=shown_by((), _head_filters(actor, query)),
    )


def _heads(actor: Actor, query: QueryDict) -> QuerySet[BudgetHead, Any]:
    rows = queries.with_sums(queries.heads_of(actor))
    for name in ("organ", "year"):
        if chosen := row_key(query.get(name, "")):
            rows = rows.filter(**{name: chosen})
    for name in ("head", "state"):
        if said := query.get(name, ""):
            rows = rows.filter(**{name: said})
    if said := query.get("words", "").strip():
        rows = rows.filter(plan_item__icontains=said)
    return rows


def _head_filters(actor: Actor, query: QueryDict) -> tuple[Filter, ...]:
    unions = tuple(Choice(str(o.pk), o.name, source=True) for o in queries.unions_of(actor))
    years = sorted(set(queries.heads_of(actor).values_list("year", flat=True)), reverse=True)
    heads = shipped().spending_heads.items()
    return (
        Filter("words", _("计划项目"), "text", value=query.get("words", "").strip()),
        Filter("organ", _("工会"), choices=unions, value=query.get("organ", "")),
        Filter(
            "year",
            _("预算年度"),
            choices=tuple(Choice(str(year), str(year)) for year in years),
            value=query.get("year", ""),
        ),
        Filter(
            "head",
            _("支出科目"),
            choices=tuple(Choice(key, words.law(title)) for key, title in heads),
            value=query.get("head", ""),
        ),
        Filter("state", _("状态"), choices=_states(HeadState), value=query.get("state", "")),
    )


def _head_columns() -> tuple[Column, ...]:
    return (
        Column("head", _("支出科目"), "word", "title"),
        Column("plan_item", _("计划项目"), "text", "line"),
        Column("organ", _("工会"), "text", "line"),
        Column("year", _("预算年度"), "number", "line"),
        Column("amount", _("预算数"), "money", "line"),
        Column("reserved", _("已占用"), "money", "line"),
        Column("paid", _("已支付"), "money", "line"),
        Column("left", _("余额"), "money", "line"),
        Column("state", _("状态"), "state", "state"),
    )


def _head_cells(row: Any, *, linked: bool) -> tuple[object, ...]:
    sums = [
        Link(words.money(sum_), f"{_kept_url(row)}?state={state}") if linked else words.money(sum_)
        for state, sum_ in (
            (Reservation.State.RESERVED.value, row.reserved),
            (Reservation.State.PAID.value, row.paid),
        )
    ]
    return (
        _expense(row),
        row.plan_item,
        row.organ.name,
        str(row.year),
        words.money(row.amount),
        *sums,
        words.money(row.left),
        state_of(row),
    )


# -- one head ----------------------------------------------------------------------------------


def head_page(row: Any) -> dict[str, object]:
    """``row`` with its sums."""
    decided = (
        (
            Fact(_("确认人"), row.decided_by.name, source=True),
            Fact(_("确认时间"), words.moment(row.decided_at)),
            Fact(_("确认意见"), row.decision_note or "—", source=True, wide=True),
        )
        if row.decided_by
        else ()
    )
    kept = {s: f"{_kept_url(row)}?state={s}" for s in Reservation.State.values}
    return {
        "head": row,
        "title": _expense(row),
        "state": state_of(row),
        "crumbs": (Crumb(_("预算科目"), reverse("finance:list")), Crumb(_expense(row))),
        "groups": (
            FactGroup(
                _("预算"),
                (
                    Fact(_("工会"), row.organ.name, source=True),
                    Fact(_("预算年度"), str(row.year)),
                    Fact(_("计划项目"), row.plan_item or "—", source=True),
                    Fact(_("预算数"), words.money(row.amount)),
                    Fact(_("已占用"), words.money(row.reserved), url=kept["reserved"]),
                    Fact(_("已支付"), words.money(row.paid), url=kept["paid"]),
                    Fact(_("余额"), words.money(row.left)),
                ),
            ),
            FactGroup(
                _("办理"),
                (
                    Fact(_("录入人"), row.entered_by.name, source=True),
                    Fact(_("录入时间"), words.moment(row.entered_at)),
                    *decided,
                ),
            ),
        ),
    }


def state_of(row: BudgetHead) -> StateView:
    return StateView(row.get_state_display(), STATE_TONES[HeadState(row.state)])


def _expense(row: BudgetHead) -> str:
    return words.law(shipped().spending_heads[row.head])


# -- what is kept on it ------------------------------------------------------------------------


def kept_page(head: BudgetHead, actor: Actor, query: QueryDict) -> ListPage:
    """Only what belongs to matters that the reader may find stands by name; of the rest, how
    many there are and how much in sum."""
    state = _state(query)
    shown = page(_kept_rows(head, actor, state), query)
    count, hidden = queries.hidden_on_head(head, actor, state)
    note = _("另有 %(n)d 笔共 %(sum)s，属于您不能查看的事项。") % {
        "n": count,
        "sum": words.money(hidden),
    }
    return ListPage(
        _("经费占用"),
        lead=_expense(head),
        columns=_kept_columns(),
        rows=tuple(
            Row(str(row.pk), reverse("work:matter", args=[row.matter_id]), _kept_cells(row))
            for row in shown.rows
        ),
        filters=_kept_filters(query),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('finance:kept_sheet', args=[head.pk])}?{_kept(query)}",
        empty=EmptyView(_("这个科目没有您可以查看的占用。"), _("查看科目"), _url(head)),
        crumbs=(
            Crumb(_("预算科目"), reverse("finance:list")),
            Crumb(_expense(head), _url(head)),
            Crumb(_("经费占用")),
        ),
        note=note if count else "",
    )


def kept_sheet(head: BudgetHead, actor: Actor, query: QueryDict, now: datetime) -> Sheet:
    rows = _kept_rows(head, actor, _state(query)).order_by("-pk")[: SHEET_ROWS + 1]
    return Sheet(
        "reservations",
        _("经费占用"),
        heads=[column.title for column in _kept_columns()],
        rows=[_kept_cells(row) for row in rows],
        by=actor.name,
        at=now,
        shown=shown_by((), _kept_filters(query)),
    )


def _kept_rows(head: BudgetHead, actor: Actor, state: str) -> QuerySet[Reservation, Any]:
    rows = queries.on_head(head, actor)
    return rows.filter(state=state) if state else rows


def _kept_filters(query: QueryDict) -> tuple[Filter, ...]:
    return (
        Filter("state", _("占用状态"), choices=_states(Reservation.State), value=_state(query)),
    )


def _kept_columns() -> tuple[Column, ...]:
    return (
        Column("matter", _("事项"), "number", "title"),
        Column("item", _("经费项目"), "word", "line"),
        Column("person", _("受益人"), "text", "line"),
        Column("on", _("事件日期"), "day", "line"),
        Column("amount", _("占用金额"), "money", "line"),
        Column("form", _("发放形式"), "word"),
        Column("fund", _("经费来源"), "word"),
        Column("state", _("占用状态"), "state", "state"),
    )


def _kept_cells(row: Reservation) -> tuple[object, ...]:
    return (
        row.matter.number,
        words.law(rules.current().spending_items[row.item].title),
        row.person.name,
        row.on,
        words.money(row.amount),
        row.get_form_display(),
        row.get_fund_display(),
        StateView(row.get_state_display(), KEPT_TONES[Reservation.State(row.state)]),
    )


def _state(query: QueryDict) -> str:
    asked = query.get("state", "")
    return asked if asked in Reservation.State.values else ""


# -- addresses ---------------------------------------------------------------------------------


def _states(kind: Any) -> tuple[Choice, ...]:
    choices: Iterable[tuple[str, Any]] = kind.choices
    return tuple(Choice(value, str(label)) for value, label in choices)


def _url(row: BudgetHead) -> str:
    return reverse("finance:head", args=[row.pk])


def _kept_url(row: BudgetHead) -> str:
    return reverse("finance:kept", args=[row.pk])


def _kept(query: QueryDict) -> str:
    """The address from its first page."""
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()
