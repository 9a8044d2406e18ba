"""裁量: from the legal range of a fine and the circumstances on record, a proposed band.

What the articles say of a circumstance binds (行政处罚法 30–33, 49). Where the bands lie inside
the range is, until the city's standard is loaded, a default of this platform (grade D) that the
bureau changes. Nobody is fined by this module: it proposes, and says why.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from chengguan.law.citations import Citation, parse_citations
from chengguan.law.data import DataError, check_keys, read
from chengguan.law.parameters import Grade, RuleBook

WHOLE = 10_000
"""Basis points of one."""


class Effect(StrEnum):
    """What the law says of a circumstance, in the order in which it is asked."""

    NONE = "none"  # 不予处罚
    MAY_NONE = "may_none"  # 可以不予处罚
    MUST_LIGHTEN = "must_lighten"  # 应当从轻或者减轻
    MAY_LIGHTEN = "may_lighten"  # 可以从轻或者减轻
    AGGRAVATE = "aggravate"  # 从重
    LOWER = "lower"  # towards the light band: ours
    RAISE = "raise"  # towards the heavy band: ours


class Band(StrEnum):
    """裁量档次."""

    NO_PENALTY = "no_penalty"
    MITIGATED = "mitigated"  # 减轻: below the least
    LIGHT = "light"
    ORDINARY = "ordinary"
    HEAVY = "heavy"


@dataclass(frozen=True, slots=True)
class Factor:
    """A circumstance with what it does and where that stands."""

    key: str
    title: str
    effect: Effect
    grade: Grade
    cites: tuple[Citation, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What the record shows; every value derives from an act or a file, none from a checkbox.

    `age`: of a natural person on the day of the conduct. `last_penalised_on`: the latest earlier
    decision for the same item.
    """

    conduct_on: date
    age: int | None = None
    last_penalised_on: date | None = None
    shown: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A band with its range in fen (both ends included) and the factors that led to it.

    `bands` are all three of the legal range; `must`: the law leaves no other choice.
    `is_default`: where the bands lie is grade D.
    """

    band: Band
    low: int
    high: int
    factors: tuple[Factor, ...]
    bands: tuple[tuple[Band, int, int], ...]
    must: bool = False
    is_default: bool = True

    def allows(self, fine: int) -> bool:
        return self.low <= fine <= self.high


@cache
def factors() -> dict[str, Factor]:
    """All known circumstances by key.

    >>> factors()["coerced"].effect
    <Effect.MUST_LIGHTEN: 'must_lighten'>
    """
    content = read("discretion.toml")
    check_keys(content, "discretion.toml", ["factor"])
    return {row["key"]: _factor(row) for row in content["factor"]}


def bands(low: int, high: int, law: RuleBook, on: date) -> tuple[tuple[Band, int, int], ...]:
    """The three bands of a range in fen, without gap or overlap; narrow ranges share an end.

    >>> from chengguan.law.parameters import shipped
    >>> [(str(band), *ends) for band, *ends in bands(100_00, 1000_00, shipped(), date(2026, 9, 1))]
    [('light', 10000, 37000), ('ordinary', 37001, 72999), ('heavy', 73000, 100000)]
    """
    if not 0 <= low <= high:
        raise ValueError(f"a range from {low} to {high} fen is none")
    width = high - low
    top = low + width * law.amount("discretion.light_top", on=on) // WHOLE
    bottom = low - (-width * law.amount("discretion.heavy_bottom", on=on) // WHOLE)
    first, last = min(top + 1, bottom), max(bottom - 1, top)
    return (
        (Band.LIGHT, low, top),
        (Band.ORDINARY, first, max(first, last)),
        (Band.HEAVY, bottom, high),
    )


def propose(low: int, high: int, facts: Circumstances, law: RuleBook, on: date) -> Proposal:
    """The band for a fine between `low` and `high` fen, decided on a day.

    A must not to punish comes before everything. To go below the least is for people to decide,
    with a ground.
    """
    found = _found(facts, law, on)
    of = {effect: tuple(f for f in found if f.effect is effect) for effect in Effect}
    spans = bands(low, high, law, on)
    if of[Effect.NONE]:
        return Proposal(Band.NO_PENALTY, 0, 0, found, spans, must=True)
    band = _band(of)
    ends = next((span[1], span[2]) for span in spans if span[0] is band)
    must = bool(of[Effect.MUST_LIGHTEN] or of[Effect.AGGRAVATE])
    return Proposal(band, *ends, found, spans, must=must)


def _band(of: dict[Effect, tuple[Factor, ...]]) -> Band:
    """The law's words first; what pulls both ways stays in the middle, to be weighed by people."""
    lighter, heavier = of[Effect.MUST_LIGHTEN], of[Effect.AGGRAVATE]
    if not (lighter or heavier):
        lighter = of[Effect.MAY_LIGHTEN] + of[Effect.MAY_NONE] + of[Effect.LOWER]
        heavier = of[Effect.RAISE]
    if bool(lighter) == bool(heavier):
        return Band.ORDINARY
    return Band.LIGHT if lighter else Band.HEAVY


def _found(facts: Circumstances, law: RuleBook, on: date) -> tuple[Factor, ...]:
    """The circumstances that hold, in the order of the data."""
    unknown = facts.shown - set(factors())
    if unknown:
        raise KeyError(f"no circumstance {', '.join(sorted(unknown))}")
    keys = set(facts.shown) | set(_of_age(facts.age, law, on))
    if _is_repeated(facts, law, on):
        keys.add("repeated")
    return tuple(factor for key, factor in factors().items() if key in keys)


def _of_age(age: int | None, law: RuleBook, on: date) -> Iterable[str]:
    if age is None or age >= law.amount("age.majority", on=on):
        return ()
    is_child = age < law.amount("age.responsibility", on=on)
    return ("under_fourteen",) if is_child else ("fourteen_to_eighteen",)


def _is_repeated(facts: Circumstances, law: RuleBook, on: date) -> bool:
    """A penalty for the same item before this conduct, within the years looked back."""
    last = facts.last_penalised_on
    if last is None or last >= facts.conduct_on:
        return False
    return last >= _years_before(facts.conduct_on, law.amount("discretion.look_back", on=on))


def counts_until(penalised_on: date, law: RuleBook, on: date) -> date:
    """The last day on which conduct repeats what was penalised, as the rule stands on a day.

    >>> from chengguan.law.parameters import shipped
    >>> counts_until(date(2024, 9, 1), shipped(), date(2026, 9, 1))
    datetime.date(2026, 9, 1)
    """
    following = penalised_on + timedelta(days=1)
    year = following.year + law.amount("discretion.look_back", on=on)
    try:
        return following.replace(year=year) - timedelta(days=1)
    except ValueError:  # 29 February
        return following.replace(year=year, day=28)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _factor(row: dict[str, Any]) -> Factor:
    where = f"discretion.toml {row.get('key', '?')}"
    check_keys(row, where, ["key", "title", "effect", "grade"], ["cite", "source"])
    cites = parse_citations(row.get("cite", ""))
    if not cites and not row.get("source", "").strip():
        raise DataError(where, "既无依据也无来源", "请写明 cite（法条）或 source")
    return Factor(
        row["key"],
        row["title"],
        Effect(row["effect"]),
        Grade(row["grade"]),
        cites,
        row.get("source", ""),
    )
