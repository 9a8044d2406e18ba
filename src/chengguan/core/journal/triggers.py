"""Database triggers that refuse to change the record. Migrations may drop them: put them back.

They stop mistakes and careless tools; whoever may drop triggers is caught by `verify`.
"""

from dataclasses import dataclass

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import Checkpoint, JournalEntry, Leaf, Look, SealedValue, Stream, SubjectKey

REFUSAL = "the journal is append-only"


@dataclass(frozen=True)
class Protection:
    """A table that refuses deletion, and every update but one in which `may_change` changes."""

    model: type[models.Model]
    may_change: tuple[str, ...] = ()
    only_if: str = ""

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    def refused_update(self, same: str) -> str:
        """SQL condition under which an update is refused; `same` is the null-safe equality."""
        columns = [field.column for field in self.model._meta.local_concrete_fields]
        kept = [column for column in columns if column not in self.may_change]
        if len(kept) == len(columns):
            return "TRUE"
        allowed = [f'OLD."{column}" {same} NEW."{column}"' for column in kept]
        return f"NOT ({' AND '.join(allowed + ([self.only_if] if self.only_if else []))})"


PROTECTED = (
    Protection(JournalEntry),
    Protection(Leaf),
    Protection(Checkpoint),
    Protection(Look, ("batch_id",), 'OLD."batch_id" IS NULL AND NEW."batch_id" IS NOT NULL'),
    Protection(SealedValue, ("blind_index",), "NEW.\"blind_index\" = ''"),
    Protection(Stream, ("last_sequence", "last_hash")),
    Protection(SubjectKey, ("wrapped_key", "key_id", "erased_at")),
)


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Put all triggers in place, whatever is there; for after every `migrate`."""
    with connection.cursor() as cursor:
        for statement in _removal(connection.vendor):
            cursor.execute(statement)
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for statement in _triggers(connection.vendor).values():
            cursor.execute(statement)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """For migrations that rebuild a table, and for the flush between tests."""
    with connection.cursor() as cursor:
        for statement in _removal(connection.vendor):
            cursor.execute(statement)


def triggers_missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that are absent, switched off or replaced; empty when all is well."""
    wanted = _triggers(connection.vendor)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            present = {name for name, sql in cursor.fetchall() if wanted.get(name) == sql}
            cursor.execute("PRAGMA recursive_triggers")
            # without it OR REPLACE deletes without asking the delete trigger
            pragma = [] if cursor.fetchone()[0] else ["PRAGMA recursive_triggers"]
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A')")
            present, pragma = {name for (name,) in cursor.fetchall()}, []
    return [name for name in wanted if name not in present] + pragma


def _triggers(vendor: str) -> dict[str, str]:
    build = _postgres if vendor == "postgresql" else _sqlite
    return {name: sql for protection in PROTECTED for name, sql in build(protection)}


def _removal(vendor: str) -> list[str]:
    on_table = vendor == "postgresql"
    return [
        f'DROP TRIGGER IF EXISTS "{name}"' + (f' ON "{protection.table}"' if on_table else "")
        for protection in PROTECTED
        for name in _names(protection, vendor)
    ]


def _names(protection: Protection, vendor: str) -> list[str]:
    return [name for name, _ in (_postgres if vendor == "postgresql" else _sqlite)(protection)]


def _sqlite(protection: Protection) -> list[tuple[str, str]]:
    table = protection.table
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    update, delete = f"{table}_keeps", f"{table}_stays"
    return [
        (
            update,
            f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{table}" '
            f"WHEN {protection.refused_update('IS')} {refuse}",
        ),
        (delete, f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" {refuse}'),
    ]


POSTGRES_FUNCTION = f"""
CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def _postgres(protection: Protection) -> list[tuple[str, str]]:
    table = protection.table
    update, delete, truncate = f"{table}_keeps", f"{table}_stays", f"{table}_whole"
    refuse = "EXECUTE FUNCTION journal_refuse()"
    return [
        (
            update,
            f'CREATE TRIGGER "{update}" BEFORE UPDATE ON "{table}" FOR EACH ROW '
            f"WHEN ({protection.refused_update('IS NOT DISTINCT FROM')}) {refuse}",
        ),
        (delete, f'CREATE TRIGGER "{delete}" BEFORE DELETE ON "{table}" FOR EACH ROW {refuse}'),
        (
            truncate,
            f'CREATE TRIGGER "{truncate}" BEFORE TRUNCATE ON "{table}" FOR EACH STATEMENT {refuse}',
        ),
    ]
