"""What an act leaves to be done is done at least once, and never lost."""

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection, connections, transaction
from django.db.transaction import TransactionManagementError

from chengguan.core.notices import outbox, services
from chengguan.core.notices.models import Notice, OutboxDone, OutboxRow
from chengguan.core.notices.queries import worker_is_running
from tests.core.org.people import AT, person

pytestmark = pytest.mark.postgres
MINUTE = timedelta(minutes=1)


@pytest.fixture
def seen(monkeypatch) -> list[str]:
    monkeypatch.setattr(outbox, "HANDLERS", {})
    rows: list[str] = []
    outbox.handler("test")(lambda row: rows.append(row.payload))
    return rows


@transaction.atomic
def enqueue(payload: str = "", *, act=None, kind: str = "test") -> None:
    outbox.enqueue(act=act or uuid4(), kind=kind, payload=payload, at=AT)


@pytest.mark.django_db
def test_rows_are_done_in_order_and_once(seen):
    for payload in "abc":
        enqueue(payload)
    assert outbox.deliver(limit=10, at=AT) == outbox.Delivered(done=3)
    assert outbox.deliver(limit=10, at=AT) == outbox.Delivered()
    assert seen == ["a", "b", "c"]


@pytest.mark.django_db(transaction=True)
def test_an_act_that_is_rolled_back_leaves_nothing_to_do():
    with transaction.atomic():
        outbox.enqueue(act=uuid4(), kind="test", at=AT)
        transaction.set_rollback(True)
    assert not OutboxRow.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_enqueued():
    with pytest.raises(TransactionManagementError):
        outbox.enqueue(act=uuid4(), kind="test", at=AT)


@pytest.mark.django_db
def test_the_same_thing_of_the_same_act_stands_once_other_things_beside_it(seen):
    act = uuid4()
    for payload in ("a", "a", "b"):
        enqueue(payload, act=act)
    outbox.deliver(limit=10, at=AT)
    assert seen == ["a", "b"]


@pytest.mark.django_db
def test_a_failing_row_waits_longer_each_time_and_does_not_hold_up_others(seen):
    def fail(row: OutboxRow) -> None:
        services.beat(name="half-done", at=AT)
        raise OSError("no way")

    outbox.handler("broken")(fail)
    enqueue(kind="broken")
    enqueue("a")
    assert outbox.deliver(limit=10, at=AT) == outbox.Delivered(done=1, failed=1)
    row = OutboxRow.objects.get(kind="broken")
    assert (row.attempts, row.done_at, row.next_try_at) == (1, None, AT + MINUTE)
    assert "no way" in row.last_error
    assert not worker_is_running(AT)
    outbox.deliver(limit=10, at=AT + MINUTE)
    row.refresh_from_db()
    assert row.next_try_at == AT + 3 * MINUTE


@pytest.mark.django_db
@pytest.mark.parametrize("is_first", [True, False])
def test_a_handler_that_fails_undoes_and_repeats_no_other(seen, is_first):
    """A paper that cannot be set holds up no notice."""
    tried: list[OutboxRow] = []

    def fail_once(row: OutboxRow) -> None:
        tried.append(row)
        if len(tried) == 1:
            services.beat(name="half-done", at=AT)
            raise OSError("no type")

    def tell(row: OutboxRow) -> None:
        services.notify(person_id=who.pk, title="今天到期", at=AT)

    who = person("甲")
    for function in (fail_once, tell) if is_first else (tell, fail_once):
        outbox.handler("both")(function)
    enqueue(kind="both")
    assert outbox.deliver(limit=10, at=AT) == outbox.Delivered(failed=1)
    assert Notice.objects.count() == OutboxDone.objects.count() == 1
    assert not worker_is_running(AT)
    assert outbox.deliver(limit=10, at=AT + MINUTE) == outbox.Delivered(done=1)
    assert (len(tried), Notice.objects.count()) == (2, 1)
    row = OutboxRow.objects.get()
    assert (row.done_at, row.last_error) == (AT + MINUTE, "")
    assert not OutboxDone.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_over_a_part_keeps_the_others_and_waits_before_it_tries_again(seen):
    def die(row: OutboxRow) -> None:
        raise SystemExit

    outbox.handler("test")(die)
    enqueue("a")
    with pytest.raises(SystemExit):
        outbox.deliver(limit=1, at=AT)
    assert outbox.deliver(limit=1, at=AT) == outbox.Delivered()
    with pytest.raises(SystemExit):
        outbox.deliver(limit=1, at=AT + MINUTE)
    assert seen == ["a"]


@pytest.mark.django_db
def test_enqueueing_is_one_statement_however_many_do_it(seen, django_assert_num_queries):
    outbox.handler("test")(lambda row: None)
    with transaction.atomic(), django_assert_num_queries(1):
        outbox.enqueue(act=uuid4(), kind="test", at=AT)
    assert OutboxRow.objects.count() == 1


@pytest.mark.parametrize(
    ("attempts", "minutes"), [(1, 1), (2, 2), (3, 4), (9, 256), (10, 360), (400, 360)]
)
def test_pauses_double_up_to_six_hours(attempts, minutes):
    assert outbox.pause(attempts) == minutes * MINUTE


@pytest.mark.django_db
def test_a_row_nobody_can_deliver_yet_waits_for_its_handler(seen):
    enqueue("later", kind="future")
    assert outbox.deliver(limit=10, at=AT).failed == 1
    outbox.handler("future")(lambda row: seen.append(row.payload))
    assert outbox.deliver(limit=10, at=AT + MINUTE).done == 1
    assert seen == ["later"]


@pytest.mark.django_db
def test_a_notice_delivered_twice_is_shown_once():
    who = person("甲")
    enqueue(f'{{"person_id": {who.pk}, "title": "今天到期"}}', kind="notice")
    outbox.deliver(limit=1, at=AT)
    OutboxRow.objects.update(done_at=None)
    assert outbox.deliver(limit=1, at=AT) == outbox.Delivered(done=1)
    assert Notice.objects.filter(person=who).count() == 1


@pytest.mark.django_db
def test_one_round_of_the_worker_delivers_and_leaves_a_heartbeat(seen, settings):
    from django.utils import timezone

    enqueue("a")
    call_command("worker", "--once")
    assert seen == ["a"]
    assert worker_is_running(timezone.now())
    assert not worker_is_running(timezone.now() + timedelta(minutes=3))


@pytest.mark.django_db(transaction=True)
def test_two_workers_share_the_rows_and_do_each_once(seen):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: rows cannot be locked one by one")
    for number in range(20):
        enqueue(str(number))

    def work() -> None:
        outbox.deliver(limit=20, at=AT)
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(seen, key=int) == [str(number) for number in range(20)]
