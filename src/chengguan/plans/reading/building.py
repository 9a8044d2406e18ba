"""Sections, paragraphs and sentences with their keys, out of pieces."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from chengguan.plans.reading import duties, owners, tables, wording
from chengguan.plans.reading.cover import ANNEX
from chengguan.plans.reading.document import (
    CoverLine,
    LineKind,
    Note,
    Paragraph,
    Role,
    Section,
    Sentence,
    Table,
)
from chengguan.plans.reading.lines import Line
from chengguan.plans.reading.numbering import Kind, marker
from chengguan.plans.reading.pieces import LONGEST_HEADING, Piece, blocks, is_heading

_GROUND = re.compile(r"指导思想|总体思路|总体要求|基本原则|形势|意义|背景")
_NO_HEADING = re.compile(r"[；;：:]|[）)】]$")
_OUTERMOST = (Kind.PART, Kind.HAN)

Said = tuple[str, Role]


class Builder:
    """Puts one document together; footnote signs are gathered on the way."""

    def __init__(self, key: str, footnotes: Mapping[str, str]) -> None:
        self.key = key
        self.footnotes = footnotes
        self.notes: list[Note] = []
        self._tables = 0

    # -- sections ----------------------------------------------------------------------

    def sections(self, pieces: Sequence[Piece]) -> Iterator[Section]:
        outer = _outer_kind(pieces)
        for place, group in enumerate(_grouped(pieces, outer), 1):
            yield self.section(group, f"{self.key}/{place}", has_number=outer is not None)

    def section(self, group: Sequence[Piece], key: str, *, has_number: bool) -> Section:
        """``has_number``: the first piece is the heading of the section."""
        head = group[0].marker if has_number and group else None
        if head is None:
            return Section(key, 0, "", "", tuple(self._content(group, key, is_ground=False)))
        heading, rest = head.rest, [*group[1:]]
        if not is_heading(heading):
            heading, more = _first(head.rest)
            rest = [*([Piece(Line(more))] if more else []), *rest]
        shown = self._plain(heading, key)
        is_ground = bool(_GROUND.search(shown))
        content = self._content(rest, key, is_ground=is_ground, title=shown)
        return Section(key, head.number, head.text, shown, tuple(content))

    def annex(self, pieces: Sequence[Piece], key: str) -> Section:
        """The line 附件 is its marker, the short lines under it are its heading."""
        end = 1
        while end < len(pieces) and _names_annex(pieces[end]):
            end += 1
        found = ANNEX.match(pieces[0].text)
        mark = pieces[0].text[: found.end()] if found else ""
        words = [pieces[0].text[len(mark) :], *(piece.text for piece in pieces[1:end])]
        heading = self._plain("".join(words).strip(), key)
        content = self._content(pieces[end:], key, is_ground=False, title=heading)
        return Section(key, 0, mark, heading, tuple(content))

    def cover_line(self, kind: LineKind, text: str, key: str) -> CoverLine:
        return CoverLine(kind, self._plain(text, key))

    def _content(
        self, pieces: Sequence[Piece], key: str, *, is_ground: bool, title: str = ""
    ) -> Iterator[Paragraph | Table]:
        inner = min((piece.marker.kind for piece in pieces if piece.marker), default=None)
        count = 0
        for group in _grouped(pieces, inner):
            for run in _runs(group):
                if run[0].is_row:
                    yield self.table(run, title)
                    continue
                numbered = run[0].marker is not None and run[0].marker.kind is inner
                count += numbered or count > 0
                paragraph = self.paragraph(
                    run, f"{key}.{count}", numbered=numbered, framing=is_ground
                )
                title = _title(paragraph)
                yield paragraph

    def table(self, run: Sequence[Piece], title: str) -> Table:
        place, self._tables = self._tables, self._tables + 1
        letter = chr(ord("A") + place) if place < 26 else f"T{place + 1}"
        lines = [piece.line for piece in run]
        return tables.table(f"{self.key}/{letter}", title, lines)

    # -- paragraphs --------------------------------------------------------------------

    def paragraph(
        self, pieces: Sequence[Piece], key: str, *, numbered: bool, framing: bool = False
    ) -> Paragraph:
        made = blocks(pieces)
        number = made[0].marker if numbered else None
        said = [*_said(made, after=len(number.text) if number else 0, numbered=numbered)]
        if framing:
            said = [(text, Role.FRAMING) for text, _role in said]
        heading = None
        if number and _has_heading(said):
            (first, _role), *rest = said
            if framing or any(role is Role.DUTY for _text, role in rest):
                heading = Sentence(key, self._plain(first, key), Role.HEADING)
                said = rest
        sentences = tuple(self._sentences(said, key))
        return Paragraph(
            key, number.number if number else 0, number.text if number else "", heading, sentences
        )

    def _sentences(self, said: Sequence[Said], key: str) -> Iterator[Sentence]:
        for place, (text, role) in enumerate(said, 1):
            yield Sentence(f"{key}.{place}", self._plain(text, f"{key}.{place}"), role)

    def _plain(self, text: str, key: str) -> str:
        """Without footnote signs, which are noted."""
        plain, signs = wording.unsigned(text)
        for sign, position in signs:
            words = self.footnotes.get(sign.strip("[]()（）［］〔〕"), "")
            self.notes.append(Note(sign, key, position, words))
        return plain


def _outer_kind(pieces: Sequence[Piece]) -> Kind | None:
    """The kind that numbers sections; none where all numbers are of one kind and number tasks."""
    markers = [piece.marker for piece in pieces if piece.marker]
    kinds = {found.kind for found in markers}
    if not kinds:
        return None
    outer = min(kinds)
    are_headings = all(is_heading(found.rest) for found in markers)
    return outer if len(kinds) > 1 or (outer in _OUTERMOST and are_headings) else None


def _grouped(pieces: Sequence[Piece], kind: Kind | None) -> list[list[Piece]]:
    """Cut before every number of the kind."""
    groups: list[list[Piece]] = []
    for piece in pieces:
        if not groups or (kind is not None and piece.marker and piece.marker.kind is kind):
            groups.append([])
        groups[-1].append(piece)
    return groups


def _runs(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Rows of a table together, and the text between tables."""
    for _is_row, run in groupby(pieces, key=lambda piece: piece.is_row):
        yield list(run)


