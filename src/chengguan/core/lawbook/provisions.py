"""A provision as the tables write it, in the words of a paper: the title in full, 条、款、项 in
Chinese figures.

`56` is an article, `(2)` behind it a paragraph (款), `(二)` an item (项). What the tables remark
beside a provision stays as it stands: a paper must not look surer than the table is.
"""

import re
import tomllib
from functools import cache

from chengguan.core.lawbook.statutes import ALIASES, aliases

_PART = r"(?:\(\d+\)|\([一二三四五六七八九十]+\))"
_PARTS = rf"{_PART}(?:[–、]?{_PART})*"
_ARTICLE = rf"第?\d+条?(?:{_PARTS})?"
_LATER = re.compile(rf"(?<![\d第（(])\d+{_PARTS}|(?<=、)\d+(?=；|、|$)")
"""Articles of the text named before a remark or an arrow."""
_FIGURES = "零一二三四五六七八九"


def provision(text: str, before: str = "") -> str:
    """The text with every provision in full. 同 goes with the title of the text ``before``.

    >>> provision("沪物业规定56(2)(一)")
    '《上海市住宅物业管理规定》第五十六条第二款第（一）项'
    >>> provision("生态环境法典1128(1)(一)、1130(一)–(三)")
    '《中华人民共和国生态环境法典》第一千一百二十八条第一款第（一）项、第一千一百三十条第（一）项至第（三）项'
    >>> provision("城乡规划法64；沪规划条例58")
    '《中华人民共和国城乡规划法》第六十四条；《上海市城乡规划条例》第五十八条'
    >>> provision("沪市容条例(2022)（条号未核）")
    '《上海市市容环境卫生管理条例》（条号未核）'
    >>> provision("同22", before="沪户外招牌办法(令41)13(3)")
    '《上海市户外招牌设置管理办法》第二十二条'
    >>> provision("《中华人民共和国城乡规划法》第六十四条")
    '《中华人民共和国城乡规划法》第六十四条'
    """
    if text.startswith("同"):
        text = _same(text.removeprefix("同"), before)
    return _LATER.sub(_article, _written().sub(_in_full, text))


def basis(breach: str, penalty: str) -> str:
    """The provision that was breached and the one that threatens the penalty; one of them where
    they are the same.

    >>> basis("城乡规划法40", "城乡规划法64")
    '《中华人民共和国城乡规划法》第四十条；《中华人民共和国城乡规划法》第六十四条'
    >>> basis("沪市容条例(2022)（条号未核）", "同")
    '《上海市市容环境卫生管理条例》（条号未核）'
    """
    return "；".join(dict.fromkeys((provision(breach), provision(penalty, before=breach))))


def _same(rest: str, before: str) -> str:
    """What 同 stands for: the whole provision before it, or another article of its text."""
    if not rest[:1].isdecimal():
        return before + rest
    name = re.match(r"[^\d(（]*(?:[(（][^)）]*[)）])?", before)
    return (name[0] if name else before) + rest


@cache
def titles() -> dict[str, str]:
    """The official title by each name that a table uses."""
    known = {short: _official(title) for short, title in aliases().items() if title}
    with ALIASES.open("rb") as file:
        told = tomllib.load(file)
    return known | told["printed"] | told["inferred"]


def _official(title: str) -> str:
    is_national = title.endswith(("法", "法典"))
    return f"中华人民共和国{title}" if is_national else title


@cache
def _written() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(titles(), key=len, reverse=True)))
    return re.compile(
        rf"(?<![《国市省])(?P<name>{names})(?!》)\s?(?P<articles>(?:{_ARTICLE}(?:、(?=第?\d))?)*)"
    )


def _in_full(found: re.Match[str]) -> str:
    articles = re.sub(_ARTICLE, _article, found["articles"])
    return f"《{titles()[found['name']]}》{articles}"


def _article(found: re.Match[str]) -> str:
    number, parts = re.findall(r"(\d+)(.*)", found[0])[0]
    said, last = f"第{figures(int(number))}条", ""
    for link, part in re.findall(rf"([–、]?)({_PART})", parts):
        inner = part[1:-1]
        is_paragraph = inner.isdecimal()
        kind = "款" if is_paragraph else "项"
        between = {"–": "至", "、": "、", "": "、" if kind == last else ""}[link]
        place = figures(int(inner)) if is_paragraph else f"（{inner}）"
        said, last = f"{said}{between}第{place}{kind}", kind
    return said


def figures(number: int) -> str:
    """Chinese figures up to 9999.

    >>> [figures(n) for n in (5, 10, 12, 57, 104, 110, 1005, 1128)]
    ['五', '十', '十二', '五十七', '一百零四', '一百一十', '一千零五', '一千一百二十八']
    """
    said, is_gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            said += ("零" if is_gap and said else "") + _FIGURES[digit] + name
        is_gap = not digit
    return said.removeprefix("一") if said.startswith("一十") else said or _FIGURES[0]
