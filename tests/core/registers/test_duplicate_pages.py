"""Pages of duplicates: both records side by side, merged and taken back by those who keep them."""

import pytest
from django.urls import reverse

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.registers import services
from chengguan.core.registers.models import IdentifierKind, Party, PartyKind, PartyMerge
from chengguan.core.registers.roles import KEEPER_ROLES
from tests.core.org.people import AT
from tests.core.registers.test_views import ID_CARD, enter

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Party, Party]:
    facts = {"kind": PartyKind.PERSON, "by": None, "at": AT}
    number = {"identifier": ID_CARD, "id_kind": IdentifierKind.ID_CARD}
    one = services.register_party(
        name="张三", address="东路 1 号", phone="13800001234", **number, **facts
    )
    other = services.register_party(name="章三", address="西路 2 号", **number, **facts)
    return one, other


def compare(pair) -> str:
    return reverse("registers:compare", args=[pair[0].pk, pair[1].pk])


@pytest.mark.trap(32)
def test_candidates_stand_side_by_side_with_all_there_is_to_decide(client, pair):
    enter(client, Role.DISPATCHER)
    page = client.get(reverse("registers:candidates")).content.decode()
    assert compare(pair) in page
    both = client.get(compare(pair)).content.decode()
    for text in ("张三", "章三", "东路 1 号", "西路 2 号", "号码相同"):
        assert text in both
    assert ID_CARD not in page + both


def test_a_merger_and_its_undoing_through_the_pages(client, pair):
    enter(client, Role.TEAM_HEAD)
    refused = client.post(compare(pair), {"keep": pair[1].pk, "reason": ""})
    assert refused.status_code == 422
    assert not PartyMerge.objects.exists()
    answer = client.post(compare(pair), {"keep": pair[1].pk, "reason": "同一张身份证"})
    assert answer.url == reverse("registers:party", args=[pair[1].pk])
    merged = client.get(reverse("registers:party", args=[pair[0].pk])).content.decode()
    assert "这条登记已并入" in merged
    undo = reverse("registers:unmerge", args=[pair[0].pk])
    assert undo in merged
    client.post(undo, {"reason": "弄错了"})
    assert PartyMerge.objects.get().undone_reason == "弄错了"
    page = client.get(reverse("registers:candidates")).content.decode()
    assert compare(pair) in page


@pytest.mark.trap(23)
@pytest.mark.parametrize("role", sorted(ENFORCEMENT_ROLES))
def test_who_may_merge_sees_the_way_there_and_nobody_else(client, pair, role):
    enter(client, role)
    expected = role in KEEPER_ROLES
    listed = client.get(reverse("registers:party_list")).content.decode()
    assert (reverse("registers:candidates") in listed) is expected
    shown = client.get(reverse("registers:party", args=[pair[0].pk])).content.decode()
    assert (compare(pair) in shown) is expected
    for url in (reverse("registers:candidates"), compare(pair)):
        assert client.get(url).status_code == (200 if expected else 403)
    assert client.post(compare(pair), {}).status_code == (422 if expected else 403)


def test_nobody_compares_a_record_with_itself(client, pair):
    enter(client, Role.DISPATCHER)
    url = reverse("registers:compare", args=[pair[0].pk, pair[0].pk])
    assert client.get(url).status_code == 404
