"""Every page at two widths in both languages, looked at by a browser: `make screens`.

    python tools/screens.py [--only WORDS] [--folder var/screens]

Starts a throw-away demonstration, visits every page as somebody who may, writes a picture of each
with a contact sheet, and says what is wrong: status, console, width, English, contrast, access.
"""

import argparse
import html
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser import house as houses  # noqa: E402  (the checks of the tests)
from tests.browser.checks import Watch, visit  # noqa: E402
from tests.browser.house import House  # noqa: E402

WIDTHS = (1440, 390)
LANGUAGES = ("zh-hans", "en")
OPEN_PAGES = ("/sign-in/", "/accounts/login/", "/papers/verify/")
ROLES = (
    "officer squad team section dispatcher legal supervisor leader property sysadmin secadmin "
    "auditadmin"
)
WORKBENCHES = (*ROLES.split(), "union", "committee", "liaison", "resident", "member")
ACTING = "dispatcher officer squad team section leader union property committee liaison legal"
OFTEN = {
    "officer": (
        "/?show=overdue",
        "/?show=begun",
        "/leads/?view=mine",
        "/leads/?view=closed",
        "/leads/?words=x",
        "/leads/new/",
        "/cases/new/",
        "/search/",
        "/search/?q=天山",
        "/search/?q=没有的词",
        "/notices/?state=unread",
        "/map/",
        "/map/?state=planned",
        "/keys/",
        "/design/",
        "/structures/new/",
        "/atlas/matters/",
    ),
    "property": ("/estates/renovations/new/", "/estates/findings/new/"),
    "team": ("/estates/community/link/", "/estates/boards/new/", "/estates/referrals/new/"),
    "dispatcher": (
        "/registers/parties/new/",
        "/registers/parties/duplicates/",
        "/registers/places/new/",
        "/exchange/new/",
    ),
    "section": (
        "/plans/?view=closed",
        "/plans/new/",
        "/plans/items/?view=late",
        "/plans/items/?view=risk",
        "/board/?by=month",
        "/board/?show=late",
        "/board/bulletins/new/",
        "/estates/new/",
        "/estates/scorecard/",
        "/estates/boards/",
        "/structures/board/",
        "/structures/plan/",
        "/structures/plan/new/",
        "/structures/baseline/",
        "/structures/baseline/new/",
        "/structures/campaigns/",
        "/structures/campaigns/new/",
        "/structures/stock/new/",
        "/structures/sides/",
    ),
    "leader": (
        "/instructions/new/",
        "/instructions/tasks/?view=overdue",
        "/figures/?period=2026",
        "/figures/plan_progress/?period=2026",
        "/figures/case_ontime_rate/?period=2026",
    ),
}
"""Pages that no menu leads to, by who looks at them."""

IN_ROWS = {
    "officer": (("/estates/community/", "visit"),),
    "supervisor": (("/estates/boards/", "inspect"),),
}
"""Forms that only the rows of a list lead to: the first of each is looked at."""

WALKED = {
    "supervisor": ("/leads/", "/cases/", "/structures/"),
    "team": ("/estates/renovations/", "/estates/findings/", "/estates/referrals/"),
    "section": ("/plans/", "/plans/items/"),
    "leader": ("/instructions/", "/instructions/tasks/"),
    "union": ("/plans/", "/plans/items/"),
}
"""Lists of which one matter of each state is looked at."""

OPENED = {
    "supervisor": ("/registers/parties/", "/registers/places/", "/lawbook/"),
    "section": (
        "/board/bulletins/",
        "/board/scores/",
        "/board/reports/",
        "/estates/",
        "/structures/campaigns/",
    ),
    "dispatcher": ("/exchange/",),
    "team": ("/board/bulletins/",),
    "secadmin": ("/people/",),
}
"""Lists of which the first row is looked at."""


@dataclass(frozen=True)
class Stop:
    """A page to look at, as whom, and the status it must answer with."""

    account: str
    path: str
    status: int = 200

    @property
    def name(self) -> str:
        place = re.sub(r"[^\w一-鿿]+", "-", self.path).strip("-") or "home"
        return f"{self.account or 'nobody'}_{place}"


# ── where to go ────────────────────────────────────────────────────────────────


def stops(browser: Browser, house: House) -> Iterator[Stop]:
    """Every page there is: fixed ones, every menu, one matter of each state, each act's form."""
    yield from (Stop("", path) for path in OPEN_PAGES)
    yield Stop("", "/nowhere/", 404)
    seen: set[str] = set()
    for account in WORKBENCHES:
        page = houses.enter(browser, house, account)
        yield Stop(account, "/")
        for path in (*links(page, ".menu a"), *OFTEN.get(account, ())):
            if path not in seen and path != "/":
                seen.add(path)
                yield Stop(account, path)
        for listing, word in IN_ROWS.get(account, ()):
            page.goto(listing)
            yield from (Stop(account, path) for path in links(page, f"a[href$='/{word}/']")[:1])
        page.context.close()
    yield Stop("property", "/leads/", 403)
    yield from matters(browser, house)


