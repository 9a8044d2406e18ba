"""执法事项: the enforcement items as frozen data, read once from `data/items.toml`.

An item holds for conduct on the days [since, until); a law that replaced another is an item of
its own, so that the lighter can be compared (行政处罚法 37). Money is in fen.
"""

import tomllib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from chengguan.core.org.kinds import Field

DATA = Path(__file__).parent / "data" / "items.toml"


class UnknownItem(LookupError):
    """No enforcement item has this code."""


class BadData(ValueError):
    """The data file says something that cannot be; the message names the item."""


class Mode(StrEnum):
    """How correction and fine stand to each other."""

    CORRECT_AND_FINE = "A"
    CORRECT_MAY_FINE = "B"
    FINE_ON_REFUSAL = "C"
    FINE = "D"


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Degree(StrEnum):
    """Which limb of the provision a range belongs to."""

    ORDINARY = "ordinary"
    GRAVE = "grave"
    ORGANISER = "organiser"


@dataclass(frozen=True)
class FineRange:
    """From `low` to `high` fen, both included."""

    party_kind: PartyKind
    low: int
    high: int
    degree: Degree = Degree.ORDINARY

    def allows(self, fine: int) -> bool:
        return self.low <= fine <= self.high


@dataclass(frozen=True)
class EnforcementItem:
    """One cause of action (案由) under one version of the law.

    `breach` and `penalty` are the provisions as cited; `summary` says that the summary procedure
    can be used within the range or with a warning; `grade` is how well the row was checked.
    """

    code: str
    name: str
    english: str
    field: Field
    breach: str
    penalty: str
    fines: tuple[FineRange, ...]
    mode: Mode
    grade: str
    subject: str
    authority: str
    since: date | None = None
    until: date | None = None
    summary: bool = False
    allows_warning: bool = False
    note: str = ""

    def in_force(self, on: date) -> bool:
        begun = self.since is None or self.since <= on
        return begun and (self.until is None or on < self.until)

    def fine_for(self, party_kind: str, degree: Degree = Degree.ORDINARY) -> FineRange | None:
        """The range for this kind of party; None where the provision has none for it."""
        return next(
            (fine for fine in self.fines if (fine.party_kind, fine.degree) == (party_kind, degree)),
            None,
        )

    @property
    def is_fine_first_after_refusal(self) -> bool:
        return self.mode is Mode.FINE_ON_REFUSAL


def item(code: str) -> EnforcementItem:
    try:
        return all_items()[code]
    except KeyError:
        raise UnknownItem(code) from None


def items_on(
    on: date, *, field: str | None = None, summary: bool | None = None
) -> tuple[EnforcementItem, ...]:
    """Items that govern conduct on that day."""
    return tuple(
        found
        for found in all_items().values()
        if found.in_force(on)
        and field in (None, "", found.field)
        and summary in (None, found.summary)
    )


def search(text: str, on: date) -> tuple[EnforcementItem, ...]:
    """Items in force whose code, name or provisions contain every word."""
    words = text.casefold().split()
    return tuple(found for found in items_on(on) if all(word in _text(found) for word in words))


@cache
def all_items() -> dict[str, EnforcementItem]:
    rows = tomllib.loads(DATA.read_text())["item"]
    items = [_read(row) for row in rows]
    if len({found.code for found in items}) < len(items):
        raise BadData("a code stands twice")
    return {found.code: found for found in items}


def _text(found: EnforcementItem) -> str:
    words = (found.code, found.name, found.english, found.breach, found.penalty)
    return " ".join(words).casefold()


def _read(row: dict[str, Any]) -> EnforcementItem:
    plain = {key: value for key, value in row.items() if key not in {"field", "mode", "fines"}}
    try:
        return EnforcementItem(
            **plain,
            field=Field(row["field"]),
            mode=Mode(row["mode"]),
            fines=tuple(_fine(fine) for fine in row.get("fines", [])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadData(f"{row.get('code', '?')}: {error}") from error


def _fine(row: dict[str, Any]) -> FineRange:
    if not 0 <= row["low"] <= row["high"]:
        raise ValueError(f"range {row['low']}–{row['high']}")
    degree = Degree(row.get("degree", Degree.ORDINARY))
    return FineRange(PartyKind(row["to"]), row["low"], row["high"], degree)
