"""Writing down unions: file, committees with their term, seats, assemblies, working days.

Each is one entry in the register stream of the union's file. What the law refuses beforehand is
refused here; all else is a finding on the page of the union.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.work import rules
from chengguan.core.work.present import finding_view
from chengguan.core.work.rules import ZONE
from chengguan.law.guards import judge
from chengguan.union.members.guards_unions import AT_ONCE
from chengguan.union.members.models import Assembly, Committee, Seat, UnionDays, UnionFile
from chengguan.union.members.offices import COMMITTEES, UNIONS
from chengguan.union.members.standing import UnionFacts
from chengguan.union.members.terms import months_after


@transaction.atomic
def keep_file(*, organ: Organ, by: Person | None, at: datetime, **said: Any) -> UnionFile:
    """Register the union, or change what its file says; ``approval`` is the number of a file."""
    if organ.kind not in UNIONS:
        raise Refused("union.kind", _("所选机构不是工会。"))
    file = UnionFile.objects.select_for_update().filter(organ=organ).first()
    is_new = file is None
    file = file or UnionFile(organ=organ)
    approval = said.pop("approval", ())
    for name, value in said.items():
        setattr(file, name, value)
    if approval:
        file.approval_id = approval[0]
    on = at.astimezone(ZONE).date()
    facts = UnionFacts(
        on, is_founded=file.founded_on is not None, is_approved=file.approval_id is not None
    )
    _refuse(facts)
    file.save()
    stream = new_register_stream(file.key) if is_new else register_stream(file.key)
    values = {"organ": organ.pk, "changed": sorted(said)}
    note("union.file", by=by, at=at, values=values, rows=[file], stream=stream)
    return file


def _refuse(facts: UnionFacts) -> None:
    found = judge(AT_ONCE, rules.current(), facts.today, facts)
    for finding in found:
        if finding.refuses:
            view = finding_view(finding)
            raise Refused(finding.ref, f"{view.text}（{'、'.join(view.cites)}）")


@transaction.atomic
def seat_committee(
    *,
    organ: Organ,
    ordinal: int,
    elected_on: date,
    since: date,
    term_years: int,
    by: Person | None,
    at: datetime,
    approval_number: str = "",
) -> Committee:
    """A new term begins, and the one before it ends on that day."""
    file = _file(organ)
    _refuse(replace(UnionFacts(at.astimezone(ZONE).date()), term_years=term_years))
    if Committee.objects.filter(organ=organ, ordinal=ordinal).exists():
        raise Refused("committee.known", _("这一届已经登记。"))
    former = Committee.objects.filter(organ=organ, ended_on=None).order_by("-since").first()
    if elected_on > since or (former is not None and since <= former.since):
        raise Refused("committee.dates", _("任期起始不早于选举日期，也须晚于上一届的起始。"))
    made = Committee.objects.create(
        organ=organ,
        ordinal=ordinal,
        elected_on=elected_on,
        since=since,
        until=months_after(since, 12 * term_years),
        term_years=term_years,
        approval_number=approval_number,
    )
    rows: list[Committee | Seat] = [made]
    if former is not None:
        rows += _dismiss(former, since)
    _note(file, "union.committee", by, at, {"committee": made.pk, "organ": organ.pk}, rows)
    return made


def _dismiss(former: Committee, on: date) -> list[Committee | Seat]:
    """With the term end the seats of the committee and of its delegates (章程 26)."""
    former.ended_on = on
    former.save()
    seats = list(former.seats.filter(until=None))
    for seat in seats:
        seat.until = max(on, seat.since)
        seat.save()
    return [former, *seats]


@transaction.atomic
def extend_term(
    *,
    committee: Committee,
    extended_until: date,
    extension_number: str,
    extension: Sequence[int],
    by: Person | None,
    at: datetime,
) -> Committee:
    """Election later than the term: only with the approval of the union above on file (章程 26)."""
    if extended_until <= committee.until:
        raise Refused("committee.not_later", _("延至的日期须晚于任期届满。"))
    if not extension:
        raise Refused("committee.no_approval", _("请附上一级工会的批复文件。"))
    committee.extended_until, committee.extension_number = extended_until, extension_number
    committee.extension_id = extension[0]
    committee.save()
    values = {"committee": committee.pk, "until": extended_until}
    _note(_file(committee.organ), "union.extend", by, at, values, [committee])
    return committee


@transaction.atomic
def fill_seat(
    *,
    committee: Committee,
    person: Person,
    post: str,
    since: date,
    by: Person | None,
    at: datetime,
    is_full_time: bool = False,
    declaration: Sequence[int] = (),
) -> Seat:
    """The seat of a delegate lasts as long as the committee's term."""
    if not committee.since <= since < committee.lasts_until or committee.ended_on:
        raise Refused("seat.outside", _("任职起始须在本届任期之内。"))
    held = committee.seats.filter(until=None)
    if held.filter(person=person, post=post).exists():
        raise Refused("seat.known", _("此人已任这一职务。"))
    if post == Seat.Post.CHAIR and held.filter(post=post).exists():
        raise Refused("seat.chair", _("本届已有主席。请先终止原主席的任职。"))
    made = Seat.objects.create(
        committee=committee,
        person=person,
        post=post,
        since=since,
        is_full_time=is_full_time,
        declaration_id=declaration[0] if declaration else None,
    )
    values = {"seat": made.pk, "person": person.pk, "post": str(post)}
    _note(_file(committee.organ), "union.seat", by, at, values, [made])
    return made


