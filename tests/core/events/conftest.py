"""Keys of this run, a union with its members, and a clock that a test may set."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client

from chengguan.core.org.models import Account
from tests.core.events.town import Town, founded_town
from tests.core.org.people import AT

SetClock = Callable[[datetime], None]


@pytest.fixture(autouse=True)
def house(settings, monkeypatch, tmp_path) -> None:
    settings.CHENGGUAN_KEYS_CREATE = True
    settings.CHENGGUAN_DEMONSTRATION = True
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: AT)


@pytest.fixture
def town(db: None) -> Town:
    return founded_town()


@pytest.fixture
def set_clock(monkeypatch) -> SetClock:
    def put(at: datetime) -> None:
        monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: at)

    return put


@pytest.fixture
def enter() -> Callable[[str], Client]:
    """A browser in which somebody is signed in."""

    def opened(username: str) -> Client:
        client = Client()
        client.force_login(Account.objects.get(username=username))
        return client

    return opened
