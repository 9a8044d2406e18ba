"""Approvals and handling as everybody knows them: acts which every procedure can have.

转办 pass on, 加签、会签 co-sign before or beside an approval, 撤回 take a submission back, 交接
hand over open work, 更正 note a mistake. A procedure adds ``handling_acts(…)`` to its own acts, and
``effects`` and ``handling_forms.FORMS`` to what it registers; its facts carry ``hands.Hands``. All
of them happen in the platform and are recorded when they happen.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from chengguan.core.org.models import Person
from chengguan.core.work.act import Act
from chengguan.core.work.hands import (
    ASK_COSIGN,
    CALL_OFF,
    COSIGN,
    HAND_OVER,
    NOTE_MISTAKE,
    PASS_ON,
    REFUSE_COSIGN,
    Hands,
    is_held_by,
    last_act,
)
from chengguan.core.work.models import Assignment, CoSignature, Mistake
from chengguan.core.work.permission import ASKED, HANDLER
from chengguan.core.work.registry import Effect
from chengguan.law.citations import cite
from chengguan.law.guards import Guard, Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.law.procedure import Action, Move, Procedure, State, while_in

BASIS = cite("审批办理口径")


# -- what each act takes -------------------------------------------------------------------


@dataclass(frozen=True)
class PassOn:
    """To whom: a person, or a role of the organ."""

    reason: str
    receiver: Person | None = None
    role: str = ""


@dataclass(frozen=True)
class HandOver:
    """From whom to whom, when somebody leaves, rotates, or units merge."""

    giver: Person
    receiver: Person
    reason: str


@dataclass(frozen=True)
class AskCosign:
    """``task`` is "before": approval waits for the answers; or "with": they are given beside it."""

    people: tuple[Person, ...]
    task: str
    question: str


@dataclass(frozen=True)
class Cosign:
    opinion: str = ""


@dataclass(frozen=True)
class CallOff:
    reason: str


@dataclass(frozen=True)
class NoteMistake:
    """``entry`` is the number of the mistaken entry in the record of the matter."""

    entry: int
    wrong: str
    right: str
    reason: str


# -- what must be true ---------------------------------------------------------------------


class Held(Protocol):
    """Facts of any procedure that has these acts."""

    @property
    def hands(self) -> Hands: ...


@guard("HW01")
def no_cosign_is_open(facts: Held, law: RuleBook) -> Reason | None:
    """An approval waits for those whose opinion was asked for before it (审批办理口径)."""
    waiting = facts.hands.asked_before
    return Reason("work.cosign_is_open", names="、".join(waiting)) if waiting else None


@guard("HW03")
def receiver_can_take_it(facts: Held, passed: PassOn, law: RuleBook) -> Reason | None:
    """A matter is passed on to somebody, or to a role, who can go on with it (审批办理口径)."""
    if (passed.receiver is None) == (not passed.role):
        return Reason("work.one_receiver")
    if passed.receiver is None:
        fits = facts.hands.role_may_receive(passed.role)
        return None if fits else Reason("work.role_cannot_receive")
    return _receives(facts.hands, passed.receiver)


@guard("HW03")
def successor_can_take_it(facts: Held, given: HandOver, law: RuleBook) -> Reason | None:
    """Open work is handed over to another who can go on with it (审批办理口径)."""
    if given.giver.pk == given.receiver.pk:
        return Reason("work.same_hands", name=given.giver.name)
    return _receives(facts.hands, given.receiver)


def _receives(hands: Hands, person: Person) -> Reason | None:
    if person.pk in hands.handlers:
        return Reason("work.has_it_already", name=person.name)
    return None if hands.may_receive(person.pk) else Reason("work.cannot_receive", name=person.name)


@guard("HW05")
def matter_is_in_my_hands(facts: Held, law: RuleBook) -> Reason | None:
    """Only who has a matter passes it on (审批办理口径)."""
    return None if facts.hands.is_mine else Reason("work.not_in_my_hands")


@guard("HW05")
def matter_lies_with_the_giver(facts: Held, given: HandOver, law: RuleBook) -> Reason | None:
    """What is handed over lies with whoever hands it over (审批办理口径)."""
    has_it = given.giver.pk in facts.hands.handlers
    return None if has_it else Reason("work.giver_has_it_not", name=given.giver.name)


@guard("HW04")
def those_asked_may_know(facts: Held, asked: AskCosign, law: RuleBook) -> Reason | None:
    """Asking for an opinion opens a matter to nobody whom its class keeps out (审批办理口径)."""
    hands = facts.hands
    if not asked.people:
        return Reason("work.nobody_asked")
    for person in asked.people:
        if person.pk in hands.asked:
            return Reason("work.asked_already", name=person.name)
        if person.pk in hands.handlers | {hands.me}:
            return Reason("work.has_it_already", name=person.name)
        if not hands.may_be_asked(person.pk):
            return Reason("work.may_not_know", name=person.name)
    return None


@guard("HW04")
def i_asked_somebody(facts: Held, law: RuleBook) -> Reason | None:
    """Only who asked for an opinion calls it off (审批办理口径)."""
    return None if facts.hands.asked_by_me else Reason("work.nothing_asked_by_me")


@guard("HW06")
def entry_is_on_the_record(facts: Held, noted: NoteMistake, law: RuleBook) -> Reason | None:
    """A mistake names the entry that is mistaken (审批办理口径)."""
    return None if facts.hands.has_entry(noted.entry) else Reason("work.no_such_entry")


def taken_back(submit: str, back: State) -> Guard:
    """Only the sender, and only while nobody has acted on what he sent."""

    def check(facts: Held, law: RuleBook) -> Reason | None:
        last = facts.hands.last_act()
        if last is None or (last.action, last.source) != (submit, back.key):
            return Reason("work.acted_upon")
        return None if last.actor == facts.hands.actor else Reason("work.sent_by_another")

    return Guard(f"{submit}_is_taken_back_by_its_sender", "HW02", check)


# -- the acts ------------------------------------------------------------------------------


def handling_acts(
    states: Iterable[State],
    *,
    by: tuple[str, ...],
    heads: tuple[str, ...],
    passes: tuple[str, ...] | None = None,
    receives: tuple[Guard, ...] = (),
) -> tuple[Action, ...]:
    """The common acts of a procedure with these states.

    ``by`` handle its matters; ``heads`` hand over the open work of others; ``passes``, where not
    all may pass a matter on: who may. ``receives`` are further conditions on a successor.
    A mistake is noted also when the matter has ended.
    """
    every = tuple(states)
    open_ones = while_in(*(state for state in every if not state.final))
    own, asks = passes or (HANDLER, *by), (HANDLER, *by)
    return (
        _act(
            PASS_ON,
            "转办",
            open_ones,
            own,
            PassOn,
            (matter_is_in_my_hands,),
            (receiver_can_take_it, *receives),
        ),
        _act(ASK_COSIGN, "加签、会签", open_ones, asks, AskCosign, (), (those_asked_may_know,)),
        _act(COSIGN, "会签同意", open_ones, (ASKED,), Cosign),
        _act(REFUSE_COSIGN, "会签不同意", open_ones, (ASKED,), Cosign),
        _act(CALL_OFF, "撤销加签、会签", open_ones, asks, CallOff, (i_asked_somebody,)),
        _act(
            HAND_OVER,
            "交接",
            open_ones,
            heads,
            HandOver,
            (),
            (matter_lies_with_the_giver, successor_can_take_it, *receives),
        ),
        _act(
            NOTE_MISTAKE,
            "更正说明",
            while_in(*every),
            asks,
            NoteMistake,
            (),
            (entry_is_on_the_record,),
        ),
    )


def _act(
    key: str,
    title: str,
    move: Move,
    by: tuple[str, ...],
    takes: type,
    needs: tuple[Guard, ...] = (),
    given: tuple[Guard, ...] = (),
) -> Action:
    return Action(
        key,
        title,
        move,
        by=tuple(dict.fromkeys(by)),
        basis=BASIS,
        takes=takes,
        needs=needs,
        given=given,
        happens_here=True,
    )


def withdrawal(submit: Action, title: str, *, back: State | None = None, key: str = "") -> Action:
    """The act that takes a submission back to ``back``, where it was sent from.

    Raises ``ValueError`` for an act that does more than send on: what ran or stopped stays so.
    """
    sources, target = submit.move.sources, submit.move.target
    to = back or sources[0]
    if target is None or to not in sources or submit.starts or submit.stops or submit.pauses:
        raise ValueError(f"{submit.key} cannot be taken back")
    return Action(
        key or f"withdraw_{submit.key}",
        title,
        target >> to,
        by=submit.by,
        basis=BASIS,
        needs=(taken_back(submit.key, to),),
        happens_here=True,
    )


def waiting_for_cosigns(actions: Iterable[Action], *approvals: str) -> tuple[Action, ...]:
    """The acts, with those approvals refused while an opinion asked for before them is open."""
    known = tuple(actions)
    if strange := set(approvals) - {action.key for action in known}:
        raise ValueError(f"no such acts: {', '.join(sorted(strange))}")
    return tuple(
        replace(action, needs=(no_cosign_is_open, *action.needs))
        if action.key in approvals
        else action
        for action in known
    )


# -- what they write -----------------------------------------------------------------------

Moved = Callable[[Act, int, Person], None]
"""What a procedure writes of its own when a matter goes from one person's hands to another's."""


def effects(procedure: Procedure, moved: Moved | None = None) -> dict[str, Effect]:
    """The effects of the common acts that the procedure has."""

    def pass_on(act: Act, data: PassOn) -> None:
        act.end(held for held in act.desk if is_held_by(held, act.by))
        act.put(_given(act, data.reason, person=data.receiver, role=data.role))
        if moved and data.receiver and act.by.person_id:
            moved(act, act.by.person_id, data.receiver)

    def hand_over(act: Act, data: HandOver) -> None:
        _hand_over(act, data)
        if moved:
            moved(act, data.giver.pk, data.receiver)

    common: dict[str, Effect] = {
        PASS_ON: pass_on,
        HAND_OVER: hand_over,
        ASK_COSIGN: ask_cosign,
        COSIGN: lambda act, data: _answer(act, data, is_agreed=True),
        REFUSE_COSIGN: lambda act, data: _answer(act, data, is_agreed=False),
        CALL_OFF: call_off,
        NOTE_MISTAKE: note_mistake,
    }
    takes_back = {
        a.key: take_back for a in procedure.actions if any(g.ref == "HW02" for g in a.needs)
    }
    known = procedure.by_action
    return {**{k: e for k, e in common.items() if k in known}, **takes_back}


def _given(
    act: Act, reason: str, *, person: Person | None = None, role: str = "", task: str = ""
) -> Assignment:
    return Assignment(
        person=person,
        role=role,
        organ=act.matter.organ if role else None,
        task=task,
        given_by_id=act.by.person_id,
        reason=reason,
    )


def _hand_over(act: Act, data: HandOver) -> None:
    """What lies with the giver lies with the successor, and so does what he asked for."""
    act.end(h for h in act.desk if h.person_id == data.giver.pk and not h.is_asked)
    for held in act.desk:
        if held.is_asked and held.given_by_id == data.giver.pk:
            held.given_by = data.receiver
    row = _given(act, data.reason, person=data.receiver)
    row.given_by = data.giver
    act.put(row)


def ask_cosign(act: Act, data: AskCosign) -> None:
    for person in dict.fromkeys(data.people):
        act.put(_given(act, data.question, person=person, task=data.task))


def _answer(act: Act, data: Cosign, *, is_agreed: bool) -> None:
    mine = [h for h in act.desk if h.is_asked and h.person_id == act.by.person_id]
    act.end(mine)
    act.save_all(
        CoSignature(
            asked=held, is_agreed=is_agreed, opinion=data.opinion, answered_at=act.at.occurred
        )
        for held in mine
    )


def call_off(act: Act, data: CallOff) -> None:
    act.end(h for h in act.desk if h.is_asked and h.given_by_id == act.by.person_id)


def note_mistake(act: Act, data: NoteMistake) -> None:
    act.save(
        Mistake(
            matter=act.matter,
            sequence=data.entry,
            wrong=data.wrong,
            right=data.right,
            reason=data.reason,
            noted_by_id=act.by.person_id,
            noted_at=act.at.occurred,
        )
    )


def take_back(act: Act, data: None) -> None:
    """Whoever had the matter when it was sent has it again."""
    sent = last_act(act.matter, act.matter.version - 1)
    assert sent is not None
    act.end(held for held in act.desk if not held.is_asked)
    ended = act.matter.assignments.filter(pk__in=sent.desk, task=Assignment.Task.HANDLE)
    for row in ended.exclude(until=None).order_by("pk"):
        act.put(Assignment(person_id=row.person_id, role=row.role, organ_id=row.organ_id))
