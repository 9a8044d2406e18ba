"""Menus and pages tell the same, and every page answers, also in a house where nothing is yet."""

import re
from dataclasses import dataclass
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chengguan.core.org import services as org
from chengguan.core.org import signin
from chengguan.core.org.kinds import Field, OrganKind, Role
from chengguan.core.org.models import Account, Organ
from chengguan.core.pages import registry
from tests.whole.crawl import SIGNS_OUT, addresses
from tests.whole.town import BEGAN, SINCE

pytestmark = [pytest.mark.django_db]

LINK = re.compile(r'(?:href|action)="(/[^"#]*)"')
OPEN_TO_ALL = {"/events/", "/lawbook/"}
"""Public law: whoever is signed in may read it; the menu names it to those who work with it. To
an event somebody is invited by where he belongs, whatever his role: the list asks that."""
NO_PAGES = ("/accounts/", "/static/", "/language/", "/sign-in")


@pytest.fixture(scope="module")
def bare_house(whole_database: None) -> Organ:
    """A first day: one bureau, one person a role, and nothing else."""
    bureau = org.found_organ(
        kind=OrganKind.DISTRICT_BUREAU,
        name="示范区局",
        short_name="区局",
        since=SINCE,
        by=None,
        at=BEGAN,
    )
    for role in Role:
        person = org.register_person(name=f"人员{role}", by=None, at=BEGAN)
        org.grant(person=person, role=role, organ=bureau, since=SINCE, by=None, at=BEGAN)
        signin.open_account(person=person, username=str(role), by=None, at=BEGAN)
    return bureau


def signed_in(username: str) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(Account.objects.get(username=username))
    return client


@dataclass(frozen=True)
class Answer:
    """The status of a page and the links on it."""

    status: int
    links: frozenset[str]


class Rounds:
    """One person a role, who asks for each page once: nothing happens between two looks."""

    def __init__(self) -> None:
        self._clients: dict[Role, Client] = {}
        self._answers: dict[tuple[Role, str], Answer] = {}

    def get(self, role: Role, url: str, *, follow: bool = False) -> Answer:
        if role not in self._clients:
            self._clients[role] = signed_in(role)
        if (role, url) not in self._answers:
            self._answers[role, url] = answer(self._clients[role].get(url))
        found = self._answers[role, url]
        if follow and 300 <= found.status < 400:
            return answer(self._clients[role].get(url, follow=True))
        return found


def answer(response: HttpResponseBase) -> Answer:
    said = "" if response.streaming else response.content.decode("utf-8", "replace")  # type: ignore[attr-defined]
    return Answer(response.status_code, frozenset(links_on(said)))


@pytest.fixture(scope="module")
def rounds(bare_house: Organ) -> Rounds:
    return Rounds()


def links_on(page: str) -> set[str]:
    return {unescape(link) for link in LINK.findall(page) if not link.startswith(NO_PAGES)}


@pytest.mark.trap(33)
@pytest.mark.trap(26)
@pytest.mark.parametrize("role", list(Role))
def test_in_an_empty_house_every_page_answers_every_role(
    rounds: Rounds, at_noon: None, role: Role
) -> None:
    broken = []
    for address in addresses():
        if address.parameters or address.name in SIGNS_OUT:
            continue
        response = rounds.get(role, address.filled({}))
        if response.status >= 500:
            broken.append(f"{response.status} {address.route}")
    assert broken == []


@pytest.mark.trap(23)
@pytest.mark.parametrize("role", list(Role))
def test_every_link_that_somebody_is_shown_opens(rounds: Rounds, at_noon: None, role: Role) -> None:
    """Menu, tiles, buttons of the first page and of each page of the menu."""
    seen: set[str] = set()
    shut = []
    waiting = {reverse("work:workbench")} | menu_urls(role)
    for step in range(2):
        pages, waiting = waiting - seen, set()
        seen |= pages
        for url in sorted(pages):
            response = rounds.get(role, url, follow=True)
            if response.status not in (200, 405):
                shut.append(f"{response.status} {url}")
            elif step == 0:
                waiting |= response.links
    assert shut == []


def menu_urls(role: Role) -> set[str]:
    return {reverse(item.url_name) for item in registry.menu_for(frozenset({str(role)}))}


@pytest.mark.trap(23)
@pytest.mark.parametrize("role", list(Role))
def test_what_the_menu_hides_the_house_refuses(rounds: Rounds, at_noon: None, role: Role) -> None:
    """A page of the menu that is not for this role does not open for it either."""
    hidden = {reverse(item.url_name) for item in registry.entries.menu.values()} - menu_urls(role)
    hidden -= OPEN_TO_ALL
    opened = [url for url in sorted(hidden) if rounds.get(role, url).status == 200]
    assert opened == []


@pytest.mark.trap(27)
@pytest.mark.trap(28)
def test_lists_of_the_least_privileged_cost_the_same_with_twenty_grants_and_count_nothing(
    bare_house: Organ, at_noon: None
) -> None:
    """An officer lent to twenty teams, each for one field: no statement more than for one."""
    person = org.register_person(name="借调队员", by=None, at=BEGAN)
    signin.open_account(person=person, username="lent", by=None, at=BEGAN)
    fields = list(Field)

    def lend(number: int) -> None:
        team = org.found_organ(
            kind=OrganKind.STREET_TEAM,
            name=f"中队{number}",
            short_name=f"队{number}",
            parent=bare_house,
            since=SINCE,
            by=None,
            at=BEGAN,
        )
        org.grant(
            person=person,
            role=Role.OFFICER,
            organ=team,
            field=fields[number % len(fields)],
            since=SINCE,
            by=None,
            at=BEGAN,
        )

    lend(0)
    one = statements_of_lists("lent")
    for number in range(1, 20):
        lend(number)
    twenty = statements_of_lists("lent")
    assert {path: len(sql) for path, sql in twenty.items()} == {
        path: len(sql) for path, sql in one.items()
    }
    counting = [sql for every in twenty.values() for sql in every if counts_across_a_join(sql)]
    assert counting == []


LISTS = ("leads:list", "cases:list", "work:overdue", "work:workbench", "api-1:matters")


def statements_of_lists(username: str) -> dict[str, list[str]]:
    client, found = signed_in(username), {}
    for name in LISTS:
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as caught:
            assert client.get(reverse(name)).status_code == 200
        found[name] = [query["sql"] for query in caught if not query["sql"].startswith("SAVEPOINT")]
        assert len(found[name]) <= 10, found[name]
    return found


def counts_across_a_join(sql: str) -> bool:
    return "COUNT(" in sql and (" JOIN " in sql or " IN (SELECT" in sql)
