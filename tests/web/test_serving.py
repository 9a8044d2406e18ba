"""Server and worker live and end together."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from chengguan.web.management.commands.serve import is_free

SLEEPER = "import time; print('up', flush=True); time.sleep(60)"
HOUSE = """
import sys
from chengguan.web.serving import House
sys.exit(House([sys.executable, "-c", {server!r}], [sys.executable, "-c", {worker!r}]).run())
"""


def start(server: str, worker: str) -> subprocess.Popen[str]:
    code = HOUSE.format(server=server, worker=worker)
    return subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_both_and_is_no_failure(number: signal.Signals) -> None:
    # One write a line: both speak into the same pipe.
    told = r"import os, time; os.write(1, b'%d\n' % os.getpid()); time.sleep(60)"
    house = start(told, told)
    assert house.stdout
    children = [int(house.stdout.readline()), int(house.stdout.readline())]
    house.send_signal(number)
    assert house.wait(10) == 0
    assert not [pid for pid in children if alive(pid)]


def test_a_server_that_dies_ends_the_house_with_its_code() -> None:
    assert start("raise SystemExit(3)", SLEEPER).wait(10) == 3


def test_a_worker_that_dies_is_started_anew(tmp_path: Path) -> None:
    count = tmp_path / "starts"
    worker = f"open({str(count)!r}, 'a').write('x')"
    house = start(SLEEPER, worker)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline and (not count.exists() or len(count.read_text()) < 2):
        time.sleep(0.1)
    house.terminate()
    house.wait(10)
    assert len(count.read_text()) >= 2


def test_a_taken_port_is_seen_beforehand() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        assert not is_free("127.0.0.1", door.getsockname()[1])
