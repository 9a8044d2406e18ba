"""What verification and investigation have brought to the record."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any

from django.db.models import Model

from chengguan.core.journal.models import JournalEntry
from chengguan.core.lawbook.evidence import Proof
from chengguan.core.org.kinds import Role
from chengguan.core.work.adoption import ADOPT
from chengguan.core.work.hands import COMMON
from chengguan.core.work.models import ClockChange, MatterClock
from chengguan.enforcement.cases.kinds import DiscussionPurpose, Interviewee
from chengguan.enforcement.cases.models import (
    Appraisal,
    CaseOfficer,
    ClosingRequest,
    CollectiveDiscussion,
    CorrectionOrder,
    CourtRequest,
    CrimeTransfer,
    CrimeTransferOfficer,
    DecisionRequest,
    DocketingRequest,
    EvidenceOfficer,
    InspectionOfficer,
    InterviewOfficer,
    InvestigationReport,
    LegalReview,
    Preservation,
    PreservationOfficer,
    Reinspection,
    ReinspectionOfficer,
    ReportRuling,
    Sampling,
    SamplingOfficer,
)
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.clocks import DECIDE, VERIFY
from chengguan.enforcement.cases.ordinary.proofs import (
    counts,
    held,
    lawful_checks,
    lawful_interviews,
    standing_evidence,
)
from chengguan.enforcement.cases.ordinary.states import REVIEWERS
from chengguan.law.procedure import procedure


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
    confiscated_value: int = 0
    approved_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Investigation:
    """``held`` are the proofs of the evidence standards that stand on the record; ``evidence`` are
    the pieces that stand, ``served`` the points of the standard that those with an original serve
    ("" where one serves none).

    ``ever_officers`` are all who ever had a hand in it: who handled it, inspected, asked, took
    evidence, or took any act of the officers. ``begun`` and ``rounds`` say of each period when it
    began and how often it was prolonged; ``decide_by`` is when that for deciding ends.
    ``is_refused``: a check after the time to correct was over found it uncorrected.
    ``is_extension_discussed``: since the last prolongation.
    """

    officers: frozenset[int] = frozenset()
    ever_officers: frozenset[int] = frozenset()
    interviews: int = 0
    is_party_interviewed: bool = False
    evidence: frozenset[int] = frozenset()
    served: frozenset[str] = frozenset()
    held: frozenset[Proof] = frozenset()
    preservations_requested: frozenset[int] = frozenset()
    preservations_approved: frozenset[int] = frozenset()
    preservations_open: frozenset[int] = frozenset()
    appraisals_open: frozenset[int] = frozenset()
    samples_open: frozenset[int] = frozenset()
    reinspected_at: datetime | None = None
    is_corrected: bool = False
    is_refused: bool = False
    begun: Mapping[str, datetime] = field(default_factory=dict)
    rounds: Mapping[str, int] = field(default_factory=dict)
    decide_by: datetime | None = None
    is_extension_discussed: bool = False
    report: Report | None = None

    @property
    def has_any_evidence(self) -> bool:
        return bool(self.served or self.interviews or self.held - NO_EVIDENCE_OF_CONDUCT)

    def ended_before_told(self, moment: datetime, recorded: datetime) -> datetime | None:
        """When the period for deciding ended, where that was after an act and before it was told:
        days that such an act leaves out would take the lateness back."""
        until = self.decide_by
        return until if until is not None and moment <= until < recorded else None


NO_EVIDENCE_OF_CONDUCT = frozenset({Proof.IDENTITY, Proof.CORRECTION_ORDER})
"""What stands on the record and shows nothing of what was done."""


def read(book: Book, moment: datetime, *, is_identified: bool) -> Investigation:
    """What happened after the moment was not there yet. ``is_identified``: the party's number is
    on the record."""
    officers = book.until(CaseOfficer, "since", moment)
    roles = [asked.role for asked in lawful_interviews(book, moment)]
    checks = lawful_checks(book, moment)
    pieces = standing_evidence(book, moment)
    appraisals = book.until(Appraisal, "commissioned_at", moment)
    return Investigation(
        officers=frozenset(o.person_id for o in officers if o.until is None),
        ever_officers=ever_officers(book),
        interviews=len(roles),
        is_party_interviewed=any(role != Interviewee.WITNESS for role in roles),
        evidence=frozenset(piece.pk for piece in pieces),
        served=frozenset(piece.requirement for piece in pieces if counts(book, piece)),
        held=held(book, moment, is_identified=is_identified),
        **_preservations(book, moment),
        appraisals_open=frozenset(a.pk for a in appraisals if a.received_at is None),
        samples_open=frozenset(
            s.pk for s in book.until(Sampling, "sampled_at", moment) if s.resulted_at is None
        ),
        reinspected_at=checks[-1].reinspected_at if checks else None,
        is_corrected=bool(checks and checks[-1].is_corrected),
        is_refused=_is_refused(book, checks),
        **_course(book, moment),
        report=_report(book),
    )


def _is_refused(book: Book, checks: list[Reinspection]) -> bool:
    until = {order.pk: order.correct_by for order in book.all(CorrectionOrder)}
    return any(
        not check.is_corrected
        and ((ends := until[check.order_id]) is None or check.reinspected_at > ends)
        for check in checks
    )


def _preservations(book: Book, moment: datetime) -> dict[str, Any]:
    rows = book.until(Preservation, "requested_at", moment)
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


HANDS: Mapping[type[Model], str] = {
    CaseOfficer: "person_id",
    InspectionOfficer: "person_id",
    InterviewOfficer: "person_id",
    EvidenceOfficer: "person_id",
    SamplingOfficer: "person_id",
    PreservationOfficer: "person_id",
    ReinspectionOfficer: "person_id",
    CrimeTransferOfficer: "person_id",
    DocketingRequest: "requested_by_id",
    CrimeTransfer: "requested_by_id",
    InvestigationReport: "reported_by_id",
    LegalReview: "submitted_by_id",
    DecisionRequest: "requested_by_id",
    CourtRequest: "requested_by_id",
    ClosingRequest: "requested_by_id",
}
"""Who took a hand in a case by a row of these tables."""


def ever_officers(book: Book) -> frozenset[int]:
    """All who had a hand in it: named in a row, or by the journal as who took an officers' act."""
    named = {getattr(row, name) for table, name in HANDS.items() for row in book.all(table)}
    acts = officers_acts()
    took = {entry.actor for entry in book.all(JournalEntry) if entry.action in acts}
    people = {int(key.removeprefix(PERSON)) for key in took if key.startswith(PERSON)}
    return frozenset(named - {None} | people)


