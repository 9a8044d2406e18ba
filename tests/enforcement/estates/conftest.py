"""The estates of the tests."""

import pytest

from tests.enforcement.estates.compound import Compound
from tests.played import founded


@pytest.fixture
def compound(db: None) -> Compound:
    return founded(Compound)
