"""The first lawful day of forced demolition, worked by hand (行政强制法 44; 沪拆违规定 9, 10)."""

from datetime import date, datetime, timedelta

import pytest

from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures.earliest import Remedy, earliest
from chengguan.law import periods
from chengguan.law.parameters import shipped

LAW = shipped()
TERM = date(2026, 6, 15)


def day(text: str, hour: int = 10) -> datetime:
    return datetime.fromisoformat(text).replace(hour=hour, tzinfo=ZONE)


def first(served: str | None, announced: str | None, *remedies: Remedy, term: date = TERM):
    return earliest(
        LAW,
        served_at=day(served) if served else None,
        announced_at=day(announced) if announced else None,
        due_on=term,
        remedies=remedies,
    )


@pytest.mark.ref("CK50")
@pytest.mark.parametrize(
    ("served", "announced", "expected"),
    [
        # Six months from 1 June end on 1 December 24:00: the 2nd is the first lawful day.
        ("2026-06-01", "2026-06-01", "2026-12-02"),
        # The later of service and announcement begins the count, whichever it is.
        ("2026-06-01", "2026-06-03", "2026-12-04"),
        ("2026-06-03", "2026-06-01", "2026-12-04"),
        # 28 September 2026 is a Monday: it rolls nowhere.
        ("2026-03-28", "2026-03-28", "2026-09-29"),
        # The end falls into the national holiday and rolls behind it.
        ("2026-04-04", "2026-04-04", "2026-10-09"),
        # No such day in February: the month's last, a make-up Saturday.
        ("2025-08-30", "2025-08-30", "2026-03-01"),
    ],
)
def test_both_periods_lapse_before_the_day(served: str, announced: str, expected: str) -> None:
    """行政强制法 44."""
    term = day(served).date() + timedelta(days=15)
    assert first(served, announced, term=term).day == date.fromisoformat(expected)


@pytest.mark.ref("CK50")
@pytest.mark.parametrize(
    ("served", "announced", "lacks"),
    [
        (None, None, ("served", "announced")),
        ("2026-06-01", None, ("announced",)),
        (None, "2026-06-01", ("served",)),
    ],
)
def test_without_service_and_announcement_there_is_no_day(served, announced, lacks) -> None:
    """沪拆违规定 9."""
    found = first(served, announced)
    assert (found.day, found.lacks) == (None, lacks)


@pytest.mark.ref("CK50")
def test_a_pending_remedy_leaves_it_open() -> None:
    """行政强制法 44: not before it has ended, however long that takes."""
    found = first("2026-06-01", "2026-06-01", Remedy(day("2026-07-01")))
    assert found.is_pending
    assert found.day is None
    assert found.dues[0].steps[0].code == "remedy_pending"


@pytest.mark.ref("CK50")
def test_one_that_ended_does_not_hide_another_that_is_pending() -> None:
    """行政强制法 44."""
    ended = Remedy(day("2026-07-01"), day("2026-08-01"))
    assert first("2026-06-01", "2026-06-01", ended, Remedy(day("2026-08-05"))).is_pending


@pytest.mark.ref("CK50")
def test_a_lawsuit_that_ended_late_moves_the_day() -> None:
    """行政强制法 44: the day after its end."""
    suit = Remedy(day("2026-07-01"), day("2027-03-02"))
    assert first("2026-06-01", "2026-06-01", suit).day == date(2027, 3, 3)


@pytest.mark.ref("CK50")
def test_a_remedy_that_ended_early_shortens_nothing() -> None:
    """行政强制法 44: the periods of the law run on."""
    withdrawn = Remedy(day("2026-06-10"), day("2026-06-20"))
    assert first("2026-06-01", "2026-06-01", withdrawn).day == date(2026, 12, 2)


@pytest.mark.ref("CK37", "CK50")
def test_after_a_reconsideration_the_court_is_still_open() -> None:
    """行政诉讼法 45: fifteen days from the decision of 4 December 2026, then the day after."""
    upheld = Remedy(day("2026-07-01"), day("2026-12-04"), can_go_on=True)
    found = first("2026-06-01", "2026-06-01", upheld)
    # The fifteenth day is Saturday the 19th and rolls to Monday the 21st.
    assert found.day == date(2026, 12, 22)
    assert [due.ref for due in found.dues] == ["CK50", "CK37"]


