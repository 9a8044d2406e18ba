"""Parties and places from the rows of somebody's table, one row at a time.

Whoever reads the file maps its columns to the names of `PARTY_FIELDS` or `PLACE_FIELDS` and
hands each row, as texts, to `take_party` or `take_place`. The same row again is the same record.
Dirty numbers are kept and flagged; a row that makes no record says why. One row, one transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused
from chengguan.core.registers.coordinates import Datum, to_wgs84
from chengguan.core.registers.identifiers import guess_kind, name_key, plain_number
from chengguan.core.registers.models import (
    NATURAL,
    Flaw,
    IdentifierKind,
    Party,
    PartyKind,
    Place,
    PlaceKind,
)
from chengguan.core.registers.names import unfit, unfit_words
from chengguan.core.registers.queries import find_parties, survivor_of
from chengguan.core.registers.services import register_party, register_place

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = Mapping[str, str]
Read = Callable[[Row], object]
BELOW = {
    PlaceKind.ESTATE: PlaceKind.BUILDING,
    PlaceKind.BUILDING: PlaceKind.ROOM,
    PlaceKind.UNIT: PlaceKind.ROOM,
}
BETWEEN_LEVELS = "/"
OWN = "本系统"
"""The source of a record that has no number but ours."""


@dataclass(frozen=True)
class Field:
    """A column an import understands; `kind`: text, identifier, phone, choice, number.

    `choices` are (value, title); a file may say either. `aliases` are headings seen in files.
    """

    name: str
    title: "StrOrPromise"
    aliases: tuple[str, ...] = ()
    required: bool = False
    kind: str = "text"
    choices: "tuple[tuple[str, StrOrPromise], ...]" = ()


PARTY_FIELDS = (
    Field(
        "name",
        _("姓名或名称"),
        ("名称", "姓名", "企业名称", "单位名称", "当事人", "name"),
        required=True,
    ),
    Field(
        "kind", _("当事人类别"), ("类别", "类型", "kind"), False, "choice", (*PartyKind.choices,)
    ),
    Field(
        "identifier",
        _("证件号码"),
        ("统一社会信用代码", "身份证号", "公民身份号码", "uscc", "identifier"),
        kind="identifier",
    ),
    Field(
        "id_kind",
        _("证件类别"),
        ("证件类型", "id_kind"),
        False,
        "choice",
        (*IdentifierKind.choices,),
    ),
    Field("id_title", _("证件名称"), ("id_title",)),
    Field("phone", _("联系电话"), ("电话", "手机", "手机号", "phone"), kind="phone"),
    Field("address", _("住所"), ("地址", "住址", "注册地址", "经营地址", "address")),
    Field("legal_rep", _("法定代表人"), ("法人", "负责人", "经营者", "legal_rep")),
    Field("aliases", _("别名"), ("字号", "招牌", "曾用名", "aliases")),
    Field("external_source", _("来源系统"), ("来源", "external_source")),
    Field("external_no", _("来源编号"), ("外部编号", "编号", "external_no")),
)
PLACE_FIELDS = (
    Field("name", _("地点名称"), ("名称", "小区名称", "name"), required=True),
    Field("kind", _("地点类别"), ("类别", "类型", "kind"), False, "choice", (*PlaceKind.choices,)),
    Field("parent", _("上级地点"), ("所在小区", "所属小区", "parent")),
    Field("aliases", _("地点别名"), ("别名", "aliases")),
    Field("address", _("地址"), ("门牌", "address")),
    Field("subdistrict", _("所属街镇"), ("街道", "街镇", "镇", "subdistrict")),
    Field("residents_committee", _("居委会"), ("居委", "residents_committee")),
    Field("grid", _("单元网格"), ("网格", "网格编码", "grid")),
    Field("latitude", _("纬度"), ("lat", "lat_wgs84", "latitude"), kind="number"),
    Field("longitude", _("经度"), ("lng", "lon", "lng_wgs84", "longitude"), kind="number"),
    Field(
        "datum",
        _("坐标系"),
        ("坐标", "crs", "datum"),
        kind="choice",
        choices=((Datum.WGS84, "WGS-84"), (Datum.GCJ02, "GCJ-02"), (Datum.BD09, "BD-09")),
    ),
    Field("external_source", _("来源系统"), ("来源", "external_source")),
    Field("external_no", _("来源编号"), ("外部编号", "编号", "external_no")),
)
"""`parent` is a name, or names from the uppermost down: 榆荫新村/3号楼. Without `datum` WGS 84."""


class Result(StrEnum):
    CREATED = "created"
    EXISTING = "existing"
    BAD = "bad"


@dataclass(frozen=True)
class Outcome:
    """What became of a row. `flags` are ready words about a record that was kept all the same."""

    result: Result
    key: int | None = None
    reason: str = ""
    flags: tuple[str, ...] = ()


def take_party(row: Row, *, by: Person | None, at: datetime) -> Outcome:
    """Register the party of a row, or find it by external number, else by its document's number."""
    return _one(_party, row, by, at)


