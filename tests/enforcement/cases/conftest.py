"""A street with three certified officers, a head and a vendor; every test begins in Chinese."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from tests.enforcement.cases.street import Street
from tests.played import founded


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """A page shown in English leaves that language behind in the thread."""
    with override("zh-hans"):
        yield


@pytest.fixture
def street(db: None) -> Street:
    return founded(Street)
