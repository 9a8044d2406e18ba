"""Dates worked out elsewhere: the examples everybody in the trade computes first."""

from datetime import date

import pytest

from chengguan.law.calendars import WorkCalendar
from chengguan.law.parameters import Unit, shipped
from chengguan.law.periods import added_fine, due, end_of
from chengguan.law.periods.counting import count_days

from .moments import at


@pytest.mark.parametrize(
    ("trigger", "length", "last"),
    [
        ("2026-03-06", 1, "2026-03-09"),
        ("2026-03-06", 3, "2026-03-11"),
        ("2026-03-06", 5, "2026-03-13"),
        ("2026-03-06", 15, "2026-03-27"),
        ("2026-02-13", 1, "2026-02-14"),
        ("2026-02-13", 5, "2026-02-27"),
        ("2026-09-30", 1, "2026-10-08"),
        ("2026-09-30", 5, "2026-10-13"),
        ("2026-04-30", 5, "2026-05-11"),
        ("2026-03-05", 7, "2026-03-16"),
    ],
)
@pytest.mark.trap(12)
def test_working_days_leave_out_holidays_and_count_days_worked_in_exchange(trigger, length, last):
    start = date.fromisoformat(trigger)
    count = count_days(start, length, Unit.WORKDAY, WorkCalendar(shipped()))
    assert count.moment == end_of(date.fromisoformat(last))


@pytest.mark.parametrize(
    ("example", "name", "trigger", "last"),
    [
        ("T1", "CK01", "2026-03-02", "2026-05-31"),
        ("T2", "CK06", "2026-06-01", "2026-06-08"),
        ("T3", "CK12", "2026-06-01", "2026-06-16"),
        ("T4", "CK30", "2026-06-01", "2026-07-31"),
        ("T4", "CK36", "2026-06-01", "2026-12-01"),
        ("T5", "CK24", "2026-12-01", "2027-03-01"),
        ("a limit on the authority stays on its Sunday", "CK01", "2026-03-02", "2026-05-31"),
        ("preservation", "CK05", "2026-03-05", "2026-03-16"),
    ],
)
@pytest.mark.ref("CK01", "CK05", "CK06", "CK12", "CK24", "CK30", "CK36")
def test_the_worked_examples(example: str, name: str, trigger: str, last: str) -> None:
    assert due(shipped(), name, at(trigger)).moment == end_of(date.fromisoformat(last))


@pytest.mark.ref("CK24")
def test_t5_from_the_service_of_the_decision() -> None:
    answer = due(shipped(), "CK24", {"decision_served": at("2026-06-01")})
    assert answer.moment == end_of(date(2027, 3, 1))


@pytest.mark.parametrize(
    ("fine", "days", "added"),
    [
        (200_000, 40, 200_000),
        (200_000, 33, 198_000),
        (200_000, 34, 200_000),
        (200_000, 1, 6_000),
        (200_000, 0, 0),
        (5_000, 1, 150),
        (33, 1, 0),
    ],
)
@pytest.mark.ref("CK13", "late_fine.rate", "late_fine.cap")
def test_t6_the_additional_fine_is_three_per_cent_a_day_up_to_the_fine(fine, days, added) -> None:
    """行政处罚法 72(1)(一)：every day 3 %, never more than the fine itself."""
    assert added_fine(shipped(), fine, days, on=date(2026, 9, 15)) == added


@pytest.mark.parametrize(("fine", "days"), [(-1, 1), (1, -1)])
def test_an_additional_fine_of_less_than_nothing_is_refused(fine: int, days: int) -> None:
    with pytest.raises(ValueError, match="不得为负"):
        added_fine(shipped(), fine, days, on=date(2026, 9, 15))
