"""What the worker does after an act: tell those on whose desk the matter was put."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from chengguan.core.journal.models import JournalEntry
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.notices.services import notify
from chengguan.core.org.models import Grant
from chengguan.core.org.queries import in_force
from chengguan.core.work import confidentiality, registry
from chengguan.core.work.models import Assignment, Matter


@handler("act")
def tell_desk(row: OutboxRow) -> None:
    """A notice for everybody the act assigned, but not for whoever acted. Safe to repeat."""
    told = json.loads(row.payload)
    entry = JournalEntry.objects.get(pk=told["entry"])
    matter = Matter.objects.select_related("organ").get(pk=told["matter"])
    title = registry.procedure_of(matter).by_action[told["action"]].title
    for person in sorted(_assigned(matter, entry)):
        if f"person:{person}" != entry.actor:
            notify(
                person_id=person,
                title=_line(matter, title),
                link=reverse("work:matter", args=[matter.pk]),
                matter=matter.pk,
                is_confidential=not confidentiality.of(matter.confidentiality).is_ordinary,
                at=entry.recorded_at,
                source=f"act:{entry.pk}:{person}",
            )


def _assigned(matter: Matter, entry: JournalEntry) -> set[int]:
    rows = Assignment.objects.filter(matter=matter, since=entry.recorded_at, until=None)
    return people_of(matter, rows, entry.recorded_at)


def people_of(matter: Matter, held: Iterable[Assignment], at: datetime) -> set[int]:
    """The people behind assignments: those named, and whoever holds the role on that day."""
    on = timezone.localdate(at)
    people: set[int] = set()
    for row in held:
        if row.person_id:
            people.add(row.person_id)
        elif row.organ_id:
            reaching = Q(field=None) | Q(field=matter.field)
            grants = Grant.objects.filter(in_force(on), reaching, role=row.role, organ=row.organ_id)
            people.update(grants.values_list("person_id", flat=True))
    return people


def _line(matter: Matter, action: str) -> str:
    """A restricted matter is named by its number alone."""
    if confidentiality.of(matter.confidentiality).is_ordinary:
        return f"{action}：{matter.number} {matter.title}"[:120]
    return f"{action}：{matter.number}"
