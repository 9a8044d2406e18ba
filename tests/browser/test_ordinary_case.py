"""One ordinary case through the whole procedure in a browser, by all who have a part in it.

An officer finds and investigates, the head dockets, a large fine is announced and a hearing asked
for; the legal section hears, returns with a point and passes; the leaders discuss and decide; the
party pays in instalments; the case is closed and archived. Days pass by the demonstration's clock.
"""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM
from tests.browser.test_whole_job import OFFICER, PARTNER, RED_DOT, act, choose, press, story

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

ITEM = "AY-H003"
PARTY = "天山路某置业有限公司"
SHOWN = "2026-09-15T08:30"
"""When certificates were shown: before anything of that day."""


def test_the_whole_procedure(enter: Enter, tmp_path: Path) -> None:
    photo = tmp_path / "现场.png"
    photo.write_bytes(RED_DOT)
    officer, head = enter("officer"), enter("team")
    case = find(officer)
    inspect(officer, case, photo)
    ask_to_docket(officer, case)
    docket(head, case)
    investigate(officer, case, photo)
    conclude(officer, case)
    approve(head, case, "approve_report", "批准告知", "待告知")
    announce(officer, case)
    legal = enter("legal")
    hearing(officer, legal, case)
    review(officer, legal, case)
    decide(enter("leader"), case)
    serve_and_pay(officer, head, case)
    end(officer, head, case)


def find(page: Page) -> str:
    page.goto("/cases/new/ordinary/")
    page.select_option("#id_item_code", ITEM)
    page.fill("#id_spot", "天山路 1 号地块")
    page.fill("#id_fact", "暂不开工的用地裸露地面没有覆盖，约六百平方米。")
    page.select_option("#id_party_kind", "organisation")
    page.fill("#id_party_name", PARTY)
    page.fill("#id_party_address", "天山路 100 号")
    page.select_option("#id_partner", label=PARTNER)
    press(page, "登记并核查")
    expect(page.locator("h1")).to_contain_text("立案前核查")
    return page.url


def inspect(page: Page, case: str, photo: Path) -> None:
    act(page, case, "inspect")
    choose(page, "officers", OFFICER, PARTNER)
    page.fill("#id_certificates_shown_at", SHOWN)
    page.fill("#id_record", "裸露地面约六百平方米，没有覆盖，没有绿化。")
    page.set_input_files("#id_photos", photo)
    page.select_option("#id_harm", "real")
    press(page, "现场检查（勘验）")
    expect(story(page, "现场检查（勘验）")).to_have_count(1)


def ask_to_docket(page: Page, case: str) -> None:
    act(page, case, "request_docketing")
    page.fill("#id_evidence", "现场检查笔录、照片")
    page.fill("#id_proposal", "建议立案调查")
    press(page, "报请立案")
    expect(page.locator("h1")).to_contain_text("待批准立案")


def docket(page: Page, case: str) -> None:
    """It waits on the head's workbench with its act."""
    page.goto("/")
    row = page.locator("[data-row]", has_text=PARTY)
    expect(row.get_by_role("link", name="批准立案")).to_be_visible()
    act(page, case, "docket")
    choose(page, "officers", OFFICER, PARTNER)
    page.fill("#id_opinion", "同意立案。")
    press(page, "批准立案")
    expect(page.locator("h1")).to_contain_text("调查取证")


