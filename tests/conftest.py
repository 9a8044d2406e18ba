"""What all tests share: a home that is thrown away, and a flush that may empty the journal."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from django.test import client, override_settings

from chengguan.core.pages import catalogues
from tests import migrated
from tests.journal_triggers import flush_passes_the_triggers

__all__ = ["flush_passes_the_triggers"]


def pytest_collection_finish() -> None:
    """What is imported stays: the collector need not walk through it after every few objects."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_use_migrations: bool) -> Iterator[None]:
    """Before `migrate` runs: SQLite's memory already holds what it makes."""
    if connection.vendor != "sqlite" or not django_db_use_migrations:
        yield
        return
    with migrated.laid_out(connection.creation._get_test_db_name()):
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker, django_db_use_migrations) -> None:
    """After it: the first run of its kind leaves its tables for the next."""
    if connection.vendor != "sqlite" or not django_db_use_migrations:
        return
    if not (file := migrated.kept()).exists():
        with django_db_blocker.unblock():
            migrated.keep(file)


@pytest.fixture(autouse=True, scope="session")
def first_template_alone() -> Iterator[None]:
    """Of all that a page is put together from, tests ask for the context of the page alone:
    Django would copy it for every part."""
    store = client.store_rendered_templates

    def first(kept: dict[str, object], *args: object, **kwargs: object) -> None:
        if not kept:
            store(kept, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", first)
        yield


@pytest.fixture(autouse=True, scope="session")
def compiled_catalogues() -> None:
    """A fresh clone has no compiled catalogues, and Django keeps what it first met of them."""
    catalogues.compile_stale()


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Files, keys and deposits of this run alone; passwords are hashed fast."""
    folder = tmp_path_factory.mktemp("home")
    with override_settings(
        CHENGGUAN_HOME=folder,
        FILES_ROOT=folder / "files",
        KEYS_ROOT=folder / "keys",
        DEPOSITS_ROOT=folder / "deposits",
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield folder
