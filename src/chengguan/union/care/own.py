"""What a member sees of his own: his applications, and where the looks at them are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from chengguan.core.work.acting import Actor
from chengguan.core.work.present import state_view
from chengguan.core.work.queries import is_visible
from chengguan.union.care import queries
from chengguan.union.care.models import HardshipFile, ReliefCase

SHOWN = 10


def applications(actor: Actor, now: datetime) -> Mapping[str, Any] | None:
    """The reader's own relief matters, and the way to apply where he is a member."""
    if actor.person_id is None:
        return None
    cases = list(queries.own_cases(actor.person_id)[:SHOWN])
    may = bool(queries.handling_unions(actor.person_id, queries.today(now)))
    if not cases and not may:
        return None
    shown = [
        (case.matter.number, state_view(case.matter, now), _url(actor, case), case.applied_on)
        for case in cases
    ]
    return {"cases": shown, "apply_url": reverse("care:apply") if may else ""}


def _url(actor: Actor, case: ReliefCase) -> str:
    seen = is_visible(actor, case.pk)
    return reverse("work:matter", args=[case.pk]) if seen else ""


def keys_of(person_id: int) -> list[UUID]:
    """The matters and files under which somebody's words are sealed."""
    matters = ReliefCase.objects.filter(person=person_id).values_list("pk", flat=True)
    files = HardshipFile.objects.filter(person=person_id).values_list("key", flat=True)
    return [*matters, *files]
