"""Pictures of numbers as SVG, drawn here: labels beside the bars, nothing to decode. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

INK, QUIET, BAR, SOFT, LATE = "#17212b", "#5c6875", "#1d5c9e", "#c9d8e8", "#b3231b"
TYPE = "Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"


@dataclass(frozen=True)
class Line:
    """``share`` in hundredths, 0 to 100; ``text`` is the number as it is shown."""

    label: str
    share: float
    text: str
    is_marked: bool = False


@dataclass(frozen=True)
class Pair:
    """What was due and what of it was done."""

    label: str
    whole: int
    part: int


def bars(lines: Sequence[Line], *, width: int = 640, label: int = 180) -> str:
    """One bar a line on a pale ground of a hundred."""
    row, room = 26, width - label - 130
    drawn = []
    for place, line in enumerate(lines):
        y = place * row
        filled = max(0.0, min(100.0, line.share)) * room / 100
        drawn += [
            _text(label - 8, y + 18, _short(line.label, 13), anchor="end"),
            _rect(label, y + 6, room, 15, SOFT),
            _rect(label, y + 6, filled, 15, LATE if line.is_marked else BAR),
            _text(label + room + 8, y + 18, line.text),
        ]
    return _svg(width, max(1, len(lines)) * row + 4, drawn)


def pairs(columns: Sequence[Pair], *, width: int = 640, height: int = 190) -> str:
    """For each label the whole as a pale column, and the part of it as a full one before it."""
    floor, top = height - 26, 20
    most = max([column.whole for column in columns] + [1])
    step = width / max(1, len(columns))
    drawn = [_rect(0, floor, width, 1, QUIET)]
    for place, column in enumerate(columns):
        x, wide = place * step + step * 0.2, step * 0.6
        whole, part = ((floor - top) * n / most for n in (column.whole, column.part))
        middle = x + wide / 2
        drawn += [
            _rect(x, floor - whole, wide, whole, SOFT),
            _rect(x + wide * 0.2, floor - part, wide * 0.6, part, BAR),
            _text(middle, floor - whole - 6, _share(column), anchor="middle"),
            _text(middle, height - 8, column.label, anchor="middle"),
        ]
    return _svg(width, height, drawn)


def _share(column: Pair) -> str:
    """An empty month says nothing."""
    return f"{column.part}/{column.whole}" if column.whole else ""


def _svg(width: int, height: int, drawn: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'width="{width}" height="{height}" font-family="{TYPE}" font-size="13">'
        f"{''.join(drawn)}</svg>"
    )


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return (
        f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}"/>'
    )


def _text(x: float, y: float, said: str, anchor: str = "start") -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{INK}" text-anchor="{anchor}">{escape(said)}</text>'
    )


def _short(said: str, most: int) -> str:
    return said if len(said) <= most else f"{said[: most - 1]}…"
