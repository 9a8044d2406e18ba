"""The map of capabilities: every row of both documents, and no claim without a page."""

import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from chengguan.core.pages import registry
from chengguan.core.pages.capabilities import (
    PARTS,
    capabilities,
    claims_without_page,
    map_rows,
    state_counts,
    unknown_answers,
)
from chengguan.core.pages.registry import Answer, MenuItem, Registry
from tests.untranslated import untranslated

LIST = Path(__file__).resolve().parents[4] / "shared" / "capabilities.md"
KEY = re.compile(r"\b(?:[EU]\d\.\d[a-g]?|[KP]\d|A\d+)(?![\d.])\b")


@pytest.mark.skipif(not LIST.exists(), reason="../shared/capabilities.md is not beside this house")
def test_every_row_of_the_list_stands_on_the_map() -> None:
    text = LIST.read_text("utf-8").partition("## K ")[2]
    bold = " ".join(re.findall(r"\*\*(.+?)\*\*", text))
    plain = " ".join(re.findall(r"(?:^|· )([KA]\d+) ", text, re.M))
    assert {known.key for known in capabilities()} == set(KEY.findall(f"{bold} {plain}"))


def test_keys_are_given_once_and_every_row_lies_in_a_part() -> None:
    keys = [known.key for known in capabilities()]
    assert len(keys) == len(set(keys)) == 114
    assert {known.part for known in capabilities()} == set(PARTS)


def test_every_reference_names_its_document() -> None:
    wrong = [
        known.key
        for known in capabilities()
        if not known.key.startswith(("K", "P"))
        and not re.fullmatch(r"00[04]/[A\d]\.\d+(\.\d)?", known.reference)
        and known.part not in ("E2",)
    ]
    assert not wrong


def test_without_an_answer_nothing_is_claimed(empty_registry: Registry) -> None:
    counts = {count.state: (count.count, count.total) for count in state_counts(map_rows())}
    assert counts == {"works": (0, 114), "partly": (0, 114), "planned": (114, 114)}


def test_the_best_answer_gives_the_state(empty_registry: Registry) -> None:
    registry.answer(Answer("K2", "pages:map", state="partly"))
    registry.answer(Answer("K2", "pages:keys", ("GD09",), state="works"))
    assert [row.capability.key for row in map_rows(state="works")] == ["K2"]
    assert [row.capability.key for row in map_rows(words="gd09")] == ["K2"]
    assert map_rows(state="works", part="E1") == []


def test_a_dead_url_name_is_found(empty_registry: Registry) -> None:
    registry.answer(Answer("K2", "pages:nowhere"))
    registry.menu(MenuItem("x", "X", "pages:gone"))
    assert registry.dead_links() == ["menu x: pages:gone", "answer K2: pages:nowhere"]
    assert claims_without_page() == ["K2"]


def test_an_answer_to_no_capability_is_found(empty_registry: Registry) -> None:
    registry.answer(Answer("K99", "pages:map"))
    assert unknown_answers() == ["K99"]


def test_an_unknown_state_is_refused_at_once() -> None:
    with pytest.raises(ValueError, match="K2"):
        registry.answer(Answer("K2", "pages:map", state="done"))


def test_the_house_has_no_dead_link_and_no_empty_claim() -> None:
    assert not registry.dead_links()
    assert not unknown_answers()
    assert not claims_without_page()


@pytest.mark.django_db
def test_the_map_shows_both_columns_and_the_counts(
    client: Client, empty_registry: Registry
) -> None:
    registry.answer(Answer("K2", "pages:keys", ("GD09",), "执法队员", note="当场处罚"))
    page = client.get("/map/?words=K2").content.decode()
    assert "简易程序" in page
    assert "当场处罚" in page
    assert "GD09" in page
    assert "尚未建成" in page
    assert "/ 114" in page


@pytest.mark.django_db
def test_the_map_is_english_but_for_the_documents_own_terms(
    client: Client, empty_registry: Registry
) -> None:
    with override("en"):
        client.cookies["django_language"] = "en"
        page = client.get("/map/").content.decode()
    assert untranslated(page) == []
    assert '<span lang="zh" class="source">一案三查</span>' in page
