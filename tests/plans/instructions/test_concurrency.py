"""Two units that reply at the same moment: the second sees the first."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from chengguan.plans.instructions import inputs
from tests.plans.instructions.bureau import Bureau, Given

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

UNITS = {"东队": "东队长", "西队": "西队长"}


@pytest.fixture
def busy(transactional_db: None) -> Bureau:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    return Bureau()


def at_once(given: Given, action: str, data: object, by: dict[str, str]) -> None:
    def work(whom: str) -> None:
        try:
            given.act(action, by[whom], data, whom)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(by)) as pool:
        list(pool.map(work, by))


@pytest.mark.parametrize("_round", range(3))
def test_the_instruction_is_answered_and_ends_once(busy: Bureau, _round: int) -> None:
    given = busy.give(units=(busy.east, busy.west))
    for whom, head in UNITS.items():
        given.sign(head, whom)
    at_once(given, "reply", inputs.Reply("已经办完。"), UNITS)
    assert given.state == "answered"
    at_once(given, "sign_off", inputs.SignOff(), {"东队": "局长", "西队": "督察"})
    assert given.state == "concluded"
