"""The typed inputs from the notice to the decision. Money in fen; people by number."""

from dataclasses import dataclass
from datetime import datetime

from chengguan.core.work import inputs
from chengguan.enforcement.cases.kinds import CONFIRMATION, NO_FAULT_EVIDENCE


@dataclass(frozen=True, kw_only=True)
class Inform:
    """The notice as served: what is intended, why, and whether a hearing may be asked for.

    ``confiscated_value``: of the things, in fen. ``confirmation``: the party's signed consent to
    electronic service.
    """

    served_at: datetime
    method: str
    receiver: str
    is_warning: bool
    fine: int
    facts: str
    reasons: str
    basis: str
    may_request_hearing: bool
    confiscation: int = 0
    confiscated: str = ""
    confiscated_value: int = 0
    suspends_business: bool = False
    revokes_licence: bool = False
    relation: str = ""
    witness: str = ""
    note: str = ""
    proofs: tuple[int, ...] = inputs.files("告知书送达回证")
    confirmation: tuple[int, ...] = inputs.files(CONFIRMATION)


@dataclass(frozen=True, kw_only=True)
class PublishNotice:
    """The notice is made known by public notice, because nothing else reaches the party."""

    reason: str
    places: str
    proofs: tuple[int, ...] = inputs.files("公告")


@dataclass(frozen=True, kw_only=True)
class WaiveHearing:
    said: str
    papers: tuple[int, ...] = inputs.files("放弃听证")


@dataclass(frozen=True, kw_only=True)
class RequestHearing:
    said: str = ""
    papers: tuple[int, ...] = inputs.files("听证申请")


@dataclass(frozen=True, kw_only=True)
class NotifyHearing:
    hold_at: datetime
    place: str
    host: int
    recorder: int
    is_public: bool = True
    private_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class HoldHearing:
    is_attended: bool
    minutes: str
    signature: str
    signature_note: str = ""
    sheets: tuple[int, ...] = inputs.files("听证笔录")


@dataclass(frozen=True, kw_only=True)
class ReportHearing:
    report: str
    opinion: str


@dataclass(frozen=True, kw_only=True)
class SubmitReview:
    """``answers``: to each point of the review that sent it back, by the number of the point."""

    answers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReturnReview:
    """``points``: aspect and text of each."""

    opinion: str
    points: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class PassReview:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class SubmitDecision:
    opinion: str
    answers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, kw_only=True)
class Discuss:
    """``leaders``: each who took part, with what he said."""

    purpose: str
    place: str
    chair: int
    leaders: tuple[tuple[int, str], ...]
    minutes: str
    conclusion: str


@dataclass(frozen=True, kw_only=True)
class ReturnDecision:
    reason: str


@dataclass(frozen=True, kw_only=True)
class Decide:
    """The penalty. ``band`` and ``discretion`` say how the discretion standard was applied.

    ``is_public``: of interest to the public, and so to be published.
    """

    item_code: str
    is_warning: bool
    fine: int
    discretion: str
    confiscation: int = 0
    confiscated: str = ""
    confiscated_value: int = 0
    suspends_business: bool = False
    revokes_licence: bool = False
    band: str = ""
    lighter_ground: str = ""
    lighter_note: str = ""
    law_choice: str = ""
    is_public: bool = False


@dataclass(frozen=True, kw_only=True)
class DecideNoPenalty:
    ground: str
    reasons: str
    education: str
    evidence_record: str = ""
    evidence: tuple[int, ...] = inputs.files(NO_FAULT_EVIDENCE)
