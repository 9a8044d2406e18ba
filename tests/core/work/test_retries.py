"""The same form sent again gets the first answer, whatever its act did to the matter."""

import json
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.journal.models import JournalEntry
from chengguan.core.org import signin
from chengguan.core.org.models import Account, Person
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from tests.core.work.sample import Town

pytestmark = pytest.mark.trap(37)


def browser_of(town: Town, actor: Actor) -> Client:
    person = Person.objects.get(pk=actor.person_id)
    signin.open_account(person=person, username=person.name, by=None, at=town.at)
    client = Client()
    client.force_login(
        Account.objects.get(person=person),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


def entries(matter: Matter) -> int:
    return JournalEntry.objects.filter(stream_id=matter.pk).count()


def test_a_form_sent_twice_acts_once_and_leads_to_the_same_page(town: Town) -> None:
    matter, client = town.begin(), browser_of(town, town.officer)
    form = {"key": str(uuid4()), "version": "1"}
    address = reverse("work:act", args=[matter.pk, "take"])
    first, again = client.post(address, form), client.post(address, form)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert entries(matter) == 2


def test_the_answer_stands_when_the_matter_is_out_of_sight(town: Town) -> None:
    matter, client = town.begin(), browser_of(town, town.officer)
    form = {"key": str(uuid4()), "version": "1"}
    address = reverse("work:act", args=[matter.pk, "take"])
    client.post(address, form)
    Matter.objects.get(pk=matter.pk).access.all().delete()
    again = client.post(address, form)
    assert (again.status_code, again["Location"]) == (302, reverse("work:workbench"))
    other = client.post(address, form | {"key": str(uuid4())})
    assert other.status_code == 404


def test_another_content_under_the_same_key_is_no_repeat(town: Town) -> None:
    matter, client = town.begin(), browser_of(town, town.officer)
    key = str(uuid4())
    address = reverse("work:act", args=[matter.pk, "take"])
    client.post(address, {"key": key, "version": "1"})
    changed = client.post(
        address,
        {"key": key, "version": "1", "occurred_at": "2026-03-02T10:00", "late_reason": "另写的"},
    )
    assert changed.status_code == 409
    assert entries(matter) == 2


def test_the_api_answers_a_repeat_as_a_repeat(town: Town) -> None:
    matter, client = town.begin(), browser_of(town, town.officer)
    address = f"/api/matters/{matter.pk}/acts/take"
    sent = json.dumps({"key": str(uuid4()), "version": 1, "data": {}})
    first = client.post(address, sent, content_type="application/json")
    again = client.post(address, sent, content_type="application/json")
    assert (first.status_code, again.status_code) == (200, 200)
    assert again.json() == first.json() | {"is_repeat": True}
    assert entries(matter) == 2


def test_an_act_of_the_platform_is_not_asked_when_it_happened(town: Town) -> None:
    matter, client = town.begin(), browser_of(town, town.officer)
    town.do(matter, "take", town.officer)
    assert (
        "occurred_at" in client.get(reverse("work:act", args=[matter.pk, "work"])).content.decode()
    )
    page = client.get(reverse("work:act", args=[matter.pk, "finish"]))
    assert page.status_code == 200
    assert "occurred_at" not in page.content.decode()


def test_a_form_that_does_not_lead_on_is_not_opened(town: Town) -> None:
    matter, client = town.begin(), browser_of(town, town.officer)
    assert client.get(reverse("work:act", args=[matter.pk, "resume"])).status_code == 409
