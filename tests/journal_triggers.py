"""The one door through the journal's triggers: the flush between transactional tests.

Import `flush_passes_the_triggers` into a conftest; it is in force for the whole session.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import TransactionTestCase

from chengguan.core.journal.triggers import install_triggers, remove_triggers


@pytest.fixture(scope="session", autouse=True)
def flush_passes_the_triggers() -> Iterator[None]:
    flush = TransactionTestCase._fixture_teardown

    def lifted(case: TransactionTestCase) -> None:
        remove_triggers(connection)
        try:
            flush(case)
        finally:
            install_triggers(connection)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", lifted)
        yield
