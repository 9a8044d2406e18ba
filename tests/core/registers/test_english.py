"""Pages of parties and places in English: no Chinese but marked source text."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from chengguan.core.org.kinds import Role
from chengguan.core.registers import services
from chengguan.core.registers.models import IdentifierKind, PartyKind, PlaceKind
from tests.core.org.people import AT
from tests.core.registers.test_views import ID_CARD, enter
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    yield
    translation.activate(settings.LANGUAGE_CODE)


def test_every_page(client):
    enter(client, Role.DISPATCHER)
    facts = {"kind": PartyKind.PERSON, "address": "东路 1 号", "by": None, "at": AT}
    number = {"identifier": ID_CARD, "id_kind": IdentifierKind.ID_CARD}
    one = services.register_party(name="张三", aliases=["老张"], **number, **facts)
    other = services.register_party(name="张三", phone="13800001234", **facts)
    place = services.register_place(kind=PlaceKind.ESTATE, name="榆荫新村", by=None, at=AT)
    plain = (
        *("party_list", "find", "register", "candidates", "place_list", "place_register"),
        *(("party", one.pk), ("alias", one.pk), ("unmerge", one.pk), ("place", place.pk)),
        ("compare", one.pk, other.pk),
    )
    for name in plain:
        word, *args = (name,) if isinstance(name, str) else name
        page = client.get(reverse(f"registers:{word}", args=args)).content.decode()
        assert untranslated(page[page.index("<main") : page.index("</main>")]) == [], word
