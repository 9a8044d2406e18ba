"""The boards of the stock as shapes of the face."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, QueryDict
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from chengguan.core.pages import words
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    ActionView,
    Bar,
    Choice,
    Column,
    Crumb,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    NoticeView,
    Row,
    SavedView,
    StatTile,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import MatterClock
from chengguan.core.work.present import state_view
from chengguan.enforcement.structures import limits
from chengguan.enforcement.structures import stock_queries as stock
from chengguan.enforcement.structures.board import Board
from chengguan.enforcement.structures.kinds import CampaignKind, Quarter
from chengguan.enforcement.structures.listing import VIEWS
from chengguan.enforcement.structures.models import (
    BaselineChange,
    DemolitionPlan,
    StructureCampaign,
)
from chengguan.enforcement.structures.states import SCREENERS
from chengguan.enforcement.structures.stock_queries import Share


def say(request: HttpRequest, message: str) -> None:
    messages.warning(request, message)


def crumbs(title: str) -> tuple[Crumb, ...]:
    return (Crumb(_("违法建筑"), reverse("structures:list")), Crumb(title))


# -- dynamic zero --------------------------------------------------------------------------


def board_page(found: Board, now: datetime) -> dict[str, Any]:
    title, today = _("动态清零看板"), found.days[-1]
    late = Tone.OVERDUE if found.overdue else Tone.DONE
    return {
        "title": title,
        "crumbs": crumbs(title),
        "verdict": _verdict(found),
        "tiles": (
            StatTile(_("今天发现"), today.found),
            StatTile(_("今天处置"), today.settled),
            StatTile(_("处置中的新增违建"), found.open, _listed(limits.SETTLING)),
            StatTile(_("超期新增"), found.overdue, _listed(limits.SETTLING_LATE), tone=late),
            StatTile(
                _("超时未到场"),
                found.unvisited,
                _listed(limits.UNVISITED),
                tone=Tone.OVERDUE if found.unvisited else Tone.DONE,
            ),
        ),
        "bars": [Bar(f"{day.on.month}/{day.on.day}", day.overdue) for day in found.days],
        "days": found.days,
        "late": _clocks_page(
            limits.SETTLING_LATE, found.late, found.overdue, now, _("没有超期的新增违建。")
        ),
        "waiting": _clocks_page(
            limits.UNVISITED, found.waiting, found.unvisited, now, _("没有超时未到场的。")
        ),
        "streets": found.streets,
    }


def _verdict(found: Board) -> NoticeView:
    if found.is_zero:
        return NoticeView(_("没有超过处置期限的新增违建。"), Tone.DONE, title=_("已清零"))
    said = _("有 %(n)d 件新增违建超过处置期限，见下表。") % {"n": found.overdue}
    return NoticeView(said, Tone.OVERDUE, title=_("未清零"))


def _listed(view: str) -> str:
    return f"{reverse('structures:list')}?view={view}"


def _clocks_page(
    view: str, clocks: Sequence[MatterClock], count: int, now: datetime, empty: str
) -> ListPage:
    """By name; where there are more than the board names, it says so and leads to all."""
    return ListPage(
        title=str(VIEWS[view]),
        note=_others(view, count, len(clocks)) if count > len(clocks) else "",
        columns=(
            Column("number", _("编号"), "number", "line"),
            Column("title", _("标题"), "text", "title"),
            Column("organ", _("承办单位"), "text", "line"),
            Column("found", _("发现时间"), "moment", "line"),
            Column("state", _("环节"), "state", "state"),
            Column("due", _("期限"), "due", "line"),
        ),
        rows=tuple(_clock_row(clock, now) for clock in clocks),
        empty=EmptyView(empty),
    )


def _others(view: str, count: int, named: int) -> str:
    said = _("共 %(n)d 件，以下为最早到期的 %(named)d 件。") % {"n": count, "named": named}
    return format_html('{} <a href="{}">{}</a>', said, _listed(view), _("查看全部"))


def _clock_row(clock: MatterClock, now: datetime) -> Row:
    matter = clock.matter
    assert clock.due_at is not None, "a limit always has its end"
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            matter.organ.short_name,
            clock.started_at,
            state_view(matter, now),
            DueView(clock.due_at, tone=Tone.OVERDUE),
        ),
        tone=Tone.OVERDUE,
    )


# -- the plan ------------------------------------------------------------------------------


def plan_page(actor: Actor, year: int) -> dict[str, Any]:
    plan = stock.plan_of(actor, year)
    units = stock.plan_by_unit(actor, plan) if plan else []
    years, _baselines = stock.years_of(actor)
    title = _("%(year)s 年拆违计划") % {"year": year}
    quarters = [str(quarter.label) for quarter in Quarter]
    whole = sum((unit.whole for unit in units), Share())
    return {
        "title": title,
        "crumbs": crumbs(title),
        "plan": plan,
        "units": [(unit, list(zip(quarters, unit.quarters, strict=True))) for unit in units],
        "listing": f"{reverse('structures:list')}?plan={year}",
        "quarters": quarters,
        "years": [Choice(str(one), str(one)) for one in years],
        "year": year,
        "tiles": _plan_tiles(whole, year),
        "actions": _plan_actions(plan, year, actor),
    }


def _plan_tiles(whole: Share, year: int) -> tuple[StatTile, ...]:
    period = f"?period={year}"
    rate = reverse("work:figure", args=["demolition_plan_rate"]) + period
    area = reverse("work:figure", args=["demolition_plan_area_rate"]) + period
    return (
        StatTile(_("计划件数"), whole.planned, url=rate),
        StatTile(_("完成件数"), whole.done, url=rate, denominator=str(whole.planned)),
        StatTile(_("计划面积"), f"{whole.planned_area:.2f}", url=area, unit="m²"),
        StatTile(
            _("完成面积"),
            f"{whole.done_area:.2f}",
            url=area,
            denominator=f"{whole.planned_area:.2f}",
        ),
    )


def _plan_actions(plan: DemolitionPlan | None, year: int, actor: Actor) -> list[ActionView]:
    found = [
        ActionView("baseline", _("存量基数"), reverse("structures:baseline")),
        ActionView("campaigns", _("违建整治"), reverse("structures:campaigns")),
    ]
    if actor.roles & set(SCREENERS):
        add = reverse("structures:plan_add", args=[year])
        issue = reverse("structures:plan_issue")
        first = (
            ActionView("add", _("列入拆违计划"), add, emphasis="primary")
            if plan
            else ActionView("issue", _("下达拆违计划"), issue, emphasis="primary")
        )
        found.insert(0, first)
    return found


# -- the baseline --------------------------------------------------------------------------


def baseline_page(actor: Actor) -> dict[str, Any]:
    """Each year with what it counts, and what waits for a decision."""
    title, sums = _("存量基数"), stock.baseline_sums(actor)
    return {
        "title": title,
        "crumbs": crumbs(title),
        "baselines": [(one, sums.get(one.pk, (0, stock.NONE))) for one in stock.baselines(actor)],
        "waiting": stock.changes(actor, is_open=True).order_by("pk"),
        "may_decide": bool(actor.roles & set(SCREENERS)),
        "reader": actor.person_id,
    }


def changes_page(actor: Actor, query: QueryDict) -> ListPage:
    """The newest first, fifty at a time."""
    shown = page(_changes_asked(actor, query), query)
    return ListPage(
        title=_("基数变更"),
        columns=_change_columns(),
        rows=tuple(_change_row(change) for change in shown.rows),
        filters=_change_filters(actor, query),
        views=_change_views(query),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('structures:changes_sheet')}?{query.urlencode()}",
        empty=EmptyView(_("没有基数变更。"), _("存量基数"), reverse("structures:baseline")),
        crumbs=(*crumbs(_("基数变更"))[:1], Crumb(_("存量基数"), reverse("structures:baseline"))),
    )


def changes_sheet(actor: Actor, query: QueryDict, now: datetime) -> Sheet:
    rows = _changes_asked(actor, query).order_by("-pk")
    return Sheet(
        name="baseline-changes",
        title=_("基数变更"),
        heads=[column.title for column in _change_columns()],
        rows=(_change_row(change).cells for change in rows),
        by=actor.name,
        at=now,
        shown=shown_by(_change_views(query), _change_filters(actor, query)),
    )


def _changes_asked(actor: Actor, query: QueryDict) -> QuerySet[BaselineChange]:
    is_open = {"waiting": True, "decided": False}.get(query.get("view", ""))
    rows = stock.changes(actor, year=row_key(query.get("year", "")[:4]), is_open=is_open)
    if words_said := query.get("words", "").strip():
        rows = rows.filter(structure__matter__number__icontains=words_said)
    return rows


def _change_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("year", _("年度"), "word", "line"),
        Column("kind", _("基数变更类别"), "word", "line"),
        Column("reason", _("基数变更理由"), "text", ""),
        Column("by", _("提出人"), "text", "line"),
        Column("at", _("提出时间"), "moment", "line"),
        Column("answer", _("审批意见"), "word", "line"),
        Column("decider", _("审批人"), "text", ""),
    )


def _change_row(change: BaselineChange) -> Row:
    answer = _("待审批")
    if change.decided_at:
        answer = _("同意") if change.is_approved else _("不同意")
    return Row(
        key=str(change.pk),
        url=reverse("work:matter", args=[change.structure_id]),
        cells=(
            change.structure.matter.number,
            change.structure.matter.title,
            str(change.baseline.year),
            str(change.get_kind_display()),
            change.reason,
            change.proposed_by.name,
            change.proposed_at,
            answer,
            change.decided_by.name if change.decided_by else "",
        ),
    )


def _change_filters(actor: Actor, query: QueryDict) -> tuple[Filter, ...]:
    _plans, years = stock.years_of(actor)
    return (
        Filter("words", _("编号"), "text", value=query.get("words", "")),
        Filter(
            "year",
            _("年度"),
            choices=tuple(Choice(str(year), str(year)) for year in years),
            value=query.get("year", ""),
        ),
    )


def _change_views(query: QueryDict) -> tuple[SavedView, ...]:
    titles = {"": _("全部"), "waiting": _("待审批"), "decided": _("已审批")}
    shown = query.get("view", "") if query.get("view", "") in titles else ""
    page_url = reverse("structures:changes")
    return tuple(
        SavedView(title, f"{page_url}?view={key}", active=key == shown)
        for key, title in titles.items()
    )


# -- campaigns -----------------------------------------------------------------------------


def campaigns_page(actor: Actor, query: QueryDict) -> ListPage:
    """The newest first, fifty at a time."""
    title, actions = _("违建整治"), []
    kind = query.get("kind", "")
    asked = stock.campaigns(actor, kind if kind in CampaignKind.values else "")
    shown = page(asked, query)
    if actor.roles & set(SCREENERS):
        new = reverse("structures:campaign_new")
        actions = [ActionView("new", _("登记违建整治"), new, emphasis="primary")]
    return ListPage(
        title=title,
        columns=(
            Column("name", _("整治名称"), "text", "title"),
            Column("kind", _("整治类别"), "word", "line"),
            Column("organ", _("牵头单位"), "text", "line"),
            Column("since", _("整治开始"), "day", "line"),
            Column("until", _("整治结束"), "day", "line"),
        ),
        rows=tuple(
            Row(
                key=str(one.pk),
                url=reverse("structures:campaign", args=[one.pk]),
                cells=(
                    one.name,
                    str(one.get_kind_display()),
                    one.organ.short_name,
                    words.day(one.starts_on),
                    words.day(one.ends_on),
                ),
            )
            for one in shown.rows
        ),
        filters=(
            Filter(
                "kind",
                _("整治类别"),
                choices=tuple(Choice(value, str(label)) for value, label in CampaignKind.choices),
                value=kind,
            ),
        ),
        older=shown.older,
        newer=shown.newer,
        empty=EmptyView(_("还没有登记违建整治。")),
        crumbs=crumbs(title),
        actions=tuple(actions),
    )


def campaign_page(campaign: StructureCampaign, actor: Actor) -> dict[str, Any]:
    pilots = campaign.pilots.select_related("place").prefetch_related("consents")
    told = []
    for pilot in pilots.order_by("pk"):
        asked = list(pilot.consents.all())
        told.append((pilot, len(asked), sum(one.is_given for one in asked)))
    return {
        "campaign": campaign,
        "crumbs": (
            *crumbs(_("违建整治"))[:1],
            Crumb(_("违建整治"), reverse("structures:campaigns")),
            Crumb(campaign.name),
        ),
        "pilots": told,
        "may_write": bool(actor.roles & set(SCREENERS)),
    }
