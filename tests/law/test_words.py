"""Every string of the data that is shown has its English."""

from importlib.resources import files

import pytest
from babel.messages.pofile import read_po

from chengguan.law.discretion import factors
from chengguan.law.parameters import shipped


def shown() -> set[str]:
    book = shipped()
    strings = {text for row in book.clocks.values() for text in (row.title, row.starts, row.binds)}
    strings |= {row.note for row in book.clocks.values() if row.note}
    strings |= {item.title for row in book.clocks.values() for item in row.inputs}
    strings |= {v.source for row in book.clocks.values() for v in row.versions if v.source}
    strings |= {text for row in book.guards.values() for text in (row.title, row.rule)}
    strings |= {row.title for row in book.amounts} | {row.source for row in book.amounts}
    strings |= {text for row in factors().values() for text in (row.title, row.source)}
    strings |= set(book.spending_heads.values())
    strings |= {row.title for row in book.spending_items.values()}
    strings |= {row.title for row in book.cover_rounds.values()}
    strings |= {day.name for notice in book.notices.values() for day in notice.days}
    return strings - {""}


@pytest.fixture(scope="module")
def english() -> dict[str, str]:
    source = files("chengguan.law").joinpath("locale/en/LC_MESSAGES/django.po")
    with source.open("rb") as catalogue:
        return {str(m.id): str(m.string) for m in read_po(catalogue) if m.id}


def test_every_string_has_its_english(english: dict[str, str]) -> None:
    assert {text for text in shown() if not english.get(text)} == set()


def test_the_english_has_no_chinese_left(english: dict[str, str]) -> None:
    left = {text for text in shown() if any("一" <= c <= "鿿" for c in english.get(text, ""))}
    assert left == set()


def test_every_word_keeps_out_of_the_way_of_the_labels() -> None:
    source = files("chengguan.law").joinpath("locale/en/LC_MESSAGES/django.po")
    with source.open("rb") as catalogue:
        assert {m.context for m in read_po(catalogue) if m.id} == {"law"}
