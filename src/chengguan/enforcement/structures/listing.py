"""The register of illegal structures as a list of the face, and the same rows for Excel."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import words
from chengguan.core.pages.registry import resolved
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
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.enforcement.structures import limits, queries, stock_queries
from chengguan.enforcement.structures.kinds import (
    Origin,
    OwnerNature,
    SafetyGrade,
    StructureKind,
)
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.enforcement.structures.queries import Asked
from chengguan.enforcement.structures.states import INTAKE, LISTERS

MAP = "atlas:map"
VIEWS = {
    "standing": gettext_lazy("未结"),
    "mine": gettext_lazy("待我办"),
    "overdue": gettext_lazy("逾期"),
    limits.SETTLING: gettext_lazy("处置中的新增违建"),
    limits.SETTLING_LATE: gettext_lazy("超期新增"),
    limits.UNVISITED: gettext_lazy("超时未到场"),
    "building": gettext_lazy("在建处置中"),
    "pending": gettext_lazy("限拆中"),
    "down": gettext_lazy("已拆待销项"),
    "closed": gettext_lazy("已办结"),
}


def list_page(actor: Actor, asked: Asked, now: datetime) -> ListPage:
    found = queries.register_list(actor, asked, now)
    return ListPage(
        title=_("违法建筑"),
        columns=_columns(),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=_filters(asked, actor),
        views=tuple(_view(key, str(title), asked) for key, title in VIEWS.items()),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('structures:sheet')}?{_query(asked)}",
        whole_url=url("structures", _query(asked)),
        empty=EmptyView(
            _("没有符合条件的违法建筑。"), do=_("查看未结的"), url=reverse("structures:list")
        ),
        actions=_actions(actor),
        batch=sequels.batch(actor),
        batch_url=reverse("work:many", args=[STRUCTURE.key]),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("origin", _("新增/存量"), "word", "line"),
        Column("kind", _("违建类型"), "word", "line"),
        Column("area", _("现存面积"), "word", "line"),
        Column("address", _("地址"), "text", ""),
        Column("owner", _("权属性质"), "word", "", hidden=True),
        Column("grade", _("安全等级"), "word", ""),
        Column("organ", _("承办单位"), "text", "line"),
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _row(matter: Matter, now: datetime) -> Row:
    row = matter.structure
    tone = Tone.OVERDUE if lateness.is_late(matter, now) else None
    return Row(
        key=ticked(matter),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            words.chosen(Origin, row.origin),
            words.chosen(StructureKind, row.kind),
            f"{row.area_left} m²",
            row.address_text,
            words.chosen(OwnerNature, row.owner_nature),
            words.chosen(SafetyGrade, row.safety_grade),
            matter.organ.short_name,
            state_view(matter, now),
            DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None,
        ),
        tone=tone,
    )


def _filters(asked: Asked, actor: Actor) -> tuple[Filter, ...]:
    def choice(key: str, title: str, choices: Iterable[tuple[str, Any]]) -> Filter:
        offered = tuple(Choice(value, str(label)) for value, label in choices)
        return Filter(key, title, choices=offered, value=getattr(asked, key))

    plans, baselines = stock_queries.years_of(actor)
    return (
        Filter("words", _("编号、标题、地址、当事人"), "text", value=asked.words),
        choice("origin", _("新增/存量"), Origin.choices),
        choice("state", _("环节"), ((s.key, _(s.title)) for s in STRUCTURE.states)),
        choice("kind", _("违建类型"), StructureKind.choices),
        choice("owner_nature", _("权属性质"), OwnerNature.choices),
        choice("grade", _("安全等级"), SafetyGrade.choices),
        Filter(
            "organ",
            _("承办单位"),
            choices=tuple(
                Choice(str(organ.pk), organ.name, source=True) for organ in work.organs_below(actor)
            ),
            value=asked.organ,
        ),
        choice("rebound", _("反弹"), [("1", _("反弹过"))]),
        choice("plan", _("拆违计划"), ((str(year), str(year)) for year in plans)),
        choice("baseline", _("存量基数"), ((str(year), str(year)) for year in baselines)),
        choice("hazard", _("安全隐患"), [("open", _("尚未销号")), ("late", _("整改逾期"))]),
        choice("sheet", _("责任告知书"), [("1", _("没有签齐"))]),
    )


def _view(key: str, title: str, asked: Asked) -> SavedView:
    address = f"{reverse('structures:list')}?{urlencode({'view': key})}"
    return SavedView(title, address, active=key == asked.view)


def _query(asked: Asked) -> str:
    kept = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in kept.items() if v and k not in ("after", "before")})


def _actions(actor: Actor) -> tuple[ActionView, ...]:
    found = [
        ActionView("board", _("动态清零看板"), reverse("structures:board")),
        ActionView("plan", _("拆违计划"), reverse("structures:plan")),
        ActionView("map", _("地图"), f"{resolved(MAP)}?kind={STRUCTURE.kind}"),
    ]
    if actor.roles & set(LISTERS):
        found.insert(0, ActionView("stock", _("登记存量违建"), reverse("structures:stock_new")))
    if actor.roles & set(INTAKE):
        new = ActionView("new", _("登记新增违建"), reverse("structures:new"), emphasis="primary")
        found.insert(0, new)
    return tuple(found)


def sheet(actor: Actor, asked: Asked, now: datetime) -> Sheet:
    """The list with what only a sheet has room for."""
    matters = queries.register_sheet(actor, asked, now)
    views = tuple(_view(key, str(title), asked) for key, title in VIEWS.items())
    return Sheet(
        name="structures",
        title=_("违法建筑"),
        heads=_heads(),
        rows=((*_row(matter, now).cells, *_besides(matter)) for matter in matters),
        by=actor.name,
        at=now,
        shown=shown_by(views, _filters(asked, actor)),
    )


def _heads() -> list[str]:
    titles = [column.title for column in _columns()]
    more = [_("违建面积"), _("违建结构"), _("违建用途"), _("普查批次"), _("来源编号")]
    return [*titles, *more, _("经度"), _("纬度"), _("拆除时间")]


def _besides(matter: Matter) -> tuple[Any, ...]:
    row = matter.structure
    return (
        str(row.area),
        str(row.get_material_display()),
        str(row.get_use_display()),
        row.census_batch,
        row.external_no or "",
        "" if row.longitude is None else str(row.longitude),
        "" if row.latitude is None else str(row.latitude),
        words.day(row.demolished_at) if row.demolished_at else "",
    )


def _part(actor: Actor, query: QueryDict, now: datetime) -> Part:
    found = queries.register_list(actor, Asked.read(query), now, size=PART)
    rows = [(*_row(matter, now).cells, *_besides(matter)) for matter in found.matters]
    return Part(rows, found.older)


WHOLE = WholeList("structures", gettext_lazy("违法建筑"), ENFORCEMENT_ROLES, _heads, _part)
