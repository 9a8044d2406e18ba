"""报告责任: for which periods a unit reports on an item, and by when; laid down ahead at issue."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chengguan.law import periods
from chengguan.law.parameters import RuleBook
from chengguan.plans.annual.models import PlanWindow, Rhythm
from chengguan.plans.reading.windows import end_of

DAY_OF_REPORT = "PLAN_REPORT_DAY"
"""Row of the rule book: so long after the period its report is due."""
MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3}


@dataclass(frozen=True)
class Period:
    """Both days included."""

    since: date
    until: date


def periods_of(rhythm: str, windows: Iterable[PlanWindow], issued_on: date) -> Iterator[Period]:
    """The periods of the rhythm that touch a window and end after the item was given out.

    A window without a beginning begins with the item.
    """
    step = MONTHS.get(Rhythm(rhythm))
    spans = [(window.since or issued_on, window.until) for window in windows]
    if step is None or not spans:
        return
    last = max(until for _since, until in spans)
    first = max(min(since for since, _until in spans), issued_on)
    month = first.replace(day=1, month=first.month - (first.month - 1) % step)
    while month <= last:
        until = end_of(month.year, month.month + step - 1)
        if any(since <= until and month <= ends for since, ends in spans):
            yield Period(month, until)
        month = until + timedelta(days=1)


def due_at(law: RuleBook, period: Period) -> datetime:
    """The end of the working day by which the report on a period is there."""
    due = periods.due(law, DAY_OF_REPORT, periods.end_of(period.until)).moment
    assert due is not None, "the row counts working days"
    return due
