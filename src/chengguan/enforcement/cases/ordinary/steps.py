"""What moves an ordinary case on next, and what waits for heads, reviewers and leaders."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, Sum
from django.utils.translation import gettext_lazy as _

from chengguan.core.lawbook.items import item
from chengguan.core.pages import clock
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterFile
from chengguan.core.work.registry import Step
from chengguan.enforcement.cases import models as its
from chengguan.enforcement.cases.kinds import (
    SCENE_PHOTO,
    AppraisalKind,
    DiscussionPurpose,
    Proposal,
)
from chengguan.enforcement.cases.ordinary.clocks import DEFENCE, PUBLIC_NOTICE, REQUEST_HEARING
from chengguan.enforcement.cases.ordinary.guards_decision import is_large, review_grounds
from chengguan.enforcement.cases.ordinary.proofs import OnRecord, lacking
from chengguan.law import periods

BY_STATE = {
    "to_docket": "docket",
    "concluded": "approve_report",
    "reviewing": "pass_review",
    "to_close": "close",
    "closed": "archive",
}
"""Where the state alone says it."""


def steps(matters: Sequence[Matter]) -> Mapping[UUID, Step]:
    """A few statements for all of them."""
    now = clock.now()
    return {case.pk: step(case, now) for case in _read([m.pk for m in matters])}


def step(case: Any, now: datetime) -> Step:
    match case.state:
        case "verifying":
            return Step("request_docketing" if case.has_evidence else "inspect")
        case "to_docket":
            return Step("docket", asked_by={"docket": case.docketing_asked_by})
        case "suspended":
            return Step("resume", waits_for=_("中止事由消除"))
        case "investigating":
            return _investigating(case)
        case "informing":
            is_penalty = case.proposal in (None, Proposal.PENALTY)
            return Step("inform" if is_penalty else "submit_no_penalty")
        case "informed":
            return _informed(case, now)
        case "hearing":
            return _hearing(case, now)
        case "to_decide":
            return _to_decide(case)
        case "decided":
            return _serving(case, now)
        case "executing":
            return _executing(case)
        case "execution_suspended":
            return Step("resume_execution", waits_for=_("执行条件恢复"))
    return Step(BY_STATE.get(case.state, ""))


def _investigating(case: Any) -> Step:
    decision = "approve_preservation" * case.is_preservation_asked
    decision = decision or "rule_on_recusal" * case.is_recusal_open
    if case.is_preservation_approved:
        return Step("preserve", decision=decision)
    if not case.is_inspected:
        return Step("inspect", decision=decision)
    if not case.is_ordered:
        return Step("order_correction", decision=decision)
    if not case.is_party_asked:
        return Step("interview", decision=decision)
    if case.is_appraised:
        return Step("receive_appraisal", _("鉴定、检测意见"), decision)
    if _lacks_evidence(case):
        return Step("collect_evidence", decision=decision)
    if case.is_preserved:
        return Step("release_preservation", decision=decision)
    return Step("conclude", decision=decision)


def _lacks_evidence(case: Any) -> bool:
    """Whether a point of the item's standard has nothing that shows it."""
    opinions = [kind for kind in AppraisalKind.values if getattr(case, f"has_{kind}")]
    held = OnRecord(
        is_identified=case.has_identity,
        is_inspected=case.is_inspected,
        is_party_asked=case.is_party_asked,
        is_witness_asked=case.is_witness_asked,
        has_photo=case.has_photo,
        is_ordered=case.is_ordered,
        is_reinspected=case.is_reinspected,
        opinions=opinions,
    ).proofs
    served = {piece.requirement for piece in case.pieces}
    return bool(lacking(case.item_code, served, held))


def _informed(case: Any, now: datetime) -> Step:
    notice = case.told[-1] if case.told else None
    if notice is None:
        return Step("inform_again")
    decision = "rule_on_recusal" * case.is_recusal_open
    law = rules.current()
    is_heard = case.heard_at is not None and case.heard_at >= notice.served_at
    if not is_heard and _runs(law, DEFENCE.ref, notice.served_at, now):
        return Step("hear", _("当事人陈述申辩"), decision)
    is_asked = case.hearing_asked_at is not None
    is_waived = case.waived_at is not None and case.waived_at >= notice.served_at
    may_ask = notice.may_request_hearing and not (is_asked or is_waived)
    if may_ask and _runs(law, REQUEST_HEARING.ref, notice.served_at, now):
        return Step("request_hearing", _("当事人决定是否听证"), decision)
    return Step(
        "submit_review" if _review_is_due(case, notice) else "submit_decision", "", decision
    )


