"""What is recorded of a plan: its text, its items, and what became of each of them."""

from chengguan.plans.annual.models.course import (
    Adjustment,
    ClosingProposal,
    ProgressReport,
    ReportDuty,
)
from chengguan.plans.annual.models.document import (
    AnnualPlan,
    PlanParagraph,
    PlanReceipt,
    PlanSentence,
)
from chengguan.plans.annual.models.item import (
    ItemCapability,
    ItemOwner,
    ItemSentence,
    Milestone,
    PlanItem,
    PlanWindow,
    Rhythm,
    Share,
    WindowKind,
)

__all__ = [
    "Adjustment",
    "AnnualPlan",
    "ClosingProposal",
    "ItemCapability",
    "ItemOwner",
    "ItemSentence",
    "Milestone",
    "PlanItem",
    "PlanParagraph",
    "PlanReceipt",
    "PlanSentence",
    "PlanWindow",
    "ProgressReport",
    "ReportDuty",
    "Rhythm",
    "Share",
    "WindowKind",
]
