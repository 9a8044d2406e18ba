"""Working days, and which answers are provisional."""

from datetime import date, timedelta

import pytest

from chengguan.law.calendars import DayKind, WorkCalendar
from chengguan.law.parameters import Approval, DayOff, Notice, NoticeAdded, shipped
from chengguan.law.periods import due, end_of

from .moments import at

WORKDAYS_BY_MONTH = {
    2024: [22, 18, 21, 22, 21, 19, 23, 22, 21, 19, 21, 22],
    2025: [19, 19, 21, 22, 19, 20, 23, 21, 23, 18, 20, 23],
    2026: [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23],
}


def days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(n) for n in range((date(year + 1, 1, 1) - first).days)]


@pytest.mark.trap(12)
@pytest.mark.parametrize(("year", "total"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_the_years_with_a_notice(year: int, total: int) -> None:
    worked = [day for day in days_of(year) if WorkCalendar(shipped()).day(day).is_workday]
    assert [sum(day.month == m for day in worked) for m in range(1, 13)] == WORKDAYS_BY_MONTH[year]
    assert len(worked) == total


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        (date(2026, 9, 20), DayKind(True, "国庆节", False)),
        (date(2026, 10, 10), DayKind(True, "国庆节", False)),
        (date(2026, 10, 11), DayKind(False, None, False)),
        (date(2025, 10, 6), DayKind(False, "中秋节", False)),
        (date(2026, 12, 25), DayKind(True, None, False)),
        (date(2026, 12, 26), DayKind(False, None, True)),
        (date(2027, 1, 1), DayKind(False, "元旦", True)),
        (date(2027, 6, 9), DayKind(False, "端午节", True)),
        (date(2027, 6, 10), DayKind(True, None, True)),
        (date(2040, 10, 2), DayKind(False, "国庆节", True)),
        (date(2019, 5, 1), DayKind(False, "劳动节", True)),
    ],
)
def test_what_a_day_is(day: date, kind: DayKind) -> None:
    assert WorkCalendar(shipped()).day(day) == kind


@pytest.mark.parametrize("year", range(1995, 2060))
def test_a_year_without_a_notice_is_provisional_and_never_an_error(year: int) -> None:
    calendar = WorkCalendar(shipped())
    assert all(calendar.day(day).provisional for day in days_of(year)) == (
        year not in WORKDAYS_BY_MONTH
    )


@pytest.mark.ref("CK06")
@pytest.mark.parametrize(
    ("served", "last", "provisional"),
    [
        ("2026-12-10", "2026-12-17", False),
        ("2026-12-18", "2026-12-25", False),
        # The weekend of 26 December could be worked for New Year.
        ("2026-12-21", "2026-12-28", True),
        ("2026-12-28", "2027-01-05", True),
        ("2027-03-01", "2027-03-08", True),
        ("2025-12-29", "2026-01-06", False),
    ],
)
def test_provisional_exactly_when_a_missing_notice_could_change_it(served, last, provisional):
    answer = due(shipped(), "CK06", at(served))
    assert (answer.moment, answer.provisional) == (end_of(date.fromisoformat(last)), provisional)


def with_notice_2027(*days: DayOff):
    approval = Approval("王一", "李二", date(2026, 11, 20), "放假通知")
    return shipped().with_overlay([NoticeAdded(Notice(2027, "通知", days), approval)])


@pytest.mark.ref("CK06")
@pytest.mark.parametrize("served", days_of(2026)[300:])
def test_an_answer_that_is_not_provisional_stands_whatever_the_notice_says(served: date) -> None:
    """The widest New Year block: the week off, the weekend before it worked."""
    block = [DayOff(date(2026, 12, 26) + timedelta(n), "元旦", n < 2) for n in range(9)]
    before = due(shipped(), "CK06", end_of(served))
    after = due(with_notice_2027(*block), "CK06", end_of(served))
    assert before.provisional == (before.moment >= end_of(date(2026, 12, 26)))
    assert before.provisional or after.moment == before.moment


def test_a_notice_that_is_out_settles_its_year_and_the_december_before() -> None:
    calendar = WorkCalendar(with_notice_2027(DayOff(date(2026, 12, 27), "元旦", True)))
    assert calendar.day(date(2026, 12, 27)) == DayKind(True, "元旦", False)
    assert not calendar.day(date(2027, 6, 10)).provisional
    # Saturday 25 December 2027 opens the weekend before the week of New Year's Day 2028.
    assert not calendar.day(date(2027, 12, 24)).provisional
    assert calendar.day(date(2027, 12, 25)).provisional


@pytest.mark.ref("CK01")
@pytest.mark.parametrize("month", range(1, 13))
def test_an_unrolled_period_of_natural_days_is_never_provisional(month: int) -> None:
    assert not due(shipped(), "CK01", at(f"2027-{month:02}-15")).provisional


@pytest.mark.ref("CK12")
@pytest.mark.parametrize(
    ("received", "last", "provisional"),
    [
        ("2026-12-10", "2026-12-25", False),
        ("2026-12-11", "2026-12-28", True),
        ("2026-12-17", "2027-01-04", True),
    ],
)
def test_a_rolled_period_is_provisional_by_its_last_days(received, last, provisional) -> None:
    answer = due(shipped(), "CK12", at(received))
    assert (answer.moment, answer.provisional) == (end_of(date.fromisoformat(last)), provisional)
