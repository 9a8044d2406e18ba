"""Every reason has a sentence that says what to do, in both languages."""

import inspect
import re

import pytest
from django.utils.translation import gettext, override

from chengguan.core.pages import words
from chengguan.enforcement.cases import guards, guards_money
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.cases.words import SENTENCES

HAN = re.compile(r"[\u4e00-\u9fff]")
SOURCE = inspect.getsource(guards) + inspect.getsource(guards_money)
CODES = sorted(set(re.findall(r'Reason\(\s*"([a-z_0-9.]+)"', SOURCE)))
SAYS = sorted(set(re.findall(r"%\((\w+)\)s", " ".join(SENTENCES.values()))))


def test_the_codes_are_found() -> None:
    assert len(CODES) > 50


@pytest.mark.parametrize("code", CODES)
def test_a_reason_says_what_to_do(code: str) -> None:
    params = dict.fromkeys(SAYS, "7")
    with override("zh-hans"):
        assert words.sentence(code, params) != code
    with override("en"):
        assert not HAN.search(words.sentence(code, params))


def test_titles_have_their_english() -> None:
    titles = [part.title for part in (*SUMMARY.states, *SUMMARY.actions)]
    with override("en"):
        assert not [title for title in titles if HAN.search(gettext(title))]
