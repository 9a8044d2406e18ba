"""A leader asks from a number, from a list and from a matter; the unit answers; he signs it off.

The first answer comes a day after its day and says so for ever. Days pass by the demonstration's
clock.
"""

import re
from datetime import date

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import faults
from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM
from tests.browser.test_ordinary_case import pass_time
from tests.browser.test_whole_job import act, press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

FIGURE = "按时办结率"
WORDS = "按时办结率要逐件过一遍，请说明每一件的原因。"
UNIT = "天山路街道综合行政执法队"


def test_from_a_number_to_the_sign_off_a_day_late(enter: Enter) -> None:
    leader, team = enter("leader"), enter("team")
    given = from_number(leader)
    task = sign(team)
    pass_time(leader, "day")
    leader.goto(given)
    expect(leader.locator("main")).to_contain_text("逾期 1 日未反馈")
    reply(team, task)
    sign_off(leader)
    leader.goto(given)
    expect(leader.locator("h1")).to_contain_text("已办结")
    expect(leader.locator(".task-course")).to_contain_text("逾期 1 日反馈")
    assert not faults(leader)
    is_late_in_the_list(leader)


def from_number(page: Page) -> str:
    """The number, the list behind it with as many rows, and the words."""
    page.goto("/figures/")
    page.get_by_role("link", name=FIGURE).first.click()
    expect(page.locator("h1")).to_contain_text(FIGURE)
    counted = int(page.locator(".views [aria-current] .count-quiet").inner_text())
    assert page.locator("[data-rows] [data-row]").count() == min(counted, 50)
    page.locator(".page-acts").get_by_role("link", name="写批示").click()
    expect(page.locator("main")).to_contain_text(FIGURE)
    write(page, WORDS)
    expect(page.locator("h1")).to_contain_text("已批示")
    expect(page.locator("main")).to_contain_text("批示时的数值")
    return page.url


def write(page: Page, words: str) -> None:
    """Due on the very day; a first try without an addressee loses nothing."""
    page.fill("#id_words", words)
    page.fill("#id_due_on", today(page).isoformat())
    press(page, "作出批示")
    expect(page.locator(".notice .reason").first).to_contain_text("没有督办对象")
    expect(page.locator("#id_words")).to_have_value(words)
    page.locator(".option", has_text=UNIT).locator("input").check()
    press(page, "作出批示")


def today(page: Page) -> date:
    """What the demonstration's clock shows."""
    found = re.search(r"\d{4}-\d\d-\d\d", page.locator("header").first.inner_text())
    assert found, "the frame shows the day"
    return date.fromisoformat(found.group())


def sign(page: Page) -> str:
    """It waits on the workbench of the unit with its act."""
    page.goto("/")
    page.locator("[data-row]", has_text=WORDS).get_by_role("link", name="签收").click()
    press(page, "签收")
    expect(page.locator("h1")).to_contain_text("办理中")
    expect(page.locator("blockquote")).to_contain_text(WORDS)
    return page.url


def reply(page: Page, task: str) -> None:
    act(page, task, "reply")
    page.fill("#id_text", "逐件核对完毕，两件因约不上诉求人超期，其余按时。")
    press(page, "反馈")
    expect(page.locator("h1")).to_contain_text("已反馈")
    expect(page.locator(".task-course .reply")).to_contain_text("逐件核对完毕")


def sign_off(page: Page) -> None:
    """It waits on the leader's workbench."""
    page.goto("/")
    page.locator("[data-row]", has_text=WORDS).get_by_role("link", name="销号").click()
    page.fill("#id_remark", "同意，下不为例。")
    press(page, "销号")
    expect(page.locator("h1")).to_contain_text("已销号")


def is_late_in_the_list(page: Page) -> None:
    page.goto("/instructions/tasks/?view=closed&late=1")
    expect(page.locator("[data-row]", has_text=WORDS)).to_contain_text("逾期反馈")


def test_from_a_list_and_from_a_matter(enter: Enter) -> None:
    leader = enter("leader")
    leader.goto("/leads/")
    numbers = []
    for place in range(2):
        row = leader.locator("[data-rows] [data-row]").nth(place)
        numbers.append(row.locator("td[data-column=number]").inner_text().strip())
        row.locator("input[name=row]").check()
    leader.locator("[data-batch]").get_by_role("button", name="写批示").click()
    for number in numbers:
        expect(leader.locator("main")).to_contain_text(number)
    write(leader, "这两件一并查清。")
    for number in numbers:
        expect(leader.locator(".matter-main")).to_contain_text(number)
    leader.locator(".matter-main").get_by_role("link", name=re.compile(numbers[0])).first.click()
    expect(leader.locator("h1")).not_to_contain_text("已批示")
    leader.locator("#acts").get_by_role("link", name="写批示").click()
    expect(leader.locator("main")).to_contain_text(numbers[0])
    write(leader, "这一件再报一次。")
    expect(leader.locator("h1")).to_contain_text("已批示")
