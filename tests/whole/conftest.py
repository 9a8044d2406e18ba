"""The whole house under test: its keys, its moment, and one built town a module."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Files, keys and deposits of this module alone; passwords are hashed fast."""
    folder = tmp_path_factory.mktemp("whole")
    with override_settings(
        FILES_ROOT=folder / "files",
        KEYS_ROOT=folder / "keys",
        DEPOSITS_ROOT=folder / "deposits",
        CHENGGUAN_KEYS_CREATE=True,
        CHENGGUAN_DEMONSTRATION=False,
        SECOND_FACTOR_REQUIRED=False,
        ALLOWED_HOSTS=[*settings.ALLOWED_HOSTS, "testserver"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield folder


@pytest.fixture(scope="module")
def whole_database(django_db_setup: None, django_db_blocker, house: Path) -> Iterator[None]:
    """What the module builds lasts for the module and is rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of every page stands where the town stands."""
    # imported late: the town needs Django's apps
    from tests.whole.town import NOW  # app ready

    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: NOW)
