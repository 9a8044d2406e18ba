"""Lines out of a text file."""

import codecs
import re

from chengguan.plans.reading.lines import Line, Source
from chengguan.plans.reading.refusal import PlanRefused, Refusal

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FOOTNOTE = re.compile(r"^\s*\[\^(\w{1,8})\]:\s*(.+)$")
_NO_TEXT = re.compile("[\x00-\x08\x0e-\x1f]")
MOST_STRAYS = 8
_BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


def read(data: bytes) -> Source:
    lines: list[Line] = []
    footnotes: list[tuple[str, str]] = []
    text, detached = decoded(data), False
    for line in _BREAKS.split(text):
        if found := _FOOTNOTE.match(line):
            footnotes.append((found[1], found[2].strip()))
        elif line.strip():
            lines.append(Line(line, detached=detached))
        detached = not line.strip()
    return Source(tuple(lines), tuple(footnotes))


def decoded(data: bytes) -> str:
    """By its mark; else UTF-8, else GB18030. Raises ``PlanRefused`` where it is neither."""
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        # Pictures and programs may decode too, into characters no text has.
        if len(_NO_TEXT.findall(text)) <= MOST_STRAYS:
            return text
    raise PlanRefused(Refusal.ENCODING)
