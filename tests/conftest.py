"""What all tests share: a home that is thrown away, and a flush that may empty the journal."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import override_settings

from chengguan.core.pages import catalogues
from tests.journal_triggers import flush_passes_the_triggers

__all__ = ["flush_passes_the_triggers"]


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
