"""Rows out of a file that somebody brought: text tables and Excel, row by row.

Nothing of a file is believed: not its name, not its size, not that it is what it says.
"""

import codecs
import csv
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, NamedTuple

from django.utils.translation import gettext

from chengguan.core.org.record import Refused

SAMPLE = 200
LONGEST_CELL = 32_767
"""What Excel itself holds in a cell; a text table may hold no more."""
MOST_COLUMNS = 200
MOST_UNPACKED = 1 << 30
MOST_TIMES = 200
"""An Excel file unpacks to so many bytes, and to so many times its own size, at most."""
BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
DELIMITERS = ",;\t"
COMPUTED = ("=", "+", "-", "@", "\t", "\r")
"""A cell of a text table that begins so is a formula to Excel."""

Cells = list[str]


def is_excel(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def rows(path: Path) -> Iterator[Cells]:
    """Every row that is not empty, cells as text. Raises ``Refused`` where it is no table."""
    return (cells for _number, cells in numbered(path))


def numbered(path: Path) -> Iterator[tuple[int, Cells]]:
    """The same, each with the number it has in the sheet, where empty rows count."""
    found = _excel(path) if is_excel(path) else _text(path)
    return ((number, cells) for number, cells in enumerate(found, start=1) if any(cells))


# -- text tables -----------------------------------------------------------------------


def encoding_of(path: Path) -> str:
    """By its mark; else UTF-8 where the whole file is, else GB18030."""
    with path.open("rb") as file:
        head = file.read(4)
    for mark, name in BOMS:
        if head.startswith(mark):
            return name
    for name in ("utf-8", "gb18030"):
        if _decodes(path, name):
            return name
    raise Refused(
        "import.encoding", gettext("认不出文件的编码。请另存为 UTF-8 的 CSV 或者 Excel。")
    )


def _decodes(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with path.open("rb") as file:
        try:
            while part := file.read(1 << 20):
                decoder.decode(part)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _text(path: Path) -> Iterator[Cells]:
    encoding = encoding_of(path)
    with path.open(encoding=encoding, newline="") as file:
        delimiter = _delimiter(file.read(64_000))
        file.seek(0)
        csv.field_size_limit(LONGEST_CELL * 4)
        try:
            for cells in csv.reader(file, delimiter=delimiter):
                yield _clean([_unquoted(cell) for cell in cells])
        except csv.Error as error:
            raise Refused("import.table", gettext("读不出表格：%s") % error) from None


def _unquoted(cell: str) -> str:
    """Our own export marks what Excel would compute with a quote: it comes back as it was."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in COMPUTED else cell


def _delimiter(head: str) -> str:
    """The one that parts the first lines into most columns of one number."""

    def score(delimiter: str) -> int:
        widths = [len(cells) for cells in csv.reader(head.splitlines()[:20], delimiter=delimiter)]
        return max(widths, default=0)

    return max(DELIMITERS, key=score)


# -- Excel -----------------------------------------------------------------------------


def _excel(path: Path) -> Iterator[Cells]:
    with _opened(path) as book:
        sheet = book.worksheets[0]
        # What a sheet says of its own size is often wrong, and asks for memory.
        sheet.reset_dimensions()
        for cells in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS):
            yield _clean([_said(value) for value in cells])


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    import openpyxl  # slow import

    _refuse_bomb(path)
    with path.open("rb") as file:
        try:
            # Formulas count by the value they had when the file was saved.
            book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            words = gettext("打不开这个 Excel 文件：%s") % error
            raise Refused("import.excel", words) from None
        if not book.worksheets:
            raise Refused("import.empty", gettext("这个 Excel 文件没有工作表。"))
        yield book


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise Refused("import.excel", gettext("这个 Excel 文件已损坏。")) from None
    if unpacked > min(MOST_UNPACKED, MOST_TIMES * max(path.stat().st_size, 10_000)):
        raise Refused(
            "import.bomb", gettext("这个 Excel 文件解开后太大，没有读取。请分成几个文件。")
        )


def _said(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return gettext("是") if value else gettext("否")
        case datetime():
            return value.isoformat(sep=" ", timespec="seconds")
        case date() | time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:
            return str(int(value))
    return str(value)


def _clean(cells: list[str]) -> Cells:
    said = [cell.replace("\x00", "").strip() for cell in cells[:MOST_COLUMNS]]
    if any(len(cell) > LONGEST_CELL for cell in said):
        raise Refused("import.cell", gettext("有一格的文字太长，不像是表格。"))
    while said and not said[-1]:
        said.pop()
    return said


# -- the copy that jobs read -----------------------------------------------------------


def spool(path: Path, target: Path) -> int:
    """Write the rows one a line, so that a job goes on from any row; how many there are."""
    target.parent.mkdir(parents=True, exist_ok=True)
    draft, count = target.with_suffix(".part"), 0
    with draft.open("w", encoding="utf-8", errors="replace") as file:
        for row in numbered(path):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    draft.replace(target)
    return count


class Line(NamedTuple):
    """A row, the byte behind it in the copy, and its number in the sheet."""

    cells: Cells
    behind: int
    number: int


def spooled(target: Path, position: int = 0) -> Iterator[Line]:
    """Rows from a byte on."""
    with target.open("rb") as file:
        file.seek(position)
        while line := file.readline():
            number, cells = json.loads(line)
            yield Line(cells, file.tell(), number)
