"""Parties and places: sealed numbers, flags, duplicates."""

import pytest

from chengguan.core.journal.models import JournalEntry, Look
from chengguan.core.journal.services import verify
from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.record import Refused
from chengguan.core.registers import queries, services
from chengguan.core.registers.models import FoundBy, IdentifierKind, Party, PartyKind, PlaceKind
from tests.core.org.people import AT, organ, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ID_CARD = "11010519491231002X"  # the sample of the standard


def party(name: str = "张三", number: str = "", **more) -> Party:
    facts = {"kind": PartyKind.PERSON, "id_kind": IdentifierKind.ID_CARD if number else ""}
    return services.register_party(
        **{**facts, **more}, name=name, identifier=number, by=None, at=AT
    )


@pytest.mark.parametrize(
    ("kind", "number", "valid"),
    [
        (IdentifierKind.ID_CARD, ID_CARD, True),
        (IdentifierKind.ID_CARD, "110105 19491231 002x", True),
        (IdentifierKind.ID_CARD, "110105194912310021", False),
        (IdentifierKind.USCC, "91110000600037341L", True),
        (IdentifierKind.USCC, "91110000600037341M", False),
        (IdentifierKind.OTHER, "E12345678", None),
    ],
)
def test_a_number_is_checked_kept_and_flagged_whatever_it_is(kind, number, valid):
    registered = party(number=number, id_kind=kind)
    assert registered.is_identifier_valid is valid
    assert registered.identifier is not None


def test_the_number_stands_nowhere_in_clear():
    party(number=ID_CARD, phone="13800001234")
    bodies = "".join(JournalEntry.objects.values_list("body", flat=True))
    assert ID_CARD not in bodies
    assert "13800001234" not in bodies
    assert verify().ok


def test_a_number_without_its_kind_is_refused():
    with pytest.raises(Refused) as refused:
        party(number=ID_CARD, id_kind="")
    assert refused.value.code == "party.id_kind"


def test_a_look_at_the_number_needs_a_reason_and_is_recorded():
    registered, who = party(number=ID_CARD), person("甲")
    with pytest.raises(Refused):
        services.reveal_identifier(party=registered, by=who, reason=" ", at=AT)
    assert not Look.objects.exists()
    shown = services.reveal_identifier(party=registered, by=who, reason="制作决定书", at=AT)
    assert shown == ID_CARD
    assert Look.objects.get().actor == f"person:{who.pk}"


@pytest.mark.parametrize(
    "typed", [ID_CARD, "11010519491231002x", "１１０１０５１９４９１２３１００２Ｘ"]
)
def test_a_party_is_found_by_its_exact_number(typed):
    registered = party(number=ID_CARD)
    assert list(queries.find_parties(identifier=typed)) == [registered]
    assert list(queries.find_parties(identifier=typed[:-1])) == []


@pytest.mark.parametrize(("typed", "is_hit"), [(ID_CARD, True), ("E1", False)])
def test_a_search_by_number_is_a_look_whether_it_hits_or_not(typed, is_hit):
    registered, who = party(number=ID_CARD), person("甲")
    found = services.find_by_identifier(identifier=typed, by=who, at=AT)
    assert list(found) == ([registered] if is_hit else [])
    look = Look.objects.get()
    assert (look.actor, look.what) == (f"person:{who.pk}", "identifier search")
    assert look.subject == (registered.subject if is_hit else None)
    assert typed not in look.reason


def test_a_search_for_no_number_finds_nobody_and_leaves_no_look():
    party(number=ID_CARD)
    with pytest.raises(Refused) as refused:
        services.find_by_identifier(identifier=" - ", by=person("甲"), at=AT)
    assert refused.value.code == "find.empty"
    assert not Look.objects.exists()


@pytest.mark.parametrize("typed", ["天山", "天山（便利）", "老张"])
def test_a_party_is_found_by_part_of_a_name_or_another_name(typed):
    registered = party("天山 (便利) 店", aliases=("老张小店",))
    party("别家")
    assert list(queries.find_parties(typed)) == [registered]


def test_the_same_number_or_the_same_name_is_proposed_as_a_duplicate():
    first = party("张三", ID_CARD)
    by_number, by_name = party("章三", ID_CARD), party("张 三")
    party("李四")
    party("张三", kind=PartyKind.ORGANISATION)
    assert set(queries.likely_duplicates(first)) == {by_number, by_name}


def test_another_name_is_added_once():
    registered = party("天山便利店")
    services.add_alias(party=registered, name="小天山", by=None, at=AT)
    with pytest.raises(Refused):
        services.add_alias(party=registered, name="小 天山", by=None, at=AT)
    assert list(queries.find_parties("小天山")) == [registered]


def test_a_room_lies_in_the_subdistrict_of_its_estate():
    street = organ(OrganKind.SUBDISTRICT, "天山路街道")
    estate = services.register_place(
        kind=PlaceKind.ESTATE, name="某某小区", subdistrict=street, by=None, at=AT
    )
    house = services.register_place(
        kind=PlaceKind.BUILDING, name="3号楼", parent=estate, by=None, at=AT
    )
    room = services.register_place(kind=PlaceKind.ROOM, name="301室", parent=house, by=None, at=AT)
    assert (room.subdistrict, room.found_by) == (street, FoundBy.PARENT)
    assert list(queries.find_places("某某")) == [estate]


def test_one_place_is_registered_once():
    facts = {"kind": PlaceKind.ROAD, "by": None, "at": AT}
    services.register_place(name="天山路", **facts)
    with pytest.raises(Refused) as refused:
        services.register_place(name="天山 路", **facts)
    assert refused.value.code == "place.known"


def test_a_row_changed_behind_the_record_is_found():
    registered = party()
    Party.objects.filter(pk=registered.pk).update(address="别处")
    assert not verify().ok
