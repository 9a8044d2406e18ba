"""Derived rows are worked out anew by ``verify``: nobody hides lateness or opens a matter."""

from datetime import timedelta

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.work.models import Access, Matter
from tests.core.work.sample import Amount, Town

pytestmark = pytest.mark.postgres


def codes() -> set[str]:
    return {finding.code for finding in journal.verify().findings}


def test_matters_in_every_state_are_found_as_they_follow(town: Town) -> None:
    town.begin()
    taken = town.begin(field="noise")
    town.do(taken, "take", town.officer)
    town.do(taken, "rest", town.officer, Amount(reason="等待"))
    done = town.begin()
    town.do(done, "take", town.officer)
    town.do(done, "work", town.officer, Amount(1))
    town.do(done, "finish", town.officer)
    assert "reach.differs" not in codes()


@pytest.mark.trap(7)
def test_a_due_date_moved_by_hand_is_found(town: Town) -> None:
    matter = town.begin()
    Matter.objects.filter(pk=matter.pk).update(next_due_at=town.at + timedelta(days=900))
    assert "reach.differs" in codes()


@pytest.mark.parametrize("change", ["token", "is_open", "due_at"])
def test_an_access_row_changed_by_hand_is_found(town: Town, change: str) -> None:
    row = town.begin().access.first()
    values = {"token": -99999, "is_open": False, "due_at": row.due_at + timedelta(days=900)}
    Access.objects.filter(pk=row.pk).update(**{change: values[change]})
    assert "reach.differs" in codes()


def test_an_access_row_added_or_removed_is_found(town: Town) -> None:
    matter = town.begin()
    row = matter.access.first()
    stranger = town.stranger.person_id or 0
    added = Access.objects.create(
        matter=matter, token=-stranger, kind=row.kind, is_open=True, due_at=row.due_at
    )
    assert "reach.differs" in codes()
    added.delete()
    assert "reach.differs" not in codes()
    row.delete()
    assert "reach.differs" in codes()
