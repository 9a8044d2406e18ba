"""Whether a JPEG or PNG is a picture with a size and an end, and not only its first bytes.

Its frame is read, not its pixels (ITU-T T.81 annex B; W3C PNG 5, 11.2).
"""

import struct
from collections.abc import Callable, Mapping
from typing import BinaryIO

JPEG, PNG = "image/jpeg", "image/png"
PART = 1 << 20
END_OF_IMAGE = b"\xff\xd9"
END_OF_PNG = b"\0\0\0\0IEND\xaeB`\x82"
# Start of frame 0–15, without the tables (DHT, DAC) and the extension that lie between.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
SCAN = 0xDA
BARE = frozenset({0x01, *range(0xD0, 0xDA)})
"""Markers without content; before a frame none of them can stand."""


def is_jpeg(file: BinaryIO) -> bool:
    """Segment after segment to a frame with a size, to the pixels, to the end of the image."""
    file.seek(2)
    has_size = False
    while (marker := _marker(file)) not in BARE:
        length = int.from_bytes(file.read(2), "big")
        content = file.read(length - 2) if length >= 2 else b""
        if not content or len(content) < length - 2:
            return False
        if marker == SCAN:
            return has_size and _holds(file, END_OF_IMAGE)
        if marker in FRAMES:
            has_size = len(content) >= 6 and _has_size(*struct.unpack(">HH", content[1:5]))
    return False


def _marker(file: BinaryIO) -> int:
    """The next marker, fill bytes skipped; 1 (a bare one) where there is none."""
    if file.read(1) != b"\xff":
        return 0x01
    while (byte := file.read(1)) == b"\xff":
        pass
    return byte[0] if byte and byte[0] else 0x01


def is_png(file: BinaryIO) -> bool:
    """The header chunk with a size stands first, and there is an end."""
    file.seek(8)
    head = file.read(25)
    if len(head) < 25 or head[:8] != b"\0\0\0\rIHDR":
        return False
    return _has_size(*struct.unpack(">II", head[8:16])) and _holds(file, END_OF_PNG)


def _has_size(height: int, width: int) -> bool:
    return height > 0 and width > 0


def _holds(file: BinaryIO, mark: bytes) -> bool:
    """Whether a mark comes in what is left; cameras write more behind the end of an image."""
    before = b""
    while part := file.read(PART):
        if mark in before + part:
            return True
        before = part[-len(mark) :]
    return False


WHOLE: Mapping[str, Callable[[BinaryIO], bool]] = {JPEG: is_jpeg, PNG: is_png}
