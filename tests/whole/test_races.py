"""Two at once: one wins and the other is told; one request twice acts once; numbers have no gap.

Acceptance 6. The races are run by real threads in a process and a database of their own.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.whole.crowd import CLERKS, TURNS
from tests.whole.databases import own_database

pytestmark = [pytest.mark.postgres]

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def results(
    django_db_setup: None, django_db_blocker, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("races")
    with django_db_blocker.unblock(), own_database(folder) as address:
        done = subprocess.run(
            [sys.executable, "-m", "tests.whole.racing"],
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
            timeout=120,
        )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("race", ["sign", "contact", "decide"])
def test_of_two_acts_on_one_matter_one_wins_and_the_other_learns_the_new_version(
    results: dict[str, Any], race: str
) -> None:
    told = results[race]
    won = told["before"] + 1
    assert told["answers"] == [str(won), f"Conflict {won}"]
    assert (told["after"], told["entries"]) == (won, 1)


def test_the_loser_of_a_race_left_nothing_behind(results: dict[str, Any]) -> None:
    assert results["sign"]["hands"] == 1
    assert results["contact"]["attempts"] == 1
    assert results["decide"]["papers"] == 1


@pytest.mark.trap(37)
def test_one_request_sent_four_times_at_once_acts_once_and_all_hear_the_same(
    results: dict[str, Any],
) -> None:
    told = results["same_key"]
    assert told["answers"] == [told["before"] + 1] * 4
    assert (told["after"], told["outbox"]) == (told["before"] + 1, 1)


@pytest.mark.trap(54)
def test_one_order_delivered_four_times_at_once_makes_one_lead(results: dict[str, Any]) -> None:
    told = results["same_order"]
    assert len(told["leads"]) == 1
    assert told["answers"] == told["leads"]


@pytest.mark.trap(54)
def test_one_opening_sent_four_times_at_once_makes_one_case(results: dict[str, Any]) -> None:
    told = results["same_opening"]
    assert len(told["cases"]) == 1
    assert told["answers"] == told["cases"]


def test_numbers_of_cases_have_no_gap_and_no_double(results: dict[str, Any]) -> None:
    told = results["numbers"]
    assert told["answers"] == [TURNS] * CLERKS
    assert told["new"] == TURNS * CLERKS
    assert told["sequences"] == list(range(1, len(told["sequences"]) + 1))


def test_numbers_of_papers_have_no_gap_and_no_double(results: dict[str, Any]) -> None:
    told = results["paper_numbers"]
    assert told["answers"] == ["decided"] * CLERKS
    assert told["new"] == CLERKS
    assert told["sequences"] == list(range(1, len(told["sequences"]) + 1))


def test_the_bare_counter_gives_back_what_was_rolled_back(results: dict[str, Any]) -> None:
    given = results["series"]["given"]
    assert given == list(range(1, CLERKS * TURNS // 2 + 1))


def test_after_all_races_the_record_is_whole(results: dict[str, Any]) -> None:
    assert results["findings"] == []
