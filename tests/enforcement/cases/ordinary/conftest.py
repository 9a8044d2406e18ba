"""A bureau with officers, two reviewers and leaders; every test begins in Chinese."""

import pytest

from tests.enforcement.cases.ordinary.bureau import Bureau


@pytest.fixture
def bureau(db: None) -> Bureau:
    return Bureau()
