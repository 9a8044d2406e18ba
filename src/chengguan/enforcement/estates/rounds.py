"""Today's rounds on the phone, the register of estates, and the scorecard of the companies."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
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
from chengguan.core.work import figures
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_words import counts_words, period_words, value_words
from chengguan.enforcement.estates.classes import MANAGER
from chengguan.enforcement.estates.figures import FIGURES
from chengguan.enforcement.estates.models import Estate, PatrolFinding, RenovationPatrol
from chengguan.enforcement.estates.procedures_finding import FINDING

# -- today -------------------------------------------------------------------------------------


def today_page(rounds: Sequence[RenovationPatrol], actor: Actor, now: datetime) -> ListPage:
    """One line a dwelling: what was found before stands on it, and one tap makes the round."""
    made = sum(one.visited_at is not None for one in rounds)
    is_manager = bool(actor.roles & set(MANAGER))
    return ListPage(
        title=_("今日巡查"),
        lead=_("应巡查 %(all)d 户，已巡查 %(made)d 户。") % {"all": len(rounds), "made": made},
        columns=(
            Column("address", _("地址"), "text", "title"),
            Column("estate", _("小区"), "text", "line"),
            Column("open", _("要跟进的发现"), "text", "line"),
            Column("round", _("今日"), "state", "state"),
        ),
        rows=tuple(_round_row(one, now, is_manager) for one in rounds),
        empty=EmptyView(
            _("今天没有应巡查的装修。"), _("查看装修登记"), reverse("estates:renovations")
        ),
        actions=(ActionView("all", _("装修登记"), reverse("estates:renovations")),),
    )


def _round_row(one: RenovationPatrol, now: datetime, is_manager: bool) -> Row:
    project = one.project
    assert project.estate is not None, "rounds are owed in known estates"
    patrol = ActionView(
        "patrol",
        _("巡查"),
        reverse("work:act", args=[project.pk, "patrol"]),
        emphasis="primary",
    )
    state = colour(one, now)
    return Row(
        key=str(one.pk),
        url=reverse("work:matter", args=[project.pk]),
        cells=(
            project.address_text,
            project.estate.place.name,
            "；".join(_finding_line(finding) for finding in project.__dict__["open_ones"]),
            state,
        ),
        action=patrol if is_manager and one.visited_at is None else None,
        tone=state.tone if state.tone in (Tone.WARNING, Tone.OVERDUE) else None,
    )


def _finding_line(finding: PatrolFinding) -> str:
    state = FINDING.by_state[finding.matter.state].title
    return f"{finding.get_point_display()}（{_(state)}）"


def colour(one: RenovationPatrol, now: datetime) -> StateView:
    """Not visited turns yellow in the afternoon, red when the day is over."""
    if one.visited_at is not None:
        return StateView(_("已巡查"), Tone.DONE)
    if now >= one.red_at:
        return StateView(_("漏查"), Tone.OVERDUE)
    if now >= one.yellow_at:
        return StateView(_("还没有巡查"), Tone.WARNING)
    return StateView(_("待巡查"))


# -- the register ------------------------------------------------------------------------------


def estates_page(
    estates: Sequence[Estate],
    missed: Mapping[int, int],
    words: str,
    actor: Actor,
    *,
    is_cut: bool,
) -> ListPage:
    today = ActionView("today", _("今日巡查"), reverse("estates:today"))
    new = ActionView("new", _("登记小区"), reverse("estates:new_estate"), emphasis="primary")
    return ListPage(
        title=_("小区"),
        columns=estate_columns(),
        rows=tuple(_estate_row(one, missed.get(one.pk, 0)) for one in estates),
        filters=(Filter("words", _("小区、管理处"), "text", value=words),),
        export_url=f"{reverse('estates:sheet')}?{urlencode({'words': words})}",
        empty=EmptyView(_("没有符合条件的小区。"), _("查看全部"), reverse("estates:list")),
        note=_("只显示前 200 个小区，请用名称查找。") if is_cut else "",
        actions=(
            *((today,) if actor.roles & set(MANAGER) else ()),
            ActionView("scores", _("物业企业评分"), reverse("estates:scorecard")),
            *((new,) if Role.FIELD_SECTION in actor.roles else ()),
        ),
    )


def estate_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("小区"), "text", "title"),
        Column("office", _("物业管理处"), "text", "line"),
        Column("street", _("所属街镇"), "text", "line"),
        Column("committee", _("居委会"), "text", "line"),
        Column("team", _("街镇执法队"), "text"),
        Column("households", _("户数"), "word"),
        Column("missed", _("漏查"), "state", "state"),
    )


def estates_sheet(
    estates: Sequence[Estate], missed: Mapping[int, int], words: str, actor: Actor, now: datetime
) -> Sheet:
    return Sheet(
        name="estates",
        title=_("小区"),
        heads=[column.title for column in estate_columns()],
        rows=[estate_cells(one, missed.get(one.pk, 0)) for one in estates],
        by=actor.name,
        at=now,
        shown=words,
    )


def estate_cells(one: Estate, missed: int) -> tuple[object, ...]:
    words = _("%(n)d 次") % {"n": missed}
    return (
        one.place.name,
        one.office.name,
        one.place.subdistrict.name if one.place.subdistrict else "",
        one.residents_committee.name,
        one.street_team.name,
        str(one.households),
        StateView(words, Tone.OVERDUE) if missed else None,
    )


def _estate_row(one: Estate, missed: int) -> Row:
    url = reverse("estates:estate", args=[one.pk])
    return Row(key=str(one.pk), url=url, cells=estate_cells(one, missed))


# -- the scorecard -----------------------------------------------------------------------------


def scorecard_page(
    actor: Actor, offices: Iterable[Organ], period: Period, now: datetime
) -> ListPage:
    """Every figure of every office with the counts behind it, each leading to its list."""
    rows = []
    for office in offices:
        asked = figures.Asked(actor, period, now, office)
        cells: list[object] = [office.name]
        for figure in FIGURES:
            found = figures.measure(figure, asked)
            cells.append(f"{value_words(found)}（{counts_words(found)}）")
        url = f"{reverse('estates:findings')}?view=unreported"
        rows.append(Row(key=str(office.pk), url=url, cells=tuple(cells)))
    return ListPage(
        title=_("物业企业评分"),
        lead=period_words(period),
        columns=(
            Column("office", _("物业管理处"), "text", "title"),
            *(Column(figure.code, str(figure.title), "word", "line") for figure in FIGURES),
        ),
        rows=tuple(rows),
        empty=EmptyView(_("没有可以统计的物业管理处。")),
        actions=(
            ActionView("late", _("逾期报告"), f"{reverse('estates:findings')}?view=late"),
            ActionView(
                "unreported", _("知情未报"), f"{reverse('estates:findings')}?view=unreported"
            ),
        ),
    )
