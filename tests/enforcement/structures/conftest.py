"""The compound of the tests of illegal structures; every test begins in Chinese."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.enforcement.structures.compound import Compound
from tests.played import founded


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A page shown in English leaves that language behind in the thread."""
    with override("zh-hans"):
        yield


@pytest.fixture
def compound(db: None) -> Compound:
    return founded(Compound)
