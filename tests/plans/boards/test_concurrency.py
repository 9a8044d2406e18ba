"""Two units that sign for a bulletin at the same moment: the second sees the first's receipt."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from chengguan.core.work.models import Matter
from tests.plans.annual.office import Office
from tests.plans.boards.test_bulletins import issue, receipt

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def busy(transactional_db: None) -> Office:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    return Office()


@pytest.mark.parametrize("_round", range(3))
def test_the_last_two_receipts_at_once_end_the_bulletin(busy: Office, _round: int) -> None:
    bulletin = issue(busy, busy.issued())
    waiting = {
        receipt(bulletin, busy.east): "东队长",
        receipt(bulletin, busy.west): "西队长",
    }

    def sign(pk) -> None:
        try:
            busy.act(pk, "receive_bulletin", waiting[pk])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(sign, waiting))
    assert Matter.objects.get(pk=bulletin.pk).state == "received"
