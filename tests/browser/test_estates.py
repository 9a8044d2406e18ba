"""One report of a property company, seen at once by everybody who must act, answered, and back.

The company works on the phone: found, dissuaded, refused, reported. The housing office, the team
and the residents' committee each have it to sign for; the team goes there and answers.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import faults
from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM
from tests.browser.test_whole_job import RED_DOT, act, press, story

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

DWELLING = "榆荫新村 12 号 502 室"
TITLE = f"{DWELLING} 违法搭建"
TO_DO = "/"
SIGN = "签收报告"
RECEIVERS = ("天山路街道综合行政执法队", "长宁区住房保障和房屋管理局", "天山路街道榆荫居民委员会")


def test_one_report_reaches_everybody_and_comes_back(enter: Enter, tmp_path: Path) -> None:
    photo = tmp_path / "现场.png"
    photo.write_bytes(RED_DOT)
    company = enter("property", width=390)
    liaison, officer, team, committee = map(enter, ("liaison", "officer", "team", "committee"))
    finding = find(company, photo)
    for page in (liaison, committee):
        page.goto(TO_DO)
        expect(page.locator("[data-row]", has_text=TITLE)).to_have_count(0)
    dissuade_in_vain(company, finding)
    report(company, finding)
    for page in (liaison, officer, team, committee):
        has_it(page)
    for page in (liaison, committee, officer):
        sign(page, finding)
    answer(officer, finding, photo)
    comes_back(company, finding)


def find(page: Page, photo: Path) -> str:
    page.goto("/estates/findings/new/")
    page.select_option("#id_project", label=DWELLING)
    page.select_option("#id_point", "building")
    page.fill("#id_description", "露台上正在砌砖，已经砌到一米。")
    page.check("#id_is_in_progress")
    page.set_input_files("#id_photos", photo)
    assert not faults(page)
    press(page, "登记")
    expect(page.locator("h1")).to_contain_text("已发现")
    assert not faults(page)
    return page.url


def dissuade_in_vain(page: Page, finding: str) -> None:
    act(page, finding, "dissuade")
    press(page, "劝阻、制止")
    act(page, finding, "refuse")
    page.fill("#id_refusal", "施工人员拒不停止。")
    press(page, "拒不改正")
    expect(page.locator("h1")).to_contain_text("拒不改正")
    assert not faults(page)


def report(page: Page, finding: str) -> None:
    """From the workbench, where it waits with its hours; each who was reached has a receipt."""
    page.goto("/")
    row = page.locator("[data-row]", has_text=TITLE)
    row.get_by_role("link", name="报告", exact=True).click()
    page.fill("#id_text", "劝阻无效，仍在施工，请依法处理。")
    assert not faults(page)
    press(page, "报告")
    page.wait_for_url(finding)
    expect(page.locator("h1")).to_contain_text("已报告待处理")
    for organ in RECEIVERS:
        expect(receipt(page, organ)).to_contain_text("已送达待签收")
    assert not faults(page)


def receipt(page: Page, organ: str):  # type: ignore[no-untyped-def]
    return page.locator(".history li", has_text=organ).first


def has_it(page: Page) -> None:
    page.goto(TO_DO)
    expect(page.locator("[data-row]", has_text=TITLE)).to_be_visible()


def sign(page: Page, finding: str) -> None:
    page.locator("[data-row]", has_text=TITLE).get_by_role("link").first.click()
    page.wait_for_url(finding)
    act(page, finding, "acknowledge")
    press(page, SIGN)
    expect(story(page, SIGN).first).to_be_visible()
    assert not faults(page)


def answer(page: Page, finding: str, photo: Path) -> None:
    act(page, finding, "go_on_site")
    page.fill("#id_note", "已到场，责令停止。")
    page.set_input_files("#id_photos", photo)
    press(page, "到场")
    act(page, finding, "answer")
    page.select_option("#id_outcome", "ordered")
    page.fill("#id_text", "已责令停止并限期拆除。")
    press(page, "答复")
    expect(page.locator("h1")).to_contain_text("已答复")


def comes_back(page: Page, finding: str) -> None:
    """With the answer, and with who signed for it."""
    page.goto("/")
    page.locator("[data-row]", has_text=TITLE).get_by_role("link", name="确认了结").click()
    expect(page.locator("form.act-page")).to_be_visible()
    page.goto(finding)
    expect(page.locator("main")).to_contain_text("已责令停止并限期拆除。")
    for organ in RECEIVERS:
        expect(receipt(page, organ)).to_contain_text("已签收")
    assert not faults(page)
    act(page, finding, "settle")
    press(page, "确认了结")
    expect(page.locator("h1")).to_contain_text("报告了结")
