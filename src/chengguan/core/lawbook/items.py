"""执法事项: the enforcement items as frozen data, read once from `data/items/*.toml`.

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

DATA = Path(__file__).parent / "data" / "items"


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
    REFERRED = "R"  # another provision says it
    TRANSFER = "T"  # another authority decides
    NO_FINE = "N"
    UNSETTLED = "U"


class PartyKind(StrEnum):
    PERSON = "person"
    ORGANISATION = "organisation"


class Degree(StrEnum):
    """Which limb of the provision a range belongs to."""

    ORDINARY = "ordinary"
    GRAVE = "grave"
    ORGANISER = "organiser"
    REFUSAL = "refusal"  # 拒不改正、逾期未改正 of an article that fines the first time already
    RESPONSIBLE = "responsible"  # 直接负责的主管人员和其他直接责任人员
    SPECIAL = "special"  # another limb; `when` says which


class Measure(StrEnum):
    """What a fine that must be reckoned is reckoned in."""

    SHARE = "share"  # low and high in basis points of the base: 5 % is 500, three times 30 000
    SQUARE_METRE = "square_metre"
    SQUARE_METRE_DAY = "square_metre_day"
    TONNE = "tonne"


@dataclass(frozen=True)
class FineRange:
    """From `low` to `high` fen, both included; `may`: the article says 可处, not 处."""

    party_kind: PartyKind
    low: int
    high: int
    degree: Degree = Degree.ORDINARY
    when: str = ""
    may: bool = False

    def allows(self, fine: int) -> bool:
        return self.low <= fine <= self.high


@dataclass(frozen=True)
class ReckonedFine:
    """A fine by a base that must be proved: fen per unit, or basis points of a sum (`SHARE`)."""

    measure: Measure
    low: int
    high: int
    base: str
    degree: Degree = Degree.ORDINARY
    when: str = ""
    may: bool = False

    def range_of(self, amount: int) -> tuple[int, int]:
        """Lowest and highest fine in fen. `amount` is the base: fen of a sum, or hundredths of a
        unit (of a square metre, a tonne). Down to a whole fen at the top, up at the bottom.

        >>> ReckonedFine(Measure.SHARE, 500, 1000, "建设工程造价").range_of(20_000_000)
        (1000000, 2000000)
        >>> ReckonedFine(Measure.SQUARE_METRE, 50000, 200000, "占用绿地面积").range_of(1_250)
        (625000, 2500000)
        """
        parts = 10_000 if self.measure is Measure.SHARE else 100
        return -(-amount * self.low // parts), amount * self.high // parts


@dataclass(frozen=True)
class EnforcementItem:
    """One cause of action (案由) under one version of the law.

    `breach` and `penalty` are the provisions as cited; `fine_words`, `mode_words` and `remarks`
    the words of the checked table beside what is typed of them; `summary` says that the summary
    procedure can be used within the range or with a warning; `grade` is how well the row was
    checked. `replaces` names the items of the former law for the same conduct; where there was
    such a law and its item is not at hand, `former_missing`. `competes`: items that the same
    conduct may also fall under. `confiscates`: unlawful gain or tools are taken besides.
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
    reckoned: tuple[ReckonedFine, ...] = ()
    fine_words: str = ""
    mode_words: str = ""
    remarks: str = ""
    replaces: tuple[str, ...] = ()
    former_missing: bool = False
    competes: tuple[str, ...] = ()
    confiscates: bool = False

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
    def may_fine(self) -> bool:
        """Whether every fine of it is left to the authority (可处)."""
        may = [fine.may for fine in self.fines] + [fine.may for fine in self.reckoned]
        return bool(may) and all(may)

    @property
    def has_inference(self) -> bool:
        """Whether something about it is inferred and not written (推论)."""
        return "推论" in "".join((self.subject, self.remarks, self.breach, self.fine_words))

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
    """Every item by its code, in the order of the codes."""
    items = [_read(row) for file in sorted(DATA.glob("*.toml")) for row in _rows(file)]
    found = {each.code: each for each in sorted(items, key=lambda each: each.code)}
    if len(found) < len(items):
        raise BadData("a code stands twice")
    for each in items:
        unknown = {*each.replaces, *each.competes} - set(found)
        if unknown:
            raise BadData(f"{each.code} names {', '.join(sorted(unknown))}, which is no item")
    return found


def _rows(file: Path) -> list[dict[str, Any]]:
    return tomllib.loads(file.read_text(encoding="utf-8"))["item"]


def _text(found: EnforcementItem) -> str:
    words = (found.code, found.name, found.english, found.breach, found.penalty)
    return " ".join(words).casefold()


_READ = {"field", "mode", "fines", "reckoned", "replaces", "competes"}


def _read(row: dict[str, Any]) -> EnforcementItem:
    plain = {key: value for key, value in row.items() if key not in _READ}
    try:
        return EnforcementItem(
            **plain,
            field=Field(row["field"]),
            mode=Mode(row["mode"]),
            fines=tuple(_fine(fine) for fine in row.get("fines", [])),
            reckoned=tuple(_reckoned(fine) for fine in row.get("reckoned", [])),
            replaces=tuple(row.get("replaces", [])),
            competes=tuple(row.get("competes", [])),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise BadData(f"{row.get('code', '?')}: {error}") from error


def _fine(row: dict[str, Any]) -> FineRange:
    return FineRange(PartyKind(row["to"]), *_span(row), **_limb(row))


def _reckoned(row: dict[str, Any]) -> ReckonedFine:
    return ReckonedFine(Measure(row["measure"]), *_span(row), row["base"], **_limb(row))


def _span(row: dict[str, Any]) -> tuple[int, int]:
    if not 0 <= row["low"] <= row["high"]:
        raise ValueError(f"range {row['low']}–{row['high']}")
    return row["low"], row["high"]


def _limb(row: dict[str, Any]) -> dict[str, Any]:
    degree = Degree(row.get("degree", Degree.ORDINARY))
    return {"degree": degree, "when": row.get("when", ""), "may": row.get("may", False)}
