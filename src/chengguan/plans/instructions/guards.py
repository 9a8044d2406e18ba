"""What must be true of 批示 and 督办; the words stand in law/data/guards_instructions.toml."""

from calendar import monthrange
from datetime import date

from chengguan.core.work.acting import At
from chengguan.core.work.rules import ZONE
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.plans.instructions import queries
from chengguan.plans.instructions.facts import TaskFacts
from chengguan.plans.instructions.inputs import AskExtension, Give, Reply, ReturnReply

# -- the instruction -------------------------------------------------------------------------


@guard("PS01")
def somebody_is_addressed(at: At, given: Give, law: RuleBook) -> Reason | None:
    """An instruction says something to somebody: a unit or a person."""
    if not given.words.strip():
        return Reason("instruction.no_words")
    return None if given.units or given.people else Reason("instruction.nobody_addressed")


@guard("PS02")
def addressees_stand_below(at: At, given: Give, law: RuleBook) -> Reason | None:
    """A leader instructs what stands below his own organ, and nobody beside it."""
    own, on = given.organ, at.occurred.astimezone(ZONE).date()
    for unit in given.units:
        if unit.pk == own.pk or not unit.path.startswith(own.path):
            return Reason("instruction.not_below", name=unit.name)
    for person in given.people:
        if queries.unit_of(person, own, on) is None:
            return Reason("instruction.not_below", name=person.name)
    return None


@guard("PS03")
def somebody_answers_for_the_unit(at: At, given: Give, law: RuleBook) -> Reason | None:
    """A unit is addressed where somebody answers for it."""
    on = at.occurred.astimezone(ZONE).date()
    bare = [unit.name for unit in given.units if not queries.head_role(unit, on)]
    return Reason("instruction.no_head", names=bare) if bare else None


@guard("PS04")
def term_is_not_over(at: At, given: Give, law: RuleBook) -> Reason | None:
    """The day of reply is not over when the instruction is given."""
    if given.due_on < at.occurred.astimezone(ZONE).date():
        return Reason("instruction.term_is_over", on=given.due_on)
    return None


@guard("PS05")
def term_is_foreseeable(at: At, given: Give, law: RuleBook) -> Reason | None:
    """What takes longer than two years is planned, not instructed."""
    return _beyond(given.due_on, at.occurred.astimezone(ZONE).date(), law)


def _beyond(wanted: date, today: date, law: RuleBook) -> Reason | None:
    last = _years_after(today, law.amount("instruction.longest", on=today))
    return Reason("instruction.term_is_too_long", last=last) if wanted > last else None


def _years_after(day: date, years: int) -> date:
    """The same day of a later year; 29 February ends with its month where the year has none."""
    last = monthrange(day.year + years, day.month)[1]
    return date(day.year + years, day.month, min(day.day, last))


# -- the task --------------------------------------------------------------------------------


@guard("DB01")
def addressed_to_me(task: TaskFacts, law: RuleBook) -> Reason | None:
    """Whoever is addressed signs for it, and nobody above him in his place."""
    return None if task.hands.is_mine else Reason("task.not_addressed_to_me")


@guard("DB02")
def reply_says_something(task: TaskFacts, reply: Reply, law: RuleBook) -> Reason | None:
    """A reply says what was done; a file alone is none."""
    return None if reply.text.strip() else Reason("task.empty_reply")


@guard("DB03")
def the_office_that_instructed(task: TaskFacts, law: RuleBook) -> Reason | None:
    """Reminding, returning, signing off and extending belong to the organ that instructed."""
    return None if task.is_office else Reason("task.not_my_instruction")


@guard("DB04")
def signed_off_by_another(task: TaskFacts, law: RuleBook) -> Reason | None:
    """Nobody signs off what he replied himself, nor in the name of whoever replied."""
    own = task.replied_by in {task.by, *task.hands.names}
    return Reason("task.own_reply") if own else None


@guard("DB05")
def no_request_is_open(task: TaskFacts, law: RuleBook) -> Reason | None:
    """One request for more time is decided before the next is made."""
    return Reason("task.extension_pending") if task.extension_asked_by is not None else None


@guard("DB05")
def more_time_was_asked(task: TaskFacts, law: RuleBook) -> Reason | None:
    """Only what was asked for can be decided."""
    return Reason("task.no_extension_asked") if task.extension_asked_by is None else None


@guard("DB06")
def more_time_is_ruled_by_another(task: TaskFacts, law: RuleBook) -> Reason | None:
    """Nobody decides on the time he asked for himself."""
    own = task.extension_asked_by in {task.by, *task.hands.names}
    return Reason("task.own_extension") if own and task.extension_asked_by is not None else None


@guard("DB07")
def late_reply_stays_late(task: TaskFacts, law: RuleBook) -> Reason | None:
    """No extension makes a late reply punctual; it stays late on the record."""
    return Reason("task.already_overdue") if task.is_overdue else None


@guard("DB08")
def later_than_the_term(task: TaskFacts, asked: AskExtension, law: RuleBook) -> Reason | None:
    """More time means a later day than the one that holds."""
    if task.due_on is not None and asked.wanted_on <= task.due_on:
        return Reason("task.not_later", on=task.due_on)
    return None


@guard("DB08")
def new_term_is_not_over(task: TaskFacts, back: ReturnReply, law: RuleBook) -> Reason | None:
    """What is sent back has a new day of reply that is not over."""
    return Reason("task.term_is_over", on=back.due_on) if back.due_on < task.today else None


@guard("PS05")
def new_term_is_foreseeable(task: TaskFacts, back: ReturnReply, law: RuleBook) -> Reason | None:
    """A new day of reply is held to the same length."""
    return _beyond(back.due_on, task.today, law)


@guard("PS05")
def more_time_is_foreseeable(task: TaskFacts, asked: AskExtension, law: RuleBook) -> Reason | None:
    """So is the day that is asked for."""
    return _beyond(asked.wanted_on, task.today, law)


@guard("DB09")
def cancelled_by_another(task: TaskFacts, law: RuleBook) -> Reason | None:
    """Who owes the answer does not rid himself of it."""
    return Reason("task.own_task") if task.is_owed_by_me else None
