"""The bench itself, small: what it measures, and that no request asks more than its budget."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection

from chengguan.web.bench import loader, report, running, throwaway
from chengguan.web.bench.budgets import BUDGETS, GROUND, GROUND_BUDGETS, Budget
from chengguan.web.bench.measuring import Taken
from chengguan.web.bench.report import Line
from chengguan.web.bench.running import Measured, Run
from chengguan.web.management.commands import bench

AT = datetime(2026, 9, 15, 1, tzinfo=UTC)
MATTERS = 1000
"""As few as give the reader a list of some rows: a statement for each row breaks its budget."""
BARE = {"bare.list": 1.0, "bare.insert": 2.0}


@pytest.fixture(scope="module")
def small() -> Run:
    """One round on the kind of database that the tests run on."""
    (run,) = running.run([connection.vendor], running.Wish([MATTERS], 1, datetime.now(UTC)), print)
    return run


@pytest.fixture(scope="module")
def ground() -> Run:
    wish = running.Wish([MATTERS], 1, datetime.now(UTC), of=GROUND)
    (run,) = running.run([connection.vendor], wish, print)
    return run


@pytest.mark.postgres
@pytest.mark.trap(27)
@pytest.mark.parametrize("budget", BUDGETS, ids=lambda budget: budget.key)
def test_no_request_asks_more_than_its_budget(small: Run, budget: Budget) -> None:
    """As the reader with the most grants: a statement for each row or grant would show."""
    assert small.volumes[0].taken[budget.key].statements <= budget.statements


@pytest.mark.postgres
@pytest.mark.parametrize("budget", GROUND_BUDGETS, ids=lambda budget: budget.key)
def test_nor_does_one_on_the_ground(ground: Run, budget: Budget) -> None:
    """As the officer among structures, and as the manager among the rounds of his estates."""
    assert ground.volumes[0].taken[budget.key].statements <= budget.statements


@pytest.mark.postgres
def test_every_budget_has_its_place_in_the_table(small: Run) -> None:
    shown = "\n".join(report.table([small]))
    assert f"{MATTERS:,} matters" in shown
    assert all(budget.title in shown for budget in BUDGETS)
    assert "worker memory" in shown
    measured = {(line.what, line.measure) for line in report.lines(small)}
    wanted = {(budget.title, m) for budget in BUDGETS for m in ("statements", "ratio")}
    assert measured == wanted | {("worker memory", "MB")}
    assert all(line.measured > 0 for line in report.lines(small))


@pytest.mark.django_db
def test_nothing_is_loaded_into_a_database_that_is_somebodys() -> None:
    with pytest.raises(throwaway.NotThrowaway):
        loader.load(1, AT)


def taken(milliseconds: float, statements: int = 1) -> Taken:
    return Taken(statements, (milliseconds,) * 3)


def volume(matters: int, milliseconds: float, statements: int = 1) -> Measured:
    ours = {budget.key: taken(milliseconds, statements) for budget in BUDGETS}
    bare = {key: taken(cost) for key, cost in BARE.items()}
    return Measured(matters, 1.0, ours | bare, 100.0)


def line(found: Iterator[Line], what: str, measure: str, matters: int) -> Line:
    wanted = (what, measure, matters)
    return next(one for one in found if (one.what, one.measure, one.matters) == wanted)


@pytest.mark.parametrize(
    ("what", "milliseconds", "is_ok"),
    [
        ("list of 50, JSON", 4.0, True),
        ("list of 50, JSON", 4.1, False),
        ("intake of a lead", 13.3, True),
        ("intake of a lead", 13.4, False),
    ],
)
def test_a_ratio_is_kept_up_to_its_budget(what: str, milliseconds: float, is_ok: bool) -> None:
    run = Run("sqlite", (volume(100, milliseconds),))
    assert line(report.lines(run), what, "ratio", 100).is_ok is is_ok


@pytest.mark.parametrize(("larger", "is_ok"), [(1000, False), (10_000, True)])
def test_growth_is_reckoned_for_each_tenfold(larger: int, is_ok: bool) -> None:
    """1.4 times as dear: too much for ten times as many matters, not for a hundred times."""
    run = Run("sqlite", (volume(100, 10.0), volume(larger, 14.0)))
    assert line(report.lines(run), "list of 50, JSON", "growth", larger).is_ok is is_ok


def test_a_slow_machine_does_not_count_as_growth() -> None:
    slow = volume(1000, 20.0)
    slow.taken.update({key: taken(2 * cost) for key, cost in BARE.items()})
    run = Run("sqlite", (volume(100, 10.0), slow))
    assert line(report.lines(run), "one action", "growth", 1000).measured == pytest.approx(1)


@pytest.mark.parametrize(
    ("milliseconds", "statements", "strict", "fails"),
    [(1.0, 1, True, False), (99.0, 1, False, False), (99.0, 1, True, True), (1.0, 99, False, True)],
)
def test_speed_fails_a_run_only_where_asked(
    milliseconds: float, statements: int, strict: bool, fails: bool
) -> None:
    lines = list(report.lines(Run("sqlite", (volume(100, milliseconds, statements),))))
    if not fails:
        bench.judge(lines, strict=strict)
        return
    with pytest.raises(bench.CommandError):
        bench.judge(lines, strict=strict)


def test_what_cannot_run_says_why() -> None:
    assert list(report.table([Run("postgresql", skipped="no server")])) == [
        "postgresql: skipped: no server"
    ]


def test_no_server_skips_a_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(label: str) -> None:
        raise throwaway.NoServer("none runs here")

    monkeypatch.setitem(throwaway.KINDS, "postgresql", nowhere)
    (run,) = running.run(["postgresql"], running.Wish([10], 1, AT), print)
    assert run.skipped == "none runs here"


def test_papers_have_their_budgets_in_seconds() -> None:
    found = list(report.typesetting([("one decision", 0.1, 0.2), ("dossier", 6.0, 5.0)]))
    assert [one.is_ok for one in found] == [True, False]
    shown = list(report.typesetting_table(found))
    assert shown[1].split() == ["one", "decision", "0.1", "≤", "0.2", "ok"]
    bench.judge(found, strict=False)
    with pytest.raises(bench.CommandError):
        bench.judge(found, strict=True)


def test_a_list_brought_in_has_a_budget_of_memory_alone() -> None:
    memory = (150.0, 153.0)
    run = Run("sqlite", brought=running.Brought(2000, 2000, 250.0, 50_000.0, 0.005, memory, 3.0))
    shown = "\n".join(report.table([run]))
    assert "import of 2,000 rows" in shown
    assert "× bare Django 0.005" in shown
    assert [(line.what, line.is_ok) for line in report.lines(run)] == [("import memory", True)]
