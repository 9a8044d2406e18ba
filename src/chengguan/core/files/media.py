"""What a file is, by its bytes: names and browsers' claims are not believed."""

import codecs
import zipfile
from typing import BinaryIO

from django.utils.translation import gettext

from chengguan.core.files import pictures
from chengguan.core.org.record import Refused

HEAD = 4096
JPEG, PNG, WEBP, HEIC = pictures.JPEG, pictures.PNG, "image/webp", "image/heic"
PDF, MP4, TEXT = "application/pdf", "video/mp4", "text/plain"
OFD = "application/ofd"
OFFICE = "application/vnd.openxmlformats-officedocument"
WORD, EXCEL = f"{OFFICE}.wordprocessingml.document", f"{OFFICE}.spreadsheetml.sheet"
PHOTOS = frozenset({JPEG, PNG, WEBP})
"""What every browser shows as a picture."""
DOCUMENTS = PHOTOS | {HEIC, PDF, OFD, WORD, EXCEL}
EVIDENCE = DOCUMENTS | {MP4}
SHOWN_IN_PLACE = frozenset({JPEG, PNG, WEBP, PDF, MP4})

BEGINNINGS = (
    (b"\xff\xd8\xff", JPEG),
    (b"\x89PNG\r\n\x1a\n", PNG),
    (b"%PDF-", PDF),
)
# ISO base media files name their brand after "ftyp".
BRANDS = {
    b"heic": HEIC,
    b"heix": HEIC,
    b"mif1": HEIC,
    b"isom": MP4,
    b"iso2": MP4,
    b"iso5": MP4,
    b"iso6": MP4,
    b"mp41": MP4,
    b"mp42": MP4,
    b"avc1": MP4,
    b"M4V ": MP4,
    b"qt  ": "video/quicktime",
}
ARCHIVES = (
    ("word/document.xml", WORD),
    ("xl/workbook.xml", EXCEL),
    ("ppt/presentation.xml", f"{OFFICE}.presentationml.presentation"),
    ("OFD.xml", OFD),
)


def media_type(file: BinaryIO) -> str:
    """The type of a complete file; refuses what is not in the table."""
    found = sniffed(file)
    if not found:
        raise Refused(
            "file.kind",
            gettext(
                "不接受这种文件。可以上传：照片（JPEG、PNG、WebP、HEIC）、视频（MP4）、PDF、"
                "OFD、Word/Excel/PowerPoint（新格式）和纯文本。"
            ),
        )
    return found


def sniffed(file: BinaryIO) -> str:
    """The type by the bytes, empty where it is none we know; the file stands at its start again."""
    file.seek(0)
    head = file.read(HEAD)
    found = _by_beginning(head, file) or _by_container(head) or _office(head, file) or _text(head)
    file.seek(0)
    return found


def _by_beginning(head: bytes, file: BinaryIO) -> str:
    kind = next((kind for start, kind in BEGINNINGS if head.startswith(start)), "")
    return "" if kind in pictures.WHOLE and not pictures.WHOLE[kind](file) else kind


def _by_container(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return BRANDS.get(head[8:12], "") if head[4:8] == b"ftyp" else ""


def _office(head: bytes, file: BinaryIO) -> str:
    if not head.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except zipfile.BadZipFile:
        return ""
    return next((kind for name, kind in ARCHIVES if name in names), "")


def _text(head: bytes) -> str:
    """UTF-8 or GB18030 without control characters; a cut letter at the end of the head is fine."""
    if not head or any(byte < 32 and byte not in b"\t\n\r\f" for byte in head):
        return ""
    for encoding in ("utf-8", "gb18030"):
        try:
            codecs.getincrementaldecoder(encoding)().decode(head)
        except UnicodeDecodeError:
            continue
        return TEXT
    return ""
