"""The days of a holiday notice as somebody pastes them: the notice's own lines, a list, a table.

One holiday a line: its name, then what is off and what is worked. A clause that says 上班 is of
days worked, any other of days off; one that says both is taken apart at its commas, and refused
where that does not part them. Without words the second column of a table is the worked one.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from chengguan.law.parameters import DayOff

_REMARK = re.compile(r"[（(][^）)]*[）)]|共\s*\d+\s*天")
_NUMBERED = re.compile(r"^[一二三四五六七八九十\d]+[、.．]\s*")
_NAME = re.compile(r"^(?P<name>[^\d\s：:,，|]+?)(?:\s*[：:]\s*|\s*[|，,]\s*|\s+|(?=\d))")
_CLAUSES = re.compile(r"\t|[|。；;]")
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})\s*[年./-]\s*)?(?:(?P<{0}m>\d{{1,2}})\s*[月./-]\s*)?"
    r"(?P<{0}d>\d{{1,2}})(?!\d)\s*日?"
)
_SPAN = re.compile(_DAY.format("a") + r"(?:\s*(?:至|到|—+|–|~|～)\s*" + _DAY.format("b") + r")?")
_LONGEST = 31
_COMMA = re.compile(r"[，,]")
_WORKED, _OFF = "上班", re.compile("放假|休息")


class Unreadable(ValueError):
    """A line that says no days; `line` is its number, from 1."""

    def __init__(self, line: int, text: str) -> None:
        super().__init__(text)
        self.line, self.text = line, text


def read_days(text: str, year: int) -> tuple[DayOff, ...]:
    """The days in the order of the text; a day without a year is of the notice's year.

    >>> said = "春节：2月5日（周五）至7日放假调休，共3天。2月14日（周日）上班。"
    >>> [(str(day.on), day.is_workday) for day in read_days(said, 2027)]  # doctest: +ELLIPSIS
    [('2027-02-05', False), ('2027-02-06', False), ('2027-02-07', False), ('2027-02-14', True)]
    """
    found: list[DayOff] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        days = list(_line(line, year, number))
        if not days:
            raise Unreadable(number, line.strip())
        found += days
    return tuple(found)


def _line(line: str, year: int, number: int) -> Iterator[DayOff]:
    said = _NUMBERED.sub("", _REMARK.sub("", line).strip())
    head = _NAME.match(said)
    if head is None:
        raise Unreadable(number, line.strip())
    has_words = _WORKED in said or "放假" in said
    try:
        for place, clause in enumerate(_CLAUSES.split(said[head.end() :])):
            for piece in _parted(clause):
                is_workday = _WORKED in piece if has_words else place == 1
                for on in _days(piece, year):
                    yield DayOff(on, head["name"], is_workday)
    except ValueError:
        raise Unreadable(number, line.strip()) from None


def _parted(clause: str) -> list[str]:
    """A clause of days off and days worked, one piece for each; ``ValueError`` for a piece of days
    that says neither or both: half of them would be read as their opposite."""
    if _WORKED not in clause or not _OFF.search(clause):
        return [clause]
    pieces = _COMMA.split(clause)
    for piece in pieces:
        if _SPAN.search(piece) and (_WORKED in piece) == bool(_OFF.search(piece)):
            raise ValueError(piece)
    return pieces


def _days(clause: str, year: int) -> Iterator[date]:
    month = 0
    for span in _SPAN.finditer(clause):
        first = _date(span, "a", year, month)
        year_then, month = first.year, first.month
        last = _date(span, "b", year_then, month) if span["bd"] else first
        month = last.month
        if not 0 <= (last - first).days < _LONGEST:
            raise ValueError(clause)
        yield from (first + timedelta(n) for n in range((last - first).days + 1))


def _date(span: re.Match[str], end: str, year: int, month: int) -> date:
    """What is not said of a date is that of the one before it."""
    return date(int(span[f"{end}y"] or year), int(span[f"{end}m"] or month), int(span[f"{end}d"]))
