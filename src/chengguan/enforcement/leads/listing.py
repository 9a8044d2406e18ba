"""The list of leads as a shape of the face, and the same rows as an Excel sheet.

Neither knows who complained: the sheet says only whether a lead is anonymous.
"""

from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import xlsxwriter
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.models import Organ
from chengguan.core.pages import words
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
from chengguan.core.work.acting import Actor
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.enforcement.leads.forms import INTAKE_ROLES
from chengguan.enforcement.leads.models import AppealKind, LeadSource
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.leads.queries import Asked

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

VIEWS = {
    "mine": gettext_lazy("待我办"),
    "today": gettext_lazy("今天到期"),
    "overdue": gettext_lazy("逾期"),
    "open": gettext_lazy("未办结"),
    "closed": gettext_lazy("已办结"),
}


def list_page(
    found: MatterPage, asked: Asked, organs: Iterable[Organ], actor: Actor, now: datetime
) -> ListPage:
    return ListPage(
        title=_("线索"),
        columns=(
            Column("number", _("编号"), "number", "line"),
            Column("title", _("标题"), "text", "title"),
            Column("appeal", _("诉求类型"), "word", "line"),
            Column("source", _("案源"), "word", ""),
            Column("address", _("地址"), "text", "line"),
            Column("organ", _("承办单位"), "text", "line"),
            Column("handler", _("承办人"), "text", ""),
            Column("state", _("环节"), "state", "state"),
            Column("due", _("最近时限"), "due", "line"),
        ),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=_filters(asked, organs),
        views=tuple(_view(key, str(title), asked) for key, title in VIEWS.items()),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('leads:sheet')}?{_query(asked)}",
        empty=EmptyView(_("没有符合条件的线索。"), do=_("查看全部线索"), url=reverse("leads:list")),
        actions=_actions(actor),
    )


def _row(matter: Matter, now: datetime) -> Row:
    lead = matter.lead
    late = bool(matter.is_open and matter.next_due_at and matter.next_due_at < now)
    tone = Tone.OVERDUE if late else None
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            lead.get_appeal_kind_display(),
            lead.get_source_display(),
            lead.address_text,
            matter.organ.short_name,
            lead.handler.name if lead.handler else "",
            state_view(matter, now),
            DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None,
        ),
        tone=tone,
    )


def _filters(asked: Asked, organs: Iterable[Organ]) -> tuple[Filter, ...]:
    def choice(key: str, title: str, choices: "Iterable[tuple[str, StrOrPromise]]") -> Filter:
        offered = tuple(Choice(value, str(label)) for value, label in choices)
        return Filter(key, title, choices=offered, value=getattr(asked, key))

    return (
        Filter("words", _("编号、标题、地址"), "text", value=asked.words),
        choice("state", _("环节"), ((s.key, _(s.title)) for s in HOTLINE.states)),
        choice("appeal_kind", _("诉求类型"), AppealKind.choices),
        choice("source", _("案源"), LeadSource.choices),
        Filter(
            "organ",
            _("承办单位"),
            choices=tuple(Choice(str(organ.pk), organ.name, source=True) for organ in organs),
            value=asked.organ,
        ),
        choice("repeat", _("重复投诉"), [("1", _("第三次起"))]),
    )


def _view(key: str, title: str, asked: Asked) -> SavedView:
    url = f"{reverse('leads:list')}?{urlencode({'view': key})}"
    return SavedView(title, url, active=key == asked.view)


def _query(asked: Asked) -> str:
    kept = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in kept.items() if v and k not in ("after", "before")})


def _actions(actor: Actor) -> tuple[ActionView, ...]:
    if not INTAKE_ROLES & actor.roles:
        return ()
    return (ActionView("new", _("登记线索"), reverse("leads:new"), emphasis="primary"),)


def sheet(matters: Iterable[Matter], now: datetime) -> BytesIO:
    """The rows as an Excel file, written row by row."""
    stream = BytesIO()
    # A value that begins with = is text that somebody typed, never a formula.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        page = book.add_worksheet(_("线索"))
        page.write_row(0, 0, _heads(), book.add_format({"bold": True}))
        for number, matter in enumerate(matters, start=1):
            page.write_row(number, 0, _cells(matter, now))
        page.freeze_panes(1, 0)
    stream.seek(0)
    return stream


def _heads() -> list[str]:
    return [
        _("编号"),
        _("标题"),
        _("案源"),
        _("来源编号"),
        _("诉求类型"),
        _("诉求人/来电人"),
        _("地址"),
        _("承办单位"),
        _("环节"),
        _("最近时限"),
        _("办理结果"),
    ]


def _cells(matter: Matter, now: datetime) -> list[str]:
    lead = matter.lead
    return [
        matter.number,
        matter.title,
        str(lead.get_source_display()),
        lead.external_no or "",
        str(lead.get_appeal_kind_display()),
        _("匿名") if lead.is_anonymous else _("（保密）"),
        lead.address_text,
        matter.organ.name,
        state_view(matter, now).text,
        words.moment(matter.next_due_at),
        str(lead.get_result_display()),
    ]
