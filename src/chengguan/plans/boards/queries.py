"""How a plan stands, line by line: what board, bulletin, report and score are all made of."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, UUIDField, When

from chengguan.core.org.models import Organ
from chengguan.core.work import lateness, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import queries as annual
from chengguan.plans.annual import standing as annual_standing
from chengguan.plans.annual.bound import keeper_of
from chengguan.plans.annual.models import AnnualPlan, PlanItem
from chengguan.plans.annual.procedures import PLAN_ITEM
from chengguan.plans.annual.standing import PlanStanding, Standing
from chengguan.plans.annual.windows import Term
from chengguan.plans.boards.models import Bulletin, BulletinReceipt, PeriodReport
from chengguan.plans.instructions.queries import TASK

BULLETIN, RECEIPT = "bulletin", "bulletin_receipt"
NOTHING = Fraction(0)
STATES = {state.key: state.title for state in PLAN_ITEM.states}

# -- a line of a plan --------------------------------------------------------------------------


@dataclass(frozen=True)
class Line:
    """One item as it stands at a moment."""

    standing: Standing
    today: date

    @property
    def item(self) -> PlanItem:
        return self.standing.item

    @property
    def matter(self) -> Matter:
        assert self.item.matter is not None, "an issued item is a matter"
        return self.item.matter

    @property
    def unit(self) -> Organ:
        return self.matter.organ

    @property
    def state(self) -> str:
        return self.matter.state

    @property
    def is_counted(self) -> bool:
        return self.state != "cancelled"

    @property
    def is_closed(self) -> bool:
        return self.state == "closed"

    @property
    def value(self) -> Fraction:
        return self.standing.progress.value or NOTHING

    @cached_property
    def owed(self) -> tuple[Term, ...]:
        """The terms that are still to be met, the next one first."""
        if not self.matter.is_open or self.state == "proposed":
            return ()
        return tuple(term for term in self.standing.terms if term.met_at is None)

    @property
    def due_on(self) -> date | None:
        """When it is due next; once it is done, when it was due last."""
        terms = self.owed or self.standing.terms
        days = [term.until for term in terms]
        return (min(days) if self.owed else max(days)) if days else None

    def is_met(self, term: Term) -> bool:
        """A closed item has met every term it had."""
        return term.met_at is not None or self.is_closed

    def is_met_late(self, term: Term) -> bool:
        """Met, but after its last day; finishing forgives nothing."""
        if term.met_at is not None:
            return term.was_late
        at = self.item.first_finished_at or self.matter.closed_at
        if not self.is_closed or at is None:
            return False
        is_only = len(self.standing.terms) == 1
        return at.astimezone(ZONE).date() > term.until or (is_only and self.standing.was_late)

    def is_due_in(self, month: str) -> bool:
        """Whether one of its windows ends in the month, written 2026-09, met or not."""
        return any(f"{term.until:%Y-%m}" == month for term in self.standing.terms)


def lines_of(found: PlanStanding, now: datetime) -> list[Line]:
    """Every issued item of a plan, in the order of the plan, parts behind the item they part."""
    today = now.astimezone(ZONE).date()
    issued = [one for one in found.by_item.values() if one.item.matter is not None]
    ordered = sorted(issued, key=lambda one: (one.item.place, one.item.pk))
    return [Line(one, today) for one in ordered]


def visible_lines(actor: Actor, lines: Sequence[Line]) -> list[Line]:
    """Those that somebody may find; one statement."""
    keys = [line.matter.pk for line in lines]
    seen = set(
        Matter.objects.filter(visibility.is_visible_to(actor), pk__in=keys).values_list(
            "pk", flat=True
        )
    )
    return [line for line in lines if line.matter.pk in seen]


# -- counts ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Tally:
    """What lines come to; a cancelled item counts nowhere. ``reached`` of ``weights``, a part
    inside its parent only, so that units together have what the plan has;
    ``closed_late`` are those of the closed ones that were finished late."""

    items: int = 0
    closed: int = 0
    closed_late: int = 0
    late: int = 0
    at_risk: int = 0
    missing: int = 0
    reached: Fraction = NOTHING
    weights: Fraction = NOTHING

    @property
    def progress(self) -> Fraction | None:
        """In hundredths; None where there is nothing to divide by."""
        return 100 * self.reached / self.weights if self.weights else None


TESTS = {
    "late": lambda line: line.standing.is_late,
    "risk": lambda line: line.standing.is_at_risk,
    "missing": lambda line: line.standing.missing > 0,
    "closed": lambda line: line.is_closed,
    "closed_late": lambda line: line.is_closed and line.standing.was_late,
    "due": lambda line: is_due_this_month(line),
}
"""Which line belongs to which number; number and list ask the same."""


def fits(line: Line, show: str) -> bool:
    """Whether a line stands behind a number; a cancelled item behind none."""
    return line.is_counted and TESTS[show](line)


def is_due_this_month(line: Line) -> bool:
    """Owed by a day of the running month that is not over."""
    month = f"{line.today:%Y-%m}"
    days = [term.until for term in line.owed if term.until >= line.today]
    return any(f"{day:%Y-%m}" == month for day in days)


def tally(lines: Iterable[Line]) -> Tally:
    counted = [line for line in lines if line.is_counted]
    return Tally(
        items=len(counted),
        closed=sum(map(TESTS["closed"], counted)),
        closed_late=sum(map(TESTS["closed_late"], counted)),
        late=sum(map(TESTS["late"], counted)),
        at_risk=sum(map(TESTS["risk"], counted)),
        missing=sum(line.standing.missing for line in counted),
        reached=sum((line.standing.share * line.value / 100 for line in counted), NOTHING),
        weights=sum((line.standing.share for line in counted), NOTHING),
    )


@dataclass
class UnitLines:
    """A unit with its lines, in the order of the tree."""

    organ: Organ
    lines: list[Line] = field(default_factory=list)

    @property
    def tally(self) -> Tally:
        return tally(self.lines)


def by_unit(lines: Iterable[Line]) -> list[UnitLines]:
    units: dict[int, UnitLines] = {}
    for line in lines:
        units.setdefault(line.unit.pk, UnitLines(line.unit)).lines.append(line)
    return sorted(units.values(), key=lambda unit: unit.organ.path)


# -- plans, tasks, bulletins, reports ------------------------------------------------------------


def plans_for(actor: Actor) -> list[AnnualPlan]:
    """The issued plans of which somebody may find an item, the newest first."""
    seen = visibility.visible_ids(actor)
    items = PlanItem.objects.filter(matter__in=seen).values("plan")
    rows = AnnualPlan.objects.filter(pk__in=items, issued_on__isnull=False)
    return list(rows.select_related("matter__organ").order_by("-year", "matter__organ__path", "pk"))


def standing_of(plan: AnnualPlan, now: datetime) -> PlanStanding:
    return annual_standing.plan_standing(plan, now)


def kept_plans(actor: Actor) -> list[AnnualPlan]:
    """The issued plans that somebody keeps."""
    own = annual.kept_organs(actor).values("pk")
    rows = AnnualPlan.objects.filter(matter__organ__in=own, issued_on__isnull=False)
    return list(rows.select_related("matter__organ").order_by("-year", "pk"))


def open_tasks(actor: Actor) -> QuerySet[Matter]:
    """The supervised tasks under way that somebody may find."""
    seen = visibility.visible_ids(actor)
    rows = Matter.objects.filter(pk__in=seen, kind=TASK, is_open=True)
    return rows.select_related("organ").order_by("next_due_at", "number")


def tasks_under(plan: AnnualPlan, now: datetime) -> tuple[int, int]:
    """How many supervised tasks the plan's keeper finds under way, and how many are late."""
    rows = open_tasks(keeper_of(plan))
    return rows.count(), rows.filter(lateness.late(now)).count()


