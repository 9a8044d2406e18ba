"""Forms in the browser: photos survive a refusal, a place is found by words, drafts come back."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM, House
from tests.browser.test_whole_job import RED_DOT, press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]
PLACE = "榆荫新村东门人行道"


def fill_in(page: Page) -> None:
    page.goto("/leads/new/")
    page.select_option("#id_source", "hotline_12345")
    page.fill("#id_title", "早餐车占道")
    page.fill("#id_description", "每天早上占住盲道。")
    page.locator("#id_description").blur()


def test_photos_survive_a_refusal_and_the_kind_is_proposed(enter: Enter, tmp_path: Path) -> None:
    photo = tmp_path / "现场.png"
    photo.write_bytes(RED_DOT)
    page = enter("dispatcher")
    fill_in(page)
    expect(page.locator("#id_appeal_kind")).to_have_value("")
    expect(page.locator("#kind")).to_contain_text("占道")
    page.set_input_files("#id_photos", photo)
    press(page, "受理")
    kept = page.locator(".received li")
    expect(kept).to_have_count(1)
    expect(kept).to_contain_text("现场.png")
    assert kept.locator("img").evaluate("(image) => image.naturalWidth") == 1
    page.select_option("#id_appeal_kind", "complaint")
    page.fill("#id_place-look", "东门")
    page.locator("#id_place .option", has_text=PLACE).locator("input").check()
    press(page, "受理")
    expect(page.locator("h1")).to_contain_text("待派单")
    expect(page.locator(".files li")).to_have_count(1)


def test_a_place_is_found_by_keyboard_and_comes_back_with_the_draft(enter: Enter) -> None:
    page = enter("dispatcher")
    fill_in(page)
    page.focus("#id_place-look")
    page.keyboard.type("东门")
    page.keyboard.press("Enter")
    expect(page).to_have_url("/leads/new/")
    found = page.locator("#id_place .option", has_text=PLACE)
    expect(found).to_be_visible()
    found.locator("input").focus()
    page.keyboard.press("Space")
    expect(found.locator("input")).to_be_checked()
    expect(page.locator("[data-draft-mark]")).not_to_be_empty()
    page.reload()
    expect(page.locator("#id_place .option", has_text=PLACE)).to_have_count(0)
    page.locator(".draft-found button").first.click()
    expect(page.locator("#id_place .option", has_text=PLACE).locator("input")).to_be_checked()


def test_a_place_is_found_without_javascript(browser: Browser, enter: Enter, house: House) -> None:
    signed_in = enter("dispatcher").context.storage_state()
    window = browser.new_context(
        base_url=house.url, storage_state=signed_in, java_script_enabled=False, locale="zh-CN"
    )
    page = window.new_page()
    page.goto("/leads/new/")
    page.fill("#id_title", "早餐车占道")
    page.fill("#id_place-look", "东门")
    page.locator(".pick-look button").click()
    expect(page.locator("#id_title")).to_have_value("早餐车占道")
    expect(page.locator(".problems")).to_have_count(0)
    expect(page.locator("#id_place .option", has_text=PLACE)).to_be_visible()
    window.close()
