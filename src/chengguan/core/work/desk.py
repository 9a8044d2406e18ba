"""The workbench and the lists over all kinds, as shapes of the face."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.notices import queries as notices
from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Bar,
    Column,
    DueView,
    EmptyView,
    ListPage,
    Row,
    StatTile,
    Tone,
    WorkItem,
)
from chengguan.core.work import lists, queries, rules, surface
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.permission import HANDLER
from chengguan.core.work.present import state_view
from chengguan.core.work.queries import Workbench
from chengguan.core.work.registry import procedure_of


def view(found: Workbench, actor: Actor, now: datetime, shown: str = "") -> dict[str, object]:
    """The workbench: figures that open their lists, what waits, the week to come.

    ``shown`` is the figure that was opened, or a day of the week as 2026-09-15.
    """
    days = {str(day) for day, _count in found.by_day}
    shown = shown if shown in days | set(_headings()) else ""
    matters = _begun(actor) if shown == BEGUN else _chosen(found.matters, shown, now)
    return {
        "tiles": _tiles(found, actor, shown),
        "items": tuple(_item(matter, actor, now) for matter in matters),
        "heading": _headings().get(shown, shown),
        "bars": tuple(
            Bar(f"{day.month}/{day.day} {words.weekday(day)}", count, url=f"?show={day}")
            for day, count in found.by_day
        ),
        "empty": _nothing(actor, shown),
    }


BEGUN = "begun"
SOON = timedelta(days=3)


def _headings() -> dict[str, str]:
    return {
        "": _("待办"),
        "overdue": _("逾期"),
        "today": _("今天到期"),
        "soon": _("三日内到期"),
        BEGUN: _("我发起"),
    }


def _tiles(found: Workbench, actor: Actor, shown: str) -> tuple[StatTile, ...]:
    counts = {
        "": len(found.matters),
        "overdue": found.overdue,
        "today": found.due_today,
        "soon": found.due_soon,
        BEGUN: found.begun_by_me,
    }
    tones = {"overdue": Tone.OVERDUE, "today": Tone.WARNING, "soon": Tone.WARNING}
    tiles = (
        StatTile(
            title,
            counts[key],
            url=f"?show={key}" if key else reverse("work:workbench"),
            tone=tones.get(key) if counts[key] else None,
            active=key == shown,
        )
        for key, title in _headings().items()
    )
    unread = notices.unread_count(actor.person_id or 0)
    return (*tiles, StatTile(_("待阅"), unread, url=f"{reverse('notices:list')}?state=unread"))


def _chosen(matters: list[Matter], shown: str, now: datetime) -> list[Matter]:
    """What stands behind a figure or a day of the workbench, counted as the figure counts."""
    if not shown:
        return matters
    today = _day(now)
    last = today + SOON
    belongs = {
        "overdue": lambda due: due < now,
        "today": lambda due: _day(due) == today,
        "soon": lambda due: today < _day(due) <= last,
    }.get(shown, lambda due: str(_day(due)) == shown)
    return [matter for matter in matters if matter.next_due_at and belongs(matter.next_due_at)]


def _begun(actor: Actor) -> list[Matter]:
    return lists.page(actor, narrow=Q(opened_by_id=actor.person_id)).matters


def _day(moment: datetime) -> date:
    return moment.astimezone(rules.ZONE).date()


def _nothing(actor: Actor, shown: str) -> EmptyView:
    if shown:
        return EmptyView(_("这里没有事项。"), do=_("查看全部待办"), url=reverse("work:workbench"))
    if not actor.roles & ENFORCEMENT_ROLES:
        return EmptyView(_("现在没有等您办理的事项。"))
    return EmptyView(
        _("现在没有等您办理的事项。"), do=_("查看全部逾期事项"), url=reverse("work:overdue")
    )


def _item(matter: Matter, actor: Actor, now: datetime) -> WorkItem:
    return WorkItem(
        url=reverse("work:matter", args=[matter.pk]),
        title=matter.title,
        due=_due(matter, now),
        number=matter.number,
        kind=str(pages.kind_title(matter.kind)),
        place=matter.place.name if matter.place else matter.organ.short_name,
        stage=state_view(matter, now).text,
        action=_next_act(matter, actor),
    )


def _due(matter: Matter, now: datetime) -> DueView | None:
    if matter.next_due_at is None:
        return None
    if matter.next_due_at < now:
        return DueView(matter.next_due_at, tone=Tone.OVERDUE)
    is_soon = _day(matter.next_due_at) <= _day(now) + SOON
    return DueView(matter.next_due_at, tone=Tone.WARNING if is_soon else None)


def _next_act(matter: Matter, actor: Actor) -> ActionView | None:
    """The one act that moves the matter on, if it is in these hands.

    Where several might, only the matter's page can judge, by the facts of the case.
    """
    main = [
        action
        for action in procedure_of(matter).actions_from(matter.state)
        if surface.emphasis_of(matter.procedure, action.key) == "primary"
    ]
    if len(main) != 1 or not (actor.roles & set(main[0].by) or HANDLER in main[0].by):
        return None
    url = reverse("work:act", args=[matter.pk, main[0].key])
    return ActionView(main[0].key, _(main[0].title), url)


_COLUMNS = (
    ("number", "编号", "number", "line"),
    ("title", "标题", "text", "title"),
    ("kind", "种类", "word", "line"),
    ("organ", "承办单位", "text", "line"),
    ("state", "环节", "state", "state"),
    ("due", "最近时限", "due", "line"),
)


def late_page(actor: Actor, now: datetime, asked: Mapping[str, str]) -> ListPage:
    """Every late matter somebody may find: being late is never hidden."""
    found = lists.page(
        actor,
        after=asked.get("after", ""),
        before=asked.get("before", ""),
        narrow=Q(next_due_at__lt=now),
    )
    return ListPage(
        title=_("逾期事项"),
        columns=tuple(Column(key, _(title), kind, card) for key, title, kind, card in _COLUMNS),
        rows=tuple(_late_row(matter, now) for matter in found.matters),
        older=found.older,
        newer=found.newer,
        empty=EmptyView(_("没有逾期的事项。")),
        lead=_("超过期限、尚未办结的全部事项，按到期先后排列。"),
    )


def _late_row(matter: Matter, now: datetime) -> Row:
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            str(pages.kind_title(matter.kind)),
            matter.organ.name,
            state_view(matter, now),
            _due(matter, now),
        ),
        tone=Tone.OVERDUE,
    )


def findings_page(actor: Actor, asked: Mapping[str, str]) -> ListPage:
    """Unlawful acts that were recorded as they had happened."""
    law = rules.current()
    start = int(asked["after"]) if asked.get("after", "").isdigit() else None
    rows = queries.findings(actor, before=start)
    shown = rows[: lists.PAGE]
    return ListPage(
        title=_("执法问题"),
        columns=(
            Column("found", _("发现时间"), "moment", "line"),
            Column("matter", _("事项"), "text", "title"),
            Column("rule", _("规则"), "word", "line"),
            Column("explanation", _("理由"), "text", "line"),
        ),
        rows=tuple(
            Row(
                key=str(row.pk),
                url=reverse("work:matter", args=[row.matter_id]),
                cells=(
                    row.found_at,
                    f"{row.matter.number} {row.matter.title}",
                    f"{row.ref} {_(law.guard(row.ref).title)}",
                    row.explanation,
                ),
            )
            for row in shown
        ),
        older=str(shown[-1].pk) if len(rows) > lists.PAGE else "",
        empty=EmptyView(_("没有记录在案的执法问题。")),
        lead=_("已经发生、违反规定、照实补录的操作。记录不代表认可。"),
    )
