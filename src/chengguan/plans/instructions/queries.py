"""Reads of instructions and tasks: addressees, lists, and what the page of a matter shows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from chengguan.core.org.models import Grant, Organ, Person
from chengguan.core.org.queries import in_force
from chengguan.core.pages.addresses import row_key
from chengguan.core.work import lateness, lists, visibility
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Assignment, Matter, MatterLink
from chengguan.plans.instructions.facts import REPLY
from chengguan.plans.instructions.models import SupervisedTask
from chengguan.plans.instructions.offices import HEADS, LEADERS, READERS

INSTRUCTION, TASK = "instruction", "task"
SUBJECT = "subject"
"""The word of the link from an instruction to what it is about."""

# -- who may be addressed --------------------------------------------------------------------


def own_organs(actor: Actor) -> QuerySet[Organ]:
    """The organs in whose name somebody instructs."""
    mine = [scope.organ_id for scope in actor.scopes if scope.role in LEADERS]
    return Organ.objects.filter(pk__in=mine, until=None).order_by("path")


def head_role(organ: Organ, on: date) -> str:
    """The role that answers for an organ; empty where nobody holds one there."""
    held = set(_grants(on).filter(organ=organ).values_list("role", flat=True))
    return next((str(role) for role in HEADS if role in held), "")


def units_below(organs: Iterable[Organ], on: date) -> QuerySet[Organ]:
    """The organs below these for which somebody answers."""
    below, own = Q(pk__in=()), [organ.pk for organ in organs]
    for organ in organs:
        below |= Q(path__startswith=organ.path)
    headed = _grants(on).filter(role__in=HEADS).values("organ")
    rows = Organ.objects.filter(below, pk__in=headed, until=None, is_external=False)
    return rows.exclude(pk__in=own).order_by("path")


def people_below(organs: Iterable[Organ], on: date) -> QuerySet[Person]:
    """Those who hold a role in these organs or below."""
    where = Q(organ__in=())
    for organ in organs:
        where |= Q(organ__path__startswith=organ.path)
    held = _grants(on).filter(where, role__in=READERS)
    return Person.objects.filter(pk__in=held.values("person")).order_by("name", "pk")


def units_by_person(organs: Iterable[Organ], on: date) -> dict[int, str]:
    """The unit in whose name each of them is addressed, by its short name; one statement."""
    where = Q(organ__in=())
    for organ in organs:
        where |= Q(organ__path__startswith=organ.path)
    held = _grants(on).filter(where, role__in=READERS).select_related("organ")
    # The deepest organ comes last and stays.
    ordered = sorted(held, key=lambda given: (len(given.organ.ancestor_ids), given.organ_id))
    return {given.person_id: given.organ.short_name for given in ordered}


def unit_of(person: Person, within: Organ, on: date) -> Organ | None:
    """Where somebody works below an organ: the deepest, where he holds several roles."""
    held = _grants(on).filter(person=person, organ__path__startswith=within.path, role__in=READERS)
    organs = [given.organ for given in held.select_related("organ")]
    return max(organs, key=lambda organ: (len(organ.ancestor_ids), organ.pk), default=None)


def _grants(on: date) -> QuerySet[Grant]:
    return Grant.objects.filter(in_force(on))


# -- what it is about ------------------------------------------------------------------------


def visible(actor: Actor, keys: Iterable[UUID]) -> list[Matter]:
    """Those of the matters that somebody may find."""
    rows = Matter.objects.filter(visibility.is_visible_to(actor), pk__in=list(keys))
    return list(rows.select_related("organ").order_by("number"))


@dataclass(frozen=True)
class Subjects:
    """What a reader may find of what an instruction is about, and how much he may not."""

    matters: list[Matter]
    hidden: int


def subjects(actor: Actor, instruction: UUID) -> Subjects:
    keys = MatterLink.objects.filter(source=instruction, kind=SUBJECT).values_list(
        "target", flat=True
    )
    found = visible(actor, keys)
    return Subjects(found, len(keys) - len(found))


def course(actor: Actor, instruction: UUID) -> list[SupervisedTask]:
    """The tasks of an instruction that a reader may find, with what became of each."""
    rows = SupervisedTask.objects.filter(
        instruction=instruction, pk__in=visibility.visible_ids(actor)
    ).select_related("matter__organ", "person", "signed_by", "signed_off_by")
    rows = rows.prefetch_related(
        "matter__clocks",
        "replies__by",
        "replies__returned_by",
        "extensions__asked_by",
        "extensions__decided_by",
        "reminders__by",
    )
    return list(rows.order_by("matter__number"))


# -- lists -----------------------------------------------------------------------------------

TASK_VIEWS = ("open", "mine", "overdue", "answered", "closed")
INSTRUCTION_VIEWS = ("open", "mine", "closed")


@dataclass(frozen=True)
class Asked:
    """What a list is asked for; empty means no filter."""

    view: str = "open"
    words: str = ""
    state: str = ""
    organ: str = ""
    late: str = ""
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str], views: Iterable[str]) -> "Asked":
        """From an address; what is not known there counts as not asked."""
        asked = {name: given.get(name, "").strip() for name in cls.__dataclass_fields__}
        if asked["view"] not in views:
            asked["view"] = "open"
        return cls(**asked)

    @property
    def is_open(self) -> bool:
        return self.view != "closed"


def task_list(actor: Actor, asked: Asked, now: datetime) -> lists.MatterPage:
    return lists.page(
        actor,
        kind=TASK,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow_tasks(actor, asked, now),
        related=TASK_WITH,
    )


def task_sheet(actor: Actor, asked: Asked, now: datetime) -> Iterator[Matter]:
    """All rows of the same list, for Excel."""
    narrow = _narrow_tasks(actor, asked, now)
    return lists.everything(
        actor, kind=TASK, is_open=asked.is_open, narrow=narrow, related=TASK_WITH
    )


TASK_WITH = (
    "supervised_task__instruction__given_by",
    "supervised_task__person",
    "supervised_task__signed_by",
)


def _narrow_tasks(actor: Actor, asked: Asked, now: datetime) -> Q:
    found = _narrow(asked)
    match asked.view:
        case "mine":
            found &= Q(pk__in=Assignment.objects.filter(work.desk_of(actor)).values("matter"))
        case "overdue":
            found &= lateness.late(now)
        case "answered":
            found &= Q(state="replied")
    return found & Q(lateness.was_late(now, REPLY)) if asked.late else found


def instruction_list(actor: Actor, asked: Asked, now: datetime) -> lists.MatterPage:
    return lists.page(
        actor,
        kind=INSTRUCTION,
        is_open=asked.is_open,
        after=asked.after,
        before=asked.before,
        narrow=_narrow_instructions(actor, asked, now),
        related=("instruction__given_by",),
    )


def instruction_sheet(actor: Actor, asked: Asked, now: datetime) -> Iterator[Matter]:
    """All rows of the same list, for Excel."""
    narrow = _narrow_instructions(actor, asked, now)
    return lists.everything(
        actor,
        kind=INSTRUCTION,
        is_open=asked.is_open,
        narrow=narrow,
        related=("instruction__given_by",),
    )


def _narrow_instructions(actor: Actor, asked: Asked, now: datetime) -> Q:
    found = _narrow(asked)
    if asked.view == "mine":
        found &= Q(instruction__given_by=actor.person_id)
    if asked.late:
        late = SupervisedTask.objects.filter(lateness.was_late(now, REPLY, "matter"))
        found &= Q(pk__in=late.values("instruction"))
    return found


def _narrow(asked: Asked) -> Q:
    found = Q(state=asked.state) if asked.state else Q()
    if organ := row_key(asked.organ):
        found &= Q(organ_id=organ)
    if asked.words:
        found &= Q(number__icontains=asked.words) | Q(title__icontains=asked.words)
    return found


def late_among(matters: Iterable[Matter], now: datetime) -> set[UUID]:
    """The tasks whose reply is late or came late; one statement."""
    keys = [matter.pk for matter in matters]
    rows = Matter.objects.filter(lateness.was_late(now, REPLY), pk__in=keys)
    return set(rows.values_list("pk", flat=True))


@dataclass(frozen=True)
class Count:
    """How far the tasks of one instruction have come."""

    tasks: int = 0
    replied: int = 0
    late: int = 0


def counts(matters: Iterable[Matter], now: datetime) -> dict[UUID, Count]:
    """The tasks of many instructions; one statement. A cancelled task counts nowhere."""
    rows = SupervisedTask.objects.filter(instruction__in=[matter.pk for matter in matters])
    rows = rows.exclude(matter__state="cancelled").annotate(
        is_late=lateness.was_late(now, REPLY, "matter")
    )
    found: dict[UUID, Count] = {}
    for pk, state, is_late in rows.values_list("instruction", "matter__state", "is_late"):
        one = found.get(pk, Count())
        found[pk] = Count(
            one.tasks + 1,
            one.replied + (state in ("replied", "signed_off")),
            one.late + is_late,
        )
    return found
