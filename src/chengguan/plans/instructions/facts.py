"""What guards may know of an instruction and of a supervised task."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery

from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.queries import clocks_of
from chengguan.core.work.rules import ZONE
from chengguan.plans.instructions.models import (
    LeaderInstruction,
    SupervisedTask,
    TaskExtension,
    TaskReply,
)
from chengguan.plans.instructions.offices import OFFICE

REPLY, SIGN = "TASK_REPLY", "TASK_SIGN"


@dataclass(frozen=True)
class InstructionFacts:
    """An instruction changes by its tasks alone."""

    hands: Hands


@dataclass(frozen=True)
class TaskFacts:
    """A task as its records tell it. People are numbers.

    ``is_office`` says whether the actor stands in the organ that instructed, or above it;
    ``is_overdue`` is judged when the act is recorded; ``due_on`` is the day that now holds.
    ``is_owed_by_me``: the actor, or in whose name he stands, was addressed, signed or replied, or
    has it on his desk before the answer.
    """

    by: int | None
    is_office: bool
    replied_by: int | None
    extension_asked_by: int | None
    wanted_on: date | None
    due_on: date | None
    is_overdue: bool
    today: date
    is_owed_by_me: bool
    hands: Hands


def instruction_facts(matter: Matter, at: At, by: Actor) -> InstructionFacts:
    """Read with what its effects find again as ``matter.instruction``."""
    matter.instruction = LeaderInstruction.objects.get(pk=matter.pk)
    return InstructionFacts(hands_of(matter, at, by))


def task_facts(matter: Matter, at: At, by: Actor) -> TaskFacts:
    """One statement, and one for the clocks; effects find the row as ``matter.supervised_task``."""
    newest = TaskReply.objects.filter(task=OuterRef("pk")).order_by("-pk")
    asked = TaskExtension.objects.filter(task=OuterRef("pk"), decided_at=None)
    rows = SupervisedTask.objects.select_related("instruction__matter__organ").annotate(
        replied_by=Subquery(newest.values("by")[:1]),
        extension_asked_by=Subquery(asked.values("asked_by")[:1]),
        wanted_on=Subquery(asked.values("wanted_on")[:1]),
    )
    task = rows.get(pk=matter.pk)
    matter.supervised_task = task
    due, hands = _due(matter), hands_of(matter, at, by)
    return TaskFacts(
        by=by.person_id,
        is_office=is_office(by, task.instruction.matter),
        replied_by=task.replied_by,
        extension_asked_by=task.extension_asked_by,
        wanted_on=task.wanted_on,
        due_on=due and due.astimezone(ZONE).date(),
        is_overdue=any(c.is_overdue(at.recorded) for c in clocks_of(matter) if c.ref == REPLY),
        today=at.recorded.astimezone(ZONE).date(),
        is_owed_by_me=_is_owed_by(
            {task.person_id, task.signed_by_id, task.replied_by}, matter, by, hands
        ),
        hands=hands,
    )


def _is_owed_by(owing: set[int | None], matter: Matter, by: Actor, hands: Hands) -> bool:
    """Once there is an answer, the desk is that of whoever instructed."""
    on_desk = hands.is_mine and matter.state != "replied"
    return on_desk or bool((owing - {None}) & {by.person_id, *hands.names})


def _due(matter: Matter) -> datetime | None:
    """The end of the period that runs; None while no reply is owed."""
    running = [c for c in clocks_of(matter) if c.ref == REPLY and c.stopped_at is None]
    return running[0].due_at if running else None


def is_office(by: Actor, instruction: Matter) -> bool:
    """Whether somebody holds one of the offices in the organ that instructed, or above it."""
    return any(by.holds(role, instruction.organ, "") for role in OFFICE)
