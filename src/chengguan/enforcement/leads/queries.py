"""Reads of leads: known orders, likely repeats, the list, and what the matter page shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.work import confidentiality, lists, visibility
from chengguan.core.work import queries as work
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.facts import REPEAT_WITHIN
from chengguan.enforcement.leads.models import ClusterMember, Lead, LeadSource

KIND = "lead"
PHONE = "complainant.phone"
COMPLAINANT = "complainant"
REPEATED = 3
"""From this position in a cluster on a lead is a 重复投诉 shown to team head and supervision."""


# -- intake ----------------------------------------------------------------------------------


def known_order(source: str, external_no: str) -> Outcome | None:
    """What became of an order that this source already sent under this number."""
    if not external_no:
        return None
    lead = Lead.objects.select_related("matter").filter(source=source, external_no=external_no)
    found = lead.first()
    if found is None:
        return None
    return Outcome(found.matter_id, found.matter.version, is_repeat=True)


def earlier_alike(
    *, phone: str, place_id: int | None, address: str, item_code: str, at: datetime
) -> list[Lead]:
    """Leads of the last 90 days of the same caller, or of the same place and item; oldest first.

    The caller is found by blind index: nobody learns a number from it.
    """
    ways = []
    if phone.strip():
        ways.append(Q(caller_phone__in=journal.find(PHONE, phone)))
    if item_code and place_id:
        ways.append(Q(matter__place_id=place_id, item_code=item_code))
    if item_code and address.strip():
        ways.append(Q(address_text=address.strip(), item_code=item_code))
    if not ways:
        return []
    # A way a branch, so that each finds by its own index; one OR would read every lead.
    first, *others = (Lead.objects.filter(way).values("pk") for way in ways)
    rows = Lead.objects.filter(
        pk__in=first.union(*others) if others else first,
        matter__opened_at__gte=at - REPEAT_WITHIN,
    )
    return list(rows.select_related("repeat__cluster", "matter").order_by("matter__opened_at")[:50])


def visible_repeats(
    actor: Actor, *, phone: str, place_id: int | None, address: str, item_code: str, at: datetime
) -> list[Lead]:
    """The same as a hint for whoever types: only what he may find anyhow.

    Who may not read callers by office is told nothing by typing a number.
    """
    knows_callers = actor.roles & confidentiality.of(COMPLAINANT).readers
    found = earlier_alike(
        phone=phone if knows_callers else "",
        place_id=place_id,
        address=address,
        item_code=item_code,
        at=at,
    )
    seen = visibility.visible_ids(actor).filter(matter__in=[lead.pk for lead in found])
    may_find = set(seen.values_list("matter", flat=True)) if found else set()
    return [lead for lead in found if lead.pk in may_find]


def officers_of(organ: Organ, on: date) -> QuerySet[Person]:
    """Those who hold the role of officer in an organ or in one of its parts."""
    active = in_force(on, "grants__")
    below = Q(grants__organ__path__startswith=organ.path)
    return Person.objects.filter(active, below, grants__role=Role.OFFICER).distinct().order_by("id")


# -- the list --------------------------------------------------------------------------------

VIEWS = ("mine", "today", "overdue", "open", "closed")


@dataclass(frozen=True)
class Asked:
    """What a list is asked for; empty means no filter."""

    view: str = "open"
    state: str = ""
    appeal_kind: str = ""
    source: str = ""
    organ: str = ""
    repeat: str = ""
    words: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> "Asked":
        """From an address; what is not known there counts as not asked."""
        asked = {name: given.get(name, "").strip() for name in cls.__dataclass_fields__}
        if asked["view"] not in VIEWS:
            asked["view"] = "open"
        return cls(**asked)

    @property
    def is_open(self) -> bool:
        return self.view != "closed"


def lead_list(actor: Actor, asked: Asked, now: datetime) -> lists.MatterPage:
    """A page of the leads an actor may find; two statements, and one more for each relation."""
    return lists.page(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow(actor, asked, now),
        related=("lead__handler",),
    )


def lead_sheet(actor: Actor, asked: Asked, now: datetime) -> Iterator[Matter]:
    """All rows of the same list, for Excel."""
    return lists.everything(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        narrow=_narrow(actor, asked, now),
        related=("lead__handler",),
    )


def _narrow(actor: Actor, asked: Asked, now: datetime) -> Q | None:
    parts = [*_view(actor, asked.view, now), *_filters(asked)]
    found = Q()
    for part in parts:
        found &= part
    return found if parts else None


def _view(actor: Actor, view: str, now: datetime) -> list[Q]:
    if view == "mine":
        return [Q(pk__in=Assignment.objects.filter(work.desk_of(actor)).values("matter"))]
    if view == "today":
        local = now.astimezone(ZONE)
        midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
        return [Q(next_due_at__gte=now, next_due_at__lt=midnight + timedelta(days=1))]
    if view == "overdue":
        return [Q(next_due_at__lt=now)]
    return []


def _filters(asked: Asked) -> list[Q]:
    exact = {
        "state": asked.state,
        "lead__appeal_kind": asked.appeal_kind,
        "lead__source": asked.source if asked.source in LeadSource.values else "",
    }
    found = [Q(**{name: value}) for name, value in exact.items() if value]
    if asked.organ.isdigit():
        found.append(Q(organ_id=int(asked.organ)))
    if asked.repeat:
        found.append(Q(lead__repeat__position__gte=REPEATED))
    if asked.words:
        found.append(
            Q(number__icontains=asked.words)
            | Q(title__icontains=asked.words)
            | Q(lead__address_text__icontains=asked.words)
        )
    return found


def organs_below(actor: Actor) -> list[Organ]:
    """The organs whose leads somebody can ask for: those of his scopes and what is below."""
    tops = [scope.organ_id for scope in actor.scopes]
    if not tops:
        return []
    above = Organ.objects.filter(pk__in=tops, path__isnull=False)
    below = Q()
    for path in above.values_list("path", flat=True):
        below |= Q(path__startswith=path)
    return list(Organ.objects.filter(below, is_external=False).order_by("path")) if below else []


# -- the matter page ---------------------------------------------------------------------------


@dataclass(frozen=True)
class LeadView:
    """A lead with what hangs on it, as its page shows it."""

    lead: Lead
    position: int
    may_read_complainant: bool


def lead_view(actor: Actor, matter: Matter) -> LeadView:
    """The facts of the acts have mostly read the lead before; it is not read again."""
    lead = matter.lead
    repeat: ClusterMember | None = getattr(lead, "repeat", None)
    return LeadView(
        lead,
        repeat.position if repeat else 0,
        visibility.may_read(actor, matter, COMPLAINANT),
    )


def story_parts(lead: Lead) -> Mapping[str, Sequence[object]]:
    """Attempts, checks, returns and call-backs: a statement each."""
    return {
        "attempts": list(lead.attempts.select_related("by").order_by("attempted_at")),
        "checks": list(lead.site_checks.prefetch_related("officers__officer")),
        "returns": list(lead.returns.select_related("organ", "by").order_by("returned_at")),
        "marks": list(lead.marks.select_related("by").order_by("-made_at", "id")),
        "call_backs": list(lead.call_backs.select_related("by").order_by("called_at")),
    }


def cluster_of(actor: Actor, lead: Lead) -> list[Matter]:
    """The other leads of the same cluster that the reader may find."""
    same = ClusterMember.objects.filter(cluster__members__lead=lead).values("lead")
    rows = Matter.objects.filter(visibility.is_visible_to(actor), pk__in=same)
    return list(rows.exclude(pk=lead.pk).select_related("organ").order_by("-opened_at")[:10])


def is_other_lead(actor: Actor, number: str, matter: Matter) -> bool:
    """Whether a number names another lead that the actor may find."""
    rows = Matter.objects.filter(number=number, kind=KIND, pk__in=visibility.visible_ids(actor))
    return rows.exclude(pk=matter.pk).exists()
