"""One real job through all floors, by the people concerned, in a browser.

A hotline complaint is dispatched, checked on site and becomes a summary case; the case is decided,
paid and closed; its result comes back to the lead, which is approved, answered and called back.
"""

from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Enter
from tests.browser.house import CHROMIUM, House

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed"),
]

OFFICER, PARTNER = "沈知行", "陆景川"
CALLER = "欧阳堃喆㼆"
TITLE = "早餐车占道 🍜 堵住盲道"
RED_DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8cfc0"
    "000003010100c9fe92ef0000000049454e44ae426082"
)


def test_the_whole_job(enter: Enter, house: House, tmp_path: Path) -> None:
    photo = tmp_path / "现场.png"
    photo.write_bytes(RED_DOT)
    dispatcher, officer = enter("dispatcher"), enter("officer")
    lead = take_in(dispatcher)
    dispatch(dispatcher, lead)
    sign_twice_at_once(officer, lead)
    contact_and_check(officer, lead, photo)
    case = docket(officer, lead)
    partner = enter("officer.two")
    inspect(officer, case, photo)
    inform_on_a_stale_page(officer, partner, case)
    hear(partner, case)
    decide_above_the_limit_then_within(officer, case)
    read_the_paper(officer, case)
    collect_and_close(officer, case)
    submit(officer, lead)
    send_back_with_marks(enter("squad"), lead)
    correct_and_submit(officer, lead)
    approve(enter("team"), lead)
    answer(officer, lead)
    call_back(dispatcher, lead)
    verify(enter("supervisor"), house, case)


# ── the lead ───────────────────────────────────────────────────────────────────


def take_in(page: Page) -> str:
    """What was typed survives a refusal; a likely repeat is told while it is being typed."""
    page.goto("/leads/new/")
    page.select_option("#id_source", "hotline_12345")
    page.fill("#id_external_no", "SH2026091599001")
    page.fill("#id_title", TITLE)
    page.fill("#id_description", "每天早上六点起占住盲道，轮椅过不去。")
    page.select_option("#id_item_code", "AY-C001")
    page.select_option("#id_appeal_kind", "complaint")
    page.fill("#id_caller_name", CALLER)
    page.fill("#id_caller_phone", "13800138000")
    press(page, "受理")
    expect(page.locator(".notice .reason, .problems")).to_have_count(1)
    expect(page.locator("#id_title")).to_have_value(TITLE)
    expect(page.locator("#id_caller_name")).to_have_value(CALLER)
    page.fill("#id_place-look", "东门")
    page.locator("#id_place .option", has_text="榆荫新村东门人行道").locator("input").check()
    expect(page.locator("#repeats")).to_contain_text("可能是重复投诉")
    press(page, "受理")
    expect(page.locator("h1")).to_contain_text("待派单")
    expect(page.locator("main")).not_to_contain_text("13800138000")
    return page.url


def dispatch(page: Page, lead: str) -> None:
    act(page, lead, "dispatch")
    page.select_option("#id_organ", label="天山路街道综合行政执法队")
    page.fill("#id_reason", "属地中队先行处置")
    press(page, "派单")
    expect(page.locator("h1")).to_contain_text("待签收")


def sign_twice_at_once(page: Page, lead: str) -> None:
    """From the workbench; two clicks make one act."""
    page.goto("/")
    row = page.locator("[data-row]", has_text=TITLE)
    row.get_by_role("link", name="签收").click()
    expect(page.locator("form.act-page")).to_be_visible()
    page.evaluate(
        "() => { const b = document.querySelector('.form-acts button'); b.click(); b.click(); }"
    )
    page.wait_for_url(lead)
    expect(page.locator("h1")).to_contain_text("办理中")
    expect(story(page, "签收")).to_have_count(1)


def contact_and_check(page: Page, lead: str, photo: Path) -> None:
    act(page, lead, "contact")
    page.fill("#id_said", "已说明受理情况，约定上午核查。")
    press(page, "先行联系")
    act(page, lead, "check_on_site")
    choose(page, "officers", OFFICER, PARTNER)
    page.select_option("#id_item_code", "AY-C001")
    page.fill("#id_found", "一辆早餐车占住盲道三米，当事人在场。")
    page.set_input_files("#id_photos", photo)
    press(page, "现场核查")
    expect(page.locator(".files li")).to_have_count(1)
    why = page.locator(".matter-due .why")
    why.locator("summary").click()
    expect(why.locator(".law-steps li").first).to_be_visible()


