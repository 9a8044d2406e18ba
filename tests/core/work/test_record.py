"""The proof of one matter's record: whole, then altered in every way that its page must show."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.journal.models import Checkpoint, JournalEntry, Stream
from chengguan.core.work.models import Matter
from chengguan.core.work.record import record_of
from tests.core.journal.history import drop_triggers
from tests.core.work.sample import BEGAN, Town

DAY = timedelta(days=1)


@pytest.fixture
def matter(town: Town) -> Matter:
    begun = town.begin()
    town.do(begun, "take", town.officer)
    return begun


def test_an_untouched_record_holds_before_and_after_it_is_signed(matter: Matter) -> None:
    fresh = record_of(matter)
    assert fresh.holds
    assert fresh.proof is None
    journal.checkpoint(BEGAN)
    signed = record_of(matter)
    assert signed.holds
    assert signed.under_head == len(signed.entries) == 2


def test_a_deposit_that_names_the_last_entry_is_told(
    matter: Matter, settings: object, tmp_path: Path
) -> None:
    settings.DEPOSITS_ROOT = tmp_path  # type: ignore[attr-defined]
    journal.write_deposit(tmp_path, journal.checkpoint(BEGAN))
    assert record_of(matter).deposited.startswith("head-")


ALTERATIONS: dict[str, Callable[[Matter], object]] = {
    "a body is rewritten": lambda m: _entries(m).filter(sequence=2).update(body="{}"),
    "an entry is backdated": lambda m: (
        _entries(m).filter(sequence=1).update(occurred_at=BEGAN - DAY)
    ),
    "the chain is cut": lambda m: _entries(m).filter(sequence=2).update(previous_hash="0" * 64),
    "the end is forgotten": lambda m: Stream.objects.filter(pk=m.pk).update(last_sequence=3),
    "the head is another's": lambda m: Checkpoint.objects.update(signature="00" * 64),
}


def _entries(matter: Matter):  # type: ignore[no-untyped-def]
    return JournalEntry.objects.filter(stream_id=matter.pk)


@pytest.mark.parametrize("alter", ALTERATIONS.values(), ids=ALTERATIONS)
def test_an_altered_record_does_not_hold(matter: Matter, alter: Callable[[Matter], object]) -> None:
    journal.checkpoint(BEGAN)
    drop_triggers()
    alter(matter)
    assert not record_of(matter).holds
