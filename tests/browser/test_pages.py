"""The checks of `make screens` on a few pages that stand for the others."""

import pytest

from tests.browser.checks import Watch, visit
from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

PAGES = ("/", "/leads/", "/leads/new/", "/cases/?state=on_site", "/map/", "/design/", "/notices/")


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("width", [1440, 390])
def test_pages_have_no_faults(enter: Enter, width: int, language: str) -> None:
    page = enter("officer", width=width, language=language)
    watch = Watch(page)
    told = {path: visit(page, watch, path) for path in PAGES}
    for listing in ("/leads/", "/cases/"):
        page.goto(listing)
        matter = page.locator("tbody a").first.get_attribute("href") or ""
        told |= {path: visit(page, watch, path) for path in (matter, f"{matter}record/")}
    assert not {path: faults for path, faults in told.items() if faults}
