"""What somebody can do with a matter now, and why not the rest: the same for page, API, phone."""

from collections.abc import Iterable
from dataclasses import dataclass

from chengguan.core.work import registry, rules
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.permission import ASKED, SYSTEM, may_act
from chengguan.core.work.visibility import open_desk
from chengguan.law.guards import Finding, judge
from chengguan.law.parameters import GuardRow
from chengguan.law.procedure import Action


@dataclass(frozen=True)
class Available:
    """An act that leads on from here. Not allowed when it is in other hands or refused.

    ``conditions`` are the rules that will read the input: they cannot be judged before.
    """

    action: Action
    is_mine: bool
    findings: tuple[Finding, ...]
    conditions: tuple[GuardRow, ...]

    @property
    def is_allowed(self) -> bool:
        return self.is_mine and not any(finding.refuses for finding in self.findings)


def available(
    matter: Matter, by: Actor, at: At, desk: Iterable[Assignment] | None = None
) -> tuple[Available, ...]:
    """All acts that lead on from where the matter stands, in the order of the procedure.

    Acts of the house itself are left out, and so are answers of those who were not asked.
    """
    held = open_desk(matter) if desk is None else list(desk)
    law, on = rules.current(), at.occurred.astimezone(rules.ZONE).date()
    is_asked = any(h.is_asked and h.person_id == by.person_id for h in held)
    left_out = [(SYSTEM,)] if is_asked else [(SYSTEM,), (ASKED,)]
    leading_on = registry.procedure_of(matter).actions_from(matter.state)
    acts = [action for action in leading_on if action.by not in left_out]
    if not acts:
        return ()
    facts = registry.handling(matter.procedure).facts(matter, at, by)
    return tuple(
        Available(
            action,
            may_act(action, by, matter, held),
            judge(action.needs, law, on, facts),
            tuple({g.ref: law.guard(g.ref, on) for g in action.given}.values()),
        )
        for action in acts
    )
