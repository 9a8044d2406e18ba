"""What the acts from the notice to the decision write. Called by ``perform`` alone."""

from collections.abc import Mapping
from dataclasses import asdict

from chengguan.core.documents import drafts
from chengguan.core.work import registry
from chengguan.core.work.act import Act
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases import services as common
from chengguan.enforcement.cases.inputs import Hear
from chengguan.enforcement.cases.kinds import ServedPaper
from chengguan.enforcement.cases.models import (
    AdvanceNotice,
    CollectiveDiscussion,
    DecisionOfficer,
    DecisionRequest,
    Discussant,
    Exemption,
    Hearing,
    HearingNotice,
    HearingReport,
    HearingRequest,
    HearingWaiver,
    LegalReview,
    PenaltyDecision,
    ReviewPoint,
)
from chengguan.enforcement.cases.ordinary import inputs_decision as inputs
from chengguan.enforcement.cases.ordinary.clocks import REQUEST_HEARING
from chengguan.enforcement.cases.ordinary.services_investigation import (
    facts_of,
    post,
    standing,
    to_the_head,
    to_the_officers,
    to_the_reviewers,
)
from chengguan.law import periods


def inform(act: Act, data: inputs.Inform) -> None:
    said = {k: v for k, v in asdict(data).items() if k not in ("proofs", "confirmation")}
    act.save(AdvanceNotice(case_id=act.matter.pk, notified_at=act.at.occurred, **said))


def publish_notice(act: Act, data: inputs.PublishNotice) -> None:
    post(act, ServedPaper.NOTICE, data.reason, data.places)


def hear(act: Act, data: Hear) -> None:
    """What the party said is reviewed on a paper of its own; a waiver leaves nothing to review."""
    common.hear(act, data)
    if not data.is_waived:
        registry.paper_port().issue(act, "defence_review", data)


def waive_hearing(act: Act, data: inputs.WaiveHearing) -> None:
    act.save(HearingWaiver(case_id=act.matter.pk, waived_at=act.at.occurred, said=data.said))


def request_hearing(act: Act, data: inputs.RequestHearing) -> None:
    """Whether it came in time is worked out from the latest notice that offered it."""
    offers = [n.served_at for n in facts_of(act).deciding.notices if n.may_request_hearing]
    # Whoever was not told of the right has no time to let pass.
    ends = periods.due(act.law, REQUEST_HEARING.ref, offers[-1]).moment if offers else None
    act.save(
        HearingRequest(
            case_id=act.matter.pk,
            requested_at=act.at.occurred,
            is_in_time=ends is None or act.at.occurred <= ends,
            said=data.said,
        )
    )
    to_the_reviewers(act)


def notify_hearing(act: Act, data: inputs.NotifyHearing) -> None:
    act.save(
        HearingNotice(
            case_id=act.matter.pk,
            notified_at=act.at.occurred,
            hold_at=data.hold_at,
            place=data.place,
            host_id=data.host,
            recorder_id=data.recorder,
            is_public=data.is_public,
            private_reason=data.private_reason,
        )
    )


def hold_hearing(act: Act, data: inputs.HoldHearing) -> None:
    act.save_all(
        [
            Hearing(
                notice_id=standing(facts_of(act).deciding.hearing_notice),
                held_at=act.at.occurred,
                is_attended=data.is_attended,
                minutes=data.minutes,
                signature=data.signature,
                signature_note=data.signature_note,
            )
        ]
    )


def withdraw_hearing(act: Act, data: inputs.WaiveHearing) -> None:
    waive_hearing(act, data)
    to_the_officers(act)


def report_hearing(act: Act, data: inputs.ReportHearing) -> None:
    act.save_all(
        [
            HearingReport(
                hearing_id=standing(facts_of(act).deciding.hearing_notice),
                reported_at=act.at.occurred,
                **asdict(data),
            )
        ]
    )
    to_the_officers(act)


def reopen_investigation(act: Act, data: inputs.ReturnDecision) -> None:
    to_the_officers(act)


# -- review --------------------------------------------------------------------------------


def submit_review(act: Act, data: inputs.SubmitReview) -> None:
    _answer(act, data.answers)
    act.save(
        LegalReview(
            case_id=act.matter.pk,
            submitted_at=act.at.occurred,
            submitted_by_id=act.person_id,
        )
    )
    drafts.begin(act, "penalty_decision")
    to_the_reviewers(act)


