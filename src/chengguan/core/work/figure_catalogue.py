"""The catalogue of figures: each with its value for a period and an organ, and its definition."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages import words
from chengguan.core.pages.shapes import Choice, Column, EmptyView, Filter, ListPage, Row, SavedView
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work import figures, queries
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import (
    counts_words,
    definition_words,
    period_words,
    value_words,
)
from chengguan.core.work.figures import Asked, Figure
from chengguan.core.work.workbench import OVERSIGHT

READ_FIGURES = OVERSIGHT | {Role.TEAM_HEAD}
"""Who answers for the work of others; a single figure is open to whoever has its address."""

OFFERED = ((Span.MONTH, 13), (Span.QUARTER, 5), (Span.HALF, 4), (Span.YEAR, 3))
"""How many periods back a reader can choose from the list; an address may ask for any."""


def asked_for(actor: Actor, at: datetime, query: Mapping[str, str]) -> Asked:
    """What the address asks for: this month and everything in reach where it says nothing."""
    try:
        period = Period.read(query.get("period", ""))
    except ValueError:
        period = Period.around(Span.MONTH, at)
    mine = {str(organ.pk): organ for organ in queries.organs_below(actor)}
    return Asked(actor, period, at, mine.get(query.get("organ", "")))


def url_of(figure: Figure, asked: Asked, **more: str) -> str:
    """The page of a figure for the same period and organ, or for what ``more`` says."""
    organ = str(asked.organ.pk) if asked.organ else ""
    said = {"period": asked.period.key, "organ": organ, **more}
    kept = {name: value for name, value in said.items() if value}
    return f"{reverse('work:figure', args=[figure.code])}?{urlencode(kept)}"


def catalogue(asked: Asked, query: Mapping[str, str]) -> ListPage:
    """Every figure with its value; one statement a figure."""
    return ListPage(
        title=_("统计指标"),
        columns=_catalogue_columns(),
        rows=tuple(_line(figure, asked) for figure in _wanted(query)),
        filters=filters(asked, query, _("指标名称")),
        views=_spans(asked),
        export_url=f"{reverse('work:figures_sheet')}?{kept_of(asked, query)}",
        empty=EmptyView(_("没有符合条件的指标。")),
        lead=lead_of(asked),
    )


def lead_of(asked: Asked) -> str:
    """The period, and up to when it is counted while it still runs."""
    said = period_words(asked.period)
    if not asked.period.is_running(asked.at):
        return said
    return _("%(period)s，统计截至 %(until)s") % {
        "period": said,
        "until": words.moment(asked.at),
    }


def _catalogue_columns() -> tuple[Column, ...]:
    return (
        Column("figure", _("指标"), "word", "title"),
        Column("value", _("数值"), "number", "state"),
        Column("counts", _("件数"), "number", "line"),
        Column("definition", _("统计口径"), "word", "line"),
    )


def _wanted(query: Mapping[str, str]) -> list[Figure]:
    looked_for = query.get("q", "").strip().lower()
    return [one for one in figures.registered() if looked_for in str(one.title).lower()]


def _line(figure: Figure, asked: Asked) -> Row:
    found = figures.measure(figure, asked)
    cells = (
        str(figure.title),
        value_words(found),
        counts_words(found),
        definition_words(figure),
    )
    return Row(figure.code, url_of(figure, asked), cells)


def catalogue_sheet(asked: Asked, query: Mapping[str, str]) -> Sheet:
    return Sheet(
        name="figures",
        title=_("统计指标"),
        heads=[column.title for column in _catalogue_columns()],
        rows=(_line(figure, asked).cells for figure in _wanted(query)),
        by=asked.actor.name,
        at=asked.at,
        shown=shown_by((), filters(asked, query, _("指标名称"))),
    )


def _spans(asked: Asked) -> tuple[SavedView, ...]:
    """The running month, quarter, half-year and year at one click."""
    titles = {
        Span.MONTH: _("本月"),
        Span.QUARTER: _("本季度"),
        Span.HALF: _("本半年"),
        Span.YEAR: _("本年"),
    }
    running = {span: Period.around(span, asked.at) for span in titles}
    organ = {"organ": str(asked.organ.pk)} if asked.organ else {}
    return tuple(
        SavedView(
            titles[span],
            f"{reverse('work:figures')}?{urlencode({'period': period.key, **organ})}",
            active=period == asked.period,
        )
        for span, period in running.items()
    )


def filters(asked: Asked, query: Mapping[str, str], looked_for: str) -> tuple[Filter, ...]:
    offered = [
        Period.around(span, asked.at).shifted(-back)
        for span, many in OFFERED
        for back in range(many)
    ]
    periods = offered if asked.period in offered else [asked.period, *offered]
    organs = queries.organs_below(asked.actor)
    return (
        Filter("q", looked_for, "text", value=query.get("q", "")),
        Filter(
            "period",
            _("统计期"),
            choices=tuple(Choice(one.key, period_words(one)) for one in periods),
            value=asked.period.key,
        ),
        Filter(
            "organ",
            _("单位"),
            choices=tuple(Choice(str(one.pk), one.name, source=True) for one in organs),
            value=str(asked.organ.pk) if asked.organ else "",
        ),
    )


def kept_of(asked: Asked, query: Mapping[str, str]) -> str:
    said = {name: query.get(name, "") for name in ("q", "view")}
    organ = str(asked.organ.pk) if asked.organ else ""
    kept = {**said, "period": asked.period.key, "organ": organ}
    return urlencode({name: value for name, value in kept.items() if value})
