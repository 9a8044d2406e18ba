"""The bureau of the tests of instructions."""

import pytest

from tests.plans.instructions.bureau import Bureau
from tests.played import founded


@pytest.fixture
def bureau(db: None) -> Bureau:
    return founded(Bureau)
