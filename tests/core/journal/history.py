"""Random but lawful histories for the tests, and what a forger with the whole database can do."""

import random
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from chengguan.core.journal.chain import entry_hash
from chengguan.core.journal.models import JournalEntry, Leaf, Stream
from chengguan.core.journal.services import append, look, open_stream, seal
from chengguan.core.journal.triggers import remove_triggers
from tests.core.journal.conftest import AT
from tests.core.journal.sample import Sample


@dataclass
class History:
    """Three streams with rows and sealed values, grown by random acts."""

    seed: int
    streams: list[Stream] = field(default_factory=list)
    rows: list[Sample] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    subjects: list[UUID] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.streams = [open_stream(kind="matter") for _ in range(3)]
        self.subjects = [UUID(int=self.random.getrandbits(128), version=4) for _ in range(2)]

    def grow(self, acts: int) -> "History":
        """At least one act of each kind in each stream, then as many random ones."""
        kinds = [self.write, self.write_sealed, self.change, self.remove]
        for stream in self.streams:
            for act in (self.write, *kinds):
                act(stream)
        for _ in range(acts):
            self.random.choice(kinds)(self.random.choice(self.streams))
        for subject in self.subjects:
            look(actor="person:1", what="phone", reason="核实", at=AT, subject=subject)
        return self

    def record(self, stream: Stream, action: str, values=None, **rows) -> JournalEntry:
        later = AT + timedelta(minutes=self.random.randrange(9999))
        values = values or {"n": self.random.randrange(99), "fine": 20_000}
        return append(
            stream=stream,
            action=action,
            actor="person:12",
            occurred_at=later,
            recorded_at=later,
            values=values,
            **rows,
        )

    def write(self, stream: Stream) -> None:
        row = Sample.objects.create(title=f"件{self.random.randrange(99)}", rate="1.5", due_at=AT)
        self.rows.append(row)
        self.record(stream, "write", rows=[row])

    def write_sealed(self, stream: Stream) -> None:
        number = f"1{self.random.randrange(10**10):010}"
        phone = seal(subject=self.random.choice(self.subjects), kind="phone", value=number)
        row = Sample.objects.create(title="有电话", phone=phone)
        self.rows.append(row)
        self.record(stream, "write_sealed", {"phone": phone}, rows=[row])

    def change(self, stream: Stream) -> None:
        row = self.random.choice(self.rows)
        row.fine = (row.fine or 0) + 1
        row.save()
        self.record(stream, "change", rows=[row])

    def remove(self, stream: Stream) -> None:
        if len(self.rows) < 3:
            return self.write(stream)
        row = self.rows.pop(self.random.randrange(len(self.rows)))
        self.record(stream, "remove", gone=[row])
        self.removed.append(row.pk)
        row.delete()


@contextmanager
def thrown_away():
    """What happens inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def drop_triggers() -> None:
    connection.check_constraints()  # PostgreSQL alters no table with checks outstanding
    remove_triggers(connection)


def rechain(stream: UUID, *, leaves: bool) -> None:
    """Make a stream consistent again after a forgery, its leaves too if asked."""
    previous, number = "", 0
    owner = Stream.objects.get(pk=stream)
    entries = JournalEntry.objects.filter(stream=stream).order_by("sequence")
    for number, entry in enumerate(entries, start=1):
        own = entry_hash(
            kind=owner.kind,
            stream=owner.pk,
            sequence=number,
            action=entry.action,
            actor=entry.actor,
            occurred_at=entry.occurred_at,
            recorded_at=entry.recorded_at,
            body=entry.body,
            previous=previous,
        )
        JournalEntry.objects.filter(pk=entry.pk).update(
            sequence=number, previous_hash=previous, hash=own
        )
        if leaves:
            Leaf.objects.filter(entry=entry).update(hash=own)
        previous = own
    Stream.objects.filter(pk=stream).update(last_sequence=number, last_hash=previous)
