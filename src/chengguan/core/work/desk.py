"""The workbench as shapes of the face: mine, what waits for others, my team, what is late."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import ENFORCEMENT_ROLES
from chengguan.core.pages import registry as pages
from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    ActionView,
    Bar,
    DueView,
    EmptyView,
    StatTile,
    Tone,
    WorkItem,
)
from chengguan.core.work import lateness, lists, rules, steps, workbench
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.present import role_words, state_view
from chengguan.core.work.registry import procedure_of
from chengguan.core.work.workbench import SOON, Late, Load, Workbench

MINE, WAITING, BEGUN = "", "waiting", "begun"

Tiles = Callable[[Actor, datetime], Iterable[StatTile]]
_more: list[Tiles] = []


def register_tiles(provide: Tiles) -> None:
    """Further figures of the first page, each with its list; none for whom they are not."""
    _more.append(provide)


def view(found: Workbench, actor: Actor, now: datetime, shown: str = "") -> dict[str, object]:
    """The workbench: figures that open their lists, what is owed, the week to come.

    ``shown`` is the figure that was opened, or a day of the week as 2026-09-15.
    """
    week = workbench.by_day(found.matters, now)
    known = {key for key, *_rest in _figures(found, now)} | {str(day) for day, _n in week}
    shown = shown if shown in known else MINE
    tiles = (*_tiles(found, now, shown), *(t for more in _more for t in more(actor, now)))
    watches = found.late is not None or bool(found.team)
    has_any = shown != MINE or watches or not found.is_new or any(tile.value for tile in tiles)
    return {
        "tiles": tiles if has_any else (),
        "items": tuple(_item(m, actor, found, now) for m in _chosen(found, actor, now, shown)),
        "heading": _headings().get(shown, shown),
        "bars": _week(week) if any(count for _day, count in week) else (),
        "empty": _nothing(actor, shown) if has_any else _begin(actor),
        "late_clocks": _by_clock(found.late or ()),
        "late_organs": _by_organ(found.late or ()),
        "team": tuple(_load(load) for load in found.team),
        "oversees": found.late is not None,
    }


def _headings() -> dict[str, str]:
    return {
        MINE: _("待我办"),
        "overdue": _("已逾期"),
        "today": _("今天到期"),
        "soon": _("三日内到期"),
        WAITING: _("等别人"),
        BEGUN: _("我发起"),
    }


def _figures(found: Workbench, now: datetime) -> list[tuple[str, int]]:
    """What the reader's own desk holds, by the key of the list behind each figure."""
    own = [
        (MINE, len(found.mine)),
        *((key, len([m for m in found.matters if test(m)])) for key, test in _tests(now).items()),
        (WAITING, len(found.waiting)),
    ]
    return own if found.begun is None else [*own, (BEGUN, found.begun)]


def _tests(now: datetime) -> dict[str, Callable[[Matter], bool]]:
    """Which matter belongs to which figure; figure and list ask the same."""
    tonight = lateness.end_of_day(now)

    def is_due_later(matter: Matter) -> bool:
        is_today = lateness.is_due_within(matter, now, tonight)
        return not is_today and lateness.is_due_within(matter, now, tonight + SOON)

    return {
        "overdue": lambda matter: lateness.is_late(matter, now),
        "today": lambda matter: lateness.is_due_within(matter, now, tonight),
        "soon": is_due_later,
    }


_TONES = {"overdue": Tone.OVERDUE, "today": Tone.WARNING, "soon": Tone.WARNING}


def _tiles(found: Workbench, now: datetime, shown: str) -> tuple[StatTile, ...]:
    own = [
        StatTile(
            _headings()[key],
            count,
            url=f"?show={key}" if key else reverse("work:workbench"),
            tone=_TONES.get(key) if count else None,
            active=key == shown,
        )
        for key, count in _figures(found, now)
    ]
    if found.late is not None:
        own.append(_beyond(_("辖区逾期"), len(found.late), reverse("work:overdue")))
    if found.unseen is not None:
        url = f"{reverse('work:findings')}?state=unseen"
        own.append(_beyond(_("未阅执法问题"), found.unseen, url))
    return tuple(own)


def _beyond(title: str, count: int, url: str) -> StatTile:
    """A figure that opens another page; it says so where more wait than were read."""
    value = f"{workbench.LIMIT}+" if count > workbench.LIMIT else count
    return StatTile(title, value, url=url, tone=Tone.OVERDUE if count else None)


def _week(week: Iterable[tuple[date, int]]) -> tuple[Bar, ...]:
    return tuple(
        Bar(f"{day.month}/{day.day} {words.weekday(day)}", count, url=f"?show={day}")
        for day, count in week
    )


def _chosen(found: Workbench, actor: Actor, now: datetime, shown: str) -> list[Matter]:
    """The rows behind a figure or a day, by the test that counted them."""
    if shown == MINE:
        return found.mine
    if shown == WAITING:
        return found.waiting
    if shown == BEGUN:
        return _begun(actor, now)
    if test := _tests(now).get(shown):
        return [matter for matter in found.matters if test(matter)]
    due = [m for m in found.matters if m.next_due_at and not lateness.is_late(m, now)]
    return [m for m in due if m.next_due_at and str(workbench.day_of(m.next_due_at)) == shown]


