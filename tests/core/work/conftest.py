"""The sample procedure and town for the tests of the core."""

import pytest

from tests.core.work.sample import Town, install
from tests.played import founded


@pytest.fixture
def town(db: None) -> Town:
    install()
    return founded(Town)
