"""Bytes and a name → lines: the right reader for the file, or the reason why there is none."""

from chengguan.plans.reading import plain, word
from chengguan.plans.reading.lines import MOST_BYTES, MOST_LETTERS, Source
from chengguan.plans.reading.refusal import PlanRefused, Refusal


def _read_pdf(data: bytes) -> Source:
    from chengguan.plans.reading import pdf  # slow import

    return pdf.read(data)


_READERS = {"txt": plain.read, "md": plain.read, "docx": word.read, "pdf": _read_pdf}
_ZIP, _PDF, _OLE = b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0"


def source_of(name: str, data: bytes) -> Source:
    """Raises ``PlanRefused``."""
    kind = name.rpartition(".")[2].lower() if "." in name else ""
    if not data.strip():
        raise PlanRefused(Refusal.EMPTY)
    if len(data) > MOST_BYTES:
        raise PlanRefused(Refusal.TOO_LARGE, most=MOST_BYTES >> 20)
    # An encrypted docx is an OLE container as the old format was.
    if data.startswith(_OLE):
        raise PlanRefused(Refusal.OLD_WORD)
    if kind not in _READERS:
        raise PlanRefused(Refusal.KIND, kind=kind)
    if kind != _kind_of_bytes(data, kind):
        raise PlanRefused(Refusal.MISNAMED, kind=kind)
    source = _READERS[kind](data)
    if sum(map(_length, source.lines)) > MOST_LETTERS:
        raise PlanRefused(Refusal.TOO_LARGE, most=MOST_BYTES >> 20)
    if not any(line.text.strip() or any(line.cells) for line in source.lines):
        raise PlanRefused(Refusal.EMPTY)
    return source


def _kind_of_bytes(data: bytes, named: str) -> str:
    if data.startswith(_ZIP):
        return "docx"
    if data.lstrip()[:5] == _PDF:
        return "pdf"
    return named if named in ("txt", "md") else ""


def _length(line: object) -> int:
    return len(getattr(line, "text", "")) + sum(map(len, getattr(line, "cells", ())))
