"""What the acts write that are owed as long as a structure stands."""

from collections.abc import Mapping

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
from chengguan.enforcement.structures.services_site import structure_of
from chengguan.enforcement.structures.states import SAFE


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


def rectify_hazard(act: Act, data: inputs.RectifyHazard) -> None:
    hazard = HazardItem.objects.get(structure=structure_of(act), pk=data.hazard)
    hazard.rectified_at, hazard.rectified_by_id = act.at.occurred, act.person_id
    hazard.rectification = data.rectification
    act.save(hazard)


def close_hazard(act: Act, data: inputs.CloseHazard) -> None:
    hazard = HazardItem.objects.get(structure=structure_of(act), pk=data.hazard)
    hazard.closed_at, hazard.closed_by_id = act.at.occurred, act.person_id
    act.save(hazard)


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


def sign_side(act: Act, data: inputs.SignSide) -> None:
    side = _side(act, data.side)
    side.signed_on = data.signed_on
    act.save(side)


def visit_side(act: Act, data: inputs.VisitSide) -> None:
    side = _side(act, data.side)
    side.last_visit_on, side.next_visit_on = data.visited_on, data.next_visit_on
    act.save(side)


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
    asked.asked_at, asked.is_given, asked.remark = data.asked_at, data.is_given, data.remark
    act.save(asked)


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
}
