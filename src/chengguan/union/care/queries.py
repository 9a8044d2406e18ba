"""Reads of care: who is a member where, which files stand, and the lists that a reader finds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, Q, QuerySet

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Grant, Membership, Organ, Person
from chengguan.core.org.ports import members
from chengguan.core.org.queries import in_force
from chengguan.core.work import lists
from chengguan.core.work.acting import Actor
from chengguan.core.work.lists import MatterPage
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.law.spending import Recipient
from chengguan.union.care.models import HardshipFile, Kind, ReliefCase
from chengguan.union.care.offices import UNIONS

KIND = "care"
PROCEDURE = "care.relief"
VIEWS: Mapping[str, tuple[str, ...]] = {
    "waiting": ("applied",),
    "handling": ("returned", "accepted", "visiting", "visited"),
    "paying": ("proposed", "approved"),
    "following": ("paid", "followed"),
    "ended": ("refused", "withdrawn", "closed"),
}


def today(at: datetime) -> date:
    return at.astimezone(ZONE).date()


# -- who is who ------------------------------------------------------------------------------


def unions_of(person: int, day: date) -> list[Organ]:
    """The unions of which somebody is a member on a day."""
    return list(members.unions_of(person, day))


def is_member(person: int, union: int, day: date) -> bool:
    """Of the union itself, or of one below it: a union without staff of its own leaves care to
    the one above."""
    return any(union in organ.ancestor_ids for organ in unions_of(person, day))


def recipient_of(person: int, union: int, day: date) -> Recipient:
    """As whom somebody receives on a day: a member, or one whose membership is kept."""
    for organ in unions_of(person, day):
        if union in organ.ancestor_ids:
            found = members.members_on(day, organ)
            kept = {one.person_id for one in found if one.is_retained}
            return Recipient.RETIRED if person in kept else Recipient.MEMBER
    return Recipient.OTHER


def handling_unions(person: int, day: date) -> list[Organ]:
    """Who handles the care of a member: his union, or the nearest above it that has staff."""
    found: dict[int, Organ] = {}
    for organ in unions_of(person, day):
        line = Organ.objects.filter(pk__in=organ.ancestor_ids, kind__in=UNIONS).order_by("-path")
        staffed = Grant.objects.filter(in_force(day), role=Role.UNION_STAFF, organ__in=line)
        keys = set(staffed.values_list("organ", flat=True))
        nearest = next((one for one in line if one.pk in keys), None)
        if nearest is not None:
            found[nearest.pk] = nearest
    return list(found.values())


def handled_unions(actor: Actor) -> list[Organ]:
    """The unions whose care somebody handles: by the role in the very union."""
    own = {scope.organ_id for scope in actor.scopes if scope.role == Role.UNION_STAFF}
    return list(Organ.objects.filter(pk__in=own, kind__in=UNIONS, until=None).order_by("path"))


def handles(actor: Actor, union: int) -> bool:
    return any(s.role == Role.UNION_STAFF and s.organ_id == union for s in actor.scopes)


def find_people(text: str) -> QuerySet[Person]:
    """People by name, with what they belong to."""
    units = Membership.objects.filter(until=None).select_related("organ").order_by("kind", "pk")
    rows = Person.objects.filter(name__icontains=text)
    return rows.prefetch_related(Prefetch("memberships", units)).order_by("name", "pk")


def tell_person(person: Person) -> tuple[str, str]:
    """His name and where he works, which tells people of one name apart."""
    return person.name, " · ".join(one.organ.short_name for one in person.memberships.all())


# -- hardship files --------------------------------------------------------------------------


def has_hardship_file(person: int, union: int, day: date) -> bool:
    """Whether a file of the household is in force on that day."""
    rows = HardshipFile.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=day), person=person, union=union
    )
    return rows.filter(since__lte=day, until__gt=day).exists()


# -- relief ----------------------------------------------------------------------------------


def own_cases(person: int) -> QuerySet[ReliefCase]:
    rows = ReliefCase.objects.filter(person=person).select_related("matter__organ")
    return rows.order_by("-matter__opened_at")


@dataclass(frozen=True)
class Asked:
    """What a list of relief matters is narrowed to, as its address says it."""

    view: str = "waiting"
    words: str = ""
    kind: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "Asked":
        said = {name: query.get(name, "").strip() for name in cls.__dataclass_fields__}
        if said["view"] not in VIEWS:
            said["view"] = "waiting"
        if said["kind"] not in Kind.values:
            said["kind"] = ""
        return cls(**said)

    @property
    def is_open(self) -> bool:
        return self.view != "ended"


def _narrow(asked: Asked) -> Q:
    wanted = Q(procedure=PROCEDURE, state__in=VIEWS[asked.view])
    if asked.words:
        wanted &= Q(relief__person__name__icontains=asked.words) | Q(number__iexact=asked.words)
    if asked.kind:
        wanted &= Q(relief__kind=asked.kind)
    return wanted


def relief_list(actor: Actor, asked: Asked) -> MatterPage:
    return lists.page(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow(asked),
        related=("relief__person",),
    )


def relief_sheet(actor: Actor, asked: Asked) -> Iterator[Matter]:
    return lists.everything(
        actor,
        kind=KIND,
        is_open=asked.is_open,
        narrow=_narrow(asked),
        related=("relief__person",),
    )


def hardship_files(actor: Actor) -> QuerySet[HardshipFile]:
    """The files of the unions whose care somebody handles."""
    own = [scope.organ_id for scope in actor.scopes if scope.role == Role.UNION_STAFF]
    return HardshipFile.objects.filter(union__in=own).select_related("person", "union")
