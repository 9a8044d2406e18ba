"""What guards may know of a lead: one statement, and one for clocks that nobody read before."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, partial
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from chengguan.core.org.queries import certified_on
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import UNHELD, Hands, hands_of
from chengguan.core.work.models import Matter, MatterFile, MatterLink
from chengguan.core.work.queries import clocks_of
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.inputs import SITE_PHOTO
from chengguan.enforcement.leads.models import ContactAttempt, ContactResult, Extension, Lead
from chengguan.law.calendars import WorkCalendar
from chengguan.law.parameters import RuleBook

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
    hands: Hands = UNHELD


def facts(matter: Matter, at: At, by: Actor) -> LeadFacts:
    """Read the lead with what its records say; effects find the row again as ``matter.lead``."""
    lead = _judged().get(pk=matter.pk)
    matter.lead = lead
    clocks = clocks_of(matter)
    running = {clock.ref for clock in clocks if clock.stopped_at is None}
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
        is_extended=any(clock.ref == "CK67c" for clock in clocks),
        has_ordinary_clock="CK67b" in running,
        has_site_photo=lead.has_site_photo,
        has_case=lead.has_case,
        has_statutory_clock="CK41" in running,
        is_overdue=any(clock.is_overdue(at.recorded) for clock in clocks),
        certified=partial(certified_on, on=at.occurred.astimezone(ZONE).date()),
        hands=hands_of(matter, at, by),
    )


@cache
def _judged() -> QuerySet[Any]:
    """Put together once: the question is the same for every lead."""
    own = OuterRef("pk")
    asked = Extension.objects.filter(lead=own, decided_at=None).values("asked_by")[:1]
    linked = Q(source=own, target__kind=CASE) | Q(target=own, source__kind=CASE)
    return Lead.objects.select_related(*SHOWN_WITH).annotate(
        extension_asked_by=Subquery(asked),
        has_site_photo=Exists(MatterFile.objects.filter(matter=own, purpose=SITE_PHOTO)),
        has_case=Exists(MatterLink.objects.filter(linked)),
    )


def is_contacted(attempts: Sequence[ContactAttempt], law: RuleBook, *, on: date) -> bool:
    """先行联系: somebody answered, or enough attempts in service hours, far enough apart.

    ``on`` is the day the lead came in: its rule decides how many and how far.
    """
    if any(attempt.result == ContactResult.CONNECTED for attempt in attempts):
        return True
    apart = timedelta(hours=law.amount("leads.contact_interval", on=on))
    counted: list[datetime] = []
    for moment in sorted(attempt.attempted_at for attempt in attempts):
        far_enough = not counted or moment - counted[-1] >= apart
        if far_enough and _in_service_hours(moment, law):
            counted.append(moment)
    return len(counted) >= law.amount("leads.contact_attempts", on=on)


def _in_service_hours(moment: datetime, law: RuleBook) -> bool:
    local = moment.astimezone(ZONE)
    on, minute = local.date(), local.hour * 60 + local.minute
    opens, closes = (
        law.amount("service_hours.opens", on=on),
        law.amount("service_hours.closes", on=on),
    )
    return WorkCalendar(law).day(on).is_workday and opens <= minute < closes
