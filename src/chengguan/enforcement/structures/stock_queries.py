"""Reads of baseline, plan and campaigns; structures only as far as their reader may find them."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet, Sum, Value

from chengguan.core.org.models import Organ
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.enforcement.structures.kinds import Quarter
from chengguan.enforcement.structures.models import (
    Baseline,
    BaselineChange,
    BaselineLine,
    DemolitionPlan,
    DemolitionPlanLine,
    DemolitionRecord,
    IllegalStructure,
    StructureCampaign,
)

NONE = Decimal(0)


def districts_of(actor: Actor) -> QuerySet[Organ]:
    """The district bureaus in which somebody stands."""
    above = Organ.objects.filter(pk__in=[scope.organ_id for scope in actor.scopes])
    keys = {key for organ in above for key in organ.ancestor_ids}
    return Organ.objects.filter(pk__in=keys, kind="district_bureau").order_by("path")


def named(actor: Actor, numbers: str) -> tuple[list[IllegalStructure], list[str]]:
    """The structures of these numbers, and those of the numbers that name none to be found."""
    wanted = list(dict.fromkeys(numbers.replace(",", " ").replace("，", " ").split()))
    rows = IllegalStructure.objects.filter(
        matter__number__in=wanted, pk__in=visibility.visible_ids(actor)
    ).select_related("matter__organ")
    found = {row.matter.number: row for row in rows}
    return [found[n] for n in wanted if n in found], [n for n in wanted if n not in found]


# -- the plan ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Share:
    """Of one unit in one quarter, or of a whole: planned and done, number and area."""

    planned: int = 0
    planned_area: Decimal = NONE
    done: int = 0
    done_area: Decimal = NONE

    def __add__(self, other: "Share") -> "Share":
        return Share(
            self.planned + other.planned,
            self.planned_area + other.planned_area,
            self.done + other.done,
            self.done_area + other.done_area,
        )


@dataclass(frozen=True)
class UnitShare:
    """A unit's part of the plan by quarter, and whole."""

    organ: Organ
    quarters: tuple[Share, ...]

    @property
    def whole(self) -> Share:
        return sum(self.quarters, Share())


def plan_of(actor: Actor, year: int) -> DemolitionPlan | None:
    plans = DemolitionPlan.objects.filter(organ__in=districts_of(actor), year=year)
    return plans.select_related("organ", "issued_by").first()


def years_of(actor: Actor) -> tuple[list[int], list[int]]:
    """The years with a plan and those with a baseline, the newest first; two statements."""
    here = districts_of(actor)
    plans = DemolitionPlan.objects.filter(organ__in=here).annotate(which=Value("plan"))
    baselines = Baseline.objects.filter(organ__in=here).annotate(which=Value("baseline"))
    rows = (one.order_by().values_list("which", "year") for one in (plans, baselines))
    told = sorted(next(rows).union(*rows), reverse=True)
    return [y for w, y in told if w == "plan"], [y for w, y in told if w == "baseline"]


def plan_lines(actor: Actor, plan: DemolitionPlan) -> QuerySet[Any]:
    """The lines somebody may find, with whether each is down since it was planned."""
    down = DemolitionRecord.objects.filter(
        structure=OuterRef("structure"),
        is_partial=False,
        demolished_at__gte=OuterRef("planned_at"),
    )
    rows = DemolitionPlanLine.objects.filter(plan=plan, structure__in=visibility.visible_ids(actor))
    return rows.annotate(is_down=Exists(down))


def plan_by_unit(actor: Actor, plan: DemolitionPlan) -> list[UnitShare]:
    """One statement, whatever the number of lines, and one for the units."""
    unit = "structure__matter__organ"
    rows = plan_lines(actor, plan).order_by().values(unit, "quarter", "is_down")
    shares: dict[int, dict[str, Share]] = {}
    for row in rows.annotate(number=Count("pk"), whole=Sum("area")):
        number, area = row["number"], row["whole"]
        part = Share(number, area, number, area) if row["is_down"] else Share(number, area)
        quarters = shares.setdefault(row[unit], {})
        quarters[row["quarter"]] = quarters.get(row["quarter"], Share()) + part
    organs = Organ.objects.in_bulk(shares)
    told = [
        UnitShare(organs[pk], tuple(quarters.get(one, Share()) for one in Quarter.values))
        for pk, quarters in shares.items()
    ]
    return sorted(told, key=lambda unit: unit.organ.path)


# -- the baseline --------------------------------------------------------------------------


def baselines(actor: Actor) -> QuerySet[Baseline]:
    rows = Baseline.objects.filter(organ__in=districts_of(actor))
    return rows.select_related("organ", "locked_by").order_by("-year", "pk")


def baseline_sums(actor: Actor) -> dict[int, tuple[int, Decimal]]:
    """By baseline, of what the reader may find: how many, and how many square metres."""
    rows = BaselineLine.objects.filter(is_counted=True, structure__in=visibility.visible_ids(actor))
    told = rows.order_by().values("baseline").annotate(n=Count("pk"), whole=Sum("area"))
    return {row["baseline"]: (row["n"], row["whole"]) for row in told}


def changes(actor: Actor, *, year: int | None = None, is_open: bool | None = None) -> QuerySet[Any]:
    """The changes asked for of what the reader may find, of a year, waiting or decided."""
    rows = BaselineChange.objects.filter(
        baseline__organ__in=districts_of(actor), structure__in=visibility.visible_ids(actor)
    )
    if year:
        rows = rows.filter(baseline__year=year)
    if is_open is not None:
        rows = rows.filter(decided_at__isnull=is_open)
    return rows.select_related("baseline", "structure__matter", "proposed_by", "decided_by")


# -- campaigns -----------------------------------------------------------------------------


def campaigns(actor: Actor, kind: str = "") -> QuerySet[StructureCampaign]:
    rows = StructureCampaign.objects.filter(organ__district__in=districts_of(actor))
    return (rows.filter(kind=kind) if kind else rows).select_related("organ")
