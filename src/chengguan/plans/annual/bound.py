"""The figure an item is bound to: its value in the year of the plan, the same for every reader."""

from datetime import datetime
from uuid import UUID

from chengguan.core.org.kinds import Role
from chengguan.core.work import figures
from chengguan.core.work.acting import Actor, Scope
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import counts_words
from chengguan.core.work.figure_words import value_words as words_of
from chengguan.core.work.figures import Asked, Figure, Measure
from chengguan.plans.annual.models import AnnualPlan, PlanItem

PLAN_PROGRESS = "plan_progress"
"""The figure that is made of items; bound to one of them it would be made of itself."""

KEEPER = (Role.BUREAU_LEADER, Role.UNION_STAFF)


def bindable() -> tuple[Figure, ...]:
    """The figures that an item may be bound to."""
    return tuple(one for one in figures.registered() if one.code != PLAN_PROGRESS)


def figure_for(item: PlanItem) -> Figure | None:
    """The figure it is bound to, if it is still published."""
    return next((one for one in bindable() if one.code == item.figure), None)


def period_of(item: PlanItem, at: datetime) -> Period:
    """The year of the plan."""
    year = item.plan.year
    return Period(Span.YEAR, year) if year else Period.around(Span.YEAR, at)


def measure_of(
    item: PlanItem, at: datetime, known: dict[tuple[str, UUID], Measure] | None = None
) -> Measure | None:
    """Read as the keeper of the plan reads it, so that two readers see one progress. ``known``
    keeps what was measured by figure and plan, for items that share one."""
    figure = figure_for(item)
    if figure is None:
        return None
    key, kept = (item.figure, item.plan_id), {} if known is None else known
    if key not in kept:
        asked = Asked(keeper_of(item.plan), period_of(item, at), at)
        kept[key] = figures.measure(figure, asked)
    return kept[key]


def is_all_seen(item: PlanItem, actor: Actor, at: datetime) -> bool:
    """Whether the list behind the figure shows somebody as many rows as the number counts."""
    figure = figure_for(item)
    if figure is None:
        return False
    own = figures.measure(figure, Asked(actor, period_of(item, at), at))
    return own == measure_of(item, at)


def keeper_of(plan: AnnualPlan) -> Actor:
    """Who may find everything that the plan's own figures count."""
    return Actor(None, "annual", tuple(Scope(str(role), plan.matter.organ_id) for role in KEEPER))


def value_words(item: PlanItem, at: datetime) -> str:
    """83.33% (5 / 6), or nothing where no figure is bound."""
    found = measure_of(item, at)
    return "" if found is None else f"{words_of(found)} ({counts_words(found)})"
