"""What the acts write that are owed as long as a structure stands."""

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db.models import Min

from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.models import (
    HazardItem,
    PilotConsent,
    ResponsibilityAssignment,
    SafetyCheck,
    Screening,
)
from chengguan.enforcement.structures.services_site import place_it, structure_of
from chengguan.enforcement.structures.states import CALL, HAZARD, SAFE

MICRO = Decimal("0.000001")


def check_safety(act: Act, data: inputs.CheckSafety) -> None:
    row = structure_of(act)
    act.save(
        SafetyCheck(
            structure=row,
            checked_at=act.at.occurred,
            by_id=act.person_id,
            grade=data.grade,
            found=data.found,
            appraisal=data.appraisal,
            next_on=data.next_on,
        )
    )
    row.safety_grade, row.next_check_on = data.grade, data.next_on
    act.save(row)
    if not data.has_next:
        act.stop_clock(SAFE.ref, act.at.occurred)


def report_hazard(act: Act, data: inputs.ReportHazard) -> None:
    act.save(
        HazardItem(
            structure=structure_of(act),
            kind=data.kind,
            description=data.description,
            reported_at=act.at.occurred,
            reported_by_id=act.person_id,
            due_on=data.due_on,
        )
    )
    _hazards_are_due(act)


def rectify_hazard(act: Act, data: inputs.RectifyHazard) -> None:
    hazard = HazardItem.objects.get(structure=structure_of(act), pk=data.hazard)
    hazard.rectified_at, hazard.rectified_by_id = act.at.occurred, act.person_id
    hazard.rectification = data.rectification
    act.save(hazard)


def close_hazard(act: Act, data: inputs.CloseHazard) -> None:
    hazard = HazardItem.objects.get(structure=structure_of(act), pk=data.hazard)
    hazard.closed_at, hazard.closed_by_id = act.at.occurred, act.person_id
    act.save(hazard)
    _hazards_are_due(act)


def _hazards_are_due(act: Act) -> None:
    rows = HazardItem.objects.filter(structure=structure_of(act), closed_at=None)
    _due_first(act, HAZARD.ref, rows.aggregate(day=Min("due_on"))["day"])


def _due_first(act: Act, ref: str, day: date | None) -> None:
    """Of several days that are owed the earliest runs as the clock; none, where nothing is."""
    running = next((c for c in act.clocks if c.ref == ref and c.stopped_at is None), None)
    known = running.due_at.astimezone(ZONE).date() if running and running.due_at else None
    if day == known:
        return
    if day is None:
        act.stop_clock(ref, act.at.occurred)
        return
    if running and known and day < known and act.at.occurred < running.started_at:
        # What came first and is entered late: the other day was never the earliest.
        running.stopped_at = running.started_at
    act.start_clock(ref, act.at.occurred, day)


def assign_side(act: Act, data: inputs.AssignSide) -> None:
    """Who answered before answers no more from this day on."""
    row, on = structure_of(act), act.at.occurred.astimezone(ZONE).date()
    for former in ResponsibilityAssignment.objects.filter(
        structure=row, side=data.side, until=None
    ):
        former.until = on
        act.save(former)
    act.save(
        ResponsibilityAssignment(
            structure=row,
            side=data.side,
            name=data.name,
            duty=data.duty,
            next_visit_on=data.next_visit_on,
        )
    )
    _visits_are_due(act)


def sign_side(act: Act, data: inputs.SignSide) -> None:
    side = _side(act, data.side)
    side.signed_on = act.at.occurred.astimezone(ZONE).date()
    act.save(side)


def visit_side(act: Act, data: inputs.VisitSide) -> None:
    side = _side(act, data.side)
    side.last_visit_on = act.at.occurred.astimezone(ZONE).date()
    side.next_visit_on = data.next_visit_on
    act.save(side)
    _visits_are_due(act)


def _visits_are_due(act: Act) -> None:
    rows = ResponsibilityAssignment.objects.filter(structure=structure_of(act), until=None)
    _due_first(act, CALL.ref, rows.aggregate(day=Min("next_visit_on"))["day"])


def _side(act: Act, side: str) -> ResponsibilityAssignment:
    return ResponsibilityAssignment.objects.get(structure=structure_of(act), side=side, until=None)


def propose_screening(act: Act, data: inputs.ProposeScreening) -> None:
    act.save(
        Screening(
            structure=structure_of(act),
            result=data.result,
            reason=data.reason,
            proposed_by_id=act.person_id,
            proposed_at=act.at.occurred,
        )
    )


def approve_screening(act: Act, data: inputs.DecideScreening) -> None:
    _decide(act, data, is_approved=True)


def refuse_screening(act: Act, data: inputs.DecideScreening) -> None:
    _decide(act, data, is_approved=False)


def _decide(act: Act, data: inputs.DecideScreening, *, is_approved: bool) -> None:
    asked = Screening.objects.get(structure=structure_of(act), decided_at=None)
    asked.decided_by_id, asked.decided_at = act.person_id, act.at.occurred
    asked.is_approved, asked.remark = is_approved, data.remark
    act.save(asked)


def ask_consent(act: Act, data: inputs.AskConsent) -> None:
    row = structure_of(act)
    known = PilotConsent.objects.filter(pilot=data.pilot, structure=row).first()
    asked = known or PilotConsent(pilot_id=data.pilot, structure=row)
    asked.asked_at, asked.is_given, asked.remark = act.at.occurred, data.is_given, data.remark
    act.save(asked)


def locate(act: Act, data: inputs.Locate) -> None:
    row = structure_of(act)
    act.note(before={"longitude": row.longitude, "latitude": row.latitude, "outline": row.outline})
    x, y = data.longitude, data.latitude
    if data.outline and (x is None or y is None):
        x, y = middle(data.outline)
    place_it(row, x, y, act.matter.place)
    row.outline = ring(data.outline)
    act.save(row)


def middle(corners: tuple[inputs.Corner, ...]) -> tuple[Decimal, Decimal]:
    """Of the corners: near enough to find an outline that says no position."""
    x = sum((one.longitude for one in corners), Decimal(0)) / len(corners)
    y = sum((one.latitude for one in corners), Decimal(0)) / len(corners)
    return x.quantize(MICRO), y.quantize(MICRO)


def ring(corners: tuple[inputs.Corner, ...]) -> str:
    """As GeoJSON closes it; empty without corners."""
    if not corners:
        return ""
    around = [[float(one.longitude), float(one.latitude)] for one in (*corners, corners[0])]
    return json.dumps(around, separators=(",", ":"))


CARE: Mapping[str, Effect] = {
    "check_safety": check_safety,
    "report_hazard": report_hazard,
    "rectify_hazard": rectify_hazard,
    "close_hazard": close_hazard,
    "assign_side": assign_side,
    "sign_side": sign_side,
    "visit_side": visit_side,
    "propose_screening": propose_screening,
    "approve_screening": approve_screening,
    "refuse_screening": refuse_screening,
    "ask_consent": ask_consent,
    "locate": locate,
}
