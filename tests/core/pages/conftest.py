"""A registry of its own for each test, and a demonstration on demand."""

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.utils import translation

from chengguan.core.pages import registry


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """A request leaves its language active in the thread; each test begins in the source's."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def empty_registry(monkeypatch: pytest.MonkeyPatch) -> registry.Registry:
    own = registry.Registry()
    monkeypatch.setattr(registry, "entries", own)
    return own


@pytest.fixture
def demonstration(settings: object) -> None:
    settings.CHENGGUAN_DEMONSTRATION = True
