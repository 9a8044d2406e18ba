"""One house for all browser tests; a window for each person."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser import house as houses
from tests.browser.house import House

Enter = Callable[..., Page]

# A busy machine is slow, not wrong: what is expected may take as long as a page may.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with houses.demonstration(tmp_path_factory.mktemp("house")) as house:
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
