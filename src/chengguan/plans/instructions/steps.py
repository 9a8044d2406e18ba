"""What moves an instruction or a task on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.plans.instructions.models import SupervisedTask, TaskExtension, TaskReply


def instruction_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """An instruction waits for the units, then for the last sign-off."""
    words = {"given": _("承办单位反馈"), "answered": _("督办销号")}
    return {m.pk: Step(waits_for=words.get(m.state, "")) for m in matters}


def task_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them."""
    own = OuterRef("pk")
    rows = SupervisedTask.objects.filter(pk__in=[m.pk for m in matters]).annotate(
        state=F("matter__state"),
        asked_by=Subquery(
            TaskExtension.objects.filter(task=own, decided_at=None).values("asked_by")[:1]
        ),
        replied_by=Subquery(TaskReply.objects.filter(task=own).order_by("-pk").values("by")[:1]),
    )
    told = rows.values_list("pk", "state", "asked_by", "replied_by")
    return {pk: step(state, asked, replied) for pk, state, asked, replied in told}


def step(state: str, asked_by: int | None, replied_by: int | None) -> Step:
    if state == "running" and asked_by:
        return Step("reply", decision="grant_extension", asked_by={"grant_extension": asked_by})
    if state == "replied":
        return Step("sign_off", asked_by={"sign_off": replied_by})
    return Step({"issued": "sign", "running": "reply"}.get(state, ""))


def decisions(by: Actor) -> Mapping[str, Q]:
    """More time that was asked of the leader who instructed."""
    asked = TaskExtension.objects.filter(decided_at=None).exclude(asked_by=by.person_id)
    return {
        "grant_extension": Q(
            state="running",
            supervised_task__instruction__given_by=by.person_id,
            pk__in=asked.values("task"),
        )
    }
