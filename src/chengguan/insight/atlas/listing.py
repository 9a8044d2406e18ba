"""The page around the map, and the list behind every number on it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import (
    Choice,
    Column,
    Crumb,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.models import Boundary
from chengguan.core.work import lateness, lists, sequels
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.enforcement.structures.kinds import Origin
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.insight.atlas import ground, queries, tiles
from chengguan.insight.atlas.asked import OTHER, Asked
from chengguan.insight.atlas.drawing import list_url
from chengguan.insight.atlas.queries import Area


@dataclass(frozen=True)
class AreaLine:
    """A subdistrict in the table beside the map, which says the same without a map."""

    name: str
    count: int
    late: int
    url: str
    is_source: bool = True


@dataclass(frozen=True)
class MapPage:
    views: tuple[SavedView, ...]
    filters: tuple[Filter, ...]
    areas: tuple[AreaLine, ...]
    unplaced: str
    view: str
    list_url: str
    marks_url: str
    areas_url: str
    outlines_url: str
    tiles: str


def map_page(actor: Actor, asked: Asked, now: datetime) -> MapPage:
    """Everything of the page but what the browser draws: always the whole map."""
    asked = replace(asked, box="")
    words = asked.words()
    return MapPage(
        views=tuple(_view(key, asked, "atlas:map") for key in _views()),
        filters=filters(asked),
        areas=tuple(_line(area, asked) for area in queries.areas(actor, asked, now)),
        unplaced=_unplaced(queries.unplaced(actor, asked, now)),
        view=asked.view,
        list_url=list_url(asked),
        marks_url=f"{reverse('atlas:marks')}?{words}",
        areas_url=f"{reverse('atlas:areas')}?{words}",
        outlines_url=f"{reverse('atlas:outlines')}?{words}" if asked.kind in ground.OWN else "",
        tiles=tiles.address(),
    )


def _unplaced(count: int) -> str:
    if count > queries.COUNTED:
        return f"{queries.COUNTED}+"
    return str(count) if count else ""


def _line(area: Area, asked: Asked) -> AreaLine:
    url = list_url(asked, area=area.key, box="")
    name = area.name or _elsewhere()
    return AreaLine(name, area.count, area.late, url, is_source=bool(area.name))


def _elsewhere() -> str:
    return pgettext("area", "其他")


def filters(asked: Asked) -> tuple[Filter, ...]:
    kinds = tuple(Choice(key, title) for key, title in sorted(pages.kinds().items()))
    known = Boundary.objects.select_related("organ").order_by("organ__name")
    areas = tuple(Choice(str(b.organ_id), b.organ.short_name, source=True) for b in known)
    origins = tuple(Choice(value, str(label)) for value, label in Origin.choices)
    about_structures = (Filter("origin", _("新增/存量"), choices=origins, value=asked.origin),)
    return (
        Filter("kind", _("种类"), choices=kinds, value=asked.kind),
        *(about_structures if asked.kind == STRUCTURE.kind else ()),
        Filter("area", _("街镇"), choices=(*areas, Choice(OTHER, _elsewhere())), value=asked.area),
        Filter("begun", _("开始时间"), "dates", value=asked.begun_from, until=asked.begun_until),
    )


def _views() -> dict[str, str]:
    return {"open": _("未办结"), "late": _("逾期"), "closed": _("已办结")}


def _view(key: str, asked: Asked, page: str) -> SavedView:
    url = f"{reverse(page)}?{asked.words(view=key)}"
    return SavedView(_views()[key], url, active=key == asked.view)


# ── the list behind a number ───────────────────────────────────────────────────


def list_page(actor: Actor, asked: Asked, now: datetime, query: Mapping[str, str]) -> ListPage:
    found = lists.page(
        actor,
        kind=asked.kind,
        is_open=asked.is_open,
        after=query.get("after", ""),
        before=query.get("before", ""),
        narrow=asked.condition(now),
        related=_related(asked),
    )
    return ListPage(
        title=_("地图上的事项"),
        columns=_columns(),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=() if asked.box else filters(asked),
        views=tuple(_view(key, asked, "atlas:matters") for key in _views()),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('atlas:sheet')}?{asked.words()}",
        empty=EmptyView(_("这里没有这样的事项。"), _("回到地图"), reverse("atlas:map")),
        crumbs=(Crumb(_("一张图"), f"{reverse('atlas:map')}?{asked.words(box='')}"),),
        lead=_spot(asked),
        batch=sequels.batch(actor),
        batch_url=reverse("work:many", args=["matter"]),
    )


def _spot(asked: Asked) -> str:
    return _("地图上所选的一处") if asked.box else ""


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("kind", _("种类"), "word", "line"),
        Column("place", _("地点"), "text", "line"),
        Column("organ", _("承办单位"), "text", ""),
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _row(matter: Matter, now: datetime) -> Row:
    tone = Tone.OVERDUE if lateness.is_late(matter, now) else None
    return Row(
        key=str(matter.pk),
        url=pages.matter_url(matter.kind, matter.pk),
        cells=(
            matter.number,
            matter.title,
            pages.kind_title(matter.kind),
            matter.place.name if matter.place else _address(matter),
            matter.organ.short_name,
            state_view(matter, now),
            DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None,
        ),
        tone=tone,
    )


def _related(asked: Asked) -> tuple[str, ...]:
    """The entry of a structure is read along where the list may have one."""
    return ("structure",) if asked.kind in ground.OWN else ()


def _address(matter: Matter) -> str:
    """Of a structure that lies at no registered place."""
    return matter.structure.address_text if matter.kind == STRUCTURE.kind else ""


def sheet(actor: Actor, asked: Asked, now: datetime) -> Sheet:
    """The list for Excel."""
    matters = lists.everything(
        actor,
        kind=asked.kind,
        is_open=asked.is_open,
        narrow=asked.condition(now),
        related=_related(asked),
    )
    views = tuple(_view(key, asked, "atlas:matters") for key in _views())
    return Sheet(
        name="map",
        title=_("地图上的事项"),
        heads=[column.title for column in _columns()],
        rows=(_row(matter, now).cells for matter in matters),
        by=actor.name,
        at=now,
        shown=" · ".join(filter(None, (shown_by(views, filters(asked)), _spot(asked)))),
    )
