"""What people do to forms: lose their session, go back, send nothing, send too much."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

SAID = "堃喆赟㼆说：夜里十一点还在搅拌 🏗️"
CONTACT = "[data-row] a[href$='/contact/']"


@pytest.mark.trap(37)
def test_a_session_that_ends_in_the_middle_of_a_form_loses_nothing(enter: Enter) -> None:
    page = enter("dispatcher")
    page.goto("/leads/new/")
    page.fill("#id_description", SAID)
    page.get_by_text("草稿已存在本机").wait_for()
    page.context.clear_cookies(name="sessionid")
    page.locator(".form-acts button.btn-primary").click()
    page.wait_for_url("**/sign-in/**")
    page.locator(".role-card", has_text="白若溪").click()
    page.wait_for_url("**/leads/new/")
    page.get_by_role("button", name="恢复").click()
    expect(page.locator("#id_description")).to_have_value(SAID)


@pytest.mark.trap(37)
def test_going_back_and_sending_again_acts_once(enter: Enter) -> None:
    page = enter("officer")
    page.locator(CONTACT).first.click()
    page.fill("#id_said", SAID)
    with page.expect_navigation():
        page.locator(".form-acts button.btn-primary").click()
    calls = page.locator(".story > li", has_text="先行联系")
    expect(calls.first).to_be_visible()
    before = calls.count()
    page.go_back()
    page.locator(".form-acts button.btn-primary").click()
    page.wait_for_load_state()
    page.goto(page.url.removesuffix("contact/"))
    expect(calls).to_have_count(before)


def test_an_empty_form_says_what_is_missing_and_leads_there(enter: Enter) -> None:
    page = enter("dispatcher")
    page.goto("/leads/new/")
    page.locator(".form-acts button.btn-primary").click()
    problems = page.locator(".problems")
    expect(problems).to_be_focused()
    problems.get_by_role("link", name="标题").click()
    expect(page.locator("#id_title")).to_be_focused()


def test_too_much_text_is_told_and_kept(enter: Enter) -> None:
    page = enter("dispatcher")
    page.goto("/leads/new/")
    page.fill("#id_title", "题")
    page.fill("#id_description", SAID * 400)
    page.locator(".form-acts button.btn-primary").click()
    expect(page.locator(".problems")).to_contain_text("诉求内容")
    expect(page.locator("#id_description")).to_have_value(SAID * 400)


def test_on_the_phone_a_form_goes_in_steps_and_back_loses_nothing(enter: Enter) -> None:
    page = enter("dispatcher", width=390)
    page.goto("/leads/new/")
    expect(page.get_by_text("第 1 步，共 4 步")).to_be_visible()
    page.get_by_role("button", name="下一步").click()
    page.fill("#id_title", "夜间施工")
    page.get_by_role("button", name="上一步").click()
    page.get_by_role("button", name="下一步").click()
    expect(page.locator("#id_title")).to_have_value("夜间施工")


def test_the_language_is_chinese_until_somebody_chooses(browser, house) -> None:  # type: ignore[no-untyped-def]
    window = browser.new_context(base_url=house.url, locale="en-GB")
    page = window.new_page()
    page.goto("/sign-in/")
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    window.close()
