"""What a bureau adds to the shipped rule book: dated rows, each decided by two persons."""

from dataclasses import dataclass
from datetime import date

from chengguan.law.parameters.shapes import Amount, ClockVersion, Force, Notice


@dataclass(frozen=True, slots=True)
class Approval:
    """Who proposed a change, who confirmed it, on what day and from which source.

    >>> Approval("王一", "王一", date(2026, 9, 1), "法制科纪要")
    Traceback (most recent call last):
    ...
    ValueError: 规则变更须由两人办理：提出人与确认人不得为同一人
    """

    proposed_by: str
    confirmed_by: str
    on: date
    source: str

    def __post_init__(self) -> None:
        if not (self.proposed_by.strip() and self.confirmed_by.strip()):
            raise ValueError("规则变更须写明提出人和确认人")
        if self.proposed_by == self.confirmed_by:
            raise ValueError("规则变更须由两人办理：提出人与确认人不得为同一人")
        if not self.source.strip():
            raise ValueError("规则变更须写明来源")


@dataclass(frozen=True, slots=True)
class ClockChange:
    """A new version of a period; it holds from its `since`, earlier days keep their version."""

    ref: str
    version: ClockVersion
    approval: Approval


@dataclass(frozen=True, slots=True)
class AmountChange:
    """A new version of an amount."""

    amount: Amount
    approval: Approval


@dataclass(frozen=True, slots=True)
class ForceChange:
    """Another force for a guard, from `since` on."""

    ref: str
    force: Force
    since: date
    approval: Approval


@dataclass(frozen=True, slots=True)
class NoticeAdded:
    """A holiday notice that came out after the shipped data."""

    notice: Notice
    approval: Approval


Change = ClockChange | AmountChange | ForceChange | NoticeAdded
