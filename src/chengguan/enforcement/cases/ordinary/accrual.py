"""加处罚款: for which days, on what sum, and how much (行政处罚法 72, 73; 行政强制法 45)."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from chengguan.core.work import rules
from chengguan.enforcement.cases.ordinary.clocks import PAY, PLAN
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.law import periods
from chengguan.law.parameters import RuleBook

WHOLE = 10_000
"""Rates stand in basis points."""


@dataclass(frozen=True)
class Accrued:
    """``days`` of lateness from ``since`` to ``until``, both counted; ``amount`` in fen."""

    since: date
    until: date
    days: int
    amount: int
    is_capped: bool


def payable_until(case: OrdinaryFacts, law: RuleBook) -> date | None:
    """The last day for paying: that of the last instalment of an approved plan, else the statutory
    one from service (行政处罚法 66.2, 67.3). None before service."""
    done = case.execution
    if done.plan:
        return planned_until(done.plan[-1][0], law)
    if done.served_at is None:
        return None
    ends = periods.due(law, PAY.ref, done.served_at).moment
    return ends.astimezone(rules.ZONE).date() if ends else None


def planned_until(day: date, law: RuleBook) -> date:
    """The last day for an instalment: that of the plan, or the working day after it."""
    ends = periods.due(law, PLAN, eve_of(day)).moment
    assert ends is not None
    return ends.astimezone(rules.ZONE).date()


def eve_of(day: date) -> datetime:
    """The period of an instalment is one day long: it begins on the day before."""
    return datetime.combine(day - timedelta(days=1), time(), rules.ZONE)


def accrued(case: OrdinaryFacts, until: date, law: RuleBook) -> Accrued | None:
    """What has accrued since the last day for paying; None where nothing is late.

    Each day counts by what was left of the fine when it was over, so that what was paid late, in
    part or whole, stays late for the days before. Days on which a remedy was pending do not count;
    the sum of all added fines never passes the cap of the law. The rate is that of the first late
    day: what is set later moves nothing that already runs.
    """
    last, done = payable_until(case, law), case.execution
    if last is None or until <= last:
        return None
    begun = max(done.added_until or last, last)
    left_by_day = {
        day: done.unpaid_on(day)
        for day in _days(begun + timedelta(days=1), until)
        if not any(_covers(stretch, day) for stretch in done.contested)
    }
    days = [day for day, unpaid in left_by_day.items() if unpaid]
    if not days:
        return None
    since = last + timedelta(days=1)
    sum_ = sum(left_by_day.values()) * law.amount("late_fine.rate", on=since) // WHOLE
    whole = done.fine * law.amount("late_fine.cap", on=since) // WHOLE
    left = max(whole - done.added, 0)
    return Accrued(days[0], until, len(days), min(sum_, left), is_capped=sum_ >= left)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _covers(stretch: tuple[datetime, datetime | None], day: date) -> bool:
    """Half-open: the day a remedy ends counts again."""
    since, until = stretch
    return since.astimezone(rules.ZONE).date() <= day and (
        until is None or day < until.astimezone(rules.ZONE).date()
    )
