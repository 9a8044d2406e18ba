"""The words of a line: marks of the file taken off, spaces as Chinese is written, sentences."""

import re
import unicodedata
from collections.abc import Callable, Iterator

SIGN = re.compile("\x02([^\x02\x03]*)\x03")
"""A footnote sign on its way through reading: it belongs to no word."""
CIRCLED = "①-⑳"
_SIGNS = (
    re.compile(r"\[\^(\w{1,8})\](?!:)"),
    re.compile(rf"\^\s?([{CIRCLED}]|\d{{1,3}}|[\[\(（［〔]\d{{1,3}}[\]\)）］〕])"),
    re.compile(r"(?<=[\u4e00-\u9fff”’』」》）])([¹²³⁰⁴-⁹]+)"),
)
_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060\ufeff\ufffe\uffff]"
)
_HEADING_MARKS = re.compile(r"^\s*#{1,6}(?=[^#]|$)\s*")
_WIDE = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u00b7\u2460-\u2473\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003134f"
)
_SPACE = re.compile(r"\s+")
_IDLE = re.compile(rf"(?<=[{_WIDE}\x03]) | (?=[{_WIDE}\x02])")
# Names of units may be parted by nothing but a space: there it carries meaning.
_NAMED = re.compile(
    r"(?:责任|牵头|配合|协同|承办|主办|协办|负责|参与|实施)(?:单位|部门|科室|处室|人)\s*[:：][^；;。）)】\]]*"
)
# Some typefaces in PDF give the radical for the character.
_RADICALS = re.compile("[\u2f00-\u2fdf]")

CLOSERS = '”’」』）)】》〕］]"'
_END = re.compile(
    rf"[。！？!?]+(?:[{re.escape(CLOSERS)}]|{SIGN.pattern})*"
    # Who and by when in brackets after the full stop belongs to the sentence before it.
    r"(?:\s?[（(【\[](?:责任|牵头|配合|完成|负责|主办|承办|协办|时限|时间)[^（）()【】\[\]]{0,200}[）)】\]]。?)*"
)
_PAIRS = {"（": "）", "(": ")", "“": "”", "‘": "’", "「": "」", "『": "』", "【": "】", "《": "》"}
_DATED = re.compile(r"(?<=\d)\s+(?=[年月日季])|(?<=年)\s+(?=\d)|(?<=月)\s+(?=\d)")
_CLOSING = frozenset(_PAIRS.values())
DEEPEST = 20
LONGEST_LABEL = 400
_FINISHED = re.compile(rf"[。！？!?](?:[{re.escape(CLOSERS)}]|{SIGN.pattern})*$|[）)】\]]$")
_ASSIGNED = re.compile(r"(?:单位|部门|科室|处室|时限|时间|期限|责任人)\s*[:：][^：:]*[）)】\]]$")


def cleaned(line: str) -> str:
    """Without control characters and markdown marks; footnote signs made ``SIGN``."""
    text = _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), line)
    text = _CONTROLS.sub("", text)
    text = _HEADING_MARKS.sub("", text).replace("**", "")
    for sign in _SIGNS:
        text = sign.sub(lambda found: f"\x02{found[1]}\x03", text)
    return text.strip()


def spaced(text: str) -> str:
    """Runs of space made one, and none beside Chinese (2026 年 → 2026年), but between names."""
    text = _SPACE.sub(" ", text).strip()
    parts, last = [], 0
    for named in _NAMED.finditer(text):
        parts += [_IDLE.sub("", text[last : named.start()]), named[0]]
        last = named.end()
    return "".join((*parts, _IDLE.sub("", text[last:]))).strip()


def cell(text: str) -> str:
    """A cell keeps its spaces, since they part names; but not those of a date (2027 年 1 月)."""
    return _DATED.sub("", unsigned(cleaned(text))[0])


def joined(first: str, second: str) -> str:
    """Two pieces of one sentence, cut by the end of a line or page."""
    latin = first[-1:].isascii() and first[-1:].isalpha() and second[:1].isascii()
    return f"{first} {second}" if latin and second[:1].isalpha() else first + second


def is_finished(text: str) -> bool:
    """Whether the text ends where a sentence ends, so that nothing of it is still to come."""
    text = text[-LONGEST_LABEL:]
    if found := _FINISHED.search(text):
        return found[0][0] in "。！？!?" or bool(_ASSIGNED.search(text))
    return False


def unsigned(text: str) -> tuple[str, list[tuple[str, int]]]:
    """Without footnote signs, and (sign, position in the text without them) of each."""
    signs, parts, last, length = [], [], 0, 0
    for found in SIGN.finditer(text):
        parts.append(text[last : found.start()])
        length += len(parts[-1])
        signs.append((found[1], length))
        last = found.end()
    return "".join((*parts, text[last:])), signs


def sentences(text: str) -> Iterator[str]:
    """The sentences of a text; together they are the text, but for spaces between them."""
    start, pairs = 0, _pairs(text)
    closed = _protected(text)
    for end in _END.finditer(text):
        if end.start() < start or closed(end.start(), end.end()):
            continue
        # （见附表。） in the midst of a sentence ends none.
        aside = [pairs.get(at, start) for at in range(*end.span()) if text[at] in "）)"]
        if any(start < opened < end.start() and text[start:opened].strip() for opened in aside):
            continue
        if piece := text[start : end.end()].strip():
            yield piece
        start = end.end()
    if piece := text[start:].strip():
        yield piece


def outside(text: str, separators: str) -> list[int]:
    """Where one of the separators stands outside brackets and quotation marks."""
    closed = _protected(text)
    return [at for at, letter in enumerate(text) if letter in separators and not closed(at, at + 1)]


def _protected(text: str) -> Callable[[int, int], bool]:
    """Asks whether a place lies inside a pair; what is never closed protects nothing."""
    reach = [-1] * (len(text) + 1)
    for closing, opened in _pairs(text).items():
        reach[opened + 1] = closing
    for at in range(1, len(reach)):
        reach[at] = max(reach[at], reach[at - 1])
    return lambda start, end: reach[start] >= end


def _pairs(text: str) -> dict[int, int]:
    """Where each bracket or quotation mark that closes one was opened."""
    pairs: dict[int, int] = {}
    waiting: list[tuple[str, int]] = []
    for at, letter in enumerate(text):
        if letter in _PAIRS:
            waiting = [*waiting[-DEEPEST:], (_PAIRS[letter], at)]
        elif letter in _CLOSING and (opened := _opened(waiting, letter)) is not None:
            pairs[at] = waiting[opened][1]
            del waiting[opened:]
    return pairs


def _opened(waiting: list[tuple[str, int]], letter: str) -> int | None:
    depths = range(len(waiting) - 1, -1, -1)
    return next((depth for depth in depths if waiting[depth][0] == letter), None)
