"""Parties are for those who enforce."""

import pytest
from django.urls import reverse

from chengguan.core.journal.models import Look
from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.registers import services
from chengguan.core.registers.models import IdentifierKind, Party, PartyKind
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
