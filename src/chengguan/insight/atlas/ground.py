"""Where a matter lies: an illegal structure by its own position, everything else by its place."""

from typing import Any

from django.db.models import F, Q
from django.db.models.functions import Coalesce

from chengguan.enforcement.structures.procedures import STRUCTURE

OWN = ("", STRUCTURE.kind)
"""The layers in which matters with a position of their own lie: all together, and structures."""


def at(kind: str, name: str) -> Any:
    """A coordinate or the subdistrict of matters of a kind, as an expression."""
    place = F(f"place__{name}")
    return Coalesce(F(f"structure__{name}"), place) if kind in OWN else place


def where(kind: str, name: str, **asked: object) -> Q:
    """The same as a condition: ``asked`` are lookups (``gte``, ``lt``, ``exact``, ``in``)."""
    by_place = _all(f"place__{name}", asked)
    if kind not in OWN:
        return by_place
    own = f"structure__{name}"
    return _all(own, asked) | Q(**{f"{own}__isnull": True}) & by_place


def is_known(kind: str) -> Q:
    known = Q(place__latitude__isnull=False)
    return known | Q(structure__latitude__isnull=False) if kind in OWN else known


def _all(field: str, asked: dict[str, object]) -> Q:
    return Q(**{f"{field}__{lookup}": value for lookup, value in asked.items()})
