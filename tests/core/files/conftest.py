"""Keys of this run, and the demonstration's clock standing at the tests' moment."""

import pytest

from tests.core.org.people import AT


@pytest.fixture(autouse=True)
def house(settings, monkeypatch, tmp_path) -> None:
    settings.CHENGGUAN_KEYS_CREATE = True
    settings.CHENGGUAN_DEMONSTRATION = True
    settings.FILES_ROOT = tmp_path / "files"
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: AT)
