"""One figure: its definition, how it stood before, the units, and the list behind the number."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import registry as pages
from chengguan.core.pages.shapes import Column, Crumb, EmptyView, ListPage, Row, SavedView, StatTile
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work import figures, sequels
from chengguan.core.work.figure_catalogue import READ_FIGURES, filters, kept_of, lead_of, url_of
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_rows import follow, keyset
from chengguan.core.work.figure_words import (
    change_words,
    counts_words,
    number_words,
    period_words,
    value_words,
)
from chengguan.core.work.figures import Asked, Figure, Measure, Per, Selection, Weighed, plain
from chengguan.core.work.present import state_view

PARTS = ("met", "rest")


@dataclass(frozen=True)
class RankLine:
    """One unit of a ranking: its place, its number, the counts beside it, its own list."""

    place: int
    name: str
    value: str
    counts: str
    url: str


@dataclass(frozen=True)
class FigurePage:
    """A figure with its definition, how it stood before, the ranking and the list behind it."""

    list: ListPage
    tiles: tuple[StatTile, ...]
    definition: tuple[tuple[str, str], ...]
    ranks: tuple[RankLine, ...] = ()
    hidden: int = 0
    smallest: int = 0


def figure_page(figure: Figure, asked: Asked, query: Mapping[str, str]) -> FigurePage:
    found = figures.measure(figure, asked)
    ranked = figures.ranking(figure, asked) if figure.is_ranked else None
    return FigurePage(
        list=_behind(figure, asked, query, found),
        tiles=_tiles(figure, asked, found),
        definition=_definition(figure),
        ranks=tuple(_rank_line(figure, asked, rank) for rank in ranked.ranks) if ranked else (),
        hidden=ranked.hidden if ranked else 0,
        smallest=ranked.smallest if ranked else 0,
    )


def _tiles(figure: Figure, asked: Asked, found: Measure) -> tuple[StatTile, ...]:
    """The figure, 环比 and 同比; each earlier one opens its own list."""
    earlier = {asked.period.previous: _("环比"), asked.period.year_before: _("同比")}
    value, unit = number_words(found)
    label = period_words(asked.period)
    now = StatTile(label, value, note=counts_words(found), unit=unit, active=True)
    return (now, *(_tile(figure, asked, found, title, period) for period, title in earlier.items()))


def _tile(figure: Figure, asked: Asked, now: Measure, title: str, period: Period) -> StatTile:
    then = Asked(asked.actor, period, asked.at, asked.organ)
    before = figures.measure(figure, then)
    value, unit = number_words(before)
    return StatTile(
        f"{title} · {period_words(period)}",
        value,
        url=url_of(figure, then),
        note=counts_words(before),
        trend=_since(change_words(now, before)),
        unit=unit,
    )


def _since(change: str) -> str:
    return _("本期较此期 %(change)s") % {"change": change} if change else ""


def _definition(figure: Figure) -> tuple[tuple[str, str], ...]:
    lines = [
        (_("分母") if figure.meets else _("统计范围"), figure.counts),
        (_("分子"), figure.meets),
        (_("时间口径"), figure.by),
        (_("说明"), figure.note),
    ]
    if figure.per in (Per.MEAN, Per.HOURS):
        lines[:2] = [(_("统计范围"), figure.counts)]
    return tuple((label, str(said)) for label, said in lines if said)


def _rank_line(figure: Figure, asked: Asked, rank: figures.Rank) -> RankLine:
    return RankLine(
        rank.place,
        rank.organ.name,
        value_words(rank.measure),
        counts_words(rank.measure),
        url_of(figure, asked, organ=str(rank.organ.pk)),
    )


# ── the list behind it ─────────────────────────────────────────────────────────


def _behind(figure: Figure, asked: Asked, query: Mapping[str, str], found: Measure) -> ListPage:
    chosen = figure.selects(asked)
    rows = narrowed(figures.rows_of(figure, asked), chosen, query)
    page = keyset(_with_matters(rows, chosen), query.get("after", ""), query.get("before", ""))
    told = _weighed(figure, asked, (row.pk for row in page.rows))
    return ListPage(
        title=str(figure.title),
        columns=_columns(figure),
        rows=tuple(_row(figure, chosen, row, asked.at, told) for row in page.rows),
        filters=filters(asked, query, _("编号、标题")),
        views=_parts(figure, asked, query, found),
        older=page.older,
        newer=page.newer,
        export_url=f"{reverse('work:figure_sheet', args=[figure.code])}?{kept_of(asked, query)}",
        empty=EmptyView(_("统计期内没有这样的记录。")),
        crumbs=(Crumb(_("统计指标"), _catalogue_url(asked)), Crumb(str(figure.title))),
        lead=lead_of(asked),
        actions=sequels.begun_from(
            asked.actor,
            figure=figure.code,
            period=asked.period.key,
            organ=asked.organ and asked.organ.pk,
        ),
        batch=sequels.batch(asked.actor),
        batch_url=reverse("work:many", args=["figure"]),
    )


def _catalogue_url(asked: Asked) -> str:
    if not asked.actor.roles & READ_FIGURES:
        return ""
    return f"{reverse('work:figures')}?{kept_of(asked, {})}"


def narrowed(rows: QuerySet[Any], chosen: Selection, query: Mapping[str, str]) -> QuerySet[Any]:
    """The part of the rows that the address asks for."""
    if query.get("view") in PARTS:
        rows = rows.filter(is_met=query["view"] == "met")
    if looked_for := query.get("q", "").strip():
        number, title = chosen.of_matter("number"), chosen.of_matter("title")
        rows = rows.filter(
            Q(**{f"{number}__icontains": looked_for}) | Q(**{f"{title}__icontains": looked_for})
        )
    return rows


def _with_matters(rows: QuerySet[Any], chosen: Selection) -> QuerySet[Any]:
    return rows.select_related(chosen.of_matter("organ"), chosen.counted_for)


def _parts(
    figure: Figure, asked: Asked, query: Mapping[str, str], found: Measure
) -> tuple[SavedView, ...]:
    """All rows, those in the numerator, and the rest; nothing to part where all only count."""
    if figure.per in (Per.COUNT, Per.WEIGHT, Per.HOURS):
        return ()
    shown = query.get("view", "")
    parts = (
        ("", _("全部"), found.counted),
        ("met", _("符合"), found.met),
        ("rest", _("不符合"), found.counted - found.met),
    )
    return tuple(
        SavedView(title, url_of(figure, asked, view=key), count, active=key == shown)
        for key, title, count in parts
    )


def _columns(figure: Figure) -> tuple[Column, ...]:
    last = {
        Per.RATE: (Column("met", _("是否符合"), "word", "line"),),
        Per.MEAN: (Column("score", _("得分"), "word", "line"),),
        Per.COUNT: (),
        Per.DAILY: (Column("met", _("是否符合"), "word", "line"),),
        Per.HOURS: (Column("hours", _("小时数"), "word", "line"),),
        Per.WEIGHT: (
            Column("weight", _("权重"), "word", "line"),
            Column("reached", _("已完成的权重"), "word", "line"),
        ),
    }
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("kind", _("种类"), "word", ""),
        Column("organ", _("单位"), "text", "line"),
        Column("moment", str(figure.by), "moment", "line"),
        Column("state", _("环节"), "state", "state"),
        *last[figure.per],
    )


def _weighed(figure: Figure, asked: Asked, keys: Iterable[Any]) -> Mapping[Any, Weighed]:
    return figure.weighs(keys, asked.at) if figure.weighs else {}


def _row(
    figure: Figure, chosen: Selection, row: Any, now: datetime, told: Mapping[Any, Weighed]
) -> Row:
    matter = follow(row, chosen.matter)
    last: tuple[str, ...] = ()
    match figure.per:
        case Per.RATE | Per.DAILY:
            last = (_("符合") if row.is_met else _("不符合"),)
        case Per.MEAN:
            last = (str(row.counted_score),)
        case Per.HOURS:
            last = (plain(told[row.pk].reached),)
        case Per.WEIGHT:
            last = (plain(told[row.pk].weight), plain(told[row.pk].reached))
    return Row(
        key=str(matter.pk),
        url=pages.matter_url(matter.kind, matter.pk),
        cells=(
            matter.number,
            matter.title,
            pages.kind_title(matter.kind),
            follow(row, chosen.counted_for).name,
            row.counted_at,
            state_view(matter, now),
            *last,
        ),
    )


def figure_sheet(figure: Figure, asked: Asked, query: Mapping[str, str]) -> Sheet:
    """The list behind the figure whole, with the figure above it."""
    chosen = figure.selects(asked)
    rows = narrowed(figures.rows_of(figure, asked), chosen, query)
    told = _weighed(figure, asked, rows.values_list("pk", flat=True))
    found = figures.measure(figure, asked)
    shown = shown_by(_parts(figure, asked, query, found), filters(asked, query, _("编号、标题")))
    return Sheet(
        name=figure.code,
        title=str(figure.title),
        heads=[column.title for column in _columns(figure)],
        rows=(
            _row(figure, chosen, row, asked.at, told).cells
            for row in _with_matters(rows, chosen).order_by("-counted_at", "-pk").iterator()
        ),
        by=asked.actor.name,
        at=asked.at,
        shown=f"{shown} · {value_words(found)}（{counts_words(found)}）",
    )
