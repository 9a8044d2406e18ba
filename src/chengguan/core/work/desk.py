"""The workbench and the lists over all kinds, as shapes of the face."""

from collections.abc import Mapping
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

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
from chengguan.core.work.present import state_view
from chengguan.core.work.queries import Workbench
from chengguan.core.work.registry import procedure_of


def view(found: Workbench, actor: Actor, now: datetime) -> dict[str, object]:
    """The workbench: a few figures, then what waits, the most urgent first."""
    return {
        "tiles": _tiles(found),
        "items": tuple(_item(matter, actor, now) for matter in found.matters),
        "bars": tuple(
            Bar(f"{day.month}/{day.day} {words.weekday(day)}", count) for day, count in found.by_day
        ),
        "empty": EmptyView(
            _("现在没有等您办理的事项。"),
            do=_("查看全部逾期事项"),
            url=reverse("work:overdue"),
        ),
    }


def _tiles(found: Workbench) -> tuple[StatTile, ...]:
    total = _("共 %(n)d 件待办") % {"n": len(found.matters)}
    return (
        StatTile(
            _("逾期"),
            found.overdue,
            url=reverse("work:overdue"),
            tone=Tone.OVERDUE if found.overdue else None,
            denominator=total,
        ),
        StatTile(_("今天到期"), found.due_today, denominator=total),
        StatTile(_("三日内到期"), found.due_soon, denominator=total),
        StatTile(_("我发起、未办结"), found.begun_by_me),
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
    late = matter.next_due_at < now
    return DueView(matter.next_due_at, tone=Tone.OVERDUE if late else None)


def _next_act(matter: Matter, actor: Actor) -> ActionView | None:
    """The act that moves the matter on, if it is in these hands; the page judges the rest."""
    for action in procedure_of(matter).actions_from(matter.state):
        mine = actor.roles & set(action.by) or "handler" in action.by
        if mine and surface.emphasis_of(matter.procedure, action.key) == "primary":
            url = reverse("work:act", args=[matter.pk, action.key])
            return ActionView(action.key, _(action.title), url)
    return None


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
