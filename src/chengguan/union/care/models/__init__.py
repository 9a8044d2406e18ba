"""Care of the unions for their members."""

from .hardship import FamilyMember, HardshipFile, HardshipProof, HardshipReview
from .relief import FollowUp, Kind, ReliefCase, ReliefPayment, ReliefVisit, Source

__all__ = [
    "FamilyMember",
    "FollowUp",
    "HardshipFile",
    "HardshipProof",
    "HardshipReview",
    "Kind",
    "ReliefCase",
    "ReliefPayment",
    "ReliefVisit",
    "Source",
]
