"""What each act on a renovation takes: frozen dataclasses, filled by forms and tests alike."""

from dataclasses import dataclass
from datetime import date

from chengguan.core.org.models import Organ
from chengguan.core.registers.models import Place
from chengguan.core.work.inputs import files, sealed
from chengguan.enforcement.estates.models import Brought, Estate, PatrolFinding, RenovationProject

PLAN, DESIGN, CONSENT = "装修方案", "结构设计方案", "业主书面同意"
PATROL_PHOTO, FINDING_PHOTO = "巡查照片", "问题照片"


@dataclass(frozen=True)
class Register:
    """A renovation as it was declared or found. ``organ`` is the unit that takes it in; without
    an estate the address is only words."""

    organ: Organ
    address_text: str
    firm: str
    planned_from: date
    planned_until: date
    estate: Estate | None = None
    room: Place | None = None
    brought: str = Brought.DECLARED
    renovator_name: str = sealed("renovator.name")
    renovator_phone: str = sealed("renovator.phone")
    is_owner: bool = True
    changes_structure: bool = False
    begun_on: date | None = None
    plan: tuple[int, ...] = files(PLAN)
    design: tuple[int, ...] = files(DESIGN)
    consent: tuple[int, ...] = files(CONSENT)
    title_proof: tuple[int, ...] = files("权属证明", "renovator")
    identity: tuple[int, ...] = files("身份证明", "renovator")
    approvals: tuple[int, ...] = files("批准文件")
    firm_proof: tuple[int, ...] = files("施工企业资质")


@dataclass(frozen=True)
class PlaceIt:
    """What the address turned out to be."""

    estate: Estate
    room: Place | None = None
    address_text: str = ""


@dataclass(frozen=True)
class SignAgreement:
    forbidden_told: str
    waste_place: str
    agreement: tuple[int, ...] = files("装饰装修管理协议")


@dataclass(frozen=True)
class Begin:
    """``begun_on`` is the day on which works began; also one before today."""

    begun_on: date


@dataclass(frozen=True)
class IssuePass:
    workers: tuple[str, ...]
    until: date


@dataclass(frozen=True)
class Extend:
    planned_until: date
    reason: str


@dataclass(frozen=True)
class Problem:
    """Something wrong at one of the points."""

    point: str
    description: str
    is_in_progress: bool = False


@dataclass(frozen=True)
class Seen:
    """An open finding as the round found it."""

    finding: PatrolFinding
    is_gone: bool
    note: str = ""


@dataclass(frozen=True)
class Patrol:
    """A round: all twelve points were looked at; what was wrong stands in ``problems``."""

    problems: tuple[Problem, ...] = ()
    follow_ups: tuple[Seen, ...] = ()
    note: str = ""
    photos: tuple[int, ...] = files(PATROL_PHOTO)


@dataclass(frozen=True)
class RestrictEntry:
    reason: str
    clause: str
    evidence: tuple[int, ...] = files("限制进场证据")


@dataclass(frozen=True)
class Lift:
    reason: str


@dataclass(frozen=True)
class Complete:
    completed_on: date


@dataclass(frozen=True)
class CheckCompletion:
    """``damage`` says what of the common parts is damaged; then by when it is mended."""

    damage: str = ""
    repair_by: date | None = None
    photos: tuple[int, ...] = files("完工照片")


@dataclass(frozen=True)
class ConfirmRepair:
    photos: tuple[int, ...] = files("修复照片")


@dataclass(frozen=True)
class Void:
    reason: str


@dataclass(frozen=True)
class TakeOver:
    """Another office manages the estate since that day; ``former`` managed it before."""

    former: Organ
    since: date


@dataclass(frozen=True)
class Find:
    """A finding; ``patrol`` is the key of the round that made it, 0 outside any."""

    project: RenovationProject
    point: str
    description: str
    is_in_progress: bool = False
    patrol: int = 0
    photos: tuple[int, ...] = files(FINDING_PHOTO)


@dataclass(frozen=True)
class Dissuade:
    words: str
    photos: tuple[int, ...] = files(FINDING_PHOTO)


@dataclass(frozen=True)
class RefuseToCorrect:
    refusal: str


@dataclass(frozen=True)
class Correct:
    note: str = ""
    photos: tuple[int, ...] = files("改正照片")


@dataclass(frozen=True)
class Report:
    text: str
    photos: tuple[int, ...] = files(FINDING_PHOTO)


@dataclass(frozen=True)
class GoOnSite:
    note: str = ""
    photos: tuple[int, ...] = files("到场照片")


@dataclass(frozen=True)
class Answer:
    outcome: str
    text: str
    photos: tuple[int, ...] = files("处理照片")


@dataclass(frozen=True)
class NotOurs:
    reason: str


@dataclass(frozen=True)
class RuleCompetence:
    organ: Organ
    reason: str


@dataclass(frozen=True)
class Settle:
    note: str = ""


@dataclass(frozen=True)
class Withdraw:
    reason: str


@dataclass(frozen=True)
class SettleByAgreement:
    """A breach of the agreement alone, handled as it says."""

    note: str


@dataclass(frozen=True)
class HearOfLead:
    text: str


@dataclass(frozen=True)
class Propose:
    """A missed duty of the company; ``organ`` proposes it."""

    organ: Organ
    finding: PatrolFinding
    facts: str


@dataclass(frozen=True)
class Drop:
    reason: str


@dataclass(frozen=True)
class AnswerReferral:
    text: str
