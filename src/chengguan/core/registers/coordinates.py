"""Chinese map vendors shift positions; here they are shifted back. Degrees, pure functions.

GCJ-02 is what domestic maps show, BD-09 what one vendor makes of it again. Both are undone to
less than a metre; outside the country's rectangle GCJ-02 shifts nothing.
"""

from enum import StrEnum
from math import atan2, cos, hypot, pi, radians, sin, sqrt

AXIS = 6_378_245.0
ECCENTRICITY = 0.006693421622965943
BD_TURN = pi * 3000 / 180
ROUNDS = 4
"""How often the shift is asked anew at the point found; each round gains about four digits."""


class Datum(StrEnum):
    WGS84 = "wgs84"
    GCJ02 = "gcj02"
    BD09 = "bd09"


def to_wgs84(datum: str, latitude: float, longitude: float) -> tuple[float, float]:
    """Latitude and longitude in WGS 84. Raises ValueError for an unknown datum."""
    known = Datum(datum)
    if known is Datum.WGS84:
        return latitude, longitude
    if known is Datum.BD09:
        latitude, longitude = _gcj_of_bd(latitude, longitude)
    return _wgs_of_gcj(latitude, longitude)


def gcj_of_wgs(latitude: float, longitude: float) -> tuple[float, float]:
    if not (0.8293 <= latitude <= 55.8271 and 72.004 <= longitude <= 137.8347):
        return latitude, longitude
    north, east = _shift(latitude, longitude)
    return latitude + north, longitude + east


def _wgs_of_gcj(latitude: float, longitude: float) -> tuple[float, float]:
    found = latitude, longitude
    for _ in range(ROUNDS):
        shifted = gcj_of_wgs(*found)
        found = found[0] + latitude - shifted[0], found[1] + longitude - shifted[1]
    return found


def _gcj_of_bd(latitude: float, longitude: float) -> tuple[float, float]:
    x, y = longitude - 0.0065, latitude - 0.006
    distance = hypot(x, y) - 0.00002 * sin(y * BD_TURN)
    angle = atan2(y, x) - 0.000003 * cos(x * BD_TURN)
    return distance * sin(angle), distance * cos(angle)


def _shift(latitude: float, longitude: float) -> tuple[float, float]:
    """Northwards and eastwards, in degrees."""
    x, y = longitude - 105.0, latitude - 35.0
    waves = (20 * sin(6 * x * pi) + 20 * sin(2 * x * pi)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(abs(x)) + waves
    north += (20 * sin(y * pi) + 40 * sin(y / 3 * pi)) * 2 / 3
    north += (160 * sin(y / 12 * pi) + 320 * sin(y * pi / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(abs(x)) + waves
    east += (20 * sin(x * pi) + 40 * sin(x / 3 * pi)) * 2 / 3
    east += (150 * sin(x / 12 * pi) + 300 * sin(x / 30 * pi)) * 2 / 3
    angle = radians(latitude)
    bend = 1 - ECCENTRICITY * sin(angle) ** 2
    across = AXIS * (1 - ECCENTRICITY) / (bend * sqrt(bend)) * pi / 180
    along = AXIS / sqrt(bend) * cos(angle) * pi / 180
    return north / across, east / along
