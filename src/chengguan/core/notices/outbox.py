"""The outbox: what an act leaves to be done is written with it and done afterwards.

At least once: a handler may see a row twice and must not mind. Nothing is ever dropped; what
fails is tried again, each time after a longer pause. Runs on wall time.
"""

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F, Q
from django.db.transaction import TransactionManagementError

from chengguan.core.notices.models import OutboxRow

Handler = Callable[[OutboxRow], None]
HANDLERS: dict[str, list[Handler]] = {}

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
        HANDLERS.setdefault(kind, []).append(function)
        return function

    return register


def enqueue(*, act: UUID, kind: str, payload: str = "", at: datetime) -> None:
    """Inside the act's transaction: if the act is rolled back, so is this."""
    if not connection.in_atomic_block:
        raise TransactionManagementError("enqueue belongs into the act's transaction")
    fingerprint = hashlib.sha256(f"{kind}\0{payload}".encode()).hexdigest()
    row = OutboxRow(
        act=act,
        kind=kind,
        payload=payload,
        fingerprint=fingerprint,
        created_at=at,
        next_try_at=at,
    )
    OutboxRow.objects.bulk_create([row], ignore_conflicts=True)


def deliver(*, limit: int, at: datetime) -> Delivered:
    """Do up to `limit` due rows, each in a transaction of its own."""
    done = failed = 0
    for _ in range(limit):
        outcome = _deliver_next(at)
        if outcome is None:
            break
        done, failed = done + outcome, failed + (not outcome)
    return Delivered(done, failed)


@transaction.atomic
def _deliver_next(at: datetime) -> bool | None:
    """True when done, False when it failed, None when nothing is due."""
    # A row nobody tried is due whatever the clock of its act said.
    due = OutboxRow.objects.filter(Q(attempts=0) | Q(next_try_at__lte=at), done_at=None)
    row = due.select_for_update(skip_locked=True).order_by("next_try_at", "id").first()
    if row is None:
        return None
    problem = _attempt(row)
    again = {"next_try_at": at + pause(row.attempts + 1)} if problem else {"done_at": at}
    OutboxRow.objects.filter(pk=row.pk).update(
        attempts=F("attempts") + 1, last_error=problem[:500], **again
    )
    return not problem


def _attempt(row: OutboxRow) -> str:
    """What went wrong; empty when nothing did. A failing handler leaves no half-done rows."""
    try:
        with transaction.atomic():
            for handle in _handlers_of(row):
                handle(row)
    except Exception as error:
        log.warning("outbox row %s (%s): %r", row.pk, row.kind, error)
        return repr(error)
    return ""


def _handlers_of(row: OutboxRow) -> list[Handler]:
    try:
        return HANDLERS[row.kind]
    except KeyError:
        raise NoHandler(row.kind) from None


def pause(attempts: int) -> timedelta:
    """One minute after the first failure, doubling up to six hours."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 10)), LONGEST_PAUSE)
