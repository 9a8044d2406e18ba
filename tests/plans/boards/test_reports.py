"""Period reports: gathered once, made behind the page, missing reports named as missing."""

import zipfile
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from chengguan.core.files import services as files
from chengguan.core.notices import outbox
from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work.figure_periods import Period
from chengguan.plans.annual import inputs
from chengguan.plans.boards import charts, gathering, reports
from chengguan.plans.boards.models import PeriodReport, ReportState
from tests.plans.annual.office import Office, Plan

HALF = Period.read("2026-H1")


def half_year(office: Office) -> Plan:
    plan = office.issued()
    office.on(2, 3)
    plan.item(0).act("start", "东队长")
    said = inputs.Report("一月巡查三十次。", "人手不足。", "二月复查。")
    plan.item(0).act("report", "东队长", said)
    office.on(3, 3)
    plan.item(0).act("report", "东队长", inputs.Report("二月巡查二十次。"))
    office.on(9, 1)
    return plan


@pytest.mark.trap(51)
def test_three_parts_and_what_is_missing_by_name(office: Office) -> None:
    plan = half_year(office)
    said = gathering.gather(plan.row, HALF, office.now)
    assert [row[2:] for row in said["done"]] == [
        ["东队", "二月巡查二十次。（本期另有1份报告，见任务记录）"]
    ]
    assert said["problems"] == []
    assert said["missing"]
    assert all(row[2] in ("东队", "西队") for row in said["missing"])
    assert ["缺报", f"{len(said['missing'])} 份"] in [row[:2] for row in said["numbers"]]
    assert "÷" in said["progress_rule"] or "/" in said["progress_rule"]


@pytest.mark.trap(47)
def test_what_was_finished_late_is_said(office: Office) -> None:
    """East finishes its two windows of the half-year in time and late."""
    plan = office.issued()
    office.on(6, 10)
    plan.item(1).act("start", "东队长").close("东队长")
    said = gathering.gather(plan.row, HALF, office.now)
    notes = {row[0]: row[2] for row in said["numbers"]}
    assert notes["本期届满的时间窗口"] == "已完成 1 个，其中逾期完成 1 个"
    assert notes["本期销号"] == "累计销号 1 项，其中逾期完成 1 项"
    east = next(row for row in said["units"] if row[0] == "东队")
    assert east[2:4] == ["1", "1"]


def test_the_same_form_sent_twice_asks_for_one_report(
    office: Office, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = office.issued()
    monkeypatch.setattr(clock, "now", lambda: office.now)
    person = office.people["科长"]
    signin.open_account(person=person, username="keeper", by=None, at=office.now)
    client.force_login(person.account)
    url = reverse("boards:reports")
    assert 'name="key"' in client.get(url).content.decode()
    sent = {"plan": str(plan.pk), "period": "2026-Q1", "key": "a" * 32}
    first, second = client.post(url, sent), client.post(url, sent)
    assert first.status_code == 302
    assert first.url == second.url
    assert PeriodReport.objects.count() == 1
    assert client.post(url, sent | {"period": "2026"}).url != first.url


def test_a_report_is_made_in_stages_behind_the_page(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = half_year(office)
    asked_at = office.now
    made = reports.start(plan.row, HALF, by=office.people["科长"], at=asked_at, key="one")
    office.wait(minutes=3)
    monkeypatch.setattr(clock, "now", lambda: office.now)
    assert made.state == ReportState.GATHERING
    while outbox.deliver(limit=50, at=office.now).done:
        pass
    made = PeriodReport.objects.get(pk=made.pk)
    assert (made.state, made.problem) == (ReportState.DONE, "")
    assert (made.made_at, made.finished_at) == (asked_at, office.now)
    assert made.pdf is not None
    assert made.docx is not None
    with files.open_file(made.pdf.file) as sheet:
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet.read())).pages)
    assert "二月巡查二十次" in text.replace("\n", "")
    with files.open_file(made.docx.file) as document, zipfile.ZipFile(document) as package:
        names = set(package.namelist())
        body = package.read("word/document.xml").decode()
        assert {"word/media/1.png", "word/media/2.png"} <= names
        assert package.read("word/media/1.png").startswith(b"\x89PNG")
    assert "二月巡查二十次" in body
    again = reports.advance(made.pk, ReportState.TYPESETTING, office.now)
    assert again.pdf_id == made.pdf_id


def test_pictures_label_their_numbers() -> None:
    drawn = charts.bars([charts.Line("东<队", 120, "120%"), charts.Line("西队", 0, "—")])
    assert "东&lt;队" in drawn
    assert "120%" in drawn
    assert "2/3" in charts.pairs([charts.Pair("1月", 3, 2), charts.Pair("2月", 0, 0)])
