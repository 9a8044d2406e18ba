"""What each act takes, from the find to the forced decision: frozen dataclasses."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Party, Place
from chengguan.core.work.inputs import files, sealed
from chengguan.enforcement.structures.kinds import FoundBy, OwnerNature, Use

FOUND_PHOTO, SITE_PHOTO, AFTER_PHOTO, LATER_PHOTO = "发现照片", "现场照片", "复核照片", "回头看照片"


@dataclass(frozen=True)
class Reasoned:
    """An act that says why, and nothing else."""

    reason: str


@dataclass(frozen=True)
class Corner:
    """A corner of an outline, in degrees (WGS 84)."""

    longitude: Decimal
    latitude: Decimal


class Timed:
    """What is found standing begins one of two response periods."""

    is_under_construction: bool

    @property
    def is_finished(self) -> bool:
        return not self.is_under_construction


@dataclass(frozen=True, kw_only=True)
class Described:
    """What is known of a structure when it comes into the register."""

    organ: Organ
    kind: str
    material: str
    area: Decimal
    use: str = Use.LIVING.value
    owner_nature: str = OwnerNature.UNKNOWN.value
    title: str = ""
    place: Place | None = None
    address_text: str = ""
    party: Party | None = None
    storeys: int | None = None
    length: Decimal | None = None
    width: Decimal | None = None
    height: Decimal | None = None
    longitude: Decimal | None = None
    latitude: Decimal | None = None
    occupant: str = ""
    tenants: int | None = None
    built_since: date | None = None
    built_until: date | None = None
    is_public_servant: bool = False

    @property
    def address(self) -> str:
        """In words; where none were given, those of the registered place."""
        known = (self.place.address or self.place.name) if self.place else ""
        return self.address_text or known


@dataclass(frozen=True, kw_only=True)
class Register(Described, Timed):
    """A new find. The two response periods run from the moment of the act."""

    source: str
    is_under_construction: bool
    external_no: str = ""
    reporter_name: str = sealed("complainant.name")
    reporter_phone: str = sealed("complainant.phone")
    photos: tuple[int, ...] = files(FOUND_PHOTO)

    @property
    def is_reported(self) -> bool:
        return self.source == FoundBy.REPORT


@dataclass(frozen=True, kw_only=True)
class ListStock(Described):
    """One of the census list."""

    census_batch: str
    external_no: str = ""


@dataclass(frozen=True)
class CheckOnSite:
    """What was seen and measured, and the photos of one view."""

    officers: tuple[Person, ...]
    found: str
    is_under_construction: bool
    area: Decimal
    view: str = ""
    photos: tuple[int, ...] = files(SITE_PHOTO)


@dataclass(frozen=True)
class AddView:
    """Further photos, of another view."""

    view: str
    photos: tuple[int, ...] = files(SITE_PHOTO)


@dataclass(frozen=True)
class Amend:
    """What the register said wrongly or not yet; ``reason`` says how it is known now."""

    reason: str
    kind: str
    material: str
    use: str
    owner_nature: str
    occupant: str = ""
    tenants: int | None = None
    is_public_servant: bool = False


@dataclass(frozen=True)
class Locate:
    """Where it stands, and its outline where somebody measured or drew it."""

    longitude: Decimal | None
    latitude: Decimal | None
    outline: tuple[Corner, ...] = ()


@dataclass(frozen=True)
class Identify:
    """What the planning law makes of it, by the reply of the planning authority."""

    verdict: str
    planning_reply: str
    documents: tuple[int, ...] = files("规划资源部门意见")


@dataclass(frozen=True)
class Pause:
    """Ordered on the spot to pause."""

    officers: tuple[Person, ...]


@dataclass(frozen=True)
class OrderStop:
    """In writing: stop, and take it down by a day."""

    officers: tuple[Person, ...]
    due_on: date
    held_tools: str = ""


@dataclass(frozen=True)
class RecordRefusal:
    """That the party did not stop, or did not take it down."""

    refusal: str
    documents: tuple[int, ...] = files("拒不停止或者拒拆的证据")


@dataclass(frozen=True)
class FindFinished:
    """That building has ended: from here on the way of finished structures is gone."""

    found: str
    photos: tuple[int, ...] = files(SITE_PHOTO)


@dataclass(frozen=True)
class ReviewOrder:
    is_agreed: bool
    opinion: str


@dataclass(frozen=True)
class OrderDemolition:
    """With the two officers in whose hands it is and the last day for the party."""

    officers: tuple[Person, ...]
    due_on: date


@dataclass(frozen=True)
class ServeOrder:
    way: str
    receiver: str
    documents: tuple[int, ...] = files("限拆决定送达回证")


@dataclass(frozen=True)
class AnnounceOrder:
    where: str
    photos: tuple[int, ...] = files("公告照片")


@dataclass(frozen=True)
class PostNotice:
    """Instead of service, where the party is unknown or cannot be reached."""

    reason: str
    until: date
    photos: tuple[int, ...] = files("通告照片")


@dataclass(frozen=True)
class HearStatement:
    said: str
    reviewed: str
    is_adopted: bool


@dataclass(frozen=True)
class FileRemedy:
    kind: str
    number: str = ""


@dataclass(frozen=True)
class EndRemedy:
    """The pending remedy that began first has ended."""

    result: str
    documents: tuple[int, ...] = files("复议、诉讼结果文书")


class RevokeOrder(Reasoned):
    """The head takes his order back."""


@dataclass(frozen=True)
class Urge:
    """The government's letter, under its own number."""

    number: str
    until: date
    documents: tuple[int, ...] = files("催告书")


