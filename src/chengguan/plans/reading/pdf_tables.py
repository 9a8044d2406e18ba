"""Ruled tables on a page: from the lines drawn to the cells between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Rule = tuple[float, float, float, float]
"""A straight stroke: x, y of both ends, in points, y upwards."""
SAME = 2.5
SHORTEST = 6.0
Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Grid:
    """The places of the upright and the level lines, ascending."""

    columns: tuple[float, ...]
    levels: tuple[float, ...]

    def holds(self, place: tuple[float, float]) -> bool:
        x, y = place
        return (
            self.columns[0] - SAME < x < self.columns[-1] + SAME
            and self.levels[0] - SAME < y < self.levels[-1] + SAME
        )


class Cells(Generic[Thing]):
    """What lies between the lines of a grid."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.held: dict[tuple[int, int], list[Thing]] = {}

    def put(self, thing: Thing, place: tuple[float, float]) -> None:
        column, level = _between(self.grid.columns, place[0]), _between(self.grid.levels, place[1])
        self.held.setdefault((level, column), []).append(thing)

    def rows(self) -> Iterator[tuple[float, list[list[Thing]]]]:
        """From above: the upper edge of each row, and what its cells hold."""
        width = len(self.grid.columns) - 1
        for level in range(len(self.grid.levels) - 2, -1, -1):
            row = [self.held.get((level, column), []) for column in range(width)]
            yield self.grid.levels[level + 1], row


def grids(rules: list[Rule]) -> list[Grid]:
    """At least two columns under upright lines that overlap in height."""
    upright = sorted(
        (min(y, y2), max(y, y2), x)
        for x, y, x2, y2 in rules
        if abs(x - x2) < 1 and abs(y - y2) >= SHORTEST
    )
    zones: list[list[float]] = []
    for low, high, _x in upright:
        if zones and low <= zones[-1][1] + SAME:
            zones[-1][1] = max(zones[-1][1], high)
        else:
            zones.append([low, high])
    found = (_grid(low, high, rules) for low, high in zones)
    return [grid for grid in found if len(grid.columns) >= 3]


def _grid(low: float, high: float, rules: list[Rule]) -> Grid:
    columns, levels = [], [low, high]
    for x, y, x2, y2 in rules:
        inside = low - SAME <= min(y, y2) and max(y, y2) <= high + SAME
        if inside and abs(x - x2) < 1 and abs(y - y2) >= SHORTEST:
            columns.append(x)
        elif inside and abs(y - y2) < 1 and abs(x - x2) >= SHORTEST:
            levels.append(y)
    return Grid(_distinct(columns), _distinct(levels))


def _distinct(places: list[float]) -> tuple[float, ...]:
    kept: list[float] = []
    for place in sorted(places):
        if not kept or place - kept[-1] > SAME:
            kept.append(place)
    return tuple(kept)


def _between(edges: tuple[float, ...], place: float) -> int:
    return max(0, min(len(edges) - 2, sum(edge <= place + 0.1 for edge in edges) - 1))