def docket(page: Page, lead: str) -> str:
    """The case opens with what the lead knows; the lead shows it."""
    act(page, lead, "docket")
    expect(page.locator("#id_item_code")).to_have_value("AY-C001")
    page.select_option("#id_procedure", "summary")
    page.fill("#id_reason", "事实清楚，当场查处")
    page.fill("#id_fact", "当事人在盲道上设摊经营。")
    page.select_option("#id_party_kind", "person")
    page.fill("#id_party_name", "赟某")
    press(page, "转立案")
    page.wait_for_url(lead)
    page.locator(".history a", has_text="赟某").first.click()
    expect(page.locator("h1")).to_contain_text("现场查处")
    return page.url


# ── the case ───────────────────────────────────────────────────────────────────


def inspect(page: Page, case: str, photo: Path) -> None:
    act(page, case, "inspect")
    choose(page, "officers", OFFICER, PARTNER)
    page.fill("#id_certificates_shown_at", "2026-09-15T08:58")
    page.fill("#id_record", "当事人在盲道设摊，出售早餐，现场拍照。")
    page.set_input_files("#id_photos", photo)
    page.select_option("#id_harm", "real")
    page.fill("#id_party_age", "41")
    press(page, "现场检查")
    expect(story(page, "现场检查")).to_have_count(1)


def inform_on_a_stale_page(officer: Page, partner: Page, case: str) -> None:
    """The partner's page is older than the officer's act: he is told, and what he typed stays."""
    act(partner, case, "inform")
    partner.fill("#id_fine", "100")
    partner.fill("#id_reasons", "占用盲道设摊，证据确凿。")
    act(officer, case, "order_correction")
    officer.fill("#id_requirement", "立即撤离盲道。")
    press(officer, "责令改正")
    press(partner, "处罚前告知")
    expect(partner.locator(".problems")).to_contain_text("别人刚刚办理了这一事项")
    expect(partner.locator("#id_reasons")).to_have_value("占用盲道设摊，证据确凿。")
    act(partner, case, "inform")
    partner.get_by_role("button", name="恢复").click()
    expect(partner.locator("#id_reasons")).to_have_value("占用盲道设摊，证据确凿。")
    press(partner, "处罚前告知")
    expect(story(partner, "处罚前告知")).to_have_count(1)


def hear(page: Page, case: str) -> None:
    act(page, case, "hear")
    page.fill("#id_statement", "第一次，请求少罚。")
    page.fill("#id_review", "已在法定幅度下限，不再减轻。")
    press(page, "听取陈述申辩")
    expect(story(page, "听取陈述申辩")).to_have_count(1)


def decide_above_the_limit_then_within(page: Page, case: str) -> None:
    """The refusal names its article; English is one click away."""
    act(page, case, "decide")
    page.fill("#id_fine", "500")
    press(page, "作出当场处罚决定")
    refusal = page.locator(".notice .reason")
    expect(refusal.filter(has_text="行政处罚法 51").first).to_be_visible()
    expect(page.locator("#id_fine")).to_have_value("500")
    page.fill("#id_fine", "100")
    press(page, "作出当场处罚决定")
    expect(page.locator("h1")).to_contain_text("已当场决定")
    page.get_by_role("button", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="What can be done")).to_be_visible()
    page.get_by_role("button", name="中文").click()


def read_the_paper(page: Page, case: str) -> None:
    """The worker typesets it; it opens as a PDF that names the party."""
    page.goto(case)
    page.get_by_role("link", name="当场行政处罚决定书").first.click()
    for _attempt in range(30):
        if page.get_by_role("link", name="打开并打印").count():
            break
        page.wait_for_timeout(1000)
        page.reload()
    sheet = page.locator("a[href$='sheet.pdf']").first.get_attribute("href")
    answered = page.request.get(sheet or "")
    assert answered.headers["content-type"].startswith("application/pdf")
    text = "".join(leaf.extract_text() for leaf in PdfReader(BytesIO(answered.body())).pages)
    assert "赟某" in text
    assert "壹佰元整" in text