def _runs(law: Any, ref: str, start: datetime, now: datetime) -> bool:
    ends = periods.due(law, ref, start).moment
    return ends is not None and now <= ends


def _review_is_due(case: Any, notice: its.AdvanceNotice) -> bool:
    return not case.is_review_passed and bool(grounds_of(case, notice, case.hearing_asked_at))


def grounds_of(
    case: Any, notice: its.AdvanceNotice, hearing_asked_at: datetime | None
) -> tuple[str, ...]:
    """Why a legal review is due: the question of the guard, put to a row of a list."""
    known = _as_facts(case, notice, hearing_asked_at)
    return review_grounds(known, rules.current())


def _as_facts(case: Any, notice: its.AdvanceNotice | None, asked_at: datetime | None) -> Any:
    """As much of the facts as the questions of the guards about a notice read."""
    return SimpleNamespace(
        deciding=SimpleNamespace(latest=notice, hearing_requested_at=asked_at),
        item=item(case.item_code),
        party_kind=case.matter.party.fined_as,
        on=clock.now().astimezone(rules.ZONE).date(),
    )


def _hearing(case: Any, now: datetime) -> Step:
    if case.hold_at is None:
        return Step("notify_hearing")
    if not case.is_held:
        waits_for = _("听证时间到") if now < case.hold_at else ""
        return Step("hold_hearing", waits_for)
    return Step("report_hearing")


def _to_decide(case: Any) -> Step:
    asked_by = {"decide": case.decision_asked_by, "decide_no_penalty": case.decision_asked_by}
    if case.proposal not in (None, Proposal.PENALTY):
        return Step("decide_no_penalty", asked_by=asked_by)
    notice = case.told[-1] if case.told else None
    known = _as_facts(case, notice, case.hearing_asked_at)
    grave = notice and is_large(notice, "legal_review.threshold", known, rules.current())
    if grave and not case.is_discussed:
        return Step("discuss", asked_by=asked_by)
    return Step("decide", asked_by=asked_by)


def _serving(case: Any, now: datetime) -> Step:
    posted = case.posted_at
    if posted is not None and _runs(rules.current(), PUBLIC_NOTICE, posted, now):
        return Step("serve", _("公告期满"))
    return Step("serve")


def _executing(case: Any) -> Step:
    decision = "rule_on_deferral" * case.is_deferral_open
    if case.is_contested:
        return Step("record_remedy_result", _("复议、诉讼的结果"), decision)
    owed = (case.due or 0) + (case.added or 0) - (case.paid or 0)
    if owed > 0 and case.is_before_court:
        return Step("request_closing", _("法院执行"), decision)
    if owed > 0:
        return Step("record_payment", _("当事人缴款"), decision)
    if case.has_things and not case.is_disposed:
        return Step("dispose_confiscated", "", decision)
    return Step("request_closing", "", decision)


def decisions(by: Actor) -> Mapping[str, Q]:
    """What somebody else asked of heads, reviewers and leaders; whoever handled it is left out."""
    own = its.CaseOfficer.objects.filter(person=by.person_id).values("case")
    others = ~Q(pk__in=own)
    kept = its.Preservation.objects.filter(approved_at=None).values("case")
    deferred = its.Deferral.objects.filter(ruled_at=None).values("case")
    recusals = its.RecusalRequest.objects.filter(is_granted=None).exclude(officer=by.person_id)
    running = Q(state__in=("investigating", "informed"))
    return {
        "approve_preservation": Q(state="investigating", pk__in=kept) & others,
        "rule_on_recusal": running & Q(pk__in=recusals.values("case")),
        "rule_on_deferral": Q(state="executing", pk__in=deferred) & others,
        "pass_review": Q(state="reviewing") & others,
        "notify_hearing": Q(state="hearing") & others,
        "decide": Q(state="to_decide") & others,
    }


def _read(keys: list[UUID]) -> QuerySet:
    """Everything the rule asks for, for all of them: three statements."""
    rows = its.Case.objects.filter(pk__in=keys).select_related("matter__party")
    told = its.AdvanceNotice.objects.order_by("served_at", "pk")
    standing = its.Evidence.objects.filter(voided_at=None)
    return rows.prefetch_related(
        Prefetch("advance_notices", told, to_attr="told"),
        Prefetch("evidence", standing, to_attr="pieces"),
    ).annotate(state=F("matter__state"), **_investigated(), **_heard_and_reviewed(), **_executed())