def investigate(page: Page, case: str, photo: Path) -> None:
    act(page, case, "order_correction")
    page.fill("#id_requirement", "限期覆盖裸露地面。")
    press(page, "责令改正")
    pass_time(page, "day")
    act(page, case, "interview")
    choose(page, "officers", OFFICER, PARTNER)
    page.fill("#id_certificates_shown_at", SHOWN)
    page.fill("#id_rights_told_at", SHOWN)
    page.fill("#id_began_at", "2026-09-15T10:00")
    page.fill("#id_ended_at", "2026-09-15T10:40")
    page.fill("#id_interviewee", "周文衡")
    page.fill("#id_place", "队部询问室")
    page.fill("#id_record", "问：有没有覆盖？答：没有。")
    page.locator("details.folded summary").click()
    page.fill("#id_late_reason", "询问在队部进行，次日录入。")
    press(page, "询问")
    expect(story(page, "询问")).to_have_count(1)
    for _piece in range(9):
        page.goto(case)
        if not page.locator("dd", has_text="还缺：").count():
            break
        act(page, case, "collect_evidence")
        values = page.locator("#id_requirement option").evaluate_all("o => o.map(x => x.value)")
        choose(page, "officers", OFFICER, PARTNER)
        page.fill("#id_title", f"材料 {_piece + 1}")
        page.fill("#id_shows", "违法事实")
        page.fill("#id_source", "当事人提供")
        page.select_option("#id_requirement", values[_piece + 1])
        original = photo.with_name(f"材料{_piece}.png")
        original.write_bytes(RED_DOT + bytes([_piece]))
        page.set_input_files("#id_originals", original)
        press(page, "收集证据")
    expect(page.locator("dd", has_text="还缺：")).to_have_count(0)


def conclude(page: Page, case: str) -> None:
    """The record proposes a band; the report is filled with what stands on it."""
    act(page, case, "conclude")
    expect(page.locator("#id_band-hint")).to_contain_text("案卷建议")
    expect(page.locator("#id_evidence")).to_have_value(re.compile("现场检查笔录"))
    page.select_option("#id_proposal", "penalty")
    page.fill("#id_fine", "80000")
    press(page, "提交调查终结报告")
    expect(page.locator("h1")).to_contain_text("调查终结待审批")


def approve(page: Page, case: str, action: str, title: str, state: str) -> None:
    act(page, case, action)
    page.fill("#id_opinion", "同意。")
    press(page, title)
    expect(page.locator("h1")).to_contain_text(state)


def announce(page: Page, case: str) -> None:
    """What the report says is filled in; so large a fine is announced with the hearing."""
    act(page, case, "inform")
    expect(page.locator("#id_fine")).to_have_value("80000.00")
    expect(page.locator("#id_may_request_hearing")).to_be_checked()
    page.uncheck("#id_may_request_hearing")
    press(page, "送达处罚事先告知书")
    expect(page.locator(".notice .reason", has_text="行政处罚法 63").first).to_be_visible()
    page.check("#id_may_request_hearing")
    press(page, "送达处罚事先告知书")
    expect(page.locator("h1")).to_contain_text("已告知")


def hearing(officer: Page, legal: Page, case: str) -> None:
    act(officer, case, "hear")
    officer.fill("#id_statement", "正在办理开工手续，请求从轻。")
    officer.fill("#id_review", "没有从轻情节，不采纳。")
    press(officer, "听取陈述申辩")
    act(officer, case, "request_hearing")
    officer.fill("#id_said", "申请举行听证。")
    press(officer, "登记听证申请")
    legal.goto("/cases/reviews/?view=hearings")
    legal.locator("tbody tr", has_text=PARTY).get_by_role("link").first.click()
    act(legal, case, "notify_hearing")
    legal.fill("#id_hold_at", "2026-09-16T09:00")
    legal.fill("#id_place", "区局听证室")
    press(legal, "通知听证")
    expect(legal.locator(".notice .reason", has_text="行政处罚法 64").first).to_be_visible()
    legal.fill("#id_hold_at", "2026-10-08T09:00")
    press(legal, "通知听证")
    pass_time(legal, *["week"] * 4)
    act(legal, case, "hold_hearing")
    legal.select_option("#id_is_attended", "yes")
    legal.fill("#id_minutes", "当事人陈述，承办人质证，双方最后陈述。")
    press(legal, "举行听证")
    act(legal, case, "report_hearing")
    legal.fill("#id_report", "事实清楚，证据确凿。")
    legal.fill("#id_opinion", "建议维持拟处罚。")
    press(legal, "提交听证报告")


