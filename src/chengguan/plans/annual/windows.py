"""Windows as the reader of files says them → the rows of an item; and the terms they make."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from chengguan.law import periods
from chengguan.plans.annual.inputs import WindowLine
from chengguan.plans.annual.models import PlanWindow, WindowKind
from chengguan.plans.reading import (
    By,
    EachOf,
    EitherOf,
    HalfYear,
    Month,
    On,
    Quarter,
    Span,
    TenDays,
    WholeYear,
    Window,
)
from chengguan.plans.reading.windows import end_of


def lines(windows: Iterable[Window], words: Sequence[str] = ()) -> tuple[WindowLine, ...]:
    """Options of *either* share a group, every other window is a term of its own."""
    found: list[WindowLine] = []
    group = 0
    for window in windows:
        match window:
            case EitherOf(options):
                group += 1
                found += [_line(group, WindowKind.EITHER, one) for one in options]
            case EachOf(options):
                for one in options:
                    group += 1
                    found.append(_line(group, WindowKind.EACH, one))
            case WholeYear():
                group += 1
                found.append(_line(group, WindowKind.WHOLE, window))
            case _:
                group += 1
                found.append(_line(group, WindowKind.ONE, window))
    return tuple(found)


def kept(windows: Iterable[PlanWindow]) -> tuple[WindowLine, ...]:
    """The rows of an item as they stand, to be written again."""
    return tuple(WindowLine(w.group, w.kind, w.since, w.until, w.words) for w in windows)


def _line(group: int, kind: str, window: Window) -> WindowLine:
    return WindowLine(group, str(kind), window.opens, window.closes, _words(window))


def _words(window: Window) -> str:
    match window:
        case WholeYear(year):
            return f"{year}年全年"
        case HalfYear(year, half):
            return f"{year}年{'上下'[half - 1]}半年"
        case Quarter(year, quarter):
            return f"{year}年第{'一二三四'[quarter - 1]}季度"
        case Month(year, month):
            return f"{year}年{month}月"
        case TenDays(year, month, part):
            return f"{year}年{month}月{'上中下'[part - 1]}旬"
        case On(day):
            return _day(day)
        case By(day):
            return f"{_day(day)}前"
        case Span(first, last):
            return _span(first, last)
    return ""


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _span(first: date, last: date) -> str:
    """By months where it is made of whole ones."""
    if first.day == 1 and last == end_of(last.year, last.month):
        return f"{first.year}年{first.month}月至{last.year}年{last.month}月"
    return f"{_day(first)}至{_day(last)}"


@dataclass(frozen=True)
class Term:
    """What is owed once: by the last day of its windows, in any of them."""

    windows: tuple[PlanWindow, ...]

    @property
    def kind(self) -> str:
        return self.windows[0].kind

    @property
    def since(self) -> date | None:
        opens = [window.since for window in self.windows if window.since]
        return min(opens, default=None)

    @property
    def until(self) -> date:
        return max(window.until for window in self.windows)

    @property
    def last(self) -> PlanWindow:
        return max(self.windows, key=lambda window: (window.until, window.pk or 0))

    @property
    def met_at(self) -> datetime | None:
        return min((w.met_at for w in self.windows if w.met_at), default=None)

    @property
    def was_late(self) -> bool:
        """Met when it was over; it stays late for ever."""
        return self.met_at is not None and self.met_at > periods.end_of(self.until)


def terms(windows: Iterable[PlanWindow]) -> tuple[Term, ...]:
    """In the order of their ends."""
    alive = sorted((w for w in windows if not w.is_dropped), key=lambda w: (w.group, w.until))
    found = [Term(tuple(rows)) for _group, rows in groupby(alive, key=lambda w: w.group)]
    return tuple(sorted(found, key=lambda term: term.until))
