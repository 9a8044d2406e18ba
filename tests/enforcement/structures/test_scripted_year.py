"""A year of illegal structures lived through ``perform``: what the script owes and misses is what
the platform finds, no more and no less (004/1.2).

The script keeps its own ledger by plain arithmetic: 2 and 24 hours (沪拆违规定 7), 30 days, the
look-backs after 1, 3 and 6 months, the days that were set for rounds, hazards and visits.
"""

import heapq
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import count
from uuid import UUID

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.work import figures, lateness
from chengguan.core.work.acting import At
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.perform import Opening, open_together
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import board as boards
from chengguan.enforcement.structures import inputs, stock
from chengguan.enforcement.structures.models import IllegalStructure
from tests.enforcement.structures.compound import Built, Compound

pytestmark = pytest.mark.django_db

BEGIN = datetime(2026, 1, 2, 9, tzinfo=ZONE)
END = datetime(2026, 12, 31, 20, tzinfo=ZONE)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEVER = END + 999 * DAY
LOOKS = {"ST_LOOK_1": 1, "ST_LOOK_3": 3, "ST_LOOK_6": 6}
VISITS = ("CK46", "CK47")
Life = Iterator[datetime]


@dataclass(frozen=True)
class Size:
    stock: int
    planned: int
    new: int


@dataclass(frozen=True)
class Duty:
    """What is owed by a moment, and when the script does it."""

    structure: UUID
    ref: str
    due: datetime
    done: datetime

    def is_late(self, at: datetime) -> bool:
        return min(self.done, at) > self.due

    def is_open_and_late(self, at: datetime) -> bool:
        return self.due < at < self.done


@dataclass
class Ledger:
    """What the script owes, did and let happen."""

    duties: list[Duty] = field(default_factory=list)
    found: int = 0
    down: list[tuple[UUID, str]] = field(default_factory=list)
    regrown: int = 0
    planned: set[UUID] = field(default_factory=set)
    hazards: list[datetime] = field(default_factory=list)

    def owe(self, built: Built, ref: str, due: datetime, done: datetime) -> None:
        self.duties.append(Duty(built.pk, ref, due, done))

    def late(self, at: datetime, *refs: str) -> set[tuple[UUID, str]]:
        """Still owed at that moment, and past its limit."""
        found = (one for one in self.duties if one.is_open_and_late(at))
        return {(one.structure, one.ref) for one in found if not refs or one.ref in refs}

    def due(self, *refs: str) -> tuple[int, int]:
        """Met in time, and all whose limit has come by the end of the year."""
        rows = [one for one in self.duties if one.ref in refs and one.due <= END]
        return sum(not one.is_late(END) for one in rows), len(rows)


def end_of(day: date) -> datetime:
    return datetime.combine(day, time(23, 59, 59), ZONE)


def months_on(moment: datetime, months: int) -> datetime:
    year, month = divmod(moment.month - 1 + months, 12)
    last = monthrange(moment.year + year, month + 1)[1]
    return end_of(date(moment.year + year, month + 1, min(moment.day, last)))


