"""docs/traps.md is what the marks of the tests say, and no mark names a trap that is not listed."""

import subprocess
import sys

from tests.house import source


def test_the_table_of_traps_is_up_to_date() -> None:
    command = [sys.executable, "tools/traps.py", "--check"]
    done = subprocess.run(command, cwd=source.ROOT, capture_output=True, text=True)
    assert not done.returncode, "run: python tools/traps.py"
