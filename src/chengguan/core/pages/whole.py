"""Lists too long for one answer: each app says how its list is read part by part, a job writes it.

Who writes the jobs stands above this floor and says where they are asked for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.http import QueryDict

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PART = 500
"""Rows of one part."""


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of a list, cells as in a sheet; `after` begins the next part, empty at the end."""

    rows: Sequence[Sequence[Any]]
    after: str = ""


@dataclass(frozen=True, slots=True)
class WholeList:
    """`part(reader, asked, at)` reads by the same rule as the page; `asked` is its address, with
    `after` where the part begins. `roles` are those who may open the page."""

    key: str
    title: "StrOrPromise"
    roles: frozenset[str]
    heads: Callable[[], Sequence[str]]
    part: Callable[[Any, QueryDict, datetime], Part]


_known: dict[str, WholeList] = {}
_address: list[Callable[[str], str]] = []


def register(known: WholeList) -> None:
    _known[known.key] = known


def whole_list(key: str) -> WholeList:
    """Raises KeyError."""
    return _known[key]


def set_address(address: Callable[[str], str]) -> None:
    """Where the job for a list is asked for, by the key of the list."""
    _address[:] = [address]


def url(key: str, query: str) -> str:
    """For the list as the query string asks for it; empty where no app writes such jobs."""
    return f"{_address[0](key)}?{query}" if _address else ""
