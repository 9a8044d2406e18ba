"""The one Excel writer: head row, real dates, text that stays text, a cut that is said."""

from datetime import datetime
from io import BytesIO
from urllib.parse import unquote
from xml.etree import ElementTree
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from python_calamine import CalamineWorkbook

from chengguan.core.pages import sheets
from chengguan.core.pages.shapes import Choice, DueView, Filter, SavedView, StateView

NOON = datetime(2026, 9, 15, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(*rows: tuple, shown: str = "") -> sheets.Sheet:
    heads = ["编号", "时间"]
    return sheets.Sheet("leads", "线索", heads, rows, by="张三", at=NOON, shown=shown)


def read(made: BytesIO) -> list:
    return CalamineWorkbook.from_filelike(made).get_sheet_by_index(0).to_python()


def part(made: BytesIO, name: str) -> ElementTree.Element:
    return ElementTree.fromstring(ZipFile(made).read(f"xl/{name}.xml"))


def test_the_first_row_says_what_by_whom_and_when_and_moments_are_dates() -> None:
    rows = read(sheets.workbook(sheet(("甲", NOON), ("乙", DueView(NOON)), shown="未办结")))
    title, heads, *told = rows
    assert title[0].startswith("线索 · 未办结 · 张三 · ")
    assert "12:00" in title[0]
    assert heads == ["编号", "时间"]
    assert told == [[name, NOON.replace(tzinfo=None)] for name in "甲乙"]


def test_the_head_stays_and_filters_and_columns_are_as_wide_as_their_words() -> None:
    page = part(
        sheets.workbook(sheet(("街道综合行政执法队", NOON), ("乙" * 60, None))), "worksheets/sheet1"
    )
    pane = page.find(f".//{SPACE}pane")
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("2", "frozen")
    found = page.find(f"{SPACE}autoFilter")
    assert found is not None
    assert found.get("ref") == "A2:B4"
    widths = [float(column.get("width", 0)) for column in page.iter(f"{SPACE}col")]
    assert [round(width) for width in widths] == [sheets.WIDEST + 1, 17]


@pytest.mark.parametrize("start", list(sheets.STARTS_FORMULA))
def test_what_begins_like_a_formula_is_text_and_stays_so_when_edited(start: str) -> None:
    made = sheets.workbook(sheet((f"{start}1+1", "")))
    cell = next(c for c in part(made, "worksheets/sheet1").iter(f"{SPACE}c") if c.get("r") == "A3")
    assert (cell.get("t"), cell.find(f"{SPACE}f")) == ("s", None)
    formats = part(made, "styles").find(f"{SPACE}cellXfs")
    assert formats is not None
    assert formats[int(cell.get("s", 0))].get("quotePrefix") == "1"


@pytest.mark.parametrize(("limit", "is_cut"), [(3, False), (2, True)])
def test_a_cut_list_says_so(monkeypatch: pytest.MonkeyPatch, limit: int, is_cut: bool) -> None:
    monkeypatch.setattr(sheets, "SHEET_ROWS", limit)
    rows = read(sheets.workbook(sheet(("甲", ""), ("乙", ""), ("丙", ""))))
    assert [row[0] for row in rows if row[0] in "甲乙丙"] == list("甲乙丙")[:limit]
    assert (f"只含前 {limit} 行" in str(rows[1])) is is_cut


def test_the_file_has_one_name_in_chinese_and_one_in_ascii() -> None:
    said = sheets.answer(sheet()).headers["Content-Disposition"]
    assert said.isascii()
    assert 'filename="leads-20260915-1200.xlsx"' in said
    assert unquote(said).endswith("线索-20260915-1200.xlsx")


def test_what_is_shown_is_said_in_words() -> None:
    views = (SavedView("未办结", "/", active=True), SavedView("逾期", "/"))
    filters = (
        Filter("state", "环节", choices=(Choice("a", "办理中"),), value="a"),
        Filter("words", "编号", "text"),
        Filter("found", "时间", "dates", value="2026-09-01"),
    )
    assert sheets.shown_by(views, filters) == "未办结 · 环节 办理中 · 时间 2026-09-01 – …"


def test_a_state_is_written_as_its_word() -> None:
    assert read(sheets.workbook(sheet((StateView("办理中"), None))))[2] == ["办理中", ""]
