"""The filters of the list of cases."""

from datetime import datetime, timedelta

import pytest

from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.queries import narrowed
from tests.enforcement.cases.street import NOON, Street

MIDNIGHT = datetime(2026, 9, 15, tzinfo=ZONE)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("found_at", "is_found"),
    [
        (MIDNIGHT - timedelta(microseconds=1), True),
        (MIDNIGHT - timedelta(milliseconds=500), True),
        (MIDNIGHT, False),
    ],
)
def test_a_day_lasts_until_the_next_begins(found_at: datetime, is_found: bool) -> None:
    street = Street()
    case = street.open(discovered_at=found_at, conduct_on=found_at.date())
    until = narrowed({"found_until": "2026-09-14"}, NOON)
    assert Matter.objects.filter(until, pk=case).exists() == is_found


@pytest.mark.parametrize("day", ["", "2026-13-01", "9999-12-31"])
def test_a_broken_day_filters_nothing(day: str) -> None:
    assert narrowed({"found_until": day}, NOON) is None
