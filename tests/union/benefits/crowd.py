"""Three thousand members written at once: the register is what a round reads, not how it grew."""

from collections.abc import Iterable
from datetime import date, timedelta

from uuid_utils.compat import uuid7

from chengguan.core.journal import services as journal
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.kinds import MembershipKind
from chengguan.core.org.models import Membership, Organ, Person
from chengguan.core.work.models import Matter
from chengguan.union.members.models import MemberRecord
from chengguan.union.members.procedures import MEMBERSHIP
from tests.union.benefits.club import Club
from tests.union.members.union import number

JOINED = date(2024, 1, 1)


def born(place: int) -> date:
    return date(1970, 1, 1) + timedelta(days=place)


def sound(place: int) -> str:
    """A man's number: odd orders."""
    return number(born(place), 1)


def fill(club: Club, names: Iterable[tuple[str, int, Organ, str]]) -> list[MemberRecord]:
    """Members by name, place in the crowd, union and number; each has a card."""
    rows = list(names)
    people = Person.objects.bulk_create([Person(name=name, subject=uuid7()) for name, *_ in rows])
    matters = Matter.objects.bulk_create(
        [
            Matter(
                pk=uuid7(),
                kind=MEMBERSHIP.kind,
                procedure=MEMBERSHIP.key,
                graph=MEMBERSHIP.graph_hash,
                number=f"批{place:05d}",
                title=name,
                organ=union,
                state="active",
                state_since=club.now,
                confidentiality=MEMBERSHIP.confidentiality,
                opened_at=club.now,
            )
            for name, place, union, _number in rows
        ]
    )
    numbers = [
        _sealed(matter, said) if said else None
        for matter, (_n, _p, _u, said) in zip(matters, rows, strict=True)
    ]
    Membership.objects.bulk_create(
        [
            Membership(person=person, organ=union, kind=MembershipKind.UNION, since=JOINED)
            for person, (_n, _p, union, _s) in zip(people, rows, strict=True)
        ]
    )
    return MemberRecord.objects.bulk_create(
        [
            MemberRecord(
                matter=matter,
                person=person,
                sex="male",
                born_on=born(place),
                id_number=sealed,
                applied_on=JOINED,
                joined_on=JOINED,
                card_tail="0000",
                card_issued_on=JOINED,
            )
            for matter, person, sealed, (_n, place, _u, _s) in zip(
                matters, people, numbers, rows, strict=True
            )
        ]
    )


def _sealed(matter: Matter, said: str) -> SealedValue:
    (row,) = journal.seal_all(
        subject=matter.pk, values=[("membership.id_number", said)], is_new=True
    )
    return row
