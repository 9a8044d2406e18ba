"""What lies where: positions gathered into marks, subdistricts with their counts.

All of it by the one visibility rule; a mark and a count never tell of a matter that its reader
may not find.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import Any

from django.db.models import Avg, Count, F, FloatField, Max, Q, QuerySet, Value
from django.db.models.functions import Cast, Floor, Round

from chengguan.core.registers.locating import rings
from chengguan.core.registers.models import Boundary
from chengguan.core.work import lateness, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.insight.atlas.asked import MICRO, Asked, Box

ACROSS = 16
MOST_ACROSS = 32
"""So many cells of the grid lie beside each other in the width of the map."""
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
    """A subdistrict: its rings as (longitude, latitude), and how many matters lie in it."""

    organ: int
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
        .annotate(row=_cell("place__latitude", step), column=_cell("place__longitude", step))
        .values("row", "column")
        .annotate(
            count=Count("pk"),
            late=Count("pk", filter=lateness.late(now)),
            latitude=Avg(_degrees("place__latitude")),
            longitude=Avg(_degrees("place__longitude")),
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


def _degrees(field: str) -> Cast:
    return Cast(F(field), FloatField())


def _cell(field: str, step: int) -> Floor:
    return Floor(Round(_degrees(field) * MICRO) / Value(step, FloatField()))


def areas(actor: Actor, asked: Asked, now: datetime) -> Iterator[Area]:
    """Every subdistrict whose outline is known; two statements."""
    by_area = found(actor, asked, now).order_by().values("place__subdistrict")
    counts: dict[Any, Any] = {
        row["place__subdistrict"]: row
        for row in by_area.annotate(count=Count("pk"), late=Count("pk", filter=lateness.late(now)))
    }
    for boundary in Boundary.objects.select_related("organ").order_by("organ__name"):
        known = counts.get(boundary.organ_id, {"count": 0, "late": 0})
        yield Area(
            boundary.organ_id,
            boundary.organ.short_name,
            [[(point[0], point[1]) for point in ring] for ring in rings(boundary)],
            known["count"],
            known["late"],
        )


def unplaced(actor: Actor, asked: Asked, now: datetime) -> int:
    """How many of the matters asked for the map cannot show because nothing says where they lie,
    at most one more than are counted."""
    known = Matter.objects.filter(asked.wanted(now), pk__in=visibility.visible_ids(actor))
    return known.filter(Q(place=None) | Q(place__latitude=None))[: COUNTED + 1].count()
