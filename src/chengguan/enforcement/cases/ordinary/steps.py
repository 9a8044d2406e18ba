"""What moves an ordinary case on next, and what waits for heads, reviewers and leaders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.evidence import Proof
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.enforcement.cases import models as its
from chengguan.enforcement.cases.kinds import Proposal
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary.clocks import DEFENCE, PUBLIC_NOTICE, REQUEST_HEARING
from chengguan.enforcement.cases.ordinary.facts import recusal_open
from chengguan.enforcement.cases.ordinary.facts_decision import Deciding
from chengguan.enforcement.cases.ordinary.facts_decision import read as deciding
from chengguan.enforcement.cases.ordinary.facts_execution import Execution
from chengguan.enforcement.cases.ordinary.facts_execution import read as execution
from chengguan.enforcement.cases.ordinary.facts_investigation import Investigation
from chengguan.enforcement.cases.ordinary.facts_investigation import read as investigation
from chengguan.enforcement.cases.ordinary.facts_transfer import Transfer
from chengguan.enforcement.cases.ordinary.facts_transfer import read as transfer
from chengguan.enforcement.cases.ordinary.proofs import lacking
from chengguan.enforcement.cases.ordinary.states import RECUSABLE
from chengguan.enforcement.cases.ordinary.weighing import (
    Measure,
    is_large,
    measure_of,
    review_grounds,
)
from chengguan.law import periods

BY_STATE = {
    "to_docket": "docket",
    "concluded": "approve_report",
    "reviewing": "pass_review",
    "transferring": "transfer_to_police",
    "to_close": "close",
    "closed": "archive",
}
"""Where the state alone says it."""


CHALLENGED = tuple(state.key for state in RECUSABLE)


def steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them, and one for their parties, where these are not at hand."""
    books.load(matters)
    prefetch_related_objects(list(matters), "party")
    return {matter.pk: step(standing(matter, now), now) for matter in matters}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How a case stands: as much as says what comes next. ``docketing_asked_by`` and
    ``decision_asked_by`` are who sent it up."""

    state: str
    found: Investigation
    deciding: Deciding
    done: Execution
    is_lacking_evidence: bool
    is_recusal_open: bool
    transfer: Transfer
    measure: Measure
    docketing_asked_by: int | None = None
    decision_asked_by: int | None = None

    @property
    def is_penalty_proposed(self) -> bool:
        report = self.found.report
        return report is None or report.proposal == Proposal.PENALTY


def standing(matter: Matter, now: datetime) -> Standing:
    """From the book of the case; what is written down for later than now is not there yet."""
    book, party = books.of(matter), matter.party
    assert party is not None, "a case is opened with its party"
    told, charged = deciding(book, now), book.case.item_code
    found = investigation(book, now, is_identified=party.identifier_id is not None)
    docketing, decision = book.last(its.DocketingRequest), book.last(its.DecisionRequest)
    today = now.astimezone(rules.ZONE).date()
    return Standing(
        state=matter.state,
        found=found,
        deciding=told,
        done=execution(book, now),
        is_lacking_evidence=bool(lacking(charged, found.served, found.held)),
        is_recusal_open=bool(recusal_open(book)),
        transfer=transfer(book, now),
        measure=measure_of(charged, party.fined_as, told.latest, today),
        docketing_asked_by=docketing.requested_by_id if docketing else None,
        decision_asked_by=decision.requested_by_id if decision else None,
    )


def step(case: Standing, now: datetime) -> Step:
    """A request to withdraw is ruled on wherever it came up before the decision."""
    found = _step(case, now)
    is_due = case.is_recusal_open and case.state in CHALLENGED and not found.decision
    return replace(found, decision="rule_on_recusal") if is_due else found


def _step(case: Standing, now: datetime) -> Step:
    match case.state:
        case "verifying":
            return Step("request_docketing" if case.found.has_any_evidence else "inspect")
        case "to_docket":
            return Step("docket", asked_by={"docket": case.docketing_asked_by})
        case "to_transfer":
            return Step("approve_transfer" if case.transfer.is_reviewed else "review_transfer")
        case "suspended":
            return Step("resume", waits_for=_("中止事由消除"))
        case "investigating":
            return _investigating(case)
        case "informing":
            return Step("inform" if case.is_penalty_proposed else "submit_no_penalty")
        case "informed":
            return _informed(case, now)
        case "hearing":
            return _hearing(case.deciding, now)
        case "to_decide":
            return _to_decide(case)
        case "with_police":
            return _with_police(case.transfer)
        case "decided":
            return _serving(case.done, now)
        case "executing":
            return _executing(case.done)
        case "execution_suspended":
            return Step("resume_execution", waits_for=_("执行条件恢复"))
    return Step(BY_STATE.get(case.state, ""))


def _investigating(case: Standing) -> Step:
    found = case.found
    decision = "approve_preservation" * bool(found.preservations_requested)
    decision = decision or "rule_on_recusal" * case.is_recusal_open
    if found.preservations_approved:
        return Step("preserve", decision=decision)
    if Proof.INSPECTION not in found.held:
        return Step("inspect", decision=decision)
    if Proof.CORRECTION_ORDER not in found.held:
        return Step("order_correction", decision=decision)
    if not found.is_party_interviewed:
        return Step("interview", decision=decision)
    if found.appraisals_open:
        return Step("receive_appraisal", _("鉴定、检测意见"), decision)
    if case.is_lacking_evidence:
        return Step("collect_evidence", decision=decision)
    if found.preservations_open:
        return Step("release_preservation", decision=decision)
    return Step("conclude", decision=decision)


def _informed(case: Standing, now: datetime) -> Step:
    told, latest = case.deciding, case.deciding.latest
    if latest is None:
        return Step("inform_again")
    decision = "rule_on_recusal" * case.is_recusal_open
    is_heard = told.heard_at is not None and told.heard_at >= latest.served_at
    if not is_heard and _runs(DEFENCE.ref, latest.served_at, now):
        return Step("hear", _("当事人陈述申辩"), decision)
    waived = told.hearing_waived_at
    is_waived = waived is not None and waived >= latest.served_at
    is_open = told.hearing_requested_at is None and not is_waived
    if latest.may_request_hearing and is_open and _runs(REQUEST_HEARING.ref, latest.served_at, now):
        return Step("request_hearing", _("当事人决定是否听证"), decision)
    return Step("submit_review" if _review_is_due(case) else "submit_decision", "", decision)


def _runs(ref: str, start: datetime, now: datetime) -> bool:
    ends = periods.due(rules.current(), ref, start).moment
    return ends is not None and now <= ends


def _review_is_due(case: Standing) -> bool:
    told, law = case.deciding, rules.current()
    is_requested = told.hearing_requested_at is not None
    grounds = review_grounds(told.latest, case.measure, law, is_hearing_requested=is_requested)
    return bool(grounds) and not told.is_review_passed


def _hearing(told: Deciding, now: datetime) -> Step:
    if told.hearing_at is None:
        return Step("notify_hearing")
    if not told.is_hearing_held:
        waits_for = _("听证时间到") if now < told.hearing_at else ""
        return Step("hold_hearing", waits_for)
    return Step("report_hearing")


def _to_decide(case: Standing) -> Step:
    asked_by = {"decide": case.decision_asked_by, "decide_no_penalty": case.decision_asked_by}
    if not case.is_penalty_proposed:
        return Step("decide_no_penalty", asked_by=asked_by)
    latest, law = case.deciding.latest, rules.current()
    is_large_one = latest and is_large(latest, "legal_review.threshold", case.measure, law)
    if is_large_one and case.deciding.discussion is None:
        return Step("discuss", asked_by=asked_by)
    return Step("decide", asked_by=asked_by)


def _with_police(found: Transfer) -> Step:
    if found.is_taken is None:
        return Step("record_police_answer", _("公安机关答复"))
    return Step("hand_over_to_police" if found.is_taken else "resume_from_police")


def _serving(done: Execution, now: datetime) -> Step:
    if done.posted_at is not None and _runs(PUBLIC_NOTICE, done.posted_at, now):
        return Step("serve", _("公告期满"))
    return Step("serve")


def _executing(done: Execution) -> Step:
    decision = "rule_on_deferral" * bool(done.deferrals_open)
    decision = decision or "apply_to_court" * bool(done.court_open)
    if done.remedies_open:
        return Step("record_remedy_result", _("复议、诉讼的结果"), decision)
    if done.owed and done.is_before_court:
        return Step("request_closing", _("法院执行"), decision)
    if done.owed:
        return Step("record_payment", _("当事人缴款"), decision)
    if done.has_things and not done.is_disposed:
        return Step("dispose_confiscated", "", decision)
    return Step("request_closing", "", decision)


def decisions(by: Actor) -> Mapping[str, Q]:
    """What somebody else asked of heads, reviewers and leaders; whoever handled it is left out."""
    own = its.CaseOfficer.objects.filter(person=by.person_id).values("case")
    others = ~Q(pk__in=own)
    kept = its.Preservation.objects.filter(approved_at=None).values("case")
    deferred = its.Deferral.objects.filter(ruled_at=None).values("case")
    before_court = its.CourtRequest.objects.filter(ruled_at=None).values("case")
    recusals = its.RecusalRequest.objects.filter(is_granted=None).exclude(officer=by.person_id)
    running = Q(state__in=CHALLENGED)
    waiting = its.CrimeTransfer.objects.filter(ruled_at=None, recalled_at=None)
    reviewed = waiting.exclude(reviewed_at=None).values("case")
    return {
        "approve_preservation": Q(state="investigating", pk__in=kept) & others,
        "rule_on_recusal": running & Q(pk__in=recusals.values("case")),
        "rule_on_deferral": Q(state="executing", pk__in=deferred) & others,
        "apply_to_court": Q(state="executing", pk__in=before_court) & others,
        "pass_review": Q(state="reviewing") & others,
        "review_transfer": Q(state="to_transfer") & ~Q(pk__in=reviewed) & others,
        "approve_transfer": Q(state="to_transfer", pk__in=reviewed) & others,
        "notify_hearing": Q(state="hearing") & others,
        "decide": Q(state="to_decide") & others,
    }
