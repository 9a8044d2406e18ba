"""What a plan document is made of, once read; frozen, in the order of the source."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class LineKind(StrEnum):
    """What a line outside the text is."""

    LETTERHEAD = "letterhead"
    NUMBER = "number"
    NOTICE = "notice"
    TITLE = "title"
    ADDRESSEES = "addressees"
    SIGNATURE = "signature"
    DATE = "date"
    ANNEX = "annex"
    COPY = "copy"
    OTHER = "other"


class Role(StrEnum):
    """What a sentence does: only duties become items."""

    HEADING = "heading"
    FRAMING = "framing"
    DUTY = "duty"
    ASSIGNMENT = "assignment"
    """Says nothing but who and by when (责任单位：…), for the paragraph it stands in."""


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line before or after the text: kind and words as written."""

    kind: LineKind
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """As written, without footnote signs; ``key`` is document/section.paragraph.sentence."""

    key: str
    text: str
    role: Role


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote sign that stood in the text: before which letter of which sentence."""

    sign: str
    key: str
    position: int
    text: str = ""
    """The words of the footnote, where the file has them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of tasks, cells by the meaning of their column."""

    key: str
    number: str
    project: str
    time: str
    owners: str
    partners: str = ""
    """The column of those who take part (配合部门)."""
    others: tuple[tuple[str, str], ...] = ()
    """Cells of columns without a meaning for us: (title, text)."""


@dataclass(frozen=True, slots=True)
class Table:
    """Cells as they stand, the heading line among them; rows where it is a table of tasks."""

    key: str
    title: str
    cells: tuple[tuple[str, ...], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A numbered paragraph, or (``marker`` empty) text that stands without a number."""

    key: str
    number: int
    """As written; 0 without one."""
    marker: str
    heading: Sentence | None
    sentences: tuple[Sentence, ...]

    @property
    def is_numbered(self) -> bool:
        return bool(self.marker)

    @property
    def all_sentences(self) -> tuple[Sentence, ...]:
        """With the heading, if there is one."""
        return (*([self.heading] if self.heading else []), *self.sentences)


@dataclass(frozen=True, slots=True)
class Section:
    """一、…; ``heading`` is empty where a document numbers its tasks without sections."""

    key: str
    number: int
    marker: str
    heading: str
    content: tuple[CoverLine | Paragraph | Table, ...]

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return tuple(part for part in self.content if isinstance(part, Paragraph))

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(part for part in self.content if isinstance(part, Table))


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """The whole document; what it lacks is empty, never guessed."""

    key: str
    title: str
    number: str
    """发文字号, brackets as written."""
    issuer: str
    date: date | None
    addressees: tuple[str, ...]
    year: int | None
    """The year the plan is for: the one windows without a year belong to."""
    opening: Section
    """The cover; paragraph 0: the order of its notice; 1…: the preamble (总体思路)."""
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...]
    closing: tuple[CoverLine, ...]
    """What follows the last section: signature, date, the line that names the annexes."""
    notes: tuple[Note, ...]
    body: str = field(repr=False, default="")
    """Everything read, cleaned of marks, before it was taken apart: what ``pieces`` must equal."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The numbered paragraphs of the sections."""
        return tuple(
            paragraph
            for section in self.sections
            for paragraph in section.paragraphs
            if paragraph.is_numbered
        )

    @property
    def cover(self) -> tuple[CoverLine, ...]:
        return tuple(line for line in self.opening.content if isinstance(line, CoverLine))

    @property
    def parts(self) -> tuple[Section, ...]:
        return (self.opening, *self.sections, *self.annexes)

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(table for part in self.parts for table in part.tables)

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for table in self.tables for row in table.rows)

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        """All of them with headings of paragraphs, in the order of the text."""
        return tuple(
            sentence
            for part in self.parts
            for paragraph in part.paragraphs
            for sentence in paragraph.all_sentences
        )

    def pieces(self) -> Iterator[str]:
        """All text of the document, once and in order: together they are ``body``."""
        for section in (self.opening, *self.sections):
            yield from _pieces(section)
        for line in self.closing:
            yield line.text
        for annex in self.annexes:
            yield from _pieces(annex)


def _pieces(section: Section) -> Iterator[str]:
    yield section.marker
    yield section.heading
    for part in section.content:
        match part:
            case CoverLine():
                yield part.text
            case Paragraph():
                yield part.marker
                yield from (sentence.text for sentence in part.all_sentences)
            case Table():
                yield from (cell for cells in part.cells for cell in cells)
