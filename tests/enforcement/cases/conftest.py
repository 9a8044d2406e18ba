"""A street with two certified officers, a head and a vendor."""

import pytest

from tests.enforcement.cases.street import Street


@pytest.fixture
def street(db: None) -> Street:
    return Street()
