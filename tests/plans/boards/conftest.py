"""The office of the tests of annual plans, with a plan that runs."""

import pytest

from tests.plans.annual.conftest import enter
from tests.plans.annual.office import Office
from tests.played import founded

__all__ = ["enter"]


@pytest.fixture
def office(db: None) -> Office:
    return founded(Office)
