"""Small plain pictures for the demonstration: real PNG files, drawn here, showing nobody."""

import struct
import zlib

WIDTH, HEIGHT = 240, 180


def picture(seed: int) -> bytes:
    """A street scene of three bands whose colours follow from the seed."""
    sky = (180 + seed * 7 % 60, 200 + seed * 5 % 40, 225)
    wall = (150 + seed * 11 % 70, 130 + seed * 13 % 60, 110 + seed * 17 % 60)
    road = (95, 98 + seed % 20, 102)
    stall = (200 - seed * 19 % 120, 70 + seed * 23 % 110, 60)
    rows = b"".join(b"\0" + _row(y, seed, (sky, wall, road, stall)) for y in range(HEIGHT))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(rows, 9))
        + _chunk(b"IEND", b"")
    )


def _row(y: int, seed: int, colours: tuple[tuple[int, int, int], ...]) -> bytes:
    sky, wall, road, stall = colours
    band = sky if y < HEIGHT * 0.35 else wall if y < HEIGHT * 0.62 else road
    left = 30 + seed * 29 % 90
    pixels = [band] * WIDTH
    if HEIGHT * 0.5 < y < HEIGHT * 0.8:
        pixels[left : left + 80] = [stall] * 80
    return b"".join(bytes(pixel) for pixel in pixels)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)
