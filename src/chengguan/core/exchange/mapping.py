"""Which column holds what: guessed by names, then by what stands in them, and always shown."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from chengguan.core.exchange.shapes import Field, Importer
from chengguan.core.pages.addresses import has_neighbours
from chengguan.core.work.rules import ZONE

LOOKED_AT = 20
"""A header stands within the first rows; above it there may be titles."""
ENOUGH = 0.8

Chosen = dict[str, int]
"""Field name → number of its column."""

PATTERNS = {
    "phone": re.compile(r"(1\d{10}|0\d{2,3}-?\d{7,8})"),
    "identifier": re.compile(r"[0-9A-Z]{15}|[0-9A-Z]{17,18}", re.I),
    "moment": re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}.*\d{1,2}:\d{2}.*"),
    "day": re.compile(r"\d{4}\D\d{1,2}\D\d{1,2}\D?"),
}


def plain(name: str) -> str:
    """What is compared of a column's name: no width, case, blanks, brackets or stars."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).casefold()


def header_of(rows: Sequence[Sequence[str]], importer: Importer) -> int:
    """The number of the header row: where most names are known, else the first whole one."""
    known = {name for field in importer.fields for name in names_of(field)}

    def score(row: Sequence[str]) -> int:
        return sum(plain(cell) in known for cell in row)

    best = max(range(min(len(rows), LOOKED_AT)), key=lambda n: score(rows[n]), default=0)
    return best if rows and score(rows[best]) else 0


def names_of(field: Field) -> set[str]:
    said = (str(field.title), field.name, *field.aliases)
    return {plain(name) for name in said}


def guess(header: Sequence[str], sample: Sequence[Sequence[str]], importer: Importer) -> Chosen:
    """By name first, then required fields by what the columns hold; no column twice."""
    chosen: Chosen = {}
    titles = [plain(cell) for cell in header]
    for field in importer.fields:
        names = names_of(field)
        found = next(
            (n for n, t in enumerate(titles) if t in names and n not in chosen.values()), None
        )
        if found is not None:
            chosen[field.name] = found
    for field in importer.fields:
        if (
            field.name not in chosen
            and field.kind in PATTERNS
            and (field.required or field.kind == "phone")
        ):
            found = _by_content(field.kind, header, sample, set(chosen.values()))
            if found is not None:
                chosen[field.name] = found
    return chosen


def _by_content(
    kind: str, header: Sequence[str], sample: Sequence[Sequence[str]], taken: Iterable[int]
) -> int | None:
    for column in range(len(header)):
        held = [row[column] for row in sample if column < len(row) and row[column]]
        fitting = sum(bool(PATTERNS[kind].fullmatch(value)) for value in held)
        if column not in taken and held and fitting >= ENOUGH * len(held):
            return column
    return None


def missing(chosen: Mapping[str, int], importer: Importer) -> list[Field]:
    """The required fields for which no column is chosen."""
    return [field for field in importer.fields if field.required and field.name not in chosen]


def values(cells: Sequence[str], chosen: Mapping[str, int]) -> dict[str, str]:
    """What a row says, by field name; blank cells say nothing."""
    return {
        name: cells[column]
        for name, column in chosen.items()
        if column < len(cells) and cells[column]
    }


SHAPES = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y-%m-%d",
    "%Y%m%d%H%M%S",
    "%Y%m%d",
)


def moment(text: str) -> datetime | None:
    """A moment as people write it, in Shanghai; None where it is none."""
    said = unicodedata.normalize("NFKC", text).strip().replace("T", " ")
    said = re.sub(r"[年月/.](?=\d)", "-", said)
    said = re.sub(r"日\s*", " ", said).strip()
    said = re.sub(r"[时点]", ":", said).replace("分", "").rstrip(":")
    found = _moment(said)
    return found if found and has_neighbours(found) else None


def _moment(said: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(said)
        return found if found.tzinfo else found.replace(tzinfo=ZONE)
    except ValueError:
        pass
    for shape in SHAPES:
        try:
            return datetime.strptime(said, shape).replace(tzinfo=ZONE)
        except ValueError:
            continue
    return None
