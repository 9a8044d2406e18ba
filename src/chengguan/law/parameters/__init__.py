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
    ClockRow,
    ClockVersion,
    DayOff,
    Force,
    Grade,
    GuardRow,
    Input,
    Limb,
    Nature,
    Notice,
    Unit,
    Wait,
)

__all__ = [
    "Amount",
    "AmountChange",
    "Approval",
    "Change",
    "ClockChange",
    "ClockRow",
    "ClockVersion",
    "DayOff",
    "Force",
    "ForceChange",
    "Grade",
    "GuardRow",
    "Input",
    "Limb",
    "Nature",
    "NotInForce",
    "Notice",
    "NoticeAdded",
    "RuleBook",
    "Unit",
    "UnknownRow",
    "Wait",
    "shipped",
]
