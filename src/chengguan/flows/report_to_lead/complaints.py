"""小区投诉同比: complaints about each estate in a period beside those of the year before.

While a period still runs, as much of the year before is counted as has gone by of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.db.models import BigIntegerField, Case, Count, F, Q, QuerySet, When
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.models import PlaceKind
from chengguan.core.registers.paging import page
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_catalogue import lead_of
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_rows import keyset
from chengguan.core.work.figure_words import NOTHING, percent_words, period_words
from chengguan.core.work.figures import Asked
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.enforcement.estates.models import Estate
from chengguan.enforcement.estates.queries import estates_of, named
from chengguan.flows.report_to_lead.figures import COMPLAINTS, DEEP, in_an_estate

OFFERED = 24


@dataclass(frozen=True)
class Compared:
    """How many there were, and how many the year before."""

    now: int = 0
    before: int = 0

    @property
    def change(self) -> Fraction | None:
        """By which share of the year before they grew; None where there were none then."""
        return Fraction(self.now - self.before, self.before) if self.before else None


def complaints(actor: Actor) -> QuerySet[Any]:
    """Complaints about anything in an estate that the reader may find: matters, each with the
    place of its estate."""
    rows = Matter.objects.filter(COMPLAINTS, pk__in=visibility.visible_ids(actor))
    kinds = [
        When(**{f"place__{'parent__' * depth}kind": PlaceKind.ESTATE}, then=F(_place(depth)))
        for depth in range(DEEP)
    ]
    return rows.filter(in_an_estate()).annotate(
        estate_place=Case(*kinds, output_field=BigIntegerField())
    )


def _place(depth: int) -> str:
    return "place_id" if depth == 0 else f"place__{'parent__' * (depth - 1)}parent_id"


def _spans(period: Period, now: datetime) -> tuple[Q, Q]:
    """What falls into the period, and into as much of it a year before as has gone by."""
    before = period.year_before
    gone = before.since + (now - period.since) if period.is_running(now) else before.until
    return (
        Q(opened_at__gte=period.since, opened_at__lt=min(period.until, now)),
        Q(opened_at__gte=before.since, opened_at__lt=gone),
    )


def compare(
    actor: Actor, places: Sequence[int], period: Period, now: datetime
) -> Mapping[int, Compared]:
    """By the place of the estate; one statement."""
    this, then = _spans(period, now)
    rows = complaints(actor).filter(this | then, estate_place__in=list(places))
    told = rows.order_by().values("estate_place")
    told = told.annotate(now=Count("pk", filter=this), before=Count("pk", filter=then))
    return {row["estate_place"]: Compared(row["now"], row["before"]) for row in told}


# -- the list of estates -----------------------------------------------------------------------


def period_of(query: Mapping[str, str], now: datetime) -> Period:
    """What the address asks for; the running year where it names none."""
    try:
        return Period.read(query.get("period", ""))
    except ValueError:
        return Period.around(Span.YEAR, now)


def _estates(actor: Actor, query: Mapping[str, str]) -> QuerySet[Estate]:
    return named(estates_of(actor), query.get("words", "").strip())


def comparison_page(actor: Actor, query: Any, now: datetime) -> ListPage:
    """Every estate with its complaints then and now; the line opens them."""
    period = period_of(query, now)
    shown = page(_estates(actor, query), query)
    return ListPage(
        title=_("小区投诉同比"),
        lead=lead_of(Asked(actor, period, now)),
        columns=_columns(period),
        rows=tuple(
            Row(key=str(one.pk), url=_of_estate(one, period), cells=cells)
            for one, cells in zip(shown.rows, _cells(actor, shown.rows, period, now), strict=True)
        ),
        filters=_filters(query, now),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('report_to_lead:complaints_sheet')}?{_kept(query)}",
        empty=EmptyView(
            _("没有符合条件的小区。"), _("查看全部"), reverse("report_to_lead:complaints")
        ),
    )


def comparison_sheet(actor: Actor, query: Mapping[str, str], now: datetime) -> Sheet:
    period, rows = period_of(query, now), list(_estates(actor, query).order_by("-pk"))
    return Sheet(
        name="complaints",
        title=_("小区投诉同比"),
        heads=[column.title for column in _columns(period)],
        rows=_cells(actor, rows, period, now),
        by=actor.name,
        at=now,
        shown=shown_by((), _filters(query, now)),
    )


def _columns(period: Period) -> tuple[Column, ...]:
    return (
        Column("estate", _("小区"), "text", "title"),
        Column("office", _("物业管理处"), "text", "line"),
        Column("now", period_words(period), "word", "line"),
        Column("before", _("上年同期"), "word", "line"),
        Column("change", _("同比增减"), "state", "state"),
    )


def _cells(
    actor: Actor, rows: Sequence[Estate], period: Period, now: datetime
) -> list[tuple[object, ...]]:
    found = compare(actor, [one.place_id for one in rows], period, now)
    told = [(one, found.get(one.place_id, Compared())) for one in rows]
    return [
        (one.place.name, one.office.name, str(both.now), str(both.before), _change(both))
        for one, both in told
    ]


def _change(both: Compared) -> StateView | None:
    if both.change is None:
        return StateView(NOTHING) if both.now else None
    said = percent_words(both.change * 100)
    if both.now > both.before:
        return StateView(f"+{said}", Tone.WARNING)
    return StateView(said, Tone.DONE if both.now < both.before else Tone.NORMAL)


def _of_estate(one: Estate, period: Period) -> str:
    return f"{_address(one, 'estate_complaints')}?{urlencode({'period': period.key})}"


def _filters(query: Mapping[str, str], now: datetime) -> tuple[Filter, ...]:
    words = query.get("words", "").strip()
    year, month = Period.around(Span.YEAR, now), Period.around(Span.MONTH, now)
    periods = [year, year.previous, *(month.shifted(-n) for n in range(OFFERED))]
    choices = tuple(Choice(one.key, period_words(one)) for one in periods)
    return (
        Filter("words", _("小区、管理处"), "text", value=words),
        Filter("period", _("统计期"), choices=choices, value=query.get("period", "")),
    )


def _kept(query: Mapping[str, str]) -> str:
    return urlencode({k: v for k, v in query.items() if k not in ("after", "before")})


# -- the complaints of one ---------------------------------------------------------------------

YEARS = ("now", "before")
"""Which of the two periods a list shows."""


def estate_page(actor: Actor, estate: Estate, query: Mapping[str, str], now: datetime) -> ListPage:
    """What was complained of in one estate, in the period or in that of the year before."""
    shown = keyset(
        _listed(actor, estate, query, now), query.get("after", ""), query.get("before", "")
    )
    return ListPage(
        title=_("%(name)s投诉") % {"name": estate.place.name},
        columns=_matter_columns(),
        rows=tuple(
            Row(str(one.pk), reverse("work:matter", args=[one.pk]), _matter_cells(one, now))
            for one in shown.rows
        ),
        filters=(_words(query),),
        views=_views(actor, estate, query, now),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{_address(estate, 'estate_complaints_sheet')}?{_kept(query)}",
        crumbs=(
            Crumb(_("小区投诉同比"), reverse("report_to_lead:complaints")),
            Crumb(estate.place.name),
        ),
        empty=EmptyView(_("统计期内没有这样的记录。")),
    )


def estate_sheet(actor: Actor, estate: Estate, query: Mapping[str, str], now: datetime) -> Sheet:
    rows = _listed(actor, estate, query, now).order_by("-counted_at", "-pk")[: SHEET_ROWS + 1]
    return Sheet(
        name="complaints",
        title=_("小区投诉"),
        heads=[column.title for column in _matter_columns()],
        rows=[_matter_cells(one, now) for one in rows],
        by=actor.name,
        at=now,
        shown=f"{estate.place.name} · {shown_by(_views(actor, estate, query, now), ())}",
    )


def _listed(actor: Actor, estate: Estate, query: Mapping[str, str], now: datetime) -> QuerySet[Any]:
    """The complaints of one estate that the address asks for."""
    spans = dict(zip(YEARS, _spans(period_of(query, now), now), strict=True))
    rows = complaints(actor).filter(spans[_year(query)], estate_place=estate.place_id)
    if words := query.get("words", "").strip():
        rows = rows.filter(Q(number__icontains=words) | Q(title__icontains=words))
    return rows.annotate(counted_at=F("opened_at")).select_related("organ")


def _year(query: Mapping[str, str]) -> str:
    asked = query.get("year", "")
    return asked if asked in YEARS else YEARS[0]


def _words(query: Mapping[str, str]) -> Filter:
    return Filter("words", _("编号、标题"), "text", value=query.get("words", "").strip())


def _views(
    actor: Actor, estate: Estate, query: Mapping[str, str], now: datetime
) -> tuple[SavedView, ...]:
    """The two periods, with how many there were in each."""
    period = period_of(query, now)
    both = compare(actor, [estate.place_id], period, now).get(estate.place_id, Compared())
    address, shown = _address(estate, "estate_complaints"), _year(query)
    told = ((period_words(period), both.now), (_("上年同期"), both.before))
    return tuple(
        SavedView(
            title,
            f"{address}?{urlencode({'period': period.key, 'year': key})}",
            count,
            active=key == shown,
        )
        for key, (title, count) in zip(YEARS, told, strict=True)
    )


def _matter_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("organ", _("单位"), "text", "line"),
        Column("opened", _("受理时间"), "moment", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _matter_cells(one: Matter, now: datetime) -> tuple[object, ...]:
    return (one.number, one.title, one.organ.name, one.opened_at, state_view(one, now))


def _address(estate: Estate, name: str) -> str:
    return reverse(f"report_to_lead:{name}", args=[estate.pk])
