"""When something is to be done, typed: each window has the day it opens and the day it closes."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class WholeYear:
    """全年"""

    year: int

    @property
    def opens(self) -> date | None:
        return date(self.year, 1, 1)

    @property
    def closes(self) -> date:
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """上半年 (1), 下半年 (2)"""

    year: int
    half: int

    @property
    def opens(self) -> date | None:
        return date(self.year, 6 * self.half - 5, 1)

    @property
    def closes(self) -> date:
        return end_of(self.year, 6 * self.half)


@dataclass(frozen=True, slots=True)
class Quarter:
    """三季度"""

    year: int
    quarter: int

    @property
    def opens(self) -> date | None:
        return date(self.year, 3 * self.quarter - 2, 1)

    @property
    def closes(self) -> date:
        return end_of(self.year, 3 * self.quarter)


@dataclass(frozen=True, slots=True)
class Month:
    """9 月; also of a later year"""

    year: int
    month: int

    @property
    def opens(self) -> date | None:
        return date(self.year, self.month, 1)

    @property
    def closes(self) -> date:
        return end_of(self.year, self.month)


@dataclass(frozen=True, slots=True)
class TenDays:
    """3月上旬 (1), 中旬 (2), 下旬 (3)"""

    year: int
    month: int
    part: int

    @property
    def opens(self) -> date | None:
        return date(self.year, self.month, 10 * self.part - 9)

    @property
    def closes(self) -> date:
        last = end_of(self.year, self.month)
        return last if self.part == 3 else last.replace(day=10 * self.part)


@dataclass(frozen=True, slots=True)
class On:
    """7月15日"""

    day: date

    @property
    def opens(self) -> date | None:
        return self.day

    @property
    def closes(self) -> date:
        return self.day


@dataclass(frozen=True, slots=True)
class By:
    """6月底前、9月15日前、年底前: the last day in time; when it begins is not said."""

    day: date

    @property
    def opens(self) -> date | None:
        return None

    @property
    def closes(self) -> date:
        return self.day


@dataclass(frozen=True, slots=True)
class Span:
    """3—5月; both days included"""

    first: date
    last: date

    @property
    def opens(self) -> date | None:
        return self.first

    @property
    def closes(self) -> date:
        return self.last


Single = WholeYear | HalfYear | Quarter | Month | TenDays | On | By | Span


@dataclass(frozen=True, slots=True)
class EitherOf:
    """4 或 5 月: done in one of them, it is done"""

    options: tuple[Single, ...]

    @property
    def opens(self) -> date | None:
        return min(filter(None, (option.opens for option in self.options)), default=None)

    @property
    def closes(self) -> date:
        return max(option.closes for option in self.options)


@dataclass(frozen=True, slots=True)
class EachOf:
    """7 月、12 月; 每季度: to be done in each of them"""

    options: tuple[Single, ...]

    @property
    def opens(self) -> date | None:
        return min(filter(None, (option.opens for option in self.options)), default=None)

    @property
    def closes(self) -> date:
        return max(option.closes for option in self.options)


Window = Single | EitherOf | EachOf


def end_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
