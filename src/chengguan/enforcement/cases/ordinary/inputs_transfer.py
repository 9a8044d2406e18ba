"""The typed inputs of a case that goes to the police (移送规定 5, 6)."""

from dataclasses import dataclass
from datetime import datetime

from chengguan.core.work import inputs

TRANSFER_FILE = "移送材料"
"""The purpose under which what goes along to the police stands in the file."""


@dataclass(frozen=True, kw_only=True)
class RequestTransfer:
    """The written report. ``officers``: those who verified the suspicion, named for it."""

    officers: tuple[int, ...]
    offence: str
    facts: str


@dataclass(frozen=True, kw_only=True)
class ReviewTransfer:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class RuleOnTransfer:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class RecallTransfer:
    reason: str


@dataclass(frozen=True, kw_only=True)
class TransferToPolice:
    """``body``: the police organ of the same level; ``papers``: what goes along."""

    body: str
    note: str = ""
    papers: tuple[int, ...] = inputs.files(TRANSFER_FILE)


@dataclass(frozen=True, kw_only=True)
class RecordPoliceAnswer:
    """What the police decided, as their notice of ``received_at`` says (移送规定 8)."""

    received_at: datetime
    is_taken: bool
    number: str
    note: str = ""
    notices: tuple[int, ...] = inputs.files("公安机关通知书")

    @property
    def is_declined(self) -> bool:
        return not self.is_taken


@dataclass(frozen=True, kw_only=True)
class ObjectToPolice:
    objection: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class HandOverToPolice:
    """Things and papers go over, with ``receipts`` of their taking (移送规定 12)."""

    note: str = ""
    receipts: tuple[int, ...] = inputs.files("交接手续")


@dataclass(frozen=True, kw_only=True)
class ResumeFromPolice:
    reason: str
