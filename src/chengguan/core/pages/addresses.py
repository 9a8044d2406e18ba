"""Parts of an address as anybody may type them: what is broken is left out, never an error."""

from datetime import UTC, date, datetime

_DIGITS = 18
"""So many digits are a key in both databases, whatever the digits."""


def row_key(words: str) -> int | None:
    """The key of a row; None where it is no number or none that a row can have.

    >>> row_key("12"), row_key("²"), row_key("9" * 25), row_key("-1")
    (12, None, None, None)
    """
    return int(words) if words.isdecimal() and len(words) <= _DIGITS else None


def day(words: str) -> date | None:
    """A day as ISO writes it that has neighbours; None where it is none.

    >>> day("2026-09-15"), day("2026-13-40"), day("0001-01-01"), day("9999-12-31")
    (datetime.date(2026, 9, 15), None, None, None)
    """
    try:
        found = date.fromisoformat(words.strip())
    except ValueError:
        return None
    return found if has_neighbours(found) else None


def has_neighbours(found: date) -> bool:
    """Not of the first or the last year, whose edges other zones cannot name."""
    return date.min.year < found.year < date.max.year


def moment(words: str) -> datetime | None:
    """A moment with its zone, in UTC; None where it has none or lies beyond the calendar.

    >>> moment("2026-09-15T09:00:00+08:00").isoformat(), moment("2026-09-15T09:00:00")
    ('2026-09-15T01:00:00+00:00', None)
    >>> moment("0001-01-01T00:00:00+08:00"), moment("x")
    (None, None)
    """
    try:
        found = datetime.fromisoformat(words)
        return found.astimezone(UTC) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None
