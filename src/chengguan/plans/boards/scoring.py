"""考核: units by the measures that the rule book weighs, each with its counts and its list.

A measure is the progress of the plan, the reports that came in time, or a published figure that is
a share or a mean. Nothing else is asked: no money of penalties reaches a score (行政处罚法 74).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext_lazy as _

from chengguan.core.org.models import Organ
from chengguan.core.work import figures as published
from chengguan.core.work import rules
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import SMALLEST_RANKED, Asked, Figure, Per
from chengguan.law.parameters import RuleBook
from chengguan.plans.annual.bound import keeper_of
from chengguan.plans.annual.models import AnnualPlan, ReportDuty
from chengguan.plans.boards import queries
from chengguan.plans.boards.queries import Line

PREFIX = "score."
PROGRESS, REPORTS = "plan_progress", "report_ontime"
OWN = {PROGRESS: _("计划进度"), REPORTS: _("进展报告按时率")}
"""The measures that are read from the plan itself."""


@dataclass(frozen=True)
class Weight:
    """One row of the rule book in force that day: the measure, its weight, and where it says so."""

    code: str
    points: int
    source: str
    grade: str

    @property
    def title(self) -> Any:
        return OWN.get(self.code) or published.figure_of(self.code).title


@dataclass(frozen=True)
class Part:
    """One measure of one unit: ``value`` in hundredths, made of ``done`` and ``of``, read from so
    many ``rows``; a share of too few rows says nothing and does not count."""

    weight: Weight
    done: Fraction
    of: Fraction
    rows: int
    value: Fraction | None
    is_counted: bool


@dataclass(frozen=True)
class Score:
    """A unit; what was counted of it, all measures together, says nothing below ``smallest``, and
    then it has no value and no place."""

    organ: Organ
    parts: tuple[Part, ...]
    place: int = 0
    smallest: int = 0
    lines: tuple[Line, ...] = ()

    @property
    def weight(self) -> int:
        return sum(part.weight.points for part in self.parts if part.is_counted)

    @property
    def value(self) -> Fraction | None:
        """The weighted mean of the measures that count, exact."""
        counted = [part for part in self.parts if part.is_counted]
        if sum(part.rows for part in self.parts) < self.smallest:
            return None
        total = sum(
            (part.weight.points * (part.value or Fraction(0)) for part in counted), Fraction(0)
        )
        return Fraction(total, self.weight) if self.weight else None


@dataclass(frozen=True)
class Scoring:
    """All units of a plan: those with a place, best first, and those that are too small for one."""

    ranked: tuple[Score, ...]
    unranked: tuple[Score, ...]
    weights: tuple[Weight, ...]
    smallest: int


def weights(law: RuleBook, on: Any) -> tuple[Weight, ...]:
    """The rows in force on a day, the heaviest first. ``ValueError`` for one that measures by
    something that is no published share or mean."""
    keys = dict.fromkeys(row.key for row in law.amounts if row.key.startswith(PREFIX))
    found = [_weight(law, key, on) for key in keys]
    return tuple(sorted((one for one in found if one.points), key=lambda one: -one.points))


def _weight(law: RuleBook, key: str, on: Any) -> Weight:
    code = key.removeprefix(PREFIX)
    if code not in OWN:
        known = {figure.code: figure for figure in published.registered()}
        if code not in known or known[code].per is Per.COUNT:
            raise ValueError(f"{key}: no published share or mean has this code")
    row = max(
        (row for row in law.amounts if row.key == key and row.since <= on),
        key=lambda row: row.since,
        default=None,
    )
    if row is None:
        return Weight(code, 0, "", "")
    return Weight(code, row.value, "、".join(map(str, row.cites)) or row.source, row.grade)


def scoring(plan: AnnualPlan, period: Period, now: datetime) -> Scoring:
    """The units below the plan's own organ that lead an item of it."""
    law, on = rules.current(), now.astimezone(rules.ZONE).date()
    rows, smallest = weights(law, on), law.amount(SMALLEST_RANKED, on=on)
    lines = queries.lines_of(queries.standing_of(plan, now), now)
    units = [unit for unit in queries.by_unit(lines) if unit.organ.pk != plan.matter.organ_id]
    asked = [Asked(keeper_of(plan), period, now, unit.organ) for unit in units]
    scores = [
        Score(
            unit.organ,
            tuple(_part(weight, unit.lines, each, smallest) for weight in rows),
            smallest=smallest,
            lines=tuple(unit.lines),
        )
        for unit, each in zip(units, asked, strict=True)
    ]
    ranked = placed([score for score in scores if score.value is not None])
    return Scoring(ranked, tuple(s for s in scores if s.value is None), rows, smallest)


def placed(scores: Sequence[Score]) -> tuple[Score, ...]:
    """Who has the same value has the same place, and the next ones follow behind all of them."""
    values = {score.organ.pk: score.value or Fraction(0) for score in scores}
    best = sorted(values.values(), reverse=True)
    found = [replace(s, place=best.index(values[s.organ.pk]) + 1) for s in scores]
    return tuple(sorted(found, key=lambda score: (score.place, score.organ.path)))


def _part(weight: Weight, lines: Sequence[Line], asked: Asked, smallest: int) -> Part:
    if weight.code == PROGRESS:
        total = queries.tally(lines)
        done, of, value = total.reached, total.weights, total.progress
        # All that the unit owes, not a sample of it: it counts from the first item on.
        return Part(weight, done, of, total.items, value, value is not None)
    if weight.code == REPORTS:
        met = [is_in_time(duty) for duty in owed_reports(lines, asked.period, asked.at)]
        share = Fraction(100 * sum(met), len(met)) if met else None
        return Part(
            weight, Fraction(sum(met)), Fraction(len(met)), len(met), share, len(met) >= smallest
        )
    return _measured(weight, published.figure_of(weight.code), asked, smallest)


def _measured(weight: Weight, figure: Figure, asked: Asked, smallest: int) -> Part:
    found = published.measure(figure, asked)
    value = found.value
    if value is not None and found.per is Per.RATE:
        value *= 100
    if value is not None and figure.is_low_better:
        value = 100 - value
    done = found.met if found.per is Per.RATE else found.total
    counts = value is not None and found.counted >= max(1, smallest)
    return Part(weight, Fraction(done), Fraction(found.counted), found.counted, value, counts)


def owed_reports(lines: Iterable[Line], period: Period, now: datetime) -> list[ReportDuty]:
    """The reports whose day fell into the period and is over, the latest first."""
    found = [
        duty
        for line in lines
        for duty in line.item.duties.all()
        if not duty.is_released and period.since <= duty.due_at < min(period.until, now)
    ]
    return sorted(found, key=lambda duty: (duty.due_at, duty.pk), reverse=True)


def is_in_time(duty: ReportDuty) -> bool:
    return duty.report is not None and duty.report.reported_at <= duty.due_at
