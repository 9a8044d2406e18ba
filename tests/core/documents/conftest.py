"""A desk at which papers are issued."""

import pytest

from tests.core.documents.sample import Desk, install


@pytest.fixture
def desk(db: None) -> Desk:
    install()
    return Desk()
