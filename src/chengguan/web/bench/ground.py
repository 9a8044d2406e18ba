"""Volume on the ground: illegal structures at their places, works in dwellings with their daily
rounds. For throw-away databases only; like `loader` it passes by `perform`.

Ten rounds for every structure: 100,000 structures go with 1,000,000 rounds. A tenth of the
structures are new, and of those every tenth is still to be settled.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import chain

from django.db import connection, transaction

from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Account, Grant, Organ, Person
from chengguan.core.registers.models import FoundBy as PlacedBy
from chengguan.core.registers.models import Place, PlaceKind
from chengguan.core.work import visibility
from chengguan.core.work.models import Access, Matter, MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.models import (
    Brought,
    Estate,
    RenovationPatrol,
    RenovationProject,
)
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.structures.kinds import (
    FoundBy,
    Material,
    Origin,
    OwnerNature,
    StructureKind,
    Use,
)
from chengguan.enforcement.structures.models import IllegalStructure
from chengguan.enforcement.structures.procedures import STRUCTURE
from chengguan.enforcement.structures.states import SETTLE
from chengguan.web.bench.bare import Plain, create_table
from chengguan.web.bench.loader import CHUNK, plain
from chengguan.web.bench.population import EVERY, SINCE, Population, populate
from chengguan.web.bench.rows import insert
from chengguan.web.bench.throwaway import refuse_others

ROUNDS_EACH = 10
"""Rounds for every structure."""
WORKS_DAYS = 50
"""So many days, with a round each, do works in one dwelling take."""
SPREAD = 700
"""Over so many days works and structures begin."""
ESTATES_EACH = 20
"""So many estates has the office of the measured manager, and every other."""
MANAGER = "bench.manager"
SOUTH, WEST, ACROSS = Decimal("31.150000"), Decimal("121.300000"), 1_000
"""The structures lie on a grid of points a ten-thousandth of a degree apart."""
KINDS = tuple(StructureKind)


def load(matters: int, at: datetime) -> None:
    """Fill the current database with so many structures and ten times as many rounds."""
    refuse_others()
    create_table()
    ground = Ground(populate(), at)
    for start in range(0, matters, CHUNK):
        with transaction.atomic():
            ground.write_structures(range(start, min(start + CHUNK, matters)))
    works = matters * ROUNDS_EACH // WORKS_DAYS
    for start in range(0, works, CHUNK):
        with transaction.atomic():
            ground.write_works(range(start, min(start + CHUNK, works)))
    with connection.cursor() as db:
        if connection.vendor == "postgresql":
            db.execute("VACUUM ANALYZE")


class Ground:
    """The rows of structures and of works by their numbers."""

    def __init__(self, population: Population, at: datetime) -> None:
        self.population, self.at = population, at
        self.today = at.astimezone(ZONE).date()
        self.estates = _estates(population, at)

    def write_structures(self, numbers: range) -> None:
        """One chunk: each structure with its place, its access rows and, if new, its clock."""
        first = Place.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
        insert(Place, (_point(number, self.at) for number in numbers))
        placed = Place.objects.filter(pk__gt=first).order_by("pk")
        matters = [self._structure(n, place) for n, place in zip(numbers, placed, strict=True)]
        insert(Matter, matters)
        insert(IllegalStructure, map(_structure_row, numbers, matters))
        insert(MatterClock, chain.from_iterable(map(self._settling, numbers, matters)))
        _write_access(matters)
        insert(Plain, map(plain, matters))

    def write_works(self, numbers: range) -> None:
        """One chunk: the works in so many dwellings, each with all its rounds."""
        begun = [self._begun(number) for number in numbers]
        estates = [self.estates[number % len(self.estates)] for number in numbers]
        matters = list(map(self._works, numbers, estates, begun))
        insert(Matter, matters)
        insert(RenovationProject, map(_works_row, matters, estates, begun))
        _write_access(matters)
        insert(RenovationPatrol, chain.from_iterable(map(self._rounds, matters, estates, begun)))

    def _structure(self, number: int, place: Place) -> Matter:
        team = self.population.team_of(number)
        opened = self.at - timedelta(days=number % SPREAD, seconds=number % 3600)
        is_open = number % 3 > 0
        return Matter(
            kind=STRUCTURE.kind,
            procedure=STRUCTURE.key,
            graph=STRUCTURE.graph_hash,
            number=f"GROUND-{number:07d}",
            title=f"平台搭建（{number}）",
            organ=team.organ,
            confidentiality=STRUCTURE.confidentiality,
            place=place,
            state=("found" if _is_new(number) else "listed") if is_open else "archived",
            state_since=opened,
            is_open=is_open,
            opened_by=team.officer,
            opened_at=opened,
            closed_at=None if is_open else opened + timedelta(hours=number % 800),
            next_due_at=opened + timedelta(days=30) if is_open and _is_new(number) else None,
            version=1,
        )

    def _settling(self, number: int, matter: Matter) -> Iterator[MatterClock]:
        """How long a new one may stand: most were settled in time."""
        if not _is_new(number):
            return
        due = matter.opened_at + timedelta(days=30)
        is_left = matter.is_open and number // EVERY % 100 == 0
        yield MatterClock(
            matter=matter,
            ref=SETTLE.ref,
            started_at=matter.opened_at,
            due_at=due,
            first_due_at=due,
            stopped_at=None if is_left else due - timedelta(days=9),
        )

    def _begun(self, number: int) -> date:
        return self.today - timedelta(days=number // len(self.estates) * 7 % SPREAD)

    def _works(self, number: int, estate: Estate, begun: date) -> Matter:
        until = begun + timedelta(days=WORKS_DAYS)
        opened = datetime.combine(begun, time(9), ZONE)
        is_open = until > self.today
        return Matter(
            kind=RENOVATION.kind,
            procedure=RENOVATION.key,
            graph=RENOVATION.graph_hash,
            number=f"WORKS-{number:07d}",
            title=f"装修（{number}）",
            organ=estate.office,
            confidentiality=RENOVATION.confidentiality,
            state="under_way" if is_open else "closed",
            state_since=opened,
            is_open=is_open,
            opened_at=opened,
            closed_at=None if is_open else datetime.combine(until, time(9), ZONE),
            version=1,
        )

    def _rounds(self, matter: Matter, estate: Estate, since: date) -> Iterator[RenovationPatrol]:
        for offset in range(WORKS_DAYS):
            day = since + timedelta(days=offset)
            made = datetime.combine(day, time(10), ZONE) if day < self.today else None
            yield RenovationPatrol(
                project_id=matter.pk,
                office=estate.office,
                day=day,
                yellow_at=datetime.combine(day, time(17), ZONE),
                red_at=datetime.combine(day + timedelta(days=1), time(), ZONE),
                visited_at=made,
                recorded_at=made,
            )


def _is_new(number: int) -> bool:
    """In rounds of all teams, or the reader would have more of the new ones than of the others."""
    return number // EVERY % 10 == 0


def _point(number: int, at: datetime) -> Place:
    step = Decimal("0.0001")
    return Place(
        kind=PlaceKind.POINT,
        name=f"点位{number}",
        name_key=f"点位{number}",
        found_by=PlacedBy.OUTSIDE,
        registered_at=at,
        latitude=SOUTH + step * (number // ACROSS % ACROSS),
        longitude=WEST + step * (number % ACROSS),
    )


def _structure_row(number: int, matter: Matter) -> IllegalStructure:
    area = Decimal(number % 90 + 3)
    return IllegalStructure(
        matter=matter,
        origin=Origin.NEW if _is_new(number) else Origin.STOCK,
        kind=KINDS[number % len(KINDS)],
        material=Material.BRICK,
        use=Use.LIVING,
        owner_nature=OwnerNature.PERSON,
        source=FoundBy.PATROL if _is_new(number) else FoundBy.CENSUS,
        external_no=str(number),
        address_text=f"测试路{number}号",
        census_batch="bench",
        area=area,
        area_left=area if matter.is_open else Decimal(0),
        is_under_construction=False,
    )


def _works_row(matter: Matter, estate: Estate, begun: date) -> RenovationProject:
    return RenovationProject(
        matter=matter,
        estate=estate,
        office=estate.office,
        address_text=f"{matter.number} 室",
        brought=Brought.DECLARED,
        firm="测试装饰",
        planned_from=begun,
        planned_until=begun + timedelta(days=WORKS_DAYS - 1),
        begun_on=begun,
    )


def _write_access(matters: list[Matter]) -> None:
    own = ([matter.opened_by_id] if matter.opened_by_id else [] for matter in matters)
    insert(Access, chain.from_iterable(map(visibility.rows_of, matters, own)))


def _estates(population: Population, at: datetime) -> list[Estate]:
    """An estate in every team's street; each office manages some, the first is the reader's."""
    offices = _offices(len(population.teams) // ESTATES_EACH)
    places = Place.objects.bulk_create(
        Place(
            kind=PlaceKind.ESTATE,
            name=f"小区{n}",
            name_key=f"小区{n}",
            found_by=PlacedBy.GIVEN,
            registered_at=at,
        )
        for n in range(len(population.teams))
    )
    return Estate.objects.bulk_create(
        Estate(
            place=place,
            office=offices[number % len(offices)],
            managed_since=SINCE,
            street_team=team.organ,
            bureau_team=team.district,
            housing_office=team.district,
            residents_committee=team.organ,
            households=800,
        )
        for number, (place, team) in enumerate(zip(places, population.teams, strict=True))
    )


def _offices(count: int) -> list[Organ]:
    made = Organ.objects.bulk_create(
        Organ(
            kind=OrganKind.PROPERTY_OFFICE,
            name=f"{n:02d}管理处",
            short_name=f"{n:02d}管理处",
            since=SINCE,
        )
        for n in range(count)
    )
    for organ in made:
        organ.path = f"/{organ.pk}/"
    Organ.objects.bulk_update(made, ["path"])
    manager = Person.objects.create(name="物业经理")
    Account.objects.create(
        username=MANAGER, password="!", person=manager, must_change_password=False
    )
    Grant.objects.create(person=manager, role=Role.PROPERTY_MANAGER, organ=made[0], since=SINCE)
    return made
