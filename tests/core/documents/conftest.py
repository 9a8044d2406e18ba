"""A desk at which papers are issued."""

import pytest

from tests.core.documents.filing import Filing
from tests.core.documents.sample import Desk, install


@pytest.fixture
def desk(db: None) -> Desk:
    install()
    return Desk()


@pytest.fixture
def filing(db: None) -> Filing:
    install()
    return Filing()
