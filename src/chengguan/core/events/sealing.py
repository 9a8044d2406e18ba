"""What happened to sign-ups, sealed in batches into the security stream, as looks are.

A request for a seat waits for no chain; within a round of the worker it stands in the journal.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chengguan.core.events.models import CheckIn, Feedback, Sealed, SignUp, SignUpTurn
from chengguan.core.journal.canonical import canonical
from chengguan.core.journal.models import JournalEntry, Stream
from chengguan.core.journal.services import SECURITY, Finding, append, standing_stream

SEAL = "events.seal"
BATCH = 2000
KINDS: tuple[type[Sealed], ...] = (SignUpTurn, CheckIn, Feedback)


def seal_waiting(at: datetime) -> int:
    """Seal what waits; how many rows. One look a table where nothing does."""
    return sum(_seal_all(kind, at) for kind in KINDS)


def _seal_all(kind: type[Sealed], at: datetime) -> int:
    if not kind._default_manager.filter(batch=None).exists():
        return 0
    total = 0
    with transaction.atomic():
        security = standing_stream(kind="security", key=SECURITY)
        while rows := list(kind._default_manager.filter(batch=None).order_by("pk")[:BATCH]):
            _seal_batch(security, kind, rows, at)
            total += len(rows)
    return total


def _seal_batch(security: Stream, kind: type[Sealed], rows: list[Sealed], at: datetime) -> None:
    entry = append(
        stream=security,
        action=SEAL,
        actor="system:events",
        occurred_at=at,
        recorded_at=at,
        values={
            "table": kind._meta.label_lower,
            "count": len(rows),
            "digest": digest_of(rows),
        },
    )
    kind._default_manager.filter(pk__in=[row.pk for row in rows]).update(batch=entry)


def digest_of(rows: Iterable[Sealed]) -> str:
    """SHA-256 over one canonical line a row, in the order of their keys."""
    state = hashlib.sha256()
    for row in rows:
        line = canonical({name: getattr(row, name) for name in row.sealed_fields})
        state.update(line.encode() + b"\n")
    return state.hexdigest()


def check_sealed() -> Iterator[Finding]:
    """For `verify`: each batch as its entry says, and each sign-up as its turns say."""
    yield from _check_batches()
    yield from _check_states()


def _check_batches() -> Iterator[Finding]:
    labels = {kind._meta.label_lower: kind for kind in KINDS}
    for entry in JournalEntry.objects.filter(action=SEAL).order_by("pk").iterator():
        said = json.loads(entry.body).get("values", {})
        kind = labels.get(str(said.get("table")))
        if kind is None:
            continue
        rows = kind._default_manager.filter(batch=entry).order_by("pk")
        if digest_of(rows.iterator(BATCH)) != said.get("digest"):
            yield Finding(
                "signups.differ",
                _("报名、签到或反馈记录与封存批次不符"),
                stream=entry.stream_id,
                sequence=entry.sequence,
                model=str(said["table"]),
                note=f"{rows.count()} / {said.get('count')}",
            )


def _check_states() -> Iterator[Finding]:
    rows = SignUp.objects.prefetch_related("turns").order_by("pk")
    for row in rows.iterator(chunk_size=BATCH):
        turns = sorted(row.turns.all(), key=lambda turn: turn.pk)
        last = turns[-1] if turns else None
        if last is None or (last.state, last.places) != (row.state, row.places):
            yield Finding(
                "signup.differs",
                _("报名状态与其经过不符"),
                model=row._meta.label_lower,
                row=str(row.pk),
            )
