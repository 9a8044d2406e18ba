"""多格合一 as lists: the cells of every layer, and who answers for a place in all of them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.models import Place
from chengguan.core.registers.paging import page
from chengguan.core.registers.queries import find_places
from chengguan.core.work.acting import Actor
from chengguan.enforcement.estates import grids
from chengguan.enforcement.estates.classes import KEEPERS
from chengguan.enforcement.estates.models import GridCell, GridLayer, GridMapping
from chengguan.enforcement.estates.row_lists import (
    Act,
    Cells,
    RowList,
    choice_filter,
    chosen,
    kept_of,
    words_filter,
    words_of,
)

ALL = tuple(ENFORCEMENT_ROLES)
PLACES = 20
"""So many places stand on a page, each with a line a layer."""


def said_of(cell: GridCell | None) -> str:
    """Who answers there; that nobody was named is said too."""
    if cell is None:
        return _("没有确定")
    organ = cell.organ.name if cell.organ else ""
    return " ".join(part for part in (cell.name, organ, cell.responsible, cell.phone) if part)


# -- who answers for a place -------------------------------------------------------------------


def points_page(actor: Actor, query: QueryDict) -> ListPage:
    """A few places, and for each of them every layer on a line of its own."""
    shown = page(_places(query), query, PLACES)
    return ListPage(
        title=_("这里归谁管"),
        lead=_completeness(),
        columns=_point_columns(),
        rows=tuple(
            Row(key=f"{place.pk}-{layer.pk}", url="", cells=cells)
            for place, layer, cells in _lines(shown.rows)
        ),
        filters=_point_filters(query),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('estates:points_sheet')}?{kept_of(query)}",
        empty=EmptyView(_("没有符合条件的地点。"), _("查看全部"), reverse("estates:points")),
        actions=(ActionView("cells", _("网格责任区"), reverse("estates:cells")),),
    )


def points_sheet(actor: Actor, query: QueryDict, now: datetime) -> Sheet:
    """The same places whole."""
    layers = max(1, len(grids.layers()))
    places = list(_places(query).order_by("-pk")[: SHEET_ROWS // layers])
    return Sheet(
        name="points",
        title=_("这里归谁管"),
        heads=[column.title for column in _point_columns()],
        rows=[cells for _place, _layer, cells in _lines(places)],
        by=actor.name,
        at=now,
        shown=shown_by((), _point_filters(query)),
    )


def _places(query: QueryDict) -> QuerySet[Place]:
    said = words_of(query)
    rows = find_places(said) if said else Place.objects.exclude(grid="")
    return rows.select_related("parent__parent__parent")


def _point_filters(query: QueryDict) -> tuple[Filter, ...]:
    return (words_filter(query, _("名称、地址、网格")),)


def _point_columns() -> tuple[Column, ...]:
    return (
        Column("place", _("地点"), "text", "title"),
        Column("layer", _("网格图层"), "text", "line"),
        Column("cell", _("责任区名称"), "text", "line"),
        Column("organ", _("责任单位"), "text", "line"),
        Column("responsible", _("责任人"), "text", "line"),
        Column("phone", _("责任人电话"), "text", "line"),
        Column("grid", _("单元网格"), "text", "line"),
        Column("state", _("状况"), "state", "state"),
    )


def _lines(places: Sequence[Place]) -> Iterator[tuple[Place, GridLayer, Cells]]:
    """Two statements, however many places."""
    lies_in = {one.pk: grids.grid_of(one) for one in places}
    cells, layers = grids.cells_of(lies_in.values()), grids.layers()
    for place in places:
        grid = lies_in[place.pk]
        for layer in layers:
            found = cells.get(grid, {}).get(layer.pk)
            yield place, layer, (place.full_name, layer.name, *_told(found), grid, _state(found))


def _told(cell: GridCell | None) -> tuple[str, str, str, str]:
    if cell is None:
        return ("", "", "", "")
    return (cell.name, cell.organ.name if cell.organ else "", cell.responsible, cell.phone)


def _state(cell: GridCell | None) -> StateView | None:
    return StateView(_("没有确定"), Tone.WARNING) if cell is None else None


def _completeness() -> str:
    """How many of the base grids lie in a cell of every layer."""
    layers = len(grids.layers())
    known = Place.objects.exclude(grid="").order_by().values_list("grid", flat=True).distinct()
    mapped = GridMapping.objects.values("grid").annotate(n=Count("layer")).filter(n=layers)
    told = {"layers": layers, "all": known.count(), "mapped": mapped.filter(grid__in=known).count()}
    return _("%(layers)d 个图层；%(all)d 个单元网格中，各层都已对应的 %(mapped)d 个。") % told


# -- cells -------------------------------------------------------------------------------------


def _cells(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[GridCell]:
    rows = GridCell.objects.select_related("layer", "organ").prefetch_related("mappings")
    if layer := chosen(query, "layer"):
        rows = rows.filter(layer=layer)
    if said := words_of(query):
        rows = rows.filter(
            Q(name__icontains=said)
            | Q(code__icontains=said)
            | Q(responsible__icontains=said)
            | Q(mappings__grid=said)
        ).distinct()
    return rows


def _cell_filters(actor: Actor, query: QueryDict) -> tuple[Filter, ...]:
    return (
        words_filter(query, _("编号、名称、责任人、单元网格")),
        choice_filter(query, "layer", _("网格图层"), grids.layers()),
    )


def _cell_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("责任区名称"), "text", "title"),
        Column("layer", _("网格图层"), "text", "line"),
        Column("code", _("责任区编号"), "text", "line"),
        Column("organ", _("责任单位"), "text", "line"),
        Column("responsible", _("责任人"), "text", "line"),
        Column("phone", _("责任人电话"), "text", "line"),
        Column("grids", _("单元网格"), "text", "line"),
    )


def _cell_cells(rows: Sequence[GridCell], actor: Actor, now: datetime) -> list[Cells]:
    return [
        (
            one.name,
            one.layer.name,
            one.code,
            one.organ.name if one.organ else "",
            one.responsible,
            one.phone,
            "、".join(sorted(row.grid for row in one.mappings.all())),
        )
        for one in rows
    ]


def _cell_url(one: GridCell, actor: Actor) -> str:
    may_change = bool(actor.roles & set(KEEPERS))
    return reverse("estates:amend_cell", args=[one.pk]) if may_change else ""


CELLS = RowList(
    name="cells",
    title=gettext_lazy("网格责任区"),
    empty=gettext_lazy("没有符合条件的责任区。"),
    columns=_cell_columns,
    found=_cells,
    cells=_cell_cells,
    filters=_cell_filters,
    acts=(
        Act("points", gettext_lazy("这里归谁管"), ALL),
        Act("new_layer", gettext_lazy("登记图层"), KEEPERS),
        Act("map_grid", gettext_lazy("对应单元网格"), KEEPERS),
        Act("new_cell", gettext_lazy("登记责任区"), KEEPERS, is_first=True),
    ),
    url=_cell_url,
)
