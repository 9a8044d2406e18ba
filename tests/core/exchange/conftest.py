"""A list of things with a number, a bureau, and somebody who may bring it."""

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date, datetime

import pytest

from chengguan.core.exchange import services, shapes
from chengguan.core.exchange.models import Job
from chengguan.core.exchange.shapes import BadRow, Field, Importer, Outcome, Row, Taken
from chengguan.core.org import services as org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Person
from chengguan.core.work.rules import ZONE

NOW = datetime(2026, 9, 15, 9, 0, tzinfo=ZONE)
SINCE = date(2020, 1, 1)


def take_thing(row: Row) -> Outcome:
    if row.text("size", 10) == "坏":
        raise BadRow("尺寸读不出来：坏")
    if row.text("size") == "错":
        raise ValueError("a fault of the program")
    return Outcome(Taken.CREATED)


THINGS = Importer(
    "things",
    "物品",
    (
        Field("number", "编号", ("物品编号",), required=True),
        Field("name", "名称", ("品名",), required=True),
        Field("phone", "电话", kind="phone"),
        Field("size", "尺寸"),
    ),
    take_thing,
    frozenset({Role.DISPATCHER}),
    number="number",
    remembers=True,
)


@pytest.fixture
def things() -> Iterator[Importer]:
    shapes.register(THINGS)
    yield THINGS
    shapes._importers.pop("things")


@pytest.fixture
def bringer(db: None) -> Person:
    bureau = org.found_organ(
        kind=OrganKind.DISTRICT_BUREAU,
        name="示范区城管执法局",
        short_name="示范局",
        since=SINCE,
        by=None,
        at=NOW,
    )
    person = org.register_person(name="调度", by=None, at=NOW)
    org.grant(person=person, role=Role.DISPATCHER, organ=bureau, since=SINCE, by=None, at=NOW)
    return person


def table(rows: list[list[str]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(encoding)


Bring = Callable[..., Job]


@pytest.fixture
def bring(things: Importer, bringer: Person) -> Bring:
    def brought(rows: list[list[str]] | bytes, *, name: str = "物品.csv", source: str = "") -> Job:
        content = rows if isinstance(rows, bytes) else table(rows)
        return services.receive(
            io.BytesIO(content), name=name, key="things", by=bringer, at=NOW, source=source
        )

    return brought


def run(job: Job, *, trial: bool = False) -> Job:
    begin = services.start_trial if trial else services.start
    begin(job, at=NOW, queued=False)
    while job.is_at_work:
        job = services.advance(job.pk, at=NOW, queued=False)
    return job


def counts(job: Job) -> tuple[int, int, int, int]:
    return job.created, job.existing, job.changed, job.bad
