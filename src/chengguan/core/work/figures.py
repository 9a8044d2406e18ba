"""统计指标: published figures, each a named selection of rows that belong to matters.

A figure is computed from the rows of its own list, so that number and list cannot differ; both
are read through the one visibility rule, so that everybody's figure counts what he may find.
Capabilities register theirs when the apps start.
"""

from collections.abc import Callable
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

from chengguan.core.org.models import Organ
from chengguan.core.work import rules, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period

SMALLEST_RANKED = "figures.smallest_ranked"
"""Row of the rule book: with fewer rows in its denominator a unit stands in no ranking."""


class Per(StrEnum):
    """What becomes of the rows: a share of them, their number, or the mean of their scores."""

    RATE = "rate"
    COUNT = "count"
    MEAN = "mean"


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
class Figure:
    """A published figure with its definition in words (lazily translated).

    ``counts`` says what is counted, ``meets`` what fulfils it, ``by`` by which moment a row falls
    into a period. No figure reads the money of penalties (行政处罚法 74).
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
    """A figure as it came out: rows counted, rows that fulfil it, sum of scores."""

    per: Per
    counted: int
    met: int = 0
    total: int = 0

    @property
    def value(self) -> Fraction | None:
        """Exact; None where there is nothing to take a share or a mean of."""
        if self.per is Per.COUNT:
            return Fraction(self.counted)
        if not self.counted:
            return None
        return Fraction(self.met if self.per is Per.RATE else self.total, self.counted)


_SUMS = {
    "counted": Count("pk"),
    "met": Count("pk", filter=Q(is_met=True)),
    "total": Sum("counted_score", default=0),
}


def measure(figure: Figure, asked: Asked) -> Measure:
    """The figure; one statement."""
    return Measure(figure.per, **rows_of(figure, asked).aggregate(**_SUMS))


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
    """The units for which rows were counted; two statements."""
    smallest = rules.current().amount(SMALLEST_RANKED, on=asked.at.astimezone(rules.ZONE).date())
    path = figure.selects(asked).counted_for
    grouped = rows_of(figure, asked).order_by().values(path).annotate(**_SUMS)
    found = {
        row[path]: Measure(figure.per, row["counted"], row["met"], row["total"]) for row in grouped
    }
    shown = {pk: one for pk, one in found.items() if one.counted >= smallest}
    return Ranking(_placed(figure, shown), len(found) - len(shown), smallest)


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
