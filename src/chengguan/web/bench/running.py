"""One run: for each database and volume a throw-away database, a child that loads it, a child
that measures, and a fresh one that is weighed. Children start with the house's own settings."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chengguan.web.bench import throwaway
from chengguan.web.bench.budgets import MATTERS, RUSH
from chengguan.web.bench.measuring import Taken

ROUNDS = 5
TOWN = 1_000
"""Matters of the town into which a list is brought."""

OF_THE_DESK = ("CHENGGUAN_DEPOSITS", "CHENGGUAN_KEYS", "CHENGGUAN_ENV", "CHENGGUAN_DEBUG")
DEMONSTRATION = "CHENGGUAN_DEMONSTRATION"

Say = Callable[[str], object]


class ChildFailed(Exception):
    """A child ended with an error; the message is its last words."""


@dataclass(frozen=True)
class Measured:
    """What one database cost at one volume."""

    matters: int
    load_seconds: float
    taken: dict[str, Taken]
    memory_mb: float


@dataclass(frozen=True)
class Brought:
    """A list brought in: rows a second against those of a bare bulk insert."""

    rows: int
    created: int
    rows_a_second: float
    bare_rows_a_second: float
    ratio: float
    memory_mb: tuple[float, ...]
    memory_grew_mb: float


@dataclass(frozen=True)
class Rushed:
    """So many people asked for the seats of one event at once; what each fault counts stands
    behind the speed."""

    requests: int
    seats: int
    workers: int
    a_second: float
    bare_a_second: float
    ratio: float
    oversold: int
    left: int
    out_of_order: int
    lost: int
    twice: int
    untold: int


@dataclass(frozen=True)
class Run:
    """One kind of database over all volumes; `skipped` says why there is nothing."""

    database: str
    volumes: tuple[Measured, ...] = ()
    skipped: str = ""
    brought: Brought | None = None
    of: str = MATTERS
    rushed: tuple[Rushed, ...] = ()


@dataclass(frozen=True)
class Wish:
    """What is to be measured: of what, at which volumes, in how many rounds; a list of so many
    rows is brought into a database of its own."""

    volumes: Sequence[int]
    rounds: int
    at: datetime
    rows: int = 0
    of: str = MATTERS


def run(kinds: Sequence[str], wish: Wish, say: Say) -> list[Run]:
    """Measure every kind of database at every volume, the smallest first."""
    return [_run(kind, wish, say) for kind in kinds]


def _run(kind: str, wish: Wish, say: Say) -> Run:
    try:
        brought = _brought(kind, wish, say) if wish.rows else None
        measured = tuple(_volume(kind, number, wish, say) for number in sorted(wish.volumes))
        rushed = (_rushed(kind, wish, say),) if wish.of == RUSH else ()
        return Run(kind, measured, brought=brought, of=wish.of, rushed=rushed)
    except throwaway.NoServer as reason:
        return Run(kind, skipped=str(reason), of=wish.of)


def _brought(kind: str, wish: Wish, say: Say) -> Brought:
    with throwaway.KINDS[kind]("import") as address, tempfile.TemporaryDirectory() as home:
        child = Child(address, home, wish.at)
        child("migrate", "--verbosity", "0")
        child.step("load", "--matters", str(TOWN))
        say(f"{kind}: importing {wish.rows:,} rows")
        return Brought(**child.step("import", "--rows", str(wish.rows)))


def _rushed(kind: str, wish: Wish, say: Say) -> Rushed:
    many = ("--matters", str(min(wish.volumes)))
    with throwaway.KINDS[kind]("rush") as address, tempfile.TemporaryDirectory() as home:
        child = Child(address, home, wish.at)
        child("migrate", "--verbosity", "0")
        child.step("load", "--of", RUSH, *many)
        say(f"{kind}: {many[1]} people rush for the seats of one event")
        return Rushed(**child.step("rush", *many))


def _volume(kind: str, matters: int, wish: Wish, say: Say) -> Measured:
    of = ("--of", wish.of)
    with throwaway.KINDS[kind](str(matters)) as address, tempfile.TemporaryDirectory() as home:
        child = Child(address, home, wish.at)
        child("migrate", "--verbosity", "0")
        say(f"{kind}: loading {matters:,} ({wish.of})")
        loaded = child.step("load", "--matters", str(matters), *of)
        say(f"{kind}: loaded in {loaded['seconds']:.0f} s, measuring")
        taken = child.step("measure", "--rounds", str(wish.rounds), *of)
        weighed = child.step("weigh", *of)
    return Measured(
        matters=matters,
        load_seconds=loaded["seconds"],
        taken={key: Taken(**{**one, "rounds": tuple(one["rounds"])}) for key, one in taken.items()},
        memory_mb=weighed["memory_mb"],
    )


class Child:
    """The `chengguan` command in a process of its own, on the throw-away database."""

    def __init__(self, address: str, home: str, at: datetime) -> None:
        kept = {name: value for name, value in os.environ.items() if name not in OF_THE_DESK}
        self.environment = kept | {
            "DATABASE_URL": address,
            "CHENGGUAN_HOME": home,
            DEMONSTRATION: "0",
        }
        self.at = at

    def step(self, name: str, *options: str) -> dict[str, Any]:
        """A step of `chengguan bench`; its answer is one line of JSON."""
        answer = self("bench", "--step", name, "--at", self.at.isoformat(), *options)
        return json.loads(answer.splitlines()[-1])

    def __call__(self, *arguments: str) -> str:
        command = [sys.executable, "-m", "chengguan.web.command", *arguments]
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True)
        if done.returncode:
            raise ChildFailed(f"{' '.join(arguments)}:\n{done.stderr[-3000:]}")
        return done.stdout
