"""The chest of the tests of money."""

import pytest

from tests.played import founded
from tests.union.finance.chest import Chest, install


@pytest.fixture
def chest(db: None) -> Chest:
    install()
    return founded(Chest)