def _answer(act: Act, answers: tuple[tuple[int, str], ...]) -> None:
    said = dict(answers)
    for point in ReviewPoint.objects.filter(review__case=act.matter.pk, answered_at=None):
        if said.get(point.pk, "").strip():
            point.answer, point.answered_at = said[point.pk], act.at.occurred
            act.save(point)


def return_review(act: Act, data: inputs.ReturnReview) -> None:
    review = _rule(act, is_passed=False, opinion=data.opinion)
    marked = [(aspect, text) for aspect, text in data.points if text.strip()]
    act.save_all(
        ReviewPoint(review=review, position=position, aspect=aspect, text=text)
        for position, (aspect, text) in enumerate(marked, start=1)
    )
    to_the_officers(act)


def pass_review(act: Act, data: inputs.PassReview) -> None:
    _rule(act, is_passed=True, opinion=data.opinion)
    to_the_head(act)


def _rule(act: Act, *, is_passed: bool, opinion: str) -> LegalReview:
    review = LegalReview.objects.get(pk=standing(facts_of(act).deciding.review_open))
    review.reviewer_id, review.ruled_at = act.person_id, act.at.occurred
    review.is_passed, review.opinion = is_passed, opinion
    review.draft_version = facts_of(act).deciding.draft_version
    act.save(review)
    return review


def submit_decision(act: Act, data: inputs.SubmitDecision) -> None:
    _answer(act, data.answers)
    _ask_for_decision(act, data.opinion)


def submit_no_penalty(act: Act, data: inputs.SubmitDecision) -> None:
    _ask_for_decision(act, data.opinion)


def _ask_for_decision(act: Act, opinion: str) -> None:
    act.save(
        DecisionRequest(
            case_id=act.matter.pk,
            requested_at=act.at.occurred,
            requested_by_id=act.person_id,
            opinion=opinion,
        )
    )
    to_the_head(act)


# -- the decision --------------------------------------------------------------------------


def discuss(act: Act, data: inputs.Discuss) -> None:
    held = CollectiveDiscussion(
        case_id=act.matter.pk,
        purpose=data.purpose,
        held_at=act.at.occurred,
        place=data.place,
        chair_id=data.chair,
        minutes=data.minutes,
        conclusion=data.conclusion,
    )
    act.save(held)
    act.save_all(
        Discussant(discussion=held, person_id=person, opinion=opinion)
        for person, opinion in dict(data.leaders).items()
    )


def return_decision(act: Act, data: inputs.ReturnDecision) -> None:
    to_the_officers(act)


def decide(act: Act, data: inputs.Decide) -> None:
    decision = PenaltyDecision(
        case_id=act.matter.pk,
        decided_at=act.at.occurred,
        decided_by_id=act.person_id,
        **asdict(data),
    )
    act.save_all([decision])
    act.save_all(
        DecisionOfficer(decision=decision, person_id=person)
        for person in sorted(facts_of(act).investigation.officers)
    )
    to_the_officers(act)


def decide_no_penalty(act: Act, data: inputs.DecideNoPenalty) -> None:
    act.save_all(
        [
            Exemption(
                case_id=act.matter.pk,
                exempted_at=act.at.occurred,
                ground=data.ground,
                reasons=data.reasons,
                education=data.education,
                evidence_record=data.evidence_record,
            )
        ]
    )
    to_the_officers(act)


EFFECTS: Mapping[str, Effect] = {
    "inform": inform,
    "inform_again": inform,
    "publish_notice": publish_notice,
    "hear": hear,
    "waive_hearing": waive_hearing,
    "reopen_investigation": reopen_investigation,
    "submit_no_penalty": submit_no_penalty,
    "request_hearing": request_hearing,
    "notify_hearing": notify_hearing,
    "hold_hearing": hold_hearing,
    "report_hearing": report_hearing,
    "withdraw_hearing": withdraw_hearing,
    "submit_review": submit_review,
    "return_review": return_review,
    "pass_review": pass_review,
    "submit_decision": submit_decision,
    "discuss": discuss,
    "return_decision": return_decision,
    "return_no_penalty": return_decision,
    "decide": decide,
    "decide_no_penalty": decide_no_penalty,
}
