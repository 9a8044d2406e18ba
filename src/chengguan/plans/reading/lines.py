"""A line of a source: its words, or the cells of a table's row; and which files there are."""

from dataclasses import dataclass

MOST_BYTES = 50 * 1024 * 1024
MOST_LETTERS = 2_000_000
"""A plan has some ten thousand letters; what is longer is none, and would hold up a worker."""


@dataclass(frozen=True, slots=True)
class Line:
    """``text`` or ``cells``; ``detached`` where the file says that a new paragraph begins."""

    text: str = ""
    cells: tuple[str, ...] = ()
    detached: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """The lines of a file, and the words of the footnotes it keeps apart: (sign, text)."""

    lines: tuple[Line, ...]
    footnotes: tuple[tuple[str, str], ...] = ()
