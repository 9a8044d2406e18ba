"""Lists of events and of those who signed up: the page, and the same rows as a sheet."""

from collections.abc import Sequence
from datetime import datetime

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.events import queries
from chengguan.core.events.models import Event, SignUp, Standing
from chengguan.core.events.offices import ORGANISERS
from chengguan.core.events.present import phase_of, seats_words, standing_view
from chengguan.core.journal.services import reveal
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    Crumb,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.registers.paging import page
from chengguan.core.work.acting import Actor

Cells = tuple[object, ...]


def events_page(actor: Actor, asked: QueryDict, at: datetime) -> ListPage:
    shown = page(queries.events_found(actor, asked, at), asked)
    return ListPage(
        title=_("活动"),
        lead=_("讲座、健步走、观影、体检等。报名、候补、签到和反馈都在这里。"),
        columns=(
            Column("title", _("活动名称"), "text", "title"),
            Column("kind", _("活动类别"), "text", "line"),
            Column("phase", _("状态"), "state", "state"),
            Column("begins", _("活动开始"), "moment", "line"),
            Column("place", _("活动地点"), "text", "line"),
            Column("seats", _("名额"), "word", "line"),
            Column("mine", _("我的报名"), "state", "line"),
            Column("organ", _("举办单位"), "text"),
        ),
        rows=tuple(_event_row(event, at) for event in shown.rows),
        filters=(
            Filter("words", _("名称、地点、说明"), "text", value=asked.get("words", "").strip()),
            Filter(
                "kind",
                _("活动类别"),
                choices=tuple(Choice(k, k, source=True) for k in queries.kinds_of(actor, at)),
                value=asked.get("kind", ""),
            ),
        ),
        views=_views(actor, asked),
        older=shown.older,
        newer=shown.newer,
        empty=_empty(asked.get("view", queries.OPEN)),
        actions=_acts(actor),
    )


def _event_row(event: Event, at: datetime) -> Row:
    url = reverse("events:event", args=[event.pk])
    cells = (
        event.title,
        event.kind,
        phase_of(event, at),
        event.begins_at,
        event.place,
        seats_words(event),
        _mine(event, at),
        event.organ.short_name,
    )
    return Row(str(event.pk), url, cells)


def _mine(event: Event, at: datetime) -> StateView | str:
    """Where the reader stands, an offer that ran out included."""
    state, until = event.my_state, event.my_until  # type: ignore[attr-defined]  # annotated
    if not state:
        return ""
    return standing_view(SignUp(state=state, offer_until=until).stands(at))


def _views(actor: Actor, asked: QueryDict) -> tuple[SavedView, ...]:
    address, shown = reverse("events:list"), asked.get("view", queries.OPEN)
    named = [
        (queries.OPEN, _("将要举办")),
        (queries.MINE, _("我报名的")),
        (queries.PAST, _("已结束")),
    ]
    if actor.roles & ORGANISERS:
        named.insert(2, (queries.OURS, _("本单位举办")))
    return tuple(
        SavedView(title, f"{address}?view={key}", active=key == shown) for key, title in named
    )


def _acts(actor: Actor) -> tuple[ActionView, ...]:
    mine = ActionView("calendar", _("日历订阅"), reverse("events:calendar"))
    if not actor.roles & ORGANISERS:
        return (mine,)
    return ActionView("new", _("发布活动"), reverse("events:new"), emphasis="primary"), mine


def _empty(view: str) -> EmptyView:
    address = reverse("events:list")
    if view == queries.MINE:
        return EmptyView(_("您还没有报名过活动。"), _("看看将要举办的"), address)
    if view == queries.OURS:
        return EmptyView(_("本单位还没有举办过活动。"), _("发布活动"), reverse("events:new"))
    if view == queries.PAST:
        return EmptyView(_("还没有结束的活动。"), _("看看将要举办的"), address)
    return EmptyView(_("现在没有邀请您参加的活动。有新活动时会出现在这里。"))


# -- who signed up -----------------------------------------------------------------------------


def people_page(event: Event, asked: QueryDict, at: datetime) -> ListPage:
    """For the organisers of the event; companions' names stand in the sheet alone."""
    shown = page(queries.sign_ups_found(event, asked, at), asked)
    here = reverse("events:event", args=[event.pk])
    return ListPage(
        title=_("报名名单"),
        crumbs=(Crumb(_("活动"), reverse("events:list")), Crumb(event.title, here)),
        columns=_people_columns(),
        rows=tuple(Row(str(row.pk), "", _cells(row, at)) for row in shown.rows),
        filters=_people_filters(asked),
        older=shown.older,
        newer=shown.newer,
        export_url=f"{reverse('events:people_sheet', args=[event.pk])}?{_kept(asked)}",
        empty=EmptyView(_("还没有人报名。"), _("回到活动"), here),
        actions=(ActionView("door", _("现场签到"), reverse("events:door", args=[event.pk])),),
    )


def _people_columns() -> tuple[Column, ...]:
    return (
        Column("order", _("报名次序"), "word", "line"),
        Column("person", _("报名人"), "text", "title"),
        Column("places", _("报名人数"), "word", "line"),
        Column("state", _("报名状态"), "state", "state"),
        Column("until", _("确认截止"), "moment", "line"),
        Column("came", _("到场人数"), "word", "line"),
        Column("at", _("签到时间"), "moment", "line"),
        Column("where", _("签到地点"), "text"),
    )


def _people_filters(asked: QueryDict) -> tuple[Filter, ...]:
    states = tuple(Choice(value, str(label)) for value, label in Standing.choices)
    came = (Choice("yes", _("已到")), Choice("no", _("未到")))
    return (
        Filter("words", _("报名人"), "text", value=asked.get("words", "").strip()),
        Filter("state", _("报名状态"), choices=states, value=asked.get("state", "")),
        Filter("came", _("到场"), choices=came, value=asked.get("came", "")),
    )


def _cells(row: SignUp, at: datetime) -> Cells:
    state = row.stands(at)
    seen = getattr(row, "checkin", None)
    return (
        str(row.order),
        row.person.name,
        str(row.places),
        standing_view(state),
        row.offer_until if state == Standing.OFFERED else None,
        str(seen.came) if seen else "",
        seen.at if seen else None,
        seen.where if seen else "",
    )


def people_sheet(event: Event, actor: Actor, asked: QueryDict, at: datetime) -> Sheet:
    """The attendance list, in the order of sign-up. Opening the names of companions is a look
    that is recorded."""
    rows = list(queries.sign_ups_found(event, asked, at).order_by("order")[: SHEET_ROWS + 1])
    heads = [column.title for column in _people_columns()]
    return Sheet(
        name="attendance",
        title=_("报名名单"),
        heads=[*heads, _("同行人")],
        rows=_sheet_rows(rows, actor, at),
        by=actor.name,
        at=at,
        shown=f"{event.title} {shown_by((), _people_filters(asked))}".strip(),
    )


def _sheet_rows(rows: Sequence[SignUp], actor: Actor, at: datetime) -> list[Cells]:
    return [(*_cells(row, at), _companions(row, actor, at)) for row in rows]


def _companions(row: SignUp, actor: Actor, at: datetime) -> str:
    if row.companions is None:
        return ""
    reason = _("导出报名名单")
    return reveal(row.companions, actor=actor.key, reason=reason, at=at) or ""


def _kept(asked: QueryDict) -> str:
    """The address from its first page."""
    kept = asked.copy()
    for name in ("after", "before"):
        kept.pop(name, None)
    return kept.urlencode()
