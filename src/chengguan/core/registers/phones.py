"""What a telephone number is written with: as people write it, masked ones and extensions too."""

import re
import unicodedata

from django.utils.translation import gettext

WRITTEN = re.compile(r"(?:[\d*+()\-–—/,;、.\s]|转|分机|ext)+", re.IGNORECASE)
LEAST = 5
"""Digits of the shortest one, those that are masked among them."""


def is_phone(text: str) -> bool:
    """Whether a text can be a telephone number.

    >>> [is_phone(text) for text in ("021-62345678转8", "138****0001", "abc", "12")]
    [True, True, False, False]
    """
    plain = unicodedata.normalize("NFKC", text)
    return bool(WRITTEN.fullmatch(plain)) and sum(c.isdecimal() or c == "*" for c in plain) >= LEAST


def phone_words() -> str:
    """What is said of one that cannot be."""
    return gettext("这不是电话号码。请填写数字，如 13800000000、021-60000000 转 8。")
