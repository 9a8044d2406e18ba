"""The processes of a house on one machine: web server and worker, ended together."""

import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

PATIENCE = 10.0
LOOK_EVERY = 0.2
# A worker that cannot start shall not spin.
BREATH = 1.0


@dataclass
class House:
    """Starts both, restarts a worker that dies, ends with the server."""

    server: list[str]
    worker: list[str] | None
    leaving: bool = False
    children: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def run(self) -> int:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._leave)
        web = self._start(self.server)
        worker = self._start(self.worker) if self.worker else None
        while not self.leaving and web.poll() is None:
            if self.worker and worker and worker.poll() is not None:
                print("the worker ended; starting it anew", file=sys.stderr)
                time.sleep(BREATH)
                worker = self._start(self.worker)
            time.sleep(LOOK_EVERY)
        self._end_all()
        return 0 if self.leaving else web.returncode or 1

    def _start(self, command: list[str]) -> subprocess.Popen[bytes]:
        # A session of its own: Ctrl+C reaches only us, and we end the children in order.
        child = subprocess.Popen(command, start_new_session=True)
        self.children.append(child)
        return child

    def _leave(self, _number: int, _frame: FrameType | None) -> None:
        self.leaving = True

    def _end_all(self) -> None:
        for child in self.children:
            if child.poll() is None:
                child.terminate()
        for child in self.children:
            try:
                child.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def gunicorn(host: str, port: int, workers: int) -> list[str]:
    return [
        *(sys.executable, "-m", "gunicorn", "chengguan.web.wsgi"),
        *("--bind", f"{host}:{port}", "--workers", str(workers)),
        *("--log-level", "warning", "--max-requests", "20000", "--max-requests-jitter", "2000"),
    ]


def command(name: str) -> list[str]:
    """One of our own commands as a process."""
    return [sys.executable, "-m", "chengguan.web.command", name]
