"""What stands in an address is anybody's: a broken part is left out and never an error."""

from datetime import UTC, date, datetime

import pytest

from chengguan.core.pages.addresses import day, moment, row_key


@pytest.mark.parametrize(
    ("words", "key"),
    [
        ("12", 12),
        ("9" * 18, 10**18 - 1),
        ("9" * 19, None),
        ("9" * 5000, None),
        ("²", None),
        ("-1", None),
        ("", None),
        ("堃", None),
    ],
)
def test_a_key_is_one_that_a_row_can_have(words: str, key: int | None):
    assert row_key(words) == key


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2026-09-15", date(2026, 9, 15)),
        ("0002-01-01", date(2, 1, 1)),
        ("9998-12-31", date(9998, 12, 31)),
        ("0001-12-31", None),
        ("9999-01-01", None),
        ("2026-13-40", None),
        ("", None),
    ],
)
def test_a_day_has_neighbours(words: str, found: date | None):
    assert day(words) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2026-09-15T09:00:00+08:00", datetime(2026, 9, 15, 1, tzinfo=UTC)),
        ("2026-09-15T09:00:00", None),
        ("0001-01-01T00:00:00+08:00", None),
        ("9999-12-31T23:59:59-23:00", None),
        ("x", None),
    ],
)
def test_a_moment_has_its_zone_and_lies_in_the_calendar(words: str, found: datetime | None):
    assert moment(words) == found
