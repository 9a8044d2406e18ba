"""The pages of care: an application on the phone, money with its rules, the hardship register."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work.models import Matter
from chengguan.union.care.models import HardshipFile, ReliefCase, ReliefPayment
from chengguan.union.care.procedures import RELIEF
from tests.union.care.care import STAFF, Care
from tests.union.members.union import PDF
from tests.untranslated import untranslated

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(care: Care, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the unions."""
    monkeypatch.setattr(clock, "now", lambda: care.now)

    def enter(name: str) -> Client:
        person = care.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=care.now)
        client.force_login(person.account)
        return client

    return enter


def paper() -> SimpleUploadedFile:
    return SimpleUploadedFile("件.pdf", PDF, "application/pdf")


def test_an_application_is_one_short_page_and_acts_once(care: Care, at_desk) -> None:
    client, address = at_desk("队员甲"), reverse("care:apply")
    shown = client.get(address).content.decode()
    assert 'data-draft="care.apply"' in shown or "care.apply" in shown
    said = {"kind": "marriage", "occurred_on": "2026-09-10", "union": care.east.pk, "key": "k"}
    answer = client.post(address, said)
    assert answer.status_code == 302
    assert client.get(answer.url).status_code == 200
    assert client.post(address, said).url == answer.url
    assert ReliefCase.objects.get().cause_mark == "marriage"


def test_what_is_wrong_comes_back_beside_its_field(care: Care, at_desk) -> None:
    client, address = at_desk("队员甲"), reverse("care:apply")
    said = {"kind": "illness", "occurred_on": "2026-09-10", "union": care.east.pk, "key": "k"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "疾病名称" in answer.content.decode()
    answer = client.post(address, said | {"cause": "肺炎", "occurred_on": "2026-09-20"})
    assert answer.status_code == 422
    assert "还没有到" in answer.content.decode()
    assert not ReliefCase.objects.exists()


def test_money_is_proposed_with_its_rules_and_paid_with_a_receipt(care: Care, at_desk) -> None:
    matter = care.visited()
    client = at_desk(STAFF)
    address = reverse("work:act", args=[matter, "propose_payment"])
    version = Matter.objects.get(pk=matter).version
    said = {"amount": "20000", "form": "transfer", "fund": "union", "head": care.budget}
    said |= {"version": version, "key": "k"}
    answer = client.post(address, said)
    assert answer.status_code == 422
    assert "皖工经费办法" in answer.content.decode()
    answer = client.post(address, said | {"amount": "1000", "key": "l"})
    assert answer.status_code == 302
    assert ReliefPayment.objects.get().amount == 1000_00
    shown = client.get(reverse("work:matter", args=[matter])).content.decode()
    assert "另一名工会干部" in shown or "不能审批" in shown


def test_the_hardship_register_from_opening_to_review(care: Care, at_desk) -> None:
    client = at_desk(STAFF)
    said = {
        "person": care.people["队员甲"].pk,
        "union": care.east.pk,
        "since": "2025-09-20",
        "words": "独自抚养。",
        "relation_1": "self",
        "name_1": "队员甲",
        "income_1": "5000",
        "proofs": paper(),
        "key": "k",
    }
    answer = client.post(reverse("care:open_hardship"), said)
    assert answer.status_code == 302, answer.content.decode()
    found = HardshipFile.objects.get()
    assert client.get(answer.url).status_code == 200
    shown = client.get(f"{reverse('care:hardship_list')}?view=review").content.decode()
    assert "队员甲" in shown
    said = {"on": "2026-09-15", "is_kept": "1", "proofs": paper(), "key": "l"}
    answer = client.post(reverse("care:review_hardship", args=[found.pk]), said)
    assert answer.status_code == 302, answer.content.decode()
    found.refresh_from_db()
    assert found.until.isoformat() == "2027-09-15"
    assert at_desk("西干部").get(answer.url).status_code == 404
    assert at_desk("队员甲").get(answer.url).status_code == 200


def test_no_page_is_left_untranslated(care: Care, at_desk) -> None:
    matter, file = care.paid(), care.hardship("队员乙")
    other = care.ask("队员乙")
    client = at_desk(STAFF)
    client.cookies["django_language"] = "en"
    addresses = [
        *(reverse(f"care:{name}") for name in ("list", "apply", "enter", "hardship_list")),
        f"{reverse('care:list')}?view=following",
        reverse("care:open_hardship"),
        reverse("care:hardship", args=[file.pk]),
        reverse("care:review_hardship", args=[file.pk]),
        reverse("members:me"),
        *(reverse("work:matter", args=[pk]) for pk in (matter, other)),
        *(reverse("work:act", args=[matter, a.key]) for a in RELIEF.actions_from("paid")),
        *(reverse("work:act", args=[other, a.key]) for a in RELIEF.actions_from("applied")),
    ]
    for address in addresses:
        shown = client.get(address)
        assert untranslated(shown.content.decode()) == [], address
