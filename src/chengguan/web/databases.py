"""One address (`DATABASE_URL`) becomes Django's database settings."""

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

# IMMEDIATE: a request that reads and then writes would otherwise be refused the lock upgrade.
# recursive_triggers: without it INSERT OR REPLACE slips past the triggers that guard the journal.
SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;"
    "PRAGMA cache_size=-20000;PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON"
)


class BadDatabaseURL(ValueError):
    """The address names no database that we can use; the message says what one looks like."""


def from_url(url: str) -> dict[str, Any]:
    """Django's settings for `sqlite:///file`, `sqlite:////absolute/file` or
    `postgres://user:password@host:port/name?host=/socket/folder`."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise BadDatabaseURL(f"DATABASE_URL cannot be read: {error}") from error
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path))
    if parts.scheme in {"postgres", "postgresql"}:
        options = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return _postgres(
            name=unquote(parts.path.lstrip("/")),
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
            host=options.pop("host", "") or parts.hostname or "",
            port=str(port or ""),
            options=options,
        )
    raise BadDatabaseURL(
        f"DATABASE_URL begins with {parts.scheme or 'nothing'!r}: "
        "write sqlite:///var/chengguan.sqlite3 or postgres://user:password@host/name"
    )


def _sqlite(path: str) -> dict[str, Any]:
    name = path.removeprefix("/")
    if not name:
        raise BadDatabaseURL("DATABASE_URL names no file: write sqlite:///var/chengguan.sqlite3")
    return {
        "ENGINE": "chengguan.web.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": 600,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgres(
    *, name: str, user: str, password: str, host: str, port: str, options: dict[str, str]
) -> dict[str, Any]:
    if not name:
        raise BadDatabaseURL("DATABASE_URL names no database: write postgres://user@host/name")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
