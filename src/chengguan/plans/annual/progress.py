"""How far an item is, computed and never typed; the rule is named beside the number.

Pure: numbers in, a share out. A plan's progress is the sum of weight times progress over the sum
of weights, of the items that were not cancelled; parts stand for the item they take apart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WHOLE = Fraction(100)
NOTHING = Fraction(0)


class Rule(StrEnum):
    """Why an item is as far as it is; the first that fits."""

    CLOSED = "closed"
    PARTS = "parts"
    MILESTONES = "milestones"
    TERMS = "terms"
    FIGURE = "figure"
    OPEN = "open"
    NOTHING_COUNTS = "nothing_counts"


@dataclass(frozen=True)
class Told:
    """What is known of one item. ``children`` are those that were neither cancelled nor dropped;
    ``value`` and ``target`` those of a figure that is better when it is higher."""

    weight: int = 1
    is_closed: bool = False
    is_cancelled: bool = False
    milestones: tuple[int, int] = (0, 0)
    terms: tuple[int, int] = (0, 0)
    value: Fraction | None = None
    target: Fraction | None = None
    children: tuple["Told", ...] = ()


@dataclass(frozen=True)
class Progress:
    """In hundredths, exact; None where there is nothing to divide by. ``done`` of ``of``."""

    value: Fraction | None
    rule: Rule
    done: Fraction = NOTHING
    of: Fraction = NOTHING


def of_item(item: Told) -> Progress:
    """
    >>> of_item(Told(milestones=(1, 4))).value, of_item(Told(is_closed=True)).value
    (Fraction(25, 1), Fraction(100, 1))
    """
    if item.is_closed:
        return Progress(WHOLE, Rule.CLOSED)
    parts = tuple(child for child in item.children if not child.is_cancelled)
    if parts:
        found = of_plan(parts)
        return Progress(found.value or NOTHING, Rule.PARTS, found.done, found.of)
    if item.milestones[1]:
        return _share(Rule.MILESTONES, *item.milestones)
    if item.terms[1] > 1:
        return _share(Rule.TERMS, *item.terms)
    if item.value is not None and item.target:
        reached = min(WHOLE, max(NOTHING, item.value / item.target * 100))
        return Progress(reached, Rule.FIGURE, item.value, item.target)
    return Progress(NOTHING, Rule.OPEN)


def _share(rule: Rule, done: int, of: int) -> Progress:
    return Progress(Fraction(100 * done, of), rule, Fraction(done), Fraction(of))


def of_plan(items: Sequence[Told]) -> Progress:
    """
    >>> of_plan([Told(3, is_closed=True), Told(1), Told(9, is_cancelled=True)]).value
    Fraction(75, 1)
    >>> of_plan([]).value is None
    True
    """
    counted = [item for item in items if not item.is_cancelled]
    weights = Fraction(sum(item.weight for item in counted))
    reached = sum((item.weight * (of_item(item).value or NOTHING) for item in counted), NOTHING)
    if not weights:
        return Progress(None, Rule.NOTHING_COUNTS)
    return Progress(reached / weights, Rule.PARTS, reached / 100, weights)


def shares(item: Told, share: Fraction) -> tuple[Fraction, ...]:
    """What of an item's own share of the plan falls to each of its children. They get nothing
    where the item stands for itself: it is closed, or its parts weigh nothing.

    >>> shares(Told(children=(Told(3), Told(1), Told(9, is_cancelled=True))), Fraction(8))
    (Fraction(6, 1), Fraction(2, 1), Fraction(0, 1))
    """
    weights = sum(child.weight for child in item.children if not child.is_cancelled)
    if item.is_closed or item.is_cancelled or not weights:
        return (NOTHING,) * len(item.children)
    return tuple(
        NOTHING if child.is_cancelled else share * child.weight / weights for child in item.children
    )


def elapsed(since: int, now: int, until: int) -> Fraction:
    """The share of days that is over, both days included, as ordinals.

    >>> elapsed(1, 5, 10), elapsed(1, 30, 10), elapsed(5, 1, 10)
    (Fraction(50, 1), Fraction(100, 1), Fraction(0, 1))
    """
    length = max(1, until - since + 1)
    return min(WHOLE, max(NOTHING, Fraction(100 * (now - since + 1), length)))
