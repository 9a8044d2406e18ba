"""What the acts from service to the archive write. Called by ``perform`` alone."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.utils.translation import gettext as _

from chengguan.core.documents.dossier_plans import archive_number
from chengguan.core.work import clocks as counting
from chengguan.core.work import rules
from chengguan.core.work.act import Act
from chengguan.core.work.errors import WorkError
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases.kinds import ServedPaper, SuspendedStretch
from chengguan.enforcement.cases.models import (
    AddedFine,
    Archive,
    ClosingRequest,
    ClosingRuling,
    ConfiscationDisposal,
    CourtApplication,
    CourtRequest,
    Deferral,
    Disclosure,
    Instalment,
    PaperCorrection,
    Refund,
    Remedy,
    Reminder,
    Service,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary import inputs_execution as inputs
from chengguan.enforcement.cases.ordinary.accrual import accrued, eve_of
from chengguan.enforcement.cases.ordinary.clocks import PAY, PLAN, PUBLISH, WITHDRAW
from chengguan.enforcement.cases.ordinary.facts_execution import FELL
from chengguan.enforcement.cases.ordinary.facts_execution import read as execution
from chengguan.enforcement.cases.ordinary.services_investigation import (
    facts_of,
    post,
    resume,
    standing,
    suspend,
    to_the_head,
    to_the_officers,
)

IN_EXECUTION = ("executing", "execution_suspended")


# -- service -------------------------------------------------------------------------------


def serve(act: Act, data: inputs.Serve) -> None:
    act.save(
        Service(
            case_id=act.matter.pk,
            paper=ServedPaper.DECISION,
            method=data.method,
            served_at=data.served_at,
            receiver=data.receiver,
            relation=data.relation,
            witness=data.witness,
            note=data.note,
        )
    )


def publish_service(act: Act, data: inputs.PublishService) -> None:
    post(act, ServedPaper.DECISION, data.reason, data.places)


def disclose(act: Act, data: inputs.Disclose) -> None:
    """Published, or what is published withdrawn with its reason; the first row of it stays."""
    standing = Disclosure.objects.filter(case=act.matter.pk, retracted_at=None).last()
    if data.retract_reason.strip() and standing is not None:
        standing.retracted_at = act.at.occurred
        standing.retract_reason = data.retract_reason
        act.save(standing)
        return
    act.save(Disclosure(case_id=act.matter.pk, disclosed_at=act.at.occurred, where=data.where))


def correct_paper(act: Act, data: inputs.CorrectPaper) -> None:
    act.save(PaperCorrection(case_id=act.matter.pk, corrected_at=act.at.occurred, **asdict(data)))


# -- money ---------------------------------------------------------------------------------


def record_payment(act: Act, data: inputs.RecordReceipt) -> None:
    """When the whole fine is paid, its period is over; a receipt counts in one case alone."""
    if TreasuryReceipt.objects.filter(
        receipt_number=data.receipt_number, reversed_at=None
    ).exists():
        raise ReceiptUsed(data.receipt_number)
    act.save(TreasuryReceipt(case_id=act.matter.pk, paid_at=act.at.occurred, **asdict(data)))
    turn_payment(act)


class ReceiptUsed(WorkError):
    """The receipt was recorded before, in this case or another."""

    code = "payment.receipt_used"
    is_for_people = True

    def __init__(self, number: str) -> None:
        said = _("票据 %(number)s 已经在本案或者他案登记过。请核对票据号码。")
        super().__init__(said % {"number": number})


def turn_payment(act: Act) -> None:
    """The period for paying that now runs: of an approved plan the day of the next instalment, else
    the statutory days since service; none where nothing of the fine is left.

    What a payment stopped runs again from its first day where the receipt was reversed.
    """
    done = execution(books.read(act.matter.pk), act.at.occurred)
    if not done.unpaid or done.next_instalment:
        act.stop_clock(PAY.ref, act.at.occurred)
    elif done.served_at and not _runs(act, PAY.ref):
        act.start_clock(PAY.ref, done.served_at)
    _turn_plan(act, done.next_instalment)


def _turn_plan(act: Act, day: date | None) -> None:
    running = [c for c in act.clocks if c.ref == PLAN and c.stopped_at is None]
    if day and any(clock.started_at == eve_of(day) for clock in running):
        return
    for clock in running:
        # A day that is still to come may be over by then.
        clock.stopped_at = max(act.at.occurred, clock.started_at)
    if day:
        act.clocks.append(counting.start(act.matter, PLAN, eve_of(day), act.law))


def _runs(act: Act, ref: str) -> bool:
    return any(clock.ref == ref and clock.stopped_at is None for clock in act.clocks)


def reverse_payment(act: Act, data: inputs.ReverseReceipt) -> None:
    row = TreasuryReceipt.objects.get(pk=data.receipt, case=act.matter.pk)
    row.reversed_at, row.reverse_reason = act.at.occurred, data.reason
    act.save(row)
    turn_payment(act)


def record_refund(act: Act, data: inputs.RecordRefund) -> None:
    """Said once: a voucher counts in one case alone."""
    if Refund.objects.filter(voucher=data.voucher).exists():
        raise ReceiptUsed(data.voucher)
    act.save(
        Refund(
            case_id=act.matter.pk,
            refunded_at=act.at.occurred,
            amount=data.amount,
            purpose=data.purpose,
            voucher=data.voucher,
            note=data.note,
        )
    )


def request_deferral(act: Act, data: inputs.RequestDeferral) -> None:
    asked = Deferral(
        case_id=act.matter.pk,
        requested_at=act.at.occurred,
        kind=data.kind,
        hardship=data.hardship,
    )
    act.save(asked)
    act.save_all(
        Instalment(deferral=asked, position=position, due_on=day, amount=amount)
        for position, (day, amount) in enumerate(data.instalments, start=1)
    )
    to_the_head(act)


def rule_on_deferral(act: Act, data: inputs.RuleOnDeferral) -> None:
    """Granted, the days of the plan stand in place of the statutory ones."""
    row = Deferral.objects.get(pk=data.deferral, case=act.matter.pk)
    row.ruled_at, row.ruled_by_id = act.at.occurred, act.person_id
    row.is_granted, row.opinion = data.is_granted, data.opinion
    act.save(row)
    turn_payment(act)
    to_the_officers(act)


def impose_added_fine(act: Act, data: inputs.ImposeAddedFine) -> None:
    sum_ = accrued(facts_of(act), data.until_on, act.law)
    assert sum_ is not None, "the guard of the act lets nothing through that is not late"
    act.save(
        AddedFine(
            case_id=act.matter.pk,
            imposed_at=act.at.occurred,
            since_on=sum_.since,
            until_on=sum_.until,
            days=sum_.days,
            amount=sum_.amount,
            is_capped=sum_.is_capped,
        )
    )


def dispose_confiscated(act: Act, data: inputs.DisposeConfiscated) -> None:
    act.save(
        ConfiscationDisposal(case_id=act.matter.pk, disposed_at=act.at.occurred, **asdict(data))
    )


# -- remedies and enforcement ----------------------------------------------------------------


def record_remedy(act: Act, data: inputs.RecordRemedy) -> None:
    act.save(Remedy(case_id=act.matter.pk, **asdict(data)))


def record_remedy_result(act: Act, data: inputs.RecordRemedyResult) -> None:
    row = Remedy.objects.get(pk=data.remedy, case=act.matter.pk)
    row.ended_at, row.result, row.note = act.at.occurred, data.result, data.note
    row.result_number = data.result_number
    row.changed_fine, row.changed_confiscation = data.changed_fine, data.changed_confiscation
    act.save(row)
    if act.matter.state in IN_EXECUTION:
        turn_payment(act)
    if data.result in FELL:
        act.stop_clock(PUBLISH.ref, act.at.occurred)
        if facts_of(act).execution.is_disclosed:
            act.start_clock(WITHDRAW.ref, act.at.occurred)


def suspend_execution(act: Act, data: inputs.SuspendExecution) -> None:
    suspend(act, SuspendedStretch.EXECUTION, data.reason)


def resume_execution(act: Act, data: inputs.SuspendExecution) -> None:
    resume(act, SuspendedStretch.EXECUTION, data.reason)


def urge(act: Act, data: inputs.Urge) -> None:
    act.save(
        Reminder(
            case_id=act.matter.pk,
            urged_at=act.at.occurred,
            amount=facts_of(act).execution.owed,
            demands=data.demands,
        )
    )


def request_court(act: Act, data: inputs.RequestCourt) -> None:
    act.save(
        CourtRequest(
            case_id=act.matter.pk,
            requested_at=act.at.occurred,
            requested_by_id=act.person_id,
            **asdict(data),
        )
    )
    to_the_head(act)


def apply_to_court(act: Act, data: inputs.ApplyToCourt) -> None:
    asked = _rule_on_court(act, data.opinion, is_approved=True)
    act.save(
        CourtApplication(
            case_id=act.matter.pk,
            applied_at=act.at.occurred,
            amount=facts_of(act).execution.owed,
            court=asked.court,
            number=data.number,
            late_reason=asked.late_reason,
        )
    )


def return_court(act: Act, data: inputs.ReturnCourt) -> None:
    _rule_on_court(act, data.opinion, is_approved=False)


def _rule_on_court(act: Act, opinion: str, *, is_approved: bool) -> CourtRequest:
    row = CourtRequest.objects.get(pk=standing(facts_of(act).execution.court_open))
    row.ruled_at, row.ruled_by_id = act.at.occurred, act.person_id
    row.is_approved, row.opinion = is_approved, opinion
    act.save(row)
    to_the_officers(act)
    return row


# -- the end -------------------------------------------------------------------------------


def request_closing(act: Act, data: inputs.RequestClosing) -> None:
    act.save(
        ClosingRequest(
            case_id=act.matter.pk,
            requested_at=act.at.occurred,
            requested_by_id=act.person_id,
            way=data.way,
            ground=data.ground,
            summary=data.summary,
        )
    )
    to_the_head(act)


def return_closing(act: Act, data: inputs.RuleOnClosing) -> None:
    if facts_of(act).execution.closing_open is not None:
        _rule(act, data.opinion, is_approved=False)
    to_the_officers(act)


def close(act: Act, data: inputs.RuleOnClosing) -> None:
    _rule(act, data.opinion, is_approved=True)
    _turn_plan(act, None)
    to_the_officers(act)


def _rule(act: Act, opinion: str, *, is_approved: bool) -> None:
    act.save_all(
        [
            ClosingRuling(
                request_id=standing(facts_of(act).execution.closing_open),
                ruled_at=act.at.occurred,
                ruled_by_id=act.person_id,
                is_approved=is_approved,
                opinion=opinion,
            )
        ]
    )


def archive(act: Act, data: inputs.MakeArchive) -> None:
    year = act.at.occurred.astimezone(rules.ZONE).year
    act.save_all(
        [
            Archive(
                case_id=act.matter.pk,
                archived_at=act.at.occurred,
                number=archive_number(act.matter.organ_id, year),
                **asdict(data),
            )
        ]
    )
    act.clear_desk()


EFFECTS: Mapping[str, Effect] = {
    "serve": serve,
    "publish_service": publish_service,
    "disclose": disclose,
    "correct_paper": correct_paper,
    "record_payment": record_payment,
    "reverse_payment": reverse_payment,
    "record_refund": record_refund,
    "request_deferral": request_deferral,
    "rule_on_deferral": rule_on_deferral,
    "impose_added_fine": impose_added_fine,
    "dispose_confiscated": dispose_confiscated,
    "record_remedy": record_remedy,
    "record_remedy_result": record_remedy_result,
    "urge": urge,
    "request_court": request_court,
    "return_court": return_court,
    "apply_to_court": apply_to_court,
    "suspend_execution": suspend_execution,
    "resume_execution": resume_execution,
    "request_closing": request_closing,
    "return_closing": return_closing,
    "close": close,
    "archive": archive,
}
