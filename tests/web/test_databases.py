"""DATABASE_URL: what is understood, and what is refused with words that help."""

import sqlite3
from pathlib import Path

import pytest
from django.db.utils import ConnectionHandler

from chengguan.web.databases import BadDatabaseURL, from_url


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("sqlite:///var/app.sqlite3", "var/app.sqlite3"),
        ("sqlite:////srv/app.sqlite3", "/srv/app.sqlite3"),
        ("sqlite:///my%20file", "my file"),
    ],
)
def test_a_sqlite_file_is_relative_or_absolute(url: str, name: str) -> None:
    assert from_url(url)["NAME"] == name


def test_sqlite_begins_writing_at_once_and_keeps_delete_triggers() -> None:
    options = from_url("sqlite:///x")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "recursive_triggers=ON" in options["init_command"]
    assert "journal_mode=WAL" in options["init_command"]


def test_a_lock_met_at_the_first_statement_is_no_answer_for_ever(tmp_path: Path) -> None:
    """What Django asks a new connection once, it keeps: whether rows can be read as JSON."""
    file = tmp_path / "locked.sqlite3"
    known = from_url(f"sqlite:////{file}")
    quick = {**known, "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0}}
    handler = ConnectionHandler({"default": quick})
    holder = sqlite3.connect(file, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    assert handler["default"].features.supports_json_field
    holder.close()


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://root@/any?host=/var/run/postgresql",
            {"NAME": "any", "USER": "root", "HOST": "/var/run/postgresql", "PORT": ""},
        ),
        (
            "postgresql://u:p%40ss@db.example:6432/city",
            {"NAME": "city", "USER": "u", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "6432"},
        ),
        (
            "postgres://u@:6001/x?host=/run/pg&sslmode=disable",
            {"HOST": "/run/pg", "PORT": "6001", "OPTIONS": {"sslmode": "disable"}},
        ),
    ],
)
def test_postgres_by_host_or_socket(url: str, expected: dict[str, object]) -> None:
    settings = from_url(url)
    assert {key: settings[key] for key in expected} == expected
    assert settings["CONN_MAX_AGE"] > 0, "connections persist"


@pytest.mark.parametrize(
    "url",
    ["", "mysql://u@h/x", "sqlite://", "sqlite:///", "postgres://h/", "postgres://h:port/x"],
)
def test_what_names_no_database_is_refused_by_name(url: str) -> None:
    with pytest.raises(BadDatabaseURL, match="DATABASE_URL"):
        from_url(url)
