"""Ticked leads: signed, dispatched and merged in one go, each by its own act."""

import pytest
from django.urls import reverse

from chengguan.core.org import signin as org
from chengguan.core.work.batch import ticked
from chengguan.core.work.models import MatterLink
from chengguan.enforcement.leads import likeness
from chengguan.enforcement.leads.models import Lead
from tests.enforcement.leads.conftest import NINE
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db

TEXT = "小区门口的烧烤摊每天晚上十点以后还在营业，油烟很大，声音也大，老人孩子睡不好，请来看看。"


@pytest.fixture
def enter(district, client, monkeypatch):
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: district.now)

    def entered(name):
        person = district.people[name]
        account = getattr(person, "account", None) or org.open_account(
            person=person, username=f"u{person.pk}", by=None, at=NINE
        )
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered


def send(client, act, *walks, **said):
    rows = [ticked(walk.matter) for walk in walks]
    url = reverse("work:many", args=["lead.hotline"])
    return client.post(url, {"act": act, "row": rows, "key": "click-1"} | said)


def states(*walks):
    return [walk.matter.state for walk in walks]


def test_signing_many_needs_no_form_and_tells_what_became_of_each(enter, received):
    one, two, three = received().to_dispatched(), received().to_dispatched(), received()
    page = send(enter("甲"), "sign", one, two, three).content.decode()
    assert states(one, two, three) == ["handling", "handling", "received"]
    assert "办成 2 件，共 3 件" in page


@pytest.mark.trap(54)
def test_a_second_click_signs_nothing_again(enter, received):
    walks = [received().to_dispatched() for _ in range(2)]
    client = enter("甲")
    rows = [ticked(walk.matter) for walk in walks]
    posted = {"act": "sign", "row": rows, "key": "click-1"}
    for _ in range(2):
        page = client.post(reverse("work:many", args=["lead.hotline"]), posted).content.decode()
        assert "办成 2 件，共 2 件" in page
    assert [walk.matter.version for walk in walks] == [3, 3]


def test_dispatching_many_asks_once_and_keeps_what_each_says_of_itself(enter, received, district):
    complaint, question = received(), received(appeal_kind="consult")
    client = enter("调度")
    form = send(client, "dispatch", complaint, question).content.decode()
    assert 'name="asked"' in form
    assert 'name="appeal_kind"' not in form
    send(client, "dispatch", complaint, question, asked="1", organ=district.team.pk)
    assert states(complaint, question) == ["dispatched", "dispatched"]
    kinds = [walk.matter.lead.appeal_kind for walk in (complaint, question)]
    assert kinds == ["complaint", "consult"]


def test_somebody_who_acted_meanwhile_is_not_overridden(enter, received):
    walk = received().to_dispatched()
    row = ticked(walk.matter)
    walk.act("sign", "乙")
    page = enter("甲").post(
        reverse("work:many", args=["lead.hotline"]), {"act": "sign", "row": [row], "key": "k"}
    )
    assert "已有变动" in page.content.decode()
    assert walk.matter.lead.handler.name == "乙"


@pytest.mark.trap(21)
def test_rows_that_one_may_not_find_are_not_acted_on_nor_named(enter, received):
    walk = received().to_dispatched()
    page = send(enter("丙"), "sign", walk).content.decode()
    assert walk.matter.number not in page
    assert walk.matter.state == "dispatched"


@pytest.mark.parametrize("rows", [["x"], ["~"], ["00000000-0000-0000-0000-000000000000~x"]])
def test_what_is_no_row_is_not_found(enter, district, rows):
    url = reverse("work:many", args=["lead.hotline"])
    client = enter("甲")
    assert client.post(url, {"act": "sign", "row": rows, "key": "k"}).status_code == 404
    assert client.post(url, {"act": "nothing", "row": [], "key": "k"}).status_code == 404


@pytest.mark.trap(32)
def test_likely_repeats_are_shown_whole_and_merged_by_an_act(enter, received, district):
    walks = [received(title=f"烧烤扰民{n}", description=TEXT) for n in range(3)]
    for lead in Lead.objects.order_by("pk"):
        likeness.remember(lead, district.now)
    client = enter("调度")
    page = client.get(reverse("leads:alike")).content.decode()
    assert page.count(TEXT) == 3
    first = walks[0].matter
    said = {"asked": "1", "duplicate_of": first.number, "reason": "重复诉件"}
    send(client, "void", *walks[1:], **said)
    assert states(*walks) == ["received", "voided", "voided"]
    assert MatterLink.objects.filter(target=first, kind="duplicate").count() == 2
    assert TEXT not in client.get(reverse("leads:alike")).content.decode()


def test_the_pages_speak_english(enter, received, district):
    for _ in range(2):
        received(description=TEXT)
    for lead in Lead.objects.order_by("pk"):
        likeness.remember(lead, district.now)
    client = enter("调度")
    client.cookies["django_language"] = "en"
    assert not untranslated(client.get(reverse("leads:alike")).content.decode())