def take_place(row: Row, *, by: Person | None, at: datetime) -> Outcome:
    """Register the place of a row, or find it by external number, else by kind, name and parent."""
    return _one(_place, row, by, at)


def _one(
    take: Callable[[Row, Person | None, datetime], Outcome],
    row: Row,
    by: Person | None,
    at: datetime,
) -> Outcome:
    clean = {name: str(value).strip() for name, value in row.items() if value is not None}
    try:
        with transaction.atomic():
            return take(clean, by, at)
    except Refused as refused:
        return Outcome(Result.BAD, reason=refused.message)


def _party(row: Row, by: Person | None, at: datetime) -> Outcome:
    number = row.get("identifier", "")
    known = _known_externally(Party, row) or _known_by_number(number)
    if isinstance(known, Party):
        standing = survivor_of(known)
        return Outcome(Result.EXISTING, standing.pk, flags=_party_flags(standing))
    name = _party_name(row)
    id_kind = _choice(IdentifierKind.choices, row.get("id_kind", "")) or _kind_of(number)
    kind = _choice(PartyKind.choices, row.get("kind", "")) or _party_kind(id_kind)
    party = register_party(
        kind=PartyKind(kind),
        name=name,
        identifier=number,
        id_kind=id_kind,
        id_title=_fitting(Party, "id_title", row.get("id_title", "")),
        phone=row.get("phone", ""),
        address=_fitting(Party, "address", row.get("address", "")),
        legal_rep=_legal_rep(row),
        aliases=_aliases(row),
        **_external(row),
        by=by,
        at=at,
    )
    return Outcome(Result.CREATED, party.pk, flags=_party_flags(party))


def _party_name(row: Row) -> str:
    """As the form would take it: no number stands for a name."""
    name = row.get("name", "")
    if not name:
        raise Refused("party.nameless", gettext("请填写当事人的姓名或名称。"))
    return _fitting(Party, "name", _writable(name))


def _legal_rep(row: Row) -> str:
    return _fitting(Party, "legal_rep", _writable(row.get("legal_rep", "")))


def _aliases(row: Row) -> list[str]:
    return [_writable(name) for name in split_names(row.get("aliases", ""))]


def _writable(name: str) -> str:
    """A name, refused where it holds what no name is written with."""
    if found := unfit(name):
        raise Refused("party.name_unfit", unfit_words(found))
    return name


def _kind_of(number: str) -> str:
    return guess_kind(number) if plain_number(number) else ""


def _party_kind(id_kind: str) -> str:
    """Who has an identity card is a person; who has a credit code is taken for a legal person."""
    return PartyKind.LEGAL_PERSON if id_kind == IdentifierKind.USCC else PartyKind.PERSON


