"""The unions of the tests of care."""

import pytest

from tests.played import founded
from tests.union.care.care import Care


@pytest.fixture
def care(db: None) -> Care:
    return founded(Care)
