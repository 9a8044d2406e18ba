"""Citations: an instrument by its short title and the articles relied on.

Articles are written as `64`, with a paragraph (款) as `67.3`, with an item (项) as `64(1)`,
both as `23.1(1)`; `附则` stands for supplementary provisions without a number.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from chengguan.law.data import DataError, check_keys, read

_ARTICLE = re.compile(r"(?P<article>\d+)(?:\.(?P<paragraph>\d+))?(?:\((?P<item>\d+)\))?|附则")
_DIGITS = "零一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Instrument:
    """A statute, regulation or notice; `until` is the first day it no longer holds."""

    short: str
    title: str
    grade: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """Articles of one instrument; `str()` is the lawyers' form.

    A paragraph (款) prints in Arabic, an item (项) in Chinese numerals:

    >>> str(cite("行政处罚法", "64(1)", 85))
    '行政处罚法 64(一)、85'
    >>> str(cite("行政复议法", "23.1(1)"))
    '行政复议法 23(1)(一)'
    """

    instrument: str
    articles: tuple[str, ...]

    def __str__(self) -> str:
        articles = "、".join(_printed(article) for article in self.articles)
        return f"{self.instrument} {articles}".rstrip()


def cite(instrument: str, *articles: int | str) -> Citation:
    """Cite articles of a known instrument.

    >>> cite("行政处罚法", 51, 52)
    Citation(instrument='行政处罚法', articles=('51', '52'))
    >>> cite("不存在的法", 1)
    Traceback (most recent call last):
    ...
    chengguan.law.data.DataError: 不存在的法：未登记的法律文件。请先写入 data/instruments.toml
    """
    if instrument not in instruments():
        raise DataError(instrument, "未登记的法律文件", "请先写入 data/instruments.toml")
    written = tuple(str(article) for article in articles)
    for article in written:
        if not _ARTICLE.fullmatch(article):
            raise DataError(
                instrument, f"条号“{article}”读不懂", "请写作 64、67.3、64(1) 或 23.1(1)"
            )
    return Citation(instrument, written)


def parse_citations(text: str) -> tuple[Citation, ...]:
    """Read `instrument:article,article; instrument`; articles may be unknown and left out.

    >>> [str(c) for c in parse_citations("行政处罚法:64(1),85; 民事诉讼法:95")]
    ['行政处罚法 64(一)、85', '民事诉讼法 95']
    """
    return tuple(_parse_one(part) for part in text.split(";") if part.strip())


def _parse_one(text: str) -> Citation:
    instrument, _, articles = text.strip().partition(":")
    return cite(instrument, *(a.strip() for a in articles.split(",") if a.strip()))


@cache
def instruments() -> dict[str, Instrument]:
    """All known instruments by short title.

    >>> instruments()["行政处罚法"].title
    '中华人民共和国行政处罚法'
    """
    rows = [_instrument(row) for row in read("instruments.toml")["instrument"]]
    if len({row.short for row in rows}) < len(rows):
        raise DataError("instruments.toml", "同一简称出现两次", "请合并")
    return {row.short: row for row in rows}


def _instrument(row: dict[str, Any]) -> Instrument:
    where = f"instruments.toml {row.get('short', '?')}"
    check_keys(row, where, ["short", "title", "grade", "in_force"])
    check_keys(row["in_force"], where, ["from"], ["until"])
    in_force = row["in_force"]
    return Instrument(
        row["short"], row["title"], row["grade"], in_force["from"], in_force.get("until")
    )


def _printed(article: str) -> str:
    match = _ARTICLE.fullmatch(article)
    if match is None or match["article"] is None:
        return article
    paragraph = f"({match['paragraph']})" if match["paragraph"] else ""
    item = f"({_chinese(int(match['item']))})" if match["item"] else ""
    return match["article"] + paragraph + item


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _DIGITS[ones]
    return (_DIGITS[tens] if tens > 1 else "") + "十" + (_DIGITS[ones] if ones else "")
