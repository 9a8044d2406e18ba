"""Pages of bulletins and reports, the newest first, forwards and back."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Model, Q, QuerySet

PAGE = 50
T = TypeVar("T", bound=Model)


@dataclass(frozen=True)
class Window(Generic[T]):
    """The rows of a page, and the keys from which the next and the one before go on."""

    rows: tuple[T, ...]
    older: str = ""
    newer: str = ""


def window(rows: QuerySet[T], asked: Mapping[str, str], by: str) -> Window[T]:
    """A page by a column, ties by key; ``after`` and ``before`` of the address name a row."""
    after = asked.get("after", "")
    start = _place(rows, after or asked.get("before", ""), by)
    is_back = start is not None and not after
    if start is not None:
        value, key = start
        side = "gt" if is_back else "lt"
        beyond, tied = {f"{by}__{side}": value}, {by: value, f"pk__{side}": key}
        rows = rows.filter(Q(**beyond) | Q(**tied))
    sign = "" if is_back else "-"
    found = list(rows.order_by(f"{sign}{by}", f"{sign}pk")[: PAGE + 1])
    has_more, shown = len(found) > PAGE, found[:PAGE]
    if is_back:
        shown.reverse()
    has_older = has_more or is_back
    has_newer = has_more if is_back else start is not None
    return Window(
        tuple(shown),
        older=str(shown[-1].pk) if shown and has_older else "",
        newer=str(shown[0].pk) if shown and has_newer else "",
    )


def _place(rows: QuerySet[Any], cursor: str, by: str) -> tuple[Any, UUID] | None:
    """Where that row stands; None where there is no such row."""
    try:
        key = UUID(cursor)
    except ValueError:
        return None
    return rows.filter(pk=key).values_list(by, "pk").first()