def matters(browser: Browser, house: House) -> Iterator[Stop]:
    """One matter of each state of each kind, what hangs on it, and every act that is offered."""
    found: dict[str, None] = {}
    for account, listings in WALKED.items():
        page = houses.enter(browser, house, account)
        own = [path for listing in listings for path in one_of_each_state(page, listing)]
        own = [path for path in own if path not in found]
        found.update(dict.fromkeys(own))
        yield from walked(page, account, own)
        page.context.close()
    for account, listings in OPENED.items():
        page = houses.enter(browser, house, account)
        for listing in listings:
            page.goto(listing)
            yield from (Stop(account, path) for path in links(page, "tbody a")[:1])
        page.context.close()
    offered: set[str] = set()
    for account in ACTING.split():
        yield from acts(browser, house, account, list(found), offered)


def walked(page: Page, account: str, found: list[str]) -> Iterator[Stop]:
    """Each of these matters, what hangs on it, and one proof."""
    others: set[str] = set()
    proofs: dict[str, None] = {}
    for path in found:
        yield Stop(account, path)
        page.goto(path)
        others.update(links(page, ".papers a, .facts a"))
        proofs.update(dict.fromkeys(links(page, ".story a.seal")[:1]))
    yield from (Stop(account, path) for path in (*sorted(others), *list(proofs)[-1:]))


def one_of_each_state(page: Page, listing: str) -> Iterator[str]:
    page.goto(listing)
    states = page.locator("select[name=state] option").evaluate_all("all => all.map(o => o.value)")
    for state in filter(None, states):
        for view in ("", "&view=closed"):
            page.goto(f"{listing}?state={state}{view}")
            if first := links(page, "tbody a")[:1]:
                yield first[0]
                break


def acts(
    browser: Browser, house: House, account: str, found: list[str], offered: set[str]
) -> Iterator[Stop]:
    """The form of each act that is offered, once: on one's own desk, then on what was found."""
    page = houses.enter(browser, house, account)
    for path in (*links(page, ".work a"), *found):
        answered = page.goto(path)
        if not answered or answered.status != 200:
            continue
        for act in links(page, "#acts a.act"):
            if (name := act.rsplit("/", 2)[-2]) not in offered:
                offered.add(name)
                yield Stop(account, act)
    page.context.close()


def links(page: Page, selector: str) -> list[str]:
    paths = page.locator(selector).evaluate_all("all => all.map(a => a.getAttribute('href'))")
    return [path for path in dict.fromkeys(paths) if path and not path.endswith((".pdf", ".xlsx"))]


# ── looking ────────────────────────────────────────────────────────────────────


def look(
    browser: Browser, house: House, places: list[Stop], folder: Path, width: int, language: str
) -> Iterator[tuple[Stop, list[str]]]:
    """Each page in one width and language, with what is wrong with it."""
    by_account: dict[str, list[Stop]] = {}
    for stop in places:
        by_account.setdefault(stop.account, []).append(stop)
    for account, own in by_account.items():
        page = houses.enter(browser, house, account, width=width, language=language)
        watch = Watch(page)
        for stop in own:
            told = visit(page, watch, stop.path, stop.status)
            page.screenshot(path=folder / picture(stop, width, language), full_page=True)
            watch.taken()  # a picture hides the caret by a style, which the policy refuses
            yield stop, told
        page.context.close()


def picture(stop: Stop, width: int, language: str) -> str:
    return f"{stop.name}_{width}_{language}.png"


def contact_sheet(places: list[Stop], faults: dict[str, list[str]]) -> str:
    rows = []
    for stop in places:
        shots = "".join(
            f'<a href="{picture(stop, width, language)}">'
            f'<img src="{picture(stop, width, language)}" loading="lazy" alt="{width}"></a>'
            for width in WIDTHS
            for language in LANGUAGES
        )
        told = "".join(f"<li>{html.escape(fault)}</li>" for fault in faults.get(stop.name, []))
        title = f"{stop.account or 'nobody'} {stop.path}"
        rows.append(
            f"<section><h2>{html.escape(title)}</h2><ul>{told}</ul><p>{shots}</p></section>"
        )
    style = "body{font:14px sans-serif}p{display:flex;gap:8px;align-items:start}img{height:320px}"
    return f'<!doctype html><meta charset="utf-8"><style>{style}li{{color:#b00}}</style>' + "".join(
        rows
    )


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--only", default="", help="visit only pages whose name contains this")
    options.add_argument("--folder", type=Path, default=ROOT / "var" / "screens")
    asked = options.parse_args()
    if houses.CHROMIUM is None:
        print("Chromium is not installed: no screens (Debian: apt install chromium)")
        return 1
    asked.folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="chengguan-screens-") as home,
        houses.demonstration(Path(home)) as house,
        houses.chromium() as browser,
    ):
        return shoot(browser, house, asked.folder, asked.only)


def shoot(browser: Browser, house: House, folder: Path, only: str) -> int:
    places = [stop for stop in stops(browser, house) if only in stop.name]
    faults: dict[str, list[str]] = {}
    for width in WIDTHS:
        for language in LANGUAGES:
            for stop, told in look(browser, house, places, folder, width, language):
                for fault in told:
                    faults.setdefault(stop.name, []).append(f"{width} {language} {fault}")
                    print(f"{stop.name} {width} {language}: {fault}", flush=True)
    (folder / "index.html").write_text(contact_sheet(places, faults))
    found = sum(map(len, faults.values()))
    shots = len(places) * len(WIDTHS) * len(LANGUAGES)
    print(f"{shots} screens of {len(places)} pages, {found} findings: {folder / 'index.html'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