def bulletins_for(actor: Actor) -> QuerySet[Any]:
    """What somebody issued, oversees or received. ``opens`` is the matter that he may open: the
    bulletin, or else his unit's receipt, whose page tells the same."""
    seen = visibility.visible_ids(actor)
    received = BulletinReceipt.objects.filter(matter__in=seen)
    mine = received.filter(bulletin=OuterRef("pk")).order_by("pk")
    opens = Case(
        When(pk__in=seen, then=F("pk")),
        default=Subquery(mine.values("pk")[:1]),
        output_field=UUIDField(),
    )
    found = Q(pk__in=seen) | Q(pk__in=received.values("bulletin"))
    rows = Bulletin.objects.filter(found).annotate(opens=opens)
    return rows.select_related("matter__organ", "plan", "issued_by").order_by("-stood_at", "-pk")


def reports_for(actor: Actor) -> QuerySet[PeriodReport]:
    """The reports of the plans that somebody keeps: they tell of every unit."""
    kept = [plan.pk for plan in kept_plans(actor)]
    rows = PeriodReport.objects.filter(plan__in=kept).select_related("plan", "by")
    return rows.order_by("-made_at")


def addressable(plan: UUID, on: date) -> list[Organ]:
    """The units of a plan's items for which somebody answers."""
    organs = Organ.objects.filter(
        pk__in=PlanItem.objects.filter(plan=plan, matter__isnull=False).values("matter__organ")
    )
    return [organ for organ in organs.order_by("path") if annual.office_of(organ, on)]
