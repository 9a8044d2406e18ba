"""Our rows against the register of periods and conditions, where it lies beside the project."""

import csv
import re
from pathlib import Path

import pytest

from chengguan.law.citations import Citation
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
    """Lengths in the order of the register: period, its extensions; further limbs first."""
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
    assert numbers(ours(ref)) == [int(n) for n in re.findall(r"\d+", row["长度"])]
    for clock in ours(ref):
        stated = row["单位"] + ("工作日" if clock.ref == "CK03" else "")
        assert UNITS[clock.versions[-1].unit] in stated or row["单位"].startswith("令55")


def test_hotline_orders_have_the_three_suggested_lengths() -> None:
    assert numbers(ours("CK67")) == [1, 5, 15]


@pytest.mark.parametrize("ref", sorted(table("guards.csv").keys() & shipped().guards.keys()))
def test_conditions_have_the_grade_of_the_register(ref: str) -> None:
    assert str(shipped().guard(ref).grade) == table("guards.csv")[ref]["核验"]


SHORT = {
    "上海市城市管理行政执法条例": "沪城管执法条例",
    "上海市拆除违法建筑若干规定": "沪拆违规定",
    "拆违若干规定": "沪拆违规定",
    "上海市住宅物业管理规定": "沪物业规定",
    "上海市非机动车安全管理条例": "沪非机动车条例",
    "上海市市容环境卫生管理条例": "沪市容条例（2018）",
    "行诉解释": "行诉解释",
}


@pytest.mark.parametrize("ref", sorted(set(table("clocks.csv")) - {"CK67"}))
def test_every_article_we_cite_stands_in_the_register(ref: str) -> None:
    """Article numbers only: paragraphs and items are written differently."""
    text = table("clocks.csv")[ref]["依据"]
    stated = set(re.findall(r"\d+", text))
    cited: set[Citation] = {c for row in ours(ref) for v in row.versions for c in v.cites}
    for citation in cited:
        for article in citation.articles:
            assert re.match(r"\d+", article)[0] in stated, (ref, str(citation))
