"""Numbers without gaps: one row a series, raised inside the act's transaction."""

from django.db import connection

_RAISE = """
    INSERT INTO work_numbersequence (series, last) VALUES (%s, 1)
    ON CONFLICT (series) DO UPDATE SET last = work_numbersequence.last + 1
    RETURNING last
"""


def next_number(series: str) -> int:
    """The next number of a series; one statement. An act rolled back gives it back."""
    with connection.cursor() as db:
        db.execute(_RAISE, [series])
        return int(db.fetchone()[0])


def set_last(series: str, last: int) -> None:
    """Only for whoever raised the series in this very transaction and counted on from there."""
    with connection.cursor() as db:
        db.execute("UPDATE work_numbersequence SET last = %s WHERE series = %s", [last, series])
