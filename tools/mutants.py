"""Is every rule held by a test? Breaks each rule in turn and runs the tests that carry its `ref`.

    python tools/mutants.py [--only REF] [--list]

Each loaded guard says yes to everything; each length of a period and each amount is one more and
one less. A mutant that no test notices survives. Tests are collected once; each mutant lives in a
forked child, so that a mutant costs what its tests cost.
"""

import argparse
import functools
import gc
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 600
"""Seconds a mutant may take; one that takes longer proves nothing and is told so."""
SURVIVED, KILLED = 0, 1


@dataclass(frozen=True)
class Mutant:
    """One broken rule: `apply` breaks it, in the process that calls it."""

    ref: str
    what: str
    apply: Callable[[], None]


def mutants() -> Iterator[Mutant]:
    from chengguan.law.guards import registered
    from chengguan.law.parameters import shipped

    book = shipped()
    for key, guard in registered().items():
        yield Mutant(guard.ref, f"guard {key} says yes", functools.partial(say_yes, guard))
    for ref, row in book.clocks.items():
        for number, version in enumerate(row.versions):
            for what, changed in shifted(version):
                versions = (*row.versions[:number], changed, *row.versions[number + 1 :])
                clocks = {**book.clocks, ref: replace(row, versions=versions)}
                yield Mutant(
                    ref, f"since {version.since}: {what}", functools.partial(put, "clocks", clocks)
                )
    for number, amount in enumerate(book.amounts):
        for step in (-1, 1):
            changed = replace(amount, value=amount.value + step)
            amounts = (*book.amounts[:number], changed, *book.amounts[number + 1 :])
            whom = f" ({amount.party_kind})" if amount.party_kind else ""
            what = f"since {amount.since}{whom}: {amount.value} {step:+d}"
            yield Mutant(amount.key, what, functools.partial(put, "amounts", amounts))


def shifted(version: Any) -> Iterator[tuple[str, Any]]:
    """A version with one of its lengths one more or one less, and what that is."""
    for step in (-1, 1):
        yield f"length {version.length} {step:+d}", replace(version, length=version.length + step)
        for field in ("also", "caps"):
            limbs = getattr(version, field)
            for number, limb in enumerate(limbs):
                longer = replace(limb, length=limb.length + step)
                changed = (*limbs[:number], longer, *limbs[number + 1 :])
                yield f"{field} {limb.length} {step:+d}", replace(version, **{field: changed})
        for number, length in enumerate(version.extensions):
            changed = list(version.extensions)
            changed[number] += step
            yield f"extension {length} {step:+d}", replace(version, extensions=tuple(changed))


def say_yes(guard: Any) -> None:
    # Frozen, and already held by the procedures: the object itself must change.
    object.__setattr__(guard, "check", lambda *_: None)


def put(field: str, value: Any) -> None:
    """Changes the rule book in place, wherever it is already held."""
    from chengguan.law.parameters import shipped

    book = shipped()
    object.__setattr__(book, field, value)
    for cached in gc.get_objects():
        # What was computed from the whole rule book must not be remembered.
        if is_cache_of_ours(cached) and cached is not shipped:
            cached.cache_clear()


def is_cache_of_ours(thing: object) -> bool:
    module = getattr(thing, "__module__", None)
    return isinstance(thing, functools._lru_cache_wrapper) and str(module).startswith("chengguan")


