"""One house for all browser tests; a window for each person."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import house as houses
from tests.browser.house import House

Enter = Callable[..., Page]

# A busy machine is slow, not wrong: what is expected may take as long as a page may.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with its demonstration, filled once and served by nobody."""
    home = tmp_path_factory.mktemp("filled")
    with houses.demonstration(home):
        return home


@pytest.fixture(scope="module")
def house(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Each module has a copy of its own: some let days pass, and the clock knows no way back."""
    home = copytree(filled, tmp_path_factory.mktemp("house"), dirs_exist_ok=True)
    with houses.demonstration(home) as house:
        yield house


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with houses.chromium() as browser:
        yield browser


@pytest.fixture
def enter(browser: Browser, house: House) -> Iterator[Enter]:
    """Opens a window for somebody; all are closed afterwards."""
    pages: list[Page] = []

    def opened(account: str = "", **wishes: object) -> Page:
        pages.append(houses.enter(browser, house, account, **wishes))  # type: ignore[arg-type]
        return pages[-1]

    yield opened
    for page in pages:
        page.context.close()
