"""城管进社区 as lists: linked officers, their weekly visits, studios, contact boards."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import words
from chengguan.core.pages.shapes import ActionView, Column, Filter, StateView, Tone
from chengguan.core.work.acting import Actor
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import community_queries, queries
from chengguan.enforcement.estates.classes import CHECKERS, KEEPERS, READERS
from chengguan.enforcement.estates.community import monday
from chengguan.enforcement.estates.models import (
    BoardInspection,
    CommunityStudio,
    DutyVisit,
    LiaisonAssignment,
    LiaisonBoard,
)
from chengguan.enforcement.estates.row_lists import (
    Act,
    Cells,
    RowList,
    choice_filter,
    chosen,
    view_of,
    words_filter,
    words_of,
)

ALL = tuple(READERS)


def _filters(title: Any) -> Any:
    """Words, and one of the reader's committees."""

    def made(actor: Actor, query: QueryDict) -> tuple[Filter, ...]:
        known = queries.committees_of(actor)
        return (
            words_filter(query, str(title)),
            choice_filter(query, "committee", _("居委会"), known),
        )

    return made


def _in_committee(rows: QuerySet[Any], query: QueryDict, path: str = "committee") -> QuerySet[Any]:
    committee = chosen(query, "committee")
    return rows.filter(**{path: committee}) if committee else rows


# -- linked officers ---------------------------------------------------------------------------


