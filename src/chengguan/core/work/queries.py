"""What the generic pages read: the workbench, the matter's page, search, findings."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F, Q, QuerySet

from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Person
from chengguan.core.work import rules, visibility
from chengguan.core.work.acting import Actor, actor_of
from chengguan.core.work.lists import PAGE
from chengguan.core.work.models import (
    Access,
    Assignment,
    Matter,
    MatterClock,
    MatterFile,
    MatterFinding,
    MatterLink,
)

PAPER = "文书"
"""The purpose under which sheets are bound to a matter; papers are listed by themselves."""

DESK_LIMIT = 300
"""Matters a workbench reads at most; more than that on one desk is itself a finding."""


def desk_of(actor: Actor) -> Q:
    """Assignments that lie with a person or with a role he holds in that very organ."""
    mine = Q(person_id=actor.person_id)
    for scope in actor.scopes:
        mine |= Q(role=scope.role, organ_id=scope.organ_id)
    return mine & Q(until=None)


def desk(actor: Actor) -> list[Matter]:
    """Open matters waiting for somebody, the most urgent first; one statement."""
    waiting = Assignment.objects.filter(desk_of(actor)).values("matter")
    rows = Matter.objects.filter(pk__in=waiting, is_open=True)
    rows = rows.filter(pk__in=visibility.visible_ids(actor)).select_related("organ", "place")
    return list(rows.order_by(F("next_due_at").asc(nulls_last=True), "number")[:DESK_LIMIT])


@dataclass(frozen=True)
class Workbench:
    """The first page of a day."""

    matters: list[Matter]
    overdue: int
    due_today: int
    due_soon: int
    begun_by_me: int
    by_day: tuple[tuple[date, int], ...]


def workbench(actor: Actor, now: datetime) -> Workbench:
    matters = desk(actor)
    today = now.astimezone(rules.ZONE).date()
    days = Counter(m.next_due_at.astimezone(rules.ZONE).date() for m in matters if m.next_due_at)
    begun = Matter.objects.filter(opened_by_id=actor.person_id, is_open=True)
    return Workbench(
        matters=matters,
        overdue=sum(1 for m in matters if m.next_due_at and m.next_due_at < now),
        due_today=days[today],
        due_soon=sum(days[today + timedelta(days=n)] for n in (1, 2, 3)),
        begun_by_me=begun.count(),
        by_day=tuple((day, days[day]) for day in (today + timedelta(days=n) for n in range(7))),
    )


def count_todo(person_id: int, on: date) -> int:
    """How many matters wait for somebody; shown on the role cards of the demonstration."""
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=rules.ZONE)
    return len(desk(actor_of(Person(pk=person_id), noon)))


def is_visible(actor: Actor, pk: UUID) -> bool:
    return Access.objects.filter(matter=pk, token__in=visibility.tokens_of(actor)).exists()


def clocks_of(matter: Matter) -> list[MatterClock]:
    return list(matter.clocks.order_by("started_at", "id"))


def files_of(matter: Matter, actor: Actor) -> list[MatterFile]:
    """The files of a matter that the reader may open."""
    rows = list(
        matter.files.exclude(purpose=PAPER).select_related("use__file").order_by("added_at", "id")
    )
    classes = {row.confidentiality for row in rows}
    readable = {key for key in classes if visibility.may_read(actor, matter, key)}
    return [row for row in rows if row.confidentiality in readable]


def may_see_file(person: Person, use: FileUse, at: datetime) -> bool:
    """Whether somebody may open an original: through a matter he sees whose class he reads.

    A file that no matter has taken up yet is its uploader's alone.
    """
    rows = MatterFile.objects.filter(use=use).select_related("matter__organ")
    places = list(rows)
    if not places:
        return use.uploaded_by_id == person.pk
    actor = actor_of(person, at)
    return any(
        visibility.may_see(actor, row.matter)
        and visibility.may_read(actor, row.matter, row.confidentiality)
        for row in places
    )


def history(actor: Actor, matter: Matter, *, of: str) -> list[Matter]:
    """Earlier matters of the same party or place that the reader may find (at most ten)."""
    key = getattr(matter, f"{of}_id")
    if key is None:
        return []
    rows = Matter.objects.filter(visibility.is_visible_to(actor), **{f"{of}_id": key})
    return list(rows.exclude(pk=matter.pk).select_related("organ").order_by("-opened_at")[:10])


def links_of(actor: Actor, matter: Matter) -> list[Matter]:
    """Matters linked with this one, either way, that the reader may find."""
    out = MatterLink.objects.filter(source=matter).values("target")
    back = MatterLink.objects.filter(target=matter).values("source")
    rows = Matter.objects.filter(visibility.is_visible_to(actor), pk__in=out.union(back))
    return list(rows.select_related("organ"))


def search(actor: Actor, words: str) -> QuerySet[Matter]:
    """Matters by number or title among those the actor may find."""
    wanted = Q(number__icontains=words) | Q(title__icontains=words)
    rows = Matter.objects.filter(wanted, pk__in=visibility.visible_ids(actor))
    return rows.select_related("organ").order_by("-opened_at")


def findings(actor: Actor, before: int | None = None) -> list[MatterFinding]:
    """What was unlawful and recorded as it happened, newest first; one more than a page."""
    rows = MatterFinding.objects.filter(matter__in=visibility.visible_ids(actor))
    if before is not None:
        rows = rows.filter(pk__lt=before)
    return list(rows.select_related("matter__organ").order_by("-pk")[: PAGE + 1])
