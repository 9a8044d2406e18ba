"""The pages of the enforcement items."""

import pytest
from django.urls import reverse

from chengguan.core.lawbook.items import all_items
from chengguan.core.org.kinds import Role
from tests.core.org.people import district, holder

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def signed_in(client):
    who = holder("甲", Role.OFFICER, district(), username="a")
    client.post(reverse("org:enter"), {"account": who.account.pk})


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ({}, "占道设摊", "（旧法）"),
        ({"text": "电梯"}, "电梯", "占道设摊"),
        ({"field": "noise"}, "夜间施工", "占道设摊"),
        ({"procedure": "summary"}, "占道设摊", "损坏房屋承重结构"),
        ({"procedure": "ordinary"}, "损坏房屋承重结构", "占道设摊"),
    ],
)
def test_items_of_the_day_are_listed_and_filtered(client, query, shown, hidden):
    page = client.get(reverse("lawbook:list"), query).content.decode()
    assert shown in page
    assert hidden not in page


@pytest.mark.parametrize("code", all_items())
def test_every_item_has_a_page_with_its_provisions_and_competence(client, code):
    page = client.get(reverse("lawbook:item", args=[code])).content.decode()
    found = all_items()[code]
    for word in (found.breach, found.penalty, found.authority, "2021-08-01"):
        assert word in page


def test_an_unknown_item_is_not_found(client):
    assert client.get(reverse("lawbook:item", args=["AY-X999"])).status_code == 404
