"""A list as an Excel sheet: the same rows, a heading that says what it shows, nothing that runs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any
from unicodedata import east_asian_width
from urllib.parse import quote

import xlsxwriter
from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.lists import chip_words
from chengguan.core.pages.shapes import SHEET_ROWS, DueView, Filter, SavedView, StateView

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
NARROWEST, WIDEST = 8, 48
STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is written: `name` in ASCII for the file, `heads` and as many cells in each row.

    A cell is text, a moment, a state or a due moment, as in a list; `shown` says which part of
    the list this is, `by` who took it, `at` when.
    """

    name: str
    title: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Any]]
    by: str
    at: datetime
    shown: str = ""


def shown_by(views: Iterable[SavedView], filters: Iterable[Filter]) -> str:
    """The view and the filters of a list in words."""
    said = [view.title for view in views if view.active]
    said += [f"{known.title} {chip_words(known)}" for known in filters if known.is_set]
    return " · ".join(said)


def answer(sheet: Sheet) -> HttpResponse:
    """The sheet as a download: its name in the reader's language, and in ASCII for old programs."""
    stamp = f"{timezone.localtime(sheet.at):%Y%m%d-%H%M}.xlsx"
    named = f"attachment; filename=\"{sheet.name}-{stamp}\"; filename*=UTF-8''"
    response = HttpResponse(workbook(sheet).getvalue(), content_type=EXCEL)
    response.headers["Content-Disposition"] = named + quote(f"{sheet.title}-{stamp}")
    return response


def workbook(sheet: Sheet) -> BytesIO:
    """The file; a list longer than `SHEET_ROWS` is cut, and the sheet says so."""
    made = BytesIO()
    plain = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    rows = list(islice(sheet.rows, SHEET_ROWS + 1))
    notes = [_said(sheet)]
    if len(rows) > SHEET_ROWS:
        rows.pop()
        notes.append(
            _("只含前 %(n)d 行，后面还有：请在列表页导出整个列表，或者缩小筛选。")
            % {"n": SHEET_ROWS}
        )
    with xlsxwriter.Workbook(made, plain) as book:
        page = _Page(book, sheet.title)
        for note in notes:
            page.write([note])
        page.heads(sheet.heads, len(rows))
        for row in rows:
            page.write(row, measured=True)
        page.set_widths()
    made.seek(0)
    return made


def _said(sheet: Sheet) -> str:
    """Which list this was, of whom, and when."""
    said = [sheet.title, sheet.shown, sheet.by, words.moment(sheet.at)]
    return " · ".join(part for part in said if part)


@dataclass
class _Page:
    """The one page of a workbook, filled from the top."""

    book: xlsxwriter.Workbook
    title: str
    line: int = 0
    widths: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page = self.book.add_worksheet(self.title)
        self.bold = self.book.add_format({"bold": True, "bottom": 1})
        self.moment = self.book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        # Marked as text for good: editing such a cell makes no formula of it either.
        self.quoted = self.book.add_format({"quote_prefix": True})

    def heads(self, heads: Sequence[str], rows: int) -> None:
        self.page.write_row(self.line, 0, heads, self.bold)
        self.page.autofilter(self.line, 0, self.line + rows, len(heads) - 1)
        # Two more than the head, for the button of the filter.
        self.widths = [_width(head) + 2 for head in heads]
        self.line += 1
        self.page.freeze_panes(self.line, 0)

    def write(self, cells: Sequence[Any], *, measured: bool = False) -> None:
        for column, cell in enumerate(cells):
            width = self._write_one(column, _value(cell))
            if measured:
                self.widths[column] = max(self.widths[column], width)
        self.line += 1

    def _write_one(self, column: int, value: datetime | str) -> int:
        if isinstance(value, datetime):
            naive = timezone.localtime(value).replace(tzinfo=None)
            self.page.write_datetime(self.line, column, naive, self.moment)
            return len("2026-01-01 00:00")
        quoted = self.quoted if value.startswith(STARTS_FORMULA) else None
        self.page.write_string(self.line, column, value, quoted)
        return _width(value)

    def set_widths(self) -> None:
        for column, width in enumerate(self.widths):
            self.page.set_column(column, column, min(max(width, NARROWEST), WIDEST))


def text_of(cell: Any) -> str:
    """The same cell as plain text."""
    value = _value(cell)
    return f"{timezone.localtime(value):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


def _value(cell: Any) -> datetime | str:
    match cell:
        case DueView():
            return cell.due_at
        case StateView():
            return cell.text
        case datetime():
            return cell
        case None:
            return ""
    return str(cell)


def _width(text: str) -> int:
    """In digits: what is written in Chinese takes the place of two."""
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
