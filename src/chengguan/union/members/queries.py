"""Reads of memberships: who stands where on a day, and the lists that a keeper finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F, Prefetch, Q, QuerySet

from chengguan.core.journal import services as journal
from chengguan.core.org.kinds import MembershipKind, OrganKind, Role
from chengguan.core.org.models import Grant, Membership, Organ, Person
from chengguan.core.org.queries import in_force, overlapping
from chengguan.core.work import lists
from chengguan.core.work.acting import Actor
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.union.members.models import MemberRecord, UnionFile
from chengguan.union.members.offices import KEEPERS, UNIONS

KIND = "union"
PROCEDURE = "union.membership"
ID_NUMBER, PHONE, CARD = "membership.id_number", "membership.phone", "membership.card"
PENDING = ("applied", "considered")
MEMBER_STATES = ("active", "retained")
VIEWS: Mapping[str, tuple[str, ...]] = {
    "members": MEMBER_STATES,
    "pending": PENDING,
    "retained": ("retained",),
    "ended": ("moved_out", "left", "deemed_left", "expelled", "refused", "withdrawn"),
}


# -- who stands where ----------------------------------------------------------------------------


def standing_of(person_id: int, since: date, own: MemberRecord | None = None) -> str:
    """Where somebody is a member from that day on, or has applied otherwise than by his ``own``
    record; empty where nowhere."""
    spans = Membership.objects.filter(
        overlapping(since, None), person_id=person_id, kind=MembershipKind.UNION
    ).exclude(until=F("since"))
    held = spans.values_list("organ__name", flat=True).first()
    if held:
        return held
    pending = MemberRecord.objects.filter(person_id=person_id, matter__state__in=PENDING)
    if own is not None:
        pending = pending.exclude(pk=own.pk)
    return pending.values_list("matter__organ__name", flat=True).first() or ""


def holder_of_number(number: str, own: frozenset[int]) -> bool:
    """Whether a member or applicant other than his own holds this number of identity."""
    sealed = journal.find(ID_NUMBER, number).exclude(pk__in=own)
    known = MemberRecord.objects.filter(id_number__in=sealed.values("pk"))
    return known.filter(matter__state__in=(*MEMBER_STATES, *PENDING)).exists()


def record_of_number(number: str) -> MemberRecord | None:
    """The member or applicant with that number, with his matter."""
    sealed = journal.find(ID_NUMBER, number).values("pk")
    rows = MemberRecord.objects.select_related("matter__organ", "person", "span", "group")
    return rows.filter(id_number__in=sealed, matter__state__in=(*MEMBER_STATES, *PENDING)).first()


def holder_of_card(card: str) -> bool:
    sealed = journal.find(CARD, card).values("pk")
    return MemberRecord.objects.filter(card__in=sealed, card_withdrawn_on=None).exists()


def keeper_role(organ: Organ, on: date) -> str:
    """The role to which a matter of that union or group is handed: the chair where there is one."""
    held = set(
        Grant.objects.filter(in_force(on), organ=organ, role__in=KEEPERS).values_list(
            "role", flat=True
        )
    )
    return next((str(role) for role in KEEPERS if role in held), str(Role.BASE_UNION_CHAIR))


def has_keeper(organ: Organ, on: date) -> bool:
    return Grant.objects.filter(in_force(on), organ=organ, role__in=KEEPERS).exists()


def own_record(actor: Actor) -> MemberRecord | None:
    """The reader's own membership: the one that runs, else the newest."""
    rows = MemberRecord.objects.filter(person_id=actor.person_id or 0).select_related(
        "matter__organ", "person", "span__organ", "group"
    )
    return rows.order_by("-matter__is_open", "-matter__opened_at").first()


# -- the list of memberships ---------------------------------------------------------------------


@dataclass(frozen=True)
class Asked:
    """What a list of memberships is narrowed to, as its address says it."""

    view: str = "members"
    words: str = ""
    union: str = ""
    sex: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        said = {name: query.get(name, "").strip() for name in cls.__dataclass_fields__}
        if said["view"] not in VIEWS:
            said["view"] = "members"
        return cls(**said)

    @property
    def is_open(self) -> bool:
        return self.view != "ended"


def _narrow(asked: Asked) -> Q:
    wanted = Q(procedure=PROCEDURE, state__in=VIEWS[asked.view])
    if asked.words:
        wanted &= Q(member__person__name__icontains=asked.words) | Q(number__iexact=asked.words)
    if asked.union.isdecimal():
        wanted &= Q(organ_id=int(asked.union)) | Q(member__group_id=int(asked.union))
    if asked.sex:
        wanted &= Q(member__sex=asked.sex)
    return wanted


RELATED = ("member__person", "member__group", "member__span")


def membership_list(actor: Actor, asked: Asked) -> MatterPage:
    return lists.page(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow(asked),
        related=RELATED,
    )


def membership_sheet(actor: Actor, asked: Asked) -> Iterator[Matter]:
    return lists.everything(
        actor, kind=KIND, is_open=asked.is_open, narrow=_narrow(asked), related=RELATED
    )


# -- unions that may be chosen -------------------------------------------------------------------


def unions(on: date) -> QuerySet[Organ]:
    return Organ.objects.filter(in_force(on), kind__in=UNIONS).order_by("path")


def groups(on: date) -> QuerySet[Organ]:
    rows = Organ.objects.filter(in_force(on), kind=OrganKind.UNION_GROUP)
    return rows.select_related("parent").order_by("path")


def own_unions(actor: Actor, on: date) -> list[Organ]:
    """Where the reader is a keeper: of a union, or of the union of his group."""
    held = {scope.organ_id for scope in actor.scopes if scope.role in KEEPERS}
    parents = Organ.objects.filter(pk__in=held, kind=OrganKind.UNION_GROUP).values("parent")
    return list(unions(on).filter(Q(pk__in=held) | Q(pk__in=parents)))


def today(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def find_people(text: str) -> QuerySet[Person]:
    """People by name who may become members, with what they belong to."""
    units = Membership.objects.filter(until=None).select_related("organ").order_by("kind", "pk")
    rows = Person.objects.filter(name__icontains=text)
    return rows.prefetch_related(Prefetch("memberships", units)).order_by("name", "pk")


def tell_person(person: Person) -> tuple[str, str]:
    """His name and where he works, which tells people of one name apart."""
    return person.name, " · ".join(one.organ.short_name for one in person.memberships.all())


def proposed_union(person_id: int | None, on: date) -> Organ | None:
    """The union that stands for the unit where somebody works: that of the nearest unit above."""
    units = Membership.objects.filter(
        in_force(on), person_id=person_id or 0, kind=MembershipKind.UNIT
    ).select_related("organ")
    above = [pk for unit in units for pk in reversed(unit.organ.ancestor_ids)]
    served = {
        file.serves_id: file.organ
        for file in UnionFile.objects.filter(serves__in=above).select_related("organ")
    }
    return next((served[pk] for pk in above if pk in served), None)


def employers() -> QuerySet[Organ]:
    """Units where members work."""
    kinds = (
        OrganKind.CITY_BUREAU,
        OrganKind.OFFICE,
        OrganKind.CITY_BRIGADE,
        OrganKind.DISTRICT_BUREAU,
        OrganKind.BRIGADE,
        OrganKind.SPECIAL_TEAM,
        OrganKind.STREET_TEAM,
    )
    return Organ.objects.filter(kind__in=kinds, until=None).order_by("path")
