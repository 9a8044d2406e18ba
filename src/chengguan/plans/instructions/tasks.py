"""What the worker does for supervised tasks: tell whom a reminder is for, and climb the line."""

import json
from datetime import datetime

from django.urls import reverse

from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.notices.services import notify
from chengguan.core.org import queries as org
from chengguan.core.org.kinds import Role
from chengguan.core.pages import clock
from chengguan.core.work import reminders
from chengguan.core.work.models import Assignment
from chengguan.core.work.rules import ZONE
from chengguan.core.work.tasks import people_of
from chengguan.plans.instructions.climbing import escalate_late
from chengguan.plans.instructions.models import SupervisedTask

LINES = {"remind": "催办", "escalate": "督办逾期未反馈"}


@handler("act")
def tell_of_reminder(row: OutboxRow) -> None:
    """A reminder reaches those who owe the reply; an escalation the leader and supervision."""
    told = json.loads(row.payload)
    if told["action"] not in LINES:
        return
    task = (
        SupervisedTask.objects.filter(pk=told["matter"])
        .select_related("matter__organ", "instruction__matter")
        .first()
    )
    if task is None:
        return
    now = clock.now()
    for person in sorted(_told_of(told["action"], task, now)):
        notify(
            person_id=person,
            title=f"{LINES[told['action']]}：{task.matter}"[:120],
            link=reverse("work:matter", args=[task.pk]),
            matter=task.pk,
            at=now,
            source=f"{told['action']}:{told['entry']}:{person}",
        )


def _told_of(action: str, task: SupervisedTask, now: datetime) -> set[int]:
    held = Assignment.objects.filter(matter=task.pk, until=None)
    owing = people_of(task.matter, held, now)
    if action == "remind":
        return owing
    on, organ = now.astimezone(ZONE).date(), task.instruction.matter.organ_id
    supervision = org.holders(Role.SUPERVISOR, organ, on).values_list("pk", flat=True)
    return {task.instruction.given_by_id, *supervision}


reminders.also(escalate_late)
