"""The typed inputs from service to the archive. Money in fen."""

from dataclasses import dataclass
from datetime import date, datetime

from chengguan.core.work import inputs
from chengguan.enforcement.cases.kinds import CONFIRMATION

REMEDY_FILE = "复议决定、裁判文书"
"""The purpose under which the paper of the organ or the court stands in the file."""


@dataclass(frozen=True, kw_only=True)
class Serve:
    """The decision reaches the party. ``is_payable``: there is something to pay;
    ``confirmation``: the party's signed consent to electronic service."""

    served_at: datetime
    method: str
    is_payable: bool
    receiver: str = ""
    relation: str = ""
    witness: str = ""
    note: str = ""
    proofs: tuple[int, ...] = inputs.files("送达回证")
    confirmation: tuple[int, ...] = inputs.files(CONFIRMATION)


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
class RecordRefund:
    """What was paid above what is owed went back, as the treasury's ``voucher`` shows."""

    purpose: str
    amount: int
    voucher: str
    note: str = ""
    proofs: tuple[int, ...] = inputs.files("退库凭证")


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
    """``changed_fine`` and ``changed_confiscation``: what stands in place of the decision where it
    was changed, as ``papers`` of the organ or the court say."""

    remedy: int
    result: str
    note: str = ""
    result_number: str = ""
    changed_fine: int | None = None
    changed_confiscation: int | None = None
    papers: tuple[int, ...] = inputs.files(REMEDY_FILE)


@dataclass(frozen=True, kw_only=True)
class Urge:
    demands: str


@dataclass(frozen=True, kw_only=True)
class RequestCourt:
    """``late_reason``: the proper reason why the court is asked after its period."""

    court: str
    late_reason: str = ""


@dataclass(frozen=True, kw_only=True)
class ApplyToCourt:
    """The head signs what was asked for."""

    opinion: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class ReturnCourt:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class SuspendExecution:
    reason: str


@dataclass(frozen=True, kw_only=True)
class RequestClosing:
    """``ground`` and its ``proofs``: where execution ends by 行政强制法 40."""

    way: str
    summary: str
    ground: str = ""
    proofs: tuple[int, ...] = inputs.files("终结执行的证明")


@dataclass(frozen=True, kw_only=True)
class RuleOnClosing:
    opinion: str


@dataclass(frozen=True, kw_only=True)
class MakeArchive:
    """``retention`` is proposed by what the case went through and confirmed by a person."""

    retention: str
    title: str
