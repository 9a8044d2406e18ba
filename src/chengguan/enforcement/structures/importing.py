"""The census list: each row is listed by the act that lists every stock structure.

Batch and number are the identity: the same row again is known, another content under a known
number is told and changes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers import services as registers
from chengguan.core.registers.models import Party, PartyKind
from chengguan.core.registers.queries import standing_parties
from chengguan.core.work import lists
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.perform import Opening, open_together
from chengguan.core.work.permission import SYSTEM
from chengguan.enforcement.structures import inputs, queries, services
from chengguan.enforcement.structures.kinds import (
    Material,
    Origin,
    OwnerNature,
    StructureKind,
    Use,
)
from chengguan.enforcement.structures.models import IllegalStructure
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.enforcement.structures.states import LISTERS

NUMBER, ADDRESS, NAME, BATCH = 60, 200, 100, 40
LARGEST = Decimal("99999999.99")
BRINGERS = frozenset(role for role in LISTERS if role != SYSTEM)


def take_all(rows: Sequence[Row]) -> list[Outcome | None]:
    """Structures without a named party whose number is new, together; others are for ``take``."""
    openings: dict[int, Opening] = {}
    met = _known_numbers(rows)
    for place, row in enumerate(rows):
        number = (_batch(row), row.text("external_no"))
        if number not in met and not row.text("party") and (data := _readable(row)):
            at = At.once(row.at)
            openings[place] = Opening(STRUCTURE.key, "list_stock", at, data, row.key)
        met.add(number)
    if not openings:
        return [None] * len(rows)
    begun = open_together(list(openings.values()), by=rows[0].by, at=rows[0].at)
    done = dict(zip(openings, begun, strict=True))
    return [Outcome(Taken.CREATED) if done.get(place) else None for place in range(len(rows))]


def _known_numbers(rows: Sequence[Row]) -> set[tuple[str, str]]:
    numbers = [row.text("external_no") for row in rows]
    known = IllegalStructure.objects.filter(external_no__in=numbers)
    return {
        (batch, number or "") for batch, number in known.values_list("census_batch", "external_no")
    }


def _readable(row: Row) -> inputs.ListStock | None:
    try:
        return _data(row, None)
    except BadRow:
        return None


def take(row: Row) -> Outcome:
    number = row.text("external_no", NUMBER)
    known = IllegalStructure.objects.filter(census_batch=_batch(row), external_no=number).first()
    if known is not None:
        return _compared(known, row)
    data = _data(row, _party(row))
    outcome = services.list_stock(by=row.by, at=At.once(row.at), data=data, key=row.key)
    return Outcome(Taken.EXISTING if outcome.is_repeat else Taken.CREATED)


def _compared(known: IllegalStructure, row: Row) -> Outcome:
    data = _data(row, None)
    # What was measured on site since is not the list's business: a list says what it said first.
    said = (data.kind, data.material, data.address, data.use)
    if said == (known.kind, known.material, known.address_text, known.use):
        return Outcome(Taken.EXISTING)
    return Outcome(
        Taken.CHANGED, gettext("编号 %(no)s 先前已经登记，内容不同。") % {"no": known.external_no}
    )


def _data(row: Row, party: Party | None) -> inputs.ListStock:
    return inputs.ListStock(
        organ=_organ(row),
        kind=_choice(row, "kind", StructureKind) or StructureKind.OTHER.value,
        material=_choice(row, "material", Material) or Material.OTHER.value,
        use=_choice(row, "use", Use) or Use.LIVING.value,
        owner_nature=_choice(row, "owner_nature", OwnerNature) or OwnerNature.UNKNOWN.value,
        area=_decimal(row, "area", LARGEST) or Decimal(0),
        address_text=row.text("address", ADDRESS),
        occupant=row.text("occupant", 60),
        longitude=_decimal(row, "longitude", Decimal(180)),
        latitude=_decimal(row, "latitude", Decimal(90)),
        party=party,
        census_batch=_batch(row),
        external_no=row.text("external_no", NUMBER),
    )


def _batch(row: Row) -> str:
    return row.text("census_batch", BATCH) or row.source or "导入"


def _choice(row: Row, name: str, kinds: Any) -> str:
    said = row.text(name)
    if not said:
        return ""
    for value, label in kinds.choices:
        if said in (value, str(label)):
            return str(value)
    known = "、".join(str(label) for label in kinds.labels)
    words = gettext("不认识的“%(said)s”。可以写：%(known)s。")
    raise BadRow(words % {"said": said, "known": known})


def _decimal(row: Row, name: str, most: Decimal) -> Decimal | None:
    said = row.text(name)
    if not said:
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        raise BadRow(gettext("数字读不出来：%s。") % said) from None
    if not value.is_finite() or not -most <= value <= most or (name == "area" and value <= 0):
        raise BadRow(gettext("数字超出范围：%s。") % said)
    places = Decimal("0.01") if name == "area" else Decimal("0.000001")
    return value.quantize(places)


def _organ(row: Row) -> Organ:
    mine = queries.units_of(row.by, BRINGERS)
    if row.by.is_system:
        mine = Organ.objects.filter(until=None, is_external=False)
    said = row.text("unit")
    if not said:
        return row.organ or unit_of(row.by, row.at)
    found = mine.filter(name=said).first() or mine.filter(short_name=said).first()
    if found is None:
        raise BadRow(gettext("没有这个承办单位，或者不归您登记：%s。") % said)
    return found


def unit_of(by: Actor, at: datetime) -> Organ:
    """The unit that lists the rows where none is named: the bringer's own."""
    found = queries.units_of(by, BRINGERS).first()
    if found is None:
        raise BadRow(gettext("没有承办单位。请增加“承办单位”一列，或者先登记机构。"))
    return found