def _liaisons(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[LiaisonAssignment]:
    rows = _in_committee(community_queries.liaisons(actor), query)
    if said := words_of(query):
        rows = rows.filter(
            Q(officer__name__icontains=said)
            | Q(committee__name__icontains=said)
            | Q(team__name__icontains=said)
        )
    return rows


def _liaison_columns() -> tuple[Column, ...]:
    return (
        Column("committee", _("居委会"), "text", "title"),
        Column("officer", _("联络队员"), "text", "line"),
        Column("team", _("街镇执法队"), "text", "line"),
        Column("phone", _("联络电话"), "text", "line"),
        Column("visits", _("值守（已到/应到）"), "word", "line"),
        Column("items", _("收到/办理"), "word", "line"),
        Column("week", _("本周"), "state", "state"),
    )


def _liaison_cells(rows: Sequence[LiaisonAssignment], actor: Actor, now: datetime) -> list[Cells]:
    return [_liaison(one, monday(now.astimezone(ZONE).date())) for one in rows]


def _liaison(one: LiaisonAssignment, this: Any) -> Cells:
    owed = [visit for visit in one.visits.all() if visit.week <= this]
    made = [visit for visit in owed if visit.visited_at]
    week = next((visit for visit in owed if visit.week == this), None)
    return (
        one.committee.name,
        one.officer.name,
        one.team.name,
        one.phone,
        f"{len(made)}/{len(owed)}",
        f"{sum(v.received for v in made)}/{sum(v.handled for v in made)}",
        _state(week, this),
    )


def _state(visit: DutyVisit | None, this: Any) -> StateView:
    if visit is not None and visit.visited_at:
        return StateView(_("已值守"), Tone.DONE)
    if visit is not None and visit.week < this:
        return StateView(_("没有值守"), Tone.OVERDUE)
    return StateView(_("本周待值守"), Tone.WARNING)


def _visit_act(one: LiaisonAssignment, actor: Actor) -> ActionView | None:
    """Whoever is linked records his own visit."""
    if one.officer_id != actor.person_id:
        return None
    return ActionView("visit", _("记录值守"), reverse("estates:visit", args=[one.pk]))


LIAISONS = RowList(
    name="community",
    title=gettext_lazy("城管进社区"),
    empty=gettext_lazy("没有符合条件的联络人。"),
    lead=lambda: _("每名联络队员每周应到居委会值守一次；有收到或者办理的事项才计。"),
    columns=_liaison_columns,
    found=_liaisons,
    cells=_liaison_cells,
    filters=_filters(gettext_lazy("居委会、队员、执法队")),
    acts=(
        Act("visits", gettext_lazy("值守记录"), ALL),
        Act("studios", gettext_lazy("社区工作室"), ALL),
        Act("boards", gettext_lazy("联络牌"), ALL),
        Act("link", gettext_lazy("确定联络人"), KEEPERS, is_first=True),
    ),
    row_act=_visit_act,
)


# -- visits ------------------------------------------------------------------------------------


def _visits(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[DutyVisit]:
    rows = community_queries.visits(actor, now)
    rows = _in_committee(rows, query, "assignment__committee")
    match view_of(VISITS, query):
        case "missed":
            this = monday(now.astimezone(ZONE).date())
            rows = rows.filter(visited_at=None, week__lt=this)
        case "made":
            rows = rows.exclude(visited_at=None)
    if said := words_of(query):
        rows = rows.filter(Q(assignment__officer__name__icontains=said) | Q(note__icontains=said))
    return rows


def _visit_columns() -> tuple[Column, ...]:
    return (
        Column("committee", _("居委会"), "text", "title"),
        Column("week", _("应到周"), "day", "line"),
        Column("officer", _("联络队员"), "text", "line"),
        Column("visited", _("到访时间"), "moment", "line"),
        Column("items", _("收到/办理"), "word", "line"),
        Column("note", _("值守情况"), "text", "line"),
        Column("state", _("状况"), "state", "state"),
    )


def _visit_cells(rows: Sequence[DutyVisit], actor: Actor, now: datetime) -> list[Cells]:
    this = monday(now.astimezone(ZONE).date())
    return [
        (
            one.assignment.committee.name,
            words.day(one.week),
            one.assignment.officer.name,
            one.visited_at,
            f"{one.received}/{one.handled}",
            one.note,
            _state(one, this),
        )
        for one in rows
    ]


VISITS = RowList(
    name="visits",
    title=gettext_lazy("值守记录"),
    empty=gettext_lazy("没有符合条件的值守。"),
    columns=_visit_columns,
    found=_visits,
    cells=_visit_cells,
    filters=_filters(gettext_lazy("队员、值守情况")),
    views={
        "all": gettext_lazy("全部"),
        "missed": gettext_lazy("没有值守"),
        "made": gettext_lazy("已值守"),
    },
    acts=(Act("community", gettext_lazy("城管进社区"), ALL),),
)


# -- studios -----------------------------------------------------------------------------------


def _studios(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[CommunityStudio]:
    rows = _in_committee(community_queries.studios(actor), query)
    rows = rows.filter(closed_on__isnull=view_of(STUDIOS, query) == "open")
    if said := words_of(query):
        rows = rows.filter(Q(name__icontains=said) | Q(address__icontains=said))
    return rows


def _studio_columns() -> tuple[Column, ...]:
    return (
        Column("name", _("工作室名称"), "text", "title"),
        Column("committee", _("居委会"), "text", "line"),
        Column("address", _("地址"), "text", "line"),
        Column("since", _("启用日期"), "day", "line"),
        Column("until", _("停用日期"), "day", "line"),
    )


def _studio_cells(rows: Sequence[CommunityStudio], actor: Actor, now: datetime) -> list[Cells]:
    return [
        (
            one.name,
            one.committee.name,
            one.address,
            words.day(one.opened_on),
            words.day(one.closed_on) if one.closed_on else "",
        )
        for one in rows
    ]


def _close_act(one: CommunityStudio, actor: Actor) -> ActionView | None:
    if one.closed_on or not actor.roles & set(KEEPERS):
        return None
    return ActionView("close", _("停用"), reverse("estates:close_studio", args=[one.pk]))


STUDIOS = RowList(
    name="studios",
    title=gettext_lazy("社区工作室"),
    empty=gettext_lazy("没有符合条件的社区工作室。"),
    columns=_studio_columns,
    found=_studios,
    cells=_studio_cells,
    filters=_filters(gettext_lazy("名称、地址")),
    views={"open": gettext_lazy("在用"), "closed": gettext_lazy("已停用")},
    acts=(
        Act("community", gettext_lazy("城管进社区"), ALL),
        Act("new_studio", gettext_lazy("登记社区工作室"), KEEPERS, is_first=True),
    ),
    row_act=_close_act,
)


# -- contact boards ----------------------------------------------------------------------------


def _boards(actor: Actor, query: QueryDict, now: datetime) -> QuerySet[LiaisonBoard]:
    rows = _in_committee(community_queries.boards(actor), query)
    rows = rows.filter(taken_down_on__isnull=view_of(BOARDS, query) == "hanging")
    if said := words_of(query):
        rows = rows.filter(Q(spot__icontains=said) | Q(committee__name__icontains=said))
    return rows


def _board_columns() -> tuple[Column, ...]:
    return (
        Column("spot", _("设置地点"), "text", "title"),
        Column("committee", _("居委会"), "text", "line"),
        Column("since", _("设置日期"), "day", "line"),
        Column("inspected", _("最近检查"), "moment", "line"),
        Column("note", _("检查情况"), "text", "line"),
        Column("state", _("状况"), "state", "state"),
    )


def _board_cells(rows: Sequence[LiaisonBoard], actor: Actor, now: datetime) -> list[Cells]:
    return [_board(one) for one in rows]


def _board(one: LiaisonBoard) -> Cells:
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


def _board_url(one: LiaisonBoard, actor: Actor) -> str:
    may_change = bool(actor.roles & set(KEEPERS)) and one.taken_down_on is None
    return reverse("estates:take_down", args=[one.pk]) if may_change else ""


def _inspect_act(one: LiaisonBoard, actor: Actor) -> ActionView | None:
    if one.taken_down_on or not actor.roles & set(CHECKERS):
        return None
    return ActionView("inspect", _("检查"), reverse("estates:inspect", args=[one.pk]))


BOARDS = RowList(
    name="boards",
    title=gettext_lazy("联络牌"),
    empty=gettext_lazy("没有符合条件的联络牌。"),
    columns=_board_columns,
    found=_boards,
    cells=_board_cells,
    filters=_filters(gettext_lazy("设置地点、居委会")),
    views={"hanging": gettext_lazy("在用"), "gone": gettext_lazy("已撤除")},
    acts=(
        Act("community", gettext_lazy("城管进社区"), ALL),
        Act("new_board", gettext_lazy("登记联络牌"), KEEPERS, is_first=True),
    ),
    url=_board_url,
    row_act=_inspect_act,
)
