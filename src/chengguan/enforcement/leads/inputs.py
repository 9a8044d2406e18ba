"""What each act takes: frozen dataclasses, filled by forms, imports and flows alike."""

from dataclasses import dataclass, field

from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Place
from chengguan.core.work.adoption import Told
from chengguan.core.work.inputs import files, sealed
from chengguan.enforcement.leads.models import AppealKind, Satisfaction

INTAKE_PHOTO = "照片"
SITE_PHOTO = "现场照片"
"""The purpose under which photos of a site check stand among the files of the matter."""


@dataclass(frozen=True)
class Receive:
    """An order or report as it came in. ``organ`` is the unit that takes it."""

    organ: Organ
    source: str
    appeal_kind: str
    title: str
    description: str
    external_no: str = ""
    caller_name: str = sealed("complainant.name")
    caller_phone: str = sealed("complainant.phone")
    is_anonymous: bool = False
    wants_feedback: bool = True
    place: Place | None = None
    address_text: str = ""
    subdistrict: Organ | None = None
    item_code: str = ""
    photos: tuple[int, ...] = files(INTAKE_PHOTO)
    # What another system said of it, where it was taken over: shown, never a fact of ours.
    told: tuple[Told, ...] = ()
    told_answer: str = sealed("complainant.answer")

    @property
    def address(self) -> str:
        """In words; where none were given, those of the registered place."""
        known = (self.place.address or self.place.name) if self.place else ""
        return self.address_text or known

    @property
    def subdistrict_id(self) -> int | None:
        if self.subdistrict:
            return self.subdistrict.pk
        return self.place.subdistrict_id if self.place else None

    @property
    def is_report(self) -> bool:
        return self.appeal_kind == AppealKind.REPORT


@dataclass(frozen=True)
class Dispatch:
    """To whom an order goes. ``reason`` says why, where it is not the organ proposed."""

    organ: Organ
    appeal_kind: str
    item_code: str = ""
    reason: str = ""

    @property
    def is_quick(self) -> bool:
        return self.appeal_kind in (AppealKind.CONSULT, AppealKind.SUGGESTION)

    @property
    def is_recheck(self) -> bool:
        return self.appeal_kind == AppealKind.RECHECK

    @property
    def is_ordinary(self) -> bool:
        return not (self.is_quick or self.is_recheck)


@dataclass(frozen=True)
class Redispatch:
    """Where a returned order goes next; its clocks have been running all the time."""

    organ: Organ
    reason: str = ""
    item_code: str = ""


@dataclass(frozen=True)
class Return:
    """A return with its reason code, the legal basis, and evidence as text or file."""

    reason: str
    basis: str
    evidence: str = ""
    documents: tuple[int, ...] = files("退单证明")


@dataclass(frozen=True)
class Rule:
    """The arbiter's word."""

    organ: Organ
    reason: str


@dataclass(frozen=True)
class Assign:
    officer: Person


@dataclass(frozen=True)
class Contact:
    """One attempt to reach the complainant; it happened at the act's own moment."""

    channel: str
    result: str
    said: str = sealed("complainant.said")


@dataclass(frozen=True)
class CheckOnSite:
    """What was seen on site, by whom; ``item_code`` is what was checked for, if anything was."""

    officers: tuple[Person, ...]
    found: str
    item_code: str = ""
    is_place_confirmed: bool = True
    photos: tuple[int, ...] = files(SITE_PHOTO)

    @property
    def is_enforcement(self) -> bool:
        """An enforcement check is one for an enforcement item."""
        return bool(self.item_code)


@dataclass(frozen=True)
class AskExtension:
    reason: str


@dataclass(frozen=True)
class DecideExtension:
    remark: str = ""


@dataclass(frozen=True)
class Hold:
    reason: str


@dataclass(frozen=True)
class Submit:
    """The result and the closing text in its parts."""

    result: str
    found: str
    done: str
    next_step: str
    law_basis: str = ""
    proof: str = ""
    documents: tuple[int, ...] = files("证明材料")


@dataclass(frozen=True)
class Mark:
    """A remark on one paragraph of the submission."""

    paragraph: str
    remark: str


@dataclass(frozen=True)
class ReturnSubmission:
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Approve:
    remark: str = ""


@dataclass(frozen=True)
class Answer:
    """What the complainant was told; only those who may know him read it."""

    channel: str
    told: str = sealed("complainant.answer")


@dataclass(frozen=True)
class AnswerBack:
    """A call-back. ``reason`` says why a dissatisfied order is not done again."""

    satisfaction: str
    said: str = sealed("complainant.said")
    reason: str = ""


@dataclass(frozen=True)
class OrderRedo:
    """Done again, the head of the unit taking part: ``instruction`` is his."""

    instruction: str
    said: str = sealed("complainant.said")
    satisfaction: str = field(default=Satisfaction.DISSATISFIED.value)


@dataclass(frozen=True)
class Docket:
    """That the lead becomes a case; the flow opens the case."""

    reason: str


@dataclass(frozen=True)
class ReceiveResult:
    """What the case came to, carried back by the flow."""

    text: str


@dataclass(frozen=True)
class Void:
    """``duplicate_of`` names the number of the order that is kept."""

    reason: str
    duplicate_of: str = ""
