"""What org asks of the apps above it; filled in their `AppConfig.ready`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chengguan.core.org.models import Organ


class CountsTodo(Protocol):
    def __call__(self, person_id: int, on: date) -> int: ...


class TodoPort:
    """How many things wait for somebody today; none is known until `work` says so."""

    def __init__(self) -> None:
        self._count: CountsTodo | None = None

    def register(self, count: CountsTodo) -> None:
        self._count = count

    def count(self, person_id: int, on: date) -> int | None:
        return None if self._count is None else self._count(person_id, on)


todo = TodoPort()


@dataclass(frozen=True)
class Member:
    """A member of a union on a day. ``is_retained``: retired or out of work, membership kept.

    ``number`` is the sealed value of his number of identity: opened with a recorded look alone.
    """

    person_id: int
    name: str
    union_id: int
    group_id: int | None
    sex: str
    born_on: date | None
    is_retained: bool
    has_card: bool
    number: int | None = None


class KnowsMembers(Protocol):
    def members_on(self, day: date, organ: Organ) -> Sequence[Member]: ...

    def unions_of(self, person_id: int, day: date) -> Sequence[Organ]: ...


class MembersPort:
    """Who is a member of which union on a day; nobody until the app of members says so.

    Whoever asks has the right to know: the answer is for carrying out what a union decided, never
    for showing it to somebody whom its pages would not show it.
    """

    def __init__(self) -> None:
        self._known: KnowsMembers | None = None

    def register(self, known: KnowsMembers) -> None:
        self._known = known

    def members_on(self, day: date, organ: Organ) -> Sequence[Member]:
        """The members of a union, or of one of its groups, on that day."""
        return () if self._known is None else self._known.members_on(day, organ)

    def unions_of(self, person_id: int, day: date) -> Sequence[Organ]:
        return () if self._known is None else self._known.unions_of(person_id, day)


members = MembersPort()


@dataclass(frozen=True)
class ServiceDone:
    """Something that a union did for somebody: in words, and when."""

    person_id: int
    on: date
    words: str


class TellsServices(Protocol):
    def __call__(
        self, person_ids: Collection[int], since: date, until: date
    ) -> Iterable[ServiceDone]: ...


class ServicesPort:
    """What was done for people between two days, both included; every app tells of its own.

    Nothing restricted is told here: no cause of relief, no illness, no claim.
    """

    def __init__(self) -> None:
        self._told: list[TellsServices] = []

    def register(self, tell: TellsServices) -> None:
        self._told.append(tell)

    def done(
        self, person_ids: Collection[int], since: date, until: date
    ) -> dict[int, list[ServiceDone]]:
        """By person, the newest first."""
        found: dict[int, list[ServiceDone]] = {}
        for tell in self._told:
            for one in tell(person_ids, since, until):
                found.setdefault(one.person_id, []).append(one)
        return {key: sorted(told, key=lambda one: one.on)[::-1] for key, told in found.items()}


services_done = ServicesPort()
