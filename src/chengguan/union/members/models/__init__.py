"""Unions and their members; spans of belonging are rows of ``org.Membership``."""

from .members import (
    CommitteeDecision,
    Education,
    GroupOpinion,
    Judgment,
    Lapse,
    MemberRecord,
    Retention,
    Sex,
    Transfer,
    UpperFiling,
)
from .unions import Assembly, Committee, Seat, UnionDays, UnionFile

__all__ = [
    "Assembly",
    "Committee",
    "CommitteeDecision",
    "Education",
    "GroupOpinion",
    "Judgment",
    "Lapse",
    "MemberRecord",
    "Retention",
    "Seat",
    "Sex",
    "Transfer",
    "UnionDays",
    "UnionFile",
    "UpperFiling",
]
