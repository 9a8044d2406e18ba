"""Lines with the numbers that count, and where cover, text, closing lines and annexes part."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chengguan.plans.reading import cover, owners, wording
from chengguan.plans.reading.document import LineKind
from chengguan.plans.reading.lines import Line
from chengguan.plans.reading.numbering import Kind, Marker, Order, marker

LONGEST_HEADING = 60
_PAGE_NUMBER = re.compile(r"[—–―\-]+\s*\d{1,4}\s*[—–―\-]+")
_BULLET = re.compile(r"[-•·●▪◆■*]\s*\S")
_LISTED = re.compile(r"\d{1,2}\s*[.．、]\s*[^。；]{2,60}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A line with the number it begins with, if that counts as one."""

    line: Line
    marker: Marker | None = None

    @property
    def text(self) -> str:
        return self.line.text

    @property
    def is_row(self) -> bool:
        return bool(self.line.cells)


@dataclass(frozen=True, slots=True)
class Bounds:
    """Where the text begins, where its closing lines begin, where the first annex begins."""

    start: int
    tail: int
    end: int


def pieces_of(lines: Sequence[Line]) -> list[Piece]:
    return [*_numbered([*_cleaned(lines)])]


def _cleaned(lines: Sequence[Line]) -> Iterator[Line]:
    for line in lines:
        text = wording.spaced(wording.cleaned(line.text))
        cells = tuple(map(wording.cell, line.cells))
        if (text and not _PAGE_NUMBER.fullmatch(text)) or any(cells):
            yield Line(text, cells, line.detached)


def _numbered(lines: Sequence[Line]) -> Iterator[Piece]:
    """Numbers count in sequence, and any after a full stop: 7.15 behind a cut page does not."""
    order, is_open = Order(), False
    for line in lines:
        found = None if line.cells else marker(line.text)
        if found and not order.continues(found) and (is_open or found.kind is Kind.DOTTED):
            found = found if order.skips(found) and is_heading(found.rest) else None
        if found:
            order.take(found)
        piece = Piece(line, found)
        yield piece
        is_open = not line.cells and not is_closed(piece)


def is_closed(piece: Piece) -> bool:
    """Whether nothing more of this sentence is to come in the next line."""
    heading = piece.marker is not None and is_heading(piece.marker.rest)
    text = piece.text
    ends = wording.is_finished(text) or owners.is_assignment(text)
    return heading or ends or bool(cover.closing_kind(text))


def is_heading(text: str) -> bool:
    """Whether the words behind a number stand alone: short, and no sentence."""
    return len(text) <= LONGEST_HEADING and not re.search(r"[。；;！!？?：:]|[，,、]$", text)


def blocks(pieces: Sequence[Piece]) -> list[Piece]:
    """Lines of text with what a line's or page's end had cut put together again."""
    made: list[Piece] = []
    for piece in pieces:
        fresh = piece.marker or _BULLET.match(piece.text) or owners.is_assignment(piece.text)
        if made and not fresh and not is_closed(made[-1]):
            text = wording.joined(made[-1].text, piece.text)
            made[-1] = Piece(Line(text), made[-1].marker and marker(text))
        else:
            made.append(piece)
    return made


def bounds(pieces: Sequence[Piece]) -> Bounds:
    """The text begins at its first number or table; an annex is one only behind it."""
    places = range(len(pieces))
    start = next((at for at in places if pieces[at].marker or pieces[at].is_row), len(pieces))
    end = next((at for at in places[start + 1 :] if begins_annex(pieces, at)), len(pieces))
    return Bounds(start, _tail(pieces, start, end), end)


def begins_annex(pieces: Sequence[Piece], at: int) -> bool:
    """附件 alone on its line, or with a title right above a table; not the line that names it."""
    text = pieces[at].text
    found = cover.ANNEX.match(text)
    if pieces[at].is_row or not found or cover.closing_kind(text) is not LineKind.ANNEX:
        return False
    return found.end() == len(text) or (at + 1 < len(pieces) and pieces[at + 1].is_row)


def _tail(pieces: Sequence[Piece], start: int, end: int) -> int:
    at = end
    while at > start + 1 and _closes(pieces, at - 1, end):
        at -= 1
    return at


def _closes(pieces: Sequence[Piece], at: int, end: int) -> bool:
    piece = pieces[at]
    if piece.is_row or piece.marker:
        return False
    below = cover.closing_kind(pieces[at + 1].text) if at + 1 < end else None
    if below is LineKind.DATE and cover.is_signature(piece.text):
        return True
    return bool(cover.closing_kind(piece.text) or _LISTED.fullmatch(piece.text))