def _known_by_number(number: str) -> Party | None:
    """A number without a fault names one party; a faulty one (E+17) may name many."""
    if not plain_number(number):
        return None
    return find_parties(identifier=number).exclude(identifier_flaw=Flaw.SPREADSHEET).last()


def _party_flags(party: Party) -> tuple[str, ...]:
    flags = []
    if party.identifier_flaw:
        flags.append(str(Flaw(party.identifier_flaw).label))
    if party.id_kind == IdentifierKind.ID_CARD and party.kind not in NATURAL:
        flags.append(gettext("单位登记的是居民身份证号"))
    return tuple(flags)


def _place(row: Row, by: Person | None, at: datetime) -> Outcome:
    known = _known_externally(Place, row)
    if known is not None:
        return Outcome(Result.EXISTING, known.pk)
    if not row.get("name"):
        raise Refused("place.nameless", gettext("请填写地点名称。"))
    parent = _parent(row.get("parent", ""))
    kind = _choice(PlaceKind.choices, row.get("kind", "")) or _place_kind(parent)
    key = name_key(row["name"])
    known = Place.objects.filter(kind=kind, parent=parent, name_key=key).first()
    if known is not None:
        return Outcome(Result.EXISTING, known.pk, flags=_place_flags(known))
    latitude, longitude = _position(row)
    place = register_place(
        kind=PlaceKind(kind),
        name=_fitting(Place, "name", row["name"]),
        parent=parent,
        aliases=split_names(row.get("aliases", "")),
        address=_fitting(Place, "address", row.get("address", "")),
        subdistrict=_organ(OrganKind.SUBDISTRICT, row.get("subdistrict", "")),
        residents_committee=_organ(
            OrganKind.RESIDENTS_COMMITTEE, row.get("residents_committee", "")
        ),
        grid=_fitting(Place, "grid", row.get("grid", "")),
        latitude=latitude,
        longitude=longitude,
        **_external(row),
        by=by,
        at=at,
    )
    return Outcome(Result.CREATED, place.pk, flags=_place_flags(place))


def _place_kind(parent: Place | None) -> str:
    """What usually lies in such a place; by itself an estate."""
    return (
        PlaceKind.ESTATE if parent is None else BELOW.get(PlaceKind(parent.kind), PlaceKind.POINT)
    )


def _place_flags(place: Place) -> tuple[str, ...]:
    if place.subdistrict_id is None:
        return (str(place.get_found_by_display()),)
    return ()


def _parent(text: str) -> Place | None:
    """The place a row names as the one it lies in. Refused where none or several bear the name."""
    found: Place | None = None
    for name in filter(None, (part.strip() for part in text.split(BETWEEN_LEVELS))):
        rows = Place.objects.filter(name_key=name_key(name))
        rows = rows.filter(parent=found) if found else rows
        candidates = list(rows.order_by("pk")[:2])
        if len(candidates) != 1:
            words = {"name": name}
            if candidates:
                raise Refused(
                    "import.parent_many",
                    gettext("叫“%(name)s”的地点不止一个，请写全上级。") % words,
                )
            raise Refused("import.parent", gettext("没有找到上级地点“%(name)s”。") % words)
        found = candidates[0]
    return found


def _position(row: Row) -> tuple[Decimal | None, Decimal | None]:
    texts = row.get("latitude", ""), row.get("longitude", "")
    if not all(texts):
        return None, None
    try:
        given = Decimal(texts[0]), Decimal(texts[1])
    except InvalidOperation:
        raise Refused("import.position", gettext("经纬度不是数字。")) from None
    if not (abs(given[0]) <= 90 and abs(given[1]) <= 180):
        raise Refused("import.position_range", gettext("经纬度超出范围，可能写反了。"))
    datum = _known_datum(row.get("datum", ""))
    turned = to_wgs84(datum or Datum.WGS84, float(given[0]), float(given[1]))
    return Decimal(f"{turned[0]:.6f}"), Decimal(f"{turned[1]:.6f}")


