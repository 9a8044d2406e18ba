"""What an app says of a list it takes: its columns, who may bring it, how one row is taken."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from chengguan.core.org.models import Organ
from chengguan.core.work.acting import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Field:
    """One thing that is taken from a row.

    ``kind`` is text, moment, day, phone, identifier, number or choice; it guesses the column
    where no name does. ``aliases`` are what others call it. ``reads`` reads the value of a row,
    writes nothing, and raises ``BadRow`` or ``Refused`` where it cannot be taken: each fault is
    told beside the others.
    """

    name: str
    title: "StrOrPromise"
    aliases: tuple[str, ...] = ()
    required: bool = False
    kind: str = "text"
    hint: "StrOrPromise" = ""
    reads: "Callable[[Row], object] | None" = None


class Taken(StrEnum):
    """What became of a row. CHANGED: known under this number with another content; not taken."""

    CREATED = "created"
    EXISTING = "existing"
    CHANGED = "changed"
    BAD = "bad"


@dataclass(frozen=True)
class Outcome:
    """``note`` says in words why a row was not taken, or what was remarkable."""

    state: Taken
    note: str = ""


class BadRow(Exception):
    """A row that cannot be taken; the message is for whoever corrects it. ``cell`` is the field at
    fault where it is one alone."""

    def __init__(self, said: str, cell: str = "") -> None:
        super().__init__(said)
        self.cell = cell


@dataclass(frozen=True)
class Row:
    """A row as it is handed to ``take``: values by field name, blank ones left out.

    ``key`` names this row of this job: a repeated take under it acts once. ``beyond`` are the cells
    for which the list has no column.
    """

    values: Mapping[str, str]
    by: Actor
    at: datetime
    key: str
    source: str = ""
    organ: Organ | None = None
    beyond: tuple[str, ...] = ()

    def text(self, name: str, longest: int = 0) -> str:
        """The value, or nothing; longer than it may be is a bad row, never cut."""
        value = self.values.get(name, "")
        if longest and len(value) > longest:
            said = gettext("有 %(length)s 个字，最多 %(longest)s 个。")
            raise BadRow(said % {"length": len(value), "longest": longest}, name)
        return value


@dataclass(frozen=True)
class Importer:
    """A list that can be brought in. ``give`` yields the same fields again, for the export.

    ``number`` is the field with the number that the source gave; with ``remembers`` this app
    keeps the numbers that came in, for lists whose rows have no place for one. ``organ`` proposes
    the unit that takes the rows where nobody named one, or raises ``BadRow``.

    ``take_all`` takes what goes smoothly of many rows in few statements; where it answers None, or
    fails, a row is taken by itself.
    """

    key: str
    title: "StrOrPromise"
    fields: tuple[Field, ...]
    take: Callable[[Row], Outcome]
    by_roles: frozenset[str]
    number: str = ""
    remembers: bool = False
    organ: Callable[[Actor, datetime], Organ] | None = None
    sources: tuple[tuple[str, "StrOrPromise"], ...] = ()
    give: Callable[[Actor, datetime], Iterator[Mapping[str, str]]] | None = None
    take_all: "Callable[[Sequence[Row]], list[Outcome | None]] | None" = None

    def field(self, name: str) -> Field:
        return next(one for one in self.fields if one.name == name)


_importers: dict[str, Importer] = {}


def register(importer: Importer) -> None:
    _importers[importer.key] = importer


def importer(key: str) -> Importer:
    """Raises KeyError."""
    return _importers[key]


def importers_for(roles: frozenset[str]) -> list[Importer]:
    """What somebody with these roles may bring in."""
    return [one for one in _importers.values() if one.by_roles & roles]


def importers() -> tuple[Importer, ...]:
    return tuple(_importers.values())
