"""The database itself refuses to change the record."""

import pytest
from django.db import DatabaseError, connection, transaction

from chengguan.core.journal.models import Checkpoint, JournalEntry, Leaf, Look, SealedValue
from chengguan.core.journal.services import checkpoint, seal_looks
from chengguan.core.journal.triggers import (
    PROTECTED,
    install_triggers,
    remove_triggers,
    triggers_missing,
)
from tests.core.journal.conftest import AT
from tests.core.journal.history import History

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def history() -> History:
    history = History(1).grow(2)
    seal_looks(at=AT)
    checkpoint(AT)
    connection.check_constraints()
    return history


def refused(sql: str) -> None:
    with (
        pytest.raises(DatabaseError, match="append-only"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql)


TABLES = [protection.table for protection in PROTECTED]
UPDATES = [
    (JournalEntry, "body = 'x'"),
    (JournalEntry, "action = action"),
    (Leaf, "hash = 'x'"),
    (Checkpoint, "root = 'x'"),
    (Look, "actor = 'x'"),
    (Look, "batch_id = NULL"),
    (SealedValue, "commitment = 'x'"),
    (SealedValue, "ciphertext = NULL"),
    (SealedValue, "blind_index = 'x'"),
]


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize(("model", "change"), UPDATES, ids=str)
def test_an_update_is_refused(model, change: str) -> None:
    refused(f"UPDATE {model._meta.db_table} SET {change}")


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("table", TABLES)
def test_a_deletion_is_refused(table: str) -> None:
    refused(f"DELETE FROM {table}")


@pytest.mark.usefixtures("history")
@pytest.mark.parametrize("table", TABLES)
def test_emptying_a_table_is_refused(table: str) -> None:
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has no TRUNCATE")
    refused(f"TRUNCATE {table} CASCADE")


@pytest.mark.usefixtures("history")
def test_replacing_a_row_is_refused() -> None:
    first = JournalEntry.objects.order_by("id")[0].pk
    if connection.vendor == "sqlite":
        refused(
            "INSERT OR REPLACE INTO journal_journalentry "
            f"SELECT * FROM journal_journalentry WHERE id = {first}"
        )
    else:
        refused(
            "INSERT INTO journal_journalentry "
            f"SELECT * FROM journal_journalentry WHERE id = {first} "
            "ON CONFLICT (id) DO UPDATE SET body = 'x'"
        )


@pytest.mark.usefixtures("history")
def test_what_erasure_and_sealing_need_is_allowed() -> None:
    assert SealedValue.objects.update(blind_index="")
    assert Look.objects.exclude(batch=None).exists()


def test_removed_triggers_are_named_and_put_back() -> None:
    assert triggers_missing(connection) == []
    remove_triggers(connection)
    assert "journal_journalentry_keeps" in triggers_missing(connection)
    install_triggers(connection)
    install_triggers(connection)
    assert triggers_missing(connection) == []


def test_a_trigger_switched_off_or_replaced_counts_as_missing() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER journal_leaf_keeps")
            cursor.execute(
                "CREATE TRIGGER journal_leaf_keeps BEFORE UPDATE ON journal_leaf "
                "BEGIN SELECT 1; END"
            )
        else:
            cursor.execute("ALTER TABLE journal_leaf DISABLE TRIGGER journal_leaf_keeps")
    assert triggers_missing(connection) == ["journal_leaf_keeps"]


def test_the_switch_that_lets_replace_slip_past_is_named() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a switch of SQLite only")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA recursive_triggers = OFF")
        try:
            assert triggers_missing(connection) == ["PRAGMA recursive_triggers"]
        finally:
            cursor.execute("PRAGMA recursive_triggers = ON")
