"""The outbox: what an act leaves to be done is written with it and done afterwards.

At least once: a handler may see a row twice and must not mind. Each handler of a row has a
transaction of its own: what one did stands, what another failed at is tried again, alone, each
time after a longer pause. Nothing is ever dropped. Runs on wall time.
"""

import hashlib
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Q
from django.db.transaction import TransactionManagementError
from uuid_utils.compat import uuid7

from chengguan.core.notices.models import OutboxDone, OutboxRow

Handler = Callable[[OutboxRow], None]
HANDLERS: dict[str, dict[str, Handler]] = {}
"""By kind, then by name, in order of registration."""

LONGEST_PAUSE = timedelta(hours=6)

log = logging.getLogger(__name__)


class NoHandler(Exception):
    """A row of a kind that no installed app delivers; it waits until one does."""


@dataclass(frozen=True)
class Delivered:
    """What one round did."""

    done: int = 0
    failed: int = 0


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register a function that does rows of this kind; several do it in order of registration."""

    def register(function: Handler) -> Handler:
        name = f"{function.__module__}.{function.__qualname__}"
        HANDLERS.setdefault(kind, {})[name] = function
        return function

    return register


def enqueue(*, act: UUID, kind: str, payload: str = "", at: datetime) -> None:
    """Inside the act's transaction: if the act is rolled back, so is this."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("enqueue belongs into the act's transaction")
    OutboxRow.objects.bulk_create([_row(act, kind, payload, at)], ignore_conflicts=True)


def enqueue_all(*, kind: str, payloads: Iterable[str], at: datetime) -> None:
    """The same for many acts of one transaction, each with an own payload: one statement."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("enqueue belongs into the acts' transaction")
    OutboxRow.objects.bulk_create(_row(uuid7(), kind, payload, at) for payload in payloads)


def _row(act: UUID, kind: str, payload: str, at: datetime) -> OutboxRow:
    fingerprint = hashlib.sha256(f"{kind}\0{payload}".encode()).hexdigest()
    return OutboxRow(
        act=act,
        kind=kind,
        payload=payload,
        fingerprint=fingerprint,
        created_at=at,
        next_try_at=at,
    )


def deliver(*, limit: int, at: datetime) -> Delivered:
    """Do up to `limit` due rows."""
    done = failed = 0
    for _ in range(limit):
        row = _claim_next(at)
        if row is None:
            break
        problems = _attempt(row)
        _finish(row, problems, at)
        done, failed = done + (not problems), failed + bool(problems)
    return Delivered(done, failed)


@transaction.atomic
def _claim_next(at: datetime) -> OutboxRow | None:
    """The attempt counts before it is made: a row that kills its worker waits longer too."""
    # A row nobody tried is due whatever the clock of its act said.
    due = OutboxRow.objects.filter(Q(attempts=0) | Q(next_try_at__lte=at), done_at=None)
    row = due.select_for_update(skip_locked=True).order_by("next_try_at", "id").first()
    if row is not None:
        row.attempts += 1
        row.next_try_at = at + pause(row.attempts)
        row.save(update_fields=["attempts", "next_try_at"])
    return row


def _attempt(row: OutboxRow) -> list[str]:
    """What went wrong; empty when nothing did. A failing handler leaves no half-done rows."""
    problems = []
    for name, handle in HANDLERS.get(row.kind, {"": _nobody}).items():
        try:
            _do_once(row, name, handle)
        except Exception as error:
            log.warning("outbox row %s (%s, %s): %r", row.pk, row.kind, name, error)
            problems.append(repr(error))
    return problems


@transaction.atomic
def _do_once(row: OutboxRow, name: str, handle: Handler) -> None:
    """Under the row's lock: a slow handler and the next worker do not both do it."""
    held = OutboxRow.objects.select_for_update().get(pk=row.pk)
    if held.done_at is None and not OutboxDone.objects.filter(row=row, handler=name).exists():
        handle(row)
        OutboxDone.objects.create(row=row, handler=name)


@transaction.atomic
def _finish(row: OutboxRow, problems: list[str], at: datetime) -> None:
    """Once all handlers are done, the row says so itself."""
    if problems:
        OutboxRow.objects.filter(pk=row.pk).update(last_error="; ".join(problems)[:500])
        return
    OutboxRow.objects.filter(pk=row.pk).update(done_at=at, next_try_at=at, last_error="")
    OutboxDone.objects.filter(row=row).delete()


def _nobody(row: OutboxRow) -> None:
    raise NoHandler(row.kind)


def pause(attempts: int) -> timedelta:
    """One minute after the first failure, doubling up to six hours."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
