"""The English of the pages is complete, and compiling needs no system gettext."""

import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from chengguan.core.pages import catalogues, sentences, words
from chengguan.core.pages.capabilities import capabilities

APP = Path(catalogues.__file__).parent
CATALOGUE = APP / "locale/en/LC_MESSAGES/django.po"
PLACE = re.compile(r"%\(\w+\)[sd]")


def _english() -> dict[str, str]:
    with CATALOGUE.open("rb") as source:
        entries = [entry for entry in read_po(source, locale="en") if entry.id]
    return {
        entry.id if isinstance(entry.id, str) else entry.id[0]: (
            entry.string if isinstance(entry.string, str) else entry.string[-1]
        )
        for entry in entries
    }


def test_what_data_says_has_its_english_too() -> None:
    """`tests/house/test_catalogues.py` reads the calls; these texts stand in tables."""
    wanted = {text for both in sentences.GRADES.values() for text in both}
    wanted |= {*sentences.PERIOD_STEPS.values(), *sentences.UNITS.values(), *sentences.HOLIDAYS}
    wanted |= {known.words for known in capabilities()} | set(words.WEEKDAYS)
    english = _english()
    assert not {text for text in wanted if not english.get(text)}


def test_the_english_keeps_every_place_of_the_chinese() -> None:
    broken = {
        chinese: text
        for chinese, text in _english().items()
        if set(PLACE.findall(chinese)) != set(PLACE.findall(text))
    }
    assert not broken


def test_a_changed_catalogue_is_stale_until_compiled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "app/locale/en/LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = folder / "django.po"
    catalogue.write_bytes(CATALOGUE.read_bytes())
    monkeypatch.setattr(catalogues, "ROOT", tmp_path)
    assert catalogues.stale() == [catalogue]
    assert catalogues.compile_stale() == [catalogue]
    assert catalogues.stale() == []
    assert (folder / "django.mo").read_bytes()[:4] in (b"\xde\x12\x04\x95", b"\x95\x04\x12\xde")
