"""How a list keeps its state in the address: filters, chips, columns, cursors."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from chengguan.core.pages.shapes import Column, Filter

CURSORS = ("after", "before")


@dataclass(frozen=True, slots=True)
class Chip:
    title: str
    value: str
    remove_url: str


@dataclass(frozen=True, slots=True)
class ShownColumn:
    column: Column
    sort_url: str = ""
    direction: str = ""


def chips(filters: Iterable[Filter], request: HttpRequest) -> list[Chip]:
    """What is set, each with the address of the list without it."""
    return [
        Chip(known.title, chip_words(known), without(request, *names_of(known)))
        for known in filters
        if known.is_set
    ]


def names_of(known: Filter) -> tuple[str, ...]:
    if known.kind == "dates":
        return (f"{known.key}_from", f"{known.key}_until")
    return (known.key,)


def chip_words(known: Filter) -> str:
    if known.kind == "dates":
        return f"{known.value or '…'} – {known.until or '…'}"
    labels = {choice.value: choice.label for choice in known.choices}
    return labels.get(known.value, known.value)


def without(request: HttpRequest, *names: str) -> str:
    """The address of this list without these parameters, from its first page."""
    return changed(request, **dict.fromkeys((*names, *CURSORS), ""))


def cursor_url(request: HttpRequest, name: str, cursor: str) -> str:
    if not cursor:
        return ""
    other = dict.fromkeys(CURSORS, "")
    return changed(request, **{**other, name: cursor})


def changed(request: HttpRequest, **values: str) -> str:
    """The address of this page with some parameters set, or taken away where empty."""
    query = request.GET.copy()
    for name, value in values.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    return f"{request.path}?{query.urlencode()}" if query else request.path


def columns_shown(columns: Iterable[Column], request: HttpRequest) -> list[ShownColumn]:
    """Each column with the address that sorts by it, the other way at the second click."""
    current = request.GET.get("sort", "")
    return [_sortable(column, current, request) for column in columns]


def _sortable(column: Column, current: str, request: HttpRequest) -> ShownColumn:
    if not column.sort:
        return ShownColumn(column)
    ascending, descending = column.sort, f"-{column.sort}"
    direction = {ascending: "ascending", descending: "descending"}.get(current, "")
    wanted = descending if current == ascending else ascending
    return ShownColumn(column, changed(request, sort=wanted, after="", before=""), direction)
