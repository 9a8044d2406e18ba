"""Numbers before parts and tasks: which kind, how deep, which number."""

import re
from dataclasses import dataclass
from enum import IntEnum

DIGITS = {letter: value for value, letter in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_HAN = "一二三四五六七八九十百"
_GAP = r"\s*"


class Kind(IntEnum):
    """Ways of numbering, the outermost first."""

    PART = 1
    """第一部分、第一章"""
    HAN = 2
    """一、"""
    HAN_BRACKET = 3
    """（一）"""
    ARABIC = 4
    """1."""
    DOTTED = 5
    """1.1"""
    ARABIC_BRACKET = 6
    """（1）"""
    CIRCLED = 7
    """①"""


@dataclass(frozen=True, slots=True)
class Marker:
    """The number as written, what it counts, and the text behind it."""

    kind: Kind
    numbers: tuple[int, ...]
    text: str
    rest: str

    @property
    def number(self) -> int:
        return self.numbers[-1]


_PATTERNS = (
    (
        Kind.PART,
        re.compile(rf"(第{_GAP}([{_HAN}]+|\d{{1,2}}){_GAP}(?:部分|章|编)[、：:]?){_GAP}(.*)", re.S),
    ),
    (Kind.HAN, re.compile(rf"(([{_HAN}]+){_GAP}[、．])(.*)", re.S)),
    (Kind.HAN_BRACKET, re.compile(rf"([（(]{_GAP}([{_HAN}]+){_GAP}[)）]、?)(.*)", re.S)),
    (Kind.DOTTED, re.compile(r"((\d{1,2})[.．](\d{1,2})[、.．]?)(?![\d%％万亿元])(.*)", re.S)),
    (Kind.ARABIC, re.compile(r"((\d{1,2})\s*[.．、](?!\d))(.*)", re.S)),
    (Kind.ARABIC_BRACKET, re.compile(r"([（(]\s*(\d{1,2})\s*[)）]|(\d{1,2})[)）])(.*)", re.S)),
    (Kind.CIRCLED, re.compile(r"([①-⑳])(.*)", re.S)),
)


def marker(line: str) -> Marker | None:
    """The number a line begins with, if it does.

    >>> marker("(二)持续推进").numbers
    (2,)
    >>> marker("7.15 公众开放日").kind
    <Kind.DOTTED: 5>
    """
    for kind, pattern in _PATTERNS:
        found = pattern.match(line)
        if found is None:
            continue
        written = [group for group in found.groups()[1:-1] if group]
        numbers = tuple(map(value, written)) if written else (ord(found[1]) - ord("①") + 1,)
        return Marker(kind, numbers, found[1], found.groups()[-1].strip())
    return None


def value(written: str) -> int:
    """
    >>> [value(word) for word in ("8", "十", "十二", "二十三", "百")]
    [8, 10, 12, 23, 100]
    """
    if written.isdecimal():
        return int(written)
    total, digit = 0, 0
    for letter in written:
        if letter in DIGITS:
            digit = DIGITS[letter]
        else:
            total += (digit or 1) * (10 if letter == "十" else 100)
            digit = 0
    return total + digit


def written(number: int) -> str:
    """
    >>> [written(number) for number in (3, 10, 12, 23, 40)]
    ['三', '十', '十二', '二十三', '四十']
    """
    tens, ones = divmod(number, 10)
    names = "零一二三四五六七八九"
    if number > 99:
        return str(number)
    head = "" if not tens else "十" if tens == 1 else f"{names[tens]}十"
    return head + (names[ones] if ones or not tens else "")


class Order:
    """The numbers so far: whether the next one continues them."""

    def __init__(self) -> None:
        self.last: dict[Kind, tuple[int, ...]] = {}

    def continues(self, found: Marker) -> bool:
        last = self.last.get(found.kind)
        if found.kind is Kind.DOTTED:
            return self._continues_dotted(found.numbers, last)
        return found.number == (last[-1] + 1 if last else 1) or (
            found.number == 1 and any(kind < found.kind for kind in self.last)
        )

    def skips(self, found: Marker) -> bool:
        """After 二、 comes 四、: one was forgotten, but Chinese numbers begin nothing else."""
        last = self.last.get(found.kind)
        return found.kind <= Kind.HAN_BRACKET and last is not None and found.number > last[-1]

    def _continues_dotted(self, numbers: tuple[int, ...], last: tuple[int, ...] | None) -> bool:
        chapter, number = numbers
        if last and chapter == last[0]:
            return number == last[1] + 1
        return number == 1 and chapter == (last[0] + 1 if last else chapter)

    def take(self, found: Marker) -> None:
        self.last = {kind: seen for kind, seen in self.last.items() if kind <= found.kind}
        self.last[found.kind] = found.numbers
