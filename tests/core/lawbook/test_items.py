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


WITHOUT_A_RANGE = {"AY-B007", "AY-D004", "AY-L001", "AY-L002"}


def test_every_row_of_the_checked_table_is_an_item_and_no_other():
    assert set(table()) == set(items.all_items())
    assert len(items.all_items()) == 145


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
    assert (mine.subject, mine.authority) == (row["处罚对象"], row["条文机关"])
    assert (mine.fine_words, mine.mode_words) == (row["罚款（元）"], row["模式"])
    assert mine.remarks == row["备注"].removeprefix("—")
    if row["模式"][0] in "ABCDN":
        assert mine.mode == row["模式"][0]
    expected = "现行"
    if mine.since:
        expected = f"{mine.since} 起"
    elif mine.until:
        expected = f"至 {mine.until - timedelta(days=1)}"
    assert row["时间"] == expected


@pytest.mark.parametrize("code", sorted(set(items.all_items()) - WITHOUT_A_RANGE))
def test_every_figure_of_the_table_is_typed_and_no_other(code):
    """In yuan, per cent and times, as the table prints them; a lowest of nothing is not printed."""
    mine, words = item(code), table()[code]["罚款（元）"]
    told = {end // 100 for fine in mine.fines for end in (fine.low, fine.high)}
    for fine in mine.reckoned:
        is_times = fine.measure is items.Measure.SHARE and "%" not in words
        told |= {end // (10_000 if is_times else 100) for end in (fine.low, fine.high)}
    # articles ("44(2)", "规划法64") and days of detention are no amounts
    amounts = re.sub(r"\d+\(\d+\)|规划法64|\d+(–\d+)? 日", "", words)
    printed = {int(number) for number in re.findall(r"\d+", amounts)}
    assert told - {0} == printed


@pytest.mark.parametrize("code", sorted(WITHOUT_A_RANGE))
def test_where_the_table_has_no_range_none_is_invented(code):
    assert not item(code).fines
    assert not item(code).reckoned


@pytest.mark.parametrize("code", items.all_items())
def test_may_and_must_follow_the_table(code):
    row, mine = table()[code], item(code)
    words = row["罚款（元）"] + row["模式"]
    spans = (*mine.fines, *mine.reckoned)
    if mine.may_fine:
        assert re.search("可处|可罚|可并处|可警告|拘留|移送|2–20%|3–5 倍|1–2 倍|2%–20%", words)
    if spans and "必罚" in row["模式"] and "可罚" not in row["模式"]:
        assert not any(span.may for span in spans)


@pytest.mark.parametrize(
    ("code", "amount", "low", "high"),
    [
        ("AY-B001", 200_000_00, 10_000_00, 20_000_00),  # 城乡规划法 64: 5–10 % of the cost
        ("AY-P001", 1_000_00, 3_000_00, 5_000_00),  # 沪绿化条例 43(1): 3–5 times
        ("AY-P003", 12_50, 6_250_00, 25_000_00),  # 沪绿化条例 44(2): 12.5 m² at 500–2000
        ("AY-F009", 3_00, 600_00, 600_00),  # 沪市容条例(2018) 43: 3 t at 200
        ("AY-B001", 1, 1, 0),  # a base of one fen has no range
    ],
)
def test_a_fine_by_a_base_is_reckoned(code, amount, low, high):
    assert item(code).reckoned[0].range_of(amount) == (low, high)


def test_items_of_former_law_are_named_by_their_successors():
    assert item("AY-F003").replaces == ("AY-F002-旧",)
    assert item("AY-C001").replaces == ("AY-C003",)
    assert item("AY-J002").former_missing
    for each in items.all_items().values():
        for former in each.replaces:
            assert item(former).until == each.since


def test_what_is_inferred_is_marked():
    assert item("AY-M002").has_inference
    assert not item("AY-M003").has_inference


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
        ("AY-A019-旧", date(2026, 8, 14), "AY-A019"),
        ("AY-F002-旧", date(2026, 8, 14), "AY-F002"),
        ("AY-F004-旧", date(2026, 8, 14), "AY-F004"),
        ("AY-G002-旧", date(2026, 8, 14), "AY-G002"),
        ("AY-G003-旧", date(2026, 8, 14), "AY-G003"),
        ("AY-J005-旧", date(2026, 8, 14), "AY-J005"),
    ],
)
def test_on_2026_08_15_the_code_replaces_the_former_laws(code, last, first):
    assert item(code).in_force(last)
    assert not item(code).in_force(last + timedelta(days=1))
    assert not item(first).in_force(last)
    assert item(first).in_force(last + timedelta(days=1))


def test_on_2026_02_25_the_former_gas_regulation_ends():
    assert item("AY-K012").in_force(date(2026, 2, 24))
    assert not item("AY-K012").in_force(date(2026, 2, 25))


def test_on_2022_12_01_the_appearance_regulation_was_replaced():
    former, new = item("AY-C003"), item("AY-C001")
    assert former.in_force(date(2022, 11, 30))
    assert not new.in_force(date(2022, 11, 30))
    assert new.in_force(date(2022, 12, 1))
    assert (former.fines[0].low, former.fines[0].high) == (50_00, 500_00)
    assert (new.fines[0].low, new.fines[0].high) == (100_00, 1_000_00)


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