@dataclass(frozen=True)
class DecideForced:
    """The district government's decision, under its own number."""

    number: str
    authority: str
    documents: tuple[int, ...] = files("强制拆除决定书")


@dataclass(frozen=True)
class AnnounceForced:
    photos: tuple[int, ...] = files("强拆公告照片")


@dataclass(frozen=True)
class NotifyServantUnit:
    unit: str
    suggestion: str


@dataclass(frozen=True)
class AnswerReporter:
    """What became of it; only those who may know the reporter read it."""

    told: str = sealed("complainant.answer")


@dataclass(frozen=True)
class Legalise:
    permit_no: str
    documents: tuple[int, ...] = files("补办的规划许可")


class Retain(Reasoned):
    """It is left standing."""


@dataclass(frozen=True)
class Confiscate:
    """What is taken instead, because it cannot come down."""

    decision_no: str
    what: str
    documents: tuple[int, ...] = files("没收决定书")


@dataclass(frozen=True)
class Transfer:
    receiver: str
    reason: str


class Void(Reasoned):
    """The entry was none."""


@dataclass(frozen=True)
class Regrow(Timed):
    """It is there again: the same record goes on."""

    is_under_construction: bool
    area: Decimal
    found: str
    photos: tuple[int, ...] = files(FOUND_PHOTO)


@dataclass(frozen=True)
class KeptItem:
    name: str
    quantity: str
    kept_at: str


@dataclass(frozen=True)
class NotifyProperty:
    """By when things are to be taken out; ``is_empty``: there is nothing in it."""

    take_until: date
    is_empty: bool = False


@dataclass(frozen=True, kw_only=True)
class Removal:
    """What came down, at what cost (fen), where the waste went, in whose hands it was."""

    area: Decimal
    waste_to: str
    cost: int = 0
    officers: tuple[Person, ...] = ()
    photos: tuple[int, ...] = files("拆除照片")


@dataclass(frozen=True, kw_only=True)
class Demolish(Removal):
    """A demolition that the party agrees to: by himself, with help, or in his stead."""

    way: str


@dataclass(frozen=True, kw_only=True)
class ForceDemolition(Removal):
    """By force, whole. ``kept`` is what nobody had taken out, to be claimed by a day."""

    is_urgent: bool = False
    urgency: str = ""
    kept: tuple[KeptItem, ...] = ()
    claim_until: date | None = None


@dataclass(frozen=True)
class ClaimThing:
    thing: int
    claimed_by: str


@dataclass(frozen=True)
class DisposeThing:
    thing: int
    disposal: str
    documents: tuple[int, ...] = files("处置财物的证据")


@dataclass(frozen=True)
class NotifyCleaning:
    due_on: date


@dataclass(frozen=True)
class Inspect:
    """The first of two: what is seen from the view of before."""

    view: str
    is_cleared: bool
    remark: str
    photos: tuple[int, ...] = files(AFTER_PHOTO)


@dataclass(frozen=True)
class ConfirmAcceptance:
    remark: str = ""


class ReturnInspection(Reasoned):
    """What the first saw is not enough for the second."""


@dataclass(frozen=True)
class LookAgain:
    """A look-back; it stands for the earliest that is still owed."""

    found: str
    view: str
    photos: tuple[int, ...] = files(LATER_PHOTO)


@dataclass(frozen=True)
class CheckSafety:
    grade: str
    found: str
    appraisal: str = ""
    next_on: date | None = None
    photos: tuple[int, ...] = files("安全排查照片")

    @property
    def has_next(self) -> bool:
        return self.next_on is not None


@dataclass(frozen=True)
class ReportHazard:
    kind: str
    description: str
    due_on: date
    photos: tuple[int, ...] = files("隐患照片")


@dataclass(frozen=True)
class RectifyHazard:
    hazard: int
    rectification: str
    photos: tuple[int, ...] = files("隐患整改照片")


@dataclass(frozen=True)
class CloseHazard:
    hazard: int


@dataclass(frozen=True)
class AssignSide:
    side: str
    name: str
    duty: str
    next_visit_on: date


@dataclass(frozen=True)
class SignSide:
    """Signed on the day of the act."""

    side: str
    documents: tuple[int, ...] = files("责任告知书")


@dataclass(frozen=True)
class VisitSide:
    """Visited on the day of the act."""

    side: str
    next_visit_on: date


@dataclass(frozen=True)
class ProposeScreening:
    result: str
    reason: str


@dataclass(frozen=True)
class DecideScreening:
    remark: str = ""


@dataclass(frozen=True)
class AskConsent:
    """The answer of whoever has it, in a pilot estate."""

    pilot: int
    is_given: bool
    remark: str = ""
