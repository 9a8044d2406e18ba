"""The counting itself against a naive count, and its steps against a replay."""

from calendar import monthrange
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.law.calendars import WorkCalendar
from chengguan.law.parameters import AmountChange, Approval, Unit, shipped
from chengguan.law.parameters.loading import amount_row
from chengguan.law.periods import Due, Pause, PeriodError, due, end_of
from chengguan.law.periods.counting import count_back, count_days, count_working_hours

from .moments import at, pause

DAY = timedelta(days=1)
CALENDAR = WorkCalendar(shipped())
DATES = st.dates(date(2024, 1, 1), date(2026, 11, 30))


@given(DATES, st.integers(1, 40))
def test_working_days_equal_a_naive_count(start: date, length: int) -> None:
    later = [start + DAY * n for n in range(1, 120)]
    worked = [day for day in later if CALENDAR.day(day).is_workday]
    assert count_days(start, length, Unit.WORKDAY, CALENDAR).moment == end_of(worked[length - 1])


@given(DATES, st.integers(1, 400))
def test_days_equal_plain_addition(start: date, length: int) -> None:
    assert count_days(start, length, Unit.DAY, CALENDAR).moment == end_of(start + DAY * length)


@given(DATES, st.integers(1, 30))
def test_months_end_on_the_same_number_or_the_last_day(start: date, length: int) -> None:
    """民法典 202."""
    end = count_days(start, length, Unit.MONTH, CALENDAR).moment.date()
    assert (end.year - start.year) * 12 + end.month - start.month == length
    assert end.day == min(start.day, monthrange(end.year, end.month)[1])


@given(DATES, st.integers(1, 20))
def test_a_rolled_period_ends_on_the_first_working_day_not_before_its_last(start, length):
    last = start + DAY * length
    end = count_days(start, length, Unit.DAY, CALENDAR, roll=True).moment.date()
    between = [last + DAY * n for n in range((end - last).days)]
    assert CALENDAR.day(end).is_workday
    assert not any(CALENDAR.day(day).is_workday for day in between)


@given(DATES, st.integers(1, 20))
def test_counting_back_leaves_exactly_so_many_working_days_between(event, length) -> None:
    by = count_back(event, length, CALENDAR).moment.date()
    between = [by + DAY * n for n in range(1, (event - by).days)]
    assert sum(CALENDAR.day(day).is_workday for day in between) == length
    assert CALENDAR.day(by).is_workday


@pytest.mark.parametrize(
    ("start", "hours", "pauses", "end"),
    [
        ("2026-09-30T09:00", 4, [], "2026-09-30T13:00"),
        ("2026-09-30T16:00", 4, [], "2026-10-08T11:00"),
        ("2026-09-30T20:00", 1, [], "2026-10-08T09:30"),
        ("2026-10-09T17:00", 1, [], "2026-10-10T09:00"),
        ("2026-09-28T06:00", 9, [], "2026-09-28T17:30"),
        ("2026-09-28T06:00", 18, [], "2026-09-29T17:30"),
        (
            "2026-09-28T09:00",
            2,
            [pause("2026-09-28T10:00", "2026-09-28T12:00")],
            "2026-09-28T13:00",
        ),
        ("2026-09-28T09:00", 2, [pause("2026-09-28T10:00")], None),
        ("2026-09-28T09:00", 2, [pause("2026-09-28T11:00")], "2026-09-28T11:00"),
    ],
)
def test_working_hours_run_within_the_service_hours(start, hours, pauses, end) -> None:
    count = count_working_hours(at(start), hours, (510, 1050), CALENDAR, pauses)
    assert count.moment == (end and at(end))


def test_service_hours_that_end_before_they_begin_are_refused() -> None:
    with pytest.raises(PeriodError, match="工作时间"):
        count_working_hours(at("2026-09-30"), 1, (1050, 510), CALENDAR)


def replayed(answer: Due) -> datetime:
    """Counts from the steps alone: no calendar, no rule book."""
    steps = {step.code: step.values for step in answer.steps}
    start = steps["start"]["on"]
    left = steps["length"]["length"] + sum(
        s.values["added"] for s in answer.steps if s.code == "extended"
    )
    skipped = ("off", "weekend", "suspended")
    gaps = [s.values for s in answer.steps if s.code in skipped]
    if steps["length"]["unit"] in ("month", "year"):
        months = left * (12 if steps["length"]["unit"] == "year" else 1)
        year, month = divmod(start.month - 1 + months, 12)
        last = monthrange(start.year + year, month + 1)[1]
        left = (date(start.year + year, month + 1, min(start.day, last)) - start).days
    day = start
    while left:
        day += DAY
        left -= not any(gap["since"] <= day < gap["until"] for gap in gaps)
    return end_of(steps["rolled"]["until"] if "rolled" in steps else day)


ROWS = ["CK01", "CK05", "CK06", "CK12", "CK17a", "CK30", "CK36", "CK48", "CK63"]


@given(
    st.sampled_from(ROWS),
    st.dates(date(2024, 1, 2), date(2026, 12, 31)),
    st.lists(st.tuples(st.integers(-10, 120), st.integers(0, 30)), max_size=3),
)
def test_the_steps_alone_lead_to_the_due_moment(name, since, gaps) -> None:
    start = end_of(since)
    pauses = [Pause(start + DAY * a, start + DAY * (a + b)) for a, b in gaps]
    answer = due(shipped(), name, start, pauses=pauses)
    assert replayed(answer) == answer.moment


@pytest.mark.parametrize("moment", ["2026-03-02T00:00", "2026-03-02T12:00", "2026-03-02T23:59"])
@pytest.mark.ref("CK01")
def test_the_hour_of_the_trigger_does_not_matter_for_days(moment: str) -> None:
    assert due(shipped(), "CK01", at(moment)).moment == end_of(date(2026, 5, 31))


@pytest.mark.ref("CK06")
def test_the_day_of_the_trigger_is_that_of_shanghai() -> None:
    late_in_utc = datetime.fromisoformat("2026-09-29T16:30:00+00:00")  # 00:30 on the 30th
    assert due(shipped(), "CK06", late_in_utc).moment == end_of(date(2026, 10, 13))


@pytest.mark.ref("service_hours.opens", "service_hours.closes")
def test_service_hours_are_a_setting_of_the_bureau() -> None:
    on = date(2026, 9, 15)
    hours = [shipped().amount(f"service_hours.{end}", on=on) for end in ("opens", "closes")]
    assert hours == [8 * 60 + 30, 17 * 60 + 30]
    row = {
        "key": "service_hours.opens",
        "title": "工作时间起点",
        "value": 540,
        "unit": "minute",
        "from": on,
        "source": "机关通知",
        "grade": "M",
    }
    change = AmountChange(amount_row(row), Approval("王一", "李二", on, "机关通知"))
    book = shipped().with_overlay([change])
    assert book.amount("service_hours.opens", on=on) == 540
    assert book.amount("service_hours.opens", on=on - DAY) == 510
