"""The lists of renovations, findings and referrals, and the same rows as Excel sheets."""

from collections.abc import Callable, Mapping
from datetime import datetime
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chengguan.core.pages import words
from chengguan.core.pages.shapes import (
    SHEET_ROWS,
    ActionView,
    Choice,
    Column,
    DueView,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.sheets import Sheet, shown_by
from chengguan.core.work import lateness
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.classes import MANAGER, OFFICERS
from chengguan.enforcement.estates.models import DutyReferral, Point
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import CHECKERS, DUTY_REFERRAL, FINDING
from chengguan.enforcement.estates.queries import FINDING as FINDINGS
from chengguan.enforcement.estates.queries import REFERRAL, VIEWS, Asked
from chengguan.enforcement.estates.queries import RENOVATION as RENOVATIONS
from chengguan.law.procedure import Procedure

PROCEDURES: dict[str, Procedure] = {
    RENOVATIONS: RENOVATION,
    FINDINGS: FINDING,
    REFERRAL: DUTY_REFERRAL,
}
TITLES = {
    RENOVATIONS: gettext_lazy("装修登记"),
    FINDINGS: gettext_lazy("装修违规"),
    REFERRAL: gettext_lazy("物业履职移送"),
}
PATHS = {RENOVATIONS: "estates:renovations", FINDINGS: "estates:findings"} | {
    REFERRAL: "estates:referrals"
}
SHEETS = {kind: f"{path}_sheet" for kind, path in PATHS.items()}
NEW = {
    RENOVATIONS: ("estates:register", gettext_lazy("登记装修"), (*MANAGER, *OFFICERS)),
    FINDINGS: ("estates:find", gettext_lazy("登记发现"), MANAGER),
    REFERRAL: ("estates:propose", gettext_lazy("提出移送"), (*OFFICERS, *CHECKERS)),
}
OFFERED = 200
"""So many estates a filter offers; more are found by words."""
VIEW_TITLES = {
    "open": gettext_lazy("未了结"),
    "mine": gettext_lazy("待我办"),
    "unplaced": gettext_lazy("地址待核"),
    "overrun": gettext_lazy("已逾期"),
    "overdue": gettext_lazy("已逾期"),
    "late_begun": gettext_lazy("先开工后登记"),
    "late": gettext_lazy("逾期报告"),
    "unreported": gettext_lazy("知情未报"),
    "closed": gettext_lazy("已了结"),
}


def matter_page(actor: Actor, kind: str, given: Mapping[str, str], now: datetime) -> ListPage:
    asked = Asked.read(given, kind)
    found = queries.matter_list(actor, kind, asked, now)
    new = NEW[kind]
    return ListPage(
        title=str(TITLES[kind]),
        columns=COLUMNS[kind](),
        rows=tuple(_row(kind, matter, now) for matter in found.matters),
        filters=_filters(actor, kind, asked),
        views=_views(kind, asked),
        older=found.older,
        newer=found.newer,
        export_url=f"{reverse(SHEETS[kind])}?{_query(asked)}",
        empty=EmptyView(_("没有符合条件的记录。"), _("查看未了结的"), reverse(PATHS[kind])),
        actions=(ActionView("new", str(new[1]), reverse(new[0]), emphasis="primary"),)
        if actor.roles & set(new[2])
        else (),
    )


def matter_sheet(actor: Actor, kind: str, given: Mapping[str, str], now: datetime) -> Sheet:
    """All rows of the same list."""
    asked = Asked.read(given, kind)
    kept = islice(queries.matter_sheet(actor, kind, asked, now), SHEET_ROWS + 1)
    return Sheet(
        name=kind,
        title=str(TITLES[kind]),
        heads=[column.title for column in COLUMNS[kind]()],
        rows=(_row(kind, matter, now).cells for matter in kept),
        by=actor.name,
        at=now,
        shown=shown_by(_views(kind, asked), _filters(actor, kind, asked)),
    )


def _row(kind: str, matter: Matter, now: datetime) -> Row:
    late = lateness.is_late(matter, now)
    tone = Tone.OVERDUE if late else None
    due = DueView(matter.next_due_at, tone=tone) if matter.next_due_at else None
    return Row(
        key=str(matter.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(matter.number, matter.title, *CELLS[kind](matter), state_view(matter, now), due),
        tone=tone,
    )


def _columns(*own: Column) -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        *own,
        Column("state", _("环节"), "state", "state"),
        Column("due", _("最近时限"), "due", "line"),
    )


def _renovation_columns() -> tuple[Column, ...]:
    return _columns(
        Column("estate", _("小区"), "text", "line"),
        Column("firm", _("装饰装修单位"), "text"),
        Column("since", _("施工开始"), "day", "line"),
        Column("until", _("施工结束"), "day", "line"),
        Column("late", _("先开工"), "state", "line"),
    )


def _renovation_cells(matter: Matter) -> tuple[Any, ...]:
    project = matter.renovation
    return (
        project.estate.place.name if project.estate else "",
        project.firm,
        words.day(project.planned_from),
        words.day(project.planned_until),
        begun_before(project.begun_on, matter.opened_at),
    )


def begun_before(begun_on: Any, opened_at: datetime) -> StateView | None:
    """That works had begun before they were registered, and by how many days."""
    if begun_on is None:
        return None
    days = (opened_at.astimezone(ZONE).date() - begun_on).days
    return StateView(_("先开工 %(n)d 日") % {"n": days}, Tone.WARNING) if days > 0 else None


def _finding_columns() -> tuple[Column, ...]:
    return _columns(
        Column("point", _("巡查要点"), "word", "line"),
        Column("office", _("物业管理处"), "text", "line"),
        Column("body", _("主管部门"), "text", "line"),
        Column("reported", _("报告时间"), "moment", "line"),
    )


def _finding_cells(matter: Matter) -> tuple[Any, ...]:
    finding = matter.finding
    report = getattr(finding, "report", None)
    return (
        words.chosen(Point, finding.point),
        finding.office.name,
        report.competent.name if report else "",
        report.reported_at if report else None,
    )


def _referral_columns() -> tuple[Column, ...]:
    return _columns(
        Column("company", _("物业管理处"), "text", "line"),
        Column("ground", _("移送事由"), "word", "line"),
        Column("finding", _("发现编号"), "number", "line"),
    )


def _referral_cells(matter: Matter) -> tuple[Any, ...]:
    referral = matter.referral
    return (
        referral.company.name,
        words.chosen(DutyReferral.Ground, referral.ground),
        referral.finding.matter.number,
    )


COLUMNS: dict[str, Callable[[], tuple[Column, ...]]] = {
    RENOVATIONS: _renovation_columns,
    FINDINGS: _finding_columns,
    REFERRAL: _referral_columns,
}
CELLS: dict[str, Callable[[Matter], tuple[Any, ...]]] = {
    RENOVATIONS: _renovation_cells,
    FINDINGS: _finding_cells,
    REFERRAL: _referral_cells,
}


def _filters(actor: Actor, kind: str, asked: Asked) -> tuple[Filter, ...]:
    states = tuple(Choice(state.key, _(state.title)) for state in PROCEDURES[kind].states)
    found = [
        Filter("words", _("编号、标题"), "text", value=asked.words),
        Filter("state", _("环节"), choices=states, value=asked.state),
    ]
    if kind != REFERRAL:
        estates = queries.estates_of(actor)[:OFFERED]
        known = tuple(Choice(str(one.pk), one.place.name, source=True) for one in estates)
        found.append(Filter("estate", _("小区"), choices=known, value=asked.estate))
    if kind == FINDINGS:
        points = tuple(Choice(value, str(label)) for value, label in Point.choices)
        found.append(Filter("point", _("巡查要点"), choices=points, value=asked.point))
    return tuple(found)


def _views(kind: str, asked: Asked) -> tuple[SavedView, ...]:
    address = reverse(PATHS[kind])
    return tuple(
        SavedView(
            str(VIEW_TITLES[key]), f"{address}?{urlencode({'view': key})}", active=key == asked.view
        )
        for key in VIEWS[kind]
    )


def _query(asked: Asked) -> str:
    kept = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return urlencode({k: v for k, v in kept.items() if v and k not in ("after", "before")})