OWN = {"case": OuterRef("pk")}


def _investigated() -> dict[str, Any]:
    interviews = its.Interview.objects.filter(**OWN)
    kept = its.Preservation.objects.filter(**OWN)
    evidence = its.Evidence.objects.filter(**OWN, voided_at=None)
    inspected = Exists(its.Inspection.objects.filter(**OWN))
    identified = Matter.objects.filter(pk=OuterRef("pk")).exclude(party__identifier=None)
    photos = MatterFile.objects.filter(matter=OuterRef("pk"), purpose=SCENE_PHOTO)
    opinions = its.Appraisal.objects.filter(**OWN).exclude(received_at=None)
    return {
        **{f"has_{kind}": Exists(opinions.filter(kind=kind)) for kind in AppraisalKind.values},
        "has_identity": Exists(identified),
        "is_inspected": inspected,
        "has_evidence": inspected | Exists(evidence) | Exists(interviews),
        "has_photo": Exists(photos),
        "is_party_asked": Exists(interviews.exclude(role="witness")),
        "is_witness_asked": Exists(interviews.filter(role="witness")),
        "is_ordered": Exists(its.CorrectionOrder.objects.filter(**OWN)),
        "is_reinspected": Exists(its.Reinspection.objects.filter(order__case=OuterRef("pk"))),
        "is_appraised": Exists(its.Appraisal.objects.filter(**OWN, received_at=None)),
        "is_recusal_open": Exists(its.RecusalRequest.objects.filter(**OWN, is_granted=None)),
        "is_preservation_asked": Exists(kept.filter(approved_at=None)),
        "is_preservation_approved": Exists(
            kept.filter(preserved_at=None).exclude(approved_at=None)
        ),
        "is_preserved": Exists(kept.filter(disposed_at=None).exclude(preserved_at=None)),
        "docketing_asked_by": _last(its.DocketingRequest, "requested_by"),
        "proposal": _last(its.InvestigationReport, "proposal"),
    }


def _heard_and_reviewed() -> dict[str, Any]:
    notices = its.HearingNotice.objects.filter(**OWN).order_by("-pk")
    reviews = its.LegalReview.objects.filter(**OWN).order_by("-pk")
    discussed = its.CollectiveDiscussion.objects.filter(**OWN, purpose=DiscussionPurpose.DECISION)
    return {
        "heard_at": _last(its.Defence, "heard_at"),
        "hearing_asked_at": _last(its.HearingRequest, "requested_at"),
        "waived_at": _last(its.HearingWaiver, "waived_at"),
        "hold_at": Subquery(notices.values("hold_at")[:1]),
        "is_held": Exists(its.Hearing.objects.filter(notice__case=OuterRef("pk"))),
        "is_review_passed": Subquery(reviews.values("is_passed")[:1]),
        "is_discussed": Exists(discussed),
        "decision_asked_by": _last(its.DecisionRequest, "requested_by"),
    }


def _executed() -> dict[str, Any]:
    decisions = its.PenaltyDecision.objects.filter(**OWN)
    whole = decisions.annotate(whole=F("fine") + F("confiscation")).values("whole")
    return {
        "posted_at": _last(its.PublicNotice, "published_at"),
        "due": Subquery(whole[:1]),
        "has_things": Exists(decisions.exclude(confiscated="")),
        "added": _sum(its.AddedFine.objects.filter(**OWN)),
        "paid": _sum(its.TreasuryReceipt.objects.filter(**OWN, reversed_at=None)),
        "is_deferral_open": Exists(its.Deferral.objects.filter(**OWN, ruled_at=None)),
        "is_contested": Exists(its.Remedy.objects.filter(**OWN, ended_at=None)),
        "is_before_court": Exists(its.CourtApplication.objects.filter(**OWN)),
        "is_disposed": Exists(its.ConfiscationDisposal.objects.filter(**OWN)),
    }


def _last(model: Any, name: str) -> Subquery:
    rows = model.objects.filter(case=OuterRef("pk")).order_by("-pk")
    return Subquery(rows.values(name)[:1])


def _sum(rows: QuerySet) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(sum=Sum("amount")).values("sum"))
