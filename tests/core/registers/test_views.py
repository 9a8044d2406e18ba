"""Parties are for those who enforce."""

from io import BytesIO

import pytest
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.journal.models import Look
from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.registers import services
from chengguan.core.registers.models import IdentifierKind, Party, PartyKind
from chengguan.core.registers.roles import NUMBER_ROLES
from tests.core.org.people import AT, district, holder

pytestmark = pytest.mark.django_db
ID_CARD = "11010519491231002X"


def enter(client, role: Role) -> None:
    who = holder("甲", role, district(), username="a")
    client.post(reverse("org:enter"), {"account": who.account.pk})


@pytest.fixture
def party() -> Party:
    return services.register_party(
        kind=PartyKind.PERSON,
        name="张三",
        identifier=ID_CARD,
        id_kind=IdentifierKind.ID_CARD,
        by=None,
        at=AT,
    )


@pytest.mark.trap(23)
@pytest.mark.parametrize("role", sorted(Role))
def test_list_and_page_are_open_to_enforcement_roles_only(client, party, role):
    enter(client, role)
    expected = 200 if role in ENFORCEMENT_ROLES else 403
    for url in (reverse("registers:party_list"), reverse("registers:party", args=[party.pk])):
        assert client.get(url).status_code == expected


def test_the_number_is_shown_only_on_the_answer_to_a_reason(client, party):
    enter(client, Role.OFFICER)
    page = reverse("registers:party", args=[party.pk])
    assert ID_CARD not in client.get(page).content.decode()
    url = reverse("registers:reveal", args=[party.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert ID_CARD in client.post(url, {"reason": "制作决定书"}).content.decode()
    assert Look.objects.count() == 1


def test_a_search_by_number_lists_whom_it_found_and_writes_a_look(client, party):
    enter(client, Role.OFFICER)
    url = reverse("registers:find")
    assert "张三" in client.post(url, {"identifier": ID_CARD}).content.decode()
    assert Look.objects.get().subject == party.subject
    page = client.post(url, {"identifier": "--"}).content.decode()
    assert "请填写完整的证件号码" in page
    assert "张三" not in page


@pytest.mark.parametrize("role", sorted(set(Role) - ENFORCEMENT_ROLES))
def test_who_does_not_enforce_neither_searches_nor_sees_a_number(client, party, role):
    enter(client, role)
    for url, typed in (
        (reverse("registers:find"), {"identifier": ID_CARD}),
        (reverse("registers:reveal", args=[party.pk]), {"reason": "核对"}),
    ):
        answer = client.post(url, typed)
        assert answer.status_code == 403
        assert ID_CARD not in answer.content.decode()
    assert not Look.objects.exists()


def test_a_party_is_registered_through_the_form(client):
    enter(client, Role.OFFICER)
    url = reverse("registers:register")
    page = client.post(url, {"kind": "person", "name": "李四", "identifier": "1"})
    assert "请选择证件类别" in page.content.decode()
    assert not Party.objects.exists()
    client.post(url, {"kind": "person", "name": "李四", "identifier": "1", "id_kind": "id_card"})
    assert Party.objects.get().is_identifier_valid is False


def test_the_page_of_a_party_links_its_likely_duplicates(client, party):
    enter(client, Role.OFFICER)
    other = services.register_party(kind=PartyKind.PERSON, name="张 三", by=None, at=AT)
    page = client.get(reverse("registers:party", args=[party.pk])).content.decode()
    assert reverse("registers:party", args=[other.pk]) in page


@pytest.mark.trap(68)
def test_a_search_by_telephone_is_a_look_too(client):
    enter(client, Role.OFFICER)
    known = services.register_party(
        kind=PartyKind.PERSON, name="李四", phone="138 0000 1234", by=None, at=AT
    )
    page = client.post(reverse("registers:find"), {"phone": "13800001234"}).content.decode()
    assert "李四" in page
    assert "1234" not in page
    assert Look.objects.get().subject == known.subject


@pytest.mark.trap(68)
@pytest.mark.parametrize("role", sorted(ENFORCEMENT_ROLES))
def test_numbers_are_for_those_whose_work_needs_them(client, party, role):
    enter(client, role)
    expected = role in NUMBER_ROLES
    listed = client.get(reverse("registers:party_list")).content.decode()
    page = client.get(reverse("registers:party", args=[party.pk])).content.decode()
    assert (reverse("registers:find") in listed) is expected
    assert (reverse("registers:reveal", args=[party.pk]) in page) is expected
    answer = client.post(reverse("registers:find"), {"identifier": ID_CARD})
    assert answer.status_code == (200 if expected else 403)
    assert Look.objects.count() == expected


@pytest.mark.trap(21, 68)
def test_the_sheet_masks_persons_and_holds_no_number(client, party):
    enter(client, Role.OFFICER)
    services.register_party(
        kind=PartyKind.LEGAL_PERSON, name="某某公司", address="东路 1 号", by=None, at=AT
    )
    answer = client.get(reverse("registers:party_sheet"))
    book = CalamineWorkbook.from_filelike(BytesIO(b"".join(answer)))
    cells = [str(cell) for line in book.get_sheet_by_index(0).to_python() for cell in line]
    assert {"张*", "某某公司", "东路 1 号"} <= set(cells)
    assert not any("张三" in cell or ID_CARD in cell for cell in cells)


def test_filters_and_views_of_the_list(client, party):
    enter(client, Role.OFFICER)
    services.register_party(
        kind=PartyKind.LEGAL_PERSON,
        name="某某公司",
        identifier="9.1310105729e+017",
        id_kind=IdentifierKind.USCC,
        by=None,
        at=AT,
    )
    listing = reverse("registers:party_list")
    flagged = client.get(f"{listing}?view=flagged").content.decode()
    assert "某某公司" in flagged
    assert "张三" not in flagged
    persons = client.get(f"{listing}?kind=person").content.decode()
    assert "张三" in persons
    assert "某某公司" not in persons
    assert "没有符合条件的当事人" in client.get(f"{listing}?view=unknown").content.decode()


def test_an_alias_is_added_through_the_form(client, party):
    enter(client, Role.OFFICER)
    url = reverse("registers:alias", args=[party.pk])
    client.post(url, {"kind": "signboard", "name": "张三便利店", "since": "2020-01-01"})
    page = client.get(reverse("registers:party", args=[party.pk])).content.decode()
    assert "张三便利店" in page
    again = client.post(url, {"kind": "signboard", "name": "张三 便利店"}).content.decode()
    assert "这个名称已经登记" in again


@pytest.mark.trap(21)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.UNION_STAFF])
def test_the_search_of_the_frame_finds_parties_for_those_who_may_open_them(client, party, role):
    enter(client, role)
    page = reverse("registers:party", args=[party.pk])
    found = client.get("/search/?q=张三").content.decode()
    assert (page in found) is (role in ENFORCEMENT_ROLES)
    assert page not in client.get(f"/search/?q={ID_CARD}").content.decode()
