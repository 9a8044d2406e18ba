"""Places: list, queue, page with its tree and sketch, registration, Excel."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, OrganKind, Role
from chengguan.core.registers import services
from chengguan.core.registers.locating import import_boundaries
from chengguan.core.registers.models import FoundBy, Place, PlaceKind
from chengguan.core.registers.roles import KEEPER_ROLES
from tests.core.org.people import AT, organ
from tests.core.registers.test_locating import at, square
from tests.core.registers.test_views import enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def street():
    found = organ(OrganKind.SUBDISTRICT, "西街道")
    import_boundaries({"features": [square("西街道", 121.38)]}, datum="wgs84", by=None, at=AT)
    return found


@pytest.fixture
def estate(street) -> Place:
    return place("榆荫新村", kind=PlaceKind.ESTATE, **at("31.205", "121.385"))


def place(name: str, **more) -> Place:
    facts = {"kind": PlaceKind.POINT, "by": None, "at": AT}
    return services.register_place(**{**facts, **more}, name=name)


def body(client, url: str) -> str:
    return client.get(url).content.decode()


@pytest.mark.trap(23)
@pytest.mark.parametrize("role", sorted(Role))
def test_places_are_open_to_enforcement_roles_only(client, estate, role):
    enter(client, role)
    names = ("place_list", "place_sheet", "place_register")
    urls = [reverse(f"registers:{name}") for name in names]
    for url in (*urls, reverse("registers:place", args=[estate.pk])):
        assert client.get(url).status_code == (200 if role in ENFORCEMENT_ROLES else 403)


def test_the_page_shows_the_tree_and_where_it_lies(client, estate):
    enter(client, Role.OFFICER)
    house = place("3号楼", kind=PlaceKind.BUILDING, parent=estate)
    page = body(client, reverse("registers:place", args=[estate.pk]))
    assert reverse("registers:place", args=[house.pk]) in page
    assert "<svg" in page
    below = body(client, reverse("registers:place", args=[house.pk]))
    assert reverse("registers:place", args=[estate.pk]) in below
    assert "<svg" not in below


def test_a_place_somebody_put_elsewhere_says_where_its_position_lies(client, street):
    enter(client, Role.OFFICER)
    other = organ(OrganKind.SUBDISTRICT, "东街道")
    odd = place("甲", subdistrict=other, **at("31.205", "121.385"))
    assert "按坐标，这里落在" in body(client, reverse("registers:place", args=[odd.pk]))


@pytest.mark.trap(71)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.DISPATCHER])
def test_the_queue_shows_what_waits_and_keepers_settle_it(client, estate, street, role):
    enter(client, role)
    waiting = place("无坐标处")
    queue = body(client, reverse("registers:place_list") + "?view=pending")
    assert "无坐标处" in queue
    assert "榆荫新村" not in queue
    assert "没有坐标；已等 0 天" in queue
    url = reverse("registers:settle", args=[waiting.pk])
    page = body(client, reverse("registers:place", args=[waiting.pk]))
    assert (url in page) is (role in KEEPER_ROLES)
    answer = client.post(url, {"subdistrict": street.pk, "reason": "看过门牌"})
    assert answer.status_code == (302 if role in KEEPER_ROLES else 403)
    waiting.refresh_from_db()
    assert (waiting.subdistrict == street) is (role in KEEPER_ROLES)


def test_settling_without_a_ground_keeps_what_was_chosen(client, street):
    enter(client, Role.DISPATCHER)
    waiting = place("无坐标处")
    url = reverse("registers:settle", args=[waiting.pk])
    answer = client.post(url, {"subdistrict": street.pk, "reason": ""})
    assert answer.status_code == 422
    assert f'value="{street.pk}" selected' in answer.content.decode()


def test_filters_narrow_and_an_empty_list_says_what_to_do(client, estate, street):
    enter(client, Role.OFFICER)
    place("某点")
    listing = reverse("registers:place_list")
    assert "某点" not in body(client, f"{listing}?kind=estate")
    assert "某点" not in body(client, f"{listing}?subdistrict={street.pk}")
    assert "榆荫新村" in body(client, f"{listing}?text=榆荫")
    assert "没有符合条件的地点" in body(client, f"{listing}?text=没有这个")


def test_the_sheet_holds_what_the_list_shows(client, estate):
    enter(client, Role.OFFICER)
    place("某点")
    answer = client.get(reverse("registers:place_sheet") + "?kind=estate")
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))
    cells = [cell for line in book.get_sheet_by_index(0).to_python() for cell in line]
    assert "榆荫新村" in cells
    assert "某点" not in cells


def test_a_place_is_registered_with_coordinates_of_a_vendor(client, street):
    enter(client, Role.OFFICER)
    typed = {"kind": "point", "name": "甲", "latitude": "31.203", "longitude": "121.3895"}
    url = reverse("registers:place_register")
    page = client.post(url, {**typed, "longitude": ""}).content.decode()
    assert "纬度和经度要一起填" in page
    client.post(url, {**typed, "datum": "gcj02"})
    found = Place.objects.get(name="甲")
    assert float(found.longitude) == pytest.approx(121.385, abs=0.0005)
    assert found.found_by == FoundBy.POSITION


def test_looking_for_the_parent_registers_nothing(client, estate):
    enter(client, Role.OFFICER)
    typed = {"kind": "building", "name": "3号楼", "look-parent": "榆荫", "look": "parent"}
    page = client.post(reverse("registers:place_register"), typed).content.decode()
    assert "榆荫新村" in page
    assert Place.objects.count() == 1


def test_pages_turn_both_ways(client, street, monkeypatch):
    enter(client, Role.OFFICER)
    rows = [place(f"第{number}处") for number in range(51)]
    listing = reverse("registers:place_list")
    second = body(client, f"{listing}?after={rows[1].pk}")
    assert "第0处" in second
    assert "第1处" not in second
    first = body(client, f"{listing}?before={rows[0].pk}")
    assert "第50处" in first
    assert "第0处" not in first
