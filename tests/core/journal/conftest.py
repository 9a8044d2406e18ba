"""A folder of keys, a governed table, and a moment for the tests of the journal."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import connection

from chengguan.core.journal.checks import rows
from tests.core.journal.sample import Sample

AT = datetime(2026, 9, 15, 1, 0, tzinfo=UTC)


@pytest.fixture(scope="session")
def key_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keys")


@pytest.fixture(autouse=True)
def journal_of_its_own(settings, monkeypatch, key_folder: Path) -> None:
    settings.KEYS_ROOT = key_folder
    settings.CHENGGUAN_KEYS_CREATE = True
    monkeypatch.setattr(rows, "governed_models", lambda: [Sample])
    monkeypatch.setattr("chengguan.core.journal.verification.CHECKS", {})


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Sample)
