"""A copy of the empty test database, for processes that need one of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import psycopg
from django.db import connection

from tests import migrated


@contextmanager
def own_database(folder: Path) -> Iterator[str]:
    """Its address: of the kind under test, with today's tables; gone afterwards."""
    if connection.vendor == "sqlite":
        migrated.copy_to(folder / "own.sqlite3")
        yield f"sqlite:///{folder / 'own.sqlite3'}"
        return
    given, name = connection.settings_dict, f"{connection.settings_dict['NAME']}_{uuid4().hex[:8]}"
    door = {key.lower(): given[key] for key in ("HOST", "PORT", "USER", "PASSWORD") if given[key]}
    connection.close()  # a database that somebody is in cannot be copied
    with psycopg.connect(**door, dbname="postgres", autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{given["NAME"]}"')
        try:
            yield _address(given, name)
        finally:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(given: dict[str, object], name: str) -> str:
    secret = f":{quote(str(given['PASSWORD']))}" if given["PASSWORD"] else ""
    host, port = quote(str(given["HOST"] or "localhost"), safe=""), given["PORT"] or 5432
    return f"postgres://{given['USER']}{secret}@:{port}/{name}?host={host}"
