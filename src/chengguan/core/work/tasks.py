"""What the worker does after an act: tell those on whose desk the matter was put."""

import json

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
    on = timezone.localdate(entry.recorded_at)
    people: set[int] = set()
    for held in Assignment.objects.filter(matter=matter, since=entry.recorded_at, until=None):
        if held.person_id:
            people.add(held.person_id)
        elif held.organ_id:
            reaching = Q(field=None) | Q(field=matter.field)
            grants = Grant.objects.filter(
                in_force(on), reaching, role=held.role, organ=held.organ_id
            )
            people.update(grants.values_list("person_id", flat=True))
    return people


def _line(matter: Matter, action: str) -> str:
    """A restricted matter is named by its number alone."""
    if confidentiality.of(matter.confidentiality).is_ordinary:
        return f"{action}：{matter.number} {matter.title}"[:120]
    return f"{action}：{matter.number}"