class Year:
    def __init__(self, world: Compound, size: Size) -> None:
        self.world, self.size, self.ledger = world, size, Ledger()

    def live(self) -> Ledger:
        """Every life takes its next act when its moment has come, all of them in turn."""
        rows = self.census()
        lives = [self.watch(), *self.stock(rows), *map(self.anew, range(self.size.new))]
        order, agenda = count(), []
        for life in lives:
            heapq.heappush(agenda, (next(life), next(order), life))
        while agenda and agenda[0][0] <= END:
            self.world.now, _turn, life = heapq.heappop(agenda)
            if (moment := next(life, None)) is not None:
                heapq.heappush(agenda, (moment, next(order), life))
        self.world.now = END
        return self.ledger

    # -- the stock -------------------------------------------------------------------------

    def census(self) -> list[Built]:
        world = self.world
        world.now = BEGIN
        openings = [
            Opening("structure", "list_stock", At.once(BEGIN), said, f"stock-{number}")
            for number, said in enumerate(self.listed())
        ]
        done = open_together(openings, by=world.actor("业务"), at=BEGIN)
        built = [Built(world, outcome.matter) for outcome in done if outcome]
        leader = world.people["局长"]
        stock.lock_baseline(organ=world.bureau, year=2026, by=leader, at=BEGIN)
        plan = stock.issue_plan(organ=world.bureau, year=2026, by=leader, at=BEGIN)
        rows = IllegalStructure.objects.select_related("matter__organ").in_bulk(
            [one.pk for one in built[: self.size.planned]]
        )
        for quarter in range(4):
            chosen = [rows[one.pk] for one in built[: self.size.planned][quarter::4]]
            stock.plan_structures(
                plan=plan, structures=chosen, quarter=str(quarter + 1), by=leader, at=BEGIN
            )
        self.ledger.planned = set(rows)
        return built

    def listed(self) -> Iterator[inputs.ListStock]:
        for number in range(self.size.stock):
            yield inputs.ListStock(
                organ=self.world.team,
                kind="roof",
                material="brick",
                area=Decimal("52.50"),
                place=self.world.estate,
                census_batch="2025",
                external_no=f"P{number:04d}",
            )

    def stock(self, rows: list[Built]) -> Iterable[Life]:
        for number, built in enumerate(rows[: self.size.planned]):
            if number % 10 < 7:
                yield self.by_plan(built, number)
        for number, built in enumerate(rows[self.size.planned :]):
            kind = (self.rounds, self.hazard, self.side)
            if number % 8 < len(kind):
                yield kind[number % 8](built, number // 8)

    def by_plan(self, built: Built, number: int) -> Life:
        """In its quarter; every fifth is accepted and looked at, every tenth grows again."""
        month, day = number % 4 * 3 + 1 + number % 2, 10 + number % 15
        yield datetime(2026, month, day, 10, tzinfo=ZONE)
        built.check()
        way = ("self", "assisted", "substitute")[number % 3]
        built.demolish(way)
        self.ledger.down.append((built.pk, way))
        if number % 5 == 0:
            regrows = 45 if number % 10 == 0 else 0
            yield from self.accepted(built, misses=number % 15 == 5, regrows=regrows)

    def accepted(self, built: Built, *, misses: bool, regrows: int = 0) -> Life:
        """By two others; then the looks, unless one is missed or it is there again before."""
        world = self.world
        yield world.now + 3 * DAY
        built.inspect().confirm()
        begun, looks = world.now, []
        again = begun + regrows * DAY if regrows else NEVER
        for ref, months in LOOKS.items():
            due = months_on(begun, months)
            done = due - 2 * DAY if not (misses and months > 1) else NEVER
            self.ledger.owe(built, ref, due, min(done, again))
            looks.append(done)
        for done in looks:
            if done < again and done != NEVER:
                yield done
                built.look()
        if regrows:
            yield again
            built.act("regrow", "甲", inputs.Regrow(False, Decimal("6.00"), "又搭建。"))
            self.ledger.regrown += 1
            self.ledger.owe(built, "CK46", world.now + 24 * HOUR, world.now + 2 * HOUR)
            self.ledger.owe(built, "ST_SETTLE", end_of((again + 30 * DAY).date()), NEVER)
            yield world.now + 2 * HOUR
            built.check(area=Decimal("6.00"))

    def rounds(self, built: Built, turn: int) -> Life:
        """Grade A: every thirty days, one round too late, and after September none."""
        yield BEGIN + turn % 20 * DAY
        for number in range(8):
            next_on = (self.world.now + 30 * DAY).date()
            said = inputs.CheckSafety("A", "墙体开裂。", next_on=next_on)
            built.act("check_safety", "甲", said)
            late = 3 if number == turn % 5 else 0
            done = self.world.now + (30 + late) * DAY if number < 7 else NEVER
            self.ledger.owe(built, "ST_SAFE", end_of(next_on), done)
            yield done

    def hazard(self, built: Built, turn: int) -> Life:
        """Put right in a week, or too late, or never."""
        yield BEGIN + (20 + turn) * DAY
        due = (self.world.now + 7 * DAY).date()
        built.act("report_hazard", "甲", inputs.ReportHazard("fire", "私拉电线。", due))
        done = (self.world.now + 6 * DAY, self.world.now + 12 * DAY, NEVER)[turn % 3]
        self.ledger.owe(built, "ST_HAZARD", end_of(due), done)
        self.ledger.hazards.append(done)
        yield done
        known = built.row.hazards.get()
        built.act("rectify_hazard", "乙", inputs.RectifyHazard(known.pk, "已拆除。"))
        built.act("close_hazard", "丙", inputs.CloseHazard(known.pk))

    def side(self, built: Built, turn: int) -> Life:
        """Assigned, seen once in time, and again too late by every other."""
        yield BEGIN + (30 + turn) * DAY
        for number in range(3):
            on = (self.world.now + 60 * DAY).date()
            said = (
                inputs.AssignSide("owner", "某住户", "每两月走访。", on)
                if number == 0
                else inputs.VisitSide("owner", on)
            )
            built.act("visit_side" if number else "assign_side", "甲", said)
            late = 4 if number == 1 and turn % 2 else 0
            done = self.world.now + (59 + late) * DAY if number < 2 else NEVER
            self.ledger.owe(built, "ST_CALL", end_of(on), done)
            yield done

    # -- what is found anew ------------------------------------------------------------------

    def anew(self, number: int) -> Life:
        """Every twelfth seen too late, settled too late, not at all; the newest is not due yet."""
        fate, world = number % 12, self.world
        yield BEGIN + (number * 352 // self.size.new + 9) * DAY + number % 5 * HOUR
        is_built = number % 3 == 0
        built, opened = world.register(is_under_construction=is_built), world.now
        self.ledger.found += 1
        limit = (2 if is_built else 24) * HOUR
        seen = opened + (limit + HOUR if fate in (5, 9) else HOUR)
        settled = {7: NEVER, 11: opened + 40 * DAY}.get(fate, opened + (4 + fate) * DAY)
        self.ledger.owe(built, "CK47" if is_built else "CK46", opened + limit, seen)
        self.ledger.owe(built, "ST_SETTLE", end_of((opened + 30 * DAY).date()), settled)
        yield seen
        built.check(is_under_construction=is_built)
        if fate % 6 == 0:
            self.refused(built)
        yield settled
        if fate % 6 == 0:
            built.act("force_demolition", "甲", built.force(is_urgent=True, urgency="正在浇筑"))
        else:
            built.demolish("self")
        self.ledger.down.append((built.pk, "forced" if fate % 6 == 0 else "self"))
        yield from self.accepted(built, misses=fate == 4, regrows=50 if fate == 2 else 0)

    def refused(self, built: Built) -> None:
        crew, due = self.world.crew(), (self.world.now + DAY).date()
        built.act("pause", "甲", inputs.Pause(crew))
        built.act("order_stop", "甲", inputs.OrderStop(crew, due))
        built.act("record_refusal", "甲", inputs.RecordRefusal("拒绝拆除。"))
        built.tell_property()

    # -- who watches ---------------------------------------------------------------------------

    def watch(self) -> Life:
        """At noon of each month's last day the board says what the ledger says, by name."""
        for month in range(1, 13):
            yield datetime(2026, month, monthrange(2026, month)[1], 12, tzinfo=ZONE)
            now = self.world.now
            board = boards.board(self.world.actor("局长"), now)
            late = self.ledger.late(now, "ST_SETTLE")
            assert {(clock.matter_id, clock.ref) for clock in board.late} == late, now
            assert board.is_zero == (not late)
            waiting = {(clock.matter_id, clock.ref) for clock in board.waiting}
            assert waiting == self.ledger.late(now, *VISITS), now
            for day in board.days[:-1]:
                night = end_of(day.on)
                assert day.overdue == len(self.ledger.late(night, "ST_SETTLE")), day.on


def every_lateness_is_found(year: Year) -> None:
    """By clock, also those that were met too late; and by the list of what is late now."""
    owed = MatterClock.objects.filter(is_owed=True, matter__kind="structure")
    told = sorted((str(c.matter_id), c.ref) for c in owed if c.is_overdue(END))
    late = [one for one in year.ledger.duties if one.is_late(END)]
    assert told == sorted((str(one.structure), one.ref) for one in late)
    # The script misses something of every kind, or this would say nothing.
    assert {one.ref for one in late} >= {
        *VISITS,
        "ST_SETTLE",
        "ST_LOOK_3",
        "ST_SAFE",
        "ST_HAZARD",
        "ST_CALL",
    }
    listed = Matter.objects.filter(lateness.late(END), kind="structure", is_open=True)
    assert set(listed.values_list("pk", flat=True)) == {pk for pk, _ref in year.ledger.late(END)}


def every_figure_is_the_ledgers(year: Year) -> None:
    ledger, world = year.ledger, year.world
    question = Asked(world.actor("局长"), Period.read("2026"), END)
    done = [pk for pk, _way in ledger.down if pk in ledger.planned]
    closed = sum(moment <= END for moment in ledger.hazards)
    expected = {
        "structure_stock": (None, year.size.stock),
        "structures_planned": (None, year.size.planned),
        "structures_done": (None, len(done)),
        "structures_found": (None, ledger.found),
        "structure_visit_rate": ledger.due(*VISITS),
        "new_illegal_zero_rate": ledger.due("ST_SETTLE"),
        "demolition_plan_rate": (len(done), year.size.planned),
        "self_demolition_rate": (
            sum(way == "self" for _pk, way in ledger.down),
            len(ledger.down),
        ),
        "rebound_rate": (ledger.regrown, len(ledger.down)),
        "structure_hazard_rate": (closed, len(ledger.hazards)),
    }
    told = {}
    for code, (met, _all) in expected.items():
        figure = figures.figure_of(code)
        found, rows = figures.measure(figure, question), list(figures.rows_of(figure, question))
        assert found.counted == len(rows), code
        told[code] = (None if met is None else found.met, found.counted)
    assert told == expected
    assert ledger.regrown


def lived(world: Compound, size: Size) -> None:
    year = Year(world, size)
    year.live()
    every_lateness_is_found(year)
    every_figure_is_the_ledgers(year)
    regrown = IllegalStructure.objects.filter(round__gt=1)
    assert regrown.count() == year.ledger.regrown
    assert Matter.objects.filter(kind="structure").count() == size.stock + year.ledger.found
    assert verify().findings == []


@pytest.mark.ref("CK46", "CK47")
def test_a_small_year(compound: Compound) -> None:
    """沪拆违规定 7: one of everything."""
    lived(compound, Size(stock=56, planned=16, new=12))


@pytest.mark.slow
@pytest.mark.ref("CK46", "CK47")
def test_the_year_of_the_document(compound: Compound) -> None:
    """沪拆违规定 7; 004/1.2: 800 in the stock, 240 planned, 36 found anew."""
    lived(compound, Size(stock=800, planned=240, new=36))
