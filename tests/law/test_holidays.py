"""What cannot stand in a holiday notice; which notice may take another's place."""

from datetime import date, timedelta

import pytest

from chengguan.law.calendars import settled_from
from chengguan.law.holidays import faults, missing
from chengguan.law.parameters import Approval, DayOff, Notice, NoticeAdded, shipped
from chengguan.law.periods import due

from .moments import at

ISSUED = date(2026, 11, 5)
NEW_YEAR = DayOff(date(2027, 1, 1), "元旦", False)


def notice(
    *days: DayOff, year: int = 2027, source: str = "通知二", issued: date = ISSUED
) -> Notice:
    return Notice(year, source, days or (NEW_YEAR,), issued)


def codes(what: Notice, rules=None) -> list[str]:
    return [fault.code for fault in faults(what, rules or shipped())]


def off(on: date) -> DayOff:
    return DayOff(on, "元旦", False)


def worked(on: date) -> DayOff:
    return DayOff(on, "元旦", True)


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_the_published_notices_are_sound_beside_nothing(year: int) -> None:
    book = shipped()
    assert faults(book.notices[year], shipped())[0].code == "same_source"
    without = Notice(year + 100, "甲", (off(date(year + 100, 1, 1)),), ISSUED)
    assert codes(without) == []


@pytest.mark.parametrize(
    ("day", "found"),
    [
        (date(2026, 12, 25), ["outside"]),
        (settled_from(2027), []),  # the New Year block may borrow from the weekend before
        (date(2027, 12, 31), []),
        (date(2028, 1, 1), ["outside"]),
    ],
)
def test_a_notice_speaks_of_its_year_and_the_week_before_it(day: date, found: list[str]) -> None:
    assert codes(notice(NEW_YEAR, off(day))) == found


@pytest.mark.parametrize("n", range(7))
def test_a_make_up_workday_is_a_saturday_or_a_sunday(n: int) -> None:
    day = date(2027, 3, 1) + timedelta(days=n)  # a Monday
    assert codes(notice(NEW_YEAR, worked(day))) == ([] if n >= 5 else ["not_a_weekend"])


def test_no_day_stands_twice_neither_off_nor_off_and_worked() -> None:
    saturday = date(2027, 1, 9)
    assert codes(notice(NEW_YEAR, NEW_YEAR)) == ["twice"]
    assert codes(notice(NEW_YEAR, off(saturday), worked(saturday))) == ["twice"]


def test_a_notice_gives_something_off() -> None:
    assert codes(notice(worked(date(2027, 1, 9)))) == ["nothing_off"]


def test_what_is_published_yields_only_to_a_later_notice_with_its_own_number() -> None:
    day, standing = off(date(2026, 1, 1)), shipped().notices[2026]
    assert standing.issued is not None
    later = standing.issued + timedelta(days=1)
    assert codes(notice(day, year=2026, source=standing.source, issued=later)) == ["same_source"]
    assert codes(notice(day, year=2026, source="甲", issued=standing.issued)) == ["not_later"]
    assert codes(notice(day, year=2026, source="甲", issued=later)) == []


def test_the_statutory_holidays_left_out_are_named() -> None:
    gaps = missing(notice(NEW_YEAR), shipped())
    assert date(2027, 10, 1) in gaps
    assert NEW_YEAR.on not in gaps


@pytest.mark.ref("CK06")
def test_with_its_notice_an_answer_across_the_new_year_is_final() -> None:
    approval = Approval("王一", "李二", ISSUED, "通知二")
    days = [off(date(2027, 1, n)) for n in (1, 2, 3, 4)]
    law = shipped().with_overlay([NoticeAdded(notice(*days), approval)])
    before, after = due(shipped(), "CK06", at("2026-12-28")), due(law, "CK06", at("2026-12-28"))
    assert (before.provisional, after.provisional) == (True, False)
    assert before.moment is not None
    assert after.moment == before.moment + timedelta(days=1)
