"""A backup comes back whole, and what was changed in it is refused."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from tests import migrated

QUESTION = "from django.db import connection as c; k = c.cursor(); "
ADD = QUESTION + "k.execute(\"INSERT INTO django_session VALUES ('s', '{}', '2030-01-01')\")"
DROP = QUESTION + "k.execute('DELETE FROM django_session')"
COUNT = QUESTION + "k.execute('SELECT count(*) FROM django_session'); print(k.fetchone()[0])"


class Desk:
    """An installation of its own, spoken to as its keeper does."""

    def __init__(self, home: Path, url: str) -> None:
        self.home = home
        self.environment = {**os.environ, "CHENGGUAN_HOME": str(home), "DATABASE_URL": url}

    def __call__(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "chengguan.web.command", *arguments],
            env=self.environment,
            capture_output=True,
            text=True,
        )

    def ask(self, code: str) -> str:
        done = self("shell", "--no-imports", "-c", code)
        assert not done.returncode, done.stderr
        return done.stdout.strip()


@pytest.fixture(scope="module")
def empty(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An empty SQLite database with today's tables, made once."""
    file = tmp_path_factory.mktemp("empty") / "app.sqlite3"
    with django_db_blocker.unblock():
        migrated.copy_to(file)
    return file


@pytest.fixture
def desk(tmp_path: Path, transactional_db: None, request: pytest.FixtureRequest) -> Desk:
    """Its own SQLite file, or on PostgreSQL the test database that is here already."""
    known = settings.DATABASES["default"]
    if known["ENGINE"].endswith("postgresql"):
        port = f":{known['PORT']}" if known["PORT"] else ""
        url = f"postgres://{known['USER']}@{port}/{known['NAME']}?host={known['HOST']}"
    else:
        file = shutil.copy(request.getfixturevalue("empty"), tmp_path)
        url = f"sqlite:///{file}"
    desk = Desk(tmp_path / "home", url)
    (desk.home / "files" / "ab").mkdir(parents=True)
    (desk.home / "files" / "ab" / "abcd").write_bytes(b"photo")
    return desk


@pytest.mark.postgres
def test_what_was_backed_up_comes_back(desk: Desk, tmp_path: Path) -> None:
    desk.ask(ADD)
    assert not desk("backup", str(tmp_path / "copy")).returncode
    desk.ask(DROP)
    (desk.home / "files" / "ab" / "abcd").unlink()
    done = desk("restore", str(tmp_path / "copy"), "--yes")
    assert not done.returncode, done.stderr
    assert desk.ask(COUNT) == "1"
    assert (desk.home / "files" / "ab" / "abcd").read_bytes() == b"photo"
    assert "triggers" not in [
        line.split()[2] for line in desk("doctor").stdout.splitlines() if line.startswith("not")
    ]


def test_a_restore_asks_first_and_a_changed_backup_is_refused(desk: Desk, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    assert not desk("backup", str(copy)).returncode
    assert "--yes" in desk("restore", str(copy)).stderr
    (copy / "files" / "ab" / "abcd").write_bytes(b"another")
    done = desk("restore", str(copy), "--yes")
    assert done.returncode
    assert "files/ab/abcd" in done.stderr


def test_a_backup_overwrites_nothing_and_holds_no_keys(desk: Desk, tmp_path: Path) -> None:
    (desk.home / "keys").mkdir(exist_ok=True)
    (desk.home / "keys" / "master-1.key").write_text("secret")
    assert not desk("backup", str(tmp_path / "copy")).returncode
    assert not list((tmp_path / "copy").rglob("*.key"))
    assert "not empty" in desk("backup", str(tmp_path / "copy")).stderr
