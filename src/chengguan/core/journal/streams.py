"""Opening streams and appending to them: the hot path of every act."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import connection, transaction

from .canonical import canonical
from .chain import entry_hash
from .governed import Governed, governed_place
from .models import JournalEntry, SealedValue, Stream

SECURITY = UUID("00000000-0000-4000-8000-000000000001")
"""The stream of sign-ins, grants, rule edits and batches of looks."""


def open_stream(*, kind: str, key: UUID | None = None) -> Stream:
    """A new stream (one statement); `key` is usually the matter's or the record's own key."""
    stream = Stream.objects.create(id=key or uuid4(), kind=kind)
    stream.is_held = connection.in_atomic_block
    return stream


def fresh_stream(*, kind: str, key: UUID) -> Stream:
    """A stream that its first entry, in this very transaction, will bring into being."""
    stream = Stream(id=key, kind=kind)
    stream.is_held = True
    return stream


def standing_stream(*, kind: str, key: UUID) -> Stream:
    """The stream with this key, opened if nobody has opened it yet."""
    return Stream.objects.get_or_create(pk=key, defaults={"kind": kind})[0]


def append(
    *,
    stream: Stream,
    action: str,
    actor: str,
    occurred_at: datetime,
    recorded_at: datetime,
    values: Mapping[str, object],
    rows: Iterable[Governed] = (),
    gone: Iterable[Governed] = (),
) -> JournalEntry:
    """Write one entry at the end of `stream`: three statements, the lock included.

    A stream the caller holds (opened or locked in this transaction) is not read again. Save
    `rows` before: the entry carries their digests as they stand. Delete `gone` after.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("append belongs into the act's transaction")
    locked = stream if stream.is_held else Stream.objects.select_for_update().get(pk=stream.pk)
    stream.is_held = False
    own = Beginning(locked, action, actor, occurred_at, recorded_at, values, tuple(rows))
    entry = _entry(own, gone)
    # A caller may name a standing stream by its key alone: only what was read knows that it stands.
    _move_head(locked)
    stream.last_sequence, stream.last_hash = locked.last_sequence, locked.last_hash
    entry.stream = stream
    entry.save(force_insert=True)
    return entry


@dataclass(frozen=True)
class Beginning:
    """An entry to be written, as `append` takes it."""

    stream: Stream
    action: str
    actor: str
    occurred_at: datetime
    recorded_at: datetime
    values: Mapping[str, object]
    rows: Sequence[Governed]


def append_first(beginnings: Sequence[Beginning]) -> list[JournalEntry]:
    """Bring fresh streams into being, each with its first entry: two statements for all."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("append belongs into the acts' transaction")
    entries = [_entry(one) for one in beginnings]
    Stream.objects.bulk_create(one.stream for one in beginnings)
    return JournalEntry.objects.bulk_create(entries)


def _entry(told: Beginning, gone: Iterable[Governed] = ()) -> JournalEntry:
    """The next entry of a stream, which says from now on that this is its last (not saved)."""
    stream, previous = told.stream, told.stream.last_hash
    envelope: dict[str, Any] = {
        "sequence": stream.last_sequence + 1,
        "action": told.action,
        "actor": told.actor,
        "occurred_at": told.occurred_at,
        "recorded_at": told.recorded_at,
        "body": _body(told.values, told.rows, gone),
    }
    own = entry_hash(kind=stream.kind, stream=stream.pk, previous=previous, **envelope)
    stream.last_sequence, stream.last_hash = envelope["sequence"], own
    return JournalEntry(stream=stream, previous_hash=previous, hash=own, **envelope)


def _move_head(stream: Stream) -> None:
    """The stream says which entry is its last; a fresh one is written with its first."""
    if stream._state.adding:
        stream.save(force_insert=True)
    else:
        head = {"last_sequence": stream.last_sequence, "last_hash": stream.last_hash}
        Stream.objects.filter(pk=stream.pk).update(**head)


def _body(values: Mapping[str, object], rows: Iterable[Governed], gone: Iterable[Governed]) -> str:
    parts = {
        "values": values,
        "rows": [{**governed_place(row), "digest": row.governed_digest()} for row in rows],
        "gone": [governed_place(row) for row in gone],
        "sealed": _claims(values, rows),
    }
    return canonical({name: part for name, part in parts.items() if part})


def _claims(values: Mapping[str, object], rows: Iterable[Governed]) -> list[dict[str, object]]:
    named = [*_sealed_in(values), *(value for row in rows for value in row.sealed_at_hand())]
    claims = {value.pk: value.claim() for value in named}
    return [claims[key] for key in sorted(claims)]


def _sealed_in(value: object) -> Iterator[SealedValue]:
    if isinstance(value, SealedValue):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _sealed_in(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _sealed_in(item)
