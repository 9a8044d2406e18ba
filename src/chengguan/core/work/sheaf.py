"""Beginnings that are judged one by one and written down together, each table in few statements.

Permission, guards, effects, clocks and journal are those of every act; a number is given once and
none is left out. What does not go smoothly is not in the sheaf: whoever brings it takes it alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from graphlib import TopologicalSorter

from django.db.models import Model

from chengguan.core.journal import services as journal
from chengguan.core.journal.models import JournalEntry
from chengguan.core.work import numbers


class Alone(Exception):
    """This act wants its rows in the database while it happens: it is no part of a sheaf."""


Mark = tuple[dict[type[Model], int], int, dict[str, int]]


@dataclass
class Sheaf:
    """``beforehand`` is what an effect would ask for every act and was read once for all."""

    beforehand: object = None
    rows: dict[type[Model], list[Model]] = field(default_factory=dict)
    beginnings: list[journal.Beginning] = field(default_factory=list)
    first: dict[str, int] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)

    def put(self, rows: Iterable[Model]) -> None:
        """Rows to be inserted; those they point to may be in the sheaf as well."""
        for row in rows:
            self.rows.setdefault(type(row), []).append(row)

    def next_number(self, series: str) -> int:
        """The first of a series locks it in the database, the others follow here."""
        if series not in self.first:
            self.first[series] = self.last[series] = numbers.next_number(series)
        else:
            self.last[series] += 1
        return self.last[series]

    def mark(self) -> Mark:
        held = {model: len(rows) for model, rows in self.rows.items()}
        return held, len(self.beginnings), dict(self.last)

    def back_to(self, mark: Mark) -> None:
        """Forget an act that did not happen; its number is the next one's."""
        held, begun, last = mark
        for model, rows in self.rows.items():
            del rows[held.get(model, 0) :]
        del self.beginnings[begun:]
        self.last = {series: last.get(series, n - 1) for series, n in self.first.items()}

    def write(self) -> list[JournalEntry]:
        """Insert everything, what is pointed to first; then the record of each, in order."""
        for model in _pointed_to_first(list(self.rows)):
            model._base_manager.bulk_create(self.rows[model])
        for series, last in self.last.items():
            numbers.set_last(series, last)
        return journal.append_first(self.beginnings)


def _pointed_to_first(models: Sequence[type[Model]]) -> list[type[Model]]:
    graph = {
        model: {
            other
            for other in models
            if other is not model
            and any(column.related_model is other for column in model._meta.concrete_fields)
        }
        for model in models
    }
    return list(TopologicalSorter(graph).static_order())
