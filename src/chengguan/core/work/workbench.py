"""What the workbench reads: what lies with somebody, with his team, and what is late in his reach.

Every figure is the length of rows that were read, never a count across joins; where more rows
wait than are read, the figure says so.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Person
from chengguan.core.work import lateness, registry, rules, steps, visibility
from chengguan.core.work.acting import Actor, actor_of
from chengguan.core.work.models import Access, Assignment, Matter, MatterFinding
from chengguan.core.work.queries import desk_of
from chengguan.law.procedure import START

SOON = timedelta(days=3)
TEAM = frozenset({Role.SQUAD_LEADER, Role.TEAM_HEAD})
"""Who answers for the work of others in his organ."""
OVERSIGHT = frozenset(
    {Role.BUREAU_LEADER, Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.FIELD_SECTION}
)
"""Who watches over what is late, but handles nothing himself."""
READ_FINDINGS = frozenset({Role.SUPERVISOR, Role.LEGAL_REVIEWER, Role.BUREAU_LEADER})
DESK_LIMIT = 300
"""Matters of one's own desk at most; more than that on one desk is itself a finding."""
LIMIT = 1000
"""Rows read for one figure at most."""


@dataclass(frozen=True)
class Late:
    """A late matter: its organ, and the clock by which it is late."""

    organ_id: int
    organ: str
    ref: str


@dataclass
class Load:
    """What one person of a team holds; without a person: what nobody has taken yet."""

    person_id: int | None
    name: str
    matters: int = 0
    soon: int = 0
    late: int = 0


@dataclass(frozen=True)
class Workbench:
    """The first page of a day. ``acts`` maps matters to the act that is owed by the reader."""

    matters: list[Matter]
    acts: dict[object, str]
    begun: int | None = None
    team: list[Load] = field(default_factory=list)
    late: list[Late] | None = None
    unseen: int | None = None
    is_new: bool = False
    """Nothing was ever in the reader's hands."""

    @property
    def mine(self) -> list[Matter]:
        return [m for m in self.matters if self.acts[m.pk]]

    @property
    def waiting(self) -> list[Matter]:
        return [m for m in self.matters if not self.acts[m.pk]]


def workbench(actor: Actor, now: datetime) -> Workbench:
    """At most six statements, less for those with fewer duties."""
    matters = on_desk(actor)
    steps.load(matters, now)
    roles = actor.roles
    return Workbench(
        matters=matters,
        acts={m.pk: steps.act_of(m, actor, _own_desk(m, actor)) for m in matters},
        begun=_begun(actor) if _may_begin(actor) else None,
        team=team(actor, now) if roles & TEAM else [],
        late=late(actor, now) if roles & OVERSIGHT else None,
        unseen=len(unseen(actor)) if roles & READ_FINDINGS else None,
        is_new=not matters and _is_new(actor),
    )


def count_mine(person_id: int, on: date) -> int:
    """How many matters wait for somebody; shown on the role cards of the demonstration."""
    noon = datetime(on.year, on.month, on.day, 12, tzinfo=rules.ZONE)
    actor = actor_of(Person(pk=person_id), noon)
    matters = on_desk(actor)
    steps.load(matters, noon)
    return sum(1 for m in matters if steps.act_of(m, actor, _own_desk(m, actor)))


def on_desk(actor: Actor) -> list[Matter]:
    """What lies on somebody's desk or waits for his decision, the most urgent first."""
    found = Assignment.objects.filter(desk_of(actor)).values("matter")
    reach = _open_ids(actor)
    asked = [Matter.objects.filter(q, pk__in=reach).values("pk") for q in _decisions(actor)]
    rows = Matter.objects.filter(pk__in=found.union(*asked) if asked else found, is_open=True)
    rows = rows.filter(pk__in=visibility.visible_ids(actor)).select_related("organ", "place")
    own = Assignment.objects.filter(matter=OuterRef("pk"), person=actor.person_id, until=None)
    given = own.exclude(given_by=None).order_by("-task", "-pk")
    handed = Assignment.objects.filter(desk_of(actor), matter=OuterRef("pk")).exclude(role="")
    handed = handed.order_by("pk")
    rows = rows.annotate(
        first_clock=lateness.first_clock(),
        is_handled=Exists(own.filter(task=Assignment.Task.HANDLE)),
        asked_task=Subquery(own.exclude(task=Assignment.Task.HANDLE).values("task")[:1]),
        given_by=Subquery(given.values("given_by__name")[:1]),
        given_reason=Subquery(given.values("reason")[:1]),
        handed_role=Subquery(handed.values("role")[:1]),
        handed_organ=Subquery(handed.values("organ")[:1]),
    )
    return list(rows.order_by(F("next_due_at").asc(nulls_last=True), "number")[:DESK_LIMIT])


