"""The card of an estate: who answers for it, and what is open there."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Column,
    EmptyView,
    Fact,
    FactGroup,
    HistoryLine,
    HistoryPanel,
    ListPage,
    Row,
    StateView,
    Tone,
)
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.classes import CHECKERS, KEEPERS, OFFICERS, READERS
from chengguan.enforcement.estates.community import liaison_of, monday
from chengguan.enforcement.estates.grids import responsible_at
from chengguan.enforcement.estates.models import (
    BoardInspection,
    DutyVisit,
    Estate,
    LiaisonAssignment,
    LiaisonBoard,
)

NONE = "—"


def grid_group(estate: Estate) -> tuple[FactGroup, ...]:
    """Who answers for the estate in every layer of grids; nothing where none is laid on it."""
    found = responsible_at(estate.place)
    facts = tuple(
        Fact(
            row.layer.name,
            f"{row.cell.name} {row.cell.responsible} {row.cell.phone}".strip(),
            source=True,
        )
        for row in found
    )
    return (FactGroup(_("多格合一"), facts),) if facts else ()


def groups(estate: Estate) -> tuple[FactGroup, ...]:
    linked = liaison_of(estate.residents_committee)
    officer = f"{linked.officer.name} {linked.phone}" if linked else NONE
    owners = estate.owners_committee
    times = [t for t in (estate.covenant_work_opens, estate.covenant_work_closes) if t]
    return (
        FactGroup(
            _("管理"),
            (
                Fact(_("物业管理处"), estate.office.name, source=True),
                Fact(_("接管日期"), words.day(estate.managed_since)),
                Fact(_("物业服务电话"), estate.service_phone or NONE),
                Fact(_("户数"), estate.households),
            ),
        ),
        FactGroup(
            _("报告送达"),
            (
                Fact(_("街镇执法队"), estate.street_team.name, source=True),
                Fact(_("区局承办队伍"), estate.bureau_team.name, source=True),
                Fact(_("房屋行政管理部门"), estate.housing_office.name, source=True),
                Fact(_("居委会"), estate.residents_committee.name, source=True),
                Fact(_("业委会"), owners.name if owners else NONE, source=True),
                Fact(_("联络队员"), officer, source=True),
            ),
        ),
        FactGroup(
            _("管理规约"),
            (
                Fact(
                    _("限制进场条款"), estate.covenant_entry_clause or NONE, wide=True, source=True
                ),
                Fact(_("规约施工时间"), "–".join(f"{t:%H:%M}" for t in times) or NONE),
                Fact(_("规约周末禁止施工"), _("是") if estate.covenant_no_weekends else _("否")),
            ),
        ),
        *grid_group(estate),
    )


def panels(actor: Actor, estate: Estate, now: datetime) -> tuple[HistoryPanel, ...]:
    """Open things first; each reader sees what he may find."""
    titles = {
        queries.RENOVATION: (_("装修"), "estates:renovations"),
        queries.FINDING: (_("发现和报告"), "estates:findings"),
    }
    return tuple(
        HistoryPanel(
            title,
            tuple(_line(m, now) for m in queries.of_estate(actor, estate, kind)),
            url=f"{reverse(path)}?estate={estate.pk}",
            empty=_("没有您可以查看的记录。"),
        )
        for kind, (title, path) in titles.items()
    )


def _line(matter: Matter, now: datetime) -> HistoryLine:
    return HistoryLine(
        day=matter.opened_at.astimezone(ZONE).date(),
        text=f"{matter.number} {matter.title}",
        url=reverse("work:matter", args=[matter.pk]),
        state=state_view(matter, now),
    )


def former(estate: Estate) -> HistoryPanel:
    lines = tuple(
        HistoryLine(day=row.until, text=row.office.name)
        for row in estate.former.select_related("office").order_by("-until")
    )
    return HistoryPanel(_("曾管物业"), lines, empty=_("没有更换过物业。"))


# -- 进社区 ------------------------------------------------------------------------------------


def offered(roles: frozenset[str], *keys: str) -> tuple[ActionView, ...]:
    """Of these pages those that the reader may open."""
    known: dict[str, tuple[str, Iterable[str]]] = {
        "visit": (_("记录值守"), OFFICERS),
        "link": (_("确定联络人"), KEEPERS),
        "boards": (_("联络牌"), READERS),
        "new_board": (_("登记联络牌"), KEEPERS),
        "inspect": (_("检查联络牌"), CHECKERS),
    }
    return tuple(
        ActionView(key, known[key][0], reverse(f"estates:{key}"))
        for key in keys
        if roles & set(known[key][1])
    )


def community_page(
    found: Iterable[LiaisonAssignment], roles: frozenset[str], now: datetime
) -> ListPage:
    return ListPage(
        title=_("城管进社区"),
        lead=_("每名联络队员每周应到居委会值守一次；有收到或者办理的事项才计。"),
        columns=community_columns(),
        rows=tuple(Row(key=str(one.pk), url="", cells=community_cells(one, now)) for one in found),
        export_url=reverse("estates:community_sheet"),
        actions=offered(roles, "visit", "link", "boards"),
        empty=EmptyView(_("还没有登记联络人。")),
    )


def community_columns() -> tuple[Column, ...]:
    return (
        Column("committee", _("居委会"), "text", "title"),
        Column("officer", _("联络队员"), "text", "line"),
        Column("team", _("街镇执法队"), "text", "line"),
        Column("phone", _("联络电话"), "text", "line"),
        Column("visits", _("值守（已到/应到）"), "word", "line"),
        Column("items", _("收到/办理"), "word", "line"),
        Column("week", _("本周"), "state", "state"),
    )


def community_cells(one: LiaisonAssignment, now: datetime) -> tuple[object, ...]:
    this = monday(now.astimezone(ZONE).date())
    owed = [visit for visit in one.visits.all() if visit.week <= this]
    made = [visit for visit in owed if visit.visited_at]
    return (
        one.committee.name,
        one.officer.name,
        one.team.name,
        one.phone,
        f"{len(made)}/{len(owed)}",
        f"{sum(v.received for v in made)}/{sum(v.handled for v in made)}",
        _week(next((visit for visit in owed if visit.week == this), None)),
    )


def _week(visit: DutyVisit | None) -> StateView:
    if visit is not None and visit.visited_at:
        return StateView(_("本周已值守"), Tone.DONE)
    return StateView(_("本周待值守"), Tone.WARNING)


def boards_page(found: Iterable[LiaisonBoard], roles: frozenset[str]) -> ListPage:
    return ListPage(
        title=_("联络牌"),
        columns=board_columns(),
        rows=tuple(Row(key=str(one.pk), url="", cells=board_cells(one)) for one in found),
        export_url=reverse("estates:boards_sheet"),
        actions=offered(roles, "new_board", "inspect"),
        empty=EmptyView(_("还没有登记联络牌。")),
    )


def board_columns() -> tuple[Column, ...]:
    return (
        Column("spot", _("设置地点"), "text", "title"),
        Column("committee", _("居委会"), "text", "line"),
        Column("since", _("设置日期"), "day", "line"),
        Column("inspected", _("最近检查"), "moment", "line"),
        Column("note", _("检查情况"), "text", "line"),
        Column("state", _("状况"), "state", "state"),
    )


def board_cells(one: LiaisonBoard) -> tuple[object, ...]:
    """With its newest inspection (``inspections`` loaded)."""
    last = max(one.inspections.all(), key=lambda row: row.inspected_at, default=None)
    return (
        one.spot,
        one.committee.name,
        words.day(one.put_up_on),
        last.inspected_at if last else None,
        last.note if last else "",
        _board_state(last),
    )


def _board_state(last: BoardInspection | None) -> StateView:
    if last is None:
        return StateView(_("还没有检查"), Tone.WARNING)
    if last.is_in_order:
        return StateView(_("符合"), Tone.DONE)
    return StateView(_("不在位") if not last.is_present else _("须更新"), Tone.OVERDUE)
