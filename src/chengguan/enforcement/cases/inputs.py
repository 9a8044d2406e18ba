"""The typed inputs of the acts of a case. Money in fen; moments aware; people by number."""

from dataclasses import dataclass
from datetime import date, datetime

from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Party, Place
from chengguan.core.work import inputs
from chengguan.core.work.adoption import Told, ToldClock
from chengguan.enforcement.cases.kinds import DEFENCE_WAIVER, NO_FAULT_EVIDENCE, SCENE_PHOTO


@dataclass(frozen=True, kw_only=True)
class OpenSummary:
    """What was found. ``organ`` is the body that acts, ``officer`` the person who found it."""

    organ: Organ
    officer: Person
    party: Party
    item_code: str
    conduct_on: date
    discovered_at: datetime
    spot: str
    fact: str
    place: Place | None = None


@dataclass(frozen=True, kw_only=True)
class Inspect:
    """``party_age``: full years on the day of conduct, where the party is a person."""

    officers: tuple[int, ...]
    certificates_shown_at: datetime | None
    record: str
    signature: str
    harm: str
    signature_note: str = ""
    party_age: int | None = None
    is_incapable: bool = False
    crime_suspicion: str = ""
    photos: tuple[int, ...] = inputs.files(SCENE_PHOTO)


@dataclass(frozen=True, kw_only=True)
class Inform:
    """The penalty that is intended, with its reasons and basis."""

    is_warning: bool
    fine: int
    reasons: str
    basis: str


@dataclass(frozen=True, kw_only=True)
class Hear:
    """``waiver``: what the party signed; at the scene, a picture of the signed record sheet."""

    is_waived: bool
    statement: str = ""
    review: str = ""
    is_adopted: bool = False
    waiver: tuple[int, ...] = inputs.files(DEFENCE_WAIVER)


@dataclass(frozen=True, kw_only=True)
class OrderCorrection:
    """``correct_by`` None: at once. ``corrected_at``: where it has been put right already."""

    requirement: str
    correct_by: datetime | None = None
    corrected_at: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class RequestRecusal:
    officer: int
    is_by_party: bool
    reason: str


@dataclass(frozen=True, kw_only=True)
class RuleOnRecusal:
    officer: int
    is_granted: bool
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class DecideOnTheSpot:
    """The decision as it is written, signed and handed over at the scene."""

    officers: tuple[int, ...]
    item_code: str
    is_warning: bool
    fine: int
    served_at: datetime | None
    signature: str
    signature_note: str = ""
    lighter_ground: str = ""
    lighter_note: str = ""
    law_choice: str = ""

    @property
    def has_fine(self) -> bool:
        return self.fine > 0

    @property
    def is_served(self) -> bool:
        return self.served_at is not None

    @property
    def is_payable(self) -> bool:
        """The party's days to pay run from the delivery of a decision with a fine."""
        return self.has_fine and self.is_served


@dataclass(frozen=True, kw_only=True)
class Collect:
    """``note`` says why it would be hard later, or what the party asked for."""

    ground: str
    receipt_number: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordPayment:
    channel: str
    receipt_number: str
    treasury_account: str


@dataclass(frozen=True, kw_only=True)
class TakeHandIn:
    received_by: str
    voucher: str


@dataclass(frozen=True, kw_only=True)
class TakeDeposit:
    bank_receipt: str


@dataclass(frozen=True, kw_only=True)
class FileRecord:
    filed_with: str


@dataclass(frozen=True, kw_only=True)
class Exempt:
    """What the party brought to prove absence of fault: taken down, as files, or both."""

    ground: str
    reasons: str
    education: str
    evidence_record: str = ""
    evidence: tuple[int, ...] = inputs.files(NO_FAULT_EVIDENCE)


@dataclass(frozen=True, kw_only=True)
class Convert:
    reason: str


@dataclass(frozen=True, kw_only=True)
class TakeOver:
    """``partner``: who of the team handles the ordinary case with the officer who found it."""

    partner: int | None = None


@dataclass(frozen=True, kw_only=True)
class TakeBack:
    reason: str


@dataclass(frozen=True, kw_only=True)
class ToldDebt:
    """What another system said was decided and paid. Money in fen."""

    fine: int
    confiscation: int = 0
    told_paid: int = 0


@dataclass(frozen=True, kw_only=True)
class AdoptCase(OpenSummary):
    """A case that another system began: what it is about, what was told, which periods run.

    ``partner``: who of the team handles an ordinary case with the officer who found it.
    ``debt``: what it owes of a decision that was made there.
    """

    told: tuple[Told, ...] = ()
    clocks: tuple[ToldClock, ...] = ()
    partner: int | None = None
    debt: ToldDebt | None = None
