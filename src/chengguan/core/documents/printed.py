"""Fields for words that a paper prints: what no typeface can show is refused while it is typed.

A rare ideograph is printed as its parts with its number and can be written in by hand; of an
emoji nothing would be left.
"""

import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from chengguan.core.documents import glyphs
from chengguan.core.documents.fonts import typefaces
from chengguan.core.pages.words import listed

WRITTEN_BY_HAND = frozenset("LMN")
"""Letters, their marks, numbers (Unicode): a sheet that lacks one is mended by hand."""
OF_A_BUREAU = frozenset({"Co", "Cf"})
"""Codes of a bureau's own fonts, and what needs no glyph."""
EMOJI_MARKS = "\ufe0e\ufe0f\u20e3"
IDEOGRAPHS = range(0x20000, 0x40000)
"""Planes 2 and 3 are letters, also those newer than our tables."""


def unprintable(text: str) -> str:
    """The characters that no paper shows and nobody writes in by hand, each once.

    >>> unprintable("堃喆赟㼆 25 ℃、30 ㎡")
    ''
    """
    return "".join(
        letter
        for letter in glyphs.missing(text, typefaces().characters)
        if _is_picture(letter) or letter in EMOJI_MARKS
    )


def _is_picture(letter: str) -> bool:
    kind = unicodedata.category(letter)
    is_letter = kind[0] in WRITTEN_BY_HAND or kind in OF_A_BUREAU
    return not is_letter and ord(letter) not in IDEOGRAPHS


def _named(letter: str) -> str:
    is_seen = letter.isprintable() and letter not in EMOJI_MARKS
    return letter if is_seen else f"U+{ord(letter):04X}"


def unprintable_words(text: str) -> str:
    """What is said of a text that no paper shows whole; empty where all of it can be printed."""
    found = unprintable(text)
    if not found:
        return ""
    said = gettext("有纸上印不出来的字符（%(shown)s）。请删去，改用文字写明。")
    return said % {"shown": listed(map(_named, found))}


class PrintedField(forms.CharField):
    """Typed words that stand in a paper."""

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        if said := unprintable_words(text):
            raise ValidationError(said)
        return text
