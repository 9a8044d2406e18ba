"""Linking officers to residents' committees, and the weekly visits that are owed from then on."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.kinds import OrganKind
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.models import CommunityStudio, DutyVisit, LiaisonAssignment

AHEAD = 8
"""So many weeks stand before they come; ``owe_visits`` adds the next ones."""


@transaction.atomic
def open_studio(
    *, committee: Organ, name: str, address: str, on: date, by: Person | None, at: datetime
) -> CommunityStudio:
    if committee.kind != OrganKind.RESIDENTS_COMMITTEE:
        raise Refused("studio.committee", _("社区工作室须设在居委会。"))
    known = CommunityStudio.objects.filter(committee=committee, name=name, closed_on=None)
    if known.exists():
        raise Refused("studio.known", _("这个社区工作室已经登记。"))
    made = CommunityStudio.objects.create(
        committee=committee, name=name, address=address, opened_on=on
    )
    stream = new_register_stream(made.key)
    note("studio.open", by=by, at=at, values={"studio": made.pk}, rows=[made], stream=stream)
    return made


@transaction.atomic
def close_studio(
    *, studio: CommunityStudio, on: date, by: Person | None, at: datetime
) -> CommunityStudio:
    if studio.closed_on is not None:
        raise Refused("studio.closed", _("这个社区工作室已经停用。"))
    if on < studio.opened_on:
        raise Refused("studio.before", _("停用日期不得早于启用日期。"))
    if on > at.astimezone(ZONE).date():
        raise Refused("studio.not_yet", _("停用日期还没有到。请在停用当日登记。"))
    studio.closed_on = on
    studio.save(update_fields=["closed_on"])
    stream = register_stream(studio.key)
    note("studio.close", by=by, at=at, values={"studio": studio.pk}, rows=[studio], stream=stream)
    return studio


@transaction.atomic
def link_officer(
    *,
    officer: Person,
    committee: Organ,
    team: Organ,
    phone: str,
    since: date,
    by: Person | None,
    at: datetime,
) -> LiaisonAssignment:
    """One officer a committee; his predecessor ends with it. The visits owed stand at once."""
    if committee.kind != OrganKind.RESIDENTS_COMMITTEE:
        raise Refused("liaison.committee", _("联络对象须是居委会。"))
    former = LiaisonAssignment.objects.filter(committee=committee, until=None).first()
    if former is not None:
        if since <= former.since:
            raise Refused("liaison.since", _("起始日期须晚于前任联络人的起始日期。"))
        former.until = since
        former.save(update_fields=["until"])
        values = {"liaison": former.pk, "until": since}
        stream = register_stream(former.key)
        note("liaison.end", by=by, at=at, values=values, rows=[former], stream=stream)
    made = LiaisonAssignment.objects.create(
        officer=officer, committee=committee, team=team, phone=phone, since=since
    )
    visits = _visits(made, monday(since), AHEAD)
    values = {"liaison": made.pk, "officer": officer.pk, "committee": committee.pk}
    stream = new_register_stream(made.key)
    note("liaison.begin", by=by, at=at, values=values, rows=[made, *visits], stream=stream)
    return made


def _visits(one: LiaisonAssignment, first: date, weeks: int) -> list[DutyVisit]:
    rows = [DutyVisit(assignment=one, week=first + timedelta(weeks=n)) for n in range(weeks)]
    return DutyVisit.objects.bulk_create(rows)


@transaction.atomic
def owe_visits(at: datetime) -> int:
    """Keep the next weeks standing for every officer who is linked; how many were added."""
    wanted, made = monday(at.astimezone(ZONE).date()) + timedelta(weeks=AHEAD - 1), 0
    for one in LiaisonAssignment.objects.filter(until=None):
        last = one.visits.order_by("-week").values_list("week", flat=True).first() or one.since
        weeks = (wanted - last) // timedelta(weeks=1)
        if weeks > 0:
            rows = _visits(one, last + timedelta(weeks=1), weeks)
            values = {"liaison": one.pk, "weeks": weeks}
            stream = register_stream(one.key)
            note("liaison.owe", by=None, at=at, values=values, rows=rows, stream=stream)
            made += weeks
    return made


@transaction.atomic
def visit(
    *,
    assignment: LiaisonAssignment,
    received: int,
    handled: int,
    text: str,
    by: Person,
    at: datetime,
    known: int | None = None,
) -> DutyVisit:
    """Only what was received or done makes a visit; being there is none. ``known`` is how much
    the page showed for the week: what was sent twice counts once."""
    if assignment.officer_id != by.pk:
        raise Refused("visit.officer", _("值守由联络队员本人记录。"))
    if not received and not handled:
        raise Refused("visit.empty", _("没有收到也没有办理事项的，不计为值守。"))
    week = monday(at.astimezone(ZONE).date())
    row = assignment.visits.filter(week=week).first()
    if row is None:
        raise Refused("visit.not_owed", _("本周没有应做的值守。"))
    if known is not None and known != row.items:
        raise Refused("visit.counted", _("本周值守刚刚已经记录过。请核对数字，再补记。"))
    row.visited_at = row.visited_at or at
    row.received, row.handled = row.received + received, row.handled + handled
    row.note = text[:500]
    row.save()
    values = {"visit": row.pk, "received": received, "handled": handled}
    stream = register_stream(assignment.key)
    note("liaison.visit", by=by, at=at, values=values, rows=[row], stream=stream)
    return row


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def liaison_of(committee: Organ) -> LiaisonAssignment | None:
    """The officer who is linked to a residents' committee now."""
    rows = LiaisonAssignment.objects.filter(committee=committee, until=None)
    return rows.select_related("officer", "team").first()
