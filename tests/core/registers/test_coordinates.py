"""Shifted coordinates come back; what is not shifted stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chengguan.core.registers.coordinates import gcj_of_wgs, to_wgs84

METRE = 1e-5
LATITUDES, LONGITUDES = st.floats(18, 53), st.floats(74, 134)


@given(LATITUDES, LONGITUDES)
def test_gcj_is_undone(latitude, longitude):
    back = to_wgs84("gcj02", *gcj_of_wgs(latitude, longitude))
    assert back == pytest.approx((latitude, longitude), abs=METRE / 10)


@given(LATITUDES, LONGITUDES)
def test_wgs_stays(latitude, longitude):
    assert to_wgs84("wgs84", latitude, longitude) == (latitude, longitude)


def test_the_shift_in_this_district_is_the_known_one():
    latitude, longitude = gcj_of_wgs(31.2112, 121.3951)
    assert longitude - 121.3951 == pytest.approx(0.0045, abs=0.0003)
    assert latitude - 31.2112 == pytest.approx(-0.0020, abs=0.0003)


def test_bd_lies_a_known_way_beyond_gcj():
    gcj = to_wgs84("gcj02", 31.2092, 121.3996)
    bd = to_wgs84("bd09", 31.2092 + 0.0058, 121.3996 + 0.0065)
    assert bd == pytest.approx(gcj, abs=50 * METRE)


def test_abroad_nothing_is_shifted():
    assert gcj_of_wgs(48.85, 2.35) == (48.85, 2.35)


def test_an_unknown_datum_is_an_error():
    with pytest.raises(ValueError, match="cgcs"):
        to_wgs84("cgcs", 31, 121)
