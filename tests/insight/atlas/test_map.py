"""The map: what it draws is what its reader may find, and every number opens exactly its list."""

import math
import random
from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from chengguan.core.org.signin import open_account
from chengguan.core.pages import clock
from chengguan.core.registers.coordinates import gcj_of_wgs
from chengguan.core.registers.models import Place
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures import services as structures
from chengguan.insight.atlas import drawing, listing, queries
from chengguan.insight.atlas.asked import Asked, Box
from tests.enforcement.leads.conftest import District, Walk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

WHOLE = "31.19,121.37,31.23,121.43"
LeadAt = Callable[[float, float], Walk]


def marks(actor: Actor, now: datetime, **asked: str) -> list[dict[str, Any]]:
    found = drawing.marks(actor, Asked.read({"box": WHOLE, **asked}), now)
    return [feature["properties"] for feature in found["features"]]


def rows_behind(actor: Actor, url: str, now: datetime) -> int:
    query = dict(parse_qsl(urlsplit(url).query))
    return len(listing.list_page(actor, Asked.read(query), now, query).rows)


def test_a_matter_alone_opens_its_page_and_several_open_their_list(town: District, lead_at: LeadAt):
    lead = lead_at(31.2050, 121.3850)
    for north in range(3):
        lead_at(31.2161 + north / 100_000, 121.4161)
    actor = town.actor("调度")
    alone, together = marks(actor, town.now)
    assert alone["url"] == f"/matters/{lead.pk}/"
    assert lead.matter.number in alone["title"]
    assert together["count"] == 3
    assert rows_behind(actor, together["url"], town.now) == 3


@pytest.mark.parametrize("seed", range(3))
def test_every_mark_opens_a_list_of_exactly_as_many_rows(
    town: District, lead_at: LeadAt, seed: int
):
    """Also where the edge of the view cuts a cell of the grid."""
    dice = random.Random(seed)
    for _ in range(12):
        lead_at(round(dice.uniform(31.19, 31.23), 6), round(dice.uniform(121.37, 121.43), 6))
    actor = town.actor("调度")
    drawn = marks(actor, town.now, box="31.1987,121.3811,31.2217,121.4201")
    several = [mark for mark in drawn if mark["count"] > 1]
    counts = [rows_behind(actor, mark["url"], town.now) for mark in several]
    assert counts == [mark["count"] for mark in several]


@pytest.mark.parametrize("step", [0.039051 / 16, 0.002441], ids=["between", "on"])
def test_on_the_edge_of_a_cell_the_list_has_what_the_mark_counts(
    town: District, lead_at: LeadAt, step: float
):
    """Positions have six decimals; a sixteenth of the view falls between them or on one."""
    lead_at(31.2050, 121.3850)
    lead_at(31.2051, 121.3850)
    actor, first = town.actor("调度"), math.floor(121.381 / step)
    for cell in range(1, 16):
        edge = round((first + cell) * step, 6)
        Place.objects.update(longitude=Decimal(str(edge)))
        (mark,) = marks(actor, town.now, box="31.19,121.381,31.23,121.420051")
        assert rows_behind(actor, mark["url"], town.now) == mark["count"] == 2, edge


def test_no_mark_and_no_count_tells_of_a_matter_that_the_reader_may_not_find(
    town: District, lead_at: LeadAt
):
    lead_at(31.2050, 121.3850)
    stranger = town.actor("丙")
    assert marks(stranger, town.now) == []
    assert [a.count for a in queries.areas(stranger, Asked(), town.now)] == [0, 0]
    page = listing.list_page(stranger, Asked(), town.now, {})
    assert page.rows == ()
    assert list(listing.sheet(stranger, Asked(), town.now).rows) == []
    assert len(marks(town.actor("甲"), town.now)) == 1


