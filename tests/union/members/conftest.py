"""The unions of the tests of members."""

import pytest

from tests.played import founded
from tests.union.members.union import Union


@pytest.fixture
def union(db: None) -> Union:
    return founded(Union)
