"""What a party and a place have seen before, as far as the reader may find it."""

import pytest

from chengguan.core.org.models import Person
from chengguan.core.pages.shapes import HistoryPanel
from chengguan.core.registers import ports, services
from chengguan.core.registers.merging import merge_parties, unmerge_party
from chengguan.core.registers.models import Party, PartyKind, Place, PlaceKind
from chengguan.core.registers.queries import same_party
from chengguan.core.work import queries
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from tests.core.work.sample import BEGAN, Town

pytestmark = pytest.mark.django_db


def party(name: str) -> Party:
    return services.register_party(kind=PartyKind.PERSON, name=name, by=None, at=BEGAN)


@pytest.fixture
def place() -> Place:
    return services.register_place(kind=PlaceKind.POINT, name="某处", by=None, at=BEGAN)


def matter(town: Town, **of: object) -> Matter:
    """A matter of the east team; who it is about is set by hand, since only reading is tested."""
    begun = town.begin()
    Matter.objects.filter(pk=begun.pk).update(**of)
    return Matter.objects.select_related("party", "place").get(pk=begun.pk)


def shown(rf, by: Actor, of: str, keys: list[int]) -> HistoryPanel:
    request = rf.get("/")
    request._actor, request.now = by, BEGAN
    return ports.matters.panel(request, of=of, keys=keys, title="以往")


@pytest.mark.trap(21)
def test_the_panel_tells_each_reader_what_he_may_find(town: Town, place: Place, rf) -> None:
    known = party("张三")
    one = matter(town, party=known, place=place)
    for of, key in (("party", known.pk), ("place", place.pk)):
        assert [one.number in line.text for line in shown(rf, town.officer, of, [key]).lines] == [
            True
        ]
        assert shown(rf, town.stranger, of, [key]).lines == ()


def test_a_merged_party_brings_its_matters_and_takes_them_back(town: Town, rf) -> None:
    gone, kept = party("张三"), party("章三")
    old, new = matter(town, party=gone), matter(town, party=kept)
    by = Person.objects.get(pk=town.officer.person_id)
    merge_parties(party=gone, into=kept, reason="同一人", by=by, at=BEGAN)
    new = Matter.objects.select_related("party").get(pk=new.pk)
    assert queries.history(town.officer, new, of="party") == [old]
    kept.refresh_from_db()
    keys = list(same_party(kept).values_list("pk", flat=True))
    assert len(shown(rf, town.officer, "party", keys).lines) == 2
    unmerge_party(party=gone, reason="不是", by=by, at=BEGAN)
    new = Matter.objects.select_related("party").get(pk=new.pk)
    assert queries.history(town.officer, new, of="party") == []
