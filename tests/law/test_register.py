"""Our rows against the register of periods and conditions, where it lies beside the project."""

import csv
import re
from pathlib import Path

import pytest

from chengguan.law.parameters import ClockRow, Unit, shipped

TABLES = Path(__file__).parents[3] / "shared" / "law" / "tables"
pytestmark = pytest.mark.skipif(
    not TABLES.exists(), reason="../shared/law/tables is not there: nothing to compare with"
)
UNITS = {
    Unit.HOUR: "小时",
    Unit.WORKDAY: "工作日",
    Unit.DAY: "日",
    Unit.MONTH: "月",
    Unit.YEAR: "年",
}
CONFIGURED, NOT_PERIODS = {"CK04", "CK08"}, {"CK13", "CK20", "CK66"}


def table(name: str) -> dict[str, dict[str, str]]:
    if not TABLES.exists():
        return {}
    with (TABLES / name).open(encoding="utf-8") as lines:
        return {row["编号"]: row for row in csv.DictReader(lines)}


def ours(ref: str) -> list[ClockRow]:
    clocks = shipped().clocks
    return [row for name, row in clocks.items() if re.fullmatch(rf"{ref}[a-c]?", name)]


def numbers(rows: list[ClockRow]) -> list[int]:
    """Lengths in the order of the register: further limbs, the period, its extensions."""
    found: list[int] = []
    for row in rows:
        version = row.versions[-1]
        found += [limb.length for limb in version.also]
        found += [version.length, *version.extensions]
    return found


@pytest.mark.parametrize("ref", sorted(table("clocks.csv")))
def test_every_row_is_here_with_its_grade(ref: str) -> None:
    rows = ours(ref)
    assert rows, f"{ref} is missing"
    grades = {str(version.grade) for row in rows for version in row.versions}
    assert grades == {table("clocks.csv")[ref]["核验"]}


@pytest.mark.parametrize(
    "ref", sorted(set(table("clocks.csv")) - CONFIGURED - NOT_PERIODS - {"CK67"})
)
def test_lengths_and_units_are_those_of_the_register(ref: str) -> None:
    row = table("clocks.csv")[ref]
    # CK02 lists the prolongations of CK01; "第58条" is an article, not a length.
    stated = row["长度"] + (table("clocks.csv")["CK02"]["长度"] if ref == "CK01" else "")
    lengths = [int(n) for n in re.findall(r"\d+", re.sub(r"第\d+条", "", stated))]
    assert numbers(ours(ref)) == lengths
    for clock in ours(ref):
        assert UNITS[clock.versions[-1].unit] in row["单位"]


def test_hotline_orders_have_the_three_suggested_lengths() -> None:
    assert numbers(ours("CK67")) == [1, 5, 15]


@pytest.mark.parametrize("ref", sorted(table("guards.csv").keys() & shipped().guards.keys()))
def test_conditions_have_the_grade_of_the_register(ref: str) -> None:
    assert str(shipped().guard(ref).grade) == table("guards.csv")[ref]["核验"]


@pytest.mark.parametrize("ref", sorted(set(table("clocks.csv")) - {"CK67"}))
def test_every_article_we_cite_stands_in_the_register(ref: str) -> None:
    """Article numbers only: paragraphs and items are written differently."""
    stated = set(re.findall(r"\d+", table("clocks.csv")[ref]["依据"]))
    cited = {c for row in ours(ref) for v in row.versions for c in v.cites}
    for citation in cited:
        for article in citation.articles:
            assert re.match(r"\d+", article)[0] in stated, (ref, str(citation))
