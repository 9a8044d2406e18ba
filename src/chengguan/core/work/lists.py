"""Pages of matters, by the one visibility rule; no counting, no offset.

Open matters come by what is due next, closed ones newest first. A page costs two statements,
and one each for parties and places where it shows any.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from chengguan.core.pages.addresses import moment
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Access, Matter
from chengguan.core.work.visibility import Cursor

PAGE = 50
OFTEN_NONE = ("party", "place")
"""Read apart, and only where a row has one: joined, they cost every row."""


@dataclass(frozen=True)
class MatterPage:
    """One page; ``older`` and ``newer`` are cursors for the next and previous one, or empty."""

    matters: list[Matter]
    older: str = ""
    newer: str = ""


def page(
    actor: Actor,
    *,
    kind: str = "",
    is_open: bool = True,
    after: str = "",
    before: str = "",
    narrow: Q | None = None,
    related: Sequence[str] = (),
    size: int = PAGE,
) -> MatterPage:
    """The matters an actor may find, a page at a time.

    ``narrow`` filters on matter fields; ``related`` names relations to read along.
    """
    rows, older, newer = _window(actor, kind, is_open, after, before, narrow, size)
    return MatterPage(_in_order(rows, related), older, newer)


@dataclass(frozen=True)
class LinePage:
    """One page of plain values, for programs; cursors as in ``MatterPage``."""

    lines: list[dict[str, Any]]
    older: str = ""
    newer: str = ""


def lines(
    actor: Actor,
    *,
    columns: Sequence[str],
    kind: str = "",
    is_open: bool = True,
    after: str = "",
    before: str = "",
    size: int = PAGE,
) -> LinePage:
    """The same page without rows behind it: ``columns`` of matters and of what they point to."""
    rows, older, newer = _window(actor, kind, is_open, after, before, None, size)
    wanted = Matter.objects.filter(pk__in=[row.matter for row in rows]).values("pk", *columns)
    found = {line["pk"]: line for line in wanted}
    return LinePage([found[row.matter] for row in rows], older, newer)


def _window(
    actor: Actor,
    kind: str,
    is_open: bool,
    after: str,
    before: str,
    narrow: Q | None,
    size: int,
) -> tuple[list[Cursor], str, str]:
    """The keys of one page, with the cursors of the next and the previous."""
    start, end = read_cursor(after), read_cursor(before)
    found = _keys(actor, kind, is_open, start, end, narrow, size)
    more = len(found) > size
    rows = (found[-size:] if end else found[:size]) if more else found
    older = write_cursor(rows[-1]) if rows and (more or end) else ""
    newer = write_cursor(rows[0]) if rows and (start or (end and more)) else ""
    return rows, older, newer


def _keys(
    actor: Actor,
    kind: str,
    is_open: bool,
    after: Cursor | None,
    before: Cursor | None,
    narrow: Q | None,
    size: int,
) -> list[Cursor]:
    tokens = visibility.tokens_of(actor)
    if narrow is None:
        return visibility.page(
            tokens, is_open=is_open, kind=kind, after=after, before=before, size=size
        )
    rows = _narrowed(tokens, kind, is_open, narrow)
    descending = (not is_open) != (before is not None)
    cursor = after or before
    if cursor is not None:
        rows = rows.filter(_beyond(cursor, descending))
    order = ("-due_at", "-matter_id") if descending else ("due_at", "matter_id")
    keys = [Cursor(*row) for row in rows.order_by(*order)[: size + 1]]
    return keys[::-1] if before is not None else keys


def _narrowed(tokens: list[int], kind: str, is_open: bool, narrow: Q) -> QuerySet:
    rows = Access.objects.filter(token__in=tokens, is_open=is_open)
    if kind:
        rows = rows.filter(kind=kind)
    wanted = Matter.objects.filter(narrow).values("pk")
    return rows.filter(matter__in=wanted).values_list("due_at", "matter_id").distinct()


def _beyond(cursor: Cursor, descending: bool) -> Q:
    beyond = "lt" if descending else "gt"
    return Q(**{f"due_at__{beyond}": cursor.due_at}) | Q(
        due_at=cursor.due_at, **{f"matter_id__{beyond}": cursor.matter}
    )


def _in_order(keys: Sequence[Cursor], related: Sequence[str]) -> list[Matter]:
    rows = Matter.objects.select_related("organ", *related)
    found = rows.in_bulk([key.matter for key in keys])
    for name in OFTEN_NONE:
        having = [matter for matter in found.values() if getattr(matter, f"{name}_id")]
        prefetch_related_objects(having, name)
    return [found[key.matter] for key in keys]


def everything(
    actor: Actor, *, kind: str, is_open: bool, narrow: Q | None, related: Sequence[str] = ()
) -> Iterator[Matter]:
    """The whole list in its order, for a sheet: page after page, as far as somebody reads."""
    cursor = ""
    while True:
        part = page(
            actor,
            kind=kind,
            is_open=is_open,
            after=cursor,
            narrow=narrow,
            related=related,
            size=500,
        )
        yield from part.matters
        cursor = part.older
        if not cursor:
            return


def write_cursor(cursor: Cursor) -> str:
    return f"{cursor.due_at.isoformat()}~{cursor.matter}"


def read_cursor(text: str) -> Cursor | None:
    """A cursor from an address; a broken one begins at the beginning."""
    due, _, matter = text.partition("~")
    try:
        return Cursor(due_at, UUID(matter)) if (due_at := moment(due)) else None
    except ValueError:
        return None
