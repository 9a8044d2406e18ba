"""The map as a program in the browser reads it (GeoJSON), with every number's list beside it."""

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import registry as pages
from chengguan.core.work import lateness
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.insight.atlas import queries
from chengguan.insight.atlas.asked import Asked
from chengguan.insight.atlas.queries import Area, Mark
from chengguan.insight.atlas.tiles import shown_at


def marks(actor: Actor, asked: Asked, now: datetime, across: str = "") -> dict[str, Any]:
    """A point for each mark; one matter opens its page, several their list. ``across``: how many
    marks find room beside each other."""
    room = int(across) if across.isdecimal() and len(across) < 3 else queries.ACROSS
    found = queries.marks(actor, asked, now, room)
    return _collection([_of_mark(mark, asked, now) for mark in found])


def areas(actor: Actor, asked: Asked, now: datetime) -> dict[str, Any]:
    """A surface for each subdistrict with its count."""
    known = [area for area in queries.areas(actor, asked, now) if area.rings]
    return _collection([_of_area(area, asked) for area in known])


def outlines(actor: Actor, asked: Asked, now: datetime) -> dict[str, Any]:
    """A surface for each structure whose outline is known."""
    return _collection([_of_outline(one, now) for one in queries.outlines(actor, asked, now)])


def list_url(asked: Asked, **changed: str) -> str:
    return f"{reverse('atlas:matters')}?{asked.words(**changed)}"


def _of_mark(mark: Mark, asked: Asked, now: datetime) -> dict[str, Any]:
    latitude, longitude = shown_at(mark.latitude, mark.longitude)
    told: dict[str, Any] = {"count": mark.count, "late": mark.late}
    if matter := mark.matter:
        told |= _of_matter(matter, now)
    else:
        told |= {
            "title": _count_words(mark.count),
            "note": _late_words(mark.late),
            "url": list_url(asked, box=str(mark.box)),
        }
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [longitude, latitude]},
        "properties": told,
    }


def _of_matter(matter: Matter, now: datetime) -> dict[str, Any]:
    return {
        "title": f"{matter.number} {matter.title}",
        "source": True,
        "note": f"{pages.kind_title(matter.kind)} · {state_view(matter, now).text}",
        "url": pages.matter_url(matter.kind, matter.pk),
        "late": int(lateness.is_late(matter, now)),
    }


def _of_outline(matter: Matter, now: datetime) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {
            "type": "Polygon",
            "coordinates": [_shown(json.loads(matter.structure.outline))],
        },
        "properties": _of_matter(matter, now),
    }


def _shown(ring: Iterable[Sequence[float]]) -> list[list[float]]:
    return [list(reversed(shown_at(y, x))) for x, y in ring]


def _of_area(area: Area, asked: Asked) -> dict[str, Any]:
    shapes = [_shown(ring) for ring in area.rings]
    return {
        "type": "Feature",
        "geometry": {"type": "MultiPolygon", "coordinates": [[ring] for ring in shapes]},
        "properties": {
            "name": area.name,
            "title": _count_words(area.count),
            "note": _late_words(area.late),
            "url": list_url(asked, area=area.key, box=""),
        },
    }


def _count_words(count: int) -> str:
    return _("%(n)s 件") % {"n": count}


def _late_words(late: int) -> str:
    return _("其中逾期 %(n)s 件") % {"n": late} if late else ""


def _collection(features: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": features}
