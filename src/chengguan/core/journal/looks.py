"""Looks at restricted data: written without waiting, sealed in batches into the security stream."""

import hashlib
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction

from .canonical import canonical
from .models import JournalEntry, Look, Stream
from .streams import SECURITY, append, standing_stream

SEAL_LOOKS = "journal.looks"
BATCH = 5000
COLUMNS = ("id", "actor", "subject", "stream", "what", "reason", "at")


def look(
    *,
    actor: str,
    what: str,
    reason: str,
    at: datetime,
    subject: UUID | None = None,
    stream: UUID | None = None,
) -> Look:
    """Record that `actor` looked at `what` of a subject or of a stream's matter, and why."""
    if not reason.strip():
        raise ValueError("looking at restricted data needs a reason")
    return Look.objects.create(
        actor=actor, subject=subject, stream=stream, what=what, reason=reason, at=at
    )


@transaction.atomic
def seal_looks(*, at: datetime) -> int:
    """Seal the looks that wait, in batches; the number sealed."""
    security = standing_stream(kind="security", key=SECURITY)
    total = 0
    while batch := list(Look.objects.filter(batch=None).order_by("id")[:BATCH]):
        _seal_batch(security, batch, at)
        total += len(batch)
    return total


def _seal_batch(security: Stream, batch: list[Look], at: datetime) -> JournalEntry:
    entry = append(
        stream=security,
        action=SEAL_LOOKS,
        actor="system:journal",
        occurred_at=at,
        recorded_at=at,
        values={"count": len(batch), "digest": looks_digest(batch)},
    )
    Look.objects.filter(pk__in=[one.pk for one in batch]).update(batch=entry)
    return entry


def looks_digest(looks: Iterable[Look]) -> str:
    """SHA-256 over one canonical line per look, in the order of their ids."""
    state = hashlib.sha256()
    for one in looks:
        state.update(canonical({name: getattr(one, name) for name in COLUMNS}).encode() + b"\n")
    return state.hexdigest()