def test_a_subdistrict_counts_what_lies_in_it_and_what_of_it_is_late(
    town: District, lead_at: LeadAt
):
    lead_at(31.2050, 121.3850)
    for north in (31.2050, 31.2150):
        lead_at(north, 121.4100)
    later = town.now + timedelta(days=60)
    known = {a.name: (a.count, a.late) for a in queries.areas(town.actor("调度"), Asked(), later)}
    assert known == {"东街道": (2, 2), "西街道": (1, 1)}
    east = next(a for a in queries.areas(town.actor("调度"), Asked(), later) if a.name == "东街道")
    asked = Asked.read({"area": east.key, "view": "late"})
    assert len(listing.list_page(town.actor("调度"), asked, later, {}).rows) == 2


def test_kind_status_and_time_narrow_what_is_drawn(town: District, lead_at: LeadAt):
    lead_at(31.2050, 121.3850)
    actor, now = town.actor("调度"), town.now
    assert len(marks(actor, now, kind="lead")) == 1
    assert marks(actor, now, kind="case") == []
    assert marks(actor, now, view="closed") == []
    assert marks(actor, now, view="late") == []
    today = now.astimezone(ZONE).date()
    assert len(marks(actor, now, begun_from=str(today), begun_until=str(today))) == 1
    assert marks(actor, now, begun_from=str(today + timedelta(days=1))) == []
    assert marks(actor, now, begun_until=str(today - timedelta(days=1))) == []


@pytest.mark.parametrize(
    "box",
    [
        "",
        "1,2,3",
        "a,b,c,d",
        "31,121,30,122",
        "31,121,nan,122",
        "-91,0,0,0",
        "1,2,3,4,5",
        "9" * 400,
    ],
)
def test_a_broken_part_of_the_address_is_left_out(box: str):
    asked = Asked.read({"box": box, "kind": "no such", "area": "x", "begun_from": "2026-13-40"})
    assert asked == Asked()


@pytest.mark.parametrize(
    "query",
    [{"begun_from": "0001-01-01"}, {"begun_until": "9999-12-31"}, {"area": "9" * 25}],
)
def test_what_no_database_can_compare_is_left_out(query: dict[str, str]):
    assert Asked.read(query) == Asked()


def test_on_shifted_tiles_everything_is_drawn_shifted_and_asked_for_unshifted(
    town: District, lead_at: LeadAt, settings: Any
):
    settings.CHENGGUAN_TILES = "https://tiles.example/{z}/{x}/{y}.png"
    settings.CHENGGUAN_TILES_DATUM = "gcj02"
    lead_at(31.2050, 121.3850)
    south, west = gcj_of_wgs(31.2049, 121.3849)
    north, east = gcj_of_wgs(31.2051, 121.3851)
    asked = Asked.read({"box": f"{south},{west},{north},{east}"})
    drawn = drawing.marks(town.actor("调度"), asked, town.now)["features"]
    shifted = gcj_of_wgs(31.2050, 121.3850)
    longitude, latitude = drawn[0]["geometry"]["coordinates"]
    assert (latitude, longitude) == pytest.approx(shifted, abs=1e-6)
    assert str(Box.read(asked.box)).endswith("wgs84")


def test_the_page_lets_in_pictures_of_the_named_source_only(
    town: District, monkeypatch: pytest.MonkeyPatch, settings: Any
):
    monkeypatch.setattr(clock, "now", lambda: town.now)
    account = open_account(person=town.people["甲"], username="map", by=None, at=town.now)
    client = Client()
    client.force_login(account, "allauth.account.auth_backends.AuthenticationBackend")

    def policy() -> str:
        answer = client.get("/atlas/")
        assert answer.status_code == 200
        return answer.headers["Content-Security-Policy"]

    assert "img-src 'self' data:" in policy()
    settings.CHENGGUAN_TILES = "https://{s}.tiles.example/{z}/{x}/{y}.png"
    assert "img-src 'self' https://*.tiles.example data:" in policy()


def test_what_has_no_position_is_counted_beside_the_map(town: District, received: Any):
    received().to_dispatched()
    assert queries.unplaced(town.actor("调度"), Asked(), town.now) == 1


