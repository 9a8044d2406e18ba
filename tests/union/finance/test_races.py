"""Two at once on one head, and for one person on two heads: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections

from chengguan.core.work.errors import Refused
from chengguan.union.finance.models import BudgetHead, Reservation
from tests.union.finance.chest import Chest, install

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def busy(transactional_db: None) -> Chest:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    install()
    return Chest()


def at_once(chest: Chest, asked: list[tuple[BudgetHead, int, dict[str, Any]]]) -> list[str]:
    """What came of each: kept, or the number of the guard that refused."""
    gate = Barrier(len(asked))

    def work(one: tuple[BudgetHead, int, dict[str, Any]]) -> str:
        head, amount, said = one
        try:
            gate.wait()
            chest.ask(head, amount, **said)
        except Refused as refused:
            return refused.findings[0].ref
        finally:
            connections.close_all()
        return "kept"

    with ThreadPoolExecutor(len(asked)) as pool:
        return sorted(pool.map(work, asked))


@pytest.mark.trap(43)
@pytest.mark.parametrize("_round", range(3))
def test_the_last_money_of_a_head_is_kept_once(busy: Chest, _round: int) -> None:
    head = busy.confirmed(300_00)
    both = [(head, 200_00, {"people": (name,)}) for name in ("会员", "同事")]
    assert at_once(busy, both) == ["FN03", "kept"]
    assert [row.amount for row in Reservation.objects.all()] == [200_00]


@pytest.mark.parametrize("_round", range(3))
def test_the_last_of_a_cap_is_given_once(busy: Chest, _round: int) -> None:
    """Two unions, two heads, one person."""
    here = busy.confirmed(5000_00)
    there = busy.confirmed(5000_00, organ=busy.other)
    both = [
        (here, 200_00, {}),
        (there, 200_00, {"organ": busy.other}),
    ]
    assert at_once(busy, both) == ["FN01", "kept"]


@pytest.mark.parametrize("_round", range(3))
def test_lists_that_name_the_same_people_do_not_wait_for_each_other(
    busy: Chest, _round: int
) -> None:
    head = busy.confirmed(5000_00)
    both = [
        (head, 100_00, {"people": ("会员", "同事"), "cause": "甲场"}),
        (head, 100_00, {"people": ("同事", "会员"), "cause": "乙场"}),
    ]
    assert at_once(busy, both) == ["kept", "kept"]
    assert Reservation.objects.count() == 4