def _first(text: str) -> tuple[str, str]:
    """The first sentence, and the rest."""
    first = next(wording.sentences(text), "")
    return first, text[len(first) :].strip()


def _said(made: Sequence[Piece], *, after: int, numbered: bool) -> Iterator[Said]:
    """Sentences with what they do; the first begins behind ``after`` letters of its number."""
    for place, piece in enumerate(made):
        text = piece.text[after:].strip() if place == 0 else piece.text
        below = made[place + 1] if place + 1 < len(made) else None
        leads = piece.marker and is_heading(piece.marker.rest) and below and not below.marker
        for sentence in wording.sentences(text):
            if leads and place > 0:
                yield sentence, Role.HEADING
            else:
                yield sentence, _role(sentence, numbered=numbered or bool(piece.marker))


def _role(sentence: str, *, numbered: bool) -> Role:
    if owners.is_assignment(sentence):
        return Role.ASSIGNMENT
    found = marker(sentence)
    bare = wording.unsigned(found.rest if found else sentence)[0]
    return Role.DUTY if duties.holds_duty(bare, numbered=numbered) else Role.FRAMING


def _has_heading(said: Sequence[Said]) -> bool:
    """A short first sentence with more behind it; who and by when is no more."""
    if not said or not any(role is not Role.ASSIGNMENT for _text, role in said[1:]):
        return False
    first = said[0][0]
    return len(first) <= LONGEST_HEADING and not _NO_HEADING.search(first)


def _names_annex(piece: Piece) -> bool:
    return not (piece.marker or piece.is_row) and is_heading(piece.text)


def _title(paragraph: Paragraph) -> str:
    """The short line right above a table names it."""
    last = paragraph.sentences[-1].text if paragraph.sentences else ""
    return last if last and is_heading(last) else ""