def _begun(actor: Actor, now: datetime) -> list[Matter]:
    matters = lists.page(actor, narrow=Q(opened_by_id=actor.person_id)).matters
    steps.load(matters, now)
    return matters


def _nothing(actor: Actor, shown: str) -> EmptyView:
    if shown:
        return EmptyView(_("这里没有事项。"), do=_("查看待我办"), url=reverse("work:workbench"))
    if not actor.roles & ENFORCEMENT_ROLES:
        return EmptyView(_("现在没有等您办理的事项。"))
    return EmptyView(
        _("现在没有等您办理的事项。"), do=_("查看全部逾期事项"), url=reverse("work:overdue")
    )


def _begin(actor: Actor) -> EmptyView:
    """Whoever never had anything in hand: what will stand here, and where to begin meanwhile."""
    why = _("您手上还没有事项：要您办理、审批、答复或者签收的，会自动出现在这里，并发通知给您。")
    first = next((one for one in pages.menu_for(actor.roles) if one.section != "work"), None)
    title, url = (first.title, first.url_name) if first else (_("对照表"), "pages:map")
    return EmptyView(why, do=_("先看看：%(page)s") % {"page": title}, url=reverse(url))


def _item(matter: Matter, actor: Actor, found: Workbench, now: datetime) -> WorkItem:
    ref = getattr(matter, "first_clock", None) or ""
    owed = found.acts.get(matter.pk, "")
    return WorkItem(
        url=reverse("work:matter", args=[matter.pk]),
        title=matter.title,
        due=_due(matter, ref, now),
        number=matter.number,
        kind=_kind(matter),
        place=matter.place.name if matter.place else matter.organ.short_name,
        stage=state_view(matter, now).text,
        action=_act(matter, owed) if owed else None,
        basis=_basis(ref, now),
        waits_for="" if owed else _waits_for(matter),
        note=_given(matter),
    )


def _kind(matter: Matter) -> str:
    """What is asked of the reader where it is only his opinion; else the kind of matter."""
    task = getattr(matter, "asked_task", None)
    return str(Assignment.Task(task).label) if task else str(pages.kind_title(matter.kind))


def _given(matter: Matter) -> str:
    """From whom a matter came to the reader, and why."""
    name = getattr(matter, "given_by", None)
    if not name:
        return ""
    said = {"name": name, "why": getattr(matter, "given_reason", "")}
    if getattr(matter, "asked_task", None):
        return _("%(name)s征求意见：%(why)s") % said
    return _("%(name)s转来：%(why)s") % said


def _due(matter: Matter, ref: str, now: datetime) -> DueView | None:
    """By which clock the matter is due, and how it stands."""
    if matter.next_due_at is None:
        return None
    tone = Tone.WARNING if lateness.is_due_within(matter, now, now + SOON) else Tone.NORMAL
    title = words.law(rules.current().clock(ref).title) if ref else ""
    late = lateness.is_late(matter, now)
    return DueView(matter.next_due_at, title=title, tone=Tone.OVERDUE if late else tone)


def _basis(ref: str, now: datetime) -> str:
    """Where the clock stands in the law; what no article commands names its plain source."""
    if not ref:
        return ""
    row = rules.current().clock_version(ref, workbench.day_of(now))
    return "、".join(map(str, row.cites)) or row.source


def _act(matter: Matter, action: str) -> ActionView:
    title = words.act(procedure_of(matter).by_action[action].title)
    return ActionView(action, title, reverse("work:act", args=[matter.pk, action]))


def _waits_for(matter: Matter) -> str:
    """For whom or what a matter waits that is not in the reader's hands."""
    step = steps.step_of(matter)
    if step.waits_for:
        return _("等：%(what)s") % {"what": step.waits_for}
    action = procedure_of(matter).by_action.get(step.action)
    if action is None:
        return ""
    return _("等%(roles)s：%(act)s") % {
        "roles": role_words(action.by),
        "act": words.act(action.title),
    }


# ── what is late in the reader's reach, and in his team ────────────────────────


def _by_clock(rows: Iterable[Late]) -> tuple[Bar, ...]:
    clocks, _organs = workbench.grouped(rows)
    return tuple(
        Bar(
            words.law(rules.current().clock(ref).title),
            n,
            url=_list(due="late", clock=ref),
        )
        for ref, n in clocks.most_common()
        if ref
    )


def _by_organ(rows: Iterable[Late]) -> tuple[tuple[str, int, str], ...]:
    """Name, figure and address; names are data and stay as they are."""
    _clocks, organs = workbench.grouped(rows)
    ordered = sorted(organs.items(), key=lambda known: -known[1][1])
    return tuple((name, n, _list(due="late", organ=str(organ))) for organ, (name, n) in ordered)


def _load(load: Load) -> dict[str, object]:
    """One line of the team: a name and three figures with their addresses."""
    who = str(load.person_id) if load.person_id else NOBODY
    return {
        "name": load.name,
        "hand_over": reverse("work:hand_over", args=[load.person_id]) if load.person_id else "",
        "figures": (
            (_("在办"), load.matters, _list(person=who), ""),
            (_("24 小时内到期"), load.soon, _list(person=who, due="day"), "warning"),
            (_("已逾期"), load.late, _list(person=who, due="late"), "overdue"),
        ),
    }


NOBODY = "none"
"""Stands in an address for what no person has taken yet."""


def _list(**asked: str) -> str:
    return f"{reverse('work:matters')}?{urlencode(asked)}"
