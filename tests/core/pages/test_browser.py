"""What only a browser shows: the keys, drafts that survive, one act for two clicks, no overflow."""

import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

CHROMIUM = shutil.which("chromium")
QUIET = (
    "--no-sandbox --disable-quic --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("demonstration", "empty_registry"),
]


@pytest.fixture
def page(live_server: LiveServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[Page]:
    # Playwright keeps a loop in this thread; the database is asked by the server's thread.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=QUIET.split())
        page = browser.new_page(base_url=live_server.url, locale="zh-CN")
        page.goto("/design/")
        yield page
        browser.close()


def test_the_keys_search_move_and_act(page: Page) -> None:
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type("j/")
    assert page.input_value("#search") == "j/"
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator("[data-row].is-here").count() == 1
    page.keyboard.press("a")
    assert page.evaluate("document.activeElement.textContent") == "登记送达"
    page.keyboard.press("?")
    assert page.locator("#keys[open]").count() == 1


@pytest.mark.trap(37)
def test_what_was_typed_survives_leaving_the_page(page: Page) -> None:
    page.fill("#id_told", "雨棚搭到人行道上")
    page.get_by_text("草稿已存在本机").wait_for()
    form = "document.querySelector('form[data-draft]')"
    page.evaluate(f"delete {form}.dataset.hasProblems")
    page.fill("#id_told", "")
    page.evaluate(f"offerDraft({form}, JSON.parse(localStorage.getItem(draftName({form}))).values)")
    page.get_by_role("button", name="恢复").click()
    assert page.input_value("#id_told") == "雨棚搭到人行道上"


@pytest.mark.trap(37)
def test_two_clicks_act_once(page: Page) -> None:
    day = "document.querySelector('.demonstration button')"
    page.evaluate(f"{day}.click(); {day}.click()")
    page.wait_for_url("**/design/")
    page.get_by_text("2026-09-16 09:00").wait_for()


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("path", ["/design/", "/map/", "/keys/", "/search/", "/nowhere/"])
def test_no_page_is_wider_than_the_screen(page: Page, width: int, path: str) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_policy_stops_nothing_of_ours(page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto("/design/")
    page.goto("/map/")
    assert not [text for text in complaints if "Content Security Policy" in text]


def test_a_right_that_runs_out_never_turns_overdue(page: Page) -> None:
    page.evaluate("""() => {
      const past = new Date(Date.now() - 86400000).toISOString();
      const drawn = (id, due) =>
        `<time id="${id}" class="due is-normal" datetime="${past}" data-due="${due}"></time>`;
      document.querySelector("main").insertAdjacentHTML(
        "beforeend", drawn("a-right", "right") + drawn("a-duty", ""));
      refreshCountdowns();
    }""")
    assert page.inner_text("#a-right") == "已届满"
    assert page.get_attribute("#a-right", "class") == "due is-normal"
    assert page.inner_text("#a-duty") == "逾期 1 日"
    assert page.get_attribute("#a-duty", "class") == "due is-overdue"
