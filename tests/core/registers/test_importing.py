"""Rows of somebody's table become parties and places, once each, dirty ones kept and flagged."""

import csv

import pytest

from chengguan.core.journal.services import verify
from chengguan.core.org.kinds import OrganKind
from chengguan.core.registers.importing import (
    PARTY_FIELDS,
    PLACE_FIELDS,
    Outcome,
    Result,
    take_party,
    take_place,
)
from chengguan.core.registers.merging import merge_parties
from chengguan.core.registers.models import Party, PartyKind, Place, PlaceKind
from tests.core.org.people import AT, organ, person
from tests.core.registers.shared import IDENTIFIERS, needs_shared

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
USCC = "91110000600037341L"


def party(**row: str) -> Outcome:
    return take_party(row, by=None, at=AT)


def place(**row: str) -> Outcome:
    return take_place(row, by=None, at=AT)


def test_fields_have_names_of_their_own():
    for fields in (PARTY_FIELDS, PLACE_FIELDS):
        names = [field.name for field in fields]
        assert len(names) == len(set(names))


def test_the_same_row_again_is_the_same_party():
    row = {"name": "某某公司", "identifier": USCC, "external_source": "甲", "external_no": "7"}
    first = party(**row)
    assert (first.result, first.flags) == (Result.CREATED, ())
    assert party(**row) == Outcome(Result.EXISTING, first.key)
    assert party(identifier=USCC, name="别的写法").key == first.key
    assert party(name="改了名", external_source="甲", external_no="7").key == first.key
    assert party(name="某某公司", external_source="乙", external_no="7").key != first.key
    found = Party.objects.get(pk=first.key)
    assert (found.kind, found.is_identifier_valid) == (PartyKind.LEGAL_PERSON, True)


def test_a_merged_party_comes_back_as_the_one_it_is():
    gone, kept = party(name="甲", identifier=USCC), party(name="乙")
    one, other = Party.objects.get(pk=gone.key), Party.objects.get(pk=kept.key)
    merge_parties(party=one, into=other, reason="同一家", by=person("甲"), at=AT)
    assert party(identifier=USCC) == Outcome(Result.EXISTING, kept.key)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({}, "请填写当事人的姓名或名称"),
        ({"identifier": USCC}, "请填写当事人的姓名或名称"),
        ({"name": "😀😀"}, "不能使用的字符（😀）"),
        ({"name": "甲", "kind": "神仙"}, "不在可选范围"),
        ({"name": "甲" * 101}, "超过 100 个字"),
    ],
)
def test_a_row_that_makes_no_party_says_why_and_leaves_nothing(row, reason):
    outcome = take_party(row, by=None, at=AT)
    assert outcome.result is Result.BAD
    assert reason in outcome.reason
    assert not Party.objects.exists()


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("310101199001011234", PartyKind.PERSON),
        ("31010119900101123X", PartyKind.PERSON),
        ("310101199013011234", PartyKind.LEGAL_PERSON),
        (USCC, PartyKind.LEGAL_PERSON),
    ],
)
def test_whose_a_number_is_shows_in_its_shape(number, kind):
    """GB 11643: a slip in the check digit makes nobody a company."""
    found = Party.objects.get(pk=party(name="甲", identifier=number).key)
    assert found.kind == kind


def test_numbers_a_spreadsheet_spoilt_are_not_taken_for_one_party():
    first = party(name="甲公司", identifier="9.1310105729e+017")
    second = party(name="乙公司", identifier="9.1310105729e+017")
    assert first.key != second.key
    assert "科学计数" in first.flags[0]


@needs_shared
def test_the_codes_of_a_real_dashboard_come_in_whole():
    with IDENTIFIERS.open(encoding="utf-8") as rows:
        codes = list(csv.DictReader(rows))
    outcomes = [party(name=f"单位{row['uscc']}", identifier=row["uscc"]) for row in codes]
    assert {one.result for one in outcomes} <= {Result.CREATED, Result.EXISTING}
    flagged = {one.key for one in outcomes if one.flags}
    dirty = [row["uscc"] for row in codes if row["stdnum_valid"] == "0"]
    assert len(flagged) == len(dirty)
    assert Party.objects.filter(is_identifier_valid=False).count() == len(flagged)
    assert verify().ok
    assert {party(name="单位", identifier=row["uscc"]).result for row in codes[20:]} == {
        Result.EXISTING
    }


def test_an_estate_down_to_a_room_comes_in_by_names():
    organ(OrganKind.SUBDISTRICT, "东街道")
    estate = place(
        name="榆荫新村", subdistrict="东街道", address="东路 1 弄", aliases="老榆树、榆村"
    )
    house = place(name="3号楼", parent="榆荫新村")
    room = place(name="301室", parent="榆荫新村/3号楼")
    found = Place.objects.get(pk=room.key)
    assert (found.kind, found.parent_id, found.full_name) == (
        PlaceKind.ROOM,
        house.key,
        "榆荫新村 3号楼 301室",
    )
    assert found.subdistrict.name == "东街道"
    assert place(name="榆荫新村") == Outcome(Result.EXISTING, estate.key)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ({"name": ""}, "请填写地点名称"),
        ({"name": "甲", "parent": "没有的小区"}, "没有找到上级地点"),
        ({"name": "甲", "subdistrict": "没有的街道"}, "没有叫"),
        ({"name": "甲", "latitude": "北", "longitude": "121"}, "不是数字"),
        ({"name": "甲", "latitude": "121.4", "longitude": "31.2"}, "写反"),
        ({"name": "甲", "latitude": "31", "longitude": "121", "datum": "北京54"}, "不在可选范围"),
        ({"name": "甲", "kind": "room"}, "请先选所在楼幢"),
    ],
)
def test_a_row_that_makes_no_place_says_why(row, reason):
    outcome = take_place(row, by=None, at=AT)
    assert (outcome.result, reason in outcome.reason) == (Result.BAD, True)
    assert not Place.objects.exists()


def test_shifted_coordinates_are_shifted_back_where_the_row_says_so():
    outcome = place(name="甲", latitude="31.2092", longitude="121.3996", datum="GCJ-02")
    found = Place.objects.get(pk=outcome.key)
    assert float(found.longitude) == pytest.approx(121.3951, abs=0.0003)
    assert outcome.flags == ("坐标不在任何街镇界内",)
