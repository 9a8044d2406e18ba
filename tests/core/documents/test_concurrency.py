"""Many at once: no number twice, none missing."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from chengguan.core.documents.models import CasePaper
from tests.core.documents.sample import Desk, install

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

WORKERS, EACH = 4, 5


@pytest.fixture
def busy_desk(transactional_db: None) -> Desk:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer at a time, and its test database one connection")
    install()
    return Desk()


def test_numbers_have_no_gap_and_no_double_although_every_third_act_fails(busy_desk: Desk) -> None:
    matters = [busy_desk.opened(busy_desk.east, busy_desk.officer) for _one in range(WORKERS)]

    def work(number: int) -> None:
        try:
            for turn in range(EACH):
                if turn % 3 == 2:
                    with pytest.raises(RuntimeError):
                        busy_desk.do(matters[number], "stumble", busy_desk.officer)
                else:
                    busy_desk.issue(matters[number])
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        list(pool.map(work, range(WORKERS)))
    sequences = sorted(CasePaper.objects.values_list("sequence", flat=True))
    assert sequences == list(range(1, WORKERS * 4 + 1))
