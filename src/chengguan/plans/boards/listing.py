"""The lists of bulletins and reports, and the page of scores."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_words import NOTHING, percent_words, period_words
from chengguan.core.work.figures import figure_of, half_up, plain
from chengguan.core.work.present import state_view
from chengguan.plans.annual.models import AnnualPlan
from chengguan.plans.boards import queries, telling
from chengguan.plans.boards.models import Bulletin, PeriodReport, ReportState
from chengguan.plans.boards.offices import ISSUERS, OWNERS
from chengguan.plans.boards.paging import window
from chengguan.plans.boards.scoring import OWN, PROGRESS, REPORTS, Part, Score, Scoring

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

# -- bulletins -----------------------------------------------------------------------------------


def bulletin_page(actor: Actor, asked: Mapping[str, str], now: datetime) -> ListPage:
    rows = _narrowed(queries.bulletins_for(actor), asked)
    shown = window(rows, asked, "matter__number")
    return ListPage(
        title=_("进度通报"),
        columns=_bulletin_columns(),
        rows=tuple(
            Row(str(one.pk), reverse("work:matter", args=[one.opens]), _bulletin_cells(one, now))
            for one in shown.rows
        ),
        filters=_bulletin_filters(asked),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('boards:bulletins_sheet')}?{urlencode(dict(asked.items()))}",
        empty=EmptyView(_("还没有进度通报。")),
        actions=_new(actor),
        lead=_("印发时的数字和任务状态逐行记下，以后不再变化。"),
    )


def _narrowed(rows: QuerySet[Any], asked: Mapping[str, str]) -> QuerySet[Any]:
    if looked_for := asked.get("words", "").strip():
        rows = rows.filter(matter__title__icontains=looked_for)
    if asked.get("state") in ("out", "received"):
        rows = rows.filter(matter__state=asked["state"])
    return rows


def _bulletin_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("通报"), "text", "title"),
        Column("stood", _("通报截至"), "moment", "line"),
        Column("progress", _("当时进度"), "word", "line"),
        Column("by", _("通报签发人"), "text", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _bulletin_cells(one: Bulletin, now: datetime) -> tuple[object, ...]:
    progress = telling.kept_share(one.reached, one.weights)
    return (
        one.matter.number,
        one.matter.title,
        one.stood_at,
        percent_words(progress),
        one.issued_by.name,
        state_view(one.matter, now),
    )


def _bulletin_filters(asked: Mapping[str, str]) -> tuple[Filter, ...]:
    states = (Choice("out", _("待签收")), Choice("received", _("签收完毕")))
    return (
        Filter("words", _("通报标题"), "text", value=asked.get("words", "")),
        Filter("state", _("环节"), choices=states, value=asked.get("state", "")),
    )


def _new(actor: Actor) -> tuple[ActionView, ...]:
    if not actor.roles & set(ISSUERS):
        return ()
    url = reverse("boards:new_bulletin")
    return (ActionView("new", _("印发通报"), url, emphasis="primary"),)


def bulletin_sheet(actor: Actor, asked: Mapping[str, str], now: datetime) -> Sheet:
    return Sheet(
        name="bulletins",
        title=_("进度通报"),
        heads=[column.title for column in _bulletin_columns()],
        rows=(
            _bulletin_cells(one, now)
            for one in _narrowed(queries.bulletins_for(actor), asked).iterator()
        ),
        by=actor.name,
        at=now,
        shown=shown_by((), _bulletin_filters(asked)),
    )


# -- reports -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class ReportLine:
    """One report with how far it is and where it can be fetched."""

    report: PeriodReport
    period: str
    state: StateView
    url: str


_TONES = {ReportState.DONE: Tone.DONE, ReportState.FAILED: Tone.OVERDUE}


def report_line(report: PeriodReport) -> ReportLine:
    state = ReportState(report.state)
    return ReportLine(
        report,
        period_words(Period.read(report.period)),
        StateView(str(state.label), _TONES.get(state, Tone.NORMAL)),
        reverse("boards:report", args=[report.pk]),
    )


# -- scores --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PartView:
    """A measure of a unit: the number, what it was counted from, and its list."""

    title: str
    value: str
    counts: str
    points: int
    is_counted: bool
    url: str


@dataclass(frozen=True)
class ScoreView:
    place: int
    organ: str
    value: str
    parts: tuple[PartView, ...]
    url: str


def score_views(found: Scoring, plan: AnnualPlan, period: Period, actor: Actor) -> list[ScoreView]:
    """The units in the reader's own reach: whoever is scored sees his own score, not another's."""
    return [score_view(score, plan, period) for score in own_scores(found, actor)]


def own_scores(found: Scoring, actor: Actor) -> list[Score]:
    """Reach is that of an office which keeps plans or answers for items; another gives none."""
    tops = {s.organ_id for s in actor.scopes if s.role in (*ISSUERS, *OWNERS)}
    return [s for s in (*found.ranked, *found.unranked) if tops & set(s.organ.ancestor_ids)]


def score_view(score: Score, plan: AnnualPlan, period: Period) -> ScoreView:
    query = urlencode({"plan": plan.pk, "period": period.key})
    return ScoreView(
        place=score.place,
        organ=score.organ.name,
        value=NOTHING if score.value is None else half_up(score.value),
        parts=tuple(part_view(part, score, plan, period) for part in score.parts),
        url=f"{reverse('boards:unit_score', args=[score.organ.pk])}?{query}",
    )


def part_view(part: Part, score: Score, plan: AnnualPlan, period: Period) -> PartView:
    return PartView(
        title=str(part.weight.title),
        value=percent_words(part.value),
        counts=f"{plain(part.done)} / {plain(part.of)}",
        points=part.weight.points,
        is_counted=part.is_counted,
        url=_behind(part.weight.code, score, plan, period),
    )


def _behind(code: str, score: Score, plan: AnnualPlan, period: Period) -> str:
    organ = str(score.organ.pk)
    if code == PROGRESS:
        return f"{reverse('boards:board')}?{urlencode({'plan': plan.pk, 'unit': organ})}"
    if code == REPORTS:
        query = urlencode({"plan": plan.pk, "period": period.key})
        return f"{reverse('boards:unit_score', args=[organ])}?{query}#reports"
    query = urlencode({"period": period.key, "organ": organ})
    return f"{reverse('work:figure', args=[code])}?{query}"


def score_rules(found: Scoring) -> Sequence[tuple[str, int, str, str]]:
    """Each measure with its weight, what it is counted from, and where the weight was set."""
    own = {
        PROGRESS: _("本单位各项任务的权重 × 进度 ÷ 权重合计；分解的任务分摊上级任务的权重"),
        REPORTS: _("按时报送的进展报告 ÷ 报告期内应报的份数"),
    }
    return [
        (
            str(one.title),
            one.points,
            own[one.code] if one.code in OWN else _counted(one.code),
            f"{words.law(one.source)} · {words.grade_words(one.grade)[0]}",
        )
        for one in found.weights
    ]


def _counted(code: str) -> str:
    figure = figure_of(code)
    return f"{figure.meets} ÷ {figure.counts}"
