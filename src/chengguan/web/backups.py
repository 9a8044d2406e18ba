"""A backup: the database at one moment, the stored files, and a manifest with every digest.

Keys are left out on purpose: with them a backup opens every sealed value. They are kept apart,
and a backup without them restores everything but the sealed values.
"""

import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
# The database is copied before the files: a file that no row names does no harm, a row without
# its file would.
DATABASE = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}


class BackupRefused(Exception):
    """What stands in the way, and what to do."""


@dataclass(frozen=True)
class Contents:
    """What a backup holds."""

    engine: str
    taken_at: str
    files: dict[str, str]

    @property
    def database(self) -> str:
        return DATABASE[self.engine]


def take(folder: Path, at: datetime) -> Contents:
    """Writes a backup into `folder`, which must be new or empty."""
    if folder.exists() and any(folder.iterdir()):
        raise BackupRefused(f"{folder} is not empty: name a new folder")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = connection.vendor
    _dump(folder / DATABASE[engine])
    if settings.FILES_ROOT.is_dir():
        shutil.copytree(settings.FILES_ROOT, folder / "files")
    digests = {str(path.relative_to(folder)): digest(path) for path in _files(folder)}
    contents = Contents(engine, at.isoformat(), digests)
    (folder / MANIFEST).write_text(json.dumps(contents.__dict__, indent=1, sort_keys=True))
    return contents


def examine(folder: Path) -> Contents:
    """The contents of a backup, after every byte was compared with the manifest."""
    try:
        contents = Contents(**json.loads((folder / MANIFEST).read_text()))
    except (OSError, ValueError, TypeError) as error:
        raise BackupRefused(f"{folder} is no backup: {error}") from error
    found = {str(path.relative_to(folder)): digest(path) for path in _files(folder)}
    if found != contents.files:
        names = {name for name, _ in found.items() ^ contents.files.items()}
        raise BackupRefused(f"missing or changed in the backup: {', '.join(sorted(names)[:5])}")
    if contents.engine != connection.vendor:
        raise BackupRefused(
            f"the backup is of {contents.engine}, DATABASE_URL names {connection.vendor}"
        )
    return contents


def restore(folder: Path) -> Contents:
    """Replaces the database by that of the backup and adds the stored files."""
    contents = examine(folder)
    _load(folder / contents.database)
    if (folder / "files").is_dir():
        # Files are named by their content: what is there already is the same.
        shutil.copytree(folder / "files", settings.FILES_ROOT, dirs_exist_ok=True)
    return contents


def digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / MANIFEST:
            yield path


def _dump(target: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(target) as copy:
            connection.connection.backup(copy)
        copy.close()
    else:
        _postgres("pg_dump", "--format=custom", "--no-owner", f"--file={target}")


def _load(source: Path) -> None:
    if connection.vendor == "sqlite":
        connection.ensure_connection()
        with sqlite3.connect(source) as copy:
            copy.backup(connection.connection)
        copy.close()
    else:
        name = str(connection.settings_dict["NAME"])
        connection.close()
        arguments = (
            "--clean",
            "--if-exists",
            "--no-owner",
            "--single-transaction",
            "--exit-on-error",
        )
        _postgres("pg_restore", *arguments, f"--dbname={name}", str(source), dbname=False)


def _postgres(program: str, *arguments: str, dbname: bool = True) -> None:
    """PostgreSQL's own programs, told of the database by environment: no password in a list."""
    if not shutil.which(program):
        raise BackupRefused(f"{program} is not installed: install PostgreSQL's client programs")
    known: dict[str, Any] = connection.settings_dict
    spoken = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
    environment = {name: str(known[key]) for key, name in spoken.items() if known[key]}
    command = [program, *arguments, *([f"--dbname={known['NAME']}"] if dbname else [])]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True
    )
    if done.returncode:
        raise BackupRefused(f"{program}: {done.stderr.strip()[-500:]}")
