"""The two files of a period report: a sheet set in type, and an Office document to work on."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from xml.sax.saxutils import escape

from chengguan.core.documents import docx as office
from chengguan.core.documents import registry, typesetting
from chengguan.core.documents.snapshots import Snapshot
from chengguan.core.journal.canonical import canonical
from chengguan.core.pages.words import paper_day
from chengguan.plans.boards.gathering import Content

TYPST = Path(__file__).with_name("typst")
UNITS = ["单位", "任务", "已销号", "逾期完成", "逾期", "预警", "缺报", "进度"]
LATE = ["编号", "任务", "承办单位", "期限", "进度"]
RISK = ["编号", "任务", "承办单位", "期限", "原因"]
MISSING = ["编号", "任务", "承办单位", "报告期", "应报日期"]
FIGURES = ["指标", "数值", "分子 / 分母", "口径"]
PARTS = (("一、完成情况", "done"), ("二、存在问题", "problems"), ("三、下一步", "next"))
NOTHING = {
    "done": "本期没有收到进展报告。",
    "problems": "各单位没有报告问题。",
    "next": "各单位没有报告下一步安排。",
}


def pdf(content: Content, at: datetime) -> bytes:
    """On the paper of the house, with the pictures as drawings."""
    fields = {
        **content,
        "unit_headings": UNITS,
        "late_headings": LATE,
        "risk_headings": RISK,
        "missing_headings": MISSING,
        "figure_headings": FIGURES,
        "parts": [[title, key, NOTHING[key]] for title, key in PARTS],
    }
    said = {
        "title": content["title"],
        "number": content["number"],
        "issuer": content["issuer"],
        "issued_on": paper_day(at),
        "copies": [],
        "fields": fields,
        "code": "",
        "verify": "",
    }
    sources = registry.edition_of(TYPST / "report.typ").sources
    return typesetting.set_paper(sources, Snapshot(canonical(said)), at).pdf


# -- the Office document -------------------------------------------------------------------------

HEADING = (32, "黑体", "", True)
SMALL = (28, "仿宋_GB2312", '<w:ind w:firstLineChars="200" w:firstLine="560"/>')
CENTRED = (28, "仿宋_GB2312", '<w:jc w:val="center"/>')
WIDE = 8844
"""Width of the type area in twentieths of a point."""
IDEOGRAPH, LETTER, PADDING, SHORT, LONGEST = 215, 135, 230, 1700, 5000
"""Of a cell, in the same measure: letters of 10.5 points, whatever typeface stands in for the one
that is named; both margins; what is never broken; what counts at most."""
POINT = 12_700
"""English metric units in a point."""


def docx(content: Content) -> bytes:
    """The same words, numbers and pictures; headings, tables and text can be worked on."""
    charts = [content["unit_chart"], content["month_chart"]]
    pictures = [typesetting.picture(svg) for svg in charts]
    drawn = [
        office.paragraph(content["name"], *office.TITLE),
        office.paragraph(content["subtitle"], *office.TITLE),
        office.paragraph(f"{content['issuer']}　{content['stood']}", *CENTRED),
        *_overview(content, pictures),
    ]
    for title, key in PARTS:
        drawn.append(office.paragraph(title, *HEADING))
        drawn += _words(content[key], NOTHING[key])
    for title, headings, key in (
        ("附一、逾期任务", LATE, "late"),
        ("附二、预警任务", RISK, "risk"),
        ("附三、缺报的进展报告", MISSING, "missing"),
    ):
        drawn.append(office.paragraph(title, *HEADING))
        drawn += _rows(headings, content[key])
    return office.packed(drawn, pictures)


def _overview(content: Content, pictures: Sequence[bytes]) -> list[str]:
    return [
        office.paragraph("总体情况", *HEADING),
        *_rows(["项目", "数值", "说明"], content["numbers"]),
        office.paragraph("各单位进度", *HEADING),
        _picture(1, pictures[0]),
        *_rows(UNITS, content["units"]),
        office.paragraph("各月届满的时间窗口（已完成/届满）", *HEADING),
        _picture(2, pictures[1]),
        *([office.paragraph("相关指标", *HEADING)] if content["figures"] else []),
        *(_rows(FIGURES, content["figures"]) if content["figures"] else []),
    ]


def _words(rows: Iterable[Sequence[str]], nothing: str) -> list[str]:
    said = [
        office.paragraph(f"{path} {title}（{unit}）：{words}", *SMALL)
        for path, title, unit, words in rows
    ]
    return said or [office.paragraph(nothing, *SMALL)]


def _rows(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    if not rows:
        return [office.paragraph("无。", *SMALL)]
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="8593A1"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    shape = (
        f'<w:tblPr><w:tblW w:w="{WIDE}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        "</w:tblPr>"
    )
    wide = _widths(headings, rows)
    grid = "".join(f'<w:gridCol w:w="{each}"/>' for each in wide)
    head = _row(headings, wide, is_head=True)
    body = "".join(_row(row, wide) for row in rows)
    return [f"<w:tbl>{shape}<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>", "<w:p/>"]


def _widths(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[int]:
    """What is short stands on one line; the other columns share the rest by their longest cell."""
    needed = [
        PADDING + min(LONGEST, max(map(_breadth, column)))
        for column in zip(headings, *rows, strict=True)
    ]
    fixed = sum(each for each in needed if each <= SHORT)
    shared = sum(each for each in needed if each > SHORT)
    if not shared:
        return [WIDE * each // fixed for each in needed]
    return [each if each <= SHORT else (WIDE - fixed) * each // shared for each in needed]


def _breadth(text: str) -> int:
    return sum(LETTER if letter < "\u2e80" else IDEOGRAPH for letter in str(text))


def _row(cells: Sequence[str], wide: Sequence[int], *, is_head: bool = False) -> str:
    font = "黑体" if is_head else "仿宋_GB2312"
    again = "<w:trPr><w:tblHeader/></w:trPr>" if is_head else "<w:trPr><w:cantSplit/></w:trPr>"
    drawn = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{each}" w:type="dxa"/></w:tcPr><w:p><w:r><w:rPr>'
        f'<w:rFonts w:eastAsia="{font}" w:hint="eastAsia"/><w:sz w:val="21"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(_plain(cell))}</w:t></w:r></w:p></w:tc>'
        for cell, each in zip(cells, wide, strict=True)
    )
    return f"<w:tr>{again}{drawn}</w:tr>"


def _plain(text: str) -> str:
    return "".join(letter for letter in str(text) if letter >= " ")


def _picture(number: int, png: bytes) -> str:
    """In the width of the type area, by the proportions that the file itself names."""
    across, down = (int.from_bytes(png[at : at + 4], "big") for at in (16, 20))
    width = WIDE // 20 * POINT
    height = width * down // across
    draw = "http://schemas.openxmlformats.org/drawingml/2006"
    return (
        '<w:p><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0" '
        f'xmlns:wp="{draw}/wordprocessingDrawing"><wp:extent cx="{width}" cy="{height}"/>'
        f'<wp:docPr id="{number}" name="chart {number}"/>'
        f'<a:graphic xmlns:a="{draw}/main"><a:graphicData uri="{draw}/picture">'
        f'<pic:pic xmlns:pic="{draw}/picture"><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="chart {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="rIdPicture{number}" xmlns:r="{office.OFFICE}"/>'
        "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
