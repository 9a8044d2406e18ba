"""What the register of estates, the renovations and the findings in them keep."""

from chengguan.enforcement.estates.models.community import (
    CommunityStudio,
    DutyVisit,
    LiaisonAssignment,
)
from chengguan.enforcement.estates.models.finding import (
    STRUCTURE,
    DutyReferral,
    FollowUp,
    Outcome,
    PatrolFinding,
    Point,
    PropertyReport,
    ReportReceipt,
    ReportReturn,
)
from chengguan.enforcement.estates.models.grids import (
    BoardInspection,
    GridCell,
    GridLayer,
    GridMapping,
    LiaisonBoard,
)
from chengguan.enforcement.estates.models.register import (
    Estate,
    FormerManagement,
    PropertyCompany,
)
from chengguan.enforcement.estates.models.renovation import (
    Brought,
    CompletionCheck,
    EntryRestriction,
    RenovationPatrol,
    RenovationProject,
    WorkerPass,
)

__all__ = [
    "STRUCTURE",
    "BoardInspection",
    "Brought",
    "CommunityStudio",
    "CompletionCheck",
    "DutyReferral",
    "DutyVisit",
    "EntryRestriction",
    "Estate",
    "FollowUp",
    "FormerManagement",
    "GridCell",
    "GridLayer",
    "GridMapping",
    "LiaisonAssignment",
    "LiaisonBoard",
    "Outcome",
    "PatrolFinding",
    "Point",
    "PropertyCompany",
    "PropertyReport",
    "RenovationPatrol",
    "RenovationProject",
    "ReportReceipt",
    "ReportReturn",
    "WorkerPass",
]
