"""The office of the tests of annual plans."""

import pytest

from tests.plans.annual.office import Office


@pytest.fixture
def office(db: None) -> Office:
    return Office()
