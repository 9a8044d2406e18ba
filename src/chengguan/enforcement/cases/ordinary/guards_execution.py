"""What must be true from service to the archive: one question of law each. Money in fen."""

from datetime import datetime, time

from chengguan.core.registers.models import NATURAL
from chengguan.core.work import rules
from chengguan.enforcement.cases.kinds import (
    Channel,
    ClosingWay,
    DeferralKind,
    ExecutionEnd,
    ReceiptPurpose,
    RemedyKind,
    RemedyResult,
)
from chengguan.enforcement.cases.ordinary import inputs_execution as inputs
from chengguan.enforcement.cases.ordinary.accrual import accrued, payable_until, planned_until
from chengguan.enforcement.cases.ordinary.clocks import (
    COURT,
    GIVE_UP,
    RECONSIDERATION,
    SUE,
    URGE,
)
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.serving import still_posted, unproved
from chengguan.law import periods
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook

# -- service -------------------------------------------------------------------------------


@guard("GD61a")
def service_follows_the_decision(
    case: OrdinaryFacts, served: inputs.Serve, law: RuleBook
) -> Reason | None:
    """A decision is served after it was made and by the time it is recorded (行政处罚法 61)."""
    made = case.execution.decided_at
    if made is not None and made <= served.served_at <= case.recorded:
        return None
    return Reason("service.out_of_order", decided=made)


@guard("GD61a")
def money_is_payable_from_service(
    case: OrdinaryFacts, served: inputs.Serve, law: RuleBook
) -> Reason | None:
    """The days for paying run exactly where the decision has a fine (行政处罚法 67.3)."""
    if served.is_payable == bool(case.execution.fine):
        return None
    return Reason("service.payable_differs")


@guard("GD61a")
def service_is_proved(case: OrdinaryFacts, served: inputs.Serve, law: RuleBook) -> Reason | None:
    """Each method of service has its own proof: who took it, who witnessed it, what came back, or
    what the party signed (行政处罚法 61; 民事诉讼法 87–90)."""
    return unproved(served, case.party_name)


@guard("GD61a")
def public_notice_has_run(
    case: OrdinaryFacts, served: inputs.Serve, law: RuleBook
) -> Reason | None:
    """What is served by public notice counts as served when the notice has run
    (沪城管执法条例 25; 民事诉讼法 95)."""
    return still_posted(served, case.execution.posted_at, law)


@guard("GD61a")
def nothing_else_reaches_the_party(
    case: OrdinaryFacts, notice: inputs.PublishService, law: RuleBook
) -> Reason | None:
    """Public notice comes last, with what was tried before on the record (民事诉讼法 95)."""
    return None if notice.reason.strip() else Reason("service.no_reason_for_notice")


# -- money ---------------------------------------------------------------------------------


@guard("GD15")
def fine_goes_to_the_treasury(
    case: OrdinaryFacts, paid: inputs.RecordReceipt, law: RuleBook
) -> Reason | None:
    """A fine is paid to bank or treasury, never to those who imposed it (行政处罚法 67)."""
    if paid.channel not in (Channel.BANK, Channel.ELECTRONIC):
        return Reason("payment.to_officers")
    if not (paid.receipt_number.strip() and paid.treasury_account.strip()):
        return Reason("payment.no_bank_receipt")
    return None


@guard("HS03")
def receipt_is_for_what_is_owed(
    case: OrdinaryFacts, paid: inputs.RecordReceipt, law: RuleBook
) -> Reason | None:
    """No more is taken than is owed under each head, and each receipt counts once
    (行政处罚法 67, 72)."""
    done = case.execution
    left = {
        ReceiptPurpose.FINE: done.fine - done.paid,
        ReceiptPurpose.ADDED_FINE: done.added - done.paid_added,
        ReceiptPurpose.CONFISCATION: done.confiscation - done.paid_confiscation,
    }[ReceiptPurpose(paid.purpose)]
    if not 0 < paid.amount <= left:
        return Reason("payment.more_than_owed", amount=paid.amount, left=left)
    if paid.receipt_number in done.receipt_numbers:
        return Reason("payment.receipt_again", number=paid.receipt_number)
    return None


