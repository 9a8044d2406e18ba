"""Pages of org, notices, registers and lawbook in English: no Chinese but marked source text."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from chengguan.core.notices import services as notices
from chengguan.core.org.kinds import Role
from chengguan.core.registers import services as registers
from chengguan.core.registers.models import PartyKind
from tests.core.org.people import AT, district, holder
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    yield
    translation.activate(settings.LANGUAGE_CODE)


def enter(client, role: Role):
    who = holder("甲某", role, district(), username="a")
    client.post(reverse("org:enter"), {"account": who.account.pk})
    return who


def own_words(client, url: str) -> list[str]:
    """Chinese in the page's own part: the frame around it is not ours to test here."""
    page = client.get(url).content.decode()
    return untranslated(page[page.index("<main") : page.index("</main>")])


def test_sign_in(client):
    holder("甲某", Role.OFFICER, district(), username="a")
    assert own_words(client, reverse("org:sign_in")) == []


def test_people_and_grants(client):
    who = enter(client, Role.SEC_ADMIN)
    names = {"甲某", "区局"}
    for url in (
        reverse("org:people"),
        reverse("org:person", args=[who.pk]),
        reverse("org:give", args=[who.pk]),
        reverse("org:end", args=[who.grants.get().pk]),
    ):
        assert [text for text in own_words(client, url) if text not in names] == []


def test_notices_registers_and_lawbook(client):
    who = enter(client, Role.OFFICER)
    notices.notify(person_id=who.pk, title="secret", at=AT, is_confidential=True)
    party = registers.register_party(kind=PartyKind.PERSON, name="张三", by=None, at=AT)
    for url in (
        reverse("notices:list"),
        reverse("registers:party_list"),
        reverse("registers:register"),
        reverse("registers:party", args=[party.pk]),
        reverse("lawbook:list"),
        reverse("lawbook:item", args=["AY-E002"]),
    ):
        assert own_words(client, url) == [], url
