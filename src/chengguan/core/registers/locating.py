"""In which subdistrict a position lies: boundaries as imported, and the point in the polygon."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.registers.coordinates import to_wgs84
from chengguan.core.registers.models import Boundary, FoundBy

Ring = Sequence[Sequence[float]]
BORDER = 1e-6
"""Degrees, about ten centimetres: nearer to a line than positions are written is on it."""


@dataclass(frozen=True)
class Located:
    """The subdistrict, or why there is none."""

    subdistrict: Organ | None
    found_by: FoundBy


def locate(latitude: Decimal | float | None, longitude: Decimal | float | None) -> Located:
    """The one subdistrict whose polygon holds the position. On a line nobody guesses."""
    if latitude is None or longitude is None:
        return Located(None, FoundBy.NO_POSITION)
    point = float(longitude), float(latitude)
    near = [
        (known.organ, position)
        for known in Boundary.objects.select_related("organ").order_by("pk")
        if (position := _position(point, rings(known)))
    ]
    if not near:
        return Located(None, FoundBy.OUTSIDE)
    if len(near) > 1 or near[0][1] == "on":
        return Located(None, FoundBy.BORDER)
    return Located(near[0][0], FoundBy.POSITION)


def rings(boundary: Boundary) -> list[Ring]:
    """All rings of all its polygons; a hole is a ring inside a ring."""
    return [ring for polygon in json.loads(boundary.shape) for ring in polygon]


def _position(point: tuple[float, float], around: Iterable[Ring]) -> str:
    """`in`, `on`, or nothing."""
    inside = False
    for ring in around:
        for start, end in _edges(ring):
            if _is_on(point, start, end):
                return "on"
            inside ^= _crosses(point, start, end)
    return "in" if inside else ""


def _edges(ring: Ring) -> Iterator[tuple[Sequence[float], Sequence[float]]]:
    return zip(ring, [*ring[1:], ring[0]], strict=True)


def _is_on(point: tuple[float, float], start: Sequence[float], end: Sequence[float]) -> bool:
    across, up = end[0] - start[0], end[1] - start[1]
    length = across * across + up * up
    along = ((point[0] - start[0]) * across + (point[1] - start[1]) * up) / length if length else 0
    share = min(max(along, 0), 1)
    x, y = start[0] + share * across - point[0], start[1] + share * up - point[1]
    return x * x + y * y <= BORDER * BORDER


def _crosses(point: tuple[float, float], start: Sequence[float], end: Sequence[float]) -> bool:
    """Whether a ray eastwards from the point cuts this edge."""
    if (start[1] > point[1]) == (end[1] > point[1]):
        return False
    at = start[0] + (point[1] - start[1]) / (end[1] - start[1]) * (end[0] - start[0])
    return point[0] < at


@dataclass(frozen=True)
class Imported:
    """What a file of boundaries brought."""

    written: int
    unchanged: int
    unknown: tuple[str, ...]


@transaction.atomic
def import_boundaries(
    collection: Mapping[str, Any], *, datum: str, by: Person | None, at: datetime
) -> Imported:
    """GeoJSON features with `name` (and `code`) become the boundaries of subdistricts so named,
    by their whole or short name.

    A feature whose name no subdistrict bears is told, not guessed. Raises Refused where the
    file is no collection of polygons.
    """
    known = Organ.objects.filter(kind=OrganKind.SUBDISTRICT, until=None).order_by("pk")
    organs = {name: organ for organ in known for name in (organ.short_name, organ.name)}
    counts, unknown = {"written": 0, "unchanged": 0}, []
    for feature in _features(collection):
        name = str(feature["properties"].get("name", ""))
        if organ := organs.get(name):
            code = str(feature["properties"].get("code", ""))
            counts[_keep(organ, code, _shape(feature, datum), by, at)] += 1
        else:
            unknown.append(name)
    return Imported(counts["written"], counts["unchanged"], tuple(unknown))


def _features(collection: Any) -> list[Mapping[str, Any]]:
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not all(_is_area(known) for known in features):
        raise _no_areas()
    return features


def _no_areas() -> Refused:
    message = gettext("文件不是由面（Polygon、MultiPolygon）组成的 GeoJSON 集合。")
    return Refused("boundaries.shape", message)


def _is_area(feature: Any) -> bool:
    return (
        isinstance(feature, dict)
        and isinstance(feature.get("properties"), dict)
        and (feature.get("geometry") or {}).get("type") in ("Polygon", "MultiPolygon")
    )


def _shape(feature: Mapping[str, Any], datum: str) -> str:
    geometry = feature["geometry"]
    polygons = geometry.get("coordinates")
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    try:
        turned = [[[_turned(point, datum) for point in ring] for ring in one] for one in polygons]
    except (IndexError, TypeError, ValueError):
        raise _no_areas() from None
    return json.dumps(turned, separators=(",", ":"))


def _turned(point: Sequence[float], datum: str) -> list[float]:
    latitude, longitude = to_wgs84(datum, float(point[1]), float(point[0]))
    return [round(longitude, 6), round(latitude, 6)]


def _keep(organ: Organ, code: str, shape: str, by: Person | None, at: datetime) -> str:
    known = Boundary.objects.filter(organ=organ).first()
    if known and (known.shape, known.code) == (shape, code):
        return "unchanged"
    boundary = known or Boundary(organ=organ)
    boundary.code, boundary.shape, boundary.imported_at = code, shape, at
    boundary.save()
    note(
        "boundary.import",
        by=by,
        at=at,
        values={"organ": organ.pk, "code": code},
        rows=[boundary],
        stream=register_stream(boundary.key) if known else new_register_stream(boundary.key),
    )
    return "written"
