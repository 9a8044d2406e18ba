"""The leader's words, what they are about, and each addressee's answer under them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from chengguan.core.documents.models import CasePaper
from chengguan.core.org.kinds import Role
from chengguan.core.pages import words
from chengguan.core.pages.shapes import ActionView, Link, StateView
from chengguan.core.work import figures
from chengguan.core.work import queries as work
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_words import period_words
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.rules import ZONE
from chengguan.plans.instructions import queries
from chengguan.plans.instructions.facts import REPLY, is_office
from chengguan.plans.instructions.models import (
    LeaderInstruction,
    SupervisedTask,
    TaskExtension,
    TaskReminder,
    TaskReply,
)
from chengguan.plans.instructions.procedures import SUPERVISED_TASK, SUPERVISION_ORDER


@dataclass(frozen=True)
class TaskView:
    """One addressee's part; ``whom`` is data, ``office`` the word of the role it went to."""

    number: str
    url: str
    whom: str
    office: str
    state: StateView
    due: MatterClock | None
    late: str
    replies: list[TaskReply]
    extensions: list[TaskExtension]
    reminders: list[TaskReminder]
    task: SupervisedTask
    acts: tuple[ActionView, ...]


def of_instruction(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """The whole course of an instruction."""
    return _course(request, _instruction(matter), None)


def of_task(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """The same words, with this addressee's part alone, and his order as an Office document."""
    task = SupervisedTask.objects.get(pk=matter.pk)
    instruction = LeaderInstruction.objects.select_related(
        "matter__organ", "given_by", "figure_organ"
    ).get(pk=task.instruction_id)
    has_order = CasePaper.objects.filter(matter=matter, key=SUPERVISION_ORDER).exists()
    docx = reverse("instructions:docx", args=[matter.pk]) if has_order else ""
    return {**_course(request, instruction, matter), "docx": docx}


def _instruction(matter: Matter) -> LeaderInstruction:
    rows = LeaderInstruction.objects.select_related("matter__organ", "given_by", "figure_organ")
    return rows.get(pk=matter.pk)


def _course(
    request: HttpRequest, instruction: LeaderInstruction, only: Matter | None
) -> dict[str, object]:
    actor, now = actor_of_request(request), moment_of(request)
    about = queries.subjects(actor, instruction.pk)
    tasks = queries.course(actor, instruction.pk)
    return {
        "instruction": instruction,
        "given_at": instruction.matter.opened_at,
        "url": _url(actor, instruction, only),
        "subjects": [
            Link(f"{matter.number} {matter.title}", reverse("work:matter", args=[matter.pk]))
            for matter in about.matters
        ],
        "hidden": about.hidden,
        "figure": figure_link(instruction),
        "is_task": only is not None,
        "tasks": [
            _task_view(actor, instruction, task, now)
            for task in tasks
            if only is None or task.pk == only.pk
        ],
    }


def _url(actor: Actor, instruction: LeaderInstruction, only: Matter | None) -> str:
    """The way from a task to its instruction, for who may find that: a unit sees its own part."""
    if only is None or not work.is_visible(actor, instruction.pk):
        return ""
    return reverse("work:matter", args=[instruction.pk])


def figure_link(instruction: LeaderInstruction) -> Link | None:
    """The number it is about, with the page of the list behind it where there is one."""
    if not instruction.figure:
        return None
    organ = str(instruction.figure_organ_id or "")
    return figure_words(instruction.figure, instruction.figure_period, organ)


def figure_words(code: str, period: str, organ: str) -> Link:
    """A figure by title and period; a code that no capability publishes any more stands bare."""
    try:
        title, said = str(figures.figure_of(code).title), period_words(Period.read(period))
    except (KeyError, ValueError):
        return Link(f"{code} {period}", "")
    asked = {name: value for name, value in (("period", period), ("organ", organ)) if value}
    return Link(f"{title} {said}", f"{reverse('work:figure', args=[code])}?{urlencode(asked)}")


def _task_view(
    actor: Actor, instruction: LeaderInstruction, task: SupervisedTask, now: datetime
) -> TaskView:
    clocks = [clock for clock in task.matter.clocks.all() if clock.ref == REPLY]
    replies = sorted(task.replies.all(), key=lambda one: one.pk)
    return TaskView(
        number=task.matter.number,
        url=reverse("work:matter", args=[task.pk]),
        whom=task.person.name if task.person else task.matter.organ.name,
        office="" if task.person else str(Role(task.role).label),
        state=state_view(task.matter, now),
        due=max(clocks, key=lambda clock: (clock.started_at, clock.pk), default=None),
        late=late_words(clocks, now),
        replies=replies,
        extensions=sorted(task.extensions.all(), key=lambda one: one.pk),
        reminders=sorted(task.reminders.all(), key=lambda one: one.pk),
        task=task,
        acts=_acts(actor, instruction, task, replies),
    )


def _acts(
    actor: Actor, instruction: LeaderInstruction, task: SupervisedTask, replies: list[TaskReply]
) -> tuple[ActionView, ...]:
    """What the leader does with an answer, beside the answer."""
    own = replies and replies[-1].by_id == actor.person_id
    if task.matter.state != "replied" or own or not is_office(actor, instruction.matter):
        return ()
    known = SUPERVISED_TASK.by_action
    return tuple(
        ActionView(
            key,
            words.act(known[key].title),
            reverse("work:act", args=[task.pk, key]),
            emphasis="primary" if key == "sign_off" else "normal",
        )
        for key in ("sign_off", "return_reply")
    )


def late_words(clocks: Iterable[MatterClock], now: datetime) -> str:
    """By how many days the reply is late, or came late; the worst of several rounds."""
    found = [
        ((_day(clock.stopped_at or now) - _day(clock.due_at)).days, clock.stopped_at is None)
        for clock in clocks
        if clock.due_at and clock.is_overdue(now)
    ]
    if not found:
        return ""
    days, is_running = max(found)
    said = _("逾期 %(n)d 日未反馈") if is_running else _("逾期 %(n)d 日反馈")
    return said % {"n": days}


def _day(moment: datetime | None) -> datetime:
    assert moment is not None, "asked only of clocks with an end"
    local = moment.astimezone(ZONE)
    return local.replace(hour=0, minute=0, second=0, microsecond=0)
