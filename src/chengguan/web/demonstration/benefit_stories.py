"""参保: July's round from its cut-off to its end, one claim under way, December's in preparation.

Members are enrolled here where nobody enrolled them before: a round needs a register.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count
from uuid import UUID

from stdnum.cn import ric

from chengguan.core.org import services as org
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.org.ports import members
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor, At, actor_of
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.union.benefits.insurance import inputs, queries
from chengguan.union.benefits.models import Enrolment, InsuranceRound, Product
from chengguan.union.finance import services as finance
from chengguan.union.finance.models import BudgetHead
from chengguan.union.members.inputs import Enrol
from chengguan.web.demonstration.agenda import Story
from chengguan.web.demonstration.town import FOUNDED, FOUNDED_ON, Town

STAFF, CHAIR = "union", "baseunion"
CARRIER = "市职工保障互助中心（虚构）"
CAP = 20_000_00


@dataclass(frozen=True)
class Line:
    """Somebody of the register; without a card he goes back to his union."""

    who: str
    born_on: date
    order: int
    joined_on: date = date(2023, 3, 1)
    has_card: bool = True

    @property
    def number(self) -> str:
        """Sound, and of nobody: the order says the sex."""
        plain = f"310105{self.born_on:%Y%m%d}{self.order:03d}"
        return plain + ric.calc_check_digit(plain + "0")

    @property
    def sex(self) -> str:
        return "male" if self.order % 2 else "female"


BEFORE_JULY = (
    Line("officer", date(1991, 4, 12), 991),
    Line("officer.two", date(1989, 11, 3), 993),
    Line("squad", date(1984, 7, 25), 995),
    Line("team", date(1979, 2, 8), 997),
    Line("dispatcher", date(1993, 9, 17), 992),
    Line("member", date(1990, 12, 30), 994),
    Line("legal", date(1986, 5, 21), 999, has_card=False),
)
SINCE_JULY = (Line("officer.special", date(1998, 1, 6), 989, joined_on=date(2026, 8, 3)),)


class BenefitPlay:
    """The year's cover of the bureau union, run by its staff."""

    def __init__(self, town: Town, now: datetime) -> None:
        self.town, self.year = town, now.year
        self.keys = (f"benefit-{n}" for n in count(1))
        self.second = org.register_person(name="柳清和", by=None, at=FOUNDED)
        org.grant(
            person=self.second,
            role=Role.UNION_STAFF,
            organ=town.organs["bureau_union"],
            since=FOUNDED_ON,
            by=None,
            at=FOUNDED,
        )

    def play(self) -> Story:
        yield (at := self._day(2, 26))
        head = self._head(at)
        yield (at := self._day(6, 10))
        self._enrol(BEFORE_JULY, at)
        yield from self._july(head)
        yield (at := self._day(8, 5))
        self._enrol(SINCE_JULY, at)
        yield from self._claim()
        yield (at := self._day(9, 8))
        self._round("january", self.year + 1, at, fee=12_00, share=6_00)

    # -- money and members ----------------------------------------------------------

    def _head(self, at: datetime) -> BudgetHead:
        made = finance.enter_head(
            organ=self.town.organs["bureau_union"],
            year=self.year,
            head="service",
            amount=30_000_00,
            plan_item="职工互助保障、会员服务卡参保",
            by=self.town.people[STAFF],
            at=at,
        )
        return finance.confirm_head(
            head=made, remark="与预算一致。", by=self.second, at=at + timedelta(hours=1)
        )

    def _enrol(self, lines: tuple[Line, ...], at: datetime) -> None:
        union, group = self.town.organs["base_union"], self.town.organs["union_group"]
        for n, line in enumerate(lines):
            person = self.town.people[line.who]
            if members.unions_of(person.pk, at.date()):
                continue
            data = Enrol(
                person=person,
                union=union,
                # Who stands with the group from the beginning is not put there again.
                group=None if line.who == "member" else group,
                sex=line.sex,
                born_on=line.born_on,
                id_number=line.number,
                joined_on=line.joined_on,
                card=f"62280000{line.order:08d}" if line.has_card else "",
            )
            self._open("union.membership", "enrol", self._actor(CHAIR, at), data, at, n)

    # -- rounds ---------------------------------------------------------------------

    def _july(self, head: BudgetHead) -> Iterator[datetime]:
        yield (at := self._day(6, 22))
        round_ = self._round("july", self.year, at, fee=24_00, share=12_00)
        yield (at := self._day(7, 1))
        self._do(round_, "take_snapshot", at)
        yield (at := self._day(7, 2))
        taken = queries.newest(InsuranceRound.objects.get(pk=round_))
        assert taken is not None
        self._do(round_, "confirm_list", at, inputs.ConfirmList(taken.pk, head.pk))
        yield (at := self._day(7, 3))
        self._do(round_, "send_list", at, inputs.SendList(at.date()))
        yield (at := self._day(7, 10))
        rows = Enrolment.objects.filter(round=round_).order_by("pk")
        answers = tuple(inputs.Answered(row.pk, True, f"ZX26-{row.pk:05d}") for row in rows)
        self._do(round_, "take_receipt", at, inputs.TakeReceipt(at.date(), answers))
        yield (at := self._day(7, 15))
        self._do(round_, "close", at)

    def _round(self, key: str, year: int, at: datetime, *, fee: int, share: int) -> UUID:
        data = inputs.OpenRound(
            organ=self.town.organs["bureau_union"],
            product=Product.INSURANCE,
            key=key,
            year=year,
            carrier=CARRIER,
            fee=fee,
            share=share,
            cap=CAP,
        )
        return self._open(queries.ROUND, "open", self._actor(STAFF, at), data, at)

    # -- a claim --------------------------------------------------------------------

    def _claim(self) -> Iterator[datetime]:
        yield (at := self._day(8, 20))
        data = inputs.AskHelp(
            person=self.town.people["officer"],
            product=Product.INSURANCE,
            event_on=date(self.year, 8, 11),
            words="巡查时滑倒，右手腕骨折，住院三天。",
        )
        claim = self._open(queries.CLAIM, "ask_help", self._actor("officer", at), data, at)
        yield (at := self._day(8, 21))
        self._do(claim, "take_up", at)
        yield (at := self._day(8, 28))
        self._do(claim, "submit", at, inputs.Submit(at.date(), 3_200_00))

    # -- acts -----------------------------------------------------------------------

    def _day(self, month: int, day: int) -> datetime:
        return datetime(self.year, month, day, 10, 5, tzinfo=rules.ZONE)

    def _actor(self, who: str, at: datetime) -> Actor:
        person: Person = self.town.people[who]
        return actor_of(person, at)

    def _open(
        self, procedure: str, action: str, by: Actor, data: object, at: datetime, later: int = 0
    ) -> UUID:
        moment = at + timedelta(minutes=later)
        outcome = open_matter(
            procedure=procedure,
            action=action,
            by=by,
            at=At.once(moment),
            data=data,
            key=next(self.keys),
        )
        return outcome.matter

    def _do(self, matter: UUID, action: str, at: datetime, data: object = None) -> None:
        perform(
            matter=matter,
            action=action,
            by=self._actor(STAFF, at),
            at=At.once(at),
            data=data,
            key=next(self.keys),
            version=Matter.objects.values_list("version", flat=True).get(pk=matter),
        )
