"""What a board of figures costs: the database adds up, the house reads sums and never the rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.work import figures
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked
from chengguan.core.work.models import Matter
from tests.core.work.sample import Town
from tests.core.work.test_figures import OPENED

MANY = 20


@pytest.mark.trap(29)
@pytest.mark.postgres
def test_a_figure_is_one_sum_and_its_ranking_two_however_many_there_are(town, monkeypatch) -> None:
    """Nothing is fetched row by row and nothing is added up in the house: with twice as many
    matters a board asks the same statements, and no matter is read."""
    for _ in range(MANY):
        town.begin()
    assert cost(town, monkeypatch) == (1, 2, MANY)
    for _ in range(MANY):
        town.begin()
    assert cost(town, monkeypatch) == (1, 2, 2 * MANY)


def cost(town: Town, monkeypatch: pytest.MonkeyPatch) -> tuple[int, int, int]:
    """Statements of a figure and of its ranking, and how much it counts."""
    asked = Asked(town.leader, Period.read("2026-03"), town.at + timedelta(days=1))
    with monkeypatch.context() as patched:
        patched.setattr(Matter, "from_db", _read)
        with CaptureQueriesContext(connection) as one:
            measure = figures.measure(OPENED, asked)
        with CaptureQueriesContext(connection) as two:
            figures.ranking(OPENED, asked)
    return len(one), len(two), measure.counted


def _read(*_row: object) -> Matter:
    raise AssertionError("a board of figures reads no matter")
