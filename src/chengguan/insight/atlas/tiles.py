"""The pictures behind the map, where a bureau has a source of them; it works without."""

from urllib.parse import urlsplit

from django.conf import settings

from chengguan.core.pages.middleware import POLICY
from chengguan.core.registers.coordinates import Datum, gcj_of_wgs


def address() -> str:
    """The pattern of addresses ({z}, {x}, {y}); empty where there is none."""
    return str(settings.CHENGGUAN_TILES)


def datum() -> str:
    """In which datum the pictures, and so everything drawn on them, lie."""
    return str(settings.CHENGGUAN_TILES_DATUM) if address() else str(Datum.WGS84)


def shown_at(latitude: float, longitude: float) -> tuple[float, float]:
    """Where a position (WGS 84) is drawn, so that it lies right on the pictures."""
    if datum() == Datum.GCJ02:
        latitude, longitude = gcj_of_wgs(latitude, longitude)
    return round(latitude, 6), round(longitude, 6)


def policy() -> str:
    """The page may show pictures of their source, and of no other."""
    pattern = urlsplit(address().replace("{s}.", "*."))
    if not pattern.netloc:
        return POLICY
    source = f"{pattern.scheme}://{pattern.netloc}"
    return POLICY.replace("img-src 'self'", f"img-src 'self' {source}")
