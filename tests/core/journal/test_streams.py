"""Appending: one gapless chain per stream, cheap, and only inside the act's transaction."""

import json
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from chengguan.core.journal.models import JournalEntry, Stream
from chengguan.core.journal.services import (
    append,
    checkpoint,
    open_stream,
    seal,
    seal_leaves,
    standing_stream,
    verify,
)
from tests.core.journal.conftest import AT
from tests.core.journal.sample import Sample

pytestmark = pytest.mark.postgres


def write(stream: Stream, **more) -> JournalEntry:
    act = {"action": "case.docket", "actor": "person:12", "values": {"fine": 20_000}, **more}
    return append(stream=stream, occurred_at=AT, recorded_at=AT, **act)


@pytest.mark.django_db
def test_entries_are_numbered_and_chained() -> None:
    stream = open_stream(kind="matter")
    first, second = write(stream), write(stream)
    assert (first.sequence, second.sequence) == (1, 2)
    assert (first.previous_hash, second.previous_hash) == ("", first.hash)
    kept = Stream.objects.get(pk=stream.pk)
    assert (kept.last_sequence, kept.last_hash) == (2, second.hash)


@pytest.mark.django_db
def test_a_stale_stream_object_does_no_harm() -> None:
    stream = open_stream(kind="matter")
    stale = Stream.objects.get(pk=stream.pk)
    write(stream)
    assert write(stale).sequence == 2


@pytest.mark.trap(16)
@pytest.mark.django_db
def test_the_body_says_what_was_done() -> None:
    row = Sample.objects.create(title="占道", rate="1.5")
    entry = write(open_stream(kind="matter"), rows=[row])
    assert json.loads(entry.body) == {
        "values": {"fine": 20_000},
        "rows": [{"model": "journal.sample", "id": str(row.pk), "digest": row.governed_digest()}],
    }


@pytest.mark.django_db
def test_a_sealed_value_stands_in_the_body_by_its_commitment_only() -> None:
    phone = seal(subject=uuid4(), kind="phone", value="13800000000")
    entry = write(open_stream(kind="matter"), values={"call": [{"on": phone}]})
    body = json.loads(entry.body)
    assert body["values"] == {"call": [{"on": {"sealed": phone.pk}}]}
    assert [claim["commitment"] for claim in body["sealed"]] == [phone.commitment]
    assert "13800000000" not in entry.body


@pytest.mark.django_db
def test_a_sealed_value_of_a_new_row_is_claimed_without_being_named() -> None:
    phone = seal(subject=uuid4(), kind="phone", value="13800000000")
    write(open_stream(kind="matter"), rows=[Sample.objects.create(title="投诉", phone=phone)])
    assert verify().ok


@pytest.mark.django_db
def test_an_append_costs_three_statements_and_the_first_of_a_new_stream_two() -> None:
    stream = open_stream(kind="matter")
    row = Sample.objects.create(title="占道")
    for cost in (2, 3):
        with CaptureQueriesContext(connection) as asked:
            write(stream, rows=[row])
        assert len(asked) == cost


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_written() -> None:
    stream = open_stream(kind="matter")
    with pytest.raises(transaction.TransactionManagementError):
        write(stream)
    assert not JournalEntry.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_entry_and_no_gap() -> None:
    stream = open_stream(kind="matter")
    with pytest.raises(TypeError), transaction.atomic():
        write(stream, values={"n": [write(stream), object()]})
    with transaction.atomic():
        assert write(Stream.objects.get(pk=stream.pk)).sequence == 1


@pytest.mark.django_db
def test_two_streams_cannot_share_a_key() -> None:
    key = UUID(int=7)
    open_stream(kind="matter", key=key)
    with pytest.raises(IntegrityError), transaction.atomic():
        open_stream(kind="register", key=key)
    assert standing_stream(kind="matter", key=key).pk == key


@pytest.mark.django_db
def test_a_row_without_key_is_refused() -> None:
    row = Sample.objects.create(title="占道")
    row.delete()
    with pytest.raises(ValueError, match="without a key"):
        write(open_stream(kind="matter"), gone=[row])


@pytest.mark.django_db(transaction=True)
def test_many_at_once_make_one_gapless_chain_while_two_seal() -> None:
    if connection.vendor == "sqlite":
        pytest.skip("the SQLite of the tests lives in memory: one connection at a time")
    stream, workers, each = open_stream(kind="matter"), 8, 10
    start = Barrier(workers + 2)

    def work(number: int) -> None:
        start.wait()
        for turn in range(each):
            with transaction.atomic():
                write(Stream.objects.get(pk=stream.pk), values={"by": number, "turn": turn})
        connection.close()

    def seal_meanwhile() -> None:
        start.wait()
        for _ in range(each):
            seal_leaves()
        connection.close()

    with ThreadPoolExecutor(workers + 2) as pool:
        jobs = [pool.submit(work, number) for number in range(workers)]
        jobs += [pool.submit(seal_meanwhile) for _ in range(2)]
        for job in jobs:
            job.result()
    checkpoint(AT)
    numbers = stream.entries.order_by("sequence").values_list("sequence", flat=True)
    assert list(numbers) == list(range(1, workers * each + 1))
    assert verify().ok
