"""What all tests share: a home that is thrown away, and a flush that may empty the journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections
from django.test import TransactionTestCase, override_settings

from chengguan.core.journal import triggers


@pytest.fixture(autouse=True, scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Files, keys and deposits of this run alone."""
    folder = tmp_path_factory.mktemp("home")
    with override_settings(
        CHENGGUAN_HOME=folder,
        FILES_ROOT=folder / "files",
        KEYS_ROOT=folder / "keys",
        DEPOSITS_ROOT=folder / "deposits",
    ):
        yield folder


@pytest.fixture(autouse=True, scope="session")
def flush_may_empty_the_journal() -> Iterator[None]:
    """The one bypass of the triggers: between tests that commit, tables are emptied."""
    kept = TransactionTestCase._fixture_teardown

    def without_triggers(case: TransactionTestCase) -> None:
        for connection in connections.all(initialized_only=True):
            triggers.remove_triggers(connection)
        try:
            kept(case)
        finally:
            for connection in connections.all(initialized_only=True):
                triggers.install_triggers(connection)

    TransactionTestCase._fixture_teardown = without_triggers
    yield
    TransactionTestCase._fixture_teardown = kept
