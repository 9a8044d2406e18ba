"""Which proofs of an item's evidence standard stand on the record, and which points still lack one.

Asked by the guard that ends an investigation, by the page and by the next step alike.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from chengguan.core.lawbook.evidence import Proof, Requirement, evidence_standard
from chengguan.enforcement.cases.kinds import AppraisalKind

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
