"""What the generic pages read: the matter's page, its files, search."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet, prefetch_related_objects

from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Party
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor, actor_of
from chengguan.core.work.models import (
    Access,
    Assignment,
    Matter,
    MatterClock,
    MatterFile,
    MatterLink,
)

PAPER = "文书"
"""The purpose under which sheets are bound to a matter; papers are listed by themselves."""


def desk_of(actor: Actor) -> Q:
    """Assignments that lie with a person or with a role he holds in that very organ."""
    mine = Q(person_id=actor.person_id)
    for scope in actor.scopes:
        mine |= Q(role=scope.role, organ_id=scope.organ_id)
    return mine & Q(until=None)


def is_visible(actor: Actor, pk: UUID) -> bool:
    return Access.objects.filter(matter=pk, token__in=visibility.tokens_of(actor)).exists()


def held_by(matter: Matter) -> list[Assignment]:
    """On whose desk it lies, and who is asked, by name."""
    held = matter.assignments.filter(until=None).select_related("person", "organ")
    return list(held.order_by("pk"))


def clocks_of(matter: Matter) -> list[MatterClock]:
    """All clocks in the order of their beginnings; read once for one loaded matter."""
    prefetch_related_objects([matter], "clocks")
    return sorted(matter.clocks.all(), key=lambda clock: (clock.started_at, clock.pk))


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
    known = matter.party if of == "party" else matter.place
    if known is None:
        return []
    # one party may be registered several times: the group has every record of it
    same = {"party__group": known.group} if isinstance(known, Party) else {"place": known}
    rows = Matter.objects.filter(visibility.is_visible_to(actor), **same)
    return list(rows.exclude(pk=matter.pk).select_related("organ").order_by("-opened_at")[:10])


def links_of(actor: Actor, matter: Matter) -> list[Matter]:
    """Matters linked with this one, either way, that the reader may find."""
    out = MatterLink.objects.filter(source=matter).values("target")
    back = MatterLink.objects.filter(target=matter).values("source")
    rows = Matter.objects.filter(visibility.is_visible_to(actor), pk__in=out.union(back))
    return list(rows.select_related("organ"))


def organs_below(actor: Actor) -> list[Organ]:
    """The organs whose matters somebody can ask for: those of his scopes and what is below."""
    tops = {scope.organ_id for scope in actor.scopes}
    if not tops:
        return []
    # A city has some hundred organs: cheaper to look at than one condition a scope is to write.
    own = Organ.objects.filter(is_external=False, path__isnull=False).only("name", "path")
    return [organ for organ in own.order_by("path") if not tops.isdisjoint(organ.ancestor_ids)]


def search(actor: Actor, words: str) -> QuerySet[Matter]:
    """Matters by number or title among those the actor may find."""
    wanted = Q(number__icontains=words) | Q(title__icontains=words)
    rows = Matter.objects.filter(wanted, pk__in=visibility.visible_ids(actor))
    return rows.select_related("organ").order_by("-opened_at")
