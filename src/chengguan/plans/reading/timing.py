"""Words that say when: 9 月, 4 或 5 月, 6月底前 become windows with their place in the text.

A window without a year belongs to the year of the plan. What cannot be placed (国庆节前) gives no
window; the words stay in the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from chengguan.plans.reading.numbering import value
from chengguan.plans.reading.windows import (
    By,
    EachOf,
    EitherOf,
    HalfYear,
    Month,
    On,
    Quarter,
    Single,
    Span,
    TenDays,
    WholeYear,
    Window,
    end_of,
)


@dataclass(frozen=True, slots=True)
class Timing:
    """A window with the words that say it, and where in the text they stand."""

    window: Window
    text: str
    start: int
    end: int


_NUMBER = r"(?:\d{1,2}|十[一二]?|[一二三四五六七八九])"
_OTHER = r"(?:(?:(?:19|20)\d{2})\s*年|明年|次年|翌年|今年|本年|当年)?\s*"
_BEFORE = r"\s*(?:之前|以前|前)"
_AND = r"\s*(?:、|，|,|/|和|及|与|或者|或)\s*"
_TO = r"\s*(?:-|－|—+|–|~|～|至|到)\s*"
_MONTH = r"«y»«n»\s*(?:月份?)?"
_QUARTER = r"«y»第?[一二三四1-4]\s*(?:季度)?"
_FREE = r"(?<![\d.．每])"


def _pattern(text: str) -> re.Pattern[str]:
    named = text.replace("«n»", _NUMBER).replace("«y»", _OTHER)
    return re.compile(_FREE + named)


Reader = Callable[[re.Match[str], int], Window | None]


def _year(said: str | None, year: int) -> int:
    words = (said or "").strip()
    if words in ("明年", "次年", "翌年"):
        return year + 1
    return int(words[:4]) if words[:4].isdecimal() else year


def _days(found: re.Match[str], year: int) -> Window:
    first_year = _year(found["y"], year)
    last_year = _year(found["y2"], first_year)
    first = date(first_year, value(found["m"]), value(found["d"]))
    return Span(first, date(last_year, value(found["m2"] or found["m"]), value(found["d2"])))


def _months(found: re.Match[str], year: int) -> Window:
    first_year = _year(found["y"], year)
    last_year = _year(found["y2"], first_year)
    first, last = date(first_year, value(found["m"]), 1), end_of(last_year, value(found["m2"]))
    return Span(first, last)


def _day(found: re.Match[str], year: int) -> Window:
    day = date(_year(found["y"], year), value(found["m"]), value(found["d"]))
    return By(day) if found["before"] else On(day)


def _month_end(found: re.Match[str], year: int) -> Window:
    return By(end_of(_year(found["y"], year), value(found["m"])))


def _before_month(found: re.Match[str], year: int) -> Window:
    return By(date(_year(found["y"], year), value(found["m"]), 1) - timedelta(days=1))


def _ten_days(found: re.Match[str], year: int) -> Window:
    part = "上中下".index(found["part"]) + 1
    window = TenDays(_year(found["y"], year), value(found["m"]), part)
    return By(window.closes) if found["before"] else window


def _listed(found: re.Match[str], year: int, make: Callable[[int, int], Single]) -> Window:
    """A list says each of its members, unless 或 stands in it."""
    options: list[Single] = []
    at = year
    for part in re.finditer(rf"(?P<y>{_OTHER})第?(?P<n>{_NUMBER})", found[0]):
        at = _year(part["y"], at)
        options.append(make(at, value(part["n"])))
    if len(options) == 1:
        return options[0]
    return EitherOf(tuple(options)) if "或" in found[0] else EachOf(tuple(options))


def _month_list(found: re.Match[str], year: int) -> Window:
    return _listed(found, year, _real_month)


def _real_month(year: int, month: int) -> Month:
    return Month(year, date(year, month, 1).month)


def _quarter_list(found: re.Match[str], year: int) -> Window:
    window = _listed(found, year, _real_quarter)
    return By(window.closes) if found["before"] else window


def _real_quarter(year: int, quarter: int) -> Quarter:
    return Quarter(year, date(year, quarter * 3, 1).month // 3)


def _half(found: re.Match[str], year: int) -> Window:
    window = HalfYear(_year(found["y"], year), "上下".index(found["part"]) + 1)
    return By(window.closes) if found["before"] else window


def _year_end(found: re.Match[str], year: int) -> Window:
    return By(date(_year(found["y"], year), 12, 31))


def _whole(found: re.Match[str], year: int) -> Window:
    return WholeYear(_year(found["y"], year))


def _every(found: re.Match[str], year: int) -> Window:
    if found["unit"] == "月":
        return EachOf(tuple(Month(year, month) for month in range(1, 13)))
    if found["unit"] == "半年":
        return EachOf((HalfYear(year, 1), HalfYear(year, 2)))
    return EachOf(tuple(Quarter(year, quarter) for quarter in range(1, 5)))


_READERS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (
        _pattern(
            rf"(?P<y>«y»)(?P<m>«n»)\s*月\s*(?P<d>\d{{1,2}})\s*日?{_TO}(?P<y2>«y»)"
            r"(?:(?P<m2>«n»)\s*月\s*)?(?P<d2>\d{1,2})\s*日"
        ),
        _days,
    ),
    (_pattern(rf"(?P<y>«y»)(?P<m>«n»)\s*月\s*(?P<d>\d{{1,2}})\s*日(?P<before>{_BEFORE})?"), _day),
    (
        _pattern(
            rf"(?P<y>«y»)(?P<m>«n»)\s*(?:月份?)?{_TO}(?P<y2>«y»)(?P<m2>«n»)\s*月(?!\s*\d{{1,2}}\s*日)"
        ),
        _months,
    ),
    (_pattern(rf"(?P<y>«y»)(?P<m>«n»)\s*月份?\s*(?:底|末)(?:{_BEFORE})?"), _month_end),
    (_pattern(rf"(?P<y>«y»)(?P<m>«n»)\s*月份?{_BEFORE}"), _before_month),
    (
        _pattern(rf"(?P<y>«y»)(?P<m>«n»)\s*月\s*(?P<part>[上中下])旬(?P<before>{_BEFORE})?"),
        _ten_days,
    ),
    (_pattern(rf"{_MONTH}(?:{_AND}{_MONTH})*(?<=[月份])(?!\s*\d{{1,2}}\s*日)"), _month_list),
    (
        _pattern(
            rf"{_QUARTER}(?:{_AND}{_QUARTER})*(?<=季度)(?P<before>(?:底|末)(?:{_BEFORE})?|{_BEFORE})?"
        ),
        _quarter_list,
    ),
    (_pattern(rf"(?P<y>«y»)(?P<part>[上下])半年(?P<before>(?:底|末)?{_BEFORE})?"), _half),
    (_pattern(rf"(?P<y>(?:20\d{{2}})?)\s*年(?:终|底|末)(?:{_BEFORE})?"), _year_end),
    (
        # 全年检查方案 is a plan for a year, no time to do it in.
        _pattern(
            r"(?P<y>(?:20\d{2}年)?)\s*(?:(?:(?<=[，,；;。、（：:])|^)全年度?|全年度?(?=[，,；;。、）])"
            r"|年度内|(?<![一二三四五六七八九十两近多])年内)"
        ),
        _whole,
    ),
    (re.compile(r"(?:每个?|逐|按)(?P<unit>月|季度|季|半年)(?!报|度报)"), _every),
)
# Only where the words stand alone, in the column of times.
_CELL: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (re.compile(r"(?P<y>(?:20\d{2}))\s*年(?:度)?$"), _whole),
    (re.compile(r"(?P<y>(?:20\d{2})?)(?:年\s*)?(?:全年度?)"), _whole),
    (re.compile(r"(?P<y>)(?:长期|持续|常年|常态化|全程|贯穿全年)"), _whole),
)


def timings(text: str, year: int | None, *, alone: bool = False) -> tuple[Timing, ...]:
    """Every window the text names, in its order; ``alone``: the text says nothing but times.

    >>> [found.window for found in timings("4 或 5 月", 2026)]
    [EitherOf(options=(Month(year=2026, month=4), Month(year=2026, month=5)))]
    """
    if year is None:
        return ()
    found: list[Timing] = []
    for timing in _all(text, year, (*_READERS, *_CELL) if alone else _READERS):
        free = all(timing.start >= other.end or timing.end <= other.start for other in found)
        # An earlier year is told of, not promised.
        if free and timing.window.closes.year >= year:
            found.append(timing)
    return tuple(sorted(found, key=lambda timing: timing.start))


def _all(
    text: str, year: int, readers: tuple[tuple[re.Pattern[str], Reader], ...]
) -> Iterator[Timing]:
    for pattern, read in readers:
        for found in pattern.finditer(text):
            try:
                window = read(found, year)
            except ValueError:  # the 13th month, the 31st of June
                continue
            if window:
                yield Timing(window, found[0].strip(), found.start(), found.end())
