"""The dated values of the law: periods, conditions, amounts and holiday notices, with citations.

`shipped()` answers with the immutable `RuleBook`; a bureau's overlay makes a new one of it.
"""

from chengguan.law.parameters.loading import shipped
from chengguan.law.parameters.overlay import (
    AmountChange,
    Approval,
    Change,
    ClockChange,
    ForceChange,
    NoticeAdded,
)
from chengguan.law.parameters.rulebook import NotInForce, RuleBook, UnknownRow
from chengguan.law.parameters.shapes import (
    Amount,
    Ask,
    ClockRow,
    ClockVersion,
    CoverRound,
    DayOff,
    Force,
    Grade,
    GuardRow,
    Input,
    Limb,
    LimitRow,
    Nature,
    Notice,
    SpendingItem,
    Unit,
    Wait,
)

__all__ = [
    "Amount",
    "AmountChange",
    "Approval",
    "Ask",
    "Change",
    "ClockChange",
    "ClockRow",
    "ClockVersion",
    "CoverRound",
    "DayOff",
    "Force",
    "ForceChange",
    "Grade",
    "GuardRow",
    "Input",
    "Limb",
    "LimitRow",
    "Nature",
    "NotInForce",
    "Notice",
    "NoticeAdded",
    "RuleBook",
    "SpendingItem",
    "Unit",
    "UnknownRow",
    "Wait",
    "shipped",
]
