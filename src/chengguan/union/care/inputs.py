"""What each act on a relief matter takes; words are sealed under the matter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chengguan.core.org.models import Organ, Person
from chengguan.core.work.funds import Payment
from chengguan.core.work.inputs import files, sealed
from chengguan.law.spending import Claim, Form, Fund, Recipient

HARDSHIP_FILE = "hardship_file"


@dataclass(frozen=True, kw_only=True)
class Apply:
    """``entered_by`` is whoever typed it; the matter is the applicant's all the same."""

    person: Person
    entered_by: int
    union: Organ
    kind: str
    source: str
    occurred_on: date
    cause: str = sealed("care.cause")
    words: str = sealed("care.words")
    proofs: tuple[int, ...] = files("证明材料")


@dataclass(frozen=True)
class Accept:
    """``cause`` only where the papers name it otherwise than the application did."""

    cause: str = sealed("care.cause")


@dataclass(frozen=True)
class ReturnPapers:
    missing: str = sealed("care.missing")


@dataclass(frozen=True)
class Supplement:
    supplement: str = sealed("care.supplement")
    proofs: tuple[int, ...] = files("证明材料")


@dataclass(frozen=True)
class Refuse:
    refusal: str = sealed("care.refusal")


@dataclass(frozen=True)
class NameVisitors:
    first: Person
    second: Person


@dataclass(frozen=True)
class RecordVisit:
    visited_on: date
    place: str = sealed("care.place")
    words: str = sealed("care.visit")
    photos: tuple[int, ...] = files("走访照片")


@dataclass(frozen=True, kw_only=True)
class Propose(Payment):
    """The first act that names money: judged and kept at once.

    ``cause`` is the mark of the cause, a digest; what it is of does not enter the record.
    """

    person: int
    union: int
    item: str
    on: date
    cause: str
    recipient: str
    amount: int
    fund: str
    form: str
    head: int | None = None
    has_hardship_file: bool = False
    remark: str = sealed("care.remark")

    @property
    def claims(self) -> Sequence[Claim]:
        return (
            Claim(
                person=self.person,
                item=self.item,
                on=self.on,
                amount=self.amount,
                fund=Fund(self.fund),
                form=Form(self.form),
                union=self.union,
                recipient=Recipient(self.recipient),
                cause=self.cause,
                files=frozenset({HARDSHIP_FILE} if self.has_hardship_file else ()),
            ),
        )


@dataclass(frozen=True)
class Unpaid:
    """Why a proposal is not approved, a payment is given up, or money came back."""

    outcome: str = sealed("care.outcome")


@dataclass(frozen=True)
class Pay:
    paid_on: date
    received_by: str = sealed("care.received_by")
    receipt: tuple[int, ...] = files("签收凭证")


@dataclass(frozen=True)
class Follow:
    on: date
    words: str = sealed("care.follow_up")


@dataclass(frozen=True)
class Close:
    closing: str = sealed("care.closing")
