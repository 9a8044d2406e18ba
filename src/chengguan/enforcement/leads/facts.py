"""What guards may know of a lead, read in one statement."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from chengguan.core.org.queries import certified_on
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter, MatterClock, MatterFile, MatterLink
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.inputs import SITE_PHOTO
from chengguan.enforcement.leads.models import ContactAttempt, ContactResult, Extension, Lead
from chengguan.law.calendars import WorkCalendar
from chengguan.law.parameters import RuleBook

RETURNS_ALLOWED = 2
VAIN_ATTEMPTS = 3
BETWEEN_ATTEMPTS = timedelta(hours=2)
REPEAT_WITHIN = timedelta(days=90)
CASE = "case"
SHOWN_WITH = ("handler", "subdistrict", "repeat", "intake_organ")


@dataclass(frozen=True)
class LeadFacts:
    """A lead as its records tell it. People are numbers: identity is compared, never names.

    ``certified`` answers who of some people had a certificate in force on the day; ``is_overdue``
    is judged when the act is recorded, so that no back-dating undoes lateness.
    """

    by: int | None
    opened_at: datetime
    appeal_kind: str
    item_code: str
    is_reached: bool
    is_contacted: bool
    return_count: int
    is_ruled: bool
    redo_round: int
    submitted_by: int | None
    extension_asked_by: int | None
    is_extended: bool
    has_ordinary_clock: bool
    has_site_photo: bool
    has_case: bool
    has_statutory_clock: bool
    is_overdue: bool
    certified: Callable[[Iterable[int]], frozenset[int]]


def facts(matter: Matter, at: At, by: Actor) -> LeadFacts:
    """Read the lead with what its records say; effects find the row again as ``matter.lead``."""
    lead = _judged(at).get(pk=matter.pk)
    matter.lead = lead
    return LeadFacts(
        by=by.person_id,
        opened_at=matter.opened_at,
        appeal_kind=lead.appeal_kind,
        item_code=lead.item_code,
        is_reached=lead.is_reached,
        is_contacted=lead.contacted_at is not None,
        return_count=lead.return_count,
        is_ruled=lead.ruled_at is not None,
        redo_round=lead.redo_round,
        submitted_by=lead.submitted_by_id,
        extension_asked_by=lead.extension_asked_by,
        is_extended=lead.is_extended,
        has_ordinary_clock=lead.has_ordinary_clock,
        has_site_photo=lead.has_site_photo,
        has_case=lead.has_case,
        has_statutory_clock=lead.has_statutory_clock,
        is_overdue=lead.is_overdue,
        certified=partial(certified_on, on=at.occurred.astimezone(ZONE).date()),
    )


def _judged(at: At) -> QuerySet[Any]:
    own = OuterRef("pk")
    clocks = MatterClock.objects.filter(matter=own)
    asked = Extension.objects.filter(lead=own, decided_at=None).values("asked_by")[:1]
    linked = Q(source=own, target__kind=CASE) | Q(target=own, source__kind=CASE)
    late = Q(stopped_at=None, due_at__lt=at.recorded) | Q(stopped_at__gt=F("due_at"))
    return Lead.objects.select_related(*SHOWN_WITH).annotate(
        extension_asked_by=Subquery(asked),
        is_extended=Exists(clocks.filter(ref="CK67c")),
        has_ordinary_clock=Exists(clocks.filter(ref="CK67b", stopped_at=None)),
        has_statutory_clock=Exists(clocks.filter(ref="CK41", stopped_at=None)),
        is_overdue=Exists(clocks.filter(late, is_owed=True)),
        has_site_photo=Exists(MatterFile.objects.filter(matter=own, purpose=SITE_PHOTO)),
        has_case=Exists(MatterLink.objects.filter(linked)),
    )


def is_contacted(attempts: Sequence[ContactAttempt], law: RuleBook) -> bool:
    """先行联系: somebody answered, or enough attempts in service hours, far enough apart."""
    if any(attempt.result == ContactResult.CONNECTED for attempt in attempts):
        return True
    counted: list[datetime] = []
    for moment in sorted(attempt.attempted_at for attempt in attempts):
        far_enough = not counted or moment - counted[-1] >= BETWEEN_ATTEMPTS
        if far_enough and _in_service_hours(moment, law):
            counted.append(moment)
    return len(counted) >= VAIN_ATTEMPTS


def _in_service_hours(moment: datetime, law: RuleBook) -> bool:
    local = moment.astimezone(ZONE)
    on, minute = local.date(), local.hour * 60 + local.minute
    opens, closes = (
        law.amount("service_hours.opens", on=on),
        law.amount("service_hours.closes", on=on),
    )
    return WorkCalendar(law).day(on).is_workday and opens <= minute < closes
