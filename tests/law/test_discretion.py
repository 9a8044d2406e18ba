"""裁量 (行政处罚法 30–33, 49): bands inside the legal range, never outside without a ground."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.law.discretion import (
    Band,
    Circumstances,
    Effect,
    bands,
    factors,
    propose,
)
from chengguan.law.parameters import Approval, Grade, shipped
from chengguan.law.parameters.overlay import AmountChange

ON = date(2026, 9, 15)
LOW, HIGH = 100_00, 1_000_00


def shown(*keys: str, **facts: object) -> Circumstances:
    return Circumstances(conduct_on=date(2026, 9, 1), shown=frozenset(keys), **facts)


def asked(*keys: str, **facts: object):
    return propose(LOW, HIGH, shown(*keys, **facts), shipped(), ON)


@pytest.mark.parametrize(
    ("keys", "band"),
    [
        ((), Band.ORDINARY),
        (("harm_removed",), Band.LIGHT),  # 32(1)
        (("coerced",), Band.LIGHT),  # 32(2)
        (("confessed",), Band.LIGHT),  # 32(3)
        (("merit",), Band.LIGHT),  # 32(4)
        (("limited_discernment",), Band.LIGHT),  # 31
        (("cooperated",), Band.LIGHT),
        (("emergency",), Band.HEAVY),  # 49
        (("harm_caused",), Band.HEAVY),
        (("harm_caused", "cooperated"), Band.ORDINARY),
        (("harm_caused", "harm_removed"), Band.LIGHT),  # what the law says goes before our defaults
        (("emergency", "coerced"), Band.ORDINARY),
        (("first_slight_and_corrected",), Band.LIGHT),
        (("minor_and_corrected",), Band.NO_PENALTY),  # 33(1)
        (("no_fault_proved", "emergency"), Band.NO_PENALTY),  # 33(2)
        (("cannot_discern",), Band.NO_PENALTY),  # 31
    ],
)
def test_circumstances_lead_to_a_band(keys, band):
    found = asked(*keys)
    assert found.band is band
    assert {factor.key for factor in found.factors} == set(keys)


@pytest.mark.parametrize(
    ("age", "band"),
    [
        (13, Band.NO_PENALTY),
        (14, Band.LIGHT),
        (17, Band.LIGHT),
        (18, Band.ORDINARY),
        (None, Band.ORDINARY),
    ],
)
def test_age_decides_at_fourteen_and_eighteen_行政处罚法30(age, band):
    assert asked(age=age).band is band


@pytest.mark.parametrize(
    ("last", "band"),
    [
        (date(2024, 8, 31), Band.ORDINARY),
        (date(2024, 9, 1), Band.HEAVY),
        (date(2026, 8, 31), Band.HEAVY),
        (date(2026, 9, 1), Band.ORDINARY),  # the conduct did not come after that penalty
        (None, Band.ORDINARY),
    ],
)
def test_repetition_counts_inside_the_look_back(last, band):
    assert asked(last_penalised_on=last).band is band


def test_the_look_back_of_a_leap_day_ends_on_the_28th():
    facts = Circumstances(date(2028, 2, 29), last_penalised_on=date(2026, 2, 28))
    assert propose(LOW, HIGH, facts, shipped(), ON).band is Band.HEAVY


def test_a_circumstance_nobody_knows_is_an_error():
    with pytest.raises(KeyError, match="sunshine"):
        asked("sunshine")


@pytest.mark.parametrize("effect", Effect)
def test_every_effect_has_a_circumstance_with_its_source(effect):
    mine = [factor for factor in factors().values() if factor.effect is effect]
    assert mine
    assert all(factor.cites or factor.source for factor in mine)
    is_ours = effect in (Effect.LOWER, Effect.RAISE)
    assert {factor.grade for factor in mine} == {Grade.DESIGN if is_ours else Grade.VERIFIED}


def test_the_bureau_moves_the_bands_from_a_day_on():
    since = date(2026, 10, 1)
    row = next(a for a in shipped().amounts if a.key == "discretion.light_top")
    approval = Approval("王一", "李二", date(2026, 9, 1), "裁量基准")
    law = shipped().with_overlay([AmountChange(replace(row, value=5_000, since=since), approval)])
    before = bands(0, 100, law, date(2026, 9, 30))
    after = bands(0, 100, law, since)
    assert (before[0][2], after[0][2]) == (30, 50)


def test_a_range_that_is_none_is_an_error():
    with pytest.raises(ValueError, match="is none"):
        bands(2, 1, shipped(), ON)


RANGES = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(sorted)
KEYS = st.frozensets(st.sampled_from(sorted(factors())))


@given(RANGES, KEYS, st.none() | st.integers(0, 90))
def test_never_above_the_highest_nor_below_the_least(span, keys, age):
    low, high = span
    found = propose(low, high, Circumstances(ON, age=age, shown=keys), shipped(), ON)
    assert 0 <= found.low <= found.high <= high
    if found.band is not Band.NO_PENALTY:
        assert low <= found.low


@given(RANGES)
def test_the_bands_cover_the_range_from_end_to_end(span):
    light, ordinary, heavy = bands(*span, shipped(), ON)
    assert (light[1], heavy[2]) == tuple(span)
    assert light[1] <= light[2] <= ordinary[2] <= heavy[2]
    assert ordinary[1] - light[2] <= 1
    assert heavy[1] - ordinary[2] <= 1
