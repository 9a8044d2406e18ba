"""How items stand at a moment: progress with its rule, lateness, and what is about to slip."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from chengguan.core.work import lateness, rules
from chengguan.core.work.figures import Measure, Per
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import bound, progress, queries, windows
from chengguan.plans.annual.facts import WINDOW
from chengguan.plans.annual.models import AnnualPlan, PlanItem
from chengguan.plans.annual.progress import NOTHING, Progress, Rule, Told
from chengguan.plans.annual.windows import Term

RISK_DAYS, RISK_POINTS = "plan.risk_days", "plan.risk_points"
"""Rows of the rule book: how near the end, how far behind the time that is over."""


@dataclass(frozen=True)
class Standing:
    """``is_late`` while a window is over, ``was_late`` for ever; reports that did not come are
    ``missing`` and no lateness of the item. ``risks`` are codes.

    ``share`` is what of the plan's weight counts at this very item: a parent's stands with its
    parts, in proportion to their weights, so that shares add up to the weights of the plan.
    """

    item: PlanItem
    progress: Progress
    terms: tuple[Term, ...]
    missing: int
    is_late: bool
    was_late: bool
    risks: tuple[str, ...]
    share: Fraction = NOTHING

    @property
    def state(self) -> str:
        return _state(self.item)

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


@dataclass(frozen=True)
class Moment:
    """What is read once for all items: the day, its limits, whose windows are and were late."""

    now: datetime
    limits: tuple[int, int]
    late: frozenset[UUID]
    late_ever: frozenset[UUID]
    measures: dict[tuple[str, UUID], Measure] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return self.now.astimezone(ZONE).date()


def plan_standing(plan: AnnualPlan, now: datetime) -> PlanStanding:
    """All items of a plan, whoever asks: a plan has one progress."""
    return standing_of(list(queries.items_of(plan)), now)


def plan_standings(plans: Iterable[UUID], now: datetime) -> dict[UUID, PlanStanding]:
    """The same of several plans, in as many statements as of one."""
    found: dict[UUID, list[PlanItem]] = {plan: [] for plan in plans}
    rows = queries.told(PlanItem.objects.filter(plan__in=found, is_dropped=False))
    items = list(rows.order_by("place", "pk"))
    for item in items:
        found[item.plan_id].append(item)
    moment = moment_of(items, now)
    return {plan: _standing(own, moment) for plan, own in found.items()}


def standing_of(items: Sequence[PlanItem], now: datetime) -> PlanStanding:
    """Of the items of a whole plan, read with everything told of them; two statements, and one a
    figure."""
    return _standing(items, moment_of(items, now))


def moment_of(items: Sequence[PlanItem], now: datetime) -> Moment:
    """What is read once for these items."""
    law, on = rules.current(), now.astimezone(ZONE).date()
    matters = Matter.objects.filter(pk__in=[item.matter_id for item in items if item.matter_id])
    late = matters.filter(queries.late(now))
    late_ever = matters.filter(lateness.was_late(now, WINDOW))
    return Moment(
        now,
        (law.amount(RISK_DAYS, on=on), law.amount(RISK_POINTS, on=on)),
        frozenset(late.values_list("pk", flat=True)),
        frozenset(late_ever.values_list("pk", flat=True)),
    )


def _standing(items: Sequence[PlanItem], moment: Moment) -> PlanStanding:
    parts: dict[int, tuple[PlanItem, ...]] = {}
    for item in items:
        if item.parent_id is not None:
            parts[item.parent_id] = (*parts.get(item.parent_id, ()), item)
    known = {item.pk: item for item in items}
    top = tuple(item for item in items if item.parent_id not in known)
    told: dict[int, Told] = {}
    for item in items:
        _tell(item, parts, moment, told)
    shares: dict[int, Fraction] = {}
    for item in top:
        own = NOTHING if told[item.pk].is_cancelled else Fraction(item.weight)
        _hand_down(item, own, parts, told, shares)
    by_item = {item.pk: _one(item, told[item.pk], moment, shares[item.pk]) for item in items}
    return PlanStanding(progress.of_plan([told[item.pk] for item in top]), by_item, top, parts)


def _hand_down(
    item: PlanItem,
    share: Fraction,
    parts: dict[int, tuple[PlanItem, ...]],
    told: dict[int, Told],
    shares: dict[int, Fraction],
) -> None:
    """An item's share of the plan goes to its parts, where they stand for it."""
    handed = progress.shares(told[item.pk], share)
    shares[item.pk] = NOTHING if any(handed) else share
    for part, own in zip(parts.get(item.pk, ()), handed, strict=True):
        _hand_down(part, own, parts, told, shares)


def _tell(
    item: PlanItem,
    parts: dict[int, tuple[PlanItem, ...]],
    moment: Moment,
    told: dict[int, Told],
) -> Told:
    if item.pk in told:
        return told[item.pk]
    children = tuple(_tell(child, parts, moment, told) for child in parts.get(item.pk, ()))
    milestones = item.milestones.all()
    terms = windows.terms(item.windows.all())
    value, target = _figure(item, moment)
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


def _figure(item: PlanItem, moment: Moment) -> tuple[Fraction | None, Fraction | None]:
    """Only of figures that are better when they are higher, and only towards a target."""
    figure = bound.figure_for(item)
    if figure is None or figure.is_low_better or not item.target:
        return None, None
    found = bound.measure_of(item, moment.now, moment.measures)
    value = found.value if found else None
    if value is not None and figure.per in (Per.RATE, Per.DAILY):
        value *= 100
    return value, Fraction(item.target)


def _one(item: PlanItem, told: Told, moment: Moment, share: Fraction) -> Standing:
    found, terms = progress.of_item(told), windows.terms(item.windows.all())
    if told.is_cancelled:
        found = Progress(None, Rule.NOTHING_COUNTS)
    waiting = _state(item) in queries.UNDER_WAY
    missing = [
        duty
        for duty in item.duties.all()
        if duty.report_id is None and not duty.is_released and duty.due_at < moment.now
    ]
    return Standing(
        item=item,
        progress=found,
        terms=terms,
        missing=len(missing),
        is_late=item.matter_id in moment.late,
        was_late=item.matter_id in moment.late_ever,
        risks=tuple(risks_of(terms, found, moment, len(missing))) if waiting else (),
        share=share,
    )


def risks_of(terms: Iterable[Term], found: Progress, moment: Moment, missing: int) -> list[str]:
    """Why an item may slip: the end is near and it is behind the time; or a report did not come."""
    on, (days, points) = moment.on, moment.limits
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


def _state(item: PlanItem) -> str:
    return item.matter.state if item.matter else ""
