"""A throw-away house with its demonstration, its worker and a browser before its door."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)
PATIENCE = 600
COOKIE = "django_language"


@dataclass(frozen=True)
class House:
    """Where it answers and where it keeps its things; ``accounts`` maps names to their ids."""

    url: str
    home: Path
    accounts: dict[str, int]

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return _chengguan(self.home, *words)


@contextmanager
def demonstration(home: Path) -> Iterator[House]:
    """Fill a demonstration in that folder and serve it until the caller is done."""
    port = _free_port()
    command = [*_program(), "serve", "--port", str(port)]
    with (home / "serve.log").open("w") as log:
        server = subprocess.Popen(command, env=_environment(home), stdout=log, stderr=log)
    url = f"http://127.0.0.1:{port}"
    try:
        _await(f"{url}/healthz", server, home)
        told = json.loads(_chengguan(home, "demo", "--json").stdout)
        yield House(url, home, {one["account"]: one["id"] for one in told})
    finally:
        server.terminate()
        server.wait(PATIENCE)


@contextmanager
def chromium() -> Iterator[Browser]:
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        yield browser
        browser.close()


def enter(
    browser: Browser, house: House, account: str = "", *, width: int = 1440, language: str = ""
) -> Page:
    """A window of its own, in which somebody has signed in by his role card."""
    window = browser.new_context(
        base_url=house.url,
        viewport={"width": width, "height": 900 if width > 768 else 844},
        locale="zh-CN",
        has_touch=width <= 768,
    )
    if language:
        speak(window, house, language)
    page = window.new_page()
    page.goto("/sign-in/")
    if account:
        # Cards show one person of each role in each unit; any account may enter by one.
        card = page.locator("button.role-card").first
        card.evaluate("(card, id) => { card.value = id; card.click(); }", house.accounts[account])
        page.wait_for_url(f"{house.url}/")
    return page


def speak(window: BrowserContext, house: House, language: str) -> None:
    window.add_cookies([{"name": COOKIE, "value": language, "url": house.url}])


def _program() -> list[str]:
    return [sys.executable, "-m", "chengguan.web.command"]


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"CHENGGUAN_DEMONSTRATION": "1", "CHENGGUAN_HOME": str(home)}


def _chengguan(home: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [*_program(), *words], env=_environment(home), capture_output=True, text=True, check=False
    )


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def _await(url: str, server: "subprocess.Popen[bytes]", home: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, ConnectionError, TimeoutError):
            if server.poll() is not None:
                break
            time.sleep(0.3)
    raise RuntimeError(f"the house does not answer:\n{(home / 'serve.log').read_text()[-2000:]}")
