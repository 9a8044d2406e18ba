"""What lies where: positions gathered into marks, subdistricts with their counts.

All of it by the one visibility rule; a mark and a count never tell of a matter that its reader
may not find.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.db.models import Avg, Count, FloatField, Max, QuerySet, Value
from django.db.models.functions import Cast, Floor, Round

from chengguan.core.registers.locating import rings
from chengguan.core.registers.models import Boundary
from chengguan.core.work import lateness, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.insight.atlas import ground
from chengguan.insight.atlas.asked import MICRO, OTHER, Asked, Box

ACROSS = 16
MOST_ACROSS = 32
"""So many cells of the grid lie beside each other in the width of the map."""
MOST_OUTLINES = 300
"""Closer together nobody tells outlines apart: the marks say how many there are."""
COUNTED = 1000
"""So many matters without a position are counted; of more it is said that there are more."""


@dataclass(frozen=True)
class Mark:
    """Matters that lie close together, all that lie in ``box``. ``matter`` is the one that it
    is, where it is one."""

    latitude: float
    longitude: float
    count: int
    late: int
    box: Box
    matter: Matter | None = None


@dataclass(frozen=True)
class Area:
    """A subdistrict: its rings as (longitude, latitude), and how many matters lie in it. ``key``
    is its own, or "other" for what lies outside every known outline: that has no rings."""

    key: str
    name: str
    rings: list[list[tuple[float, float]]]
    count: int
    late: int


def found(actor: Actor, asked: Asked, now: datetime) -> QuerySet[Matter]:
    """The matters with a position that the reader asks for and may find."""
    return Matter.objects.filter(asked.condition(now), pk__in=visibility.visible_ids(actor))


def marks(actor: Actor, asked: Asked, now: datetime, across: int = ACROSS) -> list[Mark]:
    """The matters inside the box, gathered by a grid laid over it; two statements."""
    box = Box.read(asked.box)
    if box is None:
        return []
    room = min(max(across, 1), MOST_ACROSS)
    step = max(ceil((box.east - box.west) * MICRO / room), 1)
    gathered = list(
        found(actor, asked, now)
        .annotate(
            row=_cell(ground.at(asked.kind, "latitude"), step),
            column=_cell(ground.at(asked.kind, "longitude"), step),
        )
        .values("row", "column")
        .annotate(
            count=Count("pk"),
            late=Count("pk", filter=lateness.late(now)),
            latitude=Avg(_degrees(ground.at(asked.kind, "latitude"))),
            longitude=Avg(_degrees(ground.at(asked.kind, "longitude"))),
            number=Max("number"),
        )
        .order_by("row", "column")
    )
    alone = Matter.objects.in_bulk(
        [cell["number"] for cell in gathered if cell["count"] == 1], field_name="number"
    )
    return [
        Mark(
            c["latitude"],
            c["longitude"],
            c["count"],
            c["late"],
            box.common(int(c["row"]), int(c["column"]), step),
            alone.get(c["number"]),
        )
        for c in gathered
    ]


def outlines(actor: Actor, asked: Asked, now: datetime) -> list[Matter]:
    """The structures inside the box whose outline is known; one statement."""
    if Box.read(asked.box) is None or asked.kind not in ground.OWN:
        return []
    drawn = found(actor, asked, now).filter(structure__outline__gt="")
    return list(drawn.select_related("structure").order_by("number")[:MOST_OUTLINES])


def _degrees(field: Any) -> Cast:
    return Cast(field, FloatField())


def _cell(field: Any, step: int) -> Floor:
    return Floor(Round(_degrees(field) * MICRO) / Value(step, FloatField()))


def areas(actor: Actor, asked: Asked, now: datetime) -> Iterator[Area]:
    """Every subdistrict whose outline is known, then what lies in none; two statements."""
    by_area = (
        found(actor, asked, now).order_by().annotate(area=ground.at(asked.kind, "subdistrict"))
    )
    counts: dict[Any, Any] = {
        row["area"]: (row["count"], row["late"])
        for row in by_area.values("area").annotate(
            count=Count("pk"), late=Count("pk", filter=lateness.late(now))
        )
    }
    for boundary in Boundary.objects.select_related("organ").order_by("organ__name"):
        yield Area(
            str(boundary.organ_id),
            boundary.organ.short_name,
            [[(point[0], point[1]) for point in ring] for ring in rings(boundary)],
            *counts.pop(boundary.organ_id, (0, 0)),
        )
    if counts:
        yield Area(OTHER, "", [], *map(sum, zip(*counts.values(), strict=True)))


def unplaced(actor: Actor, asked: Asked, now: datetime) -> int:
    """How many of the matters asked for the map cannot show because nothing says where they lie,
    at most one more than are counted."""
    known = Matter.objects.filter(asked.wanted(now), pk__in=visibility.visible_ids(actor))
    return known.exclude(ground.is_known(asked.kind))[: COUNTED + 1].count()
