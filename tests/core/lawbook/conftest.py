"""Keys of this run, and the demonstration's clock standing at the tests' moment."""

import pytest

from chengguan.core.lawbook import overlay
from tests.core.org.people import AT


@pytest.fixture(autouse=True)
def house(settings, monkeypatch, tmp_path) -> None:
    settings.CHENGGUAN_KEYS_CREATE = True
    settings.CHENGGUAN_DEMONSTRATION = True
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: AT)


@pytest.fixture(autouse=True)
def nothing_laid_over():
    """What a test confirms is rolled back; the process must not remember it."""
    yield
    overlay._held.changes, overlay._held.competence = (), ()
    overlay.forget()
