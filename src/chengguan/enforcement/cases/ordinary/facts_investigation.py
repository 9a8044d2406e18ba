"""What verification and investigation have brought to the record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Max

from chengguan.core.lawbook.evidence import Proof
from chengguan.core.work.models import ClockChange, MatterClock, MatterFile
from chengguan.enforcement.cases.kinds import (
    SCENE_PHOTO,
    DiscussionPurpose,
    Interviewee,
)
from chengguan.enforcement.cases.models import (
    Appraisal,
    CaseOfficer,
    ClosingRequest,
    CollectiveDiscussion,
    DecisionRequest,
    DocketingRequest,
    Evidence,
    EvidenceOfficer,
    InspectionOfficer,
    Interview,
    InterviewOfficer,
    InvestigationReport,
    LegalReview,
    Preservation,
    Reinspection,
    ReinspectionOfficer,
)
from chengguan.enforcement.cases.ordinary.clocks import DECIDE, VERIFY
from chengguan.enforcement.cases.ordinary.proofs import OnRecord


@dataclass(frozen=True, kw_only=True)
class Report:
    """The latest report of the investigation, and when the head approved it. Money in fen."""

    pk: int
    item_code: str
    proposal: str
    is_warning: bool
    fine: int
    confiscation: int
    suspends_business: bool
    revokes_licence: bool
    has_things: bool = False
    approved_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Investigation:
    """``held`` are the proofs of the evidence standards that stand on the record; ``evidence`` maps
    each piece that stands to the point of the standard it serves.

    ``ever_officers`` are all who ever had a hand in it: who handled it, inspected, asked, took
    evidence, or asked for an approval. ``begun`` and ``rounds`` say of each period when it began
    and how often it was prolonged. ``is_refused``: a check after the time to correct was over
    found it uncorrected. ``is_extension_discussed``: since the last prolongation.
    """

    officers: frozenset[int] = frozenset()
    ever_officers: frozenset[int] = frozenset()
    interviews: int = 0
    is_party_interviewed: bool = False
    evidence: Mapping[int, str] = field(default_factory=dict)
    held: frozenset[Proof] = frozenset()
    preservations_requested: frozenset[int] = frozenset()
    preservations_approved: frozenset[int] = frozenset()
    preservations_open: frozenset[int] = frozenset()
    appraisals_open: frozenset[int] = frozenset()
    reinspected_at: datetime | None = None
    is_corrected: bool = False
    is_refused: bool = False
    begun: Mapping[str, datetime] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    is_extension_discussed: bool = False
    report: Report | None = None

    @property
    def has_any_evidence(self) -> bool:
        return bool(self.evidence or self.interviews or self.held - NO_EVIDENCE_OF_CONDUCT)


NO_EVIDENCE_OF_CONDUCT = frozenset({Proof.IDENTITY, Proof.CORRECTION_ORDER})
"""What stands on the record and shows nothing of what was done."""


def read(case: Any, moment: datetime) -> Investigation:
    """A dozen small reads by the key of the case; an investigation is not a list."""
    officers = list(CaseOfficer.objects.filter(case=case, since__lte=moment))
    asked = Interview.objects.filter(case=case, began_at__lte=moment)
    roles = list(asked.values_list("role", flat=True))
    evidence = Evidence.objects.filter(case=case, collected_at__lte=moment, voided_at=None)
    checks = list(
        Reinspection.objects.filter(order__case=case, reinspected_at__lte=moment)
        .order_by("reinspected_at", "pk")
        .values_list("reinspected_at", "is_corrected", "order__correct_by")
    )
    appraisals = list(Appraisal.objects.filter(case=case, commissioned_at__lte=moment))
    pieces = dict(evidence.values_list("pk", "requirement"))
    return Investigation(
        officers=frozenset(o.person_id for o in officers if o.until is None),
        ever_officers=ever_officers(case),
        interviews=len(roles),
        is_party_interviewed=any(role != Interviewee.WITNESS for role in roles),
        evidence=pieces,
        held=_held(case, roles, appraisals, is_reinspected=bool(checks)),
        **_preservations(case, moment),
        appraisals_open=frozenset(a.pk for a in appraisals if a.received_at is None),
        reinspected_at=checks[-1][0] if checks else None,
        is_corrected=bool(checks and checks[-1][1]),
        is_refused=any(
            not is_corrected and (until is None or when > until)
            for when, is_corrected, until in checks
        ),
        **_course(case, moment),
        report=_report(case),
    )


def _held(
    case: Any, roles: list[str], appraisals: list[Appraisal], *, is_reinspected: bool
) -> frozenset[Proof]:
    """The proofs of the evidence standards for which an act or a file stands on the record."""
    photos = MatterFile.objects.filter(matter=case.pk, purpose=SCENE_PHOTO)
    return OnRecord(
        is_identified=case.matter.party.identifier_id is not None,
        is_inspected=case.inspections.exists(),
        is_party_asked=any(role != Interviewee.WITNESS for role in roles),
        is_witness_asked=Interviewee.WITNESS in roles,
        has_photo=photos.exists(),
        is_ordered=case.requirement is not None,
        is_reinspected=is_reinspected,
        opinions=[a.kind for a in appraisals if a.received_at is not None],
    ).proofs


def _preservations(case: Any, moment: datetime) -> dict[str, Any]:
    rows = list(Preservation.objects.filter(case=case, requested_at__lte=moment))
    return {
        "preservations_requested": frozenset(r.pk for r in rows if r.approved_at is None),
        "preservations_approved": frozenset(
            r.pk for r in rows if r.approved_at and r.preserved_at is None
        ),
        "preservations_open": frozenset(
            r.pk
            for r in rows
            if r.preserved_at and r.preserved_at <= moment and r.disposed_at is None
        ),
    }


def ever_officers(case: Any) -> frozenset[int]:
    """One statement over all who had a hand in it."""
    rows = (
        CaseOfficer.objects.filter(case=case).values_list("person"),
        InspectionOfficer.objects.filter(inspection__case=case).values_list("person"),
        InterviewOfficer.objects.filter(interview__case=case).values_list("person"),
        EvidenceOfficer.objects.filter(evidence__case=case).values_list("person"),
        ReinspectionOfficer.objects.filter(reinspection__order__case=case).values_list("person"),
        DocketingRequest.objects.filter(case=case).values_list("requested_by"),
        LegalReview.objects.filter(case=case).values_list("submitted_by"),
        DecisionRequest.objects.filter(case=case).values_list("requested_by"),
        ClosingRequest.objects.filter(case=case).values_list("requested_by"),
    )
    return frozenset(person for (person,) in rows[0].union(*rows[1:]))


def _course(case: Any, moment: datetime) -> dict[str, Any]:
    """When the periods of the case began, and how often each was extended."""
    clocks = MatterClock.objects.filter(matter=case.pk, ref__in=(VERIFY.ref, DECIDE.ref))
    extended = list(
        ClockChange.objects.filter(clock__in=clocks, kind=ClockChange.Kind.EXTENSION)
        .order_by("since")
        .values_list("clock__ref", "since")
    )
    discussed = CollectiveDiscussion.objects.filter(
        case=case, purpose=DiscussionPurpose.EXTENSION, held_at__lte=moment
    ).aggregate(last=Max("held_at"))["last"]
    last = max((since for ref, since in extended if ref == DECIDE.ref), default=None)
    return {
        "begun": dict(clocks.values_list("ref", "started_at")),
        "rounds": dict(Counter(ref for ref, _since in extended)),
        "is_extension_discussed": bool(discussed and (last is None or discussed >= last)),
    }


def _report(case: Any) -> Report | None:
    rows = InvestigationReport.objects.filter(case=case).select_related("ruling")
    row = rows.order_by("-pk").first()
    if row is None:
        return None
    ruling = getattr(row, "ruling", None)
    return Report(
        pk=row.pk,
        item_code=row.item_code,
        proposal=row.proposal,
        is_warning=row.is_warning,
        fine=row.fine,
        confiscation=row.confiscation,
        suspends_business=row.suspends_business,
        revokes_licence=row.revokes_licence,
        has_things=bool(row.confiscated.strip()),
        approved_at=ruling.ruled_at if ruling and ruling.is_approved else None,
    )
