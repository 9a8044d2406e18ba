"""From what was measured to a table with a verdict at each budget."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10
from statistics import median

from chengguan.web.bench.budgets import (
    GROUND,
    IMPORT_GROWTH_MB,
    MATTERS,
    MEMORY_GROWTH,
    MEMORY_MB,
    OF,
    RUSH,
    RUSH_RATIO,
    Budget,
)
from chengguan.web.bench.ground import ROUNDS_EACH
from chengguan.web.bench.measuring import Taken
from chengguan.web.bench.running import Brought, Measured, Run, Rushed

WHAT = {
    MATTERS: "matters",
    GROUND: f"structures with {ROUNDS_EACH} rounds of works for each",
    RUSH: "members",
}
FAULTS = ("oversold", "left", "out_of_order", "lost", "twice", "untold")
"""Of a rush there is to be none, however fast or slow."""


@dataclass(frozen=True)
class Line:
    """One budget and what was measured; a ratio has a least value, all else a greatest."""

    database: str
    matters: int
    what: str
    measure: str
    measured: float
    budget: float

    @property
    def is_ok(self) -> bool:
        if self.measure == "ratio":
            return self.measured >= self.budget
        return self.measured <= self.budget

    def words(self) -> str:
        sign = "≥" if self.measure == "ratio" else "≤"
        number = f"{self.measured:.0f}" if self.measured >= 10 else f"{self.measured:.3g}"
        return f"{number} {sign} {self.budget:g} {'ok' if self.is_ok else 'MISS'}"


def lines(run: Run) -> Iterator[Line]:
    """Every budget of a run, volume after volume."""
    if run.brought:
        grew, what = run.brought.memory_grew_mb, "import memory"
        yield Line(run.database, run.brought.rows, what, "MB", grew, IMPORT_GROWTH_MB)
    for rushed in run.rushed:
        yield Line(run.database, rushed.requests, "rush", "ratio", rushed.ratio, RUSH_RATIO)
        for fault in FAULTS:
            count = getattr(rushed, fault)
            yield Line(run.database, rushed.requests, f"rush, {fault}", "faults", count, 0)
    smaller: Measured | None = None
    for volume in run.volumes:
        for budget in OF[run.of]:
            for measure, measured, limit in _measures(budget, volume, smaller):
                yield Line(run.database, volume.matters, budget.title, measure, measured, limit)
        for measure, measured, limit in _memory(volume, smaller):
            yield Line(run.database, volume.matters, "worker memory", measure, measured, limit)
        smaller = volume


def _measures(
    budget: Budget, volume: Measured, smaller: Measured | None
) -> Iterator[tuple[str, float, float]]:
    yield "statements", volume.taken[budget.key].statements, budget.statements
    yield "ratio", ratio(volume.taken, budget), budget.ratio
    if smaller is not None:
        yield "growth", growth(budget, volume, smaller), budget.growth


def _memory(volume: Measured, smaller: Measured | None) -> Iterator[tuple[str, float, float]]:
    yield "MB", volume.memory_mb, MEMORY_MB
    if smaller is not None:
        yield "growth", volume.memory_mb / smaller.memory_mb, MEMORY_GROWTH


def ratio(taken: dict[str, Taken], budget: Budget) -> float:
    """Our requests a second against the bare ones: the median of the rounds."""
    pairs = zip(taken[budget.bare].rounds, taken[budget.key].rounds, strict=True)
    return median(bare / ours for bare, ours in pairs)


def growth(budget: Budget, volume: Measured, smaller: Measured) -> float:
    """How much dearer a request became for ten times as many matters.

    In units of the bare list, which reads 50 rows from an index at any volume: so that a machine
    busy with something else in one of the two runs does not count as growth.
    """
    dearer = _in_bare_lists(budget.key, volume) / _in_bare_lists(budget.key, smaller)
    return dearer ** (1 / log10(volume.matters / smaller.matters))


def _in_bare_lists(key: str, volume: Measured) -> float:
    pairs = zip(volume.taken[key].rounds, volume.taken["bare.list"].rounds, strict=True)
    return median(ours / bare for ours, bare in pairs)


def table(runs: Sequence[Run]) -> Iterator[str]:
    """The lines of the table, for people."""
    for run in runs:
        if run.skipped:
            yield f"{run.database}: skipped: {run.skipped}"
        for volume in run.volumes:
            took = f"loaded in {volume.load_seconds:.0f} s"
            yield f"{run.database}, {volume.matters:,} {WHAT[run.of]}, {took}"
            yield from _rows(run, volume)
            yield ""
        if run.brought:
            yield from _brought(run.database, run.brought)
        for rushed in run.rushed:
            yield from _rush(run.database, rushed)


def _brought(database: str, found: Brought) -> Iterator[str]:
    """What a list costs: its speed without a budget, its memory with one."""
    yield f"{database}, import of {found.rows:,} rows"
    speed = f"{found.rows_a_second:.0f} rows a second, bare {found.bare_rows_a_second:.0f}"
    curve = " ".join(f"{one:.0f}" for one in found.memory_mb)
    yield f"  × bare Django {found.ratio:.3g} ({speed})"
    yield f"  memory grew {found.memory_grew_mb:.0f} MB, budget {IMPORT_GROWTH_MB} ({curve})"
    yield ""


def _rush(database: str, found: Rushed) -> Iterator[str]:
    """What became of a rush, and how fast it was dealt with."""
    who = f"{found.requests:,} requests for {found.seats} seats from {found.workers} workers"
    speed = f"{found.a_second:.0f} a second, bare {found.bare_a_second:.0f}"
    faults = ", ".join(f"{name} {getattr(found, name)}" for name in FAULTS)
    yield f"{database}, {who}"
    yield f"  × bare Django {found.ratio:.3g}, budget {RUSH_RATIO:g} ({speed})"
    yield f"  {faults}"
    yield ""


def typesetting(measured: Iterable[tuple[str, float, float]]) -> Iterator[Line]:
    """The budgets of papers, in seconds; no database is asked."""
    for title, took, budget in measured:
        yield Line("none", 0, title, "s", took, budget)


def typesetting_table(found: Iterable[Line]) -> Iterator[str]:
    yield "typesetting, seconds"
    for line in found:
        yield f"  {line.what:<20}{line.words()}"


def _rows(run: Run, volume: Measured) -> Iterator[str]:
    found = [line for line in lines(run) if line.matters == volume.matters]
    yield f"  {'':<20}{'SQL statements':<18}{'× bare Django':<22}{'growth':<20}{'ms':>8}"
    for budget in OF[run.of]:
        yield "  " + _row(budget.title, found) + f"{volume.taken[budget.key].milliseconds:8.2f}"
    for key in dict.fromkeys(budget.bare for budget in OF[run.of]):
        yield f"  {key:<80}{volume.taken[key].milliseconds:8.2f}"
    words = ", growth ".join(line.words() for line in found if line.what == "worker memory")
    yield f"  {'worker memory, MB':<20}{words}"


def _row(title: str, found: Sequence[Line]) -> str:
    cells = {line.measure: line.words() for line in found if line.what == title}
    widths = {"statements": 18, "ratio": 22, "growth": 20}
    return f"{title:<20}" + "".join(
        f"{cells.get(measure, '—'):<{width}}" for measure, width in widths.items()
    )