@guard("HS03")
def a_receipt_may_be_reversed(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a receipt that stands and whose money has not gone back (行政处罚法 67)."""
    done = case.execution
    return None if done.receipts - done.refunded else Reason("payment.nothing_to_reverse")


@guard("HS03")
def receipt_stands(
    case: OrdinaryFacts, asked: inputs.ReverseReceipt, law: RuleBook
) -> Reason | None:
    """Only a receipt that stands is reversed, and with a reason; what went back already does not
    go off the account once more (行政处罚法 67)."""
    if asked.receipt not in case.execution.receipts:
        return Reason("payment.no_such_receipt")
    if asked.receipt in case.execution.refunded:
        return Reason("payment.refunded_already")
    return None if asked.reason.strip() else Reason("course.no_reason")


@guard("HS03")
def refund_is_of_what_was_overpaid(
    case: OrdinaryFacts, back: inputs.RecordRefund, law: RuleBook
) -> Reason | None:
    """What goes back was paid above what is owed, and the treasury's voucher shows it
    (国家赔偿法 36(1))."""
    left = case.execution.overpaid.get(back.purpose, 0)
    if not 0 < back.amount <= left:
        return Reason("refund.more_than_overpaid", amount=back.amount, left=left)
    return None if back.voucher.strip() and back.proofs else Reason("refund.no_voucher")


@guard("HS06")
def what_was_overpaid_is_refunded(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What was paid on a decision that fell goes back before the case ends (国家赔偿法 36(1))."""
    left = sum(case.execution.overpaid.values())
    return Reason("close.refund_owed", left=left) if left else None


@guard("GD69")
def something_is_unpaid(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Only what is unpaid is paid, urged or enforced (行政处罚法 66, 72)."""
    return None if case.execution.owed else Reason("payment.nothing_left")


@guard("HS03")
def decision_is_on_record(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What another system told of is paid here; deferred, urged and enforced is only what this
    record holds the decision of, made here or brought with its papers (行政处罚法 66, 72;
    行政强制法 35, 55)."""
    done = case.execution
    return None if done.has_decision or done.is_brought else Reason("decision.not_on_record")


@guard("HS03b")
def decision_was_made_here(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What rests on a decision that was made elsewhere says so: how it came about, and what the
    party did about it there, this record does not show (行政处罚法 47)."""
    done = case.execution
    return Reason("decision.made_elsewhere") if done.is_told and not done.has_decision else None


@guard("GD69")
def fine_is_unpaid(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Only a fine is deferred, and while it is unpaid (行政处罚法 66.2)."""
    return None if case.execution.unpaid else Reason("payment.nothing_left")


@guard("HS03")
def no_deferral_is_open(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """One plan is asked for at a time: the other is ruled on first (行政处罚法 66.2)."""
    return Reason("deferral.open_already") if case.execution.deferrals_open else None


@guard("GD69")
def hardship_is_shown(
    case: OrdinaryFacts, asked: inputs.RequestDeferral, law: RuleBook
) -> Reason | None:
    """The party asks for it and shows real hardship (行政处罚法 66.2)."""
    return None if asked.hardship.strip() else Reason("deferral.no_hardship")


@guard("GD69")
def instalments_add_up(
    case: OrdinaryFacts, asked: inputs.RequestDeferral, law: RuleBook
) -> Reason | None:
    """The plan covers what is left of the fine, day after day; a deferral names one day
    (行政处罚法 66.2)."""
    plan, left = asked.instalments, case.execution.unpaid
    amounts = [amount for _day, amount in plan]
    if not plan or min(amounts) <= 0 or sum(amounts) != left:
        return Reason("deferral.wrong_sum", left=left)
    days = [day for day, _amount in plan]
    if days != sorted(set(days)) or (days and days[0] <= case.on):
        return Reason("deferral.days_out_of_order")
    if (asked.kind == DeferralKind.DEFER) != (len(plan) == 1):
        return Reason("deferral.kind_and_plan_differ")
    return None


@guard("HS03")
def a_deferral_is_asked_for(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a request to rule on (行政处罚法 66.2)."""
    return None if case.execution.deferrals_open else Reason("deferral.not_open")


@guard("HS03")
def deferral_is_open(
    case: OrdinaryFacts, ruling: inputs.RuleOnDeferral, law: RuleBook
) -> Reason | None:
    """Only an open request is ruled on (行政处罚法 66.2)."""
    return None if ruling.deferral in case.execution.deferrals_open else Reason("deferral.not_open")


@guard("GD69")
def plan_still_fits(
    case: OrdinaryFacts, ruling: inputs.RuleOnDeferral, law: RuleBook
) -> Reason | None:
    """What is granted covers what is left of the fine on that day (行政处罚法 66.2)."""
    left, asked = case.execution.unpaid, case.execution.plans_asked.get(ruling.deferral)
    if not ruling.is_granted or asked in (None, left):
        return None
    return Reason("deferral.wrong_sum", left=left)


@guard("GD72a")
def payment_is_late(
    case: OrdinaryFacts, added: inputs.ImposeAddedFine, law: RuleBook
) -> Reason | None:
    """An added fine accrues on unpaid days after the last day for paying, until the cap
    (行政处罚法 72, 73)."""
    if added.until_on > case.moment.astimezone(rules.ZONE).date():
        return Reason("added_fine.ahead")
    sum_ = accrued(case, added.until_on, law)
    if sum_ is None:
        return Reason("added_fine.not_late", until=payable_until(case, law))
    return None if sum_.amount else Reason("added_fine.capped")


@guard("HS03")
def things_were_confiscated(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Only confiscated things are disposed of (行政处罚法 74)."""
    return None if case.execution.has_things else Reason("confiscation.no_things")


# -- remedies and enforcement ----------------------------------------------------------------


@guard("GD70")
def remedy_is_in_its_order(
    case: OrdinaryFacts, filed: inputs.RecordRemedy, law: RuleBook
) -> Reason | None:
    """A remedy comes after service; one at a time, whatever is entered first (行政处罚法 73;
    行政诉讼法 44)."""
    served = case.execution.served_at
    if served is None or filed.filed_at < served:
        return Reason("remedy.before_service")
    if any(
        until is None or since <= filed.filed_at < until
        for since, until in case.execution.contested
    ):
        return Reason("remedy.one_pending", kind=RemedyKind(filed.kind).label)
    return None


@guard("HS03")
def a_remedy_awaits_its_result(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """There is a remedy without a result (行政处罚法 73)."""
    return None if case.execution.remedies_open else Reason("remedy.none_pending")


@guard("HS03")
def remedy_is_pending(
    case: OrdinaryFacts, ended: inputs.RecordRemedyResult, law: RuleBook
) -> Reason | None:
    """A result answers a pending remedy (行政处罚法 73)."""
    return None if ended.remedy in case.execution.remedies_open else Reason("remedy.none_pending")


@guard("GD70c")
def change_says_what_is_owed_now(
    case: OrdinaryFacts, ended: inputs.RecordRemedyResult, law: RuleBook
) -> Reason | None:
    """A decision that was changed is owed as changed: the new sums, with the paper that says so;
    no other result changes a sum (行政复议法 63; 行政诉讼法 77)."""
    sums = (ended.changed_fine, ended.changed_confiscation)
    if ended.result != RemedyResult.CHANGED:
        return None if sums == (None, None) else Reason("remedy.sum_without_change")
    if ended.changed_fine is None:
        return Reason("remedy.changed_without_sum")
    if not (ended.papers and ended.result_number.strip()):
        return Reason("remedy.changed_without_paper")
    return None


@guard("GD70d")
def change_is_no_heavier(
    case: OrdinaryFacts, ended: inputs.RecordRemedyResult, law: RuleBook
) -> Reason | None:
    """Neither organ nor court makes it heavier for who asked, unless another party asked for
    that (行政复议法 63.2; 行政诉讼法 77.2)."""
    if ended.result != RemedyResult.CHANGED:
        return None
    done = case.execution
    is_heavier = (ended.changed_fine or 0) > done.fine
    is_heavier = is_heavier or (ended.changed_confiscation or 0) > done.confiscation
    return Reason("remedy.changed_to_heavier", fine=done.fine) if is_heavier else None


@guard("GD40")
def reminder_says_everything(
    case: OrdinaryFacts, said: inputs.Urge, law: RuleBook
) -> Reason | None:
    """A reminder names term, manner, sum and the right to be heard (行政强制法 35, 54)."""
    return None if said.demands.strip() else Reason("reminder.empty")


@guard("GD70")
def execution_is_not_stayed(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """While a remedy stays execution nothing is enforced (行政处罚法 73.1)."""
    return Reason("remedy.stays_execution") if case.execution.is_stayed else None


@guard("GD70")
def remedies_are_exhausted(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """The court is asked when the time for reconsideration and lawsuit is over, also that after a
    remedy that failed (行政强制法 53; 行政诉讼法 45, 85)."""
    served = case.execution.served_at
    if served is None:
        return Reason("service.not_served")
    if case.execution.remedies_open:
        return Reason("court.remedy_pending")
    last = _remedies_end(case, served, law)
    return Reason("court.remedies_still_open", until=last) if case.moment <= last else None


def _remedies_end(case: OrdinaryFacts, served: datetime, law: RuleBook) -> datetime:
    """When the last way to contest the decision is closed: after a remedy that was decided only
    what follows on it (行政诉讼法 45, 85); one that was withdrawn leaves what there was from
    service (行诉解释 58)."""
    done = case.execution
    if done.remedies_ended:
        kind, ended = max(done.remedies_ended, key=lambda one: one[1])
        ways = [(AFTER[RemedyKind(kind)], ended)]
    else:
        ways = [(clock.ref, served) for clock in (RECONSIDERATION, SUE)]
    ends = [periods.due(law, ref, since).moment for ref, since in ways]
    return max([*(end for end in ends if end is not None), *done.remedies_withdrawn])


AFTER = {RemedyKind.RECONSIDERATION: "CK37", RemedyKind.LAWSUIT: "CK39a"}
"""What the party may still do when a remedy has ended: sue, or appeal."""


@guard("GD70b")
def court_is_asked_in_time(
    case: OrdinaryFacts, asked: inputs.RequestCourt, law: RuleBook
) -> Reason | None:
    """Within three months after the remedies, or after an approved plan, the court is asked; later
    it takes nothing on without a proper reason (行政强制法 53; 行政处罚法 72.2; 行诉解释 156)."""
    return _too_late_for_court(case, asked.late_reason, law)


@guard("GD70b")
def court_is_applied_to_in_time(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Also on the day on which the head signs, with the reason that was given when it was asked
    for (行政强制法 53; 行诉解释 156)."""
    return _too_late_for_court(case, case.execution.court_late_reason, law)


def _too_late_for_court(case: OrdinaryFacts, reason: str, law: RuleBook) -> Reason | None:
    if reason.strip():
        return None
    done = case.execution
    if done.served_at is None or done.remedies_open:
        return None
    moments = {"decision_served": done.served_at}
    if done.remedies_ended or done.remedies_withdrawn:
        # Its period begins where the way that follows on the remedy is closed too.
        moments["remedy_ended"] = _remedies_end(case, done.served_at, law)
    if done.plan:
        until = planned_until(done.plan[-1][0], law)
        moments["instalments_ended"] = datetime.combine(until, time(), rules.ZONE)
    until_ = periods.due(law, COURT, moments).moment
    return Reason("court.late", until=until_) if until_ and case.moment > until_ else None


@guard("HS03")
def court_is_not_asked_for_yet(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """One application waits for the head at a time (行政强制法 55)."""
    return Reason("court.asked_already") if case.execution.court_open else None


@guard("HS03")
def court_is_asked_for(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What the head signs was asked for by the officers (行政强制法 55)."""
    return None if case.execution.court_open else Reason("court.not_asked")


@guard("GD40")
def reminder_has_run(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Ten working days after the reminder the court may be asked (行政强制法 54)."""
    urged = case.execution.urged_at
    if urged is None:
        return Reason("court.not_urged")
    ends = periods.due(law, URGE.ref, urged).moment
    if ends is not None and case.moment <= ends:
        return Reason("court.reminder_still_runs", until=ends)
    return None


# -- the end -------------------------------------------------------------------------------


@guard("HS06")
def case_has_come_to_its_end(
    case: OrdinaryFacts, asked: inputs.RequestClosing, law: RuleBook
) -> Reason | None:
    """A case closes when what was decided is done, or can lawfully never be (行政处罚法 47)."""
    done = case.execution
    if done.remedies_open:
        return Reason("close.remedy_pending")
    match ClosingWay(asked.way):
        case ClosingWay.PERFORMED:
            return _not_performed(case)
        case ClosingWay.NO_PENALTY:
            return None if done.is_no_penalty else Reason("close.there_is_a_penalty")
        case ClosingWay.COURT:
            return _not_performed(case) if done.is_before_court else _NOT_BEFORE_COURT
        case ClosingWay.REVOKED:
            return None if done.is_revoked else Reason("close.not_revoked")
        case ClosingWay.GIVEN_UP:
            return None
        case ClosingWay.TERMINATED:
            return None if _not_performed(case) else Reason("close.nothing_to_terminate")


_NOT_BEFORE_COURT = Reason("close.not_before_court")


def _not_performed(case: OrdinaryFacts) -> Reason | None:
    if case.execution.is_no_penalty:
        return Reason("close.there_is_no_penalty")
    if not (case.execution.has_decision or case.execution.is_told):
        return Reason("close.nothing_on_record")
    if case.execution.owed:
        return Reason("close.not_paid", left=case.execution.owed)
    if case.execution.has_things and not case.execution.is_disposed:
        return Reason("close.things_left")
    return None


@guard("HS06")
def execution_may_be_given_up(
    case: OrdinaryFacts, asked: inputs.RequestClosing, law: RuleBook
) -> Reason | None:
    """Execution is given up three years after it was suspended, where nothing can be had
    (行政强制法 39.2)."""
    if asked.way != ClosingWay.GIVEN_UP:
        return None
    since = case.execution_suspended_since
    if since is None:
        return Reason("close.not_suspended")
    ends = periods.due(law, GIVE_UP, since).moment
    if ends is not None and case.moment <= ends:
        return Reason("close.too_early_to_give_up", until=ends)
    return None


@guard("HS06")
def execution_ends_on_its_ground(
    case: OrdinaryFacts, asked: inputs.RequestClosing, law: RuleBook
) -> Reason | None:
    """Execution ends where nothing can ever be had, on a ground of the law that fits the party,
    with the proof of it (行政强制法 40)."""
    if asked.way != ClosingWay.TERMINATED:
        return Reason("close.ground_without_end") if asked.ground else None
    if asked.ground not in ExecutionEnd.values:
        return Reason("close.no_ground")
    is_natural = case.party_kind in NATURAL
    if asked.ground == (ExecutionEnd.DISSOLVED if is_natural else ExecutionEnd.DIED):
        return Reason("close.ground_of_another_party")
    if asked.ground == ExecutionEnd.LOST and not case.execution.has_things:
        return Reason("close.nothing_to_be_lost")
    return None if asked.proofs else Reason("close.ground_without_proof")


@guard("HS06")
def no_remedy_is_pending(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A case with a remedy pending is neither closed nor archived (行政处罚法 47, 73)."""
    return Reason("close.remedy_pending") if case.execution.remedies_open else None


@guard("GD51")
def what_fell_is_withdrawn(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What is published of a decision that was changed or revoked is withdrawn before the case
    closes (行政处罚法 48.2)."""
    return Reason("disclosure.to_withdraw") if case.execution.is_retraction_due else None


@guard("GD51b")
def what_is_public_is_published(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """A decision of interest to the public is published before its file is archived, unless it
    fell (行政处罚法 48.1)."""
    done = case.execution
    if not done.is_public or done.was_disclosed or done.is_fallen:
        return None
    return Reason("disclosure.owed")


@guard("GD34")
def file_holds_the_course(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What is archived holds the record of the investigation and the proof of service; of what was
    done elsewhere, the papers of the decision (行政处罚法 47)."""
    if not case.execution.has_decision and not case.execution.is_brought:
        return Reason("archive.nothing_brought")
    found = case.investigation
    own = case.scene.has_record or found.interviews or found.evidence
    if not (own or case.execution.is_brought):
        return Reason("archive.no_record")
    return None if case.execution.served_at else Reason("service.not_served")


@guard("HS03")
def closing_is_asked_for(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """What is approved or returned is a request to close (行政处罚法 47)."""
    return None if case.execution.closing_open else Reason("close.not_asked")


@guard("GD51")
def retraction_says_why(case: OrdinaryFacts, said: inputs.Disclose, law: RuleBook) -> Reason | None:
    """Only what is published is withdrawn, with its reason; nothing is published twice
    (行政处罚法 48)."""
    if said.retract_reason.strip():
        return None if case.execution.is_disclosed else Reason("disclosure.nothing_published")
    return Reason("disclosure.already") if case.execution.is_disclosed else None


@guard("HS03")
def correction_says_what(
    case: OrdinaryFacts, said: inputs.CorrectPaper, law: RuleBook
) -> Reason | None:
    """A correction names the paper, what stood wrong and what it should say (行政处罚法 47)."""
    parts = (said.paper, said.wrong, said.right, said.reason)
    return None if all(part.strip() for part in parts) else Reason("paper.correction_incomplete")
