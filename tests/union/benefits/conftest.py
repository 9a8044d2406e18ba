"""The unions of the tests of benefits."""

from uuid import uuid4

import pytest
from django.test import Client

from chengguan.core.org import signin
from chengguan.core.pages import clock
from tests.played import founded
from tests.union.benefits.club import Club


@pytest.fixture
def club(db: None) -> Club:
    return founded(Club)


@pytest.fixture
def at_desk(club: Club, client: Client, monkeypatch: pytest.MonkeyPatch):
    """Signs somebody in, at the moment of the club."""
    monkeypatch.setattr(clock, "now", lambda: club.now)

    def enter(name: str) -> Client:
        person = club.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=club.now)
        client.force_login(person.account)
        return client

    return enter
