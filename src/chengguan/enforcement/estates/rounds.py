"""Today's rounds on the phone: which dwelling, what is open there, and whether it was seen."""

from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet
from chengguan.core.work.acting import Actor
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.models import PatrolFinding, RenovationPatrol
from chengguan.enforcement.estates.procedures_finding import FINDING


def today_page(actor: Actor, asked: Mapping[str, str], now: datetime) -> ListPage:
    """One line a dwelling: what was found before stands on it, and one tap makes the round."""
    words = asked.get("words", "").strip()
    rounds = queries.rounds_of_today(actor, now, words)
    made = sum(one.visited_at is not None for one in rounds)
    return ListPage(
        title=_("今日巡查"),
        lead=_("应巡查 %(all)d 户，已巡查 %(made)d 户。") % {"all": len(rounds), "made": made},
        columns=_columns(),
        rows=tuple(_round_row(one, now) for one in rounds),
        filters=(Filter("words", _("地址、小区"), "text", value=words),),
        export_url=f"{reverse('estates:today_sheet')}?{urlencode({'words': words})}",
        empty=EmptyView(
            _("今天没有应巡查的装修。"), _("查看装修登记"), reverse("estates:renovations")
        ),
        note=_overrun(queries.overrun(actor, now).count()),
        actions=(
            ActionView("all", _("装修登记"), reverse("estates:renovations")),
            ActionView(
                "overrun", _("超过施工期限的"), f"{reverse('estates:renovations')}?view=overrun"
            ),
        ),
    )


def _overrun(count: int) -> str:
    """Works past their period owe no round of the day, but every day is counted when they end."""
    if not count:
        return ""
    return _("另有 %(n)d 户超过施工期限仍未完工：请延长工期或者登记完工，其间每日按漏查计。") % {
        "n": count
    }


def today_sheet(actor: Actor, asked: Mapping[str, str], now: datetime) -> Sheet:
    words = asked.get("words", "").strip()
    return Sheet(
        name="rounds",
        title=_("今日巡查"),
        heads=[column.title for column in _columns()],
        rows=[_cells(one, now) for one in queries.rounds_of_today(actor, now, words)],
        by=actor.name,
        at=now,
        shown=words,
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("address", _("地址"), "text", "title"),
        Column("estate", _("小区"), "text", "line"),
        Column("open", _("要跟进的发现"), "text", "line"),
        Column("round", _("今日"), "state", "state"),
    )


def _cells(one: RenovationPatrol, now: datetime) -> tuple[object, ...]:
    project = one.project
    assert project.estate is not None, "rounds are owed in known estates"
    return (
        project.address_text,
        project.estate.place.name,
        "；".join(_finding_line(finding) for finding in project.__dict__["open_ones"]),
        colour(one, now),
    )


def _round_row(one: RenovationPatrol, now: datetime) -> Row:
    patrol = ActionView(
        "patrol",
        _("巡查"),
        reverse("work:act", args=[one.project_id, "patrol"]),
        emphasis="primary",
    )
    tone = colour(one, now).tone
    return Row(
        key=str(one.pk),
        url=reverse("work:matter", args=[one.project_id]),
        cells=_cells(one, now),
        action=patrol if one.visited_at is None else None,
        tone=tone if tone in (Tone.WARNING, Tone.OVERDUE) else None,
    )


def _finding_line(finding: PatrolFinding) -> str:
    state = FINDING.by_state[finding.matter.state].title
    return f"{finding.get_point_display()}（{_(state)}）"


def colour(one: RenovationPatrol, now: datetime) -> StateView:
    """Not visited turns yellow in the afternoon, red when the day is over; what was entered after
    that was missed, and says so."""
    if one.visited_at is not None and one.recorded_at is not None:
        if one.recorded_at < one.red_at:
            return StateView(_("已巡查"), Tone.DONE)
        return StateView(_("隔日补录"), Tone.WARNING)
    if now >= one.red_at:
        return StateView(_("漏查"), Tone.OVERDUE)
    if now >= one.yellow_at:
        return StateView(_("还没有巡查"), Tone.WARNING)
    return StateView(_("待巡查"))
