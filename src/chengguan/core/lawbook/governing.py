"""从旧兼从轻: which version of an item governs conduct of one day that is decided on another.

The law of the day of the conduct governs, unless the law has changed since and the new one is
lighter (行政处罚法 37). What a machine can compare are figures and what stands beside the fine.
Where they point different ways, or a text is not at hand, it says so and decides nothing.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from chengguan.core.lawbook.items import (
    Degree,
    EnforcementItem,
    FineRange,
    all_items,
    item,
)
from chengguan.law.citations import Citation, cite

ARTICLE: Citation = cite("行政处罚法", 37)


class Verdict(StrEnum):
    UNCHANGED = "unchanged"  # one version on both days
    SAME = "same"  # changed, but neither is lighter: the law of the conduct
    OLD_LIGHTER = "old_lighter"
    NEW_LIGHTER = "new_lighter"
    UNDECIDED = "undecided"  # the legal section decides


class Point(StrEnum):
    """What was compared, or why nothing could be."""

    HIGHEST = "highest"
    LOWEST = "lowest"
    MAY = "may"
    CORRECTION_FIRST = "correction_first"
    CONFISCATION = "confiscation"
    NO_VERSION_THEN = "no_version_then"
    FORMER_MISSING = "former_missing"
    NO_VERSION_NOW = "no_version_now"
    SEVERAL_NOW = "several_now"
    NO_RANGE = "no_range"


@dataclass(frozen=True)
class Comparison:
    """One point, with the figures in fen (0 and 1 for no and yes); `lighter` is old, new or ""."""

    point: Point
    old: int = 0
    new: int = 0
    lighter: str = ""


@dataclass(frozen=True)
class Governing:
    """`then` and `now`: the versions of the day of the conduct and of the decision.

    `applies` is the version to apply; None where the machine cannot decide.
    """

    then: EnforcementItem | None
    now: tuple[EnforcementItem, ...]
    verdict: Verdict
    comparison: tuple[Comparison, ...] = ()
    applies: EnforcementItem | None = None


def versions_of(code: str) -> tuple[EnforcementItem, ...]:
    """All items that replace each other with this one, the item itself among them.

    >>> [version.code for version in versions_of("AY-G003")]
    ['AY-G003', 'AY-G003-旧']
    """
    known = {item(code).code}
    while True:
        wider = known | {
            each.code
            for each in all_items().values()
            if known & {each.code, *each.replaces}
            or any(each.code in item(k).replaces for k in known)
        }
        if wider == known:
            return tuple(item(each) for each in sorted(known))
        known = wider


def governing(
    items: Iterable[EnforcementItem],
    conduct_on: date,
    decided_on: date,
    party_kind: str,
    *,
    has_refused: bool = False,
) -> Governing:
    """Which of these versions governs conduct that ended on one day and is decided on another.

    `has_refused`: an order to correct was not followed, so that a second limb may apply.
    """
    versions = tuple(items)
    then = tuple(version for version in versions if version.in_force(conduct_on))
    now = tuple(version for version in versions if version.in_force(decided_on))
    if shared := [version for version in then if version in now]:
        return Governing(shared[0], (shared[0],), Verdict.UNCHANGED, applies=shared[0])
    old = then[0] if len(then) == 1 else None
    if problem := _problem(then, now):
        return Governing(old, now, Verdict.UNDECIDED, (Comparison(problem),))
    return _compared(then[0], now[0], party_kind, has_refused)


def _problem(then: tuple[EnforcementItem, ...], now: tuple[EnforcementItem, ...]) -> Point | None:
    if not then:
        is_missing = any(version.former_missing for version in now)
        return Point.FORMER_MISSING if is_missing else Point.NO_VERSION_THEN
    if not now:
        return Point.NO_VERSION_NOW
    return Point.SEVERAL_NOW if len(then) > 1 or len(now) > 1 else None


def _compared(
    old: EnforcementItem, new: EnforcementItem, party_kind: str, has_refused: bool
) -> Governing:
    before, after = _range(old, party_kind, has_refused), _range(new, party_kind, has_refused)
    if before is None or after is None:
        return Governing(old, (new,), Verdict.UNDECIDED, (Comparison(Point.NO_RANGE),))
    points = tuple(_points(old, new, before, after))
    lighter = {point.lighter for point in points} - {""}
    if len(lighter) > 1:
        return Governing(old, (new,), Verdict.UNDECIDED, points)
    if not lighter:
        return Governing(old, (new,), Verdict.SAME, points, applies=old)
    if lighter == {"old"}:
        return Governing(old, (new,), Verdict.OLD_LIGHTER, points, applies=old)
    return Governing(old, (new,), Verdict.NEW_LIGHTER, points, applies=new)


def _points(
    old: EnforcementItem, new: EnforcementItem, before: FineRange, after: FineRange
) -> Iterator[Comparison]:
    yield _less(Point.HIGHEST, before.high, after.high)
    yield _less(Point.LOWEST, before.low, after.low)
    yield _more(Point.MAY, before.may, after.may)
    yield _more(
        Point.CORRECTION_FIRST, old.is_fine_first_after_refusal, new.is_fine_first_after_refusal
    )
    yield _less(Point.CONFISCATION, old.confiscates, new.confiscates)


def _less(point: Point, old: int, new: int) -> Comparison:
    """Less is lighter."""
    lighter = "" if old == new else "old" if old < new else "new"
    return Comparison(point, int(old), int(new), lighter)


def _more(point: Point, old: int, new: int) -> Comparison:
    """More is lighter: what is left to the authority, or given time to correct."""
    lighter = "" if old == new else "old" if old > new else "new"
    return Comparison(point, int(old), int(new), lighter)


def _range(found: EnforcementItem, party_kind: str, has_refused: bool) -> FineRange | None:
    second = found.fine_for(party_kind, Degree.REFUSAL) if has_refused else None
    return second or found.fine_for(party_kind)
