"""What moves a matter on next: one rule for workbench, matter page and API.

Each procedure says it from its facts (``Handling.steps``); one that does not is moved by the
only act that its forms call primary.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from chengguan.core.work import registry, surface
from chengguan.core.work.acting import Actor
from chengguan.core.work.hands import COSIGN
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.permission import may_act
from chengguan.core.work.registry import Step
from chengguan.law.procedure import Action


def load(matters: Iterable[Matter], now: datetime) -> None:
    """Find the steps of many matters at a moment: a statement or two a procedure."""
    kinds: dict[str, list[Matter]] = defaultdict(list)
    for matter in matters:
        kinds[matter.procedure].append(matter)
    for procedure, rows in kinds.items():
        rule = registry.handling(procedure).steps
        found = rule(rows, now) if rule else {}
        for matter in rows:
            matter.__dict__["step"] = found.get(matter.pk) or _only_primary(matter)


def step_of(matter: Matter) -> Step:
    """What ``load`` found."""
    step: Step = matter.__dict__["step"]
    return step


def emphasis_of(matter: Matter, action: str) -> str:
    """ "primary" for the act that moves the matter on, "danger" or "normal" for the others. While
    it waits for somebody outside, no act is asked of the reader."""
    said = surface.emphasis_of(matter.procedure, action)
    if said == "danger" or registry.handling(matter.procedure).steps is None:
        return said
    step = step_of(matter)
    return "primary" if step.action == action and not step.waits_for else "normal"


def act_of(matter: Matter, actor: Actor, desk: Iterable[Assignment]) -> str:
    """The act that this actor owes the matter; empty where it waits for somebody else."""
    desk = list(desk)
    if any(held.is_asked and held.person_id == actor.person_id for held in desk):
        return COSIGN
    step, known = step_of(matter), registry.procedure_of(matter).by_action
    owed = (step.decision, "" if step.waits_for else step.action)
    return next((key for key in owed if key and _is_owed(known[key], actor, matter, desk)), "")


def _is_owed(action: Action, actor: Actor, matter: Matter, desk: Iterable[Assignment]) -> bool:
    """In this actor's hands, owed by his organ, and not asked for by himself."""
    step = step_of(matter)
    organs = step.owed_by.get(action.key)
    if organs is not None and organs.isdisjoint(scope.organ_id for scope in actor.scopes):
        return False
    return actor.person_id != step.asked_by.get(action.key) and may_act(action, actor, matter, desk)


def _only_primary(matter: Matter) -> Step:
    main = [
        action.key
        for action in registry.procedure_of(matter).actions_from(matter.state)
        if surface.emphasis_of(matter.procedure, action.key) == "primary"
    ]
    return Step(main[0]) if len(main) == 1 else Step()
