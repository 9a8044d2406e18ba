"""What the journal claims about rows, sealed values, erasures and looks.

Collected while the entries stream past, in a temporary database on disk, so that memory stays
flat however long the journal is.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from ..looks import SEAL_LOOKS
from ..sealing import ERASE

TABLES = """
CREATE TABLE row (model, id, digest, stream, sequence, rank, PRIMARY KEY (model, id))
    WITHOUT ROWID;
CREATE TABLE sealed (id INTEGER PRIMARY KEY, subject, kind, commitment, stream, sequence);
CREATE TABLE erased (subject PRIMARY KEY, stream, sequence) WITHOUT ROWID;
CREATE TABLE looks (entry INTEGER PRIMARY KEY, count, digest, stream, sequence);
"""
# The order of entries over all streams is that of their leaves: unlike row ids it is signed.
# What has no leaf yet is younger than everything that has one.
UNSEALED = 1 << 62

PUT_ROW = """
INSERT INTO row VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET digest = excluded.digest, stream = excluded.stream, sequence = excluded.sequence,
    rank = excluded.rank
WHERE excluded.rank > rank
"""


@dataclass(frozen=True)
class Source:
    """The entry that claims something."""

    entry: int
    leaf: int | None
    stream: UUID
    sequence: int
    action: str

    @property
    def rank(self) -> int:
        return UNSEALED + self.entry if self.leaf is None else self.leaf

    @property
    def place(self) -> tuple[str, int]:
        return str(self.stream), self.sequence


class Claims:
    """A temporary table of claims; rows are taken out as they are found."""

    def __init__(self) -> None:
        self._base = sqlite3.connect("", isolation_level=None)
        self._base.executescript(TABLES)
        self._base.execute("BEGIN")

    def close(self) -> None:
        self._base.close()

    def note(self, source: Source, body: str) -> None:
        """Take down what an entry claims; a body that does not parse claims nothing."""
        try:
            said = json.loads(body)
            self._note_rows(source, said)
            self._note_sealed(source, said)
            self._note_action(source, said.get("values", {}))
        except (ValueError, KeyError, TypeError, AttributeError):
            return  # only an altered entry does not parse; the chain names it

    def _note_rows(self, source: Source, said: dict) -> None:
        claimed = [*said.get("rows", []), *said.get("gone", [])]
        for row in claimed:
            place = (*source.place, source.rank)
            self._base.execute(PUT_ROW, (row["model"], row["id"], row.get("digest"), *place))

    def _note_sealed(self, source: Source, said: dict) -> None:
        for one in said.get("sealed", []):
            claim = (one["id"], one["subject"], one["kind"], one["commitment"], *source.place)
            self._base.execute("INSERT OR IGNORE INTO sealed VALUES (?, ?, ?, ?, ?, ?)", claim)

    def _note_action(self, source: Source, values: dict) -> None:
        if source.action == ERASE:
            claim = (values["subject"], *source.place)
            self._base.execute("INSERT OR REPLACE INTO erased VALUES (?, ?, ?)", claim)
        if source.action == SEAL_LOOKS:
            batch = (source.entry, values["count"], values["digest"], *source.place)
            self._base.execute("INSERT INTO looks VALUES (?, ?, ?, ?, ?)", batch)

    def take_row(self, model: str, key: str) -> tuple[str | None, str, int] | None:
        """Digest (None: gone), stream and sequence of the latest claim about a row."""
        sql = "DELETE FROM row WHERE model = ? AND id = ? RETURNING digest, stream, sequence"
        return next(iter(self._base.execute(sql, (model, key)).fetchall()), None)

    def rows_left(self) -> Iterator[tuple[str, str, str, int]]:
        """Model, id, stream, sequence of rows that should exist and were not taken."""
        sql = "SELECT model, id, stream, sequence FROM row WHERE digest IS NOT NULL"
        yield from self._base.execute(sql)

    def take_sealed(self, key: int) -> tuple[str, str, str, str, int] | None:
        """Subject, kind, commitment, stream and sequence of the claim about a sealed value."""
        sql = (
            "DELETE FROM sealed WHERE id = ? RETURNING subject, kind, commitment, stream, sequence"
        )
        return next(iter(self._base.execute(sql, (key,)).fetchall()), None)

    def sealed_left(self) -> Iterator[tuple[int, str, int]]:
        yield from self._base.execute("SELECT id, stream, sequence FROM sealed")

    def take_erasure(self, subject: UUID) -> tuple[str, int] | None:
        sql = "DELETE FROM erased WHERE subject = ? RETURNING stream, sequence"
        return next(iter(self._base.execute(sql, (str(subject),)).fetchall()), None)

    def erasures_left(self) -> Iterator[tuple[str, str, int]]:
        yield from self._base.execute("SELECT subject, stream, sequence FROM erased")

    def look_batches(self) -> Iterator[tuple[int, int, str, str, int]]:
        yield from self._base.execute("SELECT * FROM looks ORDER BY entry")
