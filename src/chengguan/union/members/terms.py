"""Months forward and back, ages and terms, on calendar days alone."""

from calendar import monthrange
from datetime import date


def months_after(day: date, months: int) -> date:
    """The same number of the month so many months on, or its last day; negative goes back.

    >>> months_after(date(2026, 8, 31), 6), months_after(date(2026, 3, 31), -1)
    (datetime.date(2027, 2, 28), datetime.date(2026, 2, 28))
    """
    year, month = divmod(day.month - 1 + months, 12)
    year += day.year
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age_on(born_on: date, day: date) -> int:
    """Full years: who was born on 29 February completes one on 1 March of a common year.

    >>> age_on(date(1991, 9, 15), date(2026, 9, 15)), age_on(date(1991, 9, 16), date(2026, 9, 15))
    (35, 34)
    """
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def born_after(day: date, age: int) -> date:
    """Whoever was born after this day is at most ``age`` full years old on ``day``.

    >>> born_after(date(2026, 9, 15), 35)
    datetime.date(1990, 9, 15)
    """
    return months_after(day, -12 * (age + 1))
