"""Rows past the ORM's own insert, which compiles a statement anew for every batch."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, models


def insert(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    """Insert as fast as the driver can. Keys that the database gives do not come back."""
    fields = [
        field
        for field in model._meta.local_concrete_fields
        if not isinstance(field, models.AutoField)
    ]
    table, columns = model._meta.db_table, ", ".join(f'"{field.column}"' for field in fields)
    values: list[Any] = [_values(row, fields) for row in rows]
    with connection.cursor() as db:
        if connection.vendor == "postgresql":
            with db.copy(f'COPY "{table}" ({columns}) FROM STDIN') as copy:
                for row in values:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * len(fields))
        db.executemany(f'INSERT INTO "{table}" ({columns}) VALUES ({places})', values)


def _values(row: models.Model, fields: list[Any]) -> list[object]:
    return [field.get_db_prep_save(getattr(row, field.attname), connection) for field in fields]
