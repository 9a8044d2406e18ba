"""The list of cases as a shape of the face, and as a sheet."""

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO

import xlsxwriter
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.lawbook.items import item, items_on
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    Tone,
)
from chengguan.core.pages.words import day, moment
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.enforcement.cases import queries
from chengguan.enforcement.cases.procedures import OFFICERS, SUMMARY


def listing(actor: Actor, asked: Mapping[str, str], query: str, now: datetime) -> ListPage:
    """``query`` is the query string, kept for the sheet."""
    found = queries.page(actor, asked)
    return ListPage(
        title=_("案件"),
        columns=_columns(),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=_filters(asked, now),
        views=_views(asked),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('cases:sheet')}?{query}",
        empty=_empty(actor, asked),
        actions=_begin(actor),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("party", _("当事人"), "text", "title"),
        Column("item", _("案由"), "text", "line"),
        Column("spot", _("违法地点"), "text", "line"),
        Column("found", _("发现时间"), "moment"),
        Column("organ", _("承办单位"), "text", ""),
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _row(matter: Matter, now: datetime) -> Row:
    late = matter.next_due_at is not None and matter.next_due_at < now
    due = (
        DueView(matter.next_due_at, tone=Tone.OVERDUE if late else None)
        if matter.next_due_at
        else ""
    )
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(*_facts(matter), state_view(matter, now), due),
        tone=Tone.OVERDUE if late else None,
    )


def _facts(matter: Matter) -> tuple[object, ...]:
    case = matter.case
    party = matter.party.name if matter.party else ""
    return (
        matter.number,
        party,
        queries.item_name(item(case.item_code)),
        case.spot,
        case.discovered_at,
        matter.organ.short_name,
    )


def _filters(asked: Mapping[str, str], now: datetime) -> tuple[Filter, ...]:
    states = tuple(Choice(state.key, _(state.title)) for state in SUMMARY.states)
    today = now.astimezone(rules.ZONE).date()
    items = tuple(
        Choice(known.code, queries.item_name(known)) for known in items_on(today, summary=True)
    )
    return (
        Filter("q", _("编号、当事人、地点"), "text", value=asked.get("q", "")),
        Filter("state", _("环节"), "choice", states, asked.get("state", "")),
        Filter("item", _("案由"), "choice", items, asked.get("item", "")),
        Filter(
            "found",
            _("发现时间"),
            "dates",
            value=asked.get("found_from", ""),
            until=asked.get("found_until", ""),
        ),
    )


def _views(asked: Mapping[str, str]) -> tuple[SavedView, ...]:
    address, is_open = reverse("cases:list"), queries.is_open(asked)
    return (
        SavedView(_("在办"), address, active=is_open),
        SavedView(_("已办结"), f"{address}?view=closed", active=not is_open),
    )


def _empty(actor: Actor, asked: Mapping[str, str]) -> EmptyView:
    if queries.narrowed(asked) is not None:
        return EmptyView(_("没有符合条件的案件。"), _("清除筛选"), reverse("cases:list"))
    if not actor.roles & set(OFFICERS):
        return EmptyView(_("还没有案件。"))
    return EmptyView(_("还没有案件。"), _("现场发现违法行为的，从这里开始。"), reverse("cases:new"))


def _begin(actor: Actor) -> tuple[ActionView, ...]:
    if not actor.roles & set(OFFICERS):
        return ()
    return (ActionView("discover", _("现场查处"), reverse("cases:new"), emphasis="primary"),)


def sheet(actor: Actor, asked: Mapping[str, str], now: datetime) -> bytes:
    """The whole list as an Excel workbook; text is written as text, never as a formula."""
    made = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(made, plain) as book:
        page = book.add_worksheet(_("案件"))
        page.write_row(0, 0, [column.title for column in _columns()])
        for number, matter in enumerate(queries.everything(actor, asked), start=1):
            page.write_row(number, 0, _cells(matter, now))
    return made.getvalue()


def _cells(matter: Matter, now: datetime) -> list[str]:
    shown = [moment(cell) if isinstance(cell, datetime) else str(cell) for cell in _facts(matter)]
    return [*shown, state_view(matter, now).text, day(matter.next_due_at)]
