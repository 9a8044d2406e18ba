"""Conflicts are shown with both sides, word for word as the checked table has them."""

import csv
from pathlib import Path

import pytest

from chengguan.core.lawbook.conflicts import UnknownConflict, conflict, conflicts, conflicts_of

TABLE = Path(__file__).resolve().parents[4] / "shared" / "law" / "tables" / "conflicts.csv"


def test_every_conflict_of_the_table_is_shown_with_both_sides():
    if not TABLE.exists():
        pytest.skip(f"the checked table is not beside the checkout: {TABLE}")
    with TABLE.open(encoding="utf-8-sig", newline="") as file:
        rows = [tuple(row.values()) for row in csv.DictReader(file)]
    assert [(c.title, c.one, c.other, c.clue) for c in conflicts()] == rows


@pytest.mark.parametrize(
    ("code", "key"),
    [
        ("AY-E001", "unit_sorting"),
        ("AY-E013", "unit_sorting"),
        ("AY-A001", "load_bearing"),
        ("AY-A002", "load_bearing"),
        ("AY-E010", "own_waste"),
        ("AY-G003", "barbecue"),
    ],
)
def test_an_item_names_the_conflicts_it_stands_in(code, key):
    assert key in {known.key for known in conflicts_of(code)}


def test_an_item_without_conflict_names_none():
    assert conflicts_of("AY-M003") == ()


def test_an_unknown_conflict_is_an_error():
    with pytest.raises(UnknownConflict, match="nothing"):
        conflict("nothing")