def _party(row: Row) -> Party | None:
    """By name and address, as the form finds it; entered where nobody has them."""
    name = row.text("party", NAME)
    if not name:
        return None
    nature = _choice(row, "owner_nature", OwnerNature)
    kind = PartyKind.ORGANISATION if nature not in ("", OwnerNature.PERSON) else PartyKind.PERSON
    address = row.text("address", ADDRESS)
    known = standing_parties().filter(kind=kind, name=name, address=address, identifier=None)
    by = Person(pk=row.by.person_id) if row.by.person_id else None
    return known.order_by("pk").first() or registers.register_party(
        kind=kind, name=name, address=address, by=by, at=row.at
    )


def give(by: Actor, at: datetime) -> Iterator[Mapping[str, str]]:
    """What the bringer may find of the stock that came with a number."""
    for is_open in (True, False):
        for matter in lists.everything(
            by, kind=queries.KIND, is_open=is_open, narrow=None, related=("structure", "party")
        ):
            row = matter.structure
            if row.origin == Origin.STOCK and row.external_no:
                yield {
                    "external_no": row.external_no,
                    "census_batch": row.census_batch,
                    "address": row.address_text,
                    "kind": row.kind,
                    "material": row.material,
                    "use": row.use,
                    "owner_nature": row.owner_nature,
                    "area": str(row.area),
                    "unit": matter.organ.name,
                    "party": matter.party.name if matter.party else "",
                    "occupant": row.occupant,
                }


STOCK = Importer(
    "structures",
    _("存量违建"),
    (
        Field(
            "external_no",
            _("来源编号"),
            ("违建编号", "普查编号", "序号", "编号"),
            required=True,
        ),
        Field("address", _("地址"), ("违建地址", "地点", "位置"), required=True),
        Field(
            "area", _("违建面积"), ("面积", "建筑面积", "违法面积"), required=True, kind="number"
        ),
        Field("kind", _("违建类型"), ("类型", "搭建类型"), kind="choice"),
        Field("material", _("违建结构"), ("结构", "结构类型"), kind="choice"),
        Field("use", _("违建用途"), ("用途",), kind="choice"),
        Field("owner_nature", _("权属性质"), ("产权性质", "权属"), kind="choice"),
        Field("party", _("当事人"), ("产权人", "违建当事人", "搭建人")),
        Field("occupant", _("使用人"), ("承租人",)),
        Field("unit", _("承办单位"), ("责任中队", "中队", "执法队")),
        Field("census_batch", _("普查批次"), ("批次",)),
        Field("longitude", _("经度"), ("lng", "lon"), kind="number"),
        Field("latitude", _("纬度"), ("lat",), kind="number"),
    ),
    take,
    BRINGERS,
    number="external_no",
    organ=unit_of,
    give=give,
    take_all=take_all,
)
