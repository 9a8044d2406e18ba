"""The page on which a head hands over somebody's open work, and the forms of the common acts."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.org import signin
from chengguan.core.org.models import Person
from chengguan.core.work import registry, surface
from chengguan.core.work.batch import ticked
from chengguan.core.work.models import Matter
from tests.core.work.handled import Office, install

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def office(db: None, monkeypatch) -> Office:
    install()
    made = Office()
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: made.at)
    return made


def signed_in(office: Office, who) -> Client:
    person = Person.objects.get(pk=who.person_id)
    account = signin.open_account(person=person, username=uuid4().hex, by=None, at=office.at)
    account.must_change_password = False
    account.save()
    client = Client()
    client.force_login(account, backend=BACKEND)
    return client


def test_ticked_matters_go_to_another_and_each_says_what_became_of_it(office: Office) -> None:
    matters = [office.opened() for _ in range(2)]
    url = reverse("work:hand_over", args=[office.officer.person_id])
    head = signed_in(office, office.head)
    page = head.get(url).content.decode()
    assert all(matter.number in page for matter in matters)
    rows = [ticked(Matter.objects.get(pk=matter.pk)) for matter in matters]
    asked = head.post(url, {"row": rows}).content.decode()
    assert "东二" in asked
    assert "西一" not in asked
    office.do(matters[1], "submit", office.officer)
    said = {"row": rows, "asked": "1", "key": "k1", "reason": "调离"}
    missing = head.post(url, said)
    assert "交接：2 件" in missing.content.decode()
    done = head.post(url, said | {"receiver": office.colleague.person_id}).content.decode()
    assert "办成 1 件，共 2 件" in done
    assert matters[0].assignments.get(until=None).person.name == "东二"


def test_only_heads_hand_over_and_only_what_they_may_find(office: Office) -> None:
    office.opened("sample.private")
    url = reverse("work:hand_over", args=[office.officer.person_id])
    assert signed_in(office, office.colleague).get(url).status_code == 403
    assert "没有您可以交接的事项" in signed_in(office, office.head).get(url).content.decode()


@pytest.mark.parametrize(
    ("action", "sent"),
    [
        ("pass_on", {"person": "colleague", "reason": "忙"}),
        ("ask_cosign", {"people": "stranger", "task": "with", "question": "可以吗"}),
        ("note_mistake", {"entry": 1, "wrong": "a", "right": "b", "reason": "c"}),
    ],
)
def test_the_forms_make_the_acts(office: Office, action: str, sent: dict) -> None:
    matter = office.opened()
    client = signed_in(office, office.officer)
    url = reverse("work:act", args=[matter.pk, action])
    assert client.get(url).status_code == 200
    filled = {k: getattr(getattr(office, str(v), None), "person_id", v) for k, v in sent.items()}
    answer = client.post(url, filled | {"version": matter.version, "key": uuid4().hex})
    assert answer.status_code == 302, answer.content.decode()
    assert Matter.objects.get(pk=matter.pk).version == matter.version + 1
    assert client.get(reverse("work:matter", args=[matter.pk])).status_code in (200, 404)


def test_who_is_asked_finds_it_on_his_workbench_as_what_it_is(office: Office) -> None:
    matter = office.opened()
    client = signed_in(office, office.officer)
    url = reverse("work:act", args=[matter.pk, "ask_cosign"])
    sent = {"people": office.stranger.person_id, "task": "before", "question": "可以吗"}
    client.post(url, sent | {"version": matter.version, "key": "k"})
    page = signed_in(office, office.stranger).get(reverse("work:workbench")).content.decode()
    assert "加签" in page
    assert "东一征求意见：可以吗" in page
    assert "会签同意" in page


def test_every_act_that_can_have_happened_before_asks_when_and_why() -> None:
    """The form of each registered act offers the time and the reason of a late entry."""
    bare = [
        f"{known.procedure.key}.{action.key}"
        for known in registry.handlings()
        for action in known.procedure.actions
        if not action.happens_here
        and not {"occurred_at", "late_reason", "has_happened"}
        <= set(surface.form_of(known.procedure.key, action.key).base_fields)
    ]
    assert bare == []


def looked(office: Office, words: str, **sent: object) -> str:
    url = reverse("work:look_people", args=[office.opened().pk])
    told = {"pick": "people", "pick-required": "1", "look-people": words, **sent}
    return signed_in(office, office.officer).post(url, told).content.decode()


def test_who_is_asked_is_found_by_name_and_ticked(office: Office) -> None:
    shown = looked(office, "西一")
    assert "西一" in shown
    assert "checkbox" in shown
    assert "checked" not in shown


def test_who_was_chosen_stays_while_another_is_looked_for(office: Office) -> None:
    chosen = office.stranger.person_id
    shown = looked(office, "没有此人", people=[chosen])
    assert f'value="{chosen}" checked' in shown
    assert "没有找到" in shown


def test_the_form_lists_nobody_before_somebody_is_looked_for(office: Office) -> None:
    url = reverse("work:act", args=[office.opened().pk, "ask_cosign"])
    page = signed_in(office, office.officer).get(url).content.decode()
    assert "data-pick" in page
    assert "西一" not in page


def test_nobody_is_looked_for_in_a_matter_that_one_may_not_find(office: Office) -> None:
    url = reverse("work:look_people", args=[office.opened("sample.private").pk])
    sent = {"pick": "people", "look-people": "西一"}
    assert signed_in(office, office.stranger).post(url, sent).status_code == 404


def test_passing_on_to_nobody_is_told_beside_the_field(office: Office) -> None:
    matter = office.opened()
    url = reverse("work:act", args=[matter.pk, "pass_on"])
    sent = {"reason": "忙", "version": matter.version, "key": uuid4().hex}
    answer = signed_in(office, office.officer).post(url, sent)
    assert answer.status_code == 422
    assert "请选择转给谁" in answer.content.decode()
