"""Days and moments typed in forms: the ends of the calendar are refused, never an error."""

import pytest
from django.forms import ValidationError

from chengguan.core.work.forms import DayField, MomentField


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_the_calendar_are_refused(year: str):
    with pytest.raises(ValidationError):
        DayField().clean(f"{year}-01-01")
    with pytest.raises(ValidationError):
        MomentField().clean(f"{year}-01-01T00:00")


def test_a_day_and_a_moment_of_today_are_taken():
    assert DayField().clean("2026-09-15").isoformat() == "2026-09-15"
    assert MomentField().clean("2026-09-15T09:00").hour == 9
    assert MomentField(required=False).clean("") is None
