"""Working days: the State Council's yearly notices, and provisional answers where none is out.

A notice settles its own year and, because the New Year block may borrow days of the old year,
also the end of December before it: from the weekend before the week of New Year's Day. A day is
provisional exactly when a notice that settles it is missing; meanwhile weekends and the
statutory holidays count.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from chengguan.law.parameters import DayOff, RuleBook

# Statutory holidays with a fixed date; those of the lunar calendar stand in the data by year.
_FIXED = {(1, 1): "元旦", (5, 1): "劳动节", (10, 1): "国庆节", (10, 2): "国庆节", (10, 3): "国庆节"}
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayKind:
    """What a day is; `name` is the holiday it belongs to, off or worked in exchange (调休)."""

    is_workday: bool
    name: str | None
    provisional: bool


class WorkCalendar:
    """The working days according to a rule book.

    >>> from chengguan.law.parameters import shipped
    >>> WorkCalendar(shipped()).day(date(2026, 10, 10))
    DayKind(is_workday=True, name='国庆节', provisional=False)
    >>> WorkCalendar(shipped()).day(date(2027, 2, 8))
    DayKind(is_workday=False, name='春节', provisional=True)
    """

    def __init__(self, rules: RuleBook) -> None:
        self._rules = rules

    def day(self, on: date) -> DayKind:
        """Whether a day is worked; for a year without a notice the answer is provisional."""
        exception = self._exception(on)
        provisional = not self._is_settled(on)
        if exception is not None:
            return DayKind(exception.is_workday, exception.name, provisional)
        return DayKind(on.weekday() < _SATURDAY, None, provisional)

    def next_workday(self, on: date) -> date:
        """The day itself if it is worked, otherwise the first worked day after it.

        >>> from chengguan.law.parameters import shipped
        >>> WorkCalendar(shipped()).next_workday(date(2026, 10, 1))
        datetime.date(2026, 10, 8)
        """
        while not self.day(on).is_workday:
            on += timedelta(days=1)
        return on

    def previous_workday(self, on: date) -> date:
        """The day itself if it is worked, otherwise the last worked day before it.

        >>> from chengguan.law.parameters import shipped
        >>> WorkCalendar(shipped()).previous_workday(date(2026, 10, 7))
        datetime.date(2026, 9, 30)
        """
        while not self.day(on).is_workday:
            on -= timedelta(days=1)
        return on

    def _exception(self, on: date) -> DayOff | None:
        for year in settling_years(on):
            notice = self._rules.notices.get(year)
            for row in notice.days if notice else statutory_days(self._rules, year):
                if row.on == on:
                    return row
        return None

    def _is_settled(self, on: date) -> bool:
        return all(year in self._rules.notices for year in settling_years(on))


def statutory_days(rules: RuleBook, year: int) -> tuple[DayOff, ...]:
    """The statutory holidays of a year: as listed, else those with a fixed date."""
    listed = rules.statutory_days.get(year)
    if listed is not None:
        return listed
    return tuple(DayOff(date(year, *day), name, False) for day, name in _FIXED.items())


def settling_years(on: date) -> tuple[int, ...]:
    """The years whose notices may say something about a day.

    >>> settling_years(date(2026, 12, 26)), settling_years(date(2026, 12, 25))
    ((2026, 2027), (2026,))
    """
    return (on.year, on.year + 1) if on >= settled_from(on.year + 1) else (on.year,)


def settled_from(year: int) -> date:
    """The first day that the notice of a year may speak of: the weekend before the week of New
    Year's Day.

    >>> settled_from(2027)
    datetime.date(2026, 12, 26)
    """
    new_year = date(year, 1, 1)
    week_begins = new_year - timedelta(days=new_year.weekday())
    return week_begins - timedelta(days=2)
