"""Databases that are made for a run and dropped after it."""

import contextlib
import getpass
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from django.db import connection
from psycopg import sql

from chengguan.web import databases

PREFIX = "chengguan_bench"
LOCAL = ("/var/run/postgresql", "/tmp", "127.0.0.1")


class NotThrowaway(Exception):
    """The database at hand is somebody's: nothing is loaded into it."""


class NoServer(Exception):
    """No PostgreSQL can be had here; the message says why."""


def refuse_others() -> None:
    """Raise unless the current database was made for a run."""
    name = Path(str(connection.settings_dict["NAME"])).name
    if not name.startswith(PREFIX):
        raise NotThrowaway(f"{name!r} does not begin with {PREFIX!r}")


@contextlib.contextmanager
def sqlite(label: str) -> Iterator[str]:
    """The address of a new SQLite file in a temporary folder."""
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield f"sqlite:///{folder}/{PREFIX}_{label}.sqlite3"


@contextlib.contextmanager
def postgresql(label: str) -> Iterator[str]:
    """The address of a new database on the server that `server` finds."""
    address, name = server(), f"{PREFIX}_{os.getpid()}_{label}"
    with _connected(address) as maintenance:
        maintenance.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        yield urlsplit(address)._replace(path=f"/{name}").geturl()
    finally:
        with _connected(address) as maintenance:
            drop = sql.SQL("DROP DATABASE {} WITH (FORCE)")
            maintenance.execute(drop.format(sql.Identifier(name)))


def server() -> str:
    """A server on which databases can be made: the one named, else a local one."""
    for named in (os.environ.get("TEST_DATABASE_URL", ""), os.environ.get("DATABASE_URL", "")):
        if named.startswith("postgres"):
            return named
    for host in LOCAL:
        for user in dict.fromkeys((getpass.getuser(), "postgres")):
            address = f"postgres://{user}@/postgres?host={host}"
            if _lets_us_create(address):
                return address
    raise NoServer("TEST_DATABASE_URL names none, and none that lets us in runs here")


def _lets_us_create(address: str) -> bool:
    question = "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"
    with contextlib.suppress(psycopg.OperationalError), _connected(address) as maintenance:
        row = maintenance.execute(question).fetchone()
        return bool(row and row[0])
    return False


def _connected(address: str) -> psycopg.Connection:
    known = databases.from_url(address)
    return psycopg.connect(
        dbname="postgres",
        user=known["USER"] or None,
        password=known["PASSWORD"] or None,
        host=known["HOST"] or None,
        port=known["PORT"] or None,
        autocommit=True,
        connect_timeout=3,
        **known["OPTIONS"],
    )


KINDS = {"sqlite": sqlite, "postgresql": postgresql}
