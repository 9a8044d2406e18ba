"""The unions of the tests of members with two of staff, a budget for services, and relief."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.org.kinds import Role
from chengguan.core.work.acting import At
from chengguan.core.work.perform import open_matter
from chengguan.union.care import inputs, queries
from chengguan.union.care.models import HardshipFile, ReliefCase
from chengguan.union.care.registering import Relative, open_hardship
from chengguan.union.finance import services as finance
from chengguan.union.finance.models import Reservation
from tests.union.members.union import Union

THEN = date(2026, 9, 10)
STAFF, OTHER = "东干部", "东干事"


class Care(Union):
    """``东队员`` is a member of the eastern union since 2024."""

    def __init__(self) -> None:
        super().__init__()
        self.person(OTHER, Role.UNION_STAFF, self.east)
        self.person("局干事", Role.UNION_STAFF, self.top)
        self.person("西干部", Role.UNION_STAFF, self.west)
        self.person("经审", Role.UNION_AUDITOR, self.east)
        for name in ("队员甲", "队员乙", STAFF):
            self.enrol(person=self.people[name])
        self.budget = self.head()

    def head(self, amount: int = 10_000_00, plan_item: str = "慰问") -> int:
        made = finance.enter_head(
            organ=self.east,
            year=2026,
            head="service",
            plan_item=plan_item,
            amount=amount,
            by=self.people["局干部"],
            at=self.now,
        )
        finance.confirm_head(head=made, remark="", by=self.people["局干事"], at=self.now)
        return made.pk

    # -- relief so far ------------------------------------------------------------------

    def ask(self, name: str = "队员甲", by: str = "", **said: Any) -> UUID:
        by = by or name
        usual: dict[str, Any] = {
            "person": self.people[name],
            "entered_by": self.people[by].pk,
            "union": self.east,
            "kind": "illness",
            "source": "own" if by == name else "personnel",
            "occurred_on": THEN,
            "cause": "肺炎",
            "words": "住院一周。",
        }
        return open_matter(
            procedure="care.relief",
            action="apply",
            by=self.actor(by),
            at=At.once(self.now),
            data=inputs.Apply(**(usual | said)),
            key=uuid4().hex,
        ).matter

    def do(self, matter: UUID, action: str, data: object = None, by: str = STAFF) -> UUID:
        self.act(matter, action, data, by)
        return matter

    def visiting(self, name: str = "队员甲", **said: Any) -> UUID:
        matter = self.do(self.ask(name, **said), "accept", inputs.Accept())
        pair = inputs.NameVisitors(self.people["一组长"], self.people["二组长"])
        return self.do(matter, "name_visitors", pair)

    def visited(self, name: str = "队员甲", **said: Any) -> UUID:
        matter = self.visiting(name, **said)
        told = inputs.RecordVisit(self.today, place="家中", words="情况属实。")
        return self.do(matter, "record_visit", told, by="一组长")

    def money(self, matter: UUID, amount: int = 1000_00, **said: Any) -> inputs.Propose:
        relief = ReliefCase.objects.select_related("matter").get(pk=matter)
        person, union, on = relief.person_id, relief.matter.organ_id, relief.occurred_on
        usual: dict[str, Any] = {
            "person": person,
            "union": union,
            "item": relief.kind,
            "on": on,
            "cause": relief.cause_mark,
            "recipient": queries.recipient_of(person, union, on),
            "amount": amount,
            "fund": "union",
            "form": "transfer",
            "head": self.budget,
            "has_hardship_file": queries.has_hardship_file(person, union, on),
            "remark": "住院慰问。",
        }
        return inputs.Propose(**(usual | said))

    def proposed(self, name: str = "队员甲", amount: int = 1000_00, **said: Any) -> UUID:
        matter = self.visited(name, **said)
        return self.do(matter, "propose_payment", self.money(matter, amount))

    def approved(self, name: str = "队员甲", **said: Any) -> UUID:
        return self.do(self.proposed(name, **said), "approve_payment", by=OTHER)

    def pay(self, matter: UUID) -> UUID:
        paid = inputs.Pay(self.today, received_by="队员甲", receipt=(self.file(STAFF),))
        return self.do(matter, "pay", paid)

    def paid(self, name: str = "队员甲", **said: Any) -> UUID:
        return self.pay(self.approved(name, **said))

    @staticmethod
    def kept(matter: UUID) -> list[tuple[int, str]]:
        rows = Reservation.objects.filter(matter=matter).order_by("pk")
        return list(rows.values_list("amount", "state"))

    # -- hardship -----------------------------------------------------------------------

    def hardship(self, name: str = "队员甲", by: str = STAFF, **said: Any) -> HardshipFile:
        usual: dict[str, Any] = {
            "person": self.people[name],
            "union": self.east,
            "since": date(2026, 1, 10),
            "words": "独自抚养。",
            "family": [Relative("self", name, "5000.00")],
            "proofs": (self.file(by),),
        }
        return open_hardship(**(usual | said), by=self.people[by], at=self.now)
