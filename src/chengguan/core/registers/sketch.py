"""A place inside its subdistrict as a small drawing: the boundary and a point, no map of others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import cos, radians

from chengguan.core.registers.locating import rings
from chengguan.core.registers.models import Boundary, Place

WIDTH, HEIGHT, MARGIN = 320, 220, 10


@dataclass(frozen=True)
class Sketch:
    """Paths and the point in the drawing's own units, y downwards."""

    paths: tuple[str, ...]
    x: float
    y: float
    width: int = WIDTH
    height: int = HEIGHT


def sketch(place: Place, boundary: Boundary | None) -> Sketch | None:
    """Nothing to draw without a position and a boundary."""
    if boundary is None or place.latitude is None or place.longitude is None:
        return None
    lines = rings(boundary)
    here = float(place.longitude), float(place.latitude)
    frame = _frame([*(point for ring in lines for point in ring), here])
    x, y = frame(here)
    return Sketch(tuple(_path(frame(point) for point in ring) for ring in lines), x, y)


def _frame(points: Iterable[Sequence[float]]) -> Callable[[Sequence[float]], tuple[float, float]]:
    """What puts a position into the drawing so that all these points fit."""
    xs, ys = zip(*((point[0], point[1]) for point in points), strict=True)
    narrow = cos(radians((min(ys) + max(ys)) / 2))
    across = max((max(xs) - min(xs)) * narrow, 1e-6)
    scale = min((WIDTH - 2 * MARGIN) / across, (HEIGHT - 2 * MARGIN) / max(max(ys) - min(ys), 1e-6))

    def put(point: Sequence[float]) -> tuple[float, float]:
        x = MARGIN + (point[0] - min(xs)) * narrow * scale
        return round(x, 1), round(MARGIN + (max(ys) - point[1]) * scale, 1)

    return put


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"
