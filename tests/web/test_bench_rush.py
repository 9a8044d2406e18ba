"""The rush of the bench, small: what it asks, and that a fault fails it however fast it is."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import connection

from chengguan.web.bench import report, running
from chengguan.web.bench.budgets import RUSH, RUSH_BUDGETS, Budget
from chengguan.web.bench.running import Run, Rushed
from chengguan.web.management.commands import bench

PEOPLE = 240
"""A few more than there are seats."""
GOOD = Rushed(3000, 200, 8, 200.0, 1000.0, 0.2, 0, 0, 0, 0, 0, 0)


@pytest.fixture(scope="module")
def small() -> Run:
    wish = running.Wish([PEOPLE], 1, datetime.now(UTC), of=RUSH)
    (run,) = running.run([connection.vendor], wish, print)
    return run


@pytest.mark.postgres
@pytest.mark.parametrize("budget", RUSH_BUDGETS, ids=lambda budget: budget.key)
def test_no_request_asks_more_than_its_budget(small: Run, budget: Budget) -> None:
    assert small.volumes[0].taken[budget.key].statements <= budget.statements


@pytest.mark.postgres
def test_a_rush_leaves_no_fault(small: Run) -> None:
    (rushed,) = small.rushed
    assert rushed.requests == PEOPLE
    assert [getattr(rushed, fault) for fault in report.FAULTS] == [0] * len(report.FAULTS)
    shown = "\n".join(report.table([small]))
    assert "240 requests for 200 seats from 8 workers" in shown


@pytest.mark.parametrize("fault", report.FAULTS)
def test_one_fault_fails_a_run_however_fast_it_was(fault: str) -> None:
    bench.judge(list(report.lines(Run("sqlite", rushed=(GOOD,)))), strict=True)
    bad = Run("sqlite", rushed=(replace(GOOD, **{fault: 1}),))
    with pytest.raises(bench.CommandError):
        bench.judge(list(report.lines(bad)), strict=False)


def test_a_slow_rush_fails_only_where_speed_is_asked_for() -> None:
    slow = list(report.lines(Run("sqlite", rushed=(replace(GOOD, ratio=0.01),))))
    bench.judge(slow, strict=False)
    with pytest.raises(bench.CommandError):
        bench.judge(slow, strict=True)
