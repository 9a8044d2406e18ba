"""Registering parties and places, each in a register stream of its own."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext

from chengguan.core.journal.models import SealedValue
from chengguan.core.journal.services import look, reveal, seal
from chengguan.core.notices.services import notify
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.org.record import Refused, actor, new_register_stream, note, register_stream
from chengguan.core.registers.identifiers import judge, name_key, plain_number
from chengguan.core.registers.locating import Located, locate
from chengguan.core.registers.models import (
    ABOVE,
    NEVER_ALONE,
    AliasKind,
    FoundBy,
    Party,
    PartyAlias,
    PartyKind,
    Place,
    PlaceAlias,
    PlaceKind,
)
from chengguan.core.registers.queries import find_parties

IDENTIFIER_SEARCH = "identifier search"
PHONE_SEARCH = "phone search"
PHONE = "phone"


@transaction.atomic
def register_party(
    *,
    kind: PartyKind,
    name: str,
    by: Person | None,
    at: datetime,
    identifier: str = "",
    id_kind: str = "",
    id_title: str = "",
    phone: str = "",
    address: str = "",
    legal_rep: str = "",
    aliases: Iterable[str] = (),
    external_source: str = "",
    external_no: str = "",
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
        id_title=id_title.strip(),
        address=address.strip(),
        address_key=name_key(address),
        legal_rep=legal_rep,
        external_source=external_source,
        external_no=external_no,
    )
    party.group = party.subject
    _seal_identifier(party, id_kind, identifier)
    if phone:
        party.phone = seal(subject=party.subject, kind=PHONE, value=plain_number(phone))
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
def add_alias(
    *,
    party: Party,
    name: str,
    by: Person | None,
    at: datetime,
    kind: str = AliasKind.OTHER,
    since: date | None = None,
    until: date | None = None,
) -> PartyAlias:
    if not name_key(name):
        raise Refused("party.nameless", gettext("请填写当事人的姓名或名称。"))
    if since and until and until < since:
        raise Refused("party.alias_days", gettext("终止日期早于起始日期。"))
    if party.aliases.filter(name_key=name_key(name)).exists():
        raise Refused("party.alias_known", gettext("这个名称已经登记。"))
    alias = _alias(party, name, kind=kind, since=since, until=until)
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
    return _revealed(party.identifier, by=by, reason=reason, at=at)


@transaction.atomic
def reveal_phone(*, party: Party, by: Person, reason: str, at: datetime) -> str | None:
    """The telephone number in full; the look is recorded."""
    return _revealed(party.phone, by=by, reason=reason, at=at)


def _revealed(value: SealedValue | None, *, by: Person, reason: str, at: datetime) -> str | None:
    if not reason.strip():
        raise Refused("reveal.reason", gettext("请写明查看事由。"))
    if value is None:
        return None
    return reveal(value, actor=actor(by), reason=reason.strip(), at=at)


@transaction.atomic
def find_by_identifier(*, identifier: str, by: Person, at: datetime) -> QuerySet[Party]:
    """Parties with exactly this number. A hit tells whose it is, a miss too: both are looks."""
    if not plain_number(identifier):
        raise Refused("find.empty", gettext("请填写完整的证件号码。"))
    found = find_parties(identifier=identifier)
    _record_search(found, IDENTIFIER_SEARCH, "按证件号码查找", by, at)
    return found


@transaction.atomic
def find_by_phone(*, phone: str, by: Person, at: datetime) -> QuerySet[Party]:
    """Parties with exactly this telephone number; as much a look as the other."""
    if not plain_number(phone):
        raise Refused("find.empty_phone", gettext("请填写完整的电话号码。"))
    found = find_parties(phone=phone)
    _record_search(found, PHONE_SEARCH, "按电话号码查找", by, at)
    return found


def _record_search(
    found: QuerySet[Party], what: str, reason: str, by: Person, at: datetime
) -> None:
    subjects: list[UUID | None] = [*found.values_list("subject", flat=True)]
    for subject in subjects or [None]:
        look(actor=actor(by), what=what, reason=reason, at=at, subject=subject)


@transaction.atomic
def register_place(
    *,
    kind: PlaceKind,
    name: str,
    by: Person | None,
    at: datetime,
    parent: Place | None = None,
    address: str = "",
    aliases: Iterable[str] = (),
    subdistrict: Organ | None = None,
    residents_committee: Organ | None = None,
    grid: str = "",
    latitude: Decimal | None = None,
    longitude: Decimal | None = None,
    external_source: str = "",
    external_no: str = "",
) -> Place:
    """The subdistrict is the one given, else the parent's, else the one the position lies in.

    Where none of these tells, the place is registered all the same and waits in the queue
    地点待定; the dispatchers are told.
    """
    key = name_key(name)
    if not key:
        raise Refused("place.nameless", gettext("请填写地点名称。"))
    refuse_wrong_parent(kind, parent)
    if Place.objects.filter(kind=kind, parent=parent, name_key=key).exists():
        raise Refused("place.known", gettext("这个地点已经登记，请直接选用。"))
    located = _subdistrict_of(subdistrict, parent, latitude, longitude)
    place = Place.objects.create(
        kind=kind,
        name=name.strip(),
        name_key=key,
        parent=parent,
        address=address.strip(),
        subdistrict=located.subdistrict,
        found_by=located.found_by,
        residents_committee=residents_committee or (parent.residents_committee if parent else None),
        grid=grid or (parent.grid if parent else ""),
        latitude=latitude,
        longitude=longitude,
        registered_at=at,
        external_source=external_source,
        external_no=external_no,
    )
    _note_place(place, aliases, by, at)
    if place.subdistrict is None and by is not None:
        _tell_dispatchers(at)
    return place


def _note_place(place: Place, aliases: Iterable[str], by: Person | None, at: datetime) -> None:
    also = [
        PlaceAlias.objects.create(place=place, name=alias.strip(), name_key=name_key(alias))
        for alias in dict.fromkeys(aliases)
    ]
    values = {"place": place.pk, "kind": str(place.kind), "name": place.name}
    note(
        "place.register",
        by=by,
        at=at,
        values={**values, "found_by": str(place.found_by)},
        rows=[place, *also],
        stream=new_register_stream(place.key),
    )


def refuse_wrong_parent(kind: PlaceKind, parent: Place | None) -> None:
    """A room lies in a building or its unit, a unit in a building, an estate in nothing."""
    kind = PlaceKind(kind)
    if parent is None:
        if kind in NEVER_ALONE:
            raise Refused("place.parent", gettext("请先选所在楼幢。"))
    elif parent.kind not in ABOVE[kind]:
        words = {"kind": kind.label, "parent": PlaceKind(parent.kind).label}
        raise Refused("place.parent", gettext("%(kind)s不能登记在%(parent)s之下。") % words)


def _subdistrict_of(
    given: Organ | None,
    parent: Place | None,
    latitude: Decimal | None,
    longitude: Decimal | None,
) -> Located:
    if given is not None:
        return Located(given, FoundBy.GIVEN)
    if parent is not None and parent.subdistrict is not None:
        return Located(parent.subdistrict, FoundBy.PARENT)
    return locate(latitude, longitude)


@transaction.atomic
def settle_place(
    *, place: Place, subdistrict: Organ, reason: str, by: Person, at: datetime
) -> None:
    """Somebody says which subdistrict it is; what waits below follows."""
    if not reason.strip():
        raise Refused("place.reason", gettext("请写明认定依据。"))
    _settle(place, Located(subdistrict, FoundBy.GIVEN), by=by, at=at, reason=reason.strip())


@transaction.atomic
def locate_pending(*, by: Person | None, at: datetime) -> int:
    """Ask the boundaries again for every place that waits; how many found their subdistrict."""
    found = 0
    for place in Place.objects.filter(subdistrict=None).order_by("pk"):
        place.refresh_from_db(fields=["subdistrict"])  # it may have followed its parent meanwhile
        located = locate(place.latitude, place.longitude)
        if place.subdistrict is None and located.subdistrict is not None:
            found += _settle(place, located, by=by, at=at)
    return found


def _settle(
    place: Place, located: Located, *, by: Person | None, at: datetime, reason: str = ""
) -> int:
    assert located.subdistrict is not None
    place.subdistrict, place.found_by = located.subdistrict, located.found_by
    place.save(update_fields=["subdistrict", "found_by"])
    note(
        "place.settle",
        by=by,
        at=at,
        values={
            "place": place.pk,
            "subdistrict": located.subdistrict.pk,
            "found_by": str(located.found_by),
            "reason": reason,
        },
        rows=[place],
        stream=register_stream(place.key),
    )
    below = Located(located.subdistrict, FoundBy.PARENT)
    waiting = Place.objects.filter(parent=place, subdistrict=None).order_by("pk")
    return 1 + sum(_settle(child, below, by=by, at=at) for child in waiting)


def _tell_dispatchers(at: datetime) -> None:
    """One notice a day for each: the queue itself says which places wait."""
    today = localdate(at)
    holders = Person.objects.filter(in_force(today, "grants__"), grants__role=Role.DISPATCHER)
    for pk in holders.distinct().order_by("pk").values_list("pk", flat=True):
        notify(
            person_id=pk,
            title="有地点还没有认定街镇",
            at=at,
            link=f"{reverse('registers:place_list')}?view=pending",
            source=f"places.pending:{today.isoformat()}:{pk}",
        )


def _seal_identifier(party: Party, id_kind: str, identifier: str) -> None:
    number = plain_number(identifier)
    if number:
        verdict = judge(id_kind, identifier)
        party.id_kind = id_kind
        party.is_identifier_valid, party.identifier_flaw = verdict.is_valid, verdict.flaw
        party.identifier = seal(subject=party.subject, kind=id_kind, value=number)


def _alias(
    party: Party,
    name: str,
    *,
    kind: str = AliasKind.OTHER,
    since: date | None = None,
    until: date | None = None,
) -> PartyAlias:
    return PartyAlias.objects.create(
        party=party, name=name.strip(), name_key=name_key(name), kind=kind, since=since, until=until
    )
