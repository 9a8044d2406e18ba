"""我的: what a member's own page shows, and who looked at what is kept confidential of him.

Apps above add sections, each filled for the reader alone, and say under which keys sealed values
of a person lie with them: their matters about him.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Q

from chengguan.core.journal.models import Look
from chengguan.core.org.models import Person
from chengguan.core.work.acting import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

MOST = 50
PERSON = "person:"


@dataclass(frozen=True)
class Section:
    """A part of one's own page. ``provide`` answers what the template shows, or None where there
    is nothing to say to this reader."""

    key: str
    title: "StrOrPromise"
    template: str
    provide: Callable[[Actor, datetime], Mapping[str, Any] | None]
    order: int = 50


@dataclass(frozen=True)
class Shown:
    """A section as it stands on the page of one reader."""

    key: str
    title: "StrOrPromise"
    template: str
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Seen:
    """One look: who, what, why, when. ``what`` is the kind of the value, never the value."""

    who: str
    what: str
    reason: str
    at: datetime


Subjects = Callable[[int], Iterable[UUID]]

_sections: dict[str, Section] = {}
_subjects: list[Subjects] = []
_words: dict[str, "StrOrPromise"] = {}


def section(one: Section) -> None:
    _sections[one.key] = one


def subjects(find: Subjects) -> None:
    """Say under which keys values of a person are sealed: for his own list of looks."""
    _subjects.append(find)


def looked_at(words: Mapping[str, "StrOrPromise"]) -> None:
    """What the kinds of sealed values are called."""
    _words.update(words)


def sections_for(actor: Actor, now: datetime) -> list[Shown]:
    """All sections that have something for the reader, in their order."""
    found = []
    for one in sorted(_sections.values(), key=lambda known: (known.order, known.key)):
        values = one.provide(actor, now)
        if values is not None:
            found.append(Shown(one.key, one.title, one.template, values))
    return found


def own_looks(actor: Actor, most: int = MOST) -> Sequence[Seen]:
    """Who looked at the reader's own records, the newest first; his own looks stand among them."""
    if actor.person_id is None:
        return ()
    person = Person.objects.get(pk=actor.person_id)
    keys = {person.subject, *(key for find in _subjects for key in find(person.pk))}
    rows = Look.objects.filter(Q(subject__in=keys) | Q(stream__in=keys))
    found = list(rows.order_by("-at", "-pk")[:most])
    names = _names(found)
    return [
        Seen(
            names.get(row.actor, row.actor), str(_words.get(row.what, row.what)), row.reason, row.at
        )
        for row in found
    ]


def _names(rows: Iterable[Look]) -> dict[str, str]:
    keys = {row.actor for row in rows if row.actor.startswith(PERSON)}
    people = Person.objects.filter(pk__in=[key.removeprefix(PERSON) for key in keys])
    return {f"{PERSON}{pk}": name for pk, name in people.values_list("pk", "name")}
