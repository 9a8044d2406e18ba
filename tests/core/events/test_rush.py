"""Acceptance 5, small: many at once for few seats. The bench does it with 3,000 for 200."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.whole.databases import own_database

pytestmark = [pytest.mark.postgres]

ROOT = Path(__file__).resolve().parents[3]
PEOPLE, SEATS = 300, 20


@pytest.fixture(scope="module")
def told(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("rush")
    with django_db_blocker.unblock(), own_database(folder) as address:
        done = subprocess.run(
            [sys.executable, "-m", "tests.core.events.rushing"],
            env=os.environ
            | {
                "DJANGO_SETTINGS_MODULE": "chengguan.web.settings",
                "DATABASE_URL": address,
                "CHENGGUAN_HOME": str(folder),
                "PYTHONPATH": str(ROOT),
            },
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=180,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


def test_no_seat_is_given_twice_and_none_is_left(told: dict[str, Any]) -> None:
    states = [state for _person, state in told["rows"]]
    assert states.count("seated") == SEATS
    assert told["counters"] == [SEATS, PEOPLE - SEATS, PEOPLE]


def test_seats_went_in_the_order_of_the_line(told: dict[str, Any]) -> None:
    states = [state for _person, state in told["rows"]]
    assert states == ["seated"] * SEATS + ["waiting"] * (PEOPLE - SEATS)


def test_everybody_stands_in_the_line_once_and_was_told_what_stands_there(
    told: dict[str, Any],
) -> None:
    assert len({person for person, _state in told["rows"]}) == PEOPLE
    place = {person: (n, s) for n, (person, s) in enumerate(told["rows"], start=1)}
    assert len(told["answers"]) == told["asked"] > PEOPLE
    assert all(place[person] == (order, state) for person, order, state in told["answers"])


def test_the_record_holds_each_request_once(told: dict[str, Any]) -> None:
    assert told["turns"] == PEOPLE
    assert told["findings"] == []
