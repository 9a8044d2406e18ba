"""Today's tables, migrated once: a run on SQLite begins with a copy instead of all migrations.

The copy lies in the system's temporary folder under a name that changes with every migration,
model, trigger and version it was made by; `migrate` runs over it all the same, and finds it done.
"""

import getpass
import hashlib
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import cache
from pathlib import Path
from uuid import uuid4

import django
from django.apps import apps
from django.db import connection

A_DAY = 24 * 3600
FOLDER = Path(tempfile.gettempdir())
NAME = f"chengguan-migrated-{getpass.getuser()}-"
JOURNAL = Path(__file__).resolve().parents[1] / "src" / "chengguan" / "core" / "journal"


def made_by() -> str:
    """A hash over everything that decides what an empty database looks like."""
    found = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version}".encode())
    sources = [Path(__file__), *JOURNAL.glob("*.py")]
    for app in apps.get_app_configs():
        for pattern in ("migrations/*.py", "models.py", "models/*.py"):
            sources += Path(app.path).glob(pattern)
    for source in sorted(sources):
        found.update(f"{source}\0".encode() + source.read_bytes())
    return found.hexdigest()[:16]


@cache
def kept() -> Path:
    """Asked once, before `migrate`: a model changed meanwhile is not in what this run keeps."""
    return FOLDER / f"{NAME}{made_by()}.sqlite3"


def keep(file: Path) -> None:
    """Keep the test database while it is empty; a copy appears whole or not at all."""
    for other in FOLDER.glob(f"{NAME}*"):
        if time.time() - other.stat().st_mtime > A_DAY:
            other.unlink(missing_ok=True)
    unfinished = file.with_suffix(f".{uuid4().hex[:8]}")
    copy_to(unfinished)
    unfinished.replace(file)


def copy_to(file: Path) -> None:
    """The SQLite database under test as a file."""
    connection.ensure_connection()
    with closing(sqlite3.connect(file)) as target:
        connection.connection.backup(target)


@contextmanager
def laid_out(name: str) -> Iterator[bool]:
    """Lay the copy into SQLite's memory under that name; whether there was one."""
    file = kept()
    if not file.exists():
        yield False
        return
    with closing(sqlite3.connect(name, uri=True)) as memory:
        with closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as source:
            source.backup(memory)
        yield True
