"""Both source documents, where they lie beside the house: nothing of them stands here but digests.

The lists were made by hand: number of sentences behind each heading, and a digest of the paragraph
without spaces and marks, round brackets half width.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from chengguan.core.pages.capabilities import capabilities
from chengguan.plans.reading import (
    EachOf,
    EitherOf,
    Month,
    Paragraph,
    PlanDocument,
    Role,
    WholeYear,
    proposed_items,
    read_plan,
)

SEEDS = Path(__file__).parents[4] / "shared" / "seeds"
pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="../shared/seeds is not beside us")

PARAGRAPHS = """
000/1.1 1 42bb6066eb37
000/1.2 1 c18dd665225b
000/2.1 2 f0851fc75dc1
000/2.2 1 3f8747edcb58
000/2.3 1 2a751068e4db
000/3.1 1 945f49981e7a
000/3.2 2 802535a9b4fb
000/3.3 1 f614f9b3b8b8
000/4.1 1 6b22648b3016
000/4.2 2 36166495a3c4
000/4.3 1 af94627c4af7
004/1.1 4 dcce8fc8ee3f
004/1.2 5 d52c76f26e6a
004/2.1 3 5800a56b866c
004/2.2 2 4dc716cfe4ab
004/2.3 2 bb161b49a77e
004/3.1 6 a85a6adb2fd3
004/3.2 4 f4799f5e2ac1
004/3.3 3 2695c55061aa
004/3.4 3 b2f61ab1ccb2
004/4.1 5 5ee0ec4e4e70
004/4.2 3 1af5cabd029d
004/4.3 3 f33c04116eb7
004/4.4 5 59087ba4c571
"""
TWICE = EachOf((Month(2026, 2), Month(2026, 10)))
# Window, number of owners, digests of the project and of the owners joined by a stroke.
ROWS = [
    (WholeYear(2026), 1, "1093a3b8", "2756e66d"),
    (WholeYear(2026), 2, "dceefffc", "6d934c43"),
    (WholeYear(2026), 2, "270ad1e4", "7621a6b4"),
    (WholeYear(2026), 3, "02c9a5e0", "6af7b4b3"),
    (WholeYear(2026), 3, "eff8a8b2", "6af7b4b3"),
    (Month(2026, 9), 1, "b155844f", "2756e66d"),
    (Month(2027, 1), 2, "e37a956f", "05aa8e76"),
    (EitherOf((Month(2026, 4), Month(2026, 5))), 2, "3a3b94e2", "6d934c43"),
    (Month(2026, 9), 2, "9882ca2d", "6d934c43"),
    (EachOf((Month(2026, 7), Month(2026, 12))), 3, "ac76fc82", "6af7b4b3"),
    (TWICE, 2, "9c084c2e", "85bb419f"),
    (TWICE, 1, "07b0a02c", "fef74f3c"),
    (Month(2026, 3), 1, "d3bdc352", "c923bf5a"),
]
# Sentences of numbered paragraphs that promise nothing: what the work is to be taken as, its aim.
FRAMING = {"004/1.1.1", "004/1.2.1"}


def file_of(key: str) -> Path:
    return next(SEEDS.glob(f"{key}_*.txt"))


@cache
def document(key: str) -> PlanDocument:
    path = file_of(key)
    return read_plan(path.name, path.read_bytes())


def bare(text: str) -> str:
    """Without all that is no word: written once more, not taken from the reader."""
    text = re.sub(r"\^①|[#*\s]", "", text)
    return text.replace("（", "(").replace("）", ")")


def digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def listed(paragraphs: tuple[Paragraph, ...]) -> Iterator[str]:
    for paragraph in paragraphs:
        text = bare("".join(sentence.text for sentence in paragraph.all_sentences))
        yield f"{paragraph.key} {len(paragraph.sentences)} {digest(text, 12)}"


def test_every_numbered_paragraph_is_there_with_all_its_sentences() -> None:
    found = [*listed(document("000").paragraphs), *listed(document("004").paragraphs)]
    assert found == PARAGRAPHS.split("\n")[1:-1]
    assert [len(document(key).paragraphs) for key in ("000", "004")] == [11, 13]


@pytest.mark.parametrize("key", ["000", "004"])
def test_nothing_is_lost_and_nothing_said_twice(key: str) -> None:
    source = bare(file_of(key).read_text("utf-8"))
    assert bare("".join(document(key).pieces())) == source


@pytest.mark.parametrize("key", ["000", "004"])
def test_no_sentence_is_cut(key: str) -> None:
    cut = [one.key for one in document(key).sentences if not one.text.endswith("。")]
    assert not cut
    keys = [one.key for one in document(key).sentences]
    assert len(keys) == len(set(keys))


def test_all_rows_with_their_windows_and_owners() -> None:
    items = {item.key: item for item in proposed_items(document("000"))}
    found = []
    for row in document("000").rows:
        item = items[row.key]
        names = "|".join(owner.name for owner in item.owners)
        (window,) = item.windows
        found.append((window, len(item.owners), digest(bare(row.project), 8), digest(names, 8)))
    assert found == ROWS
    assert [row.key for row in document("000").rows] == [f"000/A.{n}" for n in range(1, 14)]


@pytest.mark.parametrize(("key", "duties"), [("000", 14), ("004", 46)])
def test_every_duty_has_its_item_and_every_item_its_place(key: str, duties: int) -> None:
    plan = document(key)
    items = [item.key for item in proposed_items(plan)]
    duty = [one.key for one in plan.sentences if one.role is Role.DUTY]
    assert items == [*duty, *(row.key for row in plan.rows)]
    assert len(duty) == duties
    numbered = {one.key for paragraph in plan.paragraphs for one in paragraph.sentences}
    assert numbered - set(duty) == {one for one in FRAMING if one.startswith(key)}


def test_parts_make_up_their_sentence() -> None:
    items = [item for key in ("000", "004") for item in proposed_items(document(key))]
    parted = {item.key: len(item.parts) for item in items if item.parts}
    assert parted["000/1.2.1"] == parted["000/3.2.2"] == parted["004/3.2.2"] == 3
    assert all("".join(part.text for part in item.parts) in ("", item.text) for item in items)


def test_the_head_of_the_document() -> None:
    plan = document("000")
    assert (plan.number, str(plan.date), plan.year) == ("沪城管工〔2026〕1号", "2026-01-26", 2026)
    assert (len(plan.addressees), len(plan.annexes), len(plan.tables)) == (2, 1, 1)
    assert plan.title.endswith("工会工作计划")
    assert plan.issuer.endswith("工会委员会")
    other = document("004")
    assert (other.number, other.date, other.year) == ("", None, 2026)
    assert other.title.endswith("2026年工作要点")


def test_the_footnote_sign_is_remembered_where_it_stood() -> None:
    (note,) = document("000").notes
    (sentence,) = (one for one in document("000").sentences if one.key == note.key)
    assert (note.sign, note.key, note.position) == ("①", "000/1.1.1", 11)
    assert sentence.text[: note.position].endswith("总书记")
    assert "①" not in sentence.text


def test_co_units_of_phrases() -> None:
    items = {item.key: item for item in proposed_items(document("004"))}
    (unit,) = items["004/2.1.3"].co_units
    assert len(unit.names) == 4
    assert items["004/2.1.3"].text[unit.start : unit.end] == unit.text
    assert [len(item.co_units) for item in items.values()].count(1) == 5


def test_every_reference_of_the_map_of_capabilities_leads_to_its_place() -> None:
    places = set()
    for key in ("000", "004"):
        plan = document(key)
        places |= {one.key for one in plan.sentences} | {row.key for row in plan.rows}
        places |= {paragraph.key for paragraph in plan.paragraphs}
    named = {known.reference for known in capabilities() if "/" in known.reference}
    assert named
    assert sorted(named - places) == []
