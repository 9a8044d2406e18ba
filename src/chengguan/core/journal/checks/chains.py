"""Every stream's chain: sequence, hashes, head, and its entries' places in the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..chain import entry_hash
from ..findings import Finding, Report
from ..log import CHUNK
from ..models import JournalEntry, Stream
from .claims import Claims, Source

COLUMNS = (
    "id",
    "stream_id",
    "stream__kind",
    "stream__last_sequence",
    "stream__last_hash",
    "sequence",
    "action",
    "actor",
    "occurred_at",
    "recorded_at",
    "body",
    "previous_hash",
    "hash",
    "leaf__index",
    "leaf__hash",
)


@dataclass
class _Chain:
    """Where we stand in a stream."""

    stream: UUID
    last_sequence: int
    last_hash: str
    sequence: int = 0
    hash: str = ""
    leaf: int = -1
    unsealed: int | None = None  # the first entry without a leaf

    def at(self, code: str, message: str | Promise, sequence: int, note: str = "") -> Finding:
        return Finding(code, message, stream=self.stream, sequence=sequence, note=note)


def check_chains(report: Report, claims: Claims) -> Iterator[Finding]:
    """Walk all entries once, stream by stream, and take down what they claim."""
    chain = None
    entries = JournalEntry.objects.order_by("stream_id", "sequence")
    for entry in entries.values_list(*COLUMNS, named=True).iterator(CHUNK):
        report.counts["entries"] += 1
        if chain is None or chain.stream != entry.stream_id:
            yield from _head(chain)
            chain = _Chain(entry.stream_id, entry.stream__last_sequence, entry.stream__last_hash)
            report.counts["streams"] += 1
        yield from _entry(chain, entry)
        source = Source(entry.id, entry.leaf__index, entry.stream_id, entry.sequence, entry.action)
        claims.note(source, entry.body)
    yield from _head(chain)
    yield from _orphans()


def _entry(chain: _Chain, entry: Any) -> Iterator[Finding]:
    number = entry.sequence
    if number != chain.sequence + 1:
        yield _missing(chain, chain.sequence + 1, number - 1)
    elif entry.previous_hash != chain.hash:
        yield chain.at("chain.broken", _("与前一条不相衔接"), number)
    if _recomputed(entry) != entry.hash:
        yield chain.at("entry.altered", _("日志条目被改动"), number)
    yield from _leaf(chain, entry)
    chain.sequence, chain.hash = number, entry.hash


def _recomputed(entry: Any) -> str:
    return entry_hash(
        kind=entry.stream__kind,
        stream=entry.stream_id,
        sequence=entry.sequence,
        action=entry.action,
        actor=entry.actor,
        occurred_at=entry.occurred_at,
        recorded_at=entry.recorded_at,
        body=entry.body,
        previous=entry.previous_hash,
    )


def _leaf(chain: _Chain, entry: Any) -> Iterator[Finding]:
    index, number = entry.leaf__index, entry.sequence
    if index is None:
        chain.unsealed = chain.unsealed or number
        return
    if entry.leaf__hash != entry.hash:
        yield chain.at("leaf.differs", _("日志条目与封存时不同"), number)
    if chain.unsealed:
        message = _("其后的条目已封存，而此条没有")
        yield chain.at("entry.unsealed", message, chain.unsealed)
        chain.unsealed = None
    if index < chain.leaf:
        yield chain.at("leaf.order", _("封存次序与日志次序不符"), number)
    chain.leaf = index


def _head(chain: _Chain | None) -> Iterator[Finding]:
    if chain is None:
        return
    if chain.sequence < chain.last_sequence:
        yield _missing(chain, chain.sequence + 1, chain.last_sequence)
    elif (chain.sequence, chain.hash) != (chain.last_sequence, chain.last_hash):
        yield chain.at("stream.head", _("日志流的末条与登记不符"), chain.sequence)


def _missing(chain: _Chain, first: int, last: int) -> Finding:
    note = "" if first == last else f"{first}–{last}"
    return chain.at("entry.missing", _("日志条目缺失"), first, note)


def _orphans() -> Iterator[Finding]:
    """Streams that lost all entries, and entries that lost their stream."""
    entries = JournalEntry.objects.filter(stream=OuterRef("pk"))
    for stream in Stream.objects.filter(~Exists(entries), last_sequence__gt=0):
        yield from _head(_Chain(stream.pk, stream.last_sequence, stream.last_hash))
    streams = Stream.objects.filter(pk=OuterRef("stream_id"))
    lost = JournalEntry.objects.filter(~Exists(streams)).values_list("stream_id", "sequence")
    for stream_id, sequence in lost.iterator(CHUNK):
        yield Finding("stream.missing", _("日志流缺失"), stream=stream_id, sequence=sequence)
