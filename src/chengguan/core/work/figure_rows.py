"""Pages of the rows behind a figure, newest first, by keyset: no offset, no counting."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from chengguan.core.pages.addresses import moment
from chengguan.core.work.lists import PAGE


@dataclass(frozen=True)
class RowPage:
    """One page; ``older`` and ``newer`` are cursors for the next and previous one, or empty."""

    rows: list[Any]
    older: str = ""
    newer: str = ""


def keyset(rows: QuerySet[Any], after: str = "", before: str = "", size: int = PAGE) -> RowPage:
    """The rows of one page by ``counted_at`` and key; one statement."""
    start, end = _read(rows, after), _read(rows, before)
    back = end is not None
    if cursor := end or start:
        rows = rows.filter(_beyond(*cursor, back=back))
    order = ("counted_at", "pk") if back else ("-counted_at", "-pk")
    found = list(rows.order_by(*order)[: size + 1])
    more, shown = len(found) > size, found[:size]
    if back:
        shown.reverse()
    older = _write(shown[-1]) if shown and (more or back) else ""
    newer = _write(shown[0]) if shown and (start or (back and more)) else ""
    return RowPage(shown, older, newer)


def follow(row: Any, path: str) -> Any:
    """What a path of relations leads to; the row itself where it is empty."""
    for name in path.split("__") if path else ():
        row = getattr(row, name)
    return row


def _beyond(moment: datetime, pk: Any, *, back: bool) -> Q:
    side = "gt" if back else "lt"
    return Q(**{f"counted_at__{side}": moment}) | Q(counted_at=moment, **{f"pk__{side}": pk})


def _write(row: Any) -> str:
    return f"{row.counted_at.isoformat()}~{row.pk}"


def _read(rows: QuerySet[Any], text: str) -> tuple[datetime, Any] | None:
    """A cursor from an address; a broken one begins at the beginning."""
    counted, _, pk = text.partition("~")
    try:
        key = rows.model._meta.pk.to_python(pk)
    except ValidationError:
        return None
    return (at, key) if pk and (at := moment(counted)) else None
