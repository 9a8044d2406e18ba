"""Lines out of a Word document: its own XML, so that nothing that is seen is passed over.

Read are paragraphs, tables, content controls, links, what was inserted under revision, and numbers
that Word counts by itself; not what was deleted, hidden or stands in text boxes a second time.
"""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from chengguan.plans.reading.lines import Line, Source
from chengguan.plans.reading.refusal import PlanRefused, Refusal
from chengguan.plans.reading.word_numbers import Numbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
MOST_UNPACKED = 100 * 1024 * 1024
_NEVER = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", f"{_W}delText", _FALLBACK})
_BLOCKS = frozenset(
    {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag", f"{_W}customXml"}
)


def read(data: bytes) -> Source:
    """Raises ``PlanRefused``."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return _source(archive)
    except PlanRefused:
        raise
    except Exception:  # a damaged container fails in a dozen ways
        raise PlanRefused(Refusal.WORD_BROKEN) from None


def _source(archive: zipfile.ZipFile) -> Source:
    document = _part(archive, "word/document.xml")
    body = document.find(f"{_W}body") if document is not None else None
    if body is None:
        raise PlanRefused(Refusal.WORD_BROKEN)
    numbers = Numbers(_part(archive, "word/numbering.xml"), _part(archive, "word/styles.xml"))
    footnotes = tuple(_footnotes(_part(archive, "word/footnotes.xml")))
    return Source(tuple(_lines(body, numbers)), footnotes)


def _part(archive: zipfile.ZipFile, name: str) -> Element | None:
    if name not in archive.namelist():
        return None
    if archive.getinfo(name).file_size > MOST_UNPACKED:
        raise PlanRefused(Refusal.TOO_LARGE, most=MOST_UNPACKED >> 20)
    text = archive.read(name)
    # No document of Word declares entities; one that does wants to harm the reader.
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise PlanRefused(Refusal.WORD_BROKEN)
    return ElementTree.fromstring(text)


def _inside(parent: Element, *tags: str) -> Iterator[Element]:
    """Children with these tags, also where a content control or a revision holds them."""
    for child in parent:
        if child.tag.removeprefix(_W) in tags:
            yield child
        elif child.tag in _BLOCKS:
            yield from _inside(child, *tags)


def _lines(body: Element, numbers: Numbers) -> Iterator[Line]:
    for block in _inside(body, "p", "tbl"):
        if block.tag == f"{_W}tbl":
            yield from _rows(block, numbers)
            continue
        number = numbers.of(block)
        for at, text in enumerate(_text(block).split("\n")):
            words = number + text if at == 0 and text.strip() else text
            if words.strip():
                yield Line(words, detached=at == 0)


def _rows(table: Element, numbers: Numbers) -> Iterator[Line]:
    """Cells over several rows stand in each of them, those over columns in the first."""
    above: dict[int, str] = {}
    for row in _inside(table, "tr"):
        cells: list[str] = []
        for cell in _inside(row, "tc"):
            merge = cell.find(f"{_W}tcPr/{_W}vMerge")
            place = len(cells)
            if merge is not None and merge.get(f"{_W}val", "continue") == "continue":
                text = above.get(place, "")
            else:
                text = _cell(cell, numbers)
            above[place] = text
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = span.get(f"{_W}val", "1") if span is not None else "1"
            cells += [text, *[""] * (min(int(width), 100) - 1 if width.isdecimal() else 0)]
        if any(cells):
            yield Line(cells=tuple(cells), detached=True)


def _cell(cell: Element, numbers: Numbers) -> str:
    pieces = [numbers.of(block) + _text(block) for block in cell.iter(f"{_W}p")]
    return " ".join(kept for piece in pieces if (kept := " ".join(piece.split())))


def _text(parent: Element) -> str:
    return "".join(_runs(parent))


def _runs(parent: Element) -> Iterator[str]:
    for child in parent:
        if child.tag in _NEVER or child.tag == f"{_W}pPr":
            continue
        if child.tag == f"{_W}r":
            yield _run(child)
        else:
            yield from _runs(child)


def _run(run: Element) -> str:
    properties = run.find(f"{_W}rPr")
    if properties is not None and properties.find(f"{_W}vanish") is not None:
        return ""
    said = "".join(_said(part) for part in run)
    raised = properties.find(f"{_W}vertAlign") if properties is not None else None
    is_sign = raised is not None and raised.get(f"{_W}val") == "superscript" and said.strip()
    # 10 m² is no footnote: a sign is circled or in brackets.
    is_word = said.strip().isdecimal() or said.strip().isalpha()
    return f"^{said.strip()}" if is_sign and not is_word else said


def _said(part: Element) -> str:
    match part.tag.removeprefix(_W):
        case "t":
            return part.text or ""
        case "tab":
            return "\t"
        case "br" | "cr":
            return "" if part.get(f"{_W}type") == "page" else "\n"
        case "noBreakHyphen":
            return "-"
        case "footnoteReference" | "endnoteReference":
            return f"[^{part.get(f'{_W}id', '')}]"
    return ""


def _footnotes(notes: Element | None) -> Iterator[tuple[str, str]]:
    if notes is None:
        return
    for note in notes.iter(f"{_W}footnote"):
        text = " ".join(_text(block) for block in note.iter(f"{_W}p")).strip()
        if text and note.get(f"{_W}type") in (None, "normal"):
            yield note.get(f"{_W}id", ""), text
