"""Reads of leads: known orders, likely repeats, the list, and what the matter page shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from chengguan.core.files.models import FileUse
from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.pages.addresses import row_key
from chengguan.core.work import confidentiality, lateness, lists, rules, visibility
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter, MatterFile
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.inputs import INTAKE_PHOTO, Receive
from chengguan.enforcement.leads.models import ClusterMember, Lead, LeadSource
from chengguan.law.parameters import RuleBook

KIND = "lead"
NAME, PHONE = "complainant.name", "complainant.phone"
COMPLAINANT = "complainant"
REPEATED = 3
"""From this position in a cluster on a lead is a 重复投诉 shown to team head and supervision."""


# -- intake ----------------------------------------------------------------------------------


def order_of(source: str, external_no: str) -> Lead:
    """The lead that came of an order, which this source sent under this number."""
    return Lead.objects.select_related("matter").get(source=source, external_no=external_no)


def says_the_same(lead: Lead, data: Receive) -> bool:
    """Whether an order says what the lead said when it came in.

    Kind and item count only until the desk has sent it on, which classifies it anew. Who called
    is compared by blind index, photos by what is in them.
    """
    matter, place = lead.matter, data.place and data.place.pk
    kept = (matter.title, lead.description, lead.is_anonymous, lead.wants_feedback)
    where = (matter.place_id, lead.address_text, lead.subdistrict_id)
    classed = (lead.appeal_kind, lead.item_code)
    return (
        kept == (data.title, data.description, data.is_anonymous, data.wants_feedback)
        and where == (place, data.address, data.subdistrict_id)
        and (lead.dispatched_at is not None or classed == (data.appeal_kind, data.item_code))
        and _is_sealed_as(NAME, data.caller_name, lead.caller_name_id)
        and _is_sealed_as(PHONE, data.caller_phone, lead.caller_phone_id)
        and _photos_of(lead) == _photos(data)
    )


def _is_sealed_as(kind: str, value: str, sealed: int | None) -> bool:
    if not value or sealed is None:
        return not value and sealed is None
    return journal.find(kind, value).filter(pk=sealed).exists()


def _photos(data: Receive) -> set[str]:
    uses = FileUse.objects.filter(pk__in=data.photos)
    return set(uses.values_list("file__sha256", flat=True)) if data.photos else set()


def _photos_of(lead: Lead) -> set[str]:
    kept = MatterFile.objects.filter(matter=lead.pk, purpose=INTAKE_PHOTO)
    return set(kept.values_list("use__file__sha256", flat=True))


def earlier_alike(
    *, phone: str, place_id: int | None, address: str, item_code: str, at: datetime, law: RuleBook
) -> list[Lead]:
    """Leads of the last days of the same caller, or of the same place and item; oldest first.

    How many days, the rule of the day says. The caller is found by blind index: nobody learns a
    number from it.
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
    within = timedelta(days=law.amount("leads.repeat_within", on=at.astimezone(ZONE).date()))
    rows = Lead.objects.filter(
        pk__in=first.union(*others) if others else first,
        matter__opened_at__gte=at - within,
    )
    return list(rows.select_related("repeat__cluster", "matter").order_by("matter__opened_at")[:50])


def visible_repeats(
    actor: Actor, *, phone: str, place_id: int | None, address: str, item_code: str, at: datetime
) -> list[Lead]:
    """The same as a hint for whoever types: only what he may find anyhow.

    Who may not read callers by office is told nothing by typing a number.
    """
    found = earlier_alike(
        phone=phone if knows_callers(actor) else "",
        place_id=place_id,
        address=address,
        item_code=item_code,
        at=at,
        law=rules.current(),
    )
    seen = visibility.visible_ids(actor).filter(matter__in=[lead.pk for lead in found])
    may_find = set(seen.values_list("matter", flat=True)) if found else set()
    return [lead for lead in found if lead.pk in may_find]


def knows_callers(actor: Actor) -> bool:
    """Whether somebody may learn by office which leads are of one caller."""
    return bool(actor.roles & confidentiality.of(COMPLAINANT).readers)


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


