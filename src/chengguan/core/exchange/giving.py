"""Out again in the same shape: the rows with a problem, and what was brought in before."""

import csv
import io
import json
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import IO

import xlsxwriter
from django.utils.translation import gettext

from chengguan.core.exchange.models import Job
from chengguan.core.exchange.reading import COMPUTED
from chengguan.core.exchange.services import titles_of
from chengguan.core.exchange.shapes import Importer
from chengguan.core.work.acting import Actor

REASON, LINE = "未导入原因", "原文件行号"
"""The two columns behind the original ones; an import leaves them aside."""

Lines = Iterable[Sequence[str]]


def problem_lines(job: Job, titles: Sequence[str]) -> Iterator[list[str]]:
    """The rows that were not taken, as they came, each with its line and its reason; what no column
    is named for stands behind."""
    width = len(titles)
    yield [*titles, LINE, REASON]
    rows = job.rows.filter(state__in=("bad", "changed")).order_by("number")
    for row in rows.iterator():
        cells = json.loads(row.cells)
        inside, beyond = cells[:width], cells[width:]
        yield [*inside, *[""] * (width - len(inside)), str(row.number), row.note, *beyond]


def lines(importer: Importer, by: Actor, at: datetime) -> Iterator[list[str]]:
    """What somebody may find of a list, under the titles under which it comes in."""
    if importer.give is None:
        return
    yield [str(field.title) for field in importer.fields]
    for said in importer.give(by, at):
        yield [said.get(field.name, "") for field in importer.fields]


def harmless(cell: str) -> str:
    """A cell that Excel would compute is quoted as text."""
    return f"'{cell}" if cell.startswith(COMPUTED) else cell


def write_csv(found: Lines, target: IO[bytes]) -> None:
    """UTF-8 with its mark, which Excel wants. A cell that Excel would compute is quoted as text."""
    text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    for cells in found:
        writer.writerow([harmless(cell) for cell in cells])
    text.detach()


def write_excel(found: Lines, target: IO[bytes]) -> None:
    """Row by row; a value that begins with = is text that somebody typed, never a formula."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet()
        for number, cells in enumerate(found):
            for column, cell in enumerate(cells):
                page.write_string(number, column, cell)
        page.freeze_panes(1, 0)


def room() -> IO[bytes]:
    """Where a file is written before it goes: a large one on the disk."""
    return tempfile.SpooledTemporaryFile(max_size=4 << 20)


def problems(job: Job, target: IO[bytes], *, titles: Sequence[str] | None = None) -> None:
    write_excel(problem_lines(job, titles or titles_of(job)), target)


def sheet_name(importer: Importer, ending: str) -> str:
    return gettext("%(what)s导出.%(ending)s") % {"what": importer.title, "ending": ending}
