"""What a reader asks the map for, as the address says it; a broken part is left out."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime, time, timedelta
from urllib.parse import urlencode

from django.db.models import Q

from chengguan.core.pages import registry as pages
from chengguan.core.pages.addresses import day, row_key
from chengguan.core.registers.coordinates import Datum, to_wgs84
from chengguan.core.registers.models import Boundary
from chengguan.core.work import lateness
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures.kinds import Origin
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.insight.atlas import ground
from chengguan.insight.atlas.tiles import datum

VIEWS = ("open", "late", "closed")
OTHER = "other"
MICRO = 1_000_000
"""Positions are kept in millionths of a degree: a grid whose edges fall between two of them would
count a matter in one cell and list it in the next."""


@dataclass(frozen=True)
class Asked:
    """``kind`` of matter, ``origin`` of a structure (new, stock), ``view`` (open, late, closed),
    begun within two days, in the subdistrict with the key ``area`` or outside every known one
    ("other"), inside ``box`` (see ``Box.read``)."""

    kind: str = ""
    origin: str = ""
    view: str = "open"
    begun_from: str = ""
    begun_until: str = ""
    area: str = ""
    box: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        said = {field.name: query.get(field.name, "").strip() for field in fields(cls)}
        kind = said["kind"] if said["kind"] in pages.kinds() else ""
        return cls(
            kind=kind,
            origin=said["origin"] if kind == STRUCTURE.kind and said["origin"] in Origin else "",
            view=said["view"] if said["view"] in VIEWS else "open",
            begun_from=_day_words(said["begun_from"]),
            begun_until=_day_words(said["begun_until"]),
            area=said["area"] if said["area"] == OTHER or row_key(said["area"]) else "",
            box=said["box"] if Box.read(said["box"]) else "",
        )

    @property
    def is_open(self) -> bool:
        return self.view != "closed"

    def condition(self, now: datetime) -> Q:
        """On matters that have a position."""
        found = self.wanted(now) & ground.is_known(self.kind)
        if box := Box.read(self.box):
            found &= box.condition(self.kind)
        return found

    def wanted(self, now: datetime) -> Q:
        """On matters, wherever they lie on the map and whether they do."""
        found = Q(is_open=self.is_open)
        if self.kind:
            found &= Q(kind=self.kind)
        if self.origin:
            found &= Q(structure__origin=self.origin)
        if self.view == "late":
            found &= lateness.late(now)
        if self.begun_from:
            found &= Q(opened_at__gte=_midnight(date.fromisoformat(self.begun_from)))
        if self.begun_until:
            until = date.fromisoformat(self.begun_until) + timedelta(days=1)
            found &= Q(opened_at__lt=_midnight(until))
        if self.area == OTHER:
            known = Boundary.objects.values("organ")
            found &= ~ground.where(self.kind, "subdistrict", **{"in": known})
        elif self.area:
            found &= ground.where(self.kind, "subdistrict", exact=int(self.area))
        return found

    def words(self, **changed: str) -> str:
        """The address part that asks for this, with parts changed."""
        said = {field.name: getattr(self, field.name) for field in fields(self)} | changed
        return urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True)
class Box:
    """A part of the map in degrees, WGS 84; its southern and western edges belong to it."""

    south: float
    west: float
    north: float
    east: float

    @classmethod
    def read(cls, words: str) -> "Box | None":
        """``south,west,north,east`` as the map shows it: where its tiles are shifted, shifted
        back, unless a fifth part says ``wgs84``."""
        *edges, said = words.split(",") if words.count(",") == 4 else (*words.split(","), datum())
        try:
            south, west, north, east = (float(edge) for edge in edges)
            low, high = to_wgs84(said, south, west), to_wgs84(said, north, east)
        except (ValueError, OverflowError):
            return None
        is_sound = -90 <= low[0] <= high[0] <= 90 and -180 <= low[1] <= high[1] <= 180
        return cls(*low, *high) if is_sound else None

    def __str__(self) -> str:
        edges = (self.south, self.west, self.north, self.east)
        return ",".join((*(repr(edge) for edge in edges), Datum.WGS84))

    def common(self, row: int, column: int, step: int) -> "Box":
        """What a cell of the grid has in common with this; ``step`` in millionths of a degree."""
        return Box(
            max(self.south, row * step / MICRO),
            max(self.west, column * step / MICRO),
            min(self.north, (row + 1) * step / MICRO),
            min(self.east, (column + 1) * step / MICRO),
        )

    def condition(self, kind: str = "") -> Q:
        """On matters of a kind."""
        up = ground.where(kind, "latitude", gte=self.south, lt=self.north)
        return up & ground.where(kind, "longitude", gte=self.west, lt=self.east)


def _day_words(words: str) -> str:
    found = day(words)
    return found.isoformat() if found else ""


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)
