"""A PostgreSQL for the tests: the one named, else one that runs here, else one of our own.

    python tests/postgres.py COMMAND …    runs COMMAND with DATABASE_URL set, then cleans up

`TEST_DATABASE_URL` names one; else a local server that lets us create databases is used; else
one is started in a temporary folder. Where none of that works, it says why and ends with 69
("service unavailable").
"""

import contextlib
import getpass
import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg

UNAVAILABLE = 69
LOCAL_SOCKETS = ("/var/run/postgresql", "/tmp", "127.0.0.1")
INSTALLED = "/usr/lib/postgresql"


class NoPostgres(Exception):
    """No server can be had here; the message says why."""


def running() -> str | None:
    """The address of a local server on which we may create databases."""
    for host in LOCAL_SOCKETS:
        for user in dict.fromkeys((getpass.getuser(), "postgres")):
            with contextlib.suppress(psycopg.OperationalError):
                settings = {"host": host, "user": user, "dbname": "postgres", "connect_timeout": 2}
                with psycopg.connect(**settings) as connection:
                    question = "SELECT rolcreatedb FROM pg_roles WHERE rolname = current_user"
                    may = connection.execute(question).fetchone()
                if may and may[0]:
                    return f"postgres://{user}@/chengguan_{os.getpid()}?host={host}"
    return None


def programs() -> Path:
    """The folder of `initdb` and `pg_ctl`."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    folders = sorted(Path(INSTALLED).glob("*/bin"), key=lambda path: float(path.parent.name))
    if not folders:
        raise NoPostgres("no server runs here and PostgreSQL is not installed")
    return folders[-1]


def servant() -> str:
    """Who owns the server: PostgreSQL refuses to run as root."""
    if os.getuid():
        return getpass.getuser()
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ("postgres", "nobody"):
        if name in known:
            return name
    raise NoPostgres("PostgreSQL refuses root, and no other user is here to run it")


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


@contextlib.contextmanager
def started() -> Iterator[str]:
    """A server of our own in a temporary folder, gone afterwards."""
    binaries, user, port = programs(), servant(), free_port()
    folder = Path(tempfile.mkdtemp(prefix="chengguan-pg-"))
    if not os.getuid():
        shutil.chown(folder, user)

    def call(program: str, *arguments: str) -> None:
        command = [str(binaries / program), "-D", str(folder / "data"), *arguments]
        who = {"user": user} if not os.getuid() else {}
        # Files, not pipes: the server inherits them and would keep a pipe open for ever.
        with (folder / "log").open("a") as log:
            done = subprocess.run(command, cwd=folder, stdout=log, stderr=log, **who)
        if done.returncode:
            raise NoPostgres(f"{program} failed: {(folder / 'log').read_text()[-500:]}")

    try:
        call("initdb", "-U", "app", "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
        call("pg_ctl", "-w", "-o", options, "start")
        try:
            yield f"postgres://app@:{port}/chengguan?host={folder}"
        finally:
            call("pg_ctl", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def database() -> Iterator[str]:
    """The address to test on, or `NoPostgres`."""
    named = os.environ.get("TEST_DATABASE_URL") or running()
    if named:
        yield named
    else:
        with started() as address:
            yield address


def main(command: list[str]) -> int:
    try:
        with database() as address:
            return subprocess.run(command, env={**os.environ, "DATABASE_URL": address}).returncode
    except NoPostgres as reason:
        print(f"PostgreSQL: {reason}", file=sys.stderr)
        return UNAVAILABLE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