def pass_time(page: Page, *steps: str) -> None:
    """The demonstration's clock goes on for everybody."""
    for step in steps:
        with page.expect_navigation():
            page.locator(f"form.demonstration button[value={step}]").click()


def review(officer: Page, legal: Page, case: str) -> None:
    """Returned with a point; sent again only with its answer; passed."""
    act(officer, case, "submit_review")
    press(officer, "送法制审核")
    legal.goto("/cases/reviews/")
    expect(legal.locator("main")).to_contain_text("当事人申请了听证")
    act(legal, case, "return_review")
    legal.fill("#id_opinion", "裁量理由要补充。")
    legal.select_option("#id_points-0-aspect", "discretion")
    legal.fill("#id_points-0-text", "写明面积与裁量的关系。")
    press(legal, "审核退回")
    act(officer, case, "submit_review")
    press(officer, "送法制审核")
    expect(officer.locator(".notice .reason").first).to_contain_text("没有答复")
    officer.locator("textarea[name^=answer_]").fill("已补充：六百平方米，属从重。")
    press(officer, "送法制审核")
    approve(legal, case, "pass_review", "审核通过", "待负责人决定")


def decide(page: Page, case: str) -> None:
    """So grave a case is discussed first; the fine is filled in and not made dearer."""
    act(page, case, "discuss")
    page.fill("#id_place", "局会议室")
    opinions = page.locator("input[name^=opinion_]")
    for position in range(opinions.count()):
        opinions.nth(position).fill("同意按告知处罚。")
    page.fill("#id_minutes", "逐项讨论事实、证据和裁量。")
    page.fill("#id_conclusion", "罚款八万元。")
    press(page, "登记集体讨论")
    act(page, case, "decide")
    expect(page.locator("#id_fine")).to_have_value("80000.00")
    page.fill("#id_fine", "90000")
    press(page, "作出处罚决定")
    expect(page.locator(".notice .reason", has_text="行政处罚法 45").first).to_be_visible()
    page.fill("#id_fine", "80000")
    press(page, "作出处罚决定")
    expect(page.locator("h1")).to_contain_text("已决定待送达")


def serve_and_pay(officer: Page, head: Page, case: str) -> None:
    act(officer, case, "serve")
    press(officer, "送达处罚决定书")
    act(officer, case, "request_deferral")
    officer.fill("#id_hardship", "工程停工，资金周转困难，附财务报表。")
    amounts = officer.locator("input[name$=-amount]")
    assert [amounts.nth(n).input_value() for n in range(3)] == ["26666.00", "26666.00", "26668.00"]
    press(officer, "登记延期、分期申请")
    act(head, case, "rule_on_deferral")
    head.select_option("#id_is_granted", "yes")
    head.fill("#id_opinion", "同意分三期。")
    press(head, "批准或者不批准延期、分期")
    for number, amount in enumerate(("26666.00", "26666.00", "26668.00"), start=1):
        act(officer, case, "record_payment")
        expect(officer.locator("#id_amount")).to_have_value(amount)
        officer.fill("#id_receipt_number", f"沪财-{number}")
        officer.fill("#id_treasury_account", "区财政专户")
        press(officer, "登记缴款")
    expect(officer.locator("main")).to_contain_text("已经缴清")


def end(officer: Page, head: Page, case: str) -> None:
    act(officer, case, "request_closing")
    expect(officer.locator("#id_summary")).to_have_value(re.compile("已全部缴清"))
    press(officer, "报请结案")
    approve(head, case, "close", "批准结案", "已结案待归档")
    act(officer, case, "archive")
    expect(officer.locator("#id_retention")).to_have_value("permanent")
    press(officer, "归档")
    expect(officer.locator("h1")).to_contain_text("已归档")
