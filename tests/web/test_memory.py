"""How a serving process collects its garbage."""

import gc
from collections.abc import Iterator

import pytest

from chengguan.web import memory


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    threshold = gc.get_threshold()
    yield
    gc.set_threshold(*threshold)
    gc.unfreeze()


def test_what_is_loaded_stays_and_the_rows_of_a_list_start_no_search() -> None:
    memory.settle()
    assert gc.get_freeze_count()
    before = gc.get_stats()[0]["collections"]
    rows = [[number] for number in range(memory.OBJECTS_BETWEEN // 2)]
    assert rows
    assert gc.get_stats()[0]["collections"] == before
