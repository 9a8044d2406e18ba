"""The mutant runner itself: it kills what a test holds, and says what none does."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.house import source

# CK06, five workdays: the first test holds the length from both sides, the second from none.
HELD = """
import pytest
from datetime import date
from chengguan.law.parameters import shipped

@pytest.mark.ref("CK06")
def test_five():
    assert shipped().clock_version("CK06", date(2026, 9, 30)).length == {length}
"""
LOOSE = HELD.replace("== {length}", ">= 5")


def mutants(folder: Path, test: str, ref: str = "CK06") -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(test)
    return subprocess.run(
        [sys.executable, "tools/mutants.py", "--only", ref, str(folder)],
        cwd=source.ROOT,
        capture_output=True,
        text=True,
    )


def test_a_rule_held_from_both_sides_leaves_no_survivor(tmp_path: Path) -> None:
    done = mutants(tmp_path, HELD.format(length=5))
    assert "2 of 2 mutants killed" in done.stdout, done.stdout
    assert done.returncode == 0


def test_a_survivor_is_named_and_fails_the_run(tmp_path: Path) -> None:
    done = mutants(tmp_path, LOOSE)
    assert "SURVIVED  CK06  since 2021-07-15: length 5 +1" in done.stdout, done.stdout
    assert done.returncode == 1


def test_a_rule_without_a_test_fails_the_run(tmp_path: Path) -> None:
    done = mutants(tmp_path, LOOSE.replace("CK06", "CK07"))
    assert "NO TEST  CK06" in done.stdout, done.stdout
    assert done.returncode == 1


def test_tests_that_fail_without_a_mutant_prove_nothing(tmp_path: Path) -> None:
    done = mutants(tmp_path, HELD.format(length=6))
    assert "killed" not in done.stdout, done.stdout
    assert done.returncode not in (0, pytest.ExitCode.NO_TESTS_COLLECTED)
