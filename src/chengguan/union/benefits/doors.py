"""What benefits bring to the floors below."""

from chengguan.core.pages import words as page_words
from chengguan.union.benefits.insurance import doors as insurance
from chengguan.union.benefits.words import SENTENCES


def open_all() -> None:
    """Register everything once, at start-up."""
    page_words.register(SENTENCES)
    insurance.open_all()
