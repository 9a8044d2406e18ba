"""Counting statements, timing rounds, weighing a worker."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection

from chengguan.web.bench.probes import Probe

WARM, COUNTED, CALLS = 2, 3, 20
CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@dataclass(frozen=True)
class Taken:
    """What one kind of request took: statements, and milliseconds in each round."""

    statements: int
    rounds: tuple[float, ...]

    @property
    def milliseconds(self) -> float:
        return median(self.rounds)


def measure(probes: Mapping[str, Probe], rounds: int) -> dict[str, Taken]:
    """Every kind in turn, so that what else the machine does falls on all alike."""
    for number in range(WARM):
        for probe in probes.values():
            probe(number)
    counts = {key: _count(probe) for key, probe in probes.items()}
    first = WARM + COUNTED
    times = [_round(probes, first + n * CALLS) for n in range(rounds)]
    return {key: Taken(counts[key], tuple(took[key] for took in times)) for key in probes}


def _count(probe: Probe) -> int:
    return max(statements(probe, number) for number in range(WARM, WARM + COUNTED))


def statements(probe: Probe, number: int) -> int:
    with counting() as seen:
        probe(number)
    return len(seen)


@contextmanager
def counting() -> Iterator[list[str]]:
    """The statements sent meanwhile, without transaction control."""
    seen: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(CONTROL):
            seen.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield seen


def _round(probes: Mapping[str, Probe], first: int) -> dict[str, float]:
    """Milliseconds for one request of each kind: the median, for other programs run here too."""
    spent: dict[str, list[float]] = {key: [] for key in probes}
    for number in range(first, first + CALLS):
        for key, probe in probes.items():
            began = perf_counter()
            probe(number)
            spent[key].append(perf_counter() - began)
    return {key: 1000 * median(seconds) for key, seconds in spent.items()}


def memory_mb() -> float:
    """What this process holds in memory now (Linux), without the pages of a database file.

    SQLite maps its file; those pages are the system's cache, shared by all workers and given up
    at need.
    """
    whole, mapped, is_database = _status_kb("VmRSS"), 0, False
    for line in Path("/proc/self/smaps").read_text().splitlines():
        if "-" in line.split(maxsplit=1)[0]:
            is_database = ".sqlite3" in line
        elif is_database and line.startswith("Rss:"):
            mapped += int(line.split()[1])
    return (whole - mapped) / 1024


def own_memory_mb() -> float:
    """What no file stands behind."""
    return _status_kb("RssAnon") / 1024


def _status_kb(what: str) -> int:
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith(what))
    return int(line.split()[1])
