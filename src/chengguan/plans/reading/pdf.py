"""Lines out of a PDF: where every piece of text stands says what is a paragraph, what a table."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from statistics import median
from typing import Any

from pypdf import PageObject, PdfReader

from chengguan.plans.reading.lines import Line, Source
from chengguan.plans.reading.pdf_tables import Cells, Grid, Rule, grids
from chengguan.plans.reading.refusal import PlanRefused, Refusal

MOST_PAGES = 500
FEWEST_LETTERS = 4
_SIGN = re.compile(r"[①-⑳]|[\[〔]?\d{1,2}[\]〕]?")
_PAGE_NUMBER = re.compile(r"[—–―\-·\s]*\d{1,4}[—–―\-·\s]*|第\s*\d+\s*页.{0,12}|\d+\s*/\s*\d+")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text drawn in one go; the width is an estimate, full and half letters of this size."""

    text: str
    x: float
    y: float
    size: float

    @property
    def end(self) -> float:
        return self.x + self.size * sum(0.5 if letter.isascii() else 1 for letter in self.text)


@dataclass(slots=True)
class Drawn:
    """A line of a page, or a row of a table on it."""

    text: str
    x: float
    end: float
    y: float
    size: float
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Seen:
    """What drawing a page shows."""

    pieces: list[Piece] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    begun: tuple[float, float] = (0.0, 0.0)


def read(data: bytes) -> Source:
    """Raises ``PlanRefused``."""
    try:
        reader = PdfReader(BytesIO(data))
        # An empty password opens what is only protected from changes.
        if reader.is_encrypted and not reader.decrypt(""):
            raise PlanRefused(Refusal.PDF_ENCRYPTED)
        if len(reader.pages) > MOST_PAGES:
            raise PlanRefused(Refusal.TOO_LARGE, most=MOST_PAGES)
        pages = [list(_page(page)) for page in reader.pages]
    except PlanRefused:
        raise
    except Exception:  # a damaged PDF fails in a hundred ways
        raise PlanRefused(Refusal.PDF_BROKEN) from None
    letters = sum(len(line.text) + sum(map(len, line.cells)) for page in pages for line in page)
    if letters < FEWEST_LETTERS:
        raise PlanRefused(Refusal.PDF_SCANNED, pages=len(pages))
    return Source(tuple(_paragraphs(_without_furniture(pages))))


# -- a page ----------------------------------------------------------------------------


def _page(page: PageObject) -> Iterator[Drawn]:
    seen = _seen(page)
    tables = [grid for grid in grids(seen.rules) if any(map(grid.holds, _places(seen.pieces)))]
    outside = [
        piece for piece in seen.pieces if not any(grid.holds((piece.x, piece.y)) for grid in tables)
    ]
    drawn = [*_in_lines(outside), *(row for grid in tables for row in _in_rows(grid, seen.pieces))]
    yield from sorted(drawn, key=lambda line: -line.y)


def _places(pieces: list[Piece]) -> list[tuple[float, float]]:
    return [(piece.x, piece.y) for piece in pieces]


def _seen(page: PageObject) -> Seen:
    seen = Seen()

    def on_text(text: str, cm: list[float], tm: list[float], _font: Any, size: float) -> None:
        if kept := text.strip("\n\r "):
            x, y = _placed(cm, tm[4], tm[5])
            scale = abs(cm[3] * tm[3]) or 1.0
            seen.pieces.append(Piece(kept, x, y, (size or 12.0) * scale))

    def on_drawing(operator: bytes, operands: Any, cm: list[float], _tm: list[float]) -> None:
        if operator == b"m":
            seen.begun = _placed(cm, float(operands[0]), float(operands[1]))
        elif operator == b"l":
            end = _placed(cm, float(operands[0]), float(operands[1]))
            seen.rules.append((*seen.begun, *end))
            seen.begun = end
        elif operator == b"re":
            x, y, width, height = map(float, operands)
            left, low = _placed(cm, x, y)
            right, high = _placed(cm, x + width, y + height)
            seen.rules += [(left, low, right, low), (left, high, right, high)]
            seen.rules += [(left, low, left, high), (right, low, right, high)]

    page.extract_text(visitor_text=on_text, visitor_operand_before=on_drawing)
    return seen


def _placed(cm: list[float], x: float, y: float) -> tuple[float, float]:
    return cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]


def _in_lines(pieces: list[Piece]) -> Iterator[Drawn]:
    """Pieces of one height from left to right; a small raised number becomes a footnote sign."""
    line: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: (-piece.y, piece.x)):
        if line and abs(line[0].y - piece.y) > 0.6 * max(piece.size, line[0].size):
            yield _line(line)
            line = []
        line.append(piece)
    if line:
        yield _line(line)


def _line(pieces: list[Piece]) -> Drawn:
    pieces = sorted(pieces, key=lambda piece: piece.x)
    size = max(piece.size for piece in pieces)
    base = median(piece.y for piece in pieces if piece.size == size)
    text, end = "", pieces[0].x
    for piece in pieces:
        raised = piece.size < 0.8 * size and piece.y > base + 0.1 * size
        gap = "  " if text and piece.x - end > 1.5 * size else ""
        is_sign = raised and text and _SIGN.fullmatch(piece.text)
        text += gap + (f"^{piece.text}" if is_sign else piece.text)
        end = piece.end
    return Drawn(text, pieces[0].x, end, base, size)


def _in_rows(grid: Grid, pieces: list[Piece]) -> Iterator[Drawn]:
    cells: Cells[Piece] = Cells(grid)
    for piece in pieces:
        if grid.holds((piece.x, piece.y)):
            cells.put(piece, (piece.x, piece.y))
    for top, row in cells.rows():
        texts = tuple("".join(line.text for line in _in_lines(cell)) for cell in row)
        if any(texts):
            yield Drawn("", grid.columns[0], grid.columns[-1], top, 0.0, texts)


# -- the pages together ----------------------------------------------------------------


def _without_furniture(pages: list[list[Drawn]]) -> list[list[Drawn]]:
    """Without page numbers, and what stands at the head or foot of nearly every page."""
    ends = Counter(
        line.text for page in pages for line in {id(x): x for x in page[:1] + page[-1:]}.values()
    )
    often = {text for text, count in ends.items() if len(pages) >= 3 and count >= len(pages) - 1}
    return [
        [
            line
            for place, line in enumerate(page)
            if line.cells
            or place not in (0, len(page) - 1)
            or not (_PAGE_NUMBER.fullmatch(line.text.strip()) or (line.text in often and line.text))
        ]
        for page in pages
    ]


def _paragraphs(pages: list[list[Drawn]]) -> Iterator[Line]:
    lines = [line for page in pages for line in page if not line.cells]
    left = min((line.x for line in lines), default=0.0)
    right = max((line.end for line in lines), default=0.0)
    text, last = "", None
    for line in (line for page in pages for line in page):
        if last is not None and not line.cells and _goes_on(last, line, left, right):
            text += line.text
        else:
            if text:
                yield Line(text, detached=True)
            text = line.text
        if line.cells:
            yield Line(cells=line.cells, detached=True)
        last = None if line.cells else line
    if text:
        yield Line(text, detached=True)


def _goes_on(last: Drawn, line: Drawn, left: float, right: float) -> bool:
    """A full line, and the next begins at the edge: better two pieces than two joined wrongly."""
    return (
        line.x - left < line.size
        and last.end > right - 2.5 * last.size
        and abs(last.size - line.size) < 1
        and last.y - line.y < 2.6 * line.size
    )
