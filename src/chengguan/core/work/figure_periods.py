"""统计期: the month, quarter, half-year or year over which a figure is taken. Pure.

>>> september = Period.read("2026-09")
>>> september.previous.key, september.year_before.key
('2026-08', '2025-09')
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from chengguan.core.work.rules import ZONE


class Span(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"


MONTHS = {Span.MONTH: 1, Span.QUARTER: 3, Span.HALF: 6, Span.YEAR: 12}
KEY = re.compile(r"(?P<year>(?:19|20)\d\d)(?:-(?P<letter>[QH]?)(?P<number>\d{1,2}))?")
LETTERS = {"": Span.MONTH, "Q": Span.QUARTER, "H": Span.HALF}


@dataclass(frozen=True)
class Period:
    """Half-open in Asia/Shanghai; ``number`` counts from 1 within the year."""

    span: Span
    year: int
    number: int = 1

    def __post_init__(self) -> None:
        if not 1 <= self.number <= self._in_a_year:
            raise ValueError(f"no {self.span} {self.number} in a year")

    @classmethod
    def around(cls, span: Span, moment: datetime) -> "Period":
        """The period of that length in which a moment lies."""
        local = moment.astimezone(ZONE)
        return cls(span, local.year, (local.month - 1) // MONTHS[span] + 1)

    @classmethod
    def read(cls, key: str) -> "Period":
        """From a key as in addresses; ``ValueError`` where it is none."""
        found = KEY.fullmatch(key)
        if found is None:
            raise ValueError(f"{key!r} is no period")
        if found["number"] is None:
            return cls(Span.YEAR, int(found["year"]))
        read = cls(LETTERS[found["letter"]], int(found["year"]), int(found["number"]))
        if read.key != key:
            raise ValueError(f"{key!r} is written {read.key}")
        return read

    @property
    def key(self) -> str:
        """2026-09, 2026-Q3, 2026-H2, 2026."""
        match self.span:
            case Span.MONTH:
                return f"{self.year}-{self.number:02d}"
            case Span.QUARTER:
                return f"{self.year}-Q{self.number}"
            case Span.HALF:
                return f"{self.year}-H{self.number}"
        return str(self.year)

    @property
    def since(self) -> datetime:
        """The first moment that belongs to it."""
        return datetime(self.year, (self.number - 1) * MONTHS[self.span] + 1, 1, tzinfo=ZONE)

    @property
    def until(self) -> datetime:
        """The first moment that no longer does."""
        return self.shifted(1).since

    @property
    def previous(self) -> "Period":
        """环比: the period before."""
        return self.shifted(-1)

    @property
    def year_before(self) -> "Period":
        """同比: the same period of the year before."""
        return Period(self.span, self.year - 1, self.number)

    def shifted(self, by: int) -> "Period":
        """So many periods later, or earlier."""
        years, place = divmod(self.number - 1 + by, self._in_a_year)
        return Period(self.span, self.year + years, place + 1)

    def is_running(self, moment: datetime) -> bool:
        """Whether it has begun and not yet ended."""
        return self.since <= moment < self.until

    @property
    def _in_a_year(self) -> int:
        return 12 // MONTHS[self.span]
