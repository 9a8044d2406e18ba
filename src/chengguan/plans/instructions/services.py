"""What the acts of 批示 and 督办 write, called by ``perform`` alone; ``give_form`` is the door."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import uuid5

from chengguan.core.org.models import Organ, Person
from chengguan.core.work import figures, numbers
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.acting import At, system
from chengguan.core.work.errors import NotFound
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figure_words import counts_words, number_words
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import ClockChange, Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.core.work.services import open_from_form
from chengguan.plans.instructions import inputs, queries
from chengguan.plans.instructions.models import (
    LeaderInstruction,
    SupervisedTask,
    TaskExtension,
    TaskReminder,
    TaskReply,
)
from chengguan.plans.instructions.procedures import (
    LEADER_INSTRUCTION,
    REPLY,
    SUPERVISED_TASK,
    answered,
    cancelled,
    given,
    replied,
    signed_off,
)

HOUSE = system("批示督办")
TITLE = 40
"""So much of the words names an instruction in lists."""


def give_form(form: ActForm, *, key: str) -> Outcome:
    """Give an instruction with a valid form."""
    return open_from_form(form, procedure=LEADER_INSTRUCTION.key, action="give", key=key)


# -- 批示 --------------------------------------------------------------------------------------


def give(act: Act, data: inputs.Give) -> None:
    """The instruction, its links and one task for each addressee, in one transaction."""
    about = queries.visible(act.by, data.matters)
    if len(about) < len(set(data.matters)):
        raise NotFound("matter")
    act.begin(number=_number(act, "PS", "instruction"), title=_title(data.words), organ=data.organ)
    act.save_all([_instruction(act, data)])
    for subject in about:
        act.link(subject, queries.SUBJECT)
    for place, addressed in enumerate(_addressees(act, data)):
        open_matter(
            procedure=SUPERVISED_TASK.key,
            action="issue",
            by=act.by,
            at=act.at,
            data=addressed,
            key=f"{act.key[:50]}:{place}",
        )


def _instruction(act: Act, data: inputs.Give) -> LeaderInstruction:
    return LeaderInstruction(
        matter=act.matter,
        given_by_id=act.person_id,
        words=data.words,
        due_on=data.due_on,
        figure=data.figure,
        figure_period=data.figure_period,
        figure_organ=data.figure_organ,
        figure_value=_value(act, data) if data.figure else "",
    )


def _value(act: Act, data: inputs.Give) -> str:
    """The figure as the leader could see it when he wrote: the number may move on."""
    try:
        figure, period = figures.figure_of(data.figure), Period.read(data.figure_period)
    except (KeyError, ValueError):
        raise NotFound(data.figure) from None
    asked = figures.Asked(act.by, period, act.at.recorded, data.figure_organ)
    measure = figures.measure(figure, asked)
    number, unit = number_words(measure)
    return f"{number}{unit if unit == '%' else ''} ({counts_words(measure)})"


def _addressees(act: Act, data: inputs.Give) -> list[inputs.Issue]:
    """Units by the role that answers for them, people where they work; each once."""
    on = act.at.occurred.astimezone(ZONE).date()
    units = {unit.pk: unit for unit in data.units}.values()
    found = [
        inputs.Issue(act.matter.pk, unit, data.due_on, role=queries.head_role(unit, on))
        for unit in units
    ]
    for person in {person.pk: person for person in data.people}.values():
        unit = queries.unit_of(person, data.organ, on)
        assert unit is not None, "the guards let nobody else be addressed"
        found.append(inputs.Issue(act.matter.pk, unit, data.due_on, person=person))
    return found


def _title(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1]}…"


def _number(act: Act, letters: str, series: str) -> str:
    year = act.at.occurred.astimezone(ZONE).year
    return f"{letters}{year}-{numbers.next_number(f'{series}/{year}'):04d}"


# -- 督办 --------------------------------------------------------------------------------------


def issue(act: Act, data: inputs.Issue) -> None:
    instruction = LeaderInstruction.objects.select_related("matter__organ").get(pk=data.instruction)
    act.begin(number=_number(act, "DB", "task"), title=instruction.matter.title, organ=data.organ)
    act.save_all(
        [
            SupervisedTask(
                matter=act.matter, instruction=instruction, role=data.role, person=data.person
            )
        ]
    )
    _hand_to_addressee(act, data.organ, data.role, data.person)


def _hand_to_addressee(act: Act, organ: Organ, role: str, person: Person | None) -> None:
    if person is not None:
        act.hand_to(person)
    else:
        act.hand_to(role=role, organ=organ)


def sign(act: Act, data: None) -> None:
    task = _task(act)
    task.signed_by_id, task.signed_at = act.person_id, act.at.occurred
    act.save(task)
    act.hand_to(_actor(act))


def reply(act: Act, data: inputs.Reply) -> None:
    task = _task(act)
    if task.first_replied_at is None:
        task.first_replied_at = act.at.occurred
        act.save(task)
    act.save(TaskReply(task=task, by=_actor(act), replied_at=act.at.occurred, text=data.text))
    act.hand_to(Person(pk=task.instruction.given_by_id))
    _settle(act, task)


def return_reply(act: Act, data: inputs.ReturnReply) -> None:
    task = _task(act)
    last = task.replies.latest("pk")
    last.returned_by_id, last.returned_at = act.person_id, act.at.occurred
    last.return_reason = data.reason
    act.save(last)
    act.hand_to(Person(pk=last.by_id))
    _settle(act, task)


def sign_off(act: Act, data: inputs.SignOff) -> None:
    task = _task(act)
    task.signed_off_by_id, task.signed_off_at = act.person_id, act.at.occurred
    task.sign_off_remark = data.remark
    act.save(task)
    act.clear_desk()
    _settle(act, task)


def cancel_task(act: Act, data: inputs.Cancel) -> None:
    _close_request(act, is_granted=False, remark=data.reason)
    act.clear_desk()
    _settle(act, _task(act))


def ask_extension(act: Act, data: inputs.AskExtension) -> None:
    act.save(
        TaskExtension(
            task=_task(act),
            asked_by=_actor(act),
            asked_at=act.at.occurred,
            reason=data.reason,
            wanted_on=data.wanted_on,
        )
    )


def grant_extension(act: Act, data: inputs.DecideExtension) -> None:
    asked = _close_request(act, is_granted=True, remark=data.remark)
    clock = next(c for c in act.clocks if c.ref == REPLY.ref and c.stopped_at is None)
    if asked is None or clock.due_at is None:
        return
    days = (asked.wanted_on - clock.due_at.astimezone(ZONE).date()) // timedelta(days=1)
    change = ClockChange(
        kind=ClockChange.Kind.EXTENSION,
        since=act.at.occurred,
        length=days,
        unit="day",
        reason=asked.reason[:300],
    )
    act.change_clock(clock, change)


def refuse_extension(act: Act, data: inputs.DecideExtension) -> None:
    _close_request(act, is_granted=False, remark=data.remark)


def _close_request(act: Act, *, is_granted: bool, remark: str) -> TaskExtension | None:
    asked = _task(act).extensions.filter(decided_at=None).first()
    if asked is not None:
        asked.decided_by_id, asked.decided_at = act.person_id, act.at.occurred
        asked.is_granted, asked.remark = is_granted, remark
        act.save(asked)
    return asked


def remind(act: Act, data: inputs.Remind) -> None:
    act.save(
        TaskReminder(task=_task(act), by=_actor(act), reminded_at=act.at.occurred, words=data.words)
    )


def escalate(act: Act, data: None) -> None:
    act.save(TaskReminder(task=_task(act), reminded_at=act.at.occurred, is_escalation=True))


# -- the instruction follows its tasks ----------------------------------------------------------


def _settle(act: Act, task: SupervisedTask) -> None:
    """Carry on the instruction where all its tasks have come so far, in the same transaction.

    Its row is locked first: of two units that reply at once the second sees the first's reply.
    """
    matter = Matter.objects.select_for_update(of=("self",)).get(pk=task.instruction_id)
    others = SupervisedTask.objects.filter(instruction=task.instruction_id).exclude(pk=task.pk)
    states = {act.matter.state, *others.values_list("matter__state", flat=True)}
    action = _next(matter.state, states)
    if action:
        perform(
            matter=matter.pk,
            action=action,
            by=HOUSE,
            at=At.once(act.at.recorded),
            key=uuid5(matter.pk, f"{task.pk}/{act.matter.version}").hex,
            version=None,
        )


def _next(state: str, tasks: set[str]) -> str:
    """Which act the states of all tasks lead to; empty where none."""
    left = tasks - {signed_off.key, cancelled.key}
    if not left:
        return "conclude" if signed_off.key in tasks else "withdraw"
    if left == {replied.key}:
        return "all_replied" if state == given.key else ""
    return "reopen" if state == answered.key else ""


def _task(act: Act) -> SupervisedTask:
    """The row that ``facts`` has read in this act."""
    return act.matter.supervised_task


def _actor(act: Act) -> Person:
    return Person(pk=act.by.person_id, name=act.by.name)


INSTRUCTION_EFFECTS: Mapping[str, Effect] = {"give": give}
TASK_EFFECTS: Mapping[str, Effect] = {
    "issue": issue,
    "sign": sign,
    "reply": reply,
    "return_reply": return_reply,
    "sign_off": sign_off,
    "cancel_task": cancel_task,
    "ask_extension": ask_extension,
    "grant_extension": grant_extension,
    "refuse_extension": refuse_extension,
    "remind": remind,
    "escalate": escalate,
}
