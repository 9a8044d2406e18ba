"""The list of cases as a shape of the face, and as a sheet."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime

from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.lawbook.items import item, items_on
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages.registry import SearchHit
from chengguan.core.pages.shapes import (
    ActionView,
    Choice,
    Column,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.pages.whole import PART, Part, WholeList, url
from chengguan.core.work import lateness, rules, sequels
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.enforcement.cases import queries
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.procedures import OFFICERS, SUMMARY
from chengguan.law.procedure import Procedure, State

PROCEDURES = (SUMMARY, ORDINARY)
FOUND = 10
"""Hits of a search that are shown."""


def listing(actor: Actor, asked: Mapping[str, str], query: str, now: datetime) -> ListPage:
    """``query`` is the query string, kept for the sheet."""
    found = queries.page(actor, asked, now)
    return ListPage(
        title=_("案件"),
        columns=_columns(),
        rows=tuple(_row(matter, now) for matter in found.matters),
        filters=_filters(actor, asked, now),
        views=_views(asked),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse('cases:sheet')}?{query}",
        whole_url=url("cases", query),
        empty=_empty(actor, asked, now),
        actions=_begin(actor),
        batch=sequels.batch(actor),
        batch_url=reverse("work:many", args=["case"]),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("party", _("当事人"), "text", "title"),
        Column("item", _("案由"), "text", "line"),
        Column("spot", _("违法地点"), "text", "line"),
        Column("found", _("发现时间"), "moment"),
        Column("organ", _("承办单位"), "text", ""),
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _row(matter: Matter, now: datetime) -> Row:
    late = lateness.is_late(matter, now)
    due = (
        DueView(matter.next_due_at, tone=Tone.OVERDUE if late else None)
        if matter.next_due_at
        else ""
    )
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(*_facts(matter), state_view(matter, now), due),
        tone=Tone.OVERDUE if late else None,
    )


def _facts(matter: Matter) -> tuple[object, ...]:
    case = matter.case
    party = matter.party.name if matter.party else ""
    return (
        matter.number,
        party,
        queries.item_name(item(case.item_code)),
        case.spot,
        case.discovered_at,
        matter.organ.short_name,
    )


def _filters(actor: Actor, asked: Mapping[str, str], now: datetime) -> tuple[Filter, ...]:
    procedure = asked.get("procedure", "")
    known = [one for one in PROCEDURES if procedure in ("", one.key)]
    states = tuple(
        Choice(f"{one.key}/{state.key}", _state_title(one, state, len(known)))
        for one in known
        for state in one.states
    )
    today = now.astimezone(rules.ZONE).date()
    items = tuple(Choice(known.code, queries.item_name(known)) for known in items_on(today))
    return (
        Filter("q", _("编号、当事人、地点"), "text", value=asked.get("q", "")),
        Filter(
            "procedure",
            _("程序"),
            "choice",
            tuple(Choice(one.key, _(one.title)) for one in PROCEDURES),
            procedure,
        ),
        Filter("state", _("环节"), "choice", states, _state_asked(asked)),
        Filter("item", _("案由"), "choice", items, asked.get("item", "")),
        Filter(
            "found",
            _("发现时间"),
            "dates",
            value=asked.get("found_from", ""),
            until=asked.get("found_until", ""),
        ),
        *_whose(actor, asked, today),
        Filter(
            "due",
            _("到期"),
            "choice",
            (Choice("late", _("已逾期")), Choice("soon", _("三日内到期"))),
            asked.get("due", ""),
        ),
    )


def _state_title(procedure: Procedure, state: State, procedures: int) -> str:
    """Two procedures share some words: then the procedure stands before."""
    title = _(state.title)
    return title if procedures == 1 else f"{_(procedure.title)} · {title}"


def _state_asked(asked: Mapping[str, str]) -> str:
    """An old address says the state alone: that was one of the summary procedure."""
    said = asked.get("state", "")
    return said if "/" in said or not said else f"{SUMMARY.key}/{said}"


def _whose(actor: Actor, asked: Mapping[str, str], on: date) -> tuple[Filter, ...]:
    """Officers and subdistricts within the reader's reach."""
    reach = [scope.organ_id for scope in actor.scopes]
    officers, subdistricts = queries.whose(reach, on)
    return (
        Filter(
            "officer",
            _("办案人员"),
            "choice",
            tuple(Choice(str(pk), name, source=True) for pk, name in officers),
            asked.get("officer", ""),
        ),
        Filter(
            "subdistrict",
            _("所属街镇"),
            "choice",
            tuple(Choice(str(pk), name, source=True) for pk, name in subdistricts),
            asked.get("subdistrict", ""),
        ),
    )


def _views(asked: Mapping[str, str]) -> tuple[SavedView, ...]:
    address, is_open = reverse("cases:list"), queries.is_open(asked)
    return (
        SavedView(_("在办"), address, active=is_open),
        SavedView(_("已办结"), f"{address}?view=closed", active=not is_open),
    )


def _empty(actor: Actor, asked: Mapping[str, str], now: datetime) -> EmptyView:
    if queries.narrowed(asked, now) is not None:
        return EmptyView(_("没有符合条件的案件。"), _("清除筛选"), reverse("cases:list"))
    if not actor.roles & set(OFFICERS):
        return EmptyView(_("还没有案件。"))
    return EmptyView(_("还没有案件。"), _("现场发现违法行为的，从这里开始。"), reverse("cases:new"))


def _begin(actor: Actor) -> tuple[ActionView, ...]:
    if not actor.roles & set(OFFICERS):
        return ()
    return (
        ActionView("discover", _("现场查处"), reverse("cases:new"), emphasis="primary"),
        ActionView("discover_ordinary", _("普通程序核查"), reverse("cases:new-ordinary")),
    )


def found(request: HttpRequest, words: str) -> Iterator[SearchHit]:
    """By the number before docketing: it no longer stands on the case, and people still have it."""
    now = moment_of(request)
    for matter in queries.formerly(actor_of_request(request), words)[:FOUND]:
        yield SearchHit(
            title=f"{matter.number} {matter.title}",
            url=reverse("work:matter", args=[matter.pk]),
            line=matter.organ.name,
            state=state_view(matter, now),
        )


def sheet(actor: Actor, asked: Mapping[str, str], now: datetime) -> Sheet:
    """The list with the officer in charge."""
    return Sheet(
        name="cases",
        title=_("案件"),
        heads=_heads(),
        rows=(
            (*_row(matter, now).cells, matter.case.officer.name)
            for matter in queries.everything(actor, asked, now)
        ),
        by=actor.name,
        at=now,
        shown=shown_by(_views(asked), _filters(actor, asked, now)),
    )


def _heads() -> list[str]:
    return [column.title for column in _columns()] + [_("承办人")]


def _part(actor: Actor, query: QueryDict, now: datetime) -> Part:
    asked = {name: query.get(name, "") for name in query}
    found = queries.page(actor, asked, now, size=PART, related=("case__officer",))
    rows = [(*_row(matter, now).cells, matter.case.officer.name) for matter in found.matters]
    return Part(rows, found.older)


WHOLE = WholeList("cases", gettext_lazy("案件"), ENFORCEMENT_ROLES, _heads, _part)
