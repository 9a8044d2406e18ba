"""An event from its announcement to the door: seats, the waiting list, and no network.

Acceptance 6: five hundred people come while the network is cut, and each arrives once.
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import faults
from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM, House
from tests.browser.test_whole_job import press

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

ROOT = Path(__file__).resolve().parents[2]
CROWD = 500
TITLE = "消防安全讲座"
ALL_TOLD = "全部已上传"


def test_from_the_announcement_to_a_seat_that_went_on(enter: Enter) -> None:
    staff, member = enter("union"), enter("member", width=390)
    event = announce(staff)
    chair = enter("baseunion")
    chair.goto(event)
    chair.get_by_role("button", name="报名", exact=True).first.click()
    expect(chair.locator("main")).to_contain_text("已有名额")
    waits(member, event)
    chair.goto(event)
    chair.get_by_role("link", name="取消报名").first.click()
    assert not faults(chair)
    press(chair, "取消报名")
    expect(chair.locator("main")).to_contain_text("退出了报名")
    takes_the_seat(member, event)
    staff.goto(f"{event}people/")
    expect(staff.locator("tbody tr")).to_have_count(2)
    assert not faults(staff)


def announce(page: Page) -> str:
    page.goto("/events/")
    assert not faults(page)
    page.get_by_role("link", name="发布活动").first.click()
    page.fill("#id_kind", "讲座")
    page.fill("#id_title", TITLE)
    page.fill("#id_place", "三楼会议室")
    page.fill("#id_begins_at", "2026-09-25T09:00")
    page.fill("#id_ends_at", "2026-09-25T11:00")
    page.fill("#id_seats", "1")
    page.fill("#id_signup_until", "2026-09-24T18:00")
    assert not faults(page)
    press(page, "发布")
    expect(page.locator("h1")).to_contain_text(TITLE)
    assert not faults(page)
    return page.url


def waits(page: Page, event: str) -> None:
    """On the phone, from the list; the page says why there is no seat."""
    page.goto("/events/")
    assert not faults(page)
    page.locator("[data-row]", has_text=TITLE).get_by_role("link").first.click()
    page.wait_for_url(event)
    page.get_by_role("button", name="报名候补").last.click()
    expect(page.locator("main")).to_contain_text("候补第 1 位")
    expect(page.locator("main")).to_contain_text("没有名额是因为 1 个都已给出")
    assert not faults(page)


def takes_the_seat(page: Page, event: str) -> None:
    page.goto("/notices/")
    expect(page.locator("main")).to_contain_text(f"轮到您了：{TITLE}")
    page.goto(event)
    page.get_by_role("button", name="确认参加").last.click()
    expect(page.locator("main")).to_contain_text("已有名额")
    expect(page.locator(".event-code img")).to_be_visible()
    assert not faults(page)


def test_five_hundred_come_without_network_and_each_arrives_once(
    enter: Enter, house: House
) -> None:
    told = crowd(house, "fill", str(CROWD))
    page = enter("union", width=390)
    page.goto(f"/events/{told['event']}/door/")
    expect(page.locator("[data-door-queue]")).to_have_text(ALL_TOLD)
    assert not faults(page)
    page.context.set_offline(True)
    for code in told["codes"]:
        come(page, code)
    come(page, told["codes"][0])
    expect(page.locator("[data-door-last]")).to_contain_text("本机刚签过")
    expect(page.locator("[data-door-count]")).to_have_text(f"已到 {CROWD} 人")
    expect(page.locator("[data-door-queue]")).to_have_text(f"待上传 {CROWD} 条")
    assert crowd(house, "count") == 0
    page.context.set_offline(False)
    expect(page.locator("[data-door-queue]")).to_have_text(ALL_TOLD)
    assert crowd(house, "count") == CROWD
    tells_again(page)
    assert crowd(house, "count") == CROWD
    page.reload()
    expect(page.locator("[data-door-count]")).to_have_text(f"已到 {CROWD} 人")
    assert not faults(page)


def come(page: Page, code: str) -> None:
    """Typed, as a scanner types it; the field is empty again when the code is kept."""
    page.fill("#code", code)
    page.press("#code", "Enter")
    expect(page.locator("#code")).to_have_value("")


FORGET = """() => new Promise((done) => {
  const asked = indexedDB.open("events-door", 1);
  asked.onsuccess = () => {
    const seen = asked.result.transaction("seen", "readwrite").objectStore("seen");
    seen.getAll().onsuccess = ({ target }) => {
      target.result.forEach((one) => seen.put({ ...one, met: "" }));
      seen.transaction.oncomplete = done;
    };
  };
})"""


def tells_again(page: Page) -> None:
    """The answers were lost on their way: the device tells everything once more."""
    page.evaluate(FORGET)
    with page.expect_response("**/arrivals/"):
        page.get_by_role("button", name="立即上传").click()
    expect(page.locator("[data-door-queue]")).to_have_text(ALL_TOLD)


def crowd(house: House, *words: str):  # type: ignore[no-untyped-def]
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.browser.events_crowd", *words],
        env=kept
        | {
            "DJANGO_SETTINGS_MODULE": "chengguan.web.settings",
            "CHENGGUAN_DEMONSTRATION": "1",
            "CHENGGUAN_HOME": str(house.home),
            "PYTHONPATH": str(ROOT),
        },
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout)
