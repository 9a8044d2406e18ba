"""Who acts, and when: the two times of an act, and the rights somebody brings to it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from chengguan.core.org import queries as org
from chengguan.core.org.models import Grant, Organ, Person

LATE_AFTER = timedelta(hours=1)
"""An act recorded later than this after it happened is a late entry and says why."""


@dataclass(frozen=True)
class At:
    """When an act happened and when it was recorded. Both aware.

    ``reason`` says why it is entered late. ``has_happened`` declares that the act lies in
    the past and must be taken down even where it was not lawful.
    """

    occurred: datetime
    recorded: datetime
    reason: str = ""
    has_happened: bool = False

    @classmethod
    def once(cls, moment: datetime) -> "At":
        """It is happening now."""
        return cls(moment, moment)

    @property
    def is_late_entry(self) -> bool:
        return self.recorded - self.occurred > LATE_AFTER


@dataclass(frozen=True)
class Delegator:
    """Who gave a right of his own away for a time (委托)."""

    person_id: int
    name: str


@dataclass(frozen=True)
class Scope:
    """One right: a role in an organ, for one field of law or for all."""

    role: str
    organ_id: int
    field: str | None = None
    delegated_by: Delegator | None = None

    def covers(self, organ: Organ, field: str) -> bool:
        """Whether the right reaches a matter of that organ and field."""
        return self.organ_id in organ.ancestor_ids and self.fits(field)

    def fits(self, field: str) -> bool:
        return self.field in (None, field)


@dataclass(frozen=True)
class Actor:
    """A person with the rights of the day, or the house itself doing what was agreed."""

    person_id: int | None
    name: str
    scopes: tuple[Scope, ...] = ()

    @property
    def key(self) -> str:
        """How the journal names the actor."""
        return f"system:{self.name}" if self.person_id is None else f"person:{self.person_id}"

    @property
    def is_system(self) -> bool:
        return self.person_id is None

    @property
    def roles(self) -> frozenset[str]:
        return frozenset(scope.role for scope in self.scopes)

    def holds(self, role: str, organ: Organ, field: str) -> bool:
        return any(s.role == role and s.covers(organ, field) for s in self.scopes)


def actor_of(person: Person, at: datetime, grants: Iterable[Grant] | None = None) -> Actor:
    """The person with the grants in force at that moment (one statement unless handed over)."""
    if grants is None:
        grants = org.active_grants(person.pk, timezone.localdate(at))
    scopes = tuple(Scope(str(g.role), g.organ_id, g.field, _delegator(g)) for g in grants)
    return Actor(person.pk, person.name, scopes)


def _delegator(given: Grant) -> Delegator | None:
    giver = given.delegated_by
    return Delegator(giver.pk, giver.name) if giver else None


def system(name: str) -> Actor:
    """The house acting by itself: a flow that writes a result back, a worker, an import."""
    return Actor(None, name)
