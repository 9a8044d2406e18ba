"""The unions of the tests of members, with money, cards, and rounds of cover."""

from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter
from chengguan.core.work.rules import ZONE
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.models import Enrolment, InsuranceRound, Snapshot, SnapshotLine
from chengguan.union.finance import services as finance
from chengguan.union.finance.models import BudgetHead, Reservation
from tests.union.members.union import Union, number

JULY = datetime(2026, 7, 6, 10, tzinfo=ZONE)
JANUARY = datetime(2027, 1, 4, 10, tzinfo=ZONE)


class Club(Union):
    """A round is run by 局干部, its money confirmed by 局干部二."""

    def __init__(self) -> None:
        super().__init__()
        self.person("局干部二", Role.UNION_STAFF, self.top)
        self.order = 0

    # -- members ------------------------------------------------------------------------------

    def carded(self, name: str, union: Organ | None = None, **said: Any) -> UUID:
        """A member with a card and a sound number of identity."""
        self.order += 2
        usual = {"id_number": number(order=self.order - 1), "card": f"6222{self.order:012d}"}
        by = "西主席" if union == self.west else "东主席"
        return self.enrol(name, by, union, **(usual | said))

    # -- money --------------------------------------------------------------------------------

    def money(self, amount: int = 100_000_00, **said: Any) -> BudgetHead:
        usual: dict[str, Any] = {"organ": self.top, "year": 2026, "head": "service"}
        made = finance.enter_head(
            **(usual | said), amount=amount, by=self.people["局干部"], at=self.now
        )
        return finance.confirm_head(head=made, remark="", by=self.people["局干部二"], at=self.now)

    @staticmethod
    def kept(matter: UUID) -> list[tuple[int, str]]:
        rows = Reservation.objects.filter(matter=matter).order_by("pk")
        return list(rows.values_list("amount", "state"))

    # -- rounds -------------------------------------------------------------------------------

    def round(self, year: int = 2026, key: str = "july", **said: Any) -> UUID:
        return self.opened(year=year, key=key, **said).matter

    def opened(
        self, by: str = "局干部", year: int = 2026, key: str = "july", **said: Any
    ) -> Outcome:
        usual: dict[str, Any] = {
            "organ": self.top,
            "product": "insurance",
            "key": key,
            "year": year,
            "carrier": "市职工保障互助中心",
            "fee": 24_00 if key == "july" else 12_00,
            "share": 12_00 if key == "july" else 6_00,
        }
        return open_matter(
            procedure=queries.ROUND,
            action="open",
            by=self.actor(by),
            at=At.once(self.now),
            data=inputs.OpenRound(**(usual | said)),
            key=uuid4().hex,
        )

    def do(self, matter: UUID, action: str, data: object = None, by: str = "局干部") -> None:
        self.act(matter, action, data, by)

    def checked(self, round_: UUID, by: str = "局干部") -> Snapshot:
        self.do(round_, "take_snapshot", by=by)
        found = queries.newest(InsuranceRound.objects.get(pk=round_))
        assert found is not None
        return found

    def listed(self, head: BudgetHead, round_: UUID | None = None) -> UUID:
        round_ = round_ or self.round()
        taken = self.checked(round_)
        self.do(round_, "confirm_list", inputs.ConfirmList(taken.pk, head.pk))
        return round_

    def sent(self, head: BudgetHead, round_: UUID | None = None) -> UUID:
        round_ = self.listed(head, round_)
        self.do(round_, "send_list", inputs.SendList(self.today))
        return round_

    def answer(self, round_: UUID, name: str = "", *, yes: bool = True, said: str = "") -> None:
        rows = Enrolment.objects.filter(round=round_, state="listed")
        rows = rows.filter(person__name=name) if name else rows
        answers = tuple(
            inputs.Answered(row.pk, yes, f"P{row.pk}" if yes else "", said) for row in rows
        )
        self.do(round_, "take_receipt", inputs.TakeReceipt(self.today, answers))

    def closed(self, head: BudgetHead, round_: UUID | None = None) -> UUID:
        round_ = self.sent(head, round_)
        self.answer(round_)
        self.do(round_, "close")
        return round_

    def states(self, round_: UUID) -> dict[str, str]:
        rows = Enrolment.objects.filter(round=round_)
        return dict(rows.values_list("person__name", "state"))

    @staticmethod
    def fates(taken: Snapshot) -> dict[str, tuple[str, str]]:
        rows = SnapshotLine.objects.filter(snapshot=taken)
        told = rows.values_list("person__name", "union__name", "fate", "change")
        return {f"{name}@{union}": (fate, change) for name, union, fate, change in told}

    # -- claims -------------------------------------------------------------------------------

    def claim(self, name: str, on: date, by: str = "", **said: Any) -> UUID:
        person = self.people[name]
        usual: dict[str, Any] = {"product": "insurance", "event_on": on, "words": "住院。"}
        return open_matter(
            procedure=queries.CLAIM,
            action="ask_help",
            by=self.actor(by or name),
            at=At.once(self.now),
            data=inputs.AskHelp(person=person, **(usual | said)),
            key=uuid4().hex,
        ).matter

    def submitted(self, name: str, on: date, amount: int) -> UUID:
        claim = self.claim(name, on)
        self.do(claim, "take_up")
        self.do(claim, "submit", inputs.Submit(self.today, amount))
        return claim

    def matter(self, pk: UUID) -> Matter:
        return Matter.objects.select_related("organ").get(pk=pk)
