"""The typed inputs from service to the archive. Money in fen."""

from dataclasses import dataclass
from datetime import date, datetime

from chengguan.core.work import inputs


@dataclass(frozen=True, kw_only=True)
class Serve:
    """The decision reaches the party. ``is_payable``: there is something to pay."""

    served_at: datetime
    method: str
    is_payable: bool
    receiver: str = ""
    relation: str = ""
    witness: str = ""
    note: str = ""
    proofs: tuple[int, ...] = inputs.files("送达回证")


@dataclass(frozen=True, kw_only=True)
class PublishService:
    reason: str
    places: str
    proofs: tuple[int, ...] = inputs.files("公告")


@dataclass(frozen=True, kw_only=True)
class Disclose:
    """``retract_reason``: where what was published is withdrawn."""

    where: str
    retract_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class CorrectPaper:
    paper: str
    wrong: str
    right: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class RecordReceipt:
    amount: int
    purpose: str
    channel: str
    receipt_number: str
    treasury_account: str


@dataclass(frozen=True, kw_only=True)
class ReverseReceipt:
    receipt: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestDeferral:
    """``instalments``: day and amount of each; a deferral has one."""

    kind: str
    hardship: str
    instalments: tuple[tuple[date, int], ...]
    proofs: tuple[int, ...] = inputs.files("延期、分期申请")


@dataclass(frozen=True, kw_only=True)
class RuleOnDeferral:
    deferral: int
    is_granted: bool
    opinion: str


@dataclass(frozen=True, kw_only=True)
class ImposeAddedFine:
    """``until_on``: the last day counted. Days and amount are worked out, not typed."""

    until_on: date


@dataclass(frozen=True, kw_only=True)
class DisposeConfiscated:
    things: str
    way: str
    voucher: str


@dataclass(frozen=True, kw_only=True)
class RecordRemedy:
    kind: str
    filed_at: datetime
    body: str
    number: str = ""
    stays_execution: bool = False


@dataclass(frozen=True, kw_only=True)
class RecordRemedyResult:
    remedy: int
    result: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Urge:
    demands: str


@dataclass(frozen=True, kw_only=True)
class ApplyToCourt:
    court: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class SuspendExecution:
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestClosing:
    way: str
    summary: str


@dataclass(frozen=True, kw_only=True)
class RuleOnClosing:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class MakeArchive:
    """``retention`` is proposed by what the case went through and confirmed by a person."""

    retention: str
    title: str
