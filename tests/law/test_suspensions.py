"""Suspensions are half-open, merged by one function, and never shorten a period."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.law.parameters import shipped
from chengguan.law.periods import Pause, PeriodError, due, end_of

from .moments import at, pause

DOCKETED = "2026-03-02T09:00"  # ninety days end on 31 May


@pytest.mark.trap(5)
@pytest.mark.ref("CK01")
@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([], "2026-05-31"),
        ([pause("2026-03-10", "2026-03-15")], "2026-06-05"),
        ([pause("2026-03-10T14:00", "2026-03-10T17:00")], "2026-05-31"),
        # overlapping, nested, touching, twice the same
        ([pause("2026-03-10", "2026-03-15"), pause("2026-03-13", "2026-03-17")], "2026-06-07"),
        ([pause("2026-03-10", "2026-03-20"), pause("2026-03-12", "2026-03-14")], "2026-06-10"),
        ([pause("2026-03-10", "2026-03-12"), pause("2026-03-12", "2026-03-15")], "2026-06-05"),
        ([pause("2026-03-10", "2026-03-15")] * 2, "2026-06-05"),
        # begun before the trigger, wholly before it, across the end, wholly after it
        ([pause("2026-02-20", "2026-03-05")], "2026-06-02"),
        ([pause("2026-02-20", "2026-02-25")], "2026-05-31"),
        ([pause("2026-05-30", "2026-06-03")], "2026-06-04"),
        ([pause("2026-06-01", "2026-06-10")], "2026-05-31"),
        # what is gained by one suspension falls into the next
        ([pause("2026-03-10", "2026-03-15"), pause("2026-06-03", "2026-06-05")], "2026-06-07"),
    ],
)
def test_suspended_days_are_left_out(pauses: list[Pause], last: str) -> None:
    answer = due(shipped(), "CK01", at(DOCKETED), pauses=pauses)
    assert answer.moment == end_of(date.fromisoformat(last))


@pytest.mark.trap(5)
@pytest.mark.parametrize(
    ("name", "pauses"),
    [
        ("CK01", [pause("2026-03-10")]),
        ("CK01", [pause("2026-03-10"), pause("2026-03-20", "2026-03-25")]),
        ("CK01", [pause("2026-02-01")]),
        ("CK05", [pause("2026-03-03")]),
        ("CK22", [pause("2026-03-02T10:00")]),
    ],
)
def test_a_lasting_suspension_leaves_the_period_open(name: str, pauses: list[Pause]) -> None:
    answer = due(shipped(), name, at(DOCKETED), pauses=pauses)
    assert answer.moment is None
    assert answer.steps[-2].code == "open"


@pytest.mark.ref("CK05")
@pytest.mark.parametrize(
    ("pauses", "last"),
    [
        ([pause("2026-03-07", "2026-03-09")], "2026-03-16"),  # a weekend
        ([pause("2026-03-06", "2026-03-10")], "2026-03-18"),  # Friday and Monday
        ([pause("2026-03-17")], "2026-03-16"),  # after the end
    ],
)
def test_working_days_lose_only_suspended_working_days(pauses: list[Pause], last: str) -> None:
    answer = due(shipped(), "CK05", at("2026-03-05"), pauses=pauses)
    assert answer.moment == end_of(date.fromisoformat(last))


@pytest.mark.ref("CK22")
@pytest.mark.parametrize(
    ("pauses", "moment"),
    [
        ([pause("2026-03-02T10:00", "2026-03-02T12:00")], "2026-03-03T11:00"),
        ([pause("2026-03-02T08:00", "2026-03-02T10:00")], "2026-03-03T10:00"),
        ([pause("2026-03-03T09:00", "2026-03-03T12:00")], "2026-03-03T09:00"),
        (
            [
                pause("2026-03-02T10:00", "2026-03-02T12:00"),
                pause("2026-03-02T11:00", "2026-03-02T13:00"),
            ],
            "2026-03-03T12:00",
        ),
    ],
)
def test_hours_lose_the_suspended_time_to_the_minute(pauses: list[Pause], moment: str) -> None:
    assert due(shipped(), "CK22", at(DOCKETED), pauses=pauses).moment == at(moment)


@pytest.mark.ref("CK36", "CK48")
@pytest.mark.parametrize(
    ("name", "since", "last"),
    [("CK48", "2026-01-31", "2026-03-03"), ("CK36", "2026-06-01", "2026-12-04")],
)
def test_months_are_prolonged_by_the_suspended_days(name: str, since: str, last: str) -> None:
    three_days = [Pause(at(since) + timedelta(days=5), at(since) + timedelta(days=8))]
    answer = due(shipped(), name, at(since), pauses=three_days)
    assert answer.moment == end_of(date.fromisoformat(last))


@pytest.mark.parametrize(
    ("since", "until", "message"),
    [
        (at("2026-03-10"), at("2026-03-09"), "早于"),
        (at("2026-03-10").replace(tzinfo=None), None, "时区"),
        (at("2026-03-10"), at("2026-03-11").replace(tzinfo=None), "时区"),
    ],
)
def test_a_suspension_that_cannot_be_is_refused(since, until, message) -> None:
    with pytest.raises(PeriodError, match=message):
        Pause(since, until)


PERIODS = st.sampled_from(["CK01", "CK05", "CK06", "CK12", "CK22", "CK36", "CK47", "CK63"])
DAYS = st.integers(-20, 200)
PAUSES = st.lists(
    st.tuples(st.integers(-200, 4000), st.integers(0, 900)).map(
        lambda hours: Pause(
            at(DOCKETED) + timedelta(hours=hours[0]),
            at(DOCKETED) + timedelta(hours=hours[0] + hours[1]),
        )
    ),
    max_size=5,
)


@given(PERIODS, PAUSES)
def test_suspensions_never_shorten(name: str, pauses: list[Pause]) -> None:
    plain = due(shipped(), name, at(DOCKETED))
    assert due(shipped(), name, at(DOCKETED), pauses=pauses).moment >= plain.moment


@given(PERIODS, DAYS, st.integers(0, 60), st.integers(0, 60))
def test_a_suspension_cut_in_two_is_the_same_suspension(name, first, one, two) -> None:
    since = at(DOCKETED) + timedelta(days=first)
    middle, until = since + timedelta(days=one), since + timedelta(days=one + two)
    cut = [Pause(since, middle), Pause(middle, until)]
    whole = due(shipped(), name, at(DOCKETED), pauses=[Pause(since, until)])
    assert due(shipped(), name, at(DOCKETED), pauses=cut).moment == whole.moment


@given(PERIODS, PAUSES, st.randoms(use_true_random=False))
def test_the_order_of_suspensions_does_not_matter(name, pauses, random) -> None:
    shuffled = random.sample(pauses, len(pauses))
    one, other = (due(shipped(), name, at(DOCKETED), pauses=p) for p in (pauses, shuffled))
    assert one.moment == other.moment
