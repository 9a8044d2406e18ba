"""Unions with staff, a head of their budget, and a small procedure that pays."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.work import inputs, registry
from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.funds import GUARDS, Payment, funds_port
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Procedure, State
from chengguan.law.spending import Claim, Form, Fund, Recipient
from chengguan.union.finance import services
from chengguan.union.finance.models import BudgetHead, Reservation

SINCE = date(2020, 1, 1)
NINE = datetime(2026, 9, 15, 9, tzinfo=ZONE)
ON = date(2026, 9, 10)


@dataclass(frozen=True)
class Pay(Payment):
    """So much for each of these people; the cause is sealed, the claims are no field."""

    organ: Organ
    people: tuple[int, ...]
    amount: int
    head: int | None
    item: str = "show"
    on: date = ON
    fund: str = Fund.UNION
    form: str = Form.SERVICE
    in_shanghai: bool = True
    cause: str = inputs.sealed("sample.cause", default="电影")

    @property
    def claims(self) -> tuple[Claim, ...]:
        return tuple(
            Claim(
                person=person,
                item=self.item,
                on=self.on,
                amount=self.amount,
                fund=Fund(self.fund),
                form=Form(self.form),
                union=self.organ.pk,
                recipient=Recipient.MEMBER,
                cause=self.cause,
                in_shanghai=self.in_shanghai,
            )
            for person in self.people
        )


@dataclass(frozen=True)
class Paid:
    """Fen by place in the order of what is kept; empty: all as kept."""

    amounts: tuple[int, ...] = ()


asked, paid = State("asked", "已申请"), State("paid", "已发放")
dropped, closed = State("dropped", "已作废", final=True), State("closed", "已办结", final=True)
STAFF = (str(Role.UNION_STAFF),)

PAYING = Procedure(
    "sample.paying",
    "样例发放",
    basis=cite("工会经费口径"),
    since=date(2021, 7, 15),
    confidentiality="union",
    states=(asked, paid, dropped, closed),
    actions=(
        Action("ask", "申请", START >> asked, by=STAFF, given=GUARDS, takes=Pay),
        Action("pay", "发放", asked >> paid, by=STAFF, takes=Paid),
        Action("drop", "作废", asked >> dropped, by=STAFF),
        Action("take_back", "退回款项", paid >> dropped, by=STAFF),
        Action("close", "办结", paid >> closed, by=STAFF),
    ),
)


def _ask(act: Act, data: Pay) -> None:
    act.begin(number=f"样例-{act.matter.pk}", title="发放", organ=data.organ)
    act.hand_to(role=STAFF[0])
    funds_port().reserve(act, data.claims, data.head)


def _pay(act: Act, data: Paid | None) -> None:
    kept = funds_port().held_by(act.matter)
    amounts = data.amounts if data else ()
    said = dict(zip((one.id for one in kept), amounts, strict=False)) if amounts else None
    funds_port().settle(act, said)


def _drop(act: Act, data: None) -> None:
    funds_port().release(act)
    act.clear_desk()


def _take_back(act: Act, data: None) -> None:
    funds_port().release(act, [one.id for one in funds_port().held_by(act.matter)])
    act.clear_desk()


def _close(act: Act, data: None) -> None:
    act.clear_desk()


def install() -> None:
    """The way of the sample, from asking to paying or dropping."""
    registry.register(
        registry.Handling(
            PAYING,
            facts=lambda matter, at, by: None,
            effects={
                "ask": _ask,
                "pay": _pay,
                "drop": _drop,
                "take_back": _take_back,
                "close": _close,
            },
        )
    )


class Chest:
    """Two unions below one, people of every office, and members."""

    def __init__(self) -> None:
        self.now = NINE
        self.people: dict[str, Person] = {}
        self.bureau = self.organ(OrganKind.CITY_BUREAU, "市局")
        self.union = self.organ(OrganKind.BUREAU_UNION, "局工会")
        self.base = self.organ(OrganKind.BASE_UNION, "基层工会", self.union)
        self.other = self.organ(OrganKind.BASE_UNION, "另一工会", self.union)
        for name, role, organ in (
            ("甲", Role.UNION_STAFF, self.union),
            ("乙", Role.UNION_STAFF, self.union),
            ("主席", Role.BASE_UNION_CHAIR, self.base),
            ("基层干部", Role.UNION_STAFF, self.base),
            ("另一干部", Role.UNION_STAFF, self.other),
            ("经审", Role.UNION_AUDITOR, self.union),
            ("局长", Role.BUREAU_LEADER, self.bureau),
            ("会员", Role.MEMBER, self.base),
            ("同事", Role.MEMBER, self.base),
        ):
            self.person(name, role, organ)

    def organ(self, kind: OrganKind, name: str, parent: Organ | None = None) -> Organ:
        return org.found_organ(
            kind=kind, name=name, short_name=name, since=SINCE, parent=parent, by=None, at=NINE
        )

    def person(self, name: str, role: Role, organ: Organ) -> Person:
        made = org.register_person(name=name, by=None, at=NINE)
        org.grant(person=made, role=role, organ=organ, since=SINCE, by=None, at=NINE)
        self.people[name] = made
        return made

    def actor(self, name: str) -> Actor:
        return actor_of(self.people[name], self.now)

    def wait(self, **length: int) -> None:
        self.now += timedelta(**length)

    # -- heads ----------------------------------------------------------------------

    def entered(self, amount: int = 1000_00, **said: Any) -> BudgetHead:
        usual = {"organ": self.base, "year": 2026, "head": "activity", "plan_item": "观影"}
        by = self.people["甲"]
        return services.enter_head(**(usual | said), amount=amount, by=by, at=self.now)

    def confirmed(self, amount: int = 1000_00, **said: Any) -> BudgetHead:
        made = self.entered(amount, **said)
        by = self.people["乙"]
        return services.confirm_head(head=made, remark="", by=by, at=self.now)

    # -- payments -------------------------------------------------------------------

    def ask(
        self,
        head: BudgetHead | None,
        amount: int,
        *,
        people: Iterable[str] = ("会员",),
        by: str = "甲",
        at: At | None = None,
        **said: Any,
    ) -> Matter:
        usual = {"organ": self.base, "head": head.pk if head else None}
        numbers = tuple(self.people[name].pk for name in people)
        outcome = open_matter(
            procedure=PAYING.key,
            action="ask",
            by=self.actor(by),
            at=at or At.once(self.now),
            data=Pay(**{**usual, "people": numbers, "amount": amount, **said}),
            key=uuid4().hex,
        )
        return Matter.objects.get(pk=outcome.matter)

    def act(self, matter: Matter | UUID, action: str, data: object = None, by: str = "甲") -> None:
        number = matter.pk if isinstance(matter, Matter) else matter
        perform(
            matter=number,
            action=action,
            by=self.actor(by),
            at=At.once(self.now),
            data=data,
            key=uuid4().hex,
            version=Matter.objects.values_list("version", flat=True).get(pk=number),
        )

    @staticmethod
    def states(matter: Matter) -> list[tuple[int, str]]:
        rows = Reservation.objects.filter(matter=matter).order_by("pk")
        return [(row.amount, row.state) for row in rows]