@pytest.mark.ref("CK50")
def test_a_term_beyond_the_periods_is_waited_for() -> None:
    """沪拆违规定 10: nobody is forced before the day he was given."""
    found = first("2026-06-01", "2026-06-01", term=date(2027, 1, 31))
    assert found.day == date(2027, 2, 1)


@pytest.mark.ref("CK50")
def test_the_day_explains_itself() -> None:
    """行政强制法 44: six months, and the shorter period beside it."""
    codes = [step.code for step in first("2026-06-01", "2026-06-03").dues[0].steps]
    assert codes[:2] == ["start", "length"]
    assert "later_of" in codes
    assert codes[-1] == "due"


@pytest.mark.ref("CK50")
def test_a_day_beyond_the_known_calendar_is_provisional() -> None:
    """行政强制法 44."""
    assert first("2026-08-01", "2026-08-01").is_provisional
    assert not first("2026-03-02", "2026-03-02").is_provisional


@pytest.mark.ref("CK46", "CK47")
@pytest.mark.parametrize(
    ("ref", "found_at", "expected"),
    [
        ("CK47", "2026-04-08T14:20", "2026-04-08T16:20"),
        ("CK46", "2026-04-08T14:20", "2026-04-09T14:20"),
        # Hours know neither night nor holiday.
        ("CK47", "2026-10-01T23:30", "2026-10-02T01:30"),
        ("CK46", "2026-09-30T18:00", "2026-10-01T18:00"),
    ],
)
def test_the_hours_of_the_site_run_on(ref: str, found_at: str, expected: str) -> None:
    """沪拆违规定 7."""
    began = datetime.fromisoformat(found_at).replace(tzinfo=ZONE)
    assert periods.due(LAW, ref, began).moment == datetime.fromisoformat(expected).replace(
        tzinfo=ZONE
    )


@pytest.mark.ref("CK48")
@pytest.mark.parametrize(
    ("reported", "last"),
    [("2026-09-28", "2026-10-28"), ("2026-01-31", "2026-02-28"), ("2026-12-05", "2027-01-05")],
)
def test_the_reporter_is_answered_within_a_month(reported: str, last: str) -> None:
    """沪拆违规定 5.4."""
    due = periods.due(LAW, "CK48", day(reported))
    assert due.moment is not None
    assert due.moment.astimezone(ZONE).date() == date.fromisoformat(last)


@pytest.mark.ref("CK49")
def test_a_notice_is_up_ten_days() -> None:
    """沪拆违规定 9: posted on 28 September, up to 8 October; holidays change nothing."""
    due = periods.due(LAW, "CK49", day("2026-09-28"))
    assert due.is_earliest
    assert due.moment == day("2026-10-08", 0) + timedelta(days=1, seconds=-1)


@pytest.mark.ref("CK51")
def test_the_property_company_reports_within_a_day() -> None:
    """沪物业规定 59."""
    began = datetime(2026, 4, 8, 14, 20, tzinfo=ZONE)
    assert periods.due(LAW, "CK51", began).moment == began + timedelta(hours=24)


@pytest.mark.ref("ST_SETTLE", "ST_LOOK_1", "ST_LOOK_3", "ST_LOOK_6", "ST_SAFE")
@pytest.mark.parametrize(
    ("ref", "expected"),
    [
        ("ST_SETTLE", "2026-04-01"),
        ("ST_LOOK_1", "2026-04-02"),
        ("ST_LOOK_3", "2026-06-02"),
        ("ST_LOOK_6", "2026-09-02"),
    ],
)
def test_the_terms_of_the_platform(ref: str, expected: str) -> None:
    """违建治理口径: 30 days to settle; looks after 1, 3 and 6 months; the named day for a check."""
    due = periods.due(LAW, ref, day("2026-03-02"))
    assert due.moment == day(expected, 0) + timedelta(days=1, seconds=-1)
    named = periods.due(LAW, "ST_SAFE", {"from": day("2026-03-02"), "given": day("2026-04-01")})
    assert named.moment == day("2026-04-01", 0) + timedelta(days=1, seconds=-1)
