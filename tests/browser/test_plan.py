"""A plan from its file to a signed receipt; what is half typed on the draft stays where it is."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import faults
from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

TEXT = """长宁区城管执法系统专项工作要点（2026年）

一、专项任务

（一）夜间巡查
组织夜间巡查，汇总巡查结果。（责任单位：天山路中队；完成时限：10月）
建立问题台账。（责任单位：天山路中队；完成时限：11月）
"""
HALF = "写到一半的文字"


def test_from_the_file_to_the_receipt(enter: Enter) -> None:
    keeper, team = enter("section"), enter("team")
    plan = upload(keeper)
    split_beside_half_typed_text(keeper)
    keeper.get_by_role("button", name="全部确认").click()
    expect(keeper.locator("#draft-status")).to_contain_text("待确认 0")
    assert not faults(keeper)
    issue(keeper)
    keeper.goto(plan)
    expect(keeper.locator(".plan-line")).to_have_count(3)
    expect(keeper.locator("main")).to_contain_text("尚未签收")
    sign(team)
    keeper.reload()
    expect(keeper.locator("main")).not_to_contain_text("尚未签收")
    assert not faults(keeper)


def test_the_year_is_readable_on_the_phone(enter: Enter) -> None:
    page = enter("team", width=390)
    for path in ("/plans/", "/plans/items/?view=late", "/plans/items/"):
        page.goto(path)
        assert not faults(page)
    page.locator("[data-rows] a").first.click()
    expect(page.locator("main")).to_contain_text("报告责任")
    assert not faults(page)


def upload(page: Page) -> str:
    page.goto("/plans/new/")
    file = {"name": "098_专项.txt", "mimeType": "text/plain", "buffer": TEXT.encode()}
    page.set_input_files("input[type=file]", files=[file])  # type: ignore[list-item]
    page.get_by_role("button", name="读取并拟订").click()
    expect(page.locator("article.plan-item")).to_have_count(2)
    return page.url


def split_beside_half_typed_text(page: Page) -> None:
    items = page.locator("article.plan-item")
    items.nth(1).locator("textarea").fill(HALF)
    text = items.nth(0).locator("textarea")
    text.fill(text.input_value().replace("，", "\n\n", 1))
    items.nth(0).get_by_role("button", name="按空行拆分").click()
    expect(items).to_have_count(3)
    expect(items.nth(2).locator("textarea")).to_have_value(HALF)
    items.nth(1).locator("input[name=time]").fill("不知道")
    items.nth(1).get_by_role("button", name="保存责任和时间").click()
    expect(items.nth(1).get_by_role("alert")).to_contain_text("读不出时间")
    expect(items.nth(1).locator("input[name=time]")).to_have_value("不知道")
    items.nth(1).locator("input[name=time]").fill("10月、12月")
    items.nth(1).get_by_role("button", name="保存责任和时间").click()
    expect(items.nth(1).get_by_role("alert")).to_have_count(0)


def issue(page: Page) -> None:
    page.locator(".page-acts").get_by_role("link", name="印发计划").click()
    page.get_by_label("发文字号").fill("长城管〔2026〕9号")
    page.get_by_role("button", name="印发计划").click()
    expect(page.locator("h1")).to_contain_text("已印发")


def sign(page: Page) -> None:
    page.goto("/")
    page.locator("main").get_by_role("link", name="专项工作要点").first.click()
    expect(page.locator("main")).to_contain_text("本单位的任务")
    page.locator("#acts").get_by_role("link", name="签收计划").click()
    page.locator("main form").get_by_role("button", name="签收计划").click()
    expect(page.locator("h1")).to_contain_text("计划已签收")