@transaction.atomic
def vacate_seat(*, seat: Seat, until: date, by: Person | None, at: datetime) -> Seat:
    if seat.until is not None or until < seat.since:
        raise Refused("seat.until", _("任职已经终止，或者终止日期早于任职起始。"))
    seat.until = until
    seat.save()
    values = {"seat": seat.pk, "until": until}
    _note(_file(seat.committee.organ), "union.seat_end", by, at, values, [seat])
    return seat


@transaction.atomic
def hold_assembly(
    *,
    union: Organ,
    kind: str,
    held_on: date,
    due: int,
    present: int,
    by: Person | None,
    at: datetime,
    is_extra: bool = False,
    minutes: Sequence[int] = (),
) -> Assembly:
    if present > due:
        raise Refused("assembly.present", _("实到人数多于应到人数。请核对。"))
    if held_on > at.astimezone(ZONE).date():
        raise Refused("assembly.not_yet", _("召开日期还没有到。"))
    if Assembly.objects.filter(union=union, kind=kind, held_on=held_on).exists():
        raise Refused("assembly.known", _("当天的会议已经登记。"))
    made = Assembly.objects.create(
        union=union,
        kind=kind,
        held_on=held_on,
        due=due,
        present=present,
        is_extra=is_extra,
        minutes_id=minutes[0] if minutes else None,
    )
    _note(_file(union), "union.assembly", by, at, {"assembly": made.pk}, [made])
    return made


@transaction.atomic
def note_days(
    *,
    seat: Seat,
    month: date,
    half_days: int,
    by: Person | None,
    at: datetime,
    consent: Sequence[int] = (),
) -> UnionDays:
    """Working time of one month; written again, it replaces what stood there."""
    row = UnionDays.objects.filter(seat=seat, month=month.replace(day=1)).first()
    row = row or UnionDays(seat=seat, month=month.replace(day=1))
    row.half_days = half_days
    if consent:
        row.consent_id = consent[0]
    row.save()
    values = {"seat": seat.pk, "month": row.month, "half_days": half_days}
    _note(_file(seat.committee.organ), "union.days", by, at, values, [row])
    return row


def _file(organ: Organ) -> UnionFile:
    """Of the union itself, or of the one whose 经审委 or 女工委 it is."""
    union = organ.parent_id if organ.kind in COMMITTEES else organ.pk
    file = UnionFile.objects.filter(organ=union).first()
    if file is None:
        raise Refused("union.no_file", _("请先登记工会档案。"))
    return file


def _note(
    file: UnionFile, action: str, by: Person | None, at: datetime, values: Any, rows: Sequence[Any]
) -> None:
    note(action, by=by, at=at, values=values, rows=rows, stream=register_stream(file.key))