class Runner:
    """A pytest plugin that runs mutants in place of the tests."""

    def __init__(self, only: str | None, list_only: bool) -> None:
        self.only, self.list_only = only, list_only
        self.killed: list[Mutant] = []
        self.survivors: list[Mutant] = []
        self.untested: list[Mutant] = []
        self.unfinished: list[Mutant] = []
        self.seconds: dict[str, float] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        wanted = {mutant.ref for mutant in self.chosen()}
        # What is slow repeats a smaller proof at length; a rule must be held by the smaller one.
        items[:] = [
            item for item in items if refs(item) & wanted and not item.get_closest_marker("slow")
        ]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if self.list_only:
            for mutant in self.chosen():
                print(mutant.ref, mutant.what)
            return True
        # First with the law as it is: it must hold, and what tests share is then set up once.
        run_items(session, session.items)
        if session.testsfailed:
            raise session.Interrupted("the tests fail already without a mutant")
        self.try_all(session)
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0) + report.duration

    def chosen(self) -> list[Mutant]:
        return [mutant for mutant in mutants() if self.only in (None, mutant.ref)]

    def try_all(self, session: pytest.Session) -> None:
        by_ref: dict[str, list[pytest.Item]] = {}
        for item in session.items:
            for ref in refs(item):
                by_ref.setdefault(ref, []).append(item)
        for items in by_ref.values():
            items.sort(key=lambda item: self.seconds[item.nodeid])  # the quick ones often suffice
        running: dict[int, Mutant] = {}
        for mutant in self.chosen():
            if mutant.ref not in by_ref:
                self.untested.append(mutant)
                continue
            while len(running) >= (os.cpu_count() or 1):
                self.reap(running)
            running[fork(mutant, session, by_ref[mutant.ref])] = mutant
        while running:
            self.reap(running)

    def reap(self, running: dict[int, Mutant]) -> None:
        child, status = os.wait()
        mutant = running.pop(child)
        ended = {SURVIVED: self.survivors, KILLED: self.killed}
        ended.get(os.waitstatus_to_exitcode(status), self.unfinished).append(mutant)


def refs(item: pytest.Item) -> set[str]:
    return {ref for mark in item.iter_markers("ref") for ref in mark.args}


class NothingNext:
    """Stands for the item after the last: pytest tears down all but what the session shares."""

    def __init__(self, session: pytest.Session) -> None:
        self.session = session

    def listchain(self) -> list[pytest.Session]:
        return [self.session]


def run_items(session: pytest.Session, items: list[pytest.Item]) -> None:
    """Runs tests until one fails, and leaves what the session set up standing."""
    for item, following in zip(items, [*items[1:], NothingNext(session)], strict=False):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return


def fork(mutant: Mutant, session: pytest.Session, items: list[pytest.Item]) -> int:
    """A child that ends with SURVIVED or KILLED, or by the alarm where it takes too long."""
    sys.stdout.flush()
    child = os.fork()
    if child:
        return child
    signal.alarm(LONGEST)
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    try:
        mutant.apply()
        if played := sys.modules.get("tests.played"):
            played.forget()
        run_items(session, items)
    except BaseException:
        os._exit(KILLED)
    os._exit(KILLED if session.testsfailed else SURVIVED)


def report(runner: Runner, seconds: float) -> int:
    left = {
        "SURVIVED": runner.survivors,
        "NO TEST": runner.untested,
        "TOO SLOW": runner.unfinished,
    }
    for title, found in left.items():
        for mutant in found:
            print(f"{title}  {mutant.ref}  {mutant.what}")
    total = len(runner.killed) + sum(map(len, left.values()))
    print(f"{len(runner.killed)} of {total} mutants killed in {seconds:.0f}s")
    return 0 if total and len(runner.killed) == total else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--only", metavar="REF", help="one rule, as CK06, GD09 or an amount's key")
    parser.add_argument("--list", action="store_true", help="name the mutants and stop")
    parser.add_argument("tests", nargs="*", default=["tests"], help="where tests are looked for")
    options = parser.parse_args()
    os.chdir(ROOT)
    os.environ.pop("DATABASE_URL", None)  # in memory, and so copied to every child
    runner = Runner(options.only, options.list)
    began = time.monotonic()
    code = pytest.main(["-q", "--no-header", "--capture=no", *options.tests], plugins=[runner])
    if options.list:
        return 0
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        return int(code)
    return report(runner, time.monotonic() - began)


if __name__ == "__main__":
    sys.exit(main())
