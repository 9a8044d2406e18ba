"""The bureau of the tests of instructions."""

import pytest

from tests.plans.instructions.bureau import Bureau


@pytest.fixture
def bureau(db: None) -> Bureau:
    return Bureau()
