"""How items stand at a moment: progress with its rule, lateness, and what is about to slip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from chengguan.core.work import lateness, rules
from chengguan.core.work.figures import Per
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import figures, progress, queries, windows
from chengguan.plans.annual.facts import WINDOW
from chengguan.plans.annual.models import AnnualPlan, PlanItem
from chengguan.plans.annual.progress import Progress, Rule, Told
from chengguan.plans.annual.windows import Term

RISK_DAYS, RISK_POINTS = "plan.risk_days", "plan.risk_points"
"""Rows of the rule book: how near the end, how far behind the time that is over."""


@dataclass(frozen=True)
class Standing:
    """``is_late`` by the one rule of the house, ``was_late`` for ever; ``risks`` are codes."""

    item: PlanItem
    progress: Progress
    terms: tuple[Term, ...]
    missing: int
    is_late: bool
    was_late: bool
    risks: tuple[str, ...]

    @property
    def is_at_risk(self) -> bool:
        return bool(self.risks) and not self.is_late


@dataclass(frozen=True)
class PlanStanding:
    """A plan with its items; ``top`` are those of the plan itself, their parts by parent."""

    progress: Progress
    by_item: dict[int, Standing]
    top: tuple[PlanItem, ...]
    parts: dict[int, tuple[PlanItem, ...]]

    @property
    def late(self) -> int:
        return sum(one.is_late for one in self.by_item.values())

    @property
    def at_risk(self) -> int:
        return sum(one.is_at_risk for one in self.by_item.values())

    def count(self, state: str) -> int:
        return sum(1 for one in self.by_item.values() if _state(one.item) == state)


def plan_standing(plan: AnnualPlan, now: datetime) -> PlanStanding:
    """All items of a plan, whoever asks: a plan has one progress."""
    return standing_of(list(queries.items_of(plan)), now)


def standing_of(items: Sequence[PlanItem], now: datetime) -> PlanStanding:
    """Of items that were read with everything told of them; two statements, and one a figure."""
    parts: dict[int, tuple[PlanItem, ...]] = {}
    for item in items:
        if item.parent_id is not None:
            parts[item.parent_id] = (*parts.get(item.parent_id, ()), item)
    known = {item.pk: item for item in items}
    top = tuple(item for item in items if item.parent_id not in known)
    late = _late_ever(items, now)
    law, on = rules.current(), now.astimezone(ZONE).date()
    limits = law.amount(RISK_DAYS, on=on), law.amount(RISK_POINTS, on=on)
    told: dict[int, Told] = {}
    for item in items:
        _tell(item, parts, now, told)
    by_item = {
        item.pk: _one(item, told[item.pk], now, on, limits, item.matter_id in late)
        for item in items
    }
    return PlanStanding(progress.of_plan([told[item.pk] for item in top]), by_item, top, parts)


def _tell(
    item: PlanItem, parts: dict[int, tuple[PlanItem, ...]], now: datetime, told: dict[int, Told]
) -> Told:
    if item.pk in told:
        return told[item.pk]
    children = tuple(_tell(child, parts, now, told) for child in parts.get(item.pk, ()))
    milestones = item.milestones.all()
    terms = windows.terms(item.windows.all())
    value, target = _figure(item, now)
    told[item.pk] = Told(
        weight=item.weight,
        is_closed=_state(item) == "closed",
        is_cancelled=_state(item) == "cancelled",
        milestones=(sum(1 for m in milestones if m.reached_at), len(milestones)),
        terms=(sum(1 for term in terms if term.met_at), len(terms)),
        value=value,
        target=target,
        children=children,
    )
    return told[item.pk]


def _figure(item: PlanItem, now: datetime) -> tuple[Fraction | None, Fraction | None]:
    """Only of figures that are better when they are higher, and only towards a target."""
    figure = figures.figure_for(item)
    if figure is None or figure.is_low_better or not item.target:
        return None, None
    found = figures.measure_of(item, now)
    value = found.value if found else None
    if value is not None and figure.per is Per.RATE:
        value *= 100
    return value, Fraction(item.target)


def _one(
    item: PlanItem, told: Told, now: datetime, on: date, limits: tuple[int, int], was_late: bool
) -> Standing:
    found, terms = progress.of_item(told), windows.terms(item.windows.all())
    if told.is_cancelled:
        found = Progress(None, Rule.NOTHING_COUNTS)
    is_open = item.matter is not None and item.matter.is_open
    waiting = _state(item) in queries.UNDER_WAY
    missing = [
        duty
        for duty in item.duties.all()
        if duty.report_id is None and not duty.is_released and duty.due_at < now
    ]
    return Standing(
        item=item,
        progress=found,
        terms=terms,
        missing=len(missing),
        is_late=is_open and lateness.is_late(_matter(item), now),
        was_late=was_late,
        risks=tuple(_risks(terms, found, on, limits, len(missing))) if waiting else (),
    )


def _risks(
    terms: Iterable[Term], found: Progress, on: date, limits: tuple[int, int], missing: int
) -> list[str]:
    """Why an item may slip: the end is near and it is behind the time; or a report did not come."""
    days, points = limits
    risks = []
    for term in terms:
        if term.met_at is None and on <= term.until and (term.until - on).days <= days:
            since = term.since or term.until.replace(month=1, day=1)
            over = progress.elapsed(since.toordinal(), on.toordinal(), term.until.toordinal())
            if over - (found.value or 0) > points:
                risks.append("plan.risk.behind")
                break
    if missing:
        risks.append("plan.risk.report")
    return risks


def _late_ever(items: Sequence[PlanItem], now: datetime) -> set[UUID]:
    """Whose window was ever missed; finishing forgives nothing."""
    keys = [item.matter_id for item in items if item.matter_id]
    rows = Matter.objects.filter(lateness.was_late(now, WINDOW), pk__in=keys)
    return set(rows.values_list("pk", flat=True))


def _state(item: PlanItem) -> str:
    return item.matter.state if item.matter else ""


def _matter(item: PlanItem) -> Matter:
    assert item.matter is not None
    return item.matter
