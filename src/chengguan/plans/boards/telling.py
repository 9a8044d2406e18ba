"""Numbers and states in the words of paper: Chinese in every language, rounded half up."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from django.utils.translation import override

from chengguan.core.pages.words import sentence
from chengguan.plans.annual.listing import rule_words
from chengguan.plans.annual.progress import Progress
from chengguan.plans.boards.queries import STATES, Line

PAPER = "zh-hans"


def on_paper(found: Progress) -> str:
    """By which rule an item is as far as it is."""
    with override(PAPER):
        return rule_words(found)


def state(line: Line) -> str:
    """The state of an item as its procedure names it."""
    return STATES[line.state]


def kept(value: Fraction, places: str = "0.00000001") -> Decimal:
    """As a column keeps it."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return exact.quantize(Decimal(places), ROUND_HALF_UP)


def in_chinese(said: object) -> str:
    """A lazily translated title as paper says it."""
    with override(PAPER):
        return str(said)


def risk(code: str) -> str:
    """Why something may slip, in the reader's language."""
    return sentence(code)


def kept_share(reached: Decimal, weights: Decimal | int) -> Fraction | None:
    """The progress that two columns keep, in hundredths."""
    return Fraction(reached) * 100 / Fraction(weights) if weights else None
