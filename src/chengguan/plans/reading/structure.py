"""From a file to the document: cover, opening, sections, closing lines, annexes."""

import re
from collections.abc import Iterator, Mapping, Sequence

from chengguan.plans.reading import sources, tables, wording
from chengguan.plans.reading.building import Builder
from chengguan.plans.reading.cover import Cover, closing_kind, cover, day_in, is_signature, year_in
from chengguan.plans.reading.document import (
    CoverLine,
    LineKind,
    Paragraph,
    PlanDocument,
    Section,
    Table,
)
from chengguan.plans.reading.pieces import Piece, begins_annex, blocks, bounds, pieces_of
from chengguan.plans.reading.refusal import PlanRefused, Refusal

_DOCUMENT_KEY = re.compile(r"(\d{1,6})(?=[_\-. ])")
FEWEST_NUMBERS = 2


def read_plan(name: str, data: bytes) -> PlanDocument:
    """``name`` is the file's: its ending says which kind it is. Raises ``PlanRefused``."""
    source = sources.source_of(name, data)
    pieces = pieces_of(tables.with_cells(source.lines))
    stem = name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or name
    document = _document(stem, pieces, dict(source.footnotes))
    numbered = sum(bool(section.marker) for section in document.sections)
    if numbered + len(document.paragraphs) < FEWEST_NUMBERS and not document.rows:
        raise PlanRefused(Refusal.NO_STRUCTURE, lines=len(pieces))
    return document


def document_key(stem: str) -> str:
    """The number a file's name begins with, else the name: what all keys begin with.

    >>> document_key("004_要点"), document_key("年度 计划")
    ('004', '年度_计划')
    """
    found = _DOCUMENT_KEY.match(stem)
    return found[1] if found else re.sub(r"[/\s]+", "_", stem.strip())[:60]


def _document(stem: str, pieces: Sequence[Piece], footnotes: Mapping[str, str]) -> PlanDocument:
    builder = Builder(document_key(stem), footnotes)
    parts = bounds(pieces)
    plain = [wording.unsigned(piece.text)[0] for piece in pieces]
    head = cover(plain[: parts.start], stem)
    opening = _opening(builder, pieces[: parts.start], head)
    sections = tuple(builder.sections(pieces[parts.start : parts.tail]))
    closing = tuple(_closing(plain[parts.tail : parts.end]))
    annexes = tuple(_annexes(builder, pieces[parts.end :]))
    signed = next((line.text for line in closing if line.kind is LineKind.SIGNATURE), "")
    dated = next((line.text for line in closing if line.kind is LineKind.DATE), "")
    day = head.date or day_in(dated)
    year = year_in(head.title, head.number) or (day.year if day else None) or year_in(*plain)
    return PlanDocument(
        key=builder.key,
        title=head.title,
        number=head.number,
        issuer=head.issuer or signed,
        date=day,
        addressees=head.addressees,
        year=year or _year_of_number(head.number),
        opening=opening,
        sections=sections,
        annexes=annexes,
        closing=closing,
        notes=tuple(builder.notes),
        body="".join(text for piece in pieces for text in _texts(piece)),
    )


def _texts(piece: Piece) -> tuple[str, ...]:
    return piece.line.cells or (wording.unsigned(piece.text)[0],)


def _year_of_number(number: str) -> int | None:
    found = re.search(r"20\d{2}", number)
    return int(found[0]) if found else None


def _opening(builder: Builder, pieces: Sequence[Piece], head: Cover) -> Section:
    """The lines of the cover, the words of its notice as paragraph 0, the preamble behind."""
    key = f"{builder.key}/0"
    content: list[CoverLine | Paragraph | Table] = []
    ordered: list[Piece] = []
    told = False
    for piece, kind in zip(pieces, head.kinds, strict=False):
        if kind is LineKind.OTHER and not told:
            ordered.append(piece)
            continue
        if ordered:
            content.append(builder.paragraph(ordered, f"{key}.0", numbered=False, framing=True))
            ordered, told = [], True
        content.append(builder.cover_line(kind, piece.text, f"{key}.{len(content)}c"))
    for place, piece in enumerate(blocks(pieces[head.length :]), 1):
        content.append(builder.paragraph([piece], f"{key}.{place}", numbered=False, framing=True))
    return Section(key, 0, "", "", tuple(content))


def _closing(texts: Sequence[str]) -> Iterator[CoverLine]:
    for text in texts:
        kind = closing_kind(text)
        if kind is None:
            kind = LineKind.SIGNATURE if is_signature(text) else LineKind.ANNEX
        yield CoverLine(kind, text)


def _annexes(builder: Builder, pieces: Sequence[Piece]) -> Iterator[Section]:
    """Each begins with its line 附件; the short lines below name it."""
    starts = [at for at in range(len(pieces)) if begins_annex(pieces, at)]
    for place, at in enumerate(starts, 1):
        end = starts[place] if place < len(starts) else len(pieces)
        yield builder.annex(pieces[at:end], f"{builder.key}/F{place}")
