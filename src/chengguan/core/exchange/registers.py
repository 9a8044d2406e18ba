"""Parties and places: the lists that `core.registers` takes row by row."""

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.registers import importing
from chengguan.core.registers.listing import shown_in_sheets
from chengguan.core.registers.models import NATURAL, Party, Place
from chengguan.core.work.acting import Actor

KEEPERS = frozenset({Role.DISPATCHER, Role.TEAM_HEAD, Role.FIELD_SECTION})
SOURCE = "external_source"


def _fields(
    known: tuple[importing.Field, ...], reads: Mapping[str, importing.Read]
) -> tuple[Field, ...]:
    return tuple(
        Field(
            one.name,
            one.title,
            one.aliases,
            one.required,
            one.kind,
            reads=_reading(reads[one.name]) if one.name in reads else None,
        )
        for one in known
    )


def _reading(read: importing.Read) -> Callable[[Row], object]:
    return lambda row: read(row.values)


def _taking(take: Callable[..., importing.Outcome]) -> Callable[[Row], Outcome]:
    def taken(row: Row) -> Outcome:
        by = None if row.by.is_system else Person(pk=row.by.person_id, name=row.by.name)
        values: dict[str, Any] = dict(row.values)
        if values.get("external_no"):
            values.setdefault(SOURCE, row.source)
        found = take(values, by=by, at=row.at)
        if found.result == importing.Result.BAD:
            raise BadRow(found.reason)
        return Outcome(Taken(found.result), "；".join(found.flags))

    return taken


def give_parties(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    """Units whole, natural persons masked as in every sheet; sealed numbers stay here. Each row
    says under which number it is known, so that it comes in again as known."""
    rows = Party.objects.filter(group=F("subject")).prefetch_related("aliases").order_by("pk")
    for one in rows.iterator(chunk_size=1000):
        name, address = shown_in_sheets(one)
        is_person = one.kind in NATURAL
        yield {
            "name": name,
            "kind": one.kind,
            "id_kind": one.id_kind,
            "id_title": one.id_title,
            "address": address,
            "legal_rep": "" if is_person else one.legal_rep,
            "aliases": "" if is_person else "、".join(alias.name for alias in one.aliases.all()),
            SOURCE: one.external_source if one.external_no else importing.OWN,
            "external_no": one.external_no or str(one.subject),
        }


def give_places(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    """Estates first, then what lies in them: so they come in again in one go."""
    rows = Place.objects.select_related("parent", "subdistrict").order_by("pk")
    for one in rows.iterator():
        yield {
            "name": one.name,
            "kind": one.kind,
            "parent": _path(one.parent),
            "address": one.address,
            "subdistrict": one.subdistrict.name if one.subdistrict else "",
            "latitude": str(one.latitude) if one.latitude is not None else "",
            "longitude": str(one.longitude) if one.longitude is not None else "",
            SOURCE: one.external_source,
            "external_no": one.external_no,
        }


def _path(place: Place | None) -> str:
    """The names from the uppermost down."""
    names: list[str] = []
    while place is not None:
        names.insert(0, place.name)
        place = place.parent
    return importing.BETWEEN_LEVELS.join(names)


PARTIES = Importer(
    "parties",
    _("当事人"),
    _fields(importing.PARTY_FIELDS, importing.PARTY_READS),
    _taking(importing.take_party),
    KEEPERS,
    number="external_no",
    give=give_parties,
)
PLACES = Importer(
    "places",
    _("小区和地点"),
    _fields(importing.PLACE_FIELDS, importing.PLACE_READS),
    _taking(importing.take_place),
    KEEPERS,
    number="external_no",
    give=give_places,
)
