"""A bureau with officers, two reviewers and leaders; every test begins in Chinese."""

import pytest

from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.played import founded


@pytest.fixture
def bureau(db: None) -> Bureau:
    return founded(Bureau)
