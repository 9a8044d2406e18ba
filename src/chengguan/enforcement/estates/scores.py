"""物业企业评分: the figures of each managing office in a month, each leading to its list."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.models import Organ
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
)
from chengguan.core.registers.paging import page
from chengguan.core.work import figures
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_catalogue import url_of
from chengguan.core.work.figure_periods import Period, Span
from chengguan.core.work.figure_words import counts_words, period_words, value_words
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.figures import FIGURES

OFFICES = 10
"""So many offices stand on a page: each costs a statement a figure."""
MONTHS = 13


def scorecard_page(actor: Actor, query: Any, now: datetime) -> ListPage:
    """One line an office and figure, with the counts; the line opens what was counted."""
    words, period = query.get("words", "").strip(), _period(query, now)
    shown = page(queries.offices_of(actor, words), query, OFFICES)
    findings = reverse("estates:findings")
    return ListPage(
        title=_("物业企业评分"),
        lead=period_words(period),
        columns=(
            Column("office", _("物业管理处"), "text", "title"),
            Column("figure", _("指标"), "word", "line"),
            Column("value", _("数值"), "word", "state"),
        ),
        rows=tuple(row for office in shown.rows for row in _rows(actor, office, period, now)),
        filters=(
            Filter("words", _("管理处名称"), "text", value=words),
            Filter("period", _("统计期"), choices=_months(now), value=query.get("period", "")),
        ),
        older=shown.older,
        newer=shown.newer,
        empty=EmptyView(_("没有可以统计的物业管理处。")),
        actions=(
            ActionView("late", _("逾期报告"), f"{findings}?view=late"),
            ActionView("unreported", _("知情未报"), f"{findings}?view=unreported"),
        ),
    )


def _rows(actor: Actor, office: Organ, period: Period, now: datetime) -> Iterator[Row]:
    asked = figures.Asked(actor, period, now, office)
    for figure in FIGURES:
        found = figures.measure(figure, asked)
        yield Row(
            key=f"{office.pk}-{figure.code}",
            url=url_of(figure, asked),
            cells=(
                office.name,
                str(figure.title),
                f"{value_words(found)}（{counts_words(found)}）",
            ),
        )


def _period(query: Mapping[str, str], now: datetime) -> Period:
    """The month that is asked for; the running one where the address names none."""
    try:
        return Period.read(query.get("period", ""))
    except ValueError:
        return Period.around(Span.MONTH, now)


def _months(now: datetime) -> tuple[Choice, ...]:
    running = Period.around(Span.MONTH, now)
    months = [running.shifted(-n) for n in range(MONTHS)]
    return tuple(Choice(one.key, period_words(one)) for one in months)
