"""Places find their subdistrict by position; what finds none waits in a queue."""

import csv
import json
from decimal import Decimal

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.notices.models import Notice
from chengguan.core.org import services as services_of_org
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.record import Refused
from chengguan.core.pages import imports
from chengguan.core.registers import queries, services
from chengguan.core.registers.coordinates import gcj_of_wgs
from chengguan.core.registers.locating import import_boundaries, locate
from chengguan.core.registers.models import Boundary, FoundBy, Place, PlaceKind
from tests.core.org.people import AT, LONG_AGO, district, holder, organ, person
from tests.core.registers.shared import POINTS, SUBDISTRICTS, needs_shared

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def square(name: str, west: float, *, hole: bool = False) -> dict[str, object]:
    """Two hundredths of a degree each way from 31.20 north; with a hole in its middle."""
    rings = [_ring(west, 31.20, 0.02)]
    if hole:
        rings.append(_ring(west + 0.008, 31.208, 0.004))
    return {
        "properties": {"name": name, "code": "310105001"},
        "geometry": {"type": "Polygon", "coordinates": rings},
    }


def _ring(west: float, south: float, size: float) -> list[list[float]]:
    east, north = west + size, south + size
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


@pytest.fixture
def east_street():
    return organ(OrganKind.SUBDISTRICT, "东街道")


@pytest.fixture(autouse=True)
def town(east_street) -> None:
    organ(OrganKind.SUBDISTRICT, "西街道")
    features = [square("西街道", 121.38), square("东街道", 121.40, hole=True)]
    import_boundaries({"features": features}, datum="wgs84", by=None, at=AT)


def place(name: str = "某处", **more) -> Place:
    facts = {"kind": PlaceKind.POINT, "by": None, "at": AT}
    return services.register_place(**{**facts, **more}, name=name)


def at(latitude: str, longitude: str) -> dict[str, Decimal]:
    return {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}


@pytest.mark.parametrize(
    ("latitude", "longitude", "name", "found_by"),
    [
        ("31.205", "121.385", "西街道", FoundBy.POSITION),
        ("31.205", "121.405", "东街道", FoundBy.POSITION),
        ("31.210", "121.410", None, FoundBy.OUTSIDE),  # in the hole
        ("31.205", "121.4", None, FoundBy.BORDER),  # between the two
        ("31.2", "121.385", None, FoundBy.BORDER),  # on the outer line
        ("31.22", "121.42", None, FoundBy.BORDER),  # in a corner
        ("31.205", "121.400002", "东街道", FoundBy.POSITION),
        ("31.19", "121.385", None, FoundBy.OUTSIDE),
        ("31.205", "121.45", None, FoundBy.OUTSIDE),
    ],
)
def test_a_position_lies_in_one_subdistrict_or_in_none(latitude, longitude, name, found_by):
    found = locate(Decimal(latitude), Decimal(longitude))
    assert (found.subdistrict and found.subdistrict.name, found.found_by) == (name, found_by)


def test_the_given_one_wins_then_the_parent_then_the_position(east_street):
    west = at("31.205", "121.385")
    given = place("甲", subdistrict=east_street, **west)
    assert (given.subdistrict, given.found_by) == (east_street, FoundBy.GIVEN)
    below = place("乙", kind=PlaceKind.POINT, parent=place("路", kind=PlaceKind.ROAD, **west))
    assert below.found_by == FoundBy.PARENT
    assert place("丙").found_by == FoundBy.NO_POSITION


@pytest.mark.trap(71)
def test_a_place_without_a_match_waits_in_the_queue_and_somebody_is_told():
    told = holder("调度", Role.DISPATCHER, district())
    officer = person("队员")
    first = place("界外", by=officer, **at("31.19", "121.385"))
    second = place("无坐标", by=officer)
    place("界内", by=officer, **at("31.205", "121.385"))
    assert list(queries.pending_places().order_by("pk")) == [first, second]
    assert [notice.person_id for notice in Notice.objects.all()] == [told.pk]


@pytest.mark.trap(71)
def test_settling_a_place_needs_its_ground_and_takes_along_what_waits_below(east_street):
    estate = place("小区", kind=PlaceKind.ESTATE)
    house = place("1号楼", kind=PlaceKind.BUILDING, parent=estate)
    room = place("101室", kind=PlaceKind.ROOM, parent=house)
    facts = {"place": estate, "subdistrict": east_street, "by": person("甲"), "at": AT}
    with pytest.raises(Refused) as refused:
        services.settle_place(reason=" ", **facts)
    assert refused.value.code == "place.reason"
    services.settle_place(reason="现场看过门牌", **facts)
    assert not queries.pending_places().exists()
    for one in (house, room):
        one.refresh_from_db()
        assert (one.subdistrict, one.found_by) == (east_street, FoundBy.PARENT)
        assert JournalEntry.objects.filter(stream=one.key, action="place.settle").exists()
    assert verify().ok


