"""Which characters a font can show, read from its own table (OpenType `cmap`, formats 4 and 12)."""

import mmap
import struct
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

Buffer = bytes | mmap.mmap
SPACES = " \t\n\r\u00a0\u2002\u2003\u3000"


def characters_of(path: Path, index: int = 0) -> frozenset[int]:
    """The code points that the font (of a collection: the one at `index`) has a glyph for."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return frozenset(_code_points(data, _table(data, b"cmap", index)))


def _table(data: Buffer, wanted: bytes, index: int) -> int:
    start = 0
    if data[:4] == b"ttcf":
        (start,) = struct.unpack_from(">I", data, 12 + 4 * index)
    (count,) = struct.unpack_from(">H", data, start + 4)
    for number in range(count):
        tag, _checksum, offset, _length = struct.unpack_from(
            ">4sIII", data, start + 12 + 16 * number
        )
        if tag == wanted:
            return int(offset)
    raise ValueError(f"a font without {wanted.decode()}")


def _code_points(data: Buffer, cmap: int) -> Iterator[int]:
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    offsets = {struct.unpack_from(">HHI", data, cmap + 4 + 8 * n)[2] for n in range(count)}
    for offset in offsets:
        (table_format,) = struct.unpack_from(">H", data, cmap + offset)
        if table_format == 4:
            yield from _segments(data, cmap + offset)
        elif table_format == 12:
            yield from _groups(data, cmap + offset)


def _segments(data: Buffer, at: int) -> Iterator[int]:
    """Format 4: the basic plane in segments, each with a shift or a list of glyphs."""
    (double,) = struct.unpack_from(">H", data, at + 6)
    columns = at + 14
    shape = f">{double // 2}H"
    ends = struct.unpack_from(shape, data, columns)
    starts = struct.unpack_from(shape, data, columns + double + 2)
    shifts = struct.unpack_from(shape, data, columns + 2 * double + 2)
    ranges = columns + 3 * double + 2
    for number, (first, last, shift) in enumerate(zip(starts, ends, shifts, strict=True)):
        place = ranges + 2 * number
        (offset,) = struct.unpack_from(">H", data, place)
        for code in range(first, min(last, 0xFFFE) + 1):
            if not offset:
                glyph = code + shift
            else:
                (found,) = struct.unpack_from(">H", data, place + offset + 2 * (code - first))
                glyph = found and found + shift
            if glyph & 0xFFFF:
                yield code


def _groups(data: Buffer, at: int) -> Iterator[int]:
    """Format 12: runs of code points over all planes."""
    (count,) = struct.unpack_from(">I", data, at + 12)
    for number in range(count):
        first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * number)
        yield from range(first + (not glyph), last + 1)


def missing(text: Iterable[str], known: frozenset[int]) -> str:
    """The characters of a text that have no glyph, each once, in order.

    White space and invisible format characters need none.
    """
    lost = (letter for letter in text if _needs_glyph(letter) and ord(letter) not in known)
    return "".join(dict.fromkeys(lost))


def _needs_glyph(letter: str) -> bool:
    return letter not in SPACES and unicodedata.category(letter) != "Cf"