def collect_and_close(page: Page, case: str) -> None:
    act(page, case, "collect")
    page.fill("#id_receipt_number", "SH-0915-001")
    press(page, "当场收缴")
    expect(page.locator(".blocked")).to_contain_text("结案")
    act(page, case, "hand_in")
    page.fill("#id_received_by", "内勤")
    page.fill("#id_voucher", "JK-001")
    press(page, "上缴机关")
    act(page, case, "deposit")
    page.fill("#id_bank_receipt", "YH-001")
    press(page, "缴付银行")
    act(page, case, "file_record")
    page.fill("#id_filed_with", "天山路街道综合行政执法队")
    press(page, "备案")
    act(page, case, "close")
    press(page, "结案")
    expect(page.locator("h1")).to_contain_text("已结案")


# ── back to the caller ─────────────────────────────────────────────────────────


def submit(page: Page, lead: str) -> None:
    page.goto(lead)
    expect(story(page, "案件结果回填")).to_have_count(1)
    act(page, lead, "submit")
    page.select_option("#id_result", "solved")
    page.fill("#id_found", "早餐车占住盲道三米，情况属实。")
    page.fill("#id_done", "当场处罚一百元，车辆撤离。")
    page.fill("#id_next_step", "纳入每日早巡，一周内复查。")
    press(page, "提交办理结果")
    expect(page.locator("h1")).to_contain_text("待审核")


def send_back_with_marks(page: Page, lead: str) -> None:
    act(page, lead, "return_submission")
    page.fill("#id_mark_law_basis", "写明适用的条例。")
    press(page, "退回")
    expect(page.locator("h1")).to_contain_text("办理中")


def correct_and_submit(page: Page, lead: str) -> None:
    """What was submitted before is filled in; only the marked part is typed anew."""
    page.goto(lead)
    expect(page.locator("main")).to_contain_text("写明适用的条例。")
    act(page, lead, "submit")
    expect(page.locator("#id_done")).to_have_value("当场处罚一百元，车辆撤离。")
    page.fill("#id_law_basis", "沪市容条例")
    press(page, "提交办理结果")
    expect(page.locator("h1")).to_contain_text("待审核")
    expect(page.locator("#acts .act", has_text="审核通过")).to_have_count(0)


def approve(page: Page, lead: str) -> None:
    act(page, lead, "approve_submission")
    page.fill("#id_remark", "同意答复。")
    press(page, "审核通过")
    expect(page.locator("h1")).to_contain_text("待答复")


def answer(page: Page, lead: str) -> None:
    act(page, lead, "answer")
    page.fill("#id_told", "已处罚并清理，早上会有人巡查。")
    press(page, "答复")
    expect(page.locator("h1")).to_contain_text("待回访")


def call_back(page: Page, lead: str) -> None:
    act(page, lead, "call_back")
    page.select_option("#id_satisfaction", index=1)
    page.fill("#id_said", "来电人表示满意。")
    press(page, "回访")
    expect(page.locator("h1")).to_contain_text("已办结")


def verify(page: Page, house: House, case: str) -> None:
    """The seal opens the proof of the record; the whole house verifies."""
    page.goto(case)
    page.locator(".story a.seal").first.click()
    expect(page.locator(".notice").first).to_contain_text("相符")
    expect(page.locator(".state.is-overdue")).to_have_count(0)
    page.get_by_role("link", name="重新核验").click()
    expect(page.locator("tbody tr").first).to_contain_text("发现并查处")
    told = house.command("verify")
    assert told.returncode == 0, told.stdout + told.stderr


# ── how one acts ───────────────────────────────────────────────────────────────


def act(page: Page, matter: str, action: str) -> None:
    """Open an act from the matter's page, as a person does: only what is offered can be taken."""
    link = page.locator(f"#acts a[href$='/{action}/']")
    if page.url != matter or not link.count():
        page.goto(matter)
    link.click()
    expect(page.locator("form.act-page")).to_be_visible()


def press(page: Page, title: str) -> None:
    with page.expect_navigation():
        page.locator(".form-acts").get_by_role("button", name=title, exact=True).click()


def choose(page: Page, field: str, *names: str) -> None:
    """People are offered as ticks or as a list of several."""
    if page.locator(f"select#id_{field}").count():
        page.select_option(f"#id_{field}", label=list(names))
        return
    for name in names:
        page.locator(".option", has_text=name).locator("input").check()


def story(page: Page, title: str):  # type: ignore[no-untyped-def]
    return page.locator(".story > li").filter(has=page.get_by_text(title, exact=True))
