"""The district of the leads with two subdistricts on the map."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind
from chengguan.core.registers import services as registers
from chengguan.core.registers.locating import import_boundaries
from tests.enforcement.leads.conftest import NINE, SINCE, District, Walk, district, order, received

__all__ = ["district", "order", "received"]

WEST, EAST = 121.38, 121.40
SOUTH, SIZE = 31.20, 0.02


def ring(west: float) -> list[list[float]]:
    east, north = west + SIZE, SOUTH + SIZE
    return [[west, SOUTH], [east, SOUTH], [east, north], [west, north], [west, SOUTH]]


@pytest.fixture
def town(district: District) -> District:
    """Two squares side by side."""
    for name in ("西街道", "东街道"):
        org.found_organ(
            kind=OrganKind.SUBDISTRICT,
            name=name,
            short_name=name,
            since=SINCE,
            parent=None,
            by=None,
            at=NINE,
        )
    features = [
        {
            "properties": {"name": name, "code": ""},
            "geometry": {"type": "Polygon", "coordinates": [ring(west)]},
        }
        for name, west in (("西街道", WEST), ("东街道", EAST))
    ]
    import_boundaries({"features": features}, datum="wgs84", by=None, at=NINE)
    return district


@pytest.fixture
def lead_at(town: District, received: Callable[..., Walk]) -> Callable[[float, float], Walk]:
    """A lead handed to the eastern team at a position."""

    def made(latitude: float, longitude: float) -> Walk:
        place = registers.register_place(
            kind="point",
            name=f"路口 {latitude} {longitude}",
            latitude=Decimal(str(latitude)),
            longitude=Decimal(str(longitude)),
            by=None,
            at=town.now,
        )
        return received(place=place).to_dispatched()

    return made
