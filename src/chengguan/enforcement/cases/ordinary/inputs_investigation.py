"""The typed inputs of verification, docketing and investigation. People by number."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from chengguan.core.work import inputs
from chengguan.enforcement.cases.inputs import OpenSummary
from chengguan.enforcement.cases.kinds import SCENE_PHOTO

EVIDENCE_FILE = "证据"
"""The purpose under which the files of evidence stand in the matter."""

RECORD_FILE = "笔录"
"""The purpose under which signed sheets and recordings of a record stand in the matter."""


COMMISSION_LETTER = "鉴定、检测委托书"
"""The purpose under which the letter of an earlier commission stands in the matter."""


@dataclass(frozen=True, kw_only=True)
class OpenOrdinary(OpenSummary):
    """What was found, and who of the team handles it; ``officer`` leads."""

    partner: int | None = None


@dataclass(frozen=True, kw_only=True)
class TakeIn(OpenOrdinary):
    """``summary``: the summary case that goes on as this one."""

    summary: UUID


@dataclass(frozen=True, kw_only=True)
class ExtendVerification:
    """``days``: at most what the rule allows."""

    days: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestDocketing:
    """``limitation_ground``: why conduct of long ago may still be punished, where it is so old;
    of lasting conduct the day it ended, or was found while it lasted."""

    evidence: str
    proposal: str
    limitation_ground: str = ""
    conduct_ended_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class RuleOnDocketing:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class Docket(RuleOnDocketing):
    """``officers``: those who will handle the case, at least two."""

    officers: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class Interview:
    officers: tuple[int, ...]
    ended_at: datetime
    place: str
    interviewee: str
    role: str
    certificates_shown_at: datetime | None
    rights_told_at: datetime | None
    record: str
    signature: str
    signature_note: str = ""
    sheets: tuple[int, ...] = inputs.files(RECORD_FILE)


@dataclass(frozen=True, kw_only=True)
class CollectEvidence:
    """``requirement``: the point of the item's evidence standard that it serves, if any."""

    officers: tuple[int, ...]
    kind: str
    title: str
    shows: str
    source: str
    requirement: str = ""
    originals: tuple[int, ...] = inputs.files(EVIDENCE_FILE)


@dataclass(frozen=True, kw_only=True)
class VoidEvidence:
    evidence: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class Sample:
    officers: tuple[int, ...]
    things: str
    quantity: str
    method: str
    signature: str
    signature_note: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordSamplingResult:
    sampling: int
    institution: str
    result: str
    opinions: tuple[int, ...] = inputs.files(EVIDENCE_FILE)


@dataclass(frozen=True, kw_only=True)
class RequestPreservation:
    """``things``: one line each, "name; quantity; features"."""

    reason: str
    things: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class ApprovePreservation:
    preservation: int


@dataclass(frozen=True, kw_only=True)
class Preserve:
    preservation: int
    officers: tuple[int, ...]
    place: str
    signature: str


@dataclass(frozen=True, kw_only=True)
class ReleasePreservation:
    preservation: int
    disposal: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class CommissionAppraisal:
    """``letters``: the commission that went out, where it is told later."""

    kind: str
    institution: str
    question: str
    party_told_at: datetime | None = None
    letters: tuple[int, ...] = inputs.files(COMMISSION_LETTER)


@dataclass(frozen=True, kw_only=True)
class ReceiveAppraisal:
    appraisal: int
    result: str
    opinions: tuple[int, ...] = inputs.files(EVIDENCE_FILE)


@dataclass(frozen=True, kw_only=True)
class Reinspect:
    officers: tuple[int, ...]
    is_corrected: bool
    record: str
    signature: str
    signature_note: str = ""
    photos: tuple[int, ...] = inputs.files(SCENE_PHOTO)


@dataclass(frozen=True, kw_only=True)
class ChangeOfficers:
    officers: tuple[int, ...]
    reason: str


@dataclass(frozen=True, kw_only=True)
class Extend:
    """``days``: at most what the rule allows at this round."""

    days: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class EndOrPause:
    """Suspending, resuming, terminating, withdrawing: why."""

    reason: str


@dataclass(frozen=True, kw_only=True)
class Join:
    """``number``: the case into which this one goes."""

    number: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class Conclude:
    """The report with the penalty it proposes. Money in fen."""

    item_code: str
    facts: str
    evidence: str
    proposal: str
    is_warning: bool = False
    fine: int = 0
    confiscation: int = 0
    confiscated: str = ""
    confiscated_value: int = 0
    suspends_business: bool = False
    revokes_licence: bool = False
    band: str = ""
    discretion: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleOnReport:
    opinion: str