PERSON = "person:"
"""How the journal begins the key of a person."""


@cache
def officers_acts() -> frozenset[str]:
    """The acts that are the officers' own. What heads, reviewers or everybody may take too, and the
    taking over of what another system did, makes nobody an officer of the case."""
    others = {Role.BUREAU_LEADER, *REVIEWERS}
    return frozenset(
        action.key
        for action in procedure("case.ordinary").actions
        if Role.OFFICER in action.by
        and others.isdisjoint(action.by)
        and action.key not in COMMON
        and not action.key.startswith(ADOPT)
    )


def _course(book: Book, moment: datetime) -> dict[str, Any]:
    """When the periods of the case began, and how often each was extended."""
    clocks = {c.pk: c for c in book.all(MatterClock) if c.ref in (VERIFY.ref, DECIDE.ref)}
    extended = [
        (clocks[change.clock_id].ref, change.since)
        for change in book.of(ClockChange, kind=ClockChange.Kind.EXTENSION)
        if change.clock_id in clocks
    ]
    discussed = [
        held.held_at
        for held in book.until(CollectiveDiscussion, "held_at", moment)
        if held.purpose == DiscussionPurpose.EXTENSION
    ]
    running = [c for c in clocks.values() if c.ref == DECIDE.ref and c.stopped_at is None]
    ends = [clock.due_at for clock in running if clock.due_at]
    last = max((since for ref, since in extended if ref == DECIDE.ref), default=None)
    return {
        "begun": {clock.ref: clock.started_at for clock in clocks.values()},
        "rounds": dict(Counter(ref for ref, _since in extended)),
        "decide_by": max(ends, default=None),
        "is_extension_discussed": bool(discussed and (last is None or discussed[-1] >= last)),
    }


def _report(book: Book) -> Report | None:
    row = book.last(InvestigationReport)
    if row is None:
        return None
    rulings = book.of(ReportRuling, report_id=row.pk, is_approved=True)
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
        confiscated_value=row.confiscated_value,
        approved_at=rulings[0].ruled_at if rulings else None,
    )