def test_new_boundaries_settle_what_waited_and_are_written_once(tmp_path):
    waiting = place("南边", **at("31.19", "121.385"))
    south = {"features": [{**square("西街道", 121.38)}, square("没有的街道", 121.5)]}
    south["features"][0]["geometry"]["coordinates"] = [_ring(121.38, 31.18, 0.04)]
    file = tmp_path / "b.geojson"
    file.write_text(json.dumps(south), "utf-8")
    report = imports.run("areas", file, {"datum": "wgs84"})
    assert dict(report.counts) == {"written": 1, "unchanged": 0, "places settled": 1}
    assert "没有的街道" in report.problems[0]
    waiting.refresh_from_db()
    assert waiting.found_by == FoundBy.POSITION
    again = imports.run("areas", file, {"datum": "wgs84"})
    assert dict(again.counts) == {"written": 0, "unchanged": 1, "places settled": 0}
    assert Boundary.objects.count() == 2
    assert verify().ok


@pytest.mark.parametrize("content", ["nothing", "[]", '{"features": [{"geometry": null}]}'])
def test_a_file_that_holds_no_areas_is_refused_in_words(tmp_path, content):
    file = tmp_path / "b.geojson"
    file.write_text(content, "utf-8")
    report = imports.run("areas", file, {"datum": "wgs84"})
    assert report.problems
    assert not report.counts


def test_a_subdistrict_is_known_by_its_short_name_too():
    office = services_of_org.found_organ(
        kind=OrganKind.SUBDISTRICT,
        name="南街道办事处",
        short_name="南街道",
        since=LONG_AGO,
        by=None,
        at=AT,
    )
    features = [square("南街道", 121.44)]
    done = import_boundaries({"features": features}, datum="wgs84", by=None, at=AT)
    assert (done.written, done.unknown) == (1, ())
    assert locate(Decimal("31.205"), Decimal("121.445")).subdistrict == office


def test_shifted_boundaries_are_shifted_back(east_street):
    feature = square("东街道", 121.40)
    ring = feature["geometry"]["coordinates"][0]
    shifted = [list(gcj_of_wgs(lat, lng))[::-1] for lng, lat in ring]
    feature["geometry"]["coordinates"] = [shifted]
    import_boundaries({"features": [feature]}, datum="gcj02", by=None, at=AT)
    found = json.loads(Boundary.objects.get(organ=east_street).shape)[0][0]
    assert found == [pytest.approx(point, abs=2e-6) for point in ring]


@pytest.mark.parametrize(
    ("kind", "parent", "is_right"),
    [
        (PlaceKind.ROOM, None, False),
        (PlaceKind.UNIT, None, False),
        (PlaceKind.ROOM, PlaceKind.ESTATE, False),
        (PlaceKind.ESTATE, PlaceKind.ROAD, False),
        (PlaceKind.BUILDING, None, True),
        (PlaceKind.BUILDING, PlaceKind.ESTATE, True),
        (PlaceKind.UNIT, PlaceKind.BUILDING, True),
        (PlaceKind.ROOM, PlaceKind.BUILDING, True),
    ],
)
def test_what_lies_in_what(kind, parent, is_right):
    above = place("上级", kind=parent) if parent else None
    if is_right:
        assert place("下级", kind=kind, parent=above).parent == above
        return
    with pytest.raises(Refused) as refused:
        place("下级", kind=kind, parent=above)
    assert refused.value.code == "place.parent"


def test_a_place_is_found_by_another_name_and_by_its_grid():
    found = place("榆荫新村", kind=PlaceKind.ESTATE, aliases=["老榆树"], grid="310105001002003")
    assert list(queries.find_places("榆树")) == [found]
    assert list(queries.find_places("310105001002003")) == [found]


@needs_shared
def test_the_points_of_the_real_district_lie_where_they_say(east_street):
    collection = json.loads(SUBDISTRICTS.read_text("utf-8"))
    for feature in collection["features"]:
        organ(OrganKind.SUBDISTRICT, feature["properties"]["name"])
    done = import_boundaries(collection, datum="wgs84", by=None, at=AT)
    assert (done.written, done.unknown) == (10, ())
    Boundary.objects.filter(organ__name__in=["东街道", "西街道"]).delete()
    with POINTS.open(encoding="utf-8") as rows:
        points = list(csv.DictReader(rows))[::10]
    found = [locate(Decimal(p["lat_wgs84"]), Decimal(p["lng_wgs84"])) for p in points]
    right = sum(
        bool(one.subdistrict and one.subdistrict.name == point["subdistrict"])
        for one, point in zip(found, points, strict=True)
    )
    assert right >= len(points) - 1
