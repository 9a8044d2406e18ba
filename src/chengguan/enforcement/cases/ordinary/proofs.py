"""Which proofs of an item's evidence standard stand on the record, and which points still lack one.

Asked by the guard that ends an investigation, by the page and by the next step alike. What was not
taken as the law wants it stays on the record, with its finding, and proves nothing
(行政处罚法 42, 46.3, 55).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chengguan.core.lawbook.evidence import Proof, Requirement, evidence_standard
from chengguan.core.work import rules
from chengguan.core.work.models import MatterFile
from chengguan.enforcement.cases.kinds import SCENE_PHOTO, AppraisalKind, Interviewee
from chengguan.enforcement.cases.models import (
    Appraisal,
    CorrectionOrder,
    Evidence,
    EvidenceOfficer,
    Inspection,
    InspectionOfficer,
    Interview,
    InterviewOfficer,
    Reinspection,
    ReinspectionOfficer,
)
from chengguan.enforcement.cases.occasion import shown_out_of_place
from chengguan.enforcement.cases.ordinary.book import Book

PROOF_OF: Mapping[str, Proof] = {
    AppraisalKind.APPRAISAL: Proof.APPRAISAL,
    AppraisalKind.TEST: Proof.MEASUREMENT,
    AppraisalKind.INSPECTION: Proof.MEASUREMENT,
    AppraisalKind.SURVEY: Proof.MEASUREMENT,
    AppraisalKind.VALUATION: Proof.VALUATION,
}


@dataclass(frozen=True, kw_only=True)
class OnRecord:
    """What acts and files brought; ``opinions`` are the kinds of appraisal that came in."""

    is_identified: bool
    is_inspected: bool
    is_party_asked: bool
    is_witness_asked: bool
    has_photo: bool
    is_ordered: bool
    is_reinspected: bool
    opinions: Collection[str] = ()

    @property
    def proofs(self) -> frozenset[Proof]:
        known = {
            Proof.IDENTITY: self.is_identified,
            Proof.INSPECTION: self.is_inspected,
            Proof.INTERVIEW: self.is_party_asked,
            Proof.WITNESS: self.is_witness_asked,
            Proof.PHOTO: self.has_photo,
            Proof.CORRECTION_ORDER: self.is_ordered,
            Proof.REINSPECTION: self.is_reinspected,
        }
        stands = {proof for proof, is_there in known.items() if is_there}
        return frozenset(stands | {PROOF_OF[kind] for kind in self.opinions})


def lacking(
    item_code: str, served: Collection[str], held: Collection[Proof]
) -> tuple[Requirement, ...]:
    """The points of the standard that neither a piece of evidence serves nor an act shows."""
    return tuple(
        point
        for point in evidence_standard(item_code)
        if point.key not in served and not set(point.satisfied_by) & set(held)
    )


def held(book: Book, moment: datetime, *, is_identified: bool) -> frozenset[Proof]:
    """The proofs on the record, as guards, steps and the page count them."""
    roles = [asked.role for asked in lawful_interviews(book, moment)]
    appraisals = book.until(Appraisal, "commissioned_at", moment)
    return OnRecord(
        is_identified=is_identified,
        is_inspected=bool(lawful_inspections(book, moment)),
        is_party_asked=any(role != Interviewee.WITNESS for role in roles),
        is_witness_asked=Interviewee.WITNESS in roles,
        has_photo=has_photo(book),
        is_ordered=bool(book.until(CorrectionOrder, "ordered_at", moment)),
        is_reinspected=bool(lawful_checks(book, moment)),
        opinions=[a.kind for a in appraisals if a.received_at is not None],
    ).proofs


# -- what counts ---------------------------------------------------------------------------


def lawful_inspections(book: Book, moment: datetime) -> list[Inspection]:
    """Those of two certified officers who showed their certificates and took down what they saw."""
    return [
        seen
        for seen in book.until(Inspection, "inspected_at", moment)
        if _was_shown(seen.certificates_shown_at, seen.inspected_at)
        and seen.record.strip()
        and _by_two(book.of(InspectionOfficer, inspection_id=seen.pk), seen.inspected_at)
    ]


def lawful_interviews(book: Book, moment: datetime) -> list[Interview]:
    """The same of interviews, where whoever was asked was told his rights."""
    return [
        asked
        for asked in book.until(Interview, "began_at", moment)
        if _was_shown(asked.certificates_shown_at, asked.began_at)
        and asked.rights_told_at is not None
        and asked.record.strip()
        and _by_two(book.of(InterviewOfficer, interview_id=asked.pk), asked.began_at)
    ]


def lawful_checks(book: Book, moment: datetime) -> list[Reinspection]:
    """Checks of a correction by two certified officers."""
    return [
        seen
        for seen in book.until(Reinspection, "reinspected_at", moment)
        if _by_two(book.of(ReinspectionOfficer, reinspection_id=seen.pk), seen.reinspected_at)
    ]


def standing_evidence(book: Book, moment: datetime) -> list[Evidence]:
    """Every piece that was not excluded."""
    rows = book.until(Evidence, "collected_at", moment)
    return [piece for piece in rows if piece.voided_at is None]


def counts(book: Book, piece: Evidence) -> bool:
    """Typed words are no evidence: a piece counts with its original, taken by two."""
    there = book.of(EvidenceOfficer, evidence_id=piece.pk)
    return piece.use_id is not None and _by_two(there, piece.collected_at)


def _was_shown(shown: datetime | None, at: datetime) -> bool:
    return shown is not None and shown_out_of_place(shown, at, rules.current()) is None


def _by_two(there: Iterable[Any], at: datetime) -> bool:
    on = at.astimezone(rules.ZONE).date()
    certified = {officer.person_id for officer in there if officer.was_certified}
    return len(certified) >= rules.current().amount("officers.least", on=on)


def has_photo(book: Book) -> bool:
    return any(kept.purpose == SCENE_PHOTO for kept in book.all(MatterFile))
