"""How personal data is shown to whoever has no reason to see it whole (个人信息保护法 51)."""

from __future__ import annotations

import re

COMPOUND = "欧阳司马上官诸葛东方皇甫尉迟公孙慕容令狐司徒夏侯端木宇文长孙独孤南宫"
COMPOUND_SURNAMES = frozenset(COMPOUND[at : at + 2] for at in range(0, len(COMPOUND), 2))

PHONE = re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)")
ID_CARD = re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d{2}(?:0\d|1[0-2])[0-3]\d{4}[\dXx](?![\dXx])")


def mask_name(name: str) -> str:
    """张三 → 张*, 张三丰 → 张**, 欧阳修 → 欧阳*."""
    shown = 2 if len(name) > 2 and name[:2] in COMPOUND_SURNAMES else 1
    return name[:shown] + "*" * max(len(name) - shown, 1) if name else ""


def mask_phone(phone: str) -> str:
    """13812345678 → 138****5678; a number too short to hide in is hidden whole."""
    return _between(phone.strip(), 3, 4, "****")


def mask_id_card(number: str) -> str:
    """First three and last four of the resident identity number."""
    return _between(number.strip(), 3, 4)


def mask_bank(number: str) -> str:
    return _between(number.replace(" ", ""), 0, 4)


def mask_plate(plate: str) -> str:
    """沪A12123 → 沪A·**123."""
    bare = plate.replace("·", "").replace(" ", "")
    return f"{bare[:2]}·**{bare[-3:]}" if len(bare) >= 7 else "*" * len(bare)


def mask_numbers(text: str) -> str:
    """Every mobile and identity number in running text, and nothing else of it."""
    text = ID_CARD.sub(lambda found: mask_id_card(found[0]), text)
    return PHONE.sub(lambda found: mask_phone(found[0]), text)


def _between(text: str, head: int, tail: int, stars: str = "") -> str:
    hidden = len(text) - head - tail
    if hidden < 1:
        return "*" * len(text)
    return text[:head] + (stars or "*" * hidden) + text[len(text) - tail :]
