"""Benefits: rounds of cover with who is covered, help with claims."""

from .insurance import ClaimHelp, Enrolment, InsuranceRound, Product, Snapshot, SnapshotLine

__all__ = [
    "ClaimHelp",
    "Enrolment",
    "InsuranceRound",
    "Product",
    "Snapshot",
    "SnapshotLine",
]
