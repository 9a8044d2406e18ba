"""What a document proposes to follow up: one item a sentence with a duty, one a row of a table."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from chengguan.plans.reading import duties, owners
from chengguan.plans.reading.document import (
    Paragraph,
    PlanDocument,
    Role,
    Row,
    Section,
    Sentence,
)
from chengguan.plans.reading.owners import CoUnit, Owner, Share
from chengguan.plans.reading.timing import Timing, timings
from chengguan.plans.reading.windows import WholeYear, Window


class Source(StrEnum):
    """What an item was read from."""

    SENTENCE = "sentence"
    ROW = "row"


class Origin(StrEnum):
    """Where owners or windows were taken from; the last is a plan's own year."""

    ITEM = "item"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    DOCUMENT = "document"
    NOWHERE = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the duties of a sentence; the parts together are the sentence."""

    text: str
    start: int
    end: int
    windows: tuple[Window, ...]
    co_units: tuple[CoUnit, ...]


@dataclass(frozen=True, slots=True)
class ProposedItem:
    """``key`` is that of its sentence or row, ``text`` what it says, word for word."""

    key: str
    source: Source
    text: str
    parts: tuple[Part, ...]
    owners: tuple[Owner, ...]
    owners_from: Origin
    co_units: tuple[CoUnit, ...]
    timings: tuple[Timing, ...]
    """Windows with their words; empty where the year of the plan is all that is known."""
    windows: tuple[Window, ...]
    windows_from: Origin


Owned = tuple[tuple[Owner, ...], Origin]
Timed = tuple[tuple[Timing, ...], Origin]


def proposed_items(document: PlanDocument) -> tuple[ProposedItem, ...]:
    """In the order of the document."""
    return tuple(item for section in document.parts for item in _of_section(section, document.year))


def _of_section(section: Section, year: int | None) -> Iterator[ProposedItem]:
    for part in section.content:
        if isinstance(part, Paragraph):
            labels = tuple(_labels(part))
            for sentence in part.sentences:
                if sentence.role is Role.DUTY:
                    yield _of_sentence(sentence, part, section, labels, year)
        else:
            for row in getattr(part, "rows", ()):
                yield _of_row(row, year)


def _of_sentence(
    sentence: Sentence,
    paragraph: Paragraph,
    section: Section,
    labels: tuple[str, ...],
    year: int | None,
) -> ProposedItem:
    numbered = paragraph.is_numbered
    named, owners_from = _owners(sentence, labels)
    found, windows_from = _timings(sentence, paragraph, section, labels, year)
    co_units = owners.co_units(sentence.text)
    parts = tuple(
        Part(
            sentence.text[start:end],
            start,
            end,
            tuple(
                one.window
                for one in found
                if windows_from is Origin.ITEM and start <= one.start < end
            ),
            tuple(unit for unit in co_units if start <= unit.start < end),
        )
        for start, end in duties.parts(sentence.text, numbered=numbered)
    )
    return ProposedItem(
        key=sentence.key,
        source=Source.SENTENCE,
        text=sentence.text,
        parts=parts,
        owners=named,
        owners_from=owners_from,
        co_units=co_units,
        timings=found,
        windows=_windows(found, year),
        windows_from=windows_from,
    )


def _of_row(row: Row, year: int | None) -> ProposedItem:
    named = owners.cell_owners(row.owners) + owners.owners(row.partners, Share.PARTNER)
    found = timings(row.time, year, alone=True)
    return ProposedItem(
        key=row.key,
        source=Source.ROW,
        text=row.project,
        parts=(),
        owners=named,
        owners_from=Origin.ITEM if named else Origin.NOWHERE,
        co_units=(),
        timings=found,
        windows=_windows(found, year),
        windows_from=Origin.ITEM if found else Origin.DOCUMENT if year else Origin.NOWHERE,
    )


def _windows(found: tuple[Timing, ...], year: int | None) -> tuple[Window, ...]:
    """Each once; without any, the year of the plan."""
    windows = tuple(dict.fromkeys(timing.window for timing in found))
    return windows or ((WholeYear(year),) if year else ())


def _owners(sentence: Sentence, labels: tuple[str, ...]) -> Owned:
    """Its own label; else that of the lines or of the last bracket of its paragraph."""
    if own := owners.assignment(sentence.text).owners:
        return own, Origin.ITEM
    for text in labels:
        if named := owners.assignment(text).owners:
            return named, Origin.PARAGRAPH
    return (), Origin.NOWHERE


def _timings(
    sentence: Sentence,
    paragraph: Paragraph,
    section: Section,
    labels: tuple[str, ...],
    year: int | None,
) -> Timed:
    if own := timings(sentence.text, year):
        return own, Origin.ITEM
    labelled = (
        timings(text[start:end], year, alone=True)
        for text in labels
        for start, end in owners.assignment(text).times
    )
    heading = paragraph.heading.text if paragraph.heading else ""
    for found in (*labelled, timings(heading, year)):
        if found:
            return found, Origin.PARAGRAPH
    if found := timings(section.heading, year):
        return found, Origin.SECTION
    return (), Origin.DOCUMENT if year else Origin.NOWHERE


def _labels(paragraph: Paragraph) -> Iterator[str]:
    """Sentences that only assign, and the last one, whose bracket is meant for all of them."""
    for sentence in paragraph.sentences:
        if sentence.role is Role.ASSIGNMENT:
            yield sentence.text
    if paragraph.sentences:
        yield paragraph.sentences[-1].text