def _open_ids(actor: Actor) -> QuerySet[Access, Any]:
    return visibility.visible_ids(actor).filter(is_open=True)


def _own_desk(matter: Any, actor: Actor) -> list[Assignment]:
    """As much of the desk as the question asks whether an act is in the actor's hands."""
    tasks = [Assignment.Task.HANDLE] * matter.is_handled + [matter.asked_task] * bool(
        matter.asked_task
    )
    mine = [Assignment(person_id=actor.person_id, task=task) for task in tasks]
    if matter.handed_role:
        mine.append(Assignment(role=matter.handed_role, organ_id=matter.handed_organ))
    return mine


def _decisions(actor: Actor) -> Iterable[Q]:
    """What waits for an act of decision of one of the actor's roles."""
    for handling in registry.handlings():
        known = handling.procedure.by_action
        for action, wanted in (handling.decisions(actor) if handling.decisions else {}).items():
            if actor.roles & set(known[action].by):
                yield Q(procedure=handling.procedure.key, is_open=True) & wanted


def _may_begin(actor: Actor) -> bool:
    begins = {
        role
        for handling in registry.handlings()
        for action in handling.procedure.actions_from(START.key)
        for role in action.by
    }
    return bool(actor.roles & begins)


def _begun(actor: Actor) -> int:
    return Matter.objects.filter(opened_by_id=actor.person_id, is_open=True).count()


def _is_new(actor: Actor) -> bool:
    """Whether somebody never held a matter, was never asked about one and never began one; read
    only where his desk is empty."""
    held = Exists(Assignment.objects.filter(person=OuterRef("pk")))
    begun = Exists(Matter.objects.filter(opened_by=OuterRef("pk")))
    people = Person.objects.filter(pk=actor.person_id) if actor.person_id else Person.objects.none()
    return not people.filter(held | begun).exists()


def day_of(moment: datetime) -> date:
    return moment.astimezone(rules.ZONE).date()


def by_day(matters: Iterable[Matter], now: datetime) -> tuple[tuple[date, int], ...]:
    """The seven days from today on with how much is due on each; what is late already is not."""
    due = [m.next_due_at for m in matters if m.next_due_at and not lateness.is_late(m, now)]
    days, today = Counter(day_of(moment) for moment in due), day_of(now)
    return tuple((day, days[day]) for day in (today + timedelta(days=n) for n in range(7)))


def team(actor: Actor, now: datetime) -> list[Load]:
    """What lies with each person in the actor's reach, the latest first; one statement."""
    held = Assignment.objects.filter(
        until=None, task=Assignment.Task.HANDLE, matter__is_open=True, matter__in=_open_ids(actor)
    ).select_related("person", "matter")
    rows = list(held.order_by("matter__next_due_at", "pk")[:LIMIT])
    taken = {row.matter_id for row in rows if row.person_id}
    loads: dict[int | None, Load] = {}
    for row in rows:
        if row.person_id is None and row.matter_id in taken:
            continue
        load = loads.setdefault(
            row.person_id, Load(row.person_id, row.person.name if row.person else "")
        )
        load.matters += 1
        load.late += lateness.is_late(row.matter, now)
        load.soon += lateness.is_due_within(row.matter, now, now + DAY)
    return sorted(loads.values(), key=lambda load: (-load.late, -load.soon, -load.matters))


DAY = timedelta(hours=24)


def late(actor: Actor, now: datetime) -> list[Late]:
    """The late matters that somebody may find, the latest first; one statement."""
    rows = Access.objects.filter(
        lateness.late(now, "due_at"), token__in=visibility.tokens_of(actor)
    ).annotate(ref=lateness.first_clock("matter"))
    found = rows.values_list(
        "due_at", "matter_id", "matter__organ_id", "matter__organ__short_name", "ref"
    )
    return [Late(*row[2:]) for row in found.order_by("due_at", "matter_id").distinct()[: LIMIT + 1]]


def unseen(actor: Actor) -> Sequence[int]:
    """The findings in somebody's reach that he has not looked at."""
    rows = MatterFinding.objects.filter(matter__in=visibility.visible_ids(actor))
    rows = rows.exclude(looks__person=actor.person_id)
    return list(rows.order_by("-pk").values_list("pk", flat=True)[: LIMIT + 1])


def grouped(rows: Iterable[Late]) -> tuple[Counter[str], dict[int, tuple[str, int]]]:
    """How much is late by clock, and by organ."""
    clocks: Counter[str] = Counter()
    organs: dict[int, tuple[str, int]] = defaultdict(lambda: ("", 0))
    for row in rows:
        clocks[row.ref] += 1
        organs[row.organ_id] = (row.organ, organs[row.organ_id][1] + 1)
    return clocks, organs
