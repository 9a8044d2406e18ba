"""Classes of confidentiality: who reads a matter, a file or a value by office.

A class has a small number for ever (it is part of every scope token), the roles that read
it, and whether standing above in the tree opens it. An ordinary class opens upwards; any
other opens to its readers in the very organ and to the people named.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role


@dataclass(frozen=True)
class Confidentiality:
    key: str
    number: int
    is_ordinary: bool
    readers: frozenset[str]


_classes: dict[str, Confidentiality] = {}


def declare(
    key: str, *, number: int, readers: Iterable[str], is_ordinary: bool = False
) -> Confidentiality:
    """Declare a class once, at start-up. ``number`` 1 to 63, never reused."""
    made = Confidentiality(key, number, is_ordinary, frozenset(str(r) for r in readers))
    for known in _classes.values():
        if (known.key == key) != (known.number == number):
            raise ValueError(f"{key}: number {number} belongs to {known.key}")
    if not 0 < number < 64:
        raise ValueError(f"{key}: number {number} is outside 1 to 63")
    _classes[key] = made
    return made


def of(key: str) -> Confidentiality:
    return _classes[key]


def declared() -> tuple[Confidentiality, ...]:
    return tuple(_classes.values())


ENFORCEMENT = declare("enforcement", number=1, readers=ENFORCEMENT_ROLES, is_ordinary=True)
"""Leads, cases and what follows them: ordinary inside the enforcement system."""

COMPLAINANT = declare("complainant", number=2, readers=[Role.DISPATCHER, Role.SUPERVISOR])
"""Who complained: the handler, the dispatcher and supervision, nobody by standing above."""
