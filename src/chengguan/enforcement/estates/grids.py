"""Contact boards with their checks, and the layers of grids: who answers for a point in each."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.registers.models import Place
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.districts import refuse_elsewhere
from chengguan.enforcement.estates.models import (
    BoardInspection,
    GridCell,
    GridLayer,
    GridMapping,
    LiaisonBoard,
)

# -- 联络牌 ------------------------------------------------------------------------------------


@transaction.atomic
def put_up_board(
    *, committee: Organ, spot: str, on: date, by: Person | None, at: datetime
) -> LiaisonBoard:
    if committee.kind != OrganKind.RESIDENTS_COMMITTEE:
        raise Refused("board.committee", _("联络对象须是居委会。"))
    hanging = LiaisonBoard.objects.filter(committee=committee, spot=spot, taken_down_on=None)
    if hanging.exists():
        raise Refused("board.known", _("这个地点的联络牌已经登记。"))
    made = LiaisonBoard.objects.create(committee=committee, spot=spot, put_up_on=on)
    stream = new_register_stream(made.key)
    note("board.put_up", by=by, at=at, values={"board": made.pk}, rows=[made], stream=stream)
    return made


@dataclass(frozen=True)
class Seen:
    """How a board was found."""

    is_present: bool
    is_correct: bool
    is_updated: bool
    is_used: bool
    note: str = ""


@transaction.atomic
def inspect_board(*, board: LiaisonBoard, seen: Seen, by: Person, at: datetime) -> BoardInspection:
    """What hangs nowhere is neither right nor used."""
    if not seen.is_present and (seen.is_correct or seen.is_updated or seen.is_used):
        raise Refused("board.absent", _("联络牌不在位的，其他各项不能记为符合。"))
    today = at.astimezone(ZONE).date()
    if board.inspections.filter(by=by, inspected_at__date=today).exists():
        raise Refused("board.inspected", _("您今天已经检查过这块联络牌。"))
    row = BoardInspection.objects.create(board=board, inspected_at=at, by=by, **vars(seen))
    stream = register_stream(board.key)
    note("board.inspect", by=by, at=at, values={"board": board.pk}, rows=[row], stream=stream)
    return row


@transaction.atomic
def take_down_board(
    *, board: LiaisonBoard, on: date, by: Person | None, at: datetime
) -> LiaisonBoard:
    if board.taken_down_on is not None:
        raise Refused("board.gone", _("这块联络牌已经撤除。"))
    if on < board.put_up_on:
        raise Refused("board.before", _("撤除日期不得早于设置日期。"))
    if on > at.astimezone(ZONE).date():
        raise Refused("board.not_yet", _("撤除日期还没有到。请在撤除当日登记。"))
    board.taken_down_on = on
    board.save(update_fields=["taken_down_on"])
    stream = register_stream(board.key)
    note("board.take_down", by=by, at=at, values={"board": board.pk}, rows=[board], stream=stream)
    return board


# -- 多格合一 ------------------------------------------------------------------------------------


@transaction.atomic
def lay_layer(*, name: str, place: int, by: Person | None, at: datetime) -> GridLayer:
    if GridLayer.objects.filter(name=name).exists():
        raise Refused("layer.known", _("这个图层已经登记。"))
    made = GridLayer.objects.create(name=name, place=place)
    stream = new_register_stream(made.key)
    note(
        "layer.lay",
        by=by,
        at=at,
        values={"layer": made.pk, "name": name},
        rows=[made],
        stream=stream,
    )
    return made


@transaction.atomic
def name_cell(
    *,
    layer: GridLayer,
    code: str,
    name: str,
    responsible: str,
    by: Person | None,
    at: datetime,
    organ: Organ | None = None,
    phone: str = "",
) -> GridCell:
    """A cell and who answers for it; named again, it has somebody else."""
    row = GridCell.objects.filter(layer=layer, code=code).first() or GridCell(
        layer=layer, code=code
    )
    refuse_elsewhere(by, at, row.organ, organ)
    row.name, row.responsible, row.organ, row.phone = name, responsible, organ, phone
    row.save()
    values = {"layer": layer.pk, "cell": row.pk, "responsible": responsible}
    stream = register_stream(layer.key)
    note("layer.cell", by=by, at=at, values=values, rows=[row], stream=stream)
    return row


@transaction.atomic
def map_grid(*, grid: str, cell: GridCell, by: Person | None, at: datetime) -> GridMapping:
    """Lay a base grid into a cell; in each layer it lies in one."""
    known = GridMapping.objects.filter(grid=grid, layer=cell.layer).first()
    refuse_elsewhere(by, at, cell.organ, known.cell.organ if known else None)
    row = known or GridMapping(grid=grid, layer=cell.layer)
    row.cell = cell
    row.save()
    values = {"grid": grid, "layer": cell.layer_id, "cell": cell.pk}
    stream = register_stream(cell.layer.key)
    note("layer.map", by=by, at=at, values=values, rows=[row], stream=stream)
    return row


@transaction.atomic
def map_grids(
    *, grids: Iterable[str], cell: GridCell, by: Person | None, at: datetime
) -> list[GridMapping]:
    """Several base grids into one cell."""
    return [map_grid(grid=grid, cell=cell, by=by, at=at) for grid in grids]


def grid_of(place: Place) -> str:
    """The base grid in which a place lies: its own, or that of what it lies in."""
    above: Place | None = place
    while above is not None and not above.grid:
        above = above.parent
    return above.grid if above else ""


def cells_of(grids: Iterable[str]) -> Mapping[str, Mapping[int, GridCell]]:
    """For each base grid the cell of each layer in which it lies; one statement."""
    rows = GridMapping.objects.filter(grid__in=set(grids) - {""}).select_related("cell__organ")
    found: dict[str, dict[int, GridCell]] = {}
    for row in rows:
        found.setdefault(row.grid, {})[row.layer_id] = row.cell
    return found


def layers() -> list[GridLayer]:
    return list(GridLayer.objects.order_by("place", "name"))


def responsible_at(place: Place) -> list[tuple[GridLayer, GridCell | None]]:
    """In every layer the cell in which the place lies; None where nobody was named."""
    grid = grid_of(place)
    cells = cells_of([grid]).get(grid, {})
    return [(layer, cells.get(layer.pk)) for layer in layers()]
