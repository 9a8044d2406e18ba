"""存量: locking the baseline of a year, changing it by approval, the plan, campaigns and pilots.

Registers, each with a stream of its own: no matter moves by them. The layer of services.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.registers.models import Place
from chengguan.enforcement.structures.kinds import Origin, StockChange
from chengguan.enforcement.structures.models import (
    Baseline,
    BaselineChange,
    BaselineLine,
    DemolitionPlan,
    DemolitionPlanLine,
    IllegalStructure,
    PilotEstate,
    SideName,
    StructureCampaign,
)
from chengguan.enforcement.structures.states import STANDING

STILL = tuple(state.key for state in STANDING)

# -- the baseline --------------------------------------------------------------------------


@transaction.atomic
def lock_baseline(*, organ: Organ, year: int, by: Person, at: datetime) -> Baseline:
    """Count what stands in a district once, for the whole year."""
    if Baseline.objects.filter(organ=organ, year=year).exists():
        raise Refused("baseline.locked", _("%(year)s 年的基数已经锁定。") % {"year": year})
    baseline = Baseline(organ=organ, year=year, locked_at=at, locked_by=by)
    stream = new_register_stream(baseline.key)
    baseline.save()
    lines = [
        BaselineLine(baseline=baseline, structure=row, area=row.area_left, counted_from=at)
        for row in stock_of(organ)
    ]
    BaselineLine.objects.bulk_create(lines)
    values = {"organ": organ.name, "year": year, "lines": len(lines)}
    note("lock_baseline", by=by, at=at, values=values, rows=[baseline, *lines], stream=stream)
    return baseline


def stock_of(organ: Organ) -> Iterable[IllegalStructure]:
    """The census structures of a district that still stand."""
    return IllegalStructure.objects.filter(
        origin=Origin.STOCK, matter__organ__path__startswith=organ.path, matter__state__in=STILL
    ).order_by("pk")


@transaction.atomic
def propose_changes(
    *,
    baseline: Baseline,
    structures: Iterable[IllegalStructure],
    kind: str,
    reason: str,
    by: Person,
    at: datetime,
) -> list[BaselineChange]:
    """For several structures at once: where one is refused, none is asked for."""
    said: dict[str, Any] = {"kind": kind, "reason": reason, "by": by, "at": at}
    return [propose_change(baseline=baseline, structure=one, **said) for one in structures]


@transaction.atomic
def propose_change(
    *,
    baseline: Baseline,
    structure: IllegalStructure,
    kind: str,
    reason: str,
    by: Person,
    at: datetime,
) -> BaselineChange:
    """Ask that a structure be taken into a locked baseline, or out of it."""
    counted = BaselineLine.objects.filter(
        baseline=baseline, structure=structure, is_counted=True
    ).exists()
    _refuse_others(baseline.organ, structure)
    if counted == (kind == StockChange.ADD):
        raise Refused(
            "baseline.no_change",
            _("该违建已在基数中。") if counted else _("该违建不在基数中。"),
        )
    if kind == StockChange.ADD and not _stands(structure):
        raise _gone(structure)
    waiting = BaselineChange.objects.filter(baseline=baseline, structure=structure, decided_at=None)
    if waiting.exists():
        raise Refused("baseline.waits", _("该违建已有一份基数变更待审批。"))
    change = BaselineChange(
        baseline=baseline,
        structure=structure,
        kind=kind,
        reason=reason,
        proposed_by=by,
        proposed_at=at,
    )
    change.save()
    _told("propose_baseline_change", baseline, change, by, at)
    return change


@transaction.atomic
def decide_change(*, change: BaselineChange, is_approved: bool, by: Person, at: datetime) -> None:
    """Another than who asked decides; only then the baseline changes."""
    change = BaselineChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    if change.decided_at is not None:
        raise Refused("baseline.decided", _("这份基数变更已经审批。"))
    if change.proposed_by_id == by.pk:
        raise Refused("baseline.own_change", _("基数变更由您提出，须由另一人审批。"))
    if is_approved and change.kind == StockChange.ADD and not _stands(change.structure):
        raise _gone(change.structure)
    change.decided_by, change.decided_at, change.is_approved = by, at, is_approved
    change.save()
    rows: list = [change]
    if is_approved:
        line = _line(change, at)
        line.is_counted = change.kind == StockChange.ADD
        line.save()
        rows.append(line)
    values = {"structure": change.structure_id, "approved": is_approved}
    stream = register_stream(change.baseline.key)
    note("decide_baseline_change", by=by, at=at, values=values, rows=rows, stream=stream)


def _line(change: BaselineChange, at: datetime) -> BaselineLine:
    known = BaselineLine.objects.filter(baseline=change.baseline, structure=change.structure)
    return known.first() or BaselineLine(
        baseline=change.baseline,
        structure=change.structure,
        area=change.structure.area_left,
        counted_from=at,
    )


def _told(
    action: str, baseline: Baseline, change: BaselineChange, by: Person, at: datetime
) -> None:
    values = {"structure": change.structure_id, "kind": change.kind, "reason": change.reason}
    stream = register_stream(baseline.key)
    note(action, by=by, at=at, values=values, rows=[change], stream=stream)


# -- the plan ------------------------------------------------------------------------------


@transaction.atomic
def issue_plan(*, organ: Organ, year: int, by: Person, at: datetime) -> DemolitionPlan:
    """Begin the plan of a year."""
    if DemolitionPlan.objects.filter(organ=organ, year=year).exists():
        raise Refused("plan.issued", _("%(year)s 年的拆违计划已经下达。") % {"year": year})
    plan = DemolitionPlan(organ=organ, year=year, issued_at=at, issued_by=by)
    stream = new_register_stream(plan.key)
    plan.save()
    values = {"organ": organ.name, "year": year}
    note("issue_demolition_plan", by=by, at=at, values=values, rows=[plan], stream=stream)
    return plan


@transaction.atomic
def plan_structures(
    *,
    plan: DemolitionPlan,
    structures: Iterable[IllegalStructure],
    quarter: str,
    by: Person,
    at: datetime,
) -> list[DemolitionPlanLine]:
    """Put structures that stand into a quarter of the plan, with the area they have now."""
    chosen = list(structures)
    known = plan.lines.filter(structure__in=chosen).select_related("structure__matter").first()
    if known is not None:
        raise Refused(
            "plan.twice", _("%(number)s 已在计划中。") % {"number": known.structure.matter.number}
        )
    for one in chosen:
        _refuse_others(plan.organ, one)
    if gone := next((one for one in chosen if not _stands(one)), None):
        raise _gone(gone)
    lines = [
        DemolitionPlanLine(
            plan=plan, structure=one, quarter=quarter, area=one.area_left, planned_at=at
        )
        for one in chosen
    ]
    DemolitionPlanLine.objects.bulk_create(lines)
    values = {"quarter": quarter, "structures": [one.pk for one in chosen]}
    stream = register_stream(plan.key)
    note("plan_demolitions", by=by, at=at, values=values, rows=lines, stream=stream)
    return lines


def _stands(structure: IllegalStructure) -> bool:
    return structure.matter.state in STILL


def _gone(structure: IllegalStructure) -> Refused:
    words = {"number": structure.matter.number}
    return Refused("stock.gone", _("%(number)s 已经拆除或者了结。") % words)


def _refuse_others(district: Organ, structure: IllegalStructure) -> None:
    """Each district counts and plans its own."""
    if not structure.matter.organ.path.startswith(district.path):
        words = {"number": structure.matter.number}
        raise Refused("stock.elsewhere", _("%(number)s 不在本区。") % words)


# -- campaigns, pilots, names ----------------------------------------------------------------


@transaction.atomic
def open_campaign(
    *,
    kind: str,
    name: str,
    organ: Organ,
    starts_on: date,
    ends_on: date,
    aim: str,
    by: Person,
    at: datetime,
    key: UUID | None = None,
) -> StructureCampaign:
    """``key`` identifies the request: sent twice, one campaign is opened."""
    if key and (known := StructureCampaign.objects.filter(key=key).first()):
        return known
    if ends_on < starts_on:
        raise Refused("campaign.days", _("结束日期早于开始日期。"))
    campaign = StructureCampaign(
        key=key or uuid4(),
        kind=kind,
        name=name,
        organ=organ,
        starts_on=starts_on,
        ends_on=ends_on,
        aim=aim,
    )
    stream = new_register_stream(campaign.key)
    campaign.save()
    values = {"kind": kind, "name": name}
    note("open_campaign", by=by, at=at, values=values, rows=[campaign], stream=stream)
    return campaign


@transaction.atomic
def add_pilot(
    *,
    campaign: StructureCampaign,
    place: Place,
    method: str,
    party_steps: str,
    by: Person,
    at: datetime,
) -> PilotEstate:
    if campaign.pilots.filter(place=place).exists():
        raise Refused("pilot.twice", _("该小区已在这次整治中试点。"))
    pilot = PilotEstate(campaign=campaign, place=place, method=method, party_steps=party_steps)
    pilot.save()
    _noted("add_pilot", pilot, by, at)
    return pilot


@transaction.atomic
def write_lesson(*, pilot: PilotEstate, lesson: str, by: Person, at: datetime) -> None:
    """What was learnt: the former words stay in the record."""
    pilot.lesson = lesson
    pilot.save()
    _noted("write_lesson", pilot, by, at)


def _noted(action: str, pilot: PilotEstate, by: Person, at: datetime) -> None:
    values = {"place": pilot.place.name, "lesson": pilot.lesson}
    stream = register_stream(pilot.campaign.key)
    note(action, by=by, at=at, values=values, rows=[pilot], stream=stream)


@transaction.atomic
def rename_side(*, side: str, label: str, by: Person, at: datetime) -> SideName:
    """What the bureau calls one of the four sides from now on."""
    if not label.strip():
        raise Refused("side.nameless", _("请填写责任方名称。"))
    known = SideName.objects.filter(side=side).first() or SideName(side=side)
    known.label = label.strip()
    known.save()
    note("rename_side", by=by, at=at, values={"side": side, "label": label}, rows=[known])
    return known
