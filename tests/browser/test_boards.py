"""The board of the year: from its number to a supervised task a day late; bulletin, scores, report.

Days pass by the demonstration's clock, so that what is frozen can be told from what runs on.
"""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import faults
from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM
from tests.browser.test_instructions import UNIT, today
from tests.browser.test_ordinary_case import pass_time
from tests.browser.test_whole_job import act, press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

WORDS = "看板上逾期的几项逐项说明原因，报出完成的日子。"
ANSWER = "逐项核对完毕，两项本月完成，一项申请延期。"
FROZEN = "请各单位对照清单补报。"


def test_from_a_number_to_the_sign_off_a_day_late(enter: Enter) -> None:
    leader, team = enter("leader"), enter("team")
    titles = open_number(leader, "逾期")
    given = instruct(leader, titles)
    task = sign(team)
    pass_time(leader, "day")
    is_late_beside_the_board(leader)
    reply(team, task)
    sign_off(leader)
    leader.goto(given)
    expect(leader.locator("h1")).to_contain_text("已办结")
    expect(leader.locator(".task-course")).to_contain_text("逾期 1 日反馈")
    assert not faults(leader)
    leader.goto("/board/")
    expect(leader.locator(".board-tasks")).not_to_contain_text(WORDS)


def open_number(page: Page, title: str) -> list[str]:
    """The list behind a number has as many rows as the number says."""
    page.goto("/board/")
    shown = tile(page, title)
    counted = value(shown)
    assert counted, "the demonstration has something late"
    shown.click()
    expect(page.locator("tr[data-row]")).to_have_count(counted)
    assert tile(page, title).get_attribute("aria-current")
    return page.locator(".year-title > a").all_inner_texts()


def tile(page: Page, title: str) -> Locator:
    label = page.locator(".tile-label", has_text=re.compile(f"^{title}$"))
    return page.locator(".tile > a", has=label)


def value(number: Locator) -> int:
    """Before the number that it is a part of."""
    return int(number.locator(".tile-value").inner_text().partition("/")[0])


def instruct(page: Page, titles: list[str]) -> str:
    """About all the rows behind the number, due on the very day."""
    page.locator(".sequels").get_by_role("link", name="写批示").click()
    about = page.locator("main")
    for title in titles:
        expect(about).to_contain_text(title.split(maxsplit=1)[1])
    page.fill("#id_words", WORDS)
    page.fill("#id_due_on", today(page).isoformat())
    page.locator(".option", has_text=UNIT).locator("input").check()
    press(page, "作出批示")
    expect(page.locator("h1")).to_contain_text("已批示")
    return page.url


def sign(page: Page) -> str:
    page.goto("/")
    page.locator("[data-row]", has_text=WORDS).get_by_role("link", name="签收").click()
    press(page, "签收")
    expect(page.locator("h1")).to_contain_text("办理中")
    return page.url


def is_late_beside_the_board(page: Page) -> None:
    page.goto("/board/")
    mine = page.locator(".board-tasks li", has_text=WORDS[:8])
    expect(mine).to_contain_text("逾期")
    before = value(tile(page, "督办逾期"))
    tile(page, "督办逾期").click()
    expect(page.locator("[data-rows] [data-row]")).to_have_count(before)
    expect(page.locator("[data-row]", has_text=WORDS[:8])).to_be_visible()


def reply(page: Page, task: str) -> None:
    act(page, task, "reply")
    page.fill("#id_text", ANSWER)
    press(page, "反馈")
    expect(page.locator("h1")).to_contain_text("已反馈")


def sign_off(page: Page) -> None:
    page.goto("/")
    page.locator("[data-row]", has_text=WORDS).get_by_role("link", name="销号").click()
    page.fill("#id_remark", "同意。")
    press(page, "销号")
    expect(page.locator("h1")).to_contain_text("已销号")


def test_a_bulletin_stands_as_it_stood(enter: Enter) -> None:
    keeper = enter("section")
    keeper.goto("/board/bulletins/new/")
    keeper.fill("#id_remark", FROZEN)
    assert not faults(keeper)
    press(keeper, "印发通报")
    expect(keeper.locator("main")).to_contain_text(FROZEN)
    issued = keeper.url
    stood = bulletin(keeper)
    assert len(stood) > 3
    pass_time(keeper, "week", "week")
    keeper.goto(issued)
    assert bulletin(keeper) == stood
    assert not faults(keeper)


def bulletin(page: Page) -> list[str]:
    """Every number and every line of it, with the day of which it tells."""
    told = page.locator(".matter-main .hint", has_text="印发后不再变化").first.inner_text()
    rows = page.locator(".matter-main table.rows tr").all_text_contents()
    return [told, *(" ".join(row.split()) for row in rows)]


def test_scores_have_their_counts_beside_them(enter: Enter) -> None:
    page = enter("section")
    page.goto("/board/scores/")
    rows = page.locator("[data-rows] [data-row]")
    expect(rows.first).to_be_visible()
    for row in rows.all():
        counts = row.locator("td .count-quiet").all_inner_texts()
        assert counts
        assert all(re.fullmatch(r"[\d.]+ / [\d.]+", text.strip()) for text in counts)
    assert not faults(page)
    rows.first.locator(".on-card-title a").click()
    expect(page.locator("main")).to_contain_text(" / ")
    assert not faults(page)


def test_a_report_in_one_step(enter: Enter) -> None:
    page = enter("section")
    page.goto("/board/reports/")
    half = page.locator("select[name=period] option", has_text="上半年").first
    page.select_option("select[name=period]", half.get_attribute("value"))
    page.get_by_role("button", name="生成报告").click()
    expect(page.get_by_role("link", name="打开 PDF")).to_be_visible(timeout=60_000)
    assert not faults(page)
    for link, begins in (("打开 PDF", b"%PDF-"), ("下载 Word 文档", b"PK")):
        where = page.get_by_role("link", name=link).get_attribute("href")
        answered = page.request.get(where or "")
        assert answered.status == 200
        assert answered.body().startswith(begins)


@pytest.mark.parametrize(("width", "language"), [(390, "zh-hans"), (390, "en"), (1440, "en")])
def test_board_without_faults(enter: Enter, width: int, language: str) -> None:
    page = enter("section", width=width, language=language)
    paths = ("/board/", "/board/?by=month&show=late", "/board/bulletins/", "/board/scores/")
    told = {}
    for path in (*paths, "/board/reports/"):
        page.goto(path)
        told[path] = faults(page)
    page.goto("/board/bulletins/")
    page.locator("[data-rows] a").first.click()
    page.locator("details summary").last.click()
    told["a bulletin"] = faults(page)
    assert not {path: found for path, found in told.items() if found}
