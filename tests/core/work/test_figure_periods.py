"""The periods of figures: half-open, in local time, each with its neighbours."""

from datetime import datetime, timedelta

import pytest

from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.rules import ZONE


@pytest.mark.parametrize(
    ("key", "since", "until", "previous", "year_before"),
    [
        ("2026-09", "2026-09-01", "2026-10-01", "2026-08", "2025-09"),
        ("2026-01", "2026-01-01", "2026-02-01", "2025-12", "2025-01"),
        ("2026-12", "2026-12-01", "2027-01-01", "2026-11", "2025-12"),
        ("2028-02", "2028-02-01", "2028-03-01", "2028-01", "2027-02"),
        ("2026-Q1", "2026-01-01", "2026-04-01", "2025-Q4", "2025-Q1"),
        ("2026-Q3", "2026-07-01", "2026-10-01", "2026-Q2", "2025-Q3"),
        ("2026-H1", "2026-01-01", "2026-07-01", "2025-H2", "2025-H1"),
        ("2026-H2", "2026-07-01", "2027-01-01", "2026-H1", "2025-H2"),
        ("2026", "2026-01-01", "2027-01-01", "2025", "2025"),
    ],
)
def test_a_period_has_its_bounds_and_its_neighbours(
    key: str, since: str, until: str, previous: str, year_before: str
) -> None:
    period = Period.read(key)
    assert period.key == key
    assert period.since == datetime.fromisoformat(since).replace(tzinfo=ZONE)
    assert period.until == datetime.fromisoformat(until).replace(tzinfo=ZONE)
    assert period.previous.key == previous
    assert period.year_before.key == year_before


NO_PERIODS = """
    2026-13 2026-00 2026-9 2026-Q5 2026-Q01 2026-H3 2026-W1 26-09 9999-12 0000-01 2026-09-01
    2026-q3 二〇二六 -
"""


@pytest.mark.parametrize("key", ["", *NO_PERIODS.split()])
def test_what_is_no_period_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=r"period|written|no "):
        Period.read(key)


@pytest.mark.parametrize("span", Span)
def test_periods_of_a_length_follow_one_another_without_gap(span: Span) -> None:
    period = Period.around(span, datetime(2023, 11, 30, tzinfo=ZONE))
    for _ in range(40):
        assert period.until == period.shifted(1).since
        assert period.shifted(1).previous == period
        period = period.shifted(1)


@pytest.mark.parametrize("span", Span)
def test_a_moment_lies_in_the_period_around_it_also_at_its_edges(span: Span) -> None:
    new_year = datetime(2027, 1, 1, tzinfo=ZONE)
    for moment in (new_year, new_year - timedelta(microseconds=1)):
        period = Period.around(span, moment)
        assert period.since <= moment < period.until
        assert period.is_running(moment)
        assert not period.previous.is_running(moment)


def test_a_day_is_a_local_day() -> None:
    late_in_greenwich = datetime.fromisoformat("2026-08-31T17:00:00+00:00")
    assert Period.around(Span.MONTH, late_in_greenwich).key == "2026-09"
