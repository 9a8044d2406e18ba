"""Rows out of files: encodings, delimiters, Excel with formulas, and files that mean harm."""

import codecs
import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from chengguan.core.exchange import mapping, reading
from chengguan.core.org.record import Refused
from chengguan.core.work.rules import ZONE
from tests.core.exchange.conftest import THINGS

LINES = "编号,名称\n1,路灯\n2,灯箱\n"
ROWS = [["编号", "名称"], ["1", "路灯"], ["2", "灯箱"]]


def read(tmp_path, content: bytes) -> list[list[str]]:
    path = tmp_path / "file"
    path.write_bytes(content)
    return list(reading.rows(path))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_text_table_is_read_in_every_usual_encoding(tmp_path, encoding, delimiter):
    assert read(tmp_path, LINES.replace(",", delimiter).encode(encoding)) == ROWS


def test_a_mark_alone_decides_utf_16(tmp_path):
    content = codecs.BOM_UTF16_BE + LINES.encode("utf-16-be")
    assert read(tmp_path, content) == ROWS


def test_what_is_no_encoding_we_know_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="编码"):
        read(tmp_path, b"\xff\xff\xff\x80,\xff\n")


def test_quoted_cells_keep_their_line_breaks(tmp_path):
    assert read(tmp_path, '编号,名称\n1,"路灯\n坏了"\n'.encode()) == [
        ["编号", "名称"],
        ["1", "路灯\n坏了"],
    ]


def book(rows) -> bytes:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def test_excel_gives_numbers_days_and_texts_as_they_look(tmp_path):
    day = datetime.fromisoformat("2026-01-31 09:30")
    content = book([["编号", "日"], [1.0, day], [12345678901, None]])
    assert read(tmp_path, content) == [
        ["编号", "日"],
        ["1", "2026-01-31 09:30:00"],
        ["12345678901"],
    ]


def test_a_formula_counts_by_its_value_and_is_never_computed(tmp_path):
    content = book([["编号"], ["=1+1"]])
    # As Excel saves it: the formula with the value it had.
    stream, source = io.BytesIO(), zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            said = source.read(name)
            target.writestr(
                name, said.replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>")
            )
    assert read(tmp_path, stream.getvalue()) == [["编号"], ["2"]]


@pytest.mark.trap(25)
def test_an_excel_file_that_unpacks_to_far_more_is_refused(tmp_path):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/workbook.xml", b"<x/>")
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 20_000_000)
    with pytest.raises(Refused, match="太大"):
        read(tmp_path, stream.getvalue())


def test_a_broken_excel_file_is_refused_in_words(tmp_path):
    with pytest.raises(Refused, match="Excel"):
        read(tmp_path, b"PK\x03\x04 broken")


def test_rows_are_read_on_from_any_byte(tmp_path):
    source, copy = tmp_path / "file", tmp_path / "copy.jsonl"
    source.write_text(LINES)
    assert reading.spool(source, copy) == 3
    whole = list(reading.spooled(copy))
    assert [line.cells for line in reading.spooled(copy, whole[0].behind)] == ROWS[1:]


def test_the_header_stands_below_titles():
    rows = [["某局物品清单"], [], ["序号", "物品编号", "品名"], ["1", "A-1", "路灯"]]
    assert mapping.header_of(rows, THINGS) == 2
    assert mapping.guess(rows[2], rows[3:], THINGS) == {"number": 1, "name": 2}


def test_a_column_without_a_known_name_is_found_by_what_stands_in_it():
    header, sample = ["编号", "名称", "怎么找他"], [["1", "路灯", "13800000001"]]
    assert mapping.guess(header, sample, THINGS)["phone"] == 2


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-02-14 20:00:00", (2019, 2, 14, 20, 0)),
        ("2019/2/4 8:05", (2019, 2, 4, 8, 5)),
        ("2019年2月4日 8:05", (2019, 2, 4, 8, 5)),
        ("2019年2月4日8时5分", (2019, 2, 4, 8, 5)),
        ("2019.02.14", (2019, 2, 14, 0, 0)),
        ("20190214", (2019, 2, 14, 0, 0)),
        ("2019-02-14T20:00", (2019, 2, 14, 20, 0)),
    ],
)
def test_moments_are_read_as_people_write_them(text, moment):
    assert mapping.moment(text) == datetime(*moment, tzinfo=ZONE)


@pytest.mark.parametrize(
    "text", ["", "昨天", "2019-13-01", "13800000001", "0001-01-01", "9999-12-31"]
)
def test_what_is_no_moment_is_none(text):
    assert mapping.moment(text) is None


def test_an_empty_row_counts_as_in_the_sheet(tmp_path):
    source, copy = tmp_path / "file", tmp_path / "copy.jsonl"
    source.write_text("a,b\n\n1,2\n,\n3,4\n")
    assert reading.spool(source, copy) == 3
    assert [line.number for line in reading.spooled(copy)] == [1, 3, 5]
