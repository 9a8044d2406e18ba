"""What a name may be written with: every letter of every script, and nothing that only shows."""

import unicodedata

from django.utils.translation import gettext

# Symbols (emoji among them), controls, directions and other invisible marks, line breaks,
# enclosing marks and lone surrogates.
UNFIT = frozenset({"So", "Sk", "Cc", "Cf", "Cs", "Zl", "Zp", "Me"})
EMOJI_STYLE = "\ufe0e\ufe0f"
# 〇 and characters of planes 2 and 3 are letters, also those newer than our tables.
IDEOGRAPHS = range(0x20000, 0x40000)
# ㈱ and the like stand in names of firms.
ENCLOSED = range(0x3200, 0x3400)


def unfit(name: str) -> str:
    """The first character that no name is written with; empty where there is none."""
    return next((char for char in name if _is_unfit(char)), "")


def unfit_words(char: str) -> str:
    """What is said of such a character."""
    shown = char if char.isprintable() else f"U+{ord(char):04X}"
    said = gettext("姓名或名称里有不能使用的字符（%(char)s）。请删去表情和不可见字符。")
    return said % {"char": shown}


def _is_unfit(char: str) -> bool:
    if ord(char) in IDEOGRAPHS or ord(char) in ENCLOSED:
        return False
    kind = unicodedata.category(char)
    return kind in UNFIT or kind == "Cn" or char in EMOJI_STYLE
