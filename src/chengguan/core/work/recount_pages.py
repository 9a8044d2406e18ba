"""The list of the periods that a holiday notice moved, as far as the reader may find them."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from chengguan.core.lawbook.changes import target_title
from chengguan.core.lawbook.models import RuleChange
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work import lists, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import ClockRecount
from chengguan.core.work.present import clock_words

MOVED, SETTLED, LATE = "moved", "settled", "late"
FATES = {
    MOVED: ~Q(due_before=F("due_after")),
    SETTLED: Q(due_before=F("due_after"), stays_late=False),
    LATE: Q(stays_late=True),
}


def recounts_page(actor: Actor, change: RuleChange, asked: Mapping[str, str]) -> ListPage:
    """The clocks in the order in which they were counted anew."""
    after = row_key(asked.get("after", "")) or 0
    rows = list(_found(actor, change, asked).filter(pk__gt=after)[: lists.PAGE + 1])
    shown = rows[: lists.PAGE]
    kept = {key: asked[key] for key in ("text", "fate") if asked.get(key)}
    sheet = reverse("work:recounts_sheet", args=[change.pk])
    return ListPage(
        title=_("重新计算的期限"),
        columns=(
            Column("number", _("编号"), "number", "line"),
            Column("title", _("标题"), "text", "title"),
            Column("clock", _("期限"), "word", "line"),
            Column("before", _("原到期"), "moment", "line"),
            Column("after", _("新到期"), "moment", "line"),
            Column("fate", _("结果"), "state", "state"),
        ),
        rows=tuple(_row(row) for row in shown),
        filters=_filters(asked),
        older=str(shown[-1].pk) if len(rows) > lists.PAGE else "",
        export_url=f"{sheet}?{urlencode(kept)}" if kept else sheet,
        empty=EmptyView(_("没有您可以查看的、因此变动的期限。")),
        crumbs=(
            Crumb(_("规则变更"), reverse("lawbook:changes")),
            Crumb(target_title(change), reverse("lawbook:change", args=[change.pk])),
        ),
        lead=_("新的到期日依法计算，不是延长；最初到期日照旧保留。"),
    )


def recounts_sheet(actor: Actor, change: RuleChange, asked: Mapping[str, str]) -> Iterator[Row]:
    """All rows of the list, as far as a sheet takes them."""
    return map(_row, _found(actor, change, asked)[: SHEET_ROWS + 1])


def sheet(actor: Actor, change: RuleChange, asked: Mapping[str, str], at: datetime) -> Sheet:
    page = recounts_page(actor, change, asked)
    return Sheet(
        "recounts",
        page.title,
        heads=[column.title for column in page.columns],
        rows=(row.cells for row in recounts_sheet(actor, change, asked)),
        by=actor.name,
        at=at,
        shown=shown_by(page.views, page.filters),
    )


def _found(actor: Actor, change: RuleChange, asked: Mapping[str, str]) -> QuerySet[ClockRecount]:
    visible = visibility.visible_ids(actor)
    rows = ClockRecount.objects.filter(change=change, clock__matter__in=visible)
    if fate := FATES.get(asked.get("fate", "")):
        rows = rows.filter(fate)
    for word in asked.get("text", "").split():
        named = Q(clock__matter__number__icontains=word) | Q(clock__matter__title__icontains=word)
        rows = rows.filter(named)
    return rows.select_related("clock__matter").order_by("pk")


def _filters(asked: Mapping[str, str]) -> tuple[Filter, ...]:
    fate = asked.get("fate", "")
    choices = tuple(Choice(key, state.text) for key, state in _fates().items())
    return (
        Filter("text", _("编号或标题"), kind="text", value=asked.get("text", "")),
        Filter("fate", _("结果"), choices=choices, value=fate if fate in FATES else ""),
    )


def _fates() -> dict[str, StateView]:
    return {
        MOVED: StateView(_("到期日变动"), Tone.WARNING),
        SETTLED: StateView(_("不再是暂定"), Tone.DONE),
        LATE: StateView(_("已逾期，照旧"), Tone.OVERDUE),
    }


def _row(row: ClockRecount) -> Row:
    matter = row.clock.matter
    fate = LATE if row.stays_late else SETTLED if row.due_before == row.due_after else MOVED
    return Row(
        str(row.pk),
        reverse("work:matter", args=[matter.pk]),
        (
            matter.number,
            matter.title,
            clock_words(row.clock.ref),
            row.due_before,
            row.due_after,
            _fates()[fate],
        ),
    )
