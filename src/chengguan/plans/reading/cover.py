"""What stands before the first part: letterhead, number, notice, addressees, title, preamble."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chengguan.plans.reading import wording
from chengguan.plans.reading.document import LineKind
from chengguan.plans.reading.numbering import DIGITS, value

_NUMBER = re.compile(
    r"[^\s，。：:]{1,20}[〔\[［（(【]\s*\d{4}\s*[〕\]］）)】]\s*第?\s*\d{1,5}\s*号"
)
_DIGIT = "〇○零一二三四五六七八九"
_DATE = re.compile(
    rf"[（(]?\s*(?:(\d{{4}})\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日"
    rf"|([{_DIGIT}]{{4}})\s*年\s*([{_DIGIT}十]{{1,3}})\s*月\s*([{_DIGIT}十]{{1,3}})\s*日)\s*[）)]?"
)
_NOTICE = re.compile(r"^.{0,40}(?:关于|印发|转发).{2,80}(?:通知|函|报告|批复)$")
_NAMED = re.compile(r"《([^》]{4,80})》")
_PLAN = re.compile(r"计划|要点|方案|安排|规划|清单|部署|任务|行动|意见|措施|总结")
_COPY = re.compile(r"^(?:抄送|抄报|主题词|[（(]此件|[（(]联系人|印数|共印)|\d日印发$")
ANNEX = re.compile(r"附\s*件\s*[\d一二三四五六七八九十]*\s*(?:[:：]|$)")
_YEAR = re.compile(r"(20\d{2})\s*年")
LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Cover:
    """Kinds of the lines before the preamble, and what they say; ``length`` lines in all."""

    kinds: tuple[LineKind, ...]
    title: str
    number: str
    issuer: str
    date: date | None
    addressees: tuple[str, ...]

    @property
    def length(self) -> int:
        return len(self.kinds)


def cover(texts: Sequence[str], fallback: str) -> Cover:
    """Of the lines before the first part; ``OTHER`` marks the words of the notice itself."""
    place = _title_place(texts)
    kinds = [_kind(texts, at) for at in range(place + 1)] if place >= 0 else []
    if place >= 0:
        kinds[place] = LineKind.TITLE
        for at in range(place - 1, -1, -1):
            if kinds[at] is not LineKind.OTHER or not _is_short(texts[at]):
                break
            kinds[at] = LineKind.TITLE
        for text in texts[place + 1 :]:
            kind = _kind_below(text)
            if kind is None:
                break
            kinds.append(kind)
    return _said(texts, kinds, fallback)


def _said(texts: Sequence[str], kinds: Sequence[LineKind], fallback: str) -> Cover:
    def of(kind: LineKind) -> list[str]:
        return [text for text, found in zip(texts, kinds, strict=False) if found is kind]

    title = "".join(of(LineKind.TITLE))
    if not title and (named := _NAMED.search("".join(of(LineKind.NOTICE)))):
        title = named[1]
    letterhead = "".join(of(LineKind.LETTERHEAD)).removesuffix("文件")
    signed = of(LineKind.SIGNATURE)
    return Cover(
        kinds=tuple(kinds),
        title=title or fallback,
        number=number_in("".join(of(LineKind.NUMBER))),
        issuer=signed[0] if signed else letterhead,
        date=next((day for text in of(LineKind.DATE) if (day := day_in(text))), None),
        addressees=addressees("".join(of(LineKind.ADDRESSEES))),
    )


def _title_place(texts: Sequence[str]) -> int:
    """The last short line that names a plan; else the first short line."""
    named = [
        at
        for at, text in enumerate(texts)
        if _PLAN.search(text) and _may_be_title(text) and not (at and _is_open(texts[at - 1]))
    ]
    if named:
        return named[-1]
    first = [at for at, text in enumerate(texts[:6]) if _is_short(text) and not _named_kind(text)]
    return first[0] if first else -1


def _may_be_title(text: str) -> bool:
    bare = _is_short(text) and "，" not in text
    return bare and not _NOTICE.match(text) and not _named_kind(text)


def _is_open(text: str) -> bool:
    """A sentence that goes on in the next line: what follows is none of its own."""
    return not (
        wording.is_finished(text)
        or text.endswith(("：", ":"))
        or _may_be_title(text)
        or _named_kind(text)
        or _NOTICE.match(text)
    )


def _is_short(text: str) -> bool:
    return 0 < len(text) <= LONGEST_TITLE and not re.search(r"[。；;！!？?，,：:、]$|。", text)


def _named_kind(text: str) -> LineKind | None:
    """Kinds that a line shows by itself."""
    if _DATE.fullmatch(text):
        return LineKind.DATE
    if ANNEX.match(text) and len(text) <= LONGEST_TITLE:
        return LineKind.ANNEX
    if _NUMBER.fullmatch(text):
        return LineKind.NUMBER
    if text.endswith("文件") and len(text) <= 40:
        return LineKind.LETTERHEAD
    return LineKind.COPY if _COPY.search(text) else None


def _kind(texts: Sequence[str], at: int) -> LineKind:
    text = texts[at]
    if found := _named_kind(text):
        return found
    if _NOTICE.match(text):
        return LineKind.NOTICE
    if text.endswith(("：", ":")) and len(text) <= 200:
        return LineKind.ADDRESSEES
    if at + 1 < len(texts) and _is_short(text) and _DATE.fullmatch(texts[at + 1]):
        return LineKind.SIGNATURE
    return LineKind.OTHER


def _kind_below(text: str) -> LineKind | None:
    """Between the title and the preamble: a number, a date, who issued it."""
    if found := _named_kind(text):
        return found
    bare = text.strip("（）() ")
    if len(bare) <= 30 and re.fullmatch(r"\w+(?:局|会|队|处|科|办公室|政府|中心|办)", bare):
        return LineKind.SIGNATURE
    return None


def closing_kind(text: str) -> LineKind | None:
    """What a line after the last part is, if it shows it."""
    return None if len(text) > LONGEST_TITLE else _named_kind(text)


def is_signature(text: str) -> bool:
    return len(text) <= 40 and bool(re.fullmatch(r"[\w （）()、]+", text))


def number_in(text: str) -> str:
    found = _NUMBER.search(text)
    return wording.spaced(found[0]) if found else ""


def day_in(text: str) -> date | None:
    """
    >>> day_in("二〇二六年一月二十六日")
    datetime.date(2026, 1, 26)
    """
    found = _DATE.search(text)
    if found is None:
        return None
    try:
        if found[1]:
            return date(int(found[1]), int(found[2]), int(found[3]))
        year = int("".join(str(DIGITS.get(digit, 0)) for digit in found[4]))
        return date(year, value(found[5]), value(found[6]))
    except ValueError:
        return None


def addressees(text: str) -> tuple[str, ...]:
    """
    >>> addressees("各街道办事处、镇人民政府，区政府各委、办、局：")
    ('各街道办事处', '镇人民政府', '区政府各委、办、局')
    """
    kept = text.strip().strip("：:").replace("委、办、局", "委\x00办\x00局")
    names = re.split(r"[、，,；;：:]", kept)
    return tuple(said for name in names if (said := name.replace("\x00", "、").strip()))


def year_in(*texts: str) -> int | None:
    """The first year one of the texts names."""
    for text in texts:
        if found := _YEAR.search(text):
            return int(found[1])
    return None
