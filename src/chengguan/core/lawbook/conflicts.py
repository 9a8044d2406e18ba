"""冲突待裁定: where two provisions say different things, shown as such and never decided here."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from chengguan.core.lawbook.items import item

DATA = Path(__file__).parent / "data" / "conflicts.toml"


class UnknownConflict(LookupError):
    """No conflict has this key."""


@dataclass(frozen=True)
class Conflict:
    """Two sides in the words of the table, what speaks for either, and what it touches."""

    key: str
    title: str
    one: str
    other: str
    clue: str
    items: tuple[str, ...] = ()
    clocks: tuple[str, ...] = ()


def conflict(key: str) -> Conflict:
    for known in conflicts():
        if known.key == key:
            return known
    raise UnknownConflict(key)


def conflicts_of(code: str) -> tuple[Conflict, ...]:
    """The open questions an item stands in."""
    return tuple(known for known in conflicts() if code in known.items)


@cache
def conflicts() -> tuple[Conflict, ...]:
    rows = tomllib.loads(DATA.read_text(encoding="utf-8"))["conflict"]
    for code in (code for row in rows for code in row.get("items", [])):
        item(code)
    return tuple(
        Conflict(
            **{
                **row,
                "items": tuple(row.get("items", [])),
                "clocks": tuple(row.get("clocks", [])),
            }
        )
        for row in rows
    )
