"""A desk at which papers are issued."""

import pytest

from tests.core.documents.filing import Filing
from tests.core.documents.sample import Desk, install
from tests.played import founded


@pytest.fixture
def desk(db: None) -> Desk:
    install()
    return founded(Desk)


@pytest.fixture
def filing(db: None) -> Filing:
    install()
    return founded(Filing)
