"""Lists of relief matters and the same rows as a sheet: for those who may find them alone."""

from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work.acting import Actor
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.union.care.models import Kind
from chengguan.union.care.queries import Asked

VIEWS = {
    "waiting": gettext_lazy("待受理"),
    "handling": gettext_lazy("受理和走访"),
    "paying": gettext_lazy("审批和发放"),
    "following": gettext_lazy("回访"),
    "ended": gettext_lazy("已结束"),
}


def relief_page(found: MatterPage, asked: Asked, now: datetime) -> ListPage:
    return ListPage(
        title=_("帮扶事项"),
        lead=_("只有本工会的工会干部、申请人和在办的走访人看得到；每次查看加密内容都留下记录。"),
        columns=_columns(),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=_filters(asked),
        views=_views(asked),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('care:sheet')}?{_kept(asked)}",
        empty=EmptyView(_("没有符合条件的帮扶事项。"), _("查看待受理的"), reverse("care:list")),
        actions=(ActionView("enter", _("代录帮扶"), reverse("care:enter"), emphasis="primary"),),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("person", _("帮扶对象"), "text", "title"),
        Column("kind", _("帮扶类别"), "word", "line"),
        Column("union", _("工会"), "text", "line"),
        Column("applied", _("申请日期"), "day", "line"),
        Column("due", _("最近时限"), "moment", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _row(matter: Matter, now: datetime) -> Row:
    relief = matter.relief
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            relief.person.name,
            relief.get_kind_display(),
            matter.organ.short_name,
            words.day(relief.applied_on),
            words.moment(matter.next_due_at) if matter.next_due_at else "",
            state_view(matter, now),
        ),
    )


def relief_sheet(matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime) -> Sheet:
    kept = islice(matters, SHEET_ROWS + 1)
    return Sheet(
        name="relief",
        title=_("帮扶事项"),
        heads=[column.title for column in _columns()],
        rows=[_row(matter, now).cells for matter in kept],
        by=actor.name,
        at=now,
        shown=shown_by(_views(asked), _filters(asked)),
    )


def _filters(asked: Asked) -> tuple[Filter, ...]:
    kinds = tuple(Choice(value, str(label)) for value, label in Kind.choices)
    return (
        Filter("words", _("姓名、编号"), "text", value=asked.words),
        Filter("kind", _("帮扶类别"), choices=kinds, value=asked.kind),
    )


def _views(asked: Asked) -> tuple[SavedView, ...]:
    address = reverse("care:list")
    return tuple(
        SavedView(str(title), f"{address}?view={key}", active=key == asked.view)
        for key, title in VIEWS.items()
    )


def _kept(asked: Asked) -> str:
    said = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in said.items() if v and k not in ("after", "before")})