def lead_list(
    actor: Actor, asked: Asked, now: datetime, size: int = lists.PAGE
) -> lists.MatterPage:
    """A page of the leads an actor may find; two statements, and one more for each relation."""
    return lists.page(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow(actor, asked, now),
        related=("lead__handler",),
        size=size,
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
    parts = [*_view(actor, asked.view, now), *_filters(actor, asked)]
    found = Q()
    for part in parts:
        found &= part
    return found if parts else None


def _view(actor: Actor, view: str, now: datetime) -> list[Q]:
    if view == "mine":
        return [Q(pk__in=Assignment.objects.filter(work.desk_of(actor)).values("matter"))]
    if view == "today":
        return [lateness.due_within(now, lateness.end_of_day(now))]
    if view == "overdue":
        return [lateness.late(now)]
    return []


def _filters(actor: Actor, asked: Asked) -> list[Q]:
    exact = {
        "state": asked.state,
        "lead__appeal_kind": asked.appeal_kind,
        "lead__source": asked.source if asked.source in LeadSource.values else "",
    }
    found = [Q(**{name: value}) for name, value in exact.items() if value]
    if organ := row_key(asked.organ):
        found.append(Q(organ_id=organ))
    if asked.repeat:
        found.append(repeated(actor, REPEATED))
    if asked.words:
        found.append(
            Q(number__icontains=asked.words)
            | Q(title__icontains=asked.words)
            | Q(lead__address_text__icontains=asked.words)
        )
    return found


def repeated(actor: Actor, position: int) -> Q:
    """Matters whose lead is the how-manieth repeat or a later one. Who may not know callers finds
    only repeats of one item in one place."""
    later = Q(lead__repeat__position__gte=position)
    if knows_callers(actor):
        return later
    before = ClusterMember.objects.filter(
        Q(lead__matter__place=OuterRef("matter__place"))
        | Q(lead__address_text=OuterRef("address_text")),
        cluster=OuterRef("repeat__cluster"),
        position__lt=OuterRef("repeat__position"),
        lead__item_code=OuterRef("item_code"),
    )
    enough = before.order_by("position").values("pk")[position - 2 : position - 1]
    found = Lead.objects.exclude(item_code="").filter(Exists(enough))
    return later & Q(pk__in=found.values("pk"))


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
    return LeadView(
        lead,
        position_of(actor, lead),
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


def position_of(actor: Actor, lead: Lead) -> int:
    """The how-manieth of its repeats a lead is, as far as the reader may know; 0: of none."""
    repeat: ClusterMember | None = getattr(lead, "repeat", None)
    if repeat is None or knows_callers(actor):
        return repeat.position if repeat else 0
    known = list(repeats_of(actor, lead).order_by("position").values_list("lead", flat=True))
    return known.index(lead.pk) + 1 if len(known) > 1 else 0


def repeats_of(actor: Actor, lead: Lead) -> QuerySet[ClusterMember]:
    """The cluster of a lead with itself. Who may not know callers is shown no link by caller:
    only what is about the same item in the same place."""
    rows = ClusterMember.objects.filter(cluster__members__lead=lead)
    if knows_callers(actor):
        return rows
    there = Q(lead__address_text=lead.address_text)
    if lead.matter.place_id:
        there |= Q(lead__matter__place=lead.matter.place_id)
    alike = Q(lead__item_code=lead.item_code) & ~Q(lead__item_code="") & there
    return rows.filter(Q(lead=lead) | alike)


def cluster_of(actor: Actor, lead: Lead) -> list[Matter]:
    """The other leads of the same cluster that the reader may find, and may know to be repeats."""
    same = repeats_of(actor, lead).values("lead")
    rows = Matter.objects.filter(visibility.is_visible_to(actor), pk__in=same)
    return list(rows.exclude(pk=lead.pk).select_related("organ").order_by("-opened_at")[:10])


def kept_orders(number: str) -> QuerySet[Matter]:
    """The lead of this number, unless it was voided itself."""
    return Matter.objects.filter(number=number, kind=KIND).exclude(state="voided")


def is_other_lead(actor: Actor, number: str, matter: Matter) -> bool:
    """Whether a number names another lead that is kept and that the actor may find."""
    rows = kept_orders(number).filter(pk__in=visibility.visible_ids(actor))
    return rows.exclude(pk=matter.pk).exists()
