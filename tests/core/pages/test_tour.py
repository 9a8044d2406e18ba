"""The walk through the demonstration: its card, its progress, its way from account to account."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from chengguan.core.org import signin
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.services import found_organ, grant, register_person
from chengguan.core.pages import clock, registry, tour, words
from chengguan.core.pages.registry import TourStep, TourStop

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


@pytest.fixture
def accounts() -> list:
    """Two people who can sign in."""
    now = clock.now()
    organ = found_organ(
        kind=OrganKind.DISTRICT_BUREAU,
        name="区局",
        short_name="区局",
        since=now.date(),
        by=None,
        at=now,
        parent=None,
    )
    made = []
    for name in ("甲", "乙"):
        person = register_person(name=name, by=None, at=now)
        grant(person=person, role=Role.OFFICER, organ=organ, since=now.date(), by=None, at=now)
        made.append(signin.open_account(person=person, username=name, by=None, at=now))
    return made


@pytest.fixture
def steps(accounts: list, monkeypatch: pytest.MonkeyPatch) -> list[TourStep]:
    """Three steps at two accounts; the last finds nothing that stands right."""

    def step(order: int, stop: TourStop | None) -> TourStep:
        return TourStep(order, f"步骤{order}", "队员", "做这个", ("看那个",), lambda now: stop)

    first, second = accounts
    made = [
        step(10, TourStop(first.pk, "甲", "队员", reverse("pages:keys"))),
        step(20, TourStop(second.pk, "乙", "队员", reverse("pages:map"))),
        step(30, None),
    ]
    monkeypatch.setattr(registry.entries, "tour", made)
    return made


def enter(client: Client, account: object, number: int) -> object:
    onward = reverse("pages:tour_step", args=[number])
    return client.post(reverse("org:enter"), {"account": account.pk, "next": onward}, follow=True)


@pytest.mark.usefixtures("steps")
def test_the_tour_begins_without_signing_in_and_offers_the_first_account(
    client: Client, accounts: list
) -> None:
    page = client.get(reverse("pages:tour"))
    assert page.context["card"].here.account == accounts[0].pk
    assert f'value="{accounts[0].pk}"' in page.content.decode()


@pytest.mark.usefixtures("steps")
def test_one_click_changes_the_account_and_opens_the_page_of_the_step(
    client: Client, accounts: list
) -> None:
    for number, (account, page) in enumerate(zip(accounts, ("keys", "map"), strict=True), start=1):
        shown = enter(client, account, number)
        assert shown.request["PATH_INFO"] == reverse(f"pages:{page}")
        assert shown.context["tour"].number == number
        assert shown.context["tour"].is_here


@pytest.mark.usefixtures("steps")
def test_entering_again_with_the_same_account_goes_on(client: Client, accounts: list) -> None:
    enter(client, accounts[0], 1)
    assert enter(client, accounts[0], 1).status_code == 200


@pytest.mark.usefixtures("steps")
def test_who_sits_at_another_account_is_shown_the_way(client: Client, accounts: list) -> None:
    enter(client, accounts[0], 1)
    page = client.get(reverse("pages:tour_step", args=[2]))
    assert page.status_code == 200
    assert not page.context["card"].is_here


@pytest.mark.usefixtures("steps")
def test_a_step_without_a_matter_says_so(client: Client, accounts: list) -> None:
    enter(client, accounts[1], 2)
    page = client.get(reverse("pages:tour_step", args=[3]))
    assert "现在没有正好办到这一步的事项" in page.content.decode()


@pytest.mark.usefixtures("steps")
def test_the_current_step_is_marked_and_what_was_walked_looks_so(client: Client) -> None:
    page = client.get(reverse("pages:tour_step", args=[2])).content.decode()
    steps = re.search(r'<ol class="tour-steps">.*?</ol>', page, re.S)
    assert steps is not None
    first, second, third = re.findall(r"<li.*?</li>", steps[0], re.S)
    assert 'class="is-done"' in first
    assert "已走过" in first
    assert 'aria-current="step"' in second
    assert "is-done" not in third
    assert page.count('aria-current="step"') == 1


@pytest.mark.usefixtures("steps")
def test_a_tour_that_was_left_is_gone_on_with(client: Client, accounts: list) -> None:
    enter(client, accounts[1], 2)
    client.post(reverse("pages:leave_tour"), {"next": reverse("pages:keys")})
    assert not client.get(reverse("pages:keys")).context["tour"]
    assert client.get(reverse("pages:tour")).context["card"].number == 2
    client.get(reverse("pages:tour_step", args=[3]))
    client.post(reverse("pages:leave_tour"))
    assert client.get(reverse("pages:tour")).context["card"].number == 1


@pytest.mark.usefixtures("steps")
@pytest.mark.parametrize("kept", ["", "x", "99", "-", "0-", "²", "1" * 400])
def test_a_broken_cookie_is_no_progress(client: Client, kept: str) -> None:
    client.cookies[tour.COOKIE] = kept
    assert client.get(reverse("pages:tour")).context["card"].number == 1


@pytest.mark.usefixtures("steps")
def test_outside_the_demonstration_there_is_none(client: Client, settings: object) -> None:
    client.cookies[tour.COOKIE] = "1"
    settings.CHENGGUAN_DEMONSTRATION = False
    assert client.get(reverse("pages:tour")).status_code == 404
    assert client.get(reverse("pages:tour_step", args=[1])).status_code == 404
    assert not client.get(reverse("pages:keys")).context["tour"]


def test_the_house_contributes_eight_steps_in_order() -> None:
    steps = registry.tour_steps()
    assert [step.order for step in steps] == [10, 20, 30, 40, 50, 60, 70, 80]
    assert all(step.look for step in steps)
    assert [step.find(clock.now()) for step in steps] == [None] * 8


def test_acts_are_called_in_the_walk_as_on_their_buttons() -> None:
    """「现场检查」 in the Chinese of a step is “Inspect on site” in its English."""
    for step in registry.tour_steps():
        with override("zh-hans"):
            named = re.findall(r"「(.+?)」", str(step.do))
        with override("en"):
            told = re.findall(r"“(.+?)”", str(step.do))
            assert told == [words.act(name) for name in named]
