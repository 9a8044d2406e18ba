"""A day that an act sets: nothing is counted, the day is the end, and further acts move it."""

from datetime import date

import pytest

from chengguan.law.data import DataError
from chengguan.law.parameters import shipped
from chengguan.law.parameters.loading import clock_row
from chengguan.law.periods import Extension, Pause, PeriodError, due, end_of

from .moments import at

GIVEN = ("TASK_REPLY", "PLAN_WINDOW")
all_given = pytest.mark.parametrize("name", GIVEN)


def reckoned(name: str, given: str, *lengths: tuple[int, str], **more):
    granted = [Extension(length, at(on)) for length, on in lengths]
    moments = {"from": at("2026-09-01T10:00"), "given": at(given)}
    return due(shipped(), name, moments, extensions=granted, **more)


@pytest.mark.ref("TASK_REPLY", "PLAN_WINDOW")
@all_given
@pytest.mark.parametrize("given", ["2026-09-30", "2026-09-30T08:00", "2026-09-30T23:59:59"])
def test_the_day_lasts_until_it_is_over(name: str, given: str) -> None:
    answer = reckoned(name, given)
    assert answer.moment == answer.first_moment == end_of(date(2026, 9, 30))
    assert not answer.provisional
    assert [step.code for step in answer.steps] == ["given", "last_day", "due"]
    assert answer.steps[0].values["on"] == date(2026, 9, 30)


@pytest.mark.ref("TASK_REPLY", "PLAN_WINDOW")
@all_given
def test_it_is_the_very_day_also_when_it_is_off(name: str) -> None:
    assert reckoned(name, "2026-10-03").moment == end_of(date(2026, 10, 3))


@pytest.mark.ref("TASK_REPLY")
def test_it_may_be_the_day_of_the_act_itself() -> None:
    assert reckoned("TASK_REPLY", "2026-09-01").moment == end_of(date(2026, 9, 1))


@pytest.mark.ref("TASK_REPLY", "PLAN_WINDOW")
@pytest.mark.trap(47)
@all_given
def test_each_extension_granted_in_time_moves_it_by_its_days_and_the_first_stays(name: str) -> None:
    answer = reckoned(name, "2026-09-30", (3, "2026-09-29"), (20, "2026-10-03"), (1, "2026-10-23"))
    assert answer.moment == end_of(date(2026, 10, 24))
    assert answer.first_moment == end_of(date(2026, 9, 30))


@pytest.mark.ref("TASK_REPLY")
@pytest.mark.parametrize(
    ("granted_at", "last", "said"),
    [
        ("2026-09-30T23:59:59", "2026-10-02", "extended"),
        ("2026-10-01T00:00:00", "2026-09-30", "extension_too_late"),
    ],
)
def test_an_extension_granted_after_the_day_forgives_nothing(granted_at, last, said) -> None:
    answer = reckoned("TASK_REPLY", "2026-09-30", (2, granted_at))
    assert answer.moment == end_of(date.fromisoformat(last))
    assert said in {step.code for step in answer.steps}


@pytest.mark.ref("PLAN_WINDOW")
def test_a_suspension_before_the_day_moves_nothing() -> None:
    pause = Pause(at("2026-09-10"), at("2026-09-20"))
    answer = reckoned("PLAN_WINDOW", "2026-09-30", pauses=[pause])
    assert answer.moment == end_of(date(2026, 9, 30))


@pytest.mark.ref("TASK_REPLY")
def test_without_the_day_nothing_can_be_said() -> None:
    with pytest.raises(PeriodError, match="given"):
        due(shipped(), "TASK_REPLY", at("2026-09-01"))


@pytest.mark.ref("TASK_SIGN")
@pytest.mark.parametrize(
    ("since", "last"),
    [
        ("2026-09-15T09:00", "2026-09-16"),
        ("2026-09-18T17:00", "2026-09-20"),  # a Friday; the Sunday is worked in exchange
        ("2026-09-30T09:00", "2026-10-08"),
    ],
)
def test_a_task_is_signed_for_by_the_end_of_the_next_working_day(since: str, last: str) -> None:
    assert due(shipped(), "TASK_SIGN", at(since)).moment == end_of(date.fromisoformat(last))


def row(**said):
    version = {"from": date(2026, 1, 1), "length": 0, "unit": "given", "grade": "D", "source": "x"}
    whole = {"ref": "X", "key": "x", "title": "x", "starts": "x", "binds": "x"}
    return clock_row(whole | {"versions": [version | said]}, "clocks.toml")


def test_a_given_day_has_no_length() -> None:
    assert row().is_given
    with pytest.raises(DataError, match="长度"):
        row(length=1)


def test_a_counted_period_has_one() -> None:
    assert not row(length=1, unit="day").is_given
    with pytest.raises(DataError):
        row(unit="day")
