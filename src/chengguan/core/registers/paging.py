"""A list by its own keys, the newest first: no counting, no offset."""

from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict

from chengguan.core.pages.addresses import row_key

M = TypeVar("M", bound=Model)
PAGE = 50


@dataclass(frozen=True)
class Page(Generic[M]):
    """`older` and `newer` are cursors, empty where there is nothing."""

    rows: list[M]
    older: str = ""
    newer: str = ""


def page(found: QuerySet[M], query: QueryDict, size: int = PAGE) -> Page[M]:
    """The page of `found` that `after` or `before` of the address asks for."""
    after, before = _key(query, "after"), _key(query, "before")
    if before:
        rows = list(found.filter(pk__gt=before).order_by("pk")[: size + 1])
        shown = rows[:size][::-1]
        return Page(shown, _cursor(shown, -1), _cursor(shown, 0) if len(rows) > size else "")
    if after:
        found = found.filter(pk__lt=after)
    rows = list(found.order_by("-pk")[: size + 1])
    shown = rows[:size]
    older = _cursor(shown, -1) if len(rows) > size else ""
    return Page(shown, older, _cursor(shown, 0) if after else "")


def _key(query: QueryDict, name: str) -> int:
    return row_key(query.get(name, "")) or 0


def _cursor(rows: list[M], at: int) -> str:
    return str(rows[at].pk) if rows else ""
