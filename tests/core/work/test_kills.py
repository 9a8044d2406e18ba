"""Processes killed in the middle of acts: what was acknowledged is there, nothing is half done."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.whole.databases import own_database

ROOT = Path(__file__).resolve().parents[3]
KILLS = int(os.environ.get("CHENGGUAN_KILLS", "10"))


@pytest.fixture
def database(django_db_setup: None, django_db_blocker, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database of the kind under test."""
    with django_db_blocker.unblock(), own_database(tmp_path) as address:
        yield address


def run(database: str, home: Path, *mode: str) -> subprocess.Popen[str]:
    settings = {
        "DJANGO_SETTINGS_MODULE": "chengguan.web.settings",
        "DATABASE_URL": database,
        "CHENGGUAN_HOME": str(home),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-m", "tests.core.work.killable", *mode],
        env=os.environ | settings,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def lines(text: str) -> list[dict[str, object]]:
    """Whole lines only: the last may be torn off by the kill."""
    return [json.loads(line) for line in text.splitlines(keepends=True) if line.endswith("\n")]


class Share:
    """One worker's share of the matters, through all its lives."""

    def __init__(self, number: int) -> None:
        self.number = str(number)
        self.acknowledged: set[object] = set()
        self.pending: list[dict[str, object]] = []

    def begin(self, database: str, home: Path) -> None:
        self.worker = run(database, home, "work", self.number)
        self.worker.stdin.write(json.dumps(self.pending) + "\n")
        self.worker.stdin.flush()
        self.first = self.worker.stdout.readline()

    def kill(self) -> None:
        self.worker.send_signal(signal.SIGKILL)
        said = lines(self.first + self.worker.stdout.read())
        self.worker.communicate()
        done = {line["done"] for line in said if "done" in line}
        assert {tried["try"] for tried in self.pending} <= done
        self.acknowledged |= done
        tried = [line for line in said if "try" in line][-1:]
        self.pending = [line for line in tried if line["try"] not in done]


@pytest.mark.postgres
def test_kills_lose_nothing_acknowledged_and_leave_nothing_half_done(
    database: str, tmp_path: Path
) -> None:
    assert run(database, tmp_path, "prepare").wait(60) == 0
    chance, shares = random.Random(7), [Share(0), Share(1)]
    for _ in range(KILLS // 2):
        for share in shares:
            share.begin(database, tmp_path)
        for share in shares:
            time.sleep(chance.uniform(0.05, 0.3))
            share.kill()
    report = lines(run(database, tmp_path, "check").communicate(timeout=60)[0])[-1]
    acknowledged = shares[0].acknowledged | shares[1].acknowledged
    assert len(acknowledged) > KILLS, "the workers were killed before they had acted"
    assert acknowledged <= set(report["receipts"])
    assert report["uneven"] == []
    assert report["outbox"] == report["acts"]
    assert report["findings"] == []
