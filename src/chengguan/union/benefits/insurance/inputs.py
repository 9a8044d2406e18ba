"""What each act on a round and on a claim takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from chengguan.core.org.models import Organ, Person
from chengguan.core.work.funds import Payment
from chengguan.core.work.inputs import files, sealed
from chengguan.law.spending import Claim, Form, Fund, Recipient
from chengguan.union.benefits.models import InsuranceRound, Snapshot, SnapshotLine
from chengguan.union.benefits.models.insurance import Fate


@dataclass(frozen=True, kw_only=True)
class OpenRound:
    """``key`` is a row of the rule book (七月、一月); in ``year`` the cover begins."""

    organ: Organ
    product: str
    key: str
    year: int
    carrier: str
    fee: int
    share: int
    cap: int | None = None
    terms: tuple[int, ...] = files("本年度保障条款", "insurance")


@dataclass(frozen=True)
class ConfirmList(Payment):
    """The list that was shown, by the number of its snapshot, and the head that pays."""

    snapshot: int
    head: int | None

    @cached_property
    def lines(self) -> list[SnapshotLine]:
        rows = SnapshotLine.objects.filter(snapshot=self.snapshot, fate=Fate.ENROL)
        return list(rows.select_related("number").order_by("pk"))

    @cached_property
    def _round(self) -> InsuranceRound:
        rows = Snapshot.objects.select_related("round__matter")
        return rows.get(pk=self.snapshot).round

    @property
    def claims(self) -> Sequence[Claim]:
        """One share a member. The event is the cover: it begins on that day, its last day names
        it, so that whoever has it cannot have it again."""
        round_ = self._round
        return [
            Claim(
                person=line.person_id,
                item=round_.product,
                on=round_.begins,
                amount=round_.share,
                fund=Fund.UNION,
                form=Form.SERVICE,
                union=round_.matter.organ_id or 0,
                recipient=Recipient.MEMBER,
                cause=f"{round_.last_day:%Y-%m-%d}",
            )
            for line in self.lines
        ]


@dataclass(frozen=True)
class SendList:
    sent_on: date
    proof: tuple[int, ...] = files("报送凭证", "insurance")


@dataclass(frozen=True)
class Answered:
    """What the carrier said of one person."""

    enrolment: int
    is_accepted: bool
    policy: str = ""
    said: str = ""


@dataclass(frozen=True)
class TakeReceipt:
    on: date
    answers: tuple[Answered, ...]


@dataclass(frozen=True)
class RemoveOne:
    enrolment: int
    reason: str


@dataclass(frozen=True)
class CallOff:
    reason: str


# -- claims ----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class AskHelp:
    """``words`` may name an illness: sealed, and so are the papers kept for the staff alone."""

    person: Person
    product: str
    event_on: date
    words: str = sealed("insurance.words")
    papers: tuple[int, ...] = files("理赔材料", "insurance")


@dataclass(frozen=True)
class Submit:
    submitted_on: date
    asked: int
    papers: tuple[int, ...] = files("理赔材料", "insurance")


@dataclass(frozen=True)
class NotePaid:
    answered_on: date
    paid: int
    answer: tuple[int, ...] = files("承保单位答复", "insurance")


@dataclass(frozen=True)
class NoteRefused:
    answered_on: date
    reason: str = sealed("insurance.refusal")
    answer: tuple[int, ...] = files("承保单位答复", "insurance")
