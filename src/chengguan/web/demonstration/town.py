"""Founds the organs and people of the demonstration through the services, and finds them again."""

from datetime import date, datetime
from decimal import Decimal

from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.kinds import CertificateKind, MembershipKind, OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers import services as registers
from chengguan.core.registers.coordinates import Datum
from chengguan.core.registers.locating import import_boundaries
from chengguan.core.registers.models import Party, PartyKind, Place, PlaceKind
from chengguan.core.work.acting import Actor, actor_of
from chengguan.core.work.rules import ZONE
from chengguan.web.demonstration.organs import ORGANS
from chengguan.web.demonstration.people import PEOPLE, PersonLine
from chengguan.web.demonstration.places import BLOCKS, PARTIES, PLACES

FOUNDED_ON = date(2021, 8, 1)
FOUNDED = datetime(2021, 8, 1, 9, tzinfo=ZONE)
FOUND_LATELY = datetime(2026, 9, 12, 16, tzinfo=ZONE)
CERTIFIED_UNTIL = date(2028, 8, 1)


class Town:
    """Everybody and every place of the demonstration by key."""

    def __init__(self) -> None:
        self.organs: dict[str, Organ] = {}
        self.people: dict[str, Person] = {}
        self.crews: dict[str, list[Person]] = {}
        self.places: dict[str, Place] = {}
        self.parties: dict[str, Party] = {}
        self._actors: dict[int, Actor] = {}

    def found(self) -> "Town":
        for line in ORGANS:
            self.organs[line.key] = org.found_organ(
                kind=line.kind,
                name=line.name,
                short_name=line.short,
                number_prefix=line.prefix,
                parent=self.organs.get(line.parent),
                is_external=line.is_external,
                since=FOUNDED_ON,
                by=None,
                at=FOUNDED,
            )
        for number, somebody in enumerate(PEOPLE, start=1):
            self._settle(somebody, number)
        self._places()
        self._parties()
        return self

    def _settle(self, line: PersonLine, number: int) -> None:
        organ, person = (
            self.organs[line.organ],
            org.register_person(name=line.name, by=None, at=FOUNDED, phone=f"1390000{number:04d}"),
        )
        self.people[line.account or line.name] = person
        org.appoint(
            person=person,
            organ=organ,
            kind=_membership(organ),
            is_head=line.is_head,
            since=FOUNDED_ON,
            by=None,
            at=FOUNDED,
        )
        org.grant(person=person, role=line.role, organ=organ, since=FOUNDED_ON, by=None, at=FOUNDED)
        if line.account:
            signin.open_account(person=person, username=line.account, by=None, at=FOUNDED)
        if line.is_officer:
            org.certify(
                person=person,
                number=f"沪执法{310105000 + number}",
                since=FOUNDED_ON,
                until=CERTIFIED_UNTIL,
                by=None,
                at=FOUNDED,
            )
            self.crews.setdefault(line.organ, []).append(person)
        if line.role is Role.LEGAL_REVIEWER:
            org.certify(
                person=person,
                kind=CertificateKind.LEGAL,
                number=f"A2009310105{number:04d}",
                since=FOUNDED_ON,
                by=None,
                at=FOUNDED,
            )

    def _places(self) -> None:
        """The position tells the subdistrict; two places wait in the queue of the unknown."""
        import_boundaries(self._boundaries(), datum=Datum.WGS84, by=None, at=FOUNDED)
        for line in PLACES:
            at = FOUNDED if line.street or line.parent else FOUND_LATELY
            self.places[line.key] = registers.register_place(
                kind=PlaceKind(line.kind),
                name=line.name,
                parent=self.places.get(line.parent),
                address=line.address,
                grid=line.grid,
                latitude=Decimal(line.latitude) if line.latitude else None,
                longitude=Decimal(line.longitude) if line.longitude else None,
                by=None,
                at=at,
            )

    def _boundaries(self) -> dict[str, object]:
        return {
            "features": [
                {
                    "properties": {"name": self.organs[f"street_{block.street}"].name},
                    "geometry": {"type": "Polygon", "coordinates": [block.ring]},
                }
                for block in BLOCKS
            ]
        }

    def _parties(self) -> None:
        for line in PARTIES:
            self.parties[line.key] = registers.register_party(
                kind=PartyKind(line.kind),
                name=line.name,
                identifier=line.identifier,
                id_kind=line.id_kind,
                phone=line.phone,
                address=line.address,
                legal_rep=line.legal_rep,
                by=None,
                at=FOUNDED,
            )

    def actor(self, key: str) -> Actor:
        return self.actor_of(self.people[key])

    def actor_of(self, person: Person) -> Actor:
        known = self._actors.get(person.pk)
        if known is None:
            known = self._actors[person.pk] = actor_of(person, datetime(2026, 8, 1, tzinfo=ZONE))
        return known

    def crew(self, organ: str) -> list[Person]:
        """The officers of a team who are not its head."""
        heads = {line.name for line in PEOPLE if line.role == Role.TEAM_HEAD}
        return [person for person in self.crews[organ] if person.name not in heads]

    def head(self, organ: str) -> Person:
        return next(p for p in self.crews[organ] if p not in self.crew(organ))


def _membership(organ: Organ) -> MembershipKind:
    unions = {OrganKind.UNION_GROUP: MembershipKind.UNION_GROUP}
    if organ.kind in unions:
        return unions[OrganKind(organ.kind)]
    if "union" in organ.kind:
        return MembershipKind.UNION
    committees = (OrganKind.AUDIT_COMMITTEE, OrganKind.WOMEN_COMMITTEE)
    return MembershipKind.COMMITTEE if organ.kind in committees else MembershipKind.UNIT
