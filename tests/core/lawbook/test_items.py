"""Enforcement items: dated, in fen, and equal to the checked table."""

import csv
import re
from datetime import date, timedelta
from pathlib import Path

import pytest

from chengguan.core.lawbook import items
from chengguan.core.lawbook.items import Mode, PartyKind, item, items_on

TABLE = Path(__file__).resolve().parents[4] / "shared" / "law" / "tables" / "items.csv"
TODAY = date(2026, 9, 15)
ON_THE_SPOT = {PartyKind.PERSON: 200_00, PartyKind.ORGANISATION: 3_000_00}


def table() -> dict[str, dict[str, str]]:
    if not TABLE.exists():
        pytest.skip(f"the checked table is not beside the checkout: {TABLE}")
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        return {row["编号"]: row for row in csv.DictReader(file)}


@pytest.mark.parametrize("code", items.all_items())
def test_an_item_says_what_the_checked_table_says(code):
    row, mine = table()[code], item(code)
    assert mine.name == row["案由"]
    assert mine.field.label == row["类别"]
    assert (mine.breach, mine.penalty, mine.grade) == (
        row["违反条款"],
        row["处罚条款"],
        row["核验"],
    )
    amounts = {int(number) * 100 for number in re.findall(r"\d+", row["罚款（元）"])}
    told = {amount for fine in mine.fines for amount in (fine.low, fine.high)}
    assert told - {0} == amounts
    if row["模式"][0] in "ABCD":
        assert mine.mode == row["模式"][0]
    expected = "现行"
    if mine.since:
        expected = f"{mine.since} 起"
    elif mine.until:
        expected = f"至 {mine.until - timedelta(days=1)}"
    assert row["时间"] == expected


@pytest.mark.ref("GD09")
@pytest.mark.parametrize("code", [i.code for i in items.all_items().values() if i.summary])
def test_summary_items_can_really_end_on_the_spot_行政处罚法51(code):
    found = item(code)
    within = any(fine.low <= ON_THE_SPOT[fine.party_kind] for fine in found.fines)
    assert within or found.allows_warning


def test_there_is_enough_for_a_street_and_enough_that_needs_the_ordinary_procedure():
    assert len(items_on(TODAY, summary=True)) >= 12
    assert len(items_on(TODAY, summary=False)) >= 8


@pytest.mark.parametrize(
    ("code", "last", "first"),
    [
        ("AY-G001-旧", date(2026, 8, 14), "AY-G001"),
        ("AY-H001-旧", date(2026, 8, 14), "AY-H001"),
        ("AY-J001-旧", date(2026, 8, 14), "AY-J001"),
        ("AY-E010-旧", date(2026, 8, 14), "AY-E010"),
    ],
)
def test_on_2026_08_15_the_code_replaces_the_former_laws(code, last, first):
    assert item(code).in_force(last)
    assert not item(code).in_force(last + timedelta(days=1))
    assert not item(first).in_force(last)
    assert item(first).in_force(last + timedelta(days=1))


def test_ranges_are_in_fen_and_by_kind_of_party():
    fine = item("AY-M003").fine_for("person")
    assert (fine.low, fine.high) == (200_00, 500_00)
    assert fine.allows(200_00)
    assert not fine.allows(199_99)
    assert item("AY-M003").fine_for("organisation") is None
    assert item("AY-A001").fine_for("person", items.Degree.GRAVE).high == 200_000_00


def test_where_the_law_wants_correction_first_the_item_says_so():
    assert item("AY-E002").mode is Mode.FINE_ON_REFUSAL
    assert item("AY-E002").is_fine_first_after_refusal
    assert not item("AY-M004").is_fine_first_after_refusal


def test_items_are_searched_by_every_word():
    assert [found.code for found in items.search("电动自行车 电梯", TODAY)] == ["AY-M004"]
    assert [found.code for found in items.search("ay-e002", TODAY)] == ["AY-E002"]
    assert items.search("电梯 油烟", TODAY) == ()


def test_an_unknown_code_is_an_error_that_names_it():
    with pytest.raises(items.UnknownItem, match="AY-X999"):
        item("AY-X999")


@pytest.mark.parametrize("wrong", [{"low": 5, "high": 1}, {"low": -1, "high": 1}])
def test_a_range_that_cannot_be_is_not_loaded(wrong):
    row = {"code": "AY-X", "field": "noise", "mode": "A", "fines": [{"to": "person", **wrong}]}
    with pytest.raises(items.BadData, match="AY-X"):
        items._read(row)