def _known_datum(text: str) -> str:
    known = [(datum.value, datum.value) for datum in Datum]
    return _choice(known, text.lower().replace("-", "").replace(" ", ""))


def _organ(kind: OrganKind, name: str) -> Organ | None:
    """A unit by its whole or short name. Refused where a name is given that none bears."""
    if not name:
        return None
    organs = Organ.objects.filter(kind=kind, until=None)
    found = organs.filter(name=name).first() or organs.filter(short_name=name).first()
    if found is None:
        raise Refused("import.organ", gettext("没有叫“%(name)s”的单位。") % {"name": name})
    return found


def _known_externally(model: type[Party] | type[Place], row: Row) -> Party | Place | None:
    external = _external(row)
    if model is Party and external["external_source"] == OWN:
        return _ours(external["external_no"])
    return model.objects.filter(**external).first() if external["external_no"] else None


def _ours(number: str) -> Party:
    """A record that went out under our own number and comes back."""
    try:
        return Party.objects.get(subject=UUID(number))
    except (ValueError, Party.DoesNotExist):
        words = gettext("“%(number)s”不是本系统的编号。") % {"number": number}
        raise Refused("import.own", words) from None


def _external(row: Row) -> dict[str, str]:
    return {name: row.get(name, "") for name in ("external_source", "external_no")}


def split_names(text: str) -> list[str]:
    """Several names in one cell, each once."""
    for mark in "；;，,|\n":
        text = text.replace(mark, "、")
    return [name.strip() for name in text.split("、") if name_key(name)]


def _choice(choices: "Sequence[tuple[str, StrOrPromise]]", text: str) -> str:
    """The value a text means, said as value or as title. Refused where it is neither."""
    if not text:
        return ""
    for value, title in choices:
        if text in (str(value), str(title)):
            return str(value)
    raise Refused("import.choice", gettext("“%(text)s”不在可选范围内。") % {"text": text})


def _fitting(model: type[Party] | type[Place], name: str, text: str) -> str:
    """The text, refused where the column would cut it."""
    field = model._meta.get_field(name)
    limit = getattr(field, "max_length", None)
    if limit and len(text) > limit:
        words = {"field": getattr(field, "verbose_name", name), "limit": limit}
        raise Refused("import.long", gettext("%(field)s超过 %(limit)s 个字。") % words)
    return text


def _fits(model: type[Party] | type[Place], name: str) -> Read:
    return lambda row: _fitting(model, name, row[name])


def _one_of(name: str, choices: "Sequence[tuple[str, StrOrPromise]]") -> Read:
    return lambda row: _choice(choices, row[name])


PARTY_READS: Mapping[str, Read] = {
    "name": _party_name,
    "kind": _one_of("kind", PartyKind.choices),
    "id_kind": _one_of("id_kind", IdentifierKind.choices),
    "id_title": _fits(Party, "id_title"),
    "address": _fits(Party, "address"),
    "legal_rep": _legal_rep,
    "aliases": _aliases,
    "external_no": lambda row: _known_externally(Party, row),
}
PLACE_READS: Mapping[str, Read] = {
    "name": _fits(Place, "name"),
    "kind": _one_of("kind", PlaceKind.choices),
    "parent": lambda row: _parent(row["parent"]),
    "address": _fits(Place, "address"),
    "subdistrict": lambda row: _organ(OrganKind.SUBDISTRICT, row["subdistrict"]),
    "residents_committee": lambda row: _organ(
        OrganKind.RESIDENTS_COMMITTEE, row["residents_committee"]
    ),
    "grid": _fits(Place, "grid"),
    "latitude": _position,
    "datum": lambda row: _known_datum(row["datum"]),
}
"""How a value is read out of a row, by field: it writes nothing and is ``Refused`` where it cannot
be taken. A row is taken by the same readings."""
