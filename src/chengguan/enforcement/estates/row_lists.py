"""Lists of rows that are no matters: searched, filtered, paged, and the same rows as a sheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work.acting import Actor

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

M = TypeVar("M", bound=Model)
Cells = tuple[object, ...]


@dataclass(frozen=True)
class Act:
    """A page that changes the register, for whoever holds one of the roles."""

    key: str
    title: "StrOrPromise"
    roles: Sequence[str]
    is_first: bool = False


@dataclass(frozen=True)
class RowList(Generic[M]):
    """What a list is made of. ``name`` is that of its address; its sheet has ``_sheet`` behind.

    ``found`` answers the reader's rows for what was asked; ``cells`` those of all rows at once, so
    that a page costs few statements.
    """

    name: str
    title: "StrOrPromise"
    empty: "StrOrPromise"
    columns: Callable[[], tuple[Column, ...]]
    found: Callable[[Actor, QueryDict, datetime], QuerySet[M]]
    cells: Callable[[Sequence[M], Actor, datetime], list[Cells]]
    filters: Callable[[Actor, QueryDict], tuple[Filter, ...]]
    views: dict[str, "StrOrPromise"] = field(default_factory=dict)
    acts: tuple[Act, ...] = ()
    lead: Callable[[], str] = str
    url: Callable[[M, Actor], str] = lambda one, actor: ""
    row_act: Callable[[M, Actor], ActionView | None] = lambda one, actor: None


def words_filter(query: QueryDict, title: str) -> Filter:
    return Filter("words", title, "text", value=words_of(query))


def words_of(query: QueryDict) -> str:
    return query.get("words", "").strip()


def choice_filter(query: QueryDict, key: str, title: str, rows: Any) -> Filter:
    """A filter by a row of another register, of which there are few."""
    choices = tuple(Choice(str(one.pk), one.name, source=True) for one in rows)
    return Filter(key, title, choices=choices, value=query.get(key, ""))


def chosen(query: QueryDict, key: str) -> int | None:
    return row_key(query.get(key, ""))


def view_of(one: RowList[Any], query: QueryDict) -> str:
    """The first view where the address names none of them."""
    asked = query.get("view", "")
    return asked if asked in one.views else next(iter(one.views), "")


def page_of(one: RowList[M], actor: Actor, query: QueryDict, now: datetime) -> ListPage:
    shown = page(one.found(actor, query, now), query)
    told = one.cells(shown.rows, actor, now)
    address = reverse(f"estates:{one.name}")
    return ListPage(
        title=str(one.title),
        lead=one.lead(),
        columns=one.columns(),
        rows=tuple(
            Row(
                key=str(row.pk),
                url=one.url(row, actor),
                cells=cells,
                action=one.row_act(row, actor),
            )
            for row, cells in zip(shown.rows, told, strict=True)
        ),
        filters=one.filters(actor, query),
        views=_views(one, query),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse(f'estates:{one.name}_sheet')}?{kept_of(query)}",
        empty=EmptyView(str(one.empty), _("查看全部"), address),
        actions=tuple(
            ActionView(
                act.key,
                str(act.title),
                reverse(f"estates:{act.key}"),
                emphasis="primary" if act.is_first else "normal",
            )
            for act in one.acts
            if actor.roles & set(act.roles)
        ),
    )


def sheet_of(one: RowList[M], actor: Actor, query: QueryDict, now: datetime) -> Sheet:
    """The same rows whole."""
    rows = list(one.found(actor, query, now).order_by("-pk")[: SHEET_ROWS + 1])
    return Sheet(
        name=one.name,
        title=str(one.title),
        heads=[column.title for column in one.columns()],
        rows=one.cells(rows, actor, now),
        by=actor.name,
        at=now,
        shown=shown_by(_views(one, query), one.filters(actor, query)),
    )


def _views(one: RowList[Any], query: QueryDict) -> tuple[SavedView, ...]:
    address, shown = reverse(f"estates:{one.name}"), view_of(one, query)
    return tuple(
        SavedView(str(title), f"{address}?view={key}", active=key == shown)
        for key, title in one.views.items()
    )


def kept_of(query: QueryDict) -> str:
    """The address from its first page."""
    kept = query.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()
