"""How heavy a penalty is: what hearing, legal review and discussion are measured by.

Asked by guards of one case, and by the next step and the desk of the reviewers for many.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from chengguan.core.lawbook.items import FineRange, item
from chengguan.core.work import rules
from chengguan.enforcement.cases.ranges import least_fine
from chengguan.law.discretion import Band, bands
from chengguan.law.parameters import RuleBook


class Penalty(Protocol):
    """A penalty by its kinds: proposed, announced or decided. Money in fen."""

    @property
    def is_warning(self) -> bool: ...
    @property
    def fine(self) -> int: ...
    @property
    def confiscation(self) -> int: ...
    @property
    def confiscated_value(self) -> int: ...
    @property
    def suspends_business(self) -> bool: ...
    @property
    def revokes_licence(self) -> bool: ...


class Announced(Penalty, Protocol):
    """A penalty as it was announced, and when."""

    @property
    def served_at(self) -> datetime: ...


@dataclass(frozen=True, kw_only=True)
class Measure:
    """By what a penalty is measured: ``on`` is the day whose thresholds hold, that of the latest
    notice: what a bureau sets later moves no running case."""

    item_code: str
    party_kind: str
    on: date


def measure_of(item_code: str, party_kind: str, latest: Announced | None, today: date) -> Measure:
    on = latest.served_at.astimezone(rules.ZONE).date() if latest else today
    return Measure(item_code=item_code, party_kind=party_kind, on=on)


def is_grave(penalty: Penalty) -> bool:
    """Of a kind that is heavy whatever its amount."""
    return penalty.suspends_business or penalty.revokes_licence


def reaches(penalty: Penalty, least: int) -> bool:
    """Whether the fine, the gain confiscated or the value of the things comes to ``least`` fen."""
    return max(penalty.fine, penalty.confiscation, penalty.confiscated_value) >= least


def is_large(penalty: Penalty, threshold: str, by: Measure, law: RuleBook) -> bool:
    """Whether a penalty reaches a threshold in fen, or is of a kind that is large by itself."""
    return is_grave(penalty) or reaches(penalty, law.amount(threshold, by.party_kind, on=by.on))


def is_mitigated(penalty: Penalty, by: Measure) -> bool:
    """Below the range of the item (减轻): also no fine at all where the item commands one."""
    return penalty.fine < least_fine(penalty, item(by.item_code), by.party_kind)


def band_ends(band: str, span: FineRange, law: RuleBook, on: date) -> tuple[int, int]:
    """Lowest and highest fine, in fen, of a band in a range; below the least where it is
    mitigated (行政处罚法 34)."""
    if band == Band.NO_PENALTY:
        return 0, 0
    if band == Band.MITIGATED:
        return 0, max(span.low - 1, 0)
    return next((low, high) for of, low, high in bands(span.low, span.high, law, on) if of == band)


def listed_grounds(penalty: Penalty, by: Measure, law: RuleBook) -> tuple[str, ...]:
    """Why the city's list wants a legal review of a penalty, by codes (沪重大执法审核办法 3)."""
    grounds = {
        "large": is_large(penalty, "legal_review.threshold", by, law),
        "mitigated": is_mitigated(penalty, by),
    }
    return tuple(code for code, holds in grounds.items() if holds)


def review_grounds(
    latest: Penalty | None, by: Measure, law: RuleBook, *, is_hearing_requested: bool
) -> tuple[str, ...]:
    """Why a legal review of what was announced is due, by codes; empty where none is
    (行政处罚法 58)."""
    heard = ("heard",) if is_hearing_requested else ()
    return (*heard, *(listed_grounds(latest, by, law) if latest else ()))
