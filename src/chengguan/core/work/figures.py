"""统计指标: published figures, each a named selection of rows that belong to matters.

A figure is computed from the rows of its own list, so that number and list cannot differ; both
are read through the one visibility rule, so that everybody's figure counts what he may find.
Capabilities register theirs when the apps start.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Expression,
    F,
    IntegerField,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.db.models.functions import TruncDate

from chengguan.core.org.models import Organ
from chengguan.core.work import rules, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period

SMALLEST_RANKED = "figures.smallest_ranked"
"""Row of the rule book: with fewer rows in its denominator a unit stands in no ranking."""


class Per(StrEnum):
    """What becomes of the rows: a share of them, their number, the mean of their scores, how much
    of their weight is reached, the mean of the shares of each day, or the mean of their hours."""

    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"
    WEIGHT = "weight"
    DAILY = "daily"
    HOURS = "hours"


@dataclass(frozen=True)
class Asked:
    """For whom, over which period, as it stands when; for one organ and what is below it."""

    actor: Actor
    period: Period
    at: datetime
    organ: Organ | None = None

    def within(self, moment: str) -> Q:
        """Rows whose moment lies in the period and is not still to come."""
        return Q(
            **{
                f"{moment}__gte": self.period.since,
                f"{moment}__lt": self.period.until,
                f"{moment}__lte": self.at,
            }
        )


@dataclass(frozen=True)
class Selection:
    """The rows that are counted, and which of them fulfil the condition.

    ``matter`` is the path from a row to its matter, empty where the row is the matter; ``organ``
    the path to the unit it is counted for, by default the matter's own. By ``moment`` a row
    falls into the period. Joins of ``met`` lead to one row each: for many there is ``Exists``.
    """

    rows: QuerySet[Any]
    moment: str
    met: Q | None = None
    score: Expression | None = None
    matter: str = ""
    organ: str = ""

    @property
    def counted_for(self) -> str:
        return self.organ or self.of_matter("organ")

    def of_matter(self, name: str) -> str:
        """The path from a row to something of its matter."""
        return f"{self.matter}__{name}" if self.matter else name


@dataclass(frozen=True)
class Weighed:
    """What a row weighs, and how much of that is reached."""

    weight: Fraction
    reached: Fraction


Weighs = Callable[[Iterable[Any], datetime], Mapping[Any, Weighed]]
"""From the keys of rows and the moment to what each of them weighs."""


@dataclass(frozen=True)
class Figure:
    """A published figure with its definition in words (lazily translated).

    ``counts`` says what is counted, ``meets`` what fulfils it, ``by`` by which moment a row falls
    into a period. No figure reads the money of penalties (行政处罚法 74). ``weighs`` belongs to
    ``Per.WEIGHT``: weights that no database adds up, such as those of a tree.
    """

    code: str
    title: Any
    counts: Any
    by: Any
    selects: Callable[[Asked], Selection]
    meets: Any = ""
    per: Per = Per.RATE
    is_low_better: bool = False
    is_ranked: bool = True
    note: Any = ""
    weighs: Weighs | None = None


_figures: dict[str, Figure] = {}


def register(*figures: Figure) -> None:
    for figure in figures:
        if _figures.setdefault(figure.code, figure) is not figure:
            raise ValueError(f"a figure {figure.code} is registered already")


def figure_of(code: str) -> Figure:
    """``KeyError`` where no figure has this code."""
    return _figures[code]


def registered() -> tuple[Figure, ...]:
    return tuple(_figures.values())


# ── the rows and what is made of them ──────────────────────────────────────────


def rows_of(figure: Figure, asked: Asked) -> QuerySet[Any]:
    """The list behind the figure: every row with ``is_met``, its ``moment`` and its ``score``."""
    chosen = figure.selects(asked)
    seen = visibility.visible_ids(asked.actor)
    rows = chosen.rows.filter(**{f"{chosen.matter or 'pk'}__in": seen})
    if asked.organ is not None:
        rows = rows.filter(**{f"{chosen.counted_for}__path__startswith": asked.organ.path})
    return rows.annotate(
        is_met=_whether(chosen.met),
        counted_score=chosen.score or Value(0, output_field=IntegerField()),
        counted_at=F(chosen.moment),
    )


def _whether(met: Q | None) -> Expression:
    """A condition on something that is not there is not fulfilled, rather than unknown."""
    if met is None:
        return Value(False, output_field=BooleanField())
    return Case(When(met, then=Value(True)), default=Value(False), output_field=BooleanField())


@dataclass(frozen=True)
class Measure:
    """A figure as it came out: rows counted, rows that fulfil it, sum of scores; or what of the
    weight of the rows is reached."""

    per: Per
    counted: int
    met: int = 0
    total: int = 0
    reached: Fraction = Fraction(0)
    weight: Fraction = Fraction(0)

    @property
    def value(self) -> Fraction | None:
        """Exact; None where there is nothing to take a share or a mean of."""
        if self.per is Per.COUNT:
            return Fraction(self.counted)
        if self.per in (Per.WEIGHT, Per.DAILY, Per.HOURS):
            return self.reached / self.weight if self.weight else None
        if not self.counted:
            return None
        return Fraction(self.met if self.per is Per.RATE else self.total, self.counted)


_SUMS = {
    "counted": Count("pk"),
    "met": Count("pk", filter=Q(is_met=True)),
    "total": Sum("counted_score", default=0),
}


def measure(figure: Figure, asked: Asked) -> Measure:
    """The figure; one statement, and those that tell the weights where rows are weighed."""
    rows = rows_of(figure, asked)
    if figure.per is Per.DAILY:
        return _of_days(_by_day(rows).values(*_DAY))
    if figure.weighs is None:
        return Measure(figure.per, **rows.aggregate(**_SUMS))
    return _added(figure, figure.weighs(list(rows.values_list("pk", flat=True)), asked.at).values())


def _added(figure: Figure, rows: Iterable[Weighed]) -> Measure:
    told = list(rows)
    reached = sum((one.reached for one in told), Fraction(0))
    weight = sum((one.weight for one in told), Fraction(0))
    return Measure(figure.per, len(told), reached=reached, weight=weight)


_DAY = ("counted_on", "counted", "met")


def _by_day(rows: QuerySet[Any], *also: str) -> QuerySet[Any]:
    """The rows of each local day, counted by the database."""
    days = rows.order_by().annotate(counted_on=TruncDate("counted_at", tzinfo=rules.ZONE))
    grouped = days.values("counted_on", *also)
    return grouped.annotate(counted=_SUMS["counted"], met=_SUMS["met"])


def _of_days(days: Iterable[Mapping[str, Any]]) -> Measure:
    """The mean of the shares of the days: each day counts the same."""
    told = list(days)
    shares = sum((Fraction(day["met"], day["counted"]) for day in told), Fraction(0))
    return Measure(
        Per.DAILY,
        sum(day["counted"] for day in told),
        sum(day["met"] for day in told),
        reached=shares,
        weight=Fraction(len(told)),
    )


# ── ranking ────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Rank:
    """A unit in a ranking; who has the same value has the same place, the next ones follow."""

    place: int
    organ: Organ
    measure: Measure


@dataclass(frozen=True)
class Ranking:
    """Units by their value, and those with too few rows to say anything."""

    ranks: tuple[Rank, ...]
    hidden: int
    smallest: int


def ranking(figure: Figure, asked: Asked) -> Ranking:
    """The units for which rows were counted; one statement more than the figure."""
    smallest = rules.current().amount(SMALLEST_RANKED, on=asked.at.astimezone(rules.ZONE).date())
    found = _by_unit(figure, asked)
    shown = {pk: one for pk, one in found.items() if one.counted >= smallest}
    return Ranking(_placed(figure, shown), len(found) - len(shown), smallest)


def _by_unit(figure: Figure, asked: Asked) -> dict[int, Measure]:
    path = figure.selects(asked).counted_for
    rows = rows_of(figure, asked).order_by()
    if figure.per is Per.DAILY:
        days: dict[int, list[Mapping[str, Any]]] = {}
        for row in _by_day(rows, path).values(path, *_DAY):
            days.setdefault(row[path], []).append(row)
        return {unit: _of_days(told) for unit, told in days.items()}
    if figure.weighs is None:
        grouped = rows.values(path).annotate(**_SUMS)
        return {
            row[path]: Measure(figure.per, row["counted"], row["met"], row["total"])
            for row in grouped
        }
    unit_of = dict(rows.values_list("pk", path))
    units: dict[int, list[Weighed]] = {}
    for pk, told in figure.weighs(unit_of, asked.at).items():
        units.setdefault(unit_of[pk], []).append(told)
    return {unit: _added(figure, told) for unit, told in units.items()}


def _placed(figure: Figure, found: dict[int, Measure]) -> tuple[Rank, ...]:
    organs = Organ.objects.in_bulk(found)
    values = {pk: one.value or Fraction(0) for pk, one in found.items()}
    best = sorted(values.values(), reverse=not figure.is_low_better)
    ranks = [Rank(best.index(values[pk]) + 1, organs[pk], one) for pk, one in found.items()]
    return tuple(sorted(ranks, key=lambda rank: (rank.place, rank.organ.path)))


# ── numbers as they are shown ──────────────────────────────────────────────────


def half_up(value: Fraction) -> str:
    """Two decimals, rounded half up and away from zero; for display alone.

    >>> half_up(Fraction(1, 8)), half_up(Fraction(200, 3)), half_up(Fraction(-1, 200))
    ('0.13', '66.67', '-0.01')
    """
    scaled = abs(value) * 100
    whole = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    sign = "-" if value < 0 and whole else ""
    return f"{sign}{whole // 100}.{whole % 100:02d}"


def plain(value: Fraction) -> str:
    """A whole number without places, another with two.

    >>> plain(Fraction(3)), plain(Fraction(7, 2))
    ('3', '3.50')
    """
    return str(value.numerator) if value.denominator == 1 else half_up(value)
