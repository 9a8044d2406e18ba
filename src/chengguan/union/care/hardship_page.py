"""The register of hardship files with their review dates, and one file."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Column,
    Crumb,
    EmptyView,
    Fact,
    FactGroup,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work.acting import Actor
from chengguan.union.care import queries
from chengguan.union.care.models import HardshipFile

SOON = timedelta(days=30)
VIEWS = {
    "standing": gettext_lazy("有效档案"),
    "review": gettext_lazy("待复核"),
    "ended": gettext_lazy("已撤销"),
}


def _view(query: QueryDict) -> str:
    asked = query.get("view", "standing")
    return asked if asked in VIEWS else "standing"


def _rows(actor: Actor, query: QueryDict, today: date) -> QuerySet[HardshipFile]:
    rows = queries.hardship_files(actor)
    view = _view(query)
    if view == "ended":
        rows = rows.exclude(ended_on=None)
    else:
        rows = rows.filter(ended_on=None)
        if view == "review":
            rows = rows.filter(until__lte=today + SOON)
    if said := query.get("words", "").strip():
        rows = rows.filter(person__name__icontains=said)
    return rows


def list_page(actor: Actor, query: QueryDict, now: datetime) -> ListPage:
    today = queries.today(now)
    shown = page(_rows(actor, query, today), query)
    return ListPage(
        title=_("困难职工档案"),
        lead=_("有效期一年，到期以前复核；过期没有复核的，不能发放困难补助。"),
        columns=_columns(),
        rows=tuple(
            Row(str(one.pk), reverse("care:hardship", args=[one.pk]), _cells(one, today))
            for one in shown.rows
        ),
        filters=_filters(query),
        views=_views(query),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('care:hardship_sheet')}?view={_view(query)}",
        empty=EmptyView(
            _("没有符合条件的档案。"), _("查看有效档案"), reverse("care:hardship_list")
        ),
        actions=(
            ActionView("open", _("建立档案"), reverse("care:open_hardship"), emphasis="primary"),
        ),
    )


def sheet(actor: Actor, query: QueryDict, now: datetime) -> Sheet:
    today = queries.today(now)
    rows = _rows(actor, query, today).order_by("until", "pk")[: SHEET_ROWS + 1]
    return Sheet(
        name="hardship",
        title=_("困难职工档案"),
        heads=[column.title for column in _columns()],
        rows=[_cells(one, today) for one in rows],
        by=actor.name,
        at=now,
        shown=shown_by(_views(query), _filters(query)),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("person", _("困难职工"), "text", "title"),
        Column("union", _("工会"), "text", "line"),
        Column("since", _("建档日期"), "day", "line"),
        Column("until", _("有效期至"), "day", "line"),
        Column("state", _("档案状态"), "state", "state"),
    )


def _cells(one: HardshipFile, today: date) -> tuple[Any, ...]:
    return (
        one.person.name,
        one.union.short_name,
        words.day(one.since),
        words.day(one.until),
        state_of(one, today),
    )


def state_of(one: HardshipFile, today: date) -> StateView:
    if one.ended_on:
        return StateView(_("已撤销"), Tone.HELD)
    if one.until <= today:
        return StateView(_("已过期，待复核"), Tone.OVERDUE)
    if one.until <= today + SOON:
        return StateView(_("待复核"), Tone.WARNING)
    return StateView(_("有效"), Tone.NORMAL)


def _filters(query: QueryDict) -> tuple[Filter, ...]:
    return (Filter("words", _("姓名"), "text", value=query.get("words", "").strip()),)


def _views(query: QueryDict) -> tuple[SavedView, ...]:
    address = reverse("care:hardship_list")
    return tuple(
        SavedView(str(title), f"{address}?view={key}", active=key == _view(query))
        for key, title in VIEWS.items()
    )


def file_page(found: HardshipFile, actor: Actor, now: datetime) -> dict[str, Any]:
    """Plain are days and relations; every word is behind a recorded look."""
    facts = (
        Fact(_("困难职工"), found.person.name, source=True),
        Fact(_("工会"), found.union.name, source=True),
        Fact(_("建档日期"), words.day(found.since)),
        Fact(_("有效期至"), words.day(found.until)),
        Fact(_("建档人"), found.opened_by.name, source=True),
    )
    sealed = [(_("困难情况"), found.words_id)] if found.words_id else []
    for one in found.family.order_by("pk"):
        told = one.get_relation_display()
        sealed += [(words.aside(_("家属姓名"), told), one.name_id)] if one.name_id else []
        sealed += [(words.aside(_("月收入"), told), one.income_id)] if one.income_id else []
    keeps = queries.handles(actor, found.union_id)
    return {
        "file": found,
        "state": state_of(found, queries.today(now)),
        "facts": [FactGroup(_("档案"), facts)],
        "sealed": sealed,
        "proofs": list(found.proofs.order_by("pk").values_list("pk", flat=True)),
        "reviews": list(found.reviews.select_related("by").order_by("-on", "-pk")),
        "is_own": found.person_id == actor.person_id,
        "review_url": reverse("care:review_hardship", args=[found.pk])
        if keeps and found.ended_on is None
        else "",
        "crumbs": (Crumb(_("困难职工档案"), reverse("care:hardship_list") if keeps else ""),),
    }
