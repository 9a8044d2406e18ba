"""The end of a period worked out again from nothing but the steps of its explanation."""

from calendar import monthrange
from datetime import date, datetime, timedelta
from typing import Any

from chengguan.law.parameters import Unit
from chengguan.law.periods import Due, end_of

LEFT_OUT = ("suspended", "weekend", "off")
A_DAY = timedelta(days=1)


def reproduced(due: Due) -> datetime | None:
    """As a reader would: from the start so many days, without those that the steps leave out, and
    on to the working day that they name. None where a suspension lasts."""
    steps = [(step.code, step.values) for step in due.steps]
    said = dict(steps)
    if "open" in said:
        return None
    length = said["length"]["length"] + sum(v["added"] for code, v in steps if code == "extended")
    gaps = [(values["since"], values["until"]) for code, values in steps if code in LEFT_OUT]
    if said["length"]["unit"] is Unit.HOUR:
        lost = sum((until - since for since, until in gaps), timedelta())
        return said["start_at"]["at"] + timedelta(hours=length) + lost
    last = _counted(said["start"]["on"], length, said["length"]["unit"], gaps)
    return end_of(said["rolled"]["until"] if "rolled" in said else last)


def _counted(day: date, length: int, unit: Unit, gaps: list[Any]) -> date:
    left = length if unit in (Unit.DAY, Unit.WORKDAY) else _days_of(day, length, unit)
    while left:
        day += A_DAY
        left -= not any(since <= day < until for since, until in gaps)
    return day


def _days_of(day: date, length: int, unit: Unit) -> int:
    """How many days so many months or years from a day on are."""
    month = day.month - 1 + length * {Unit.MONTH: 1, Unit.YEAR: 12}[unit]
    year, month = day.year + month // 12, month % 12 + 1
    return (date(year, month, min(day.day, monthrange(year, month)[1])) - day).days
