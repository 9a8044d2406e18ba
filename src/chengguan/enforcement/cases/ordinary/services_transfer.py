"""What the acts of a case that goes to the police write. Called by ``perform`` alone."""

from collections.abc import Mapping

from chengguan.core.work import registry
from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases.kinds import EndingWay, PreservationDisposal
from chengguan.enforcement.cases.models import (
    CrimeTransfer,
    CrimeTransferOfficer,
    PoliceAnswer,
    Preservation,
)
from chengguan.enforcement.cases.ordinary import inputs_transfer as inputs
from chengguan.enforcement.cases.ordinary.services_investigation import (
    dispose,
    end,
    facts_of,
    standing,
    to_the_officers,
    to_the_reviewers,
)
from chengguan.enforcement.cases.ordinary.states import LEADERS


def _to_the_leader(act: Act) -> None:
    organ = act.matter.organ
    act.hand_to(role=LEADERS[0], organ=organ.district or organ)


def request_transfer(act: Act, data: inputs.RequestTransfer) -> None:
    row = CrimeTransfer(
        case_id=act.matter.pk,
        requested_at=act.at.occurred,
        requested_by_id=act.person_id,
        offence=data.offence,
        facts=data.facts,
    )
    act.save(row)
    act.save_all(
        CrimeTransferOfficer(transfer=row, person_id=person)
        for person in dict.fromkeys(data.officers)
    )
    to_the_reviewers(act)


def _asked(act: Act) -> CrimeTransfer:
    return CrimeTransfer.objects.get(pk=standing(facts_of(act).transfer.open))


def review_transfer(act: Act, data: inputs.ReviewTransfer) -> None:
    row = _asked(act)
    row.reviewed_at, row.reviewed_by_id = act.at.occurred, act.person_id
    row.review = data.opinion
    act.save(row)
    _to_the_leader(act)


def _rule(act: Act, opinion: str, *, is_approved: bool) -> None:
    row = _asked(act)
    row.ruled_at, row.ruled_by_id = act.at.occurred, act.person_id
    row.is_approved, row.opinion = is_approved, opinion
    act.save(row)
    to_the_officers(act)


def approve_transfer(act: Act, data: inputs.RuleOnTransfer) -> None:
    _rule(act, data.opinion, is_approved=True)


def decline_transfer(act: Act, data: inputs.RuleOnTransfer) -> None:
    _rule(act, data.opinion, is_approved=False)


def recall_transfer(act: Act, data: inputs.RecallTransfer) -> None:
    """A case taken over in this stage has no report of its own to take back."""
    found = facts_of(act).transfer
    for row in CrimeTransfer.objects.filter(pk=found.open or found.approved or 0):
        row.recalled_at = act.at.occurred
        act.save(row)
    to_the_officers(act)


def transfer_to_police(act: Act, data: inputs.TransferToPolice) -> None:
    """What was preserved goes along, on a list of its own (移送规定 6, 12)."""
    row = CrimeTransfer.objects.get(pk=standing(facts_of(act).transfer.approved))
    kept = Preservation.objects.filter(
        case=act.matter.pk, preserved_at__isnull=False, disposed_at=None
    )
    for one in kept:
        dispose(act, one, PreservationDisposal.MOVED, data.body)
        registry.paper_port().issue(act, "transfer_list", data)
    row.handed_at, row.body = act.at.occurred, data.body
    act.save(row)


def record_police_answer(act: Act, data: inputs.RecordPoliceAnswer) -> None:
    act.save(
        PoliceAnswer(
            case_id=act.matter.pk,
            received_at=data.received_at,
            is_taken=data.is_taken,
            number=data.number,
            note=data.note,
        )
    )


def object_to_police(act: Act, data: inputs.ObjectToPolice) -> None:
    row = PoliceAnswer.objects.get(pk=standing(facts_of(act).transfer.answer))
    row.objected_at, row.objection = act.at.occurred, data.objection
    row.objection_reason = data.reason
    act.save(row)


def hand_over_to_police(act: Act, data: inputs.HandOverToPolice) -> None:
    """Here the case ends. One taken over in this stage has no report of its own."""
    found = CrimeTransfer.objects.filter(pk=facts_of(act).transfer.approved or 0).first()
    reasons = f"{found.offence}：{found.facts}" if found else data.note
    end(act, EndingWay.TRANSFERRED, reasons, ground=found.body if found else "")


def resume_from_police(act: Act, data: inputs.ResumeFromPolice) -> None:
    to_the_officers(act)


EFFECTS: Mapping[str, Effect] = {
    "request_transfer": request_transfer,
    "review_transfer": review_transfer,
    "approve_transfer": approve_transfer,
    "decline_transfer": decline_transfer,
    "recall_transfer": recall_transfer,
    "transfer_to_police": transfer_to_police,
    "record_police_answer": record_police_answer,
    "object_to_police": object_to_police,
    "hand_over_to_police": hand_over_to_police,
    "resume_from_police": resume_from_police,
}