def test_what_has_no_position_is_counted_as_the_rest_is_asked_for(town: District, received: Any):
    received().to_dispatched()
    actor, now = town.actor("调度"), town.now
    tomorrow = str(now.astimezone(ZONE).date() + timedelta(days=1))
    for asked in (Asked(view="late"), Asked(begun_from=tomorrow), Asked(kind="case")):
        assert queries.unplaced(actor, asked, now) == 0, asked
    later = now + timedelta(days=60)
    assert listing.map_page(actor, Asked(view="late"), later).unplaced == "1"


def test_more_without_a_position_than_are_counted_are_said_to_be_more(
    town: District, received: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(queries, "COUNTED", 1)
    for _ in range(2):
        received().to_dispatched()
    assert listing.map_page(town.actor("调度"), Asked(), town.now).unplaced == "1+"


def test_the_page_is_of_the_whole_map_whatever_part_the_address_names(
    town: District, lead_at: LeadAt
):
    lead_at(31.2050, 121.3850)
    asked = Asked.read({"box": "31.21,121.39,31.22,121.40"})
    page = listing.map_page(town.actor("调度"), asked, town.now)
    west = next(line for line in page.areas if line.name == "西街道")
    assert west.count == rows_behind(town.actor("调度"), west.url, town.now) == 1


def test_the_sheet_has_the_rows_of_the_list_in_its_order(town: District, lead_at: LeadAt):
    for north in range(3):
        lead_at(31.2050 + north / 1000, 121.3850)
    actor = town.actor("调度")
    shown = listing.list_page(actor, Asked(), town.now, {}).rows
    told = list(listing.sheet(actor, Asked(), town.now).rows)
    assert [row[0] for row in told] == [row.cells[0] for row in shown]


def test_the_map_costs_as_many_statements_for_many_as_for_few(town: District, lead_at: LeadAt):
    def cost() -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            drawing.marks(town.actor("调度"), Asked.read({"box": WHOLE}), town.now)
            drawing.areas(town.actor("调度"), Asked(), town.now)
        return len(told)

    lead_at(31.2050, 121.3850)
    few = cost()
    for north in range(8):
        lead_at(31.2010 + north / 500, 121.4150)
    assert cost() == few


# ── structures: their own positions and outlines ────────────────────────────────


def structure_at(town: District, x: str = "", y: str = "", **said: Any) -> UUID:
    """A find of the eastern team without a registered place."""
    usual: dict[str, Any] = {
        "organ": town.team,
        "kind": "roof",
        "material": "steel",
        "area": Decimal("20.00"),
        "address_text": "东路 9 号",
        "source": "patrol",
        "is_under_construction": False,
        "longitude": Decimal(x) if x else None,
        "latitude": Decimal(y) if y else None,
    }
    data = inputs.Register(**usual | said)
    by, at = town.actor("甲"), At.once(town.now)
    return structures.register(by=by, at=at, data=data, key=uuid4().hex).matter


def drawn_around(town: District, pk: UUID, *corners: tuple[str, str]) -> None:
    outline = tuple(inputs.Corner(Decimal(x), Decimal(y)) for x, y in corners)
    perform(
        matter=pk,
        action="locate",
        by=town.actor("甲"),
        at=At.once(town.now),
        data=inputs.Locate(None, None, outline),
        key=uuid4().hex,
        version=Matter.objects.values_list("version", flat=True).get(pk=pk),
    )


YARD = (("121.4050", "31.2050"), ("121.4052", "31.2050"), ("121.4052", "31.2052"))


@pytest.mark.parametrize("kind", ["", "structure"])
def test_a_structure_lies_where_it_says_itself(town: District, lead_at: LeadAt, kind: str):
    """Without a registered place; its subdistrict is found by its position."""
    lead_at(31.2050, 121.3850)
    pk = structure_at(town, "121.4100", "31.2100")
    actor = town.actor("甲")
    shown = marks(actor, town.now, kind=kind)
    assert len(shown) == (2 if kind == "" else 1)
    assert any(mark.get("url") == f"/matters/{pk}/" for mark in shown)
    asked = Asked.read({"kind": kind})
    counts = {a.name: a.count for a in queries.areas(actor, asked, town.now)}
    assert counts == {"东街道": 1, "西街道": 0 if kind else 1}
    assert queries.unplaced(actor, asked, town.now) == 0
    assert len(marks(actor, town.now, kind="lead")) == 1


def test_an_outline_is_drawn_for_who_may_find_it_inside_the_box(town: District):
    pk = structure_at(town)
    actor, now = town.actor("甲"), town.now
    assert queries.unplaced(actor, Asked(kind="structure"), now) == 1
    drawn_around(town, pk, *YARD)
    (shape,) = drawing.outlines(actor, Asked.read({"box": WHOLE}), now)["features"]
    (ring,) = shape["geometry"]["coordinates"]
    assert ring[0] == ring[-1] == [121.405, 31.205]
    assert len(ring) == 4
    assert shape["properties"]["url"] == f"/matters/{pk}/"
    # What says no position lies in the middle of its corners.
    assert len(marks(actor, now, kind="structure")) == 1
    for reader, asked in (
        (town.actor("丙"), {"box": WHOLE}),
        (actor, {"box": "31.19,121.37,31.20,121.38"}),
        (actor, {"box": WHOLE, "kind": "lead"}),
        (actor, {"box": WHOLE, "kind": "structure", "origin": "stock"}),
        (actor, {"box": WHOLE, "view": "closed"}),
        (actor, {}),
    ):
        assert drawing.outlines(reader, Asked.read(asked), now)["features"] == [], asked


def test_what_lies_outside_every_outline_has_its_row_and_its_list(town: District, lead_at: LeadAt):
    lead_at(31.2050, 121.3850)
    lead_at(31.2300, 121.4500)
    structure_at(town, "121.4600", "31.2300")
    actor = town.actor("局长")
    other = listing.map_page(actor, Asked(), town.now).areas[-1]
    assert (other.name, other.count, other.is_source) == ("其他", 2, False)
    assert rows_behind(actor, other.url, town.now) == 2
    drawn = drawing.areas(actor, Asked(), town.now)["features"]
    assert [area["properties"]["name"] for area in drawn] == ["东街道", "西街道"]
    whole = sum(area.count for area in listing.map_page(actor, Asked(), town.now).areas)
    assert whole == len(listing.list_page(actor, Asked(), town.now, {}).rows)


def test_without_such_a_place_there_is_no_such_row(town: District, lead_at: LeadAt):
    lead_at(31.2050, 121.3850)
    names = [area.name for area in listing.map_page(town.actor("局长"), Asked(), town.now).areas]
    assert "其他" not in names


def test_structures_are_asked_for_by_their_origin(town: District):
    structure_at(town, "121.4100", "31.2100")
    actor = town.actor("甲")
    assert len(marks(actor, town.now, kind="structure", origin="new")) == 1
    assert marks(actor, town.now, kind="structure", origin="stock") == []
    assert Asked.read({"kind": "lead", "origin": "stock"}).origin == ""
    known = {f.key for f in listing.filters(Asked.read({"kind": "structure"}))}
    assert "origin" in known
    assert "origin" not in {f.key for f in listing.filters(Asked())}


@pytest.mark.parametrize("kind", ["", "structure"])
def test_the_list_costs_as_many_statements_for_many_structures_as_for_few(
    town: District, kind: str
):
    def cost() -> int:
        asked, actor = Asked(kind=kind), town.actor("甲")
        with CaptureQueriesContext(connection) as told:
            listing.list_page(actor, asked, town.now, {})
            list(listing.sheet(actor, asked, town.now).rows)
        return len(told)

    structure_at(town)
    few = cost()
    for _more in range(4):
        structure_at(town)
    assert cost() == few
