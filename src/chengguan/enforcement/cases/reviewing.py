"""The desk of the legal section: reviews and hearings as one list, by what became of them."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import OuterRef, Prefetch, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import Role
from chengguan.core.pages.addresses import row_key
from chengguan.core.pages.shapes import (
    Choice,
    Column,
    EmptyView,
    Filter,
    ListPage,
    Row,
    SavedView,
    StateView,
    Tone,
)
from chengguan.core.pages.words import clauses
from chengguan.core.work import lists, rules, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import AdvanceNotice, HearingNotice, LegalReview
from chengguan.enforcement.cases.ordinary.panels import kinds
from chengguan.enforcement.cases.ordinary.weighing import measure_of, review_grounds
from chengguan.enforcement.cases.ordinary.words import GROUNDS

REVIEWING = frozenset({Role.LEGAL_REVIEWER, Role.BUREAU_LEADER, Role.SUPERVISOR})
WAITING, HEARINGS, RETURNED, PASSED = "waiting", "hearings", "returned", "passed"
AGES = {"3": 3, "5": 5, "10": 10}
"""Days since it was sent, from which on a filter shows it."""


def desk(actor: Actor, asked: Mapping[str, str], now: datetime) -> ListPage:
    """The oldest first while they wait; what was ruled on, newest first."""
    view = asked.get("view", WAITING)
    view = view if view in (WAITING, HEARINGS, RETURNED, PASSED) else WAITING
    is_hearings = view == HEARINGS
    page = _hearings(actor, asked, now) if is_hearings else _reviews(actor, asked, view, now)
    rows, older = page
    return ListPage(
        title=_("法制审核"),
        columns=_hearing_columns() if is_hearings else _review_columns(),
        rows=rows,
        filters=_filters(asked),
        views=_views(actor, view),
        older=older,
        empty=EmptyView(_("这里没有事项。")),
        lead=_("送审的和申请听证的案件，等得最久的在前。") if view in (WAITING, HEARINGS) else "",
    )


def _review_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("organ", _("承办单位"), "text", "line"),
        Column("penalty", _("拟处罚"), "word", "line"),
        Column("ground", _("为什么要审核"), "word", "line"),
        Column("sent", _("送审时间"), "moment", "line"),
        Column("age", _("已等日数"), "text", ""),
        Column("state", _("审核结果"), "state", "state"),
    )


def _hearing_columns() -> tuple[Column, ...]:
    return (
        Column("number", _("编号"), "number", "line"),
        Column("title", _("标题"), "text", "title"),
        Column("organ", _("承办单位"), "text", "line"),
        Column("hold", _("听证时间"), "moment", "line"),
        Column("place", _("听证地点"), "text", "line"),
        Column("state", _("环节"), "state", "state"),
    )


def _filters(asked: Mapping[str, str]) -> tuple[Filter, ...]:
    ages = tuple(Choice(key, _("%(n)s 日以上") % {"n": days}) for key, days in AGES.items())
    return (
        Filter("q", _("编号、当事人"), "text", value=asked.get("q", "")),
        Filter("age", _("已等"), "choice", ages, asked.get("age", "")),
    )


def _views(actor: Actor, shown: str) -> tuple[SavedView, ...]:
    """The two queues with their counts: they are short, and the desk is about them."""
    address = reverse("cases:reviews")
    visible = visibility.visible_ids(actor)
    waiting = LegalReview.objects.filter(ruled_at=None, case__in=visible).count()
    hearings = Matter.objects.filter(pk__in=visible, kind="case", state="hearing").count()
    titles = {
        WAITING: (_("待审核"), waiting),
        HEARINGS: (_("听证"), hearings),
        RETURNED: (_("已退回"), None),
        PASSED: (_("已通过"), None),
    }
    return tuple(
        SavedView(title, f"{address}?view={key}", count=count, active=key == shown)
        for key, (title, count) in titles.items()
    )


def _reviews(
    actor: Actor, asked: Mapping[str, str], view: str, now: datetime
) -> tuple[tuple[Row, ...], str]:
    ruled = {WAITING: Q(ruled_at=None), RETURNED: Q(is_passed=False), PASSED: Q(is_passed=True)}
    rows = LegalReview.objects.filter(ruled[view], case__in=visibility.visible_ids(actor))
    if words := asked.get("q", "").strip():
        rows = rows.filter(_named(words, "case__matter__"))
    if days := AGES.get(asked.get("age", "")):
        rows = rows.filter(submitted_at__lt=now - timedelta(days=days))
    start = row_key(asked.get("after", ""))
    is_old_first = view == WAITING
    if start:
        rows = rows.filter(**{"pk__gt" if is_old_first else "pk__lt": start})
    rows = rows.select_related("case__matter__organ", "case__matter__party").prefetch_related(
        Prefetch("case__advance_notices", _notices(), to_attr="told"),
        "case__hearing_requests",
    )
    found = list(rows.order_by("pk" if is_old_first else "-pk")[: lists.PAGE + 1])
    shown = found[: lists.PAGE]
    older = str(shown[-1].pk) if len(found) > lists.PAGE else ""
    return tuple(_review_row(row, now) for row in shown), older


def _notices() -> QuerySet[AdvanceNotice]:
    return AdvanceNotice.objects.order_by("served_at", "pk")


def _named(words: str, path: str) -> Q:
    return Q(**{f"{path}number__icontains": words}) | Q(**{f"{path}title__icontains": words})


def _review_row(review: Any, now: datetime) -> Row:
    matter, told = review.case.matter, review.case.told
    asked = [row.requested_at for row in review.case.hearing_requests.all()]
    grounds = _grounds(review.case, told[-1], is_heard=bool(asked)) if told else ()
    days = (_day(review.ruled_at or now) - _day(review.submitted_at)).days
    return Row(
        key=str(review.pk),
        url=reverse("work:matter", args=[matter.pk]),
        cells=(
            matter.number,
            matter.title,
            matter.organ.short_name,
            kinds(told[-1]) if told else "—",
            clauses(GROUNDS[code] for code in grounds) or _("承办人送审"),
            review.submitted_at,
            str(days),
            _state(review),
        ),
    )


def _grounds(case: Any, latest: AdvanceNotice, *, is_heard: bool) -> tuple[str, ...]:
    served, law = _day(latest.served_at), rules.current()
    by = measure_of(case.item_code, case.matter.party.fined_as, latest, served)
    return review_grounds(latest, by, law, is_hearing_requested=is_heard)


def _day(moment: datetime) -> date:
    return moment.astimezone(rules.ZONE).date()


def _state(review: LegalReview) -> StateView:
    if review.ruled_at is None:
        return StateView(_("待审核"), Tone.WARNING)
    return StateView(_("已通过"), Tone.DONE) if review.is_passed else StateView(_("已退回"))


def _hearings(actor: Actor, asked: Mapping[str, str], now: datetime) -> tuple[tuple[Row, ...], str]:
    latest = HearingNotice.objects.filter(case=OuterRef("pk")).order_by("-pk")
    rows = Matter.objects.filter(
        pk__in=visibility.visible_ids(actor), kind="case", state="hearing"
    ).annotate(
        hold_at=Subquery(latest.values("hold_at")[:1]),
        hearing_place=Subquery(latest.values("place")[:1]),
        is_held=Subquery(latest.values("hearing__held_at")[:1]),
    )
    if words := asked.get("q", "").strip():
        rows = rows.filter(_named(words, ""))
    if days := AGES.get(asked.get("age", "")):
        rows = rows.filter(state_since__lt=now - timedelta(days=days))
    if start := lists.read_cursor(asked.get("after", "")):
        later = Q(state_since__gt=start.due_at)
        rows = rows.filter(later | Q(state_since=start.due_at, pk__gt=start.matter))
    found = list(rows.select_related("organ").order_by("state_since", "pk")[: lists.PAGE + 1])
    shown = found[: lists.PAGE]
    last = shown[-1] if len(found) > lists.PAGE else None
    older = lists.write_cursor(visibility.Cursor(last.state_since, last.pk)) if last else ""
    return tuple(_hearing_row(row, now) for row in shown), older


def _hearing_row(row: Any, now: datetime) -> Row:
    if row.hold_at is None:
        state = StateView(_("待通知"), Tone.WARNING)
    elif row.is_held:
        state = StateView(_("待提交报告"), Tone.WARNING)
    else:
        late = row.hold_at < now
        state = StateView(_("待举行"), Tone.WARNING if late else Tone.NORMAL)
    return Row(
        key=str(row.pk),
        url=reverse("work:matter", args=[row.pk]),
        cells=(
            row.number,
            row.title,
            row.organ.short_name,
            row.hold_at or "",
            row.hearing_place or "",
            state,
        ),
    )
