"""The office of the tests of annual plans, and its door."""

import pytest
from django.test import Client

from chengguan.core.org import signin
from chengguan.core.pages import clock
from tests.plans.annual.office import NINE, Enter, Office
from tests.played import founded


@pytest.fixture
def office(db: None) -> Office:
    return founded(Office)


@pytest.fixture
def enter(office: Office, monkeypatch: pytest.MonkeyPatch) -> Enter:
    monkeypatch.setattr(clock, "now", lambda: office.now)

    def into(name: str) -> Client:
        person = office.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=f"u{person.pk}", by=None, at=NINE)
        client = Client()
        client.force_login(person.account)
        return client

    return into
