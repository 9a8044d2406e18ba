"""Registering parties and places, each in a register stream of its own."""

from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext

from chengguan.core.journal.services import look, reveal, seal
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, actor, new_register_stream, note, register_stream
from chengguan.core.registers.identifiers import is_valid, name_key, plain_number
from chengguan.core.registers.models import Party, PartyAlias, PartyKind, Place, PlaceKind
from chengguan.core.registers.queries import find_parties

IDENTIFIER_SEARCH = "identifier search"


@transaction.atomic
def register_party(
    *,
    kind: PartyKind,
    name: str,
    by: Person | None,
    at: datetime,
    identifier: str = "",
    id_kind: str = "",
    phone: str = "",
    address: str = "",
    legal_rep: str = "",
    aliases: Iterable[str] = (),
) -> Party:
    """A number that fails its check digit is kept and flagged: it is what the party gave."""
    if not name_key(name):
        raise Refused("party.nameless", gettext("请填写当事人的姓名或名称。"))
    if identifier and not id_kind:
        raise Refused("party.id_kind", gettext("请选择证件类别。"))
    party = Party(
        kind=kind,
        name=name.strip(),
        name_key=name_key(name),
        address=address,
        legal_rep=legal_rep,
    )
    _seal_identifier(party, id_kind, identifier)
    if phone:
        party.phone = seal(subject=party.subject, kind="phone", value=phone)
    party.save()
    also = [_alias(party, alias) for alias in dict.fromkeys(aliases)]
    note(
        "party.register",
        by=by,
        at=at,
        values={"party": party.pk, "kind": str(kind), "aliases": [alias.pk for alias in also]},
        rows=[party, *also],
        stream=new_register_stream(party.subject),
    )
    return party


@transaction.atomic
def add_alias(*, party: Party, name: str, by: Person | None, at: datetime) -> PartyAlias:
    if party.aliases.filter(name_key=name_key(name)).exists():
        raise Refused("party.alias_known", gettext("这个名称已经登记。"))
    alias = _alias(party, name)
    note(
        "party.alias",
        by=by,
        at=at,
        values={"party": party.pk, "alias": alias.pk},
        rows=[alias],
        stream=register_stream(party.subject),
    )
    return alias


@transaction.atomic
def reveal_identifier(*, party: Party, by: Person, reason: str, at: datetime) -> str | None:
    """The number in full, None where there is none or it was erased; the look is recorded."""
    if not reason.strip():
        raise Refused("reveal.reason", gettext("请写明查看事由。"))
    if party.identifier is None:
        return None
    return reveal(party.identifier, actor=actor(by), reason=reason.strip(), at=at)


@transaction.atomic
def find_by_identifier(*, identifier: str, by: Person, at: datetime) -> QuerySet[Party]:
    """Parties with exactly this number. A hit tells whose it is, a miss too: both are looks."""
    if not plain_number(identifier):
        raise Refused("find.empty", gettext("请填写完整的证件号码。"))
    found = find_parties(identifier=identifier)
    subjects: list[UUID | None] = [*found.values_list("subject", flat=True)]
    for subject in subjects or [None]:
        look(
            actor=actor(by),
            what=IDENTIFIER_SEARCH,
            reason="按证件号码查找",
            at=at,
            subject=subject,
        )
    return found


@transaction.atomic
def register_place(
    *,
    kind: PlaceKind,
    name: str,
    by: Person | None,
    at: datetime,
    parent: Place | None = None,
    address: str = "",
    subdistrict: Organ | None = None,
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
) -> Place:
    """Below a known place the subdistrict is the parent's, unless another one is given."""
    key = name_key(name)
    if not key:
        raise Refused("place.nameless", gettext("请填写地点名称。"))
    if Place.objects.filter(kind=kind, parent=parent, name_key=key).exists():
        raise Refused("place.known", gettext("这个地点已经登记，请直接选用。"))
    place = Place.objects.create(
        kind=kind,
        name=name.strip(),
        name_key=key,
        parent=parent,
        address=address,
        subdistrict=subdistrict or (parent.subdistrict if parent else None),
        latitude=latitude,
        longitude=longitude,
    )
    note(
        "place.register",
        by=by,
        at=at,
        values={"place": place.pk, "kind": str(kind), "name": place.name},
        rows=[place],
        stream=new_register_stream(place.key),
    )
    return place


def _seal_identifier(party: Party, id_kind: str, identifier: str) -> None:
    number = plain_number(identifier)
    if number:
        party.id_kind = id_kind
        party.is_identifier_valid = is_valid(id_kind, number)
        party.identifier = seal(subject=party.subject, kind=id_kind, value=number)


def _alias(party: Party, name: str) -> PartyAlias:
    return PartyAlias.objects.create(party=party, name=name.strip(), name_key=name_key(name))
