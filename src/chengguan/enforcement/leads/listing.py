"""The list of leads as a shape of the face, and the same rows as an Excel sheet.

Neither knows who complained: the sheet says only whether a lead is anonymous.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
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
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.pages.whole import PART, Part, WholeList, url
from chengguan.core.work import lateness, sequels
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.batch import ticked
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.enforcement.leads import queries
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
        columns=_columns(),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=_filters(asked, organs),
        views=tuple(_view(key, str(title), asked) for key, title in VIEWS.items()),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('leads:sheet')}?{_query(asked)}",
        whole_url=url("leads", _query(asked)),
        empty=EmptyView(_("没有符合条件的线索。"), do=_("查看全部线索"), url=reverse("leads:list")),
        actions=_actions(actor),
        batch=_batch(actor),
        batch_url=reverse("work:many", args=[HOTLINE.key]),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("appeal", _("诉求类型"), "word", "line"),
        Column("source", _("案源"), "word", ""),
        Column("address", _("地址"), "text", "line"),
        Column("organ", _("承办单位"), "text", "line"),
        Column("handler", _("承办人"), "text", ""),
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _row(matter: Matter, now: datetime) -> Row:
    lead = matter.lead
    tone = Tone.OVERDUE if lateness.is_late(matter, now) else None
    return Row(
        key=ticked(matter),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            str(AppealKind(lead.appeal_kind).label),
            str(LeadSource(lead.source).label),
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


BATCH = ("dispatch", "sign", "void")
"""Acts that are taken on many leads at once; each lead answers for itself."""


def _batch(actor: Actor) -> tuple[ActionView, ...]:
    known = [HOTLINE.by_action[key] for key in BATCH]
    own = tuple(
        ActionView(
            act.key,
            words.act(act.title),
            "",
            emphasis="danger" if act.key == "void" else "normal",
        )
        for act in known
        if actor.roles & set(act.by)
    )
    return (*own, *sequels.batch(actor))


def _actions(actor: Actor) -> tuple[ActionView, ...]:
    alike = ActionView("alike", _("疑似重复"), reverse("leads:alike"))
    if not INTAKE_ROLES & actor.roles:
        return (alike,)
    new = ActionView("new", _("登记线索"), reverse("leads:new"), emphasis="primary")
    return (new, alike)


def sheet(matters: Iterable[Matter], asked: Asked, actor: Actor, now: datetime) -> Sheet:
    """The list with what only a sheet has room for."""
    views = tuple(_view(key, str(title), asked) for key, title in VIEWS.items())
    return Sheet(
        name="leads",
        title=_("线索"),
        heads=_heads(),
        rows=((*_row(matter, now).cells, *_besides(matter)) for matter in matters),
        by=actor.name,
        at=now,
        shown=shown_by(views, _filters(asked, work.organs_below(actor))),
    )


def _heads() -> list[str]:
    titles = [column.title for column in _columns()]
    return [*titles, _("来源编号"), _("诉求人/来电人"), _("办理结果")]


def _part(actor: Actor, query: QueryDict, now: datetime) -> Part:
    found = queries.lead_list(actor, Asked.read(query), now, size=PART)
    rows = [(*_row(matter, now).cells, *_besides(matter)) for matter in found.matters]
    return Part(rows, found.older)


WHOLE = WholeList("leads", gettext_lazy("线索"), ENFORCEMENT_ROLES, _heads, _part)


def _besides(matter: Matter) -> tuple[str, str, str]:
    lead = matter.lead
    known = _("匿名") if lead.is_anonymous else _("（保密）")
    return (lead.external_no or "", known, str(lead.get_result_display()))
