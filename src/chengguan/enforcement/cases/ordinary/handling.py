"""Handling of an ordinary case as everybody knows it: pass on, co-sign, take back, hand over.

Heads and reviewers pass on what waits for them. The officers of a case change only by
``change_officers`` or when a head hands over somebody's open work; both want certificates.
"""

from collections.abc import Iterable
from dataclasses import replace

from chengguan.core.org.models import Person
from chengguan.core.work.act import Act
from chengguan.core.work.handling import (
    HandOver,
    PassOn,
    handling_acts,
    waiting_for_cosigns,
    withdrawal,
)
from chengguan.enforcement.cases.models import CaseOfficer
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.enforcement.cases.ordinary.guards_investigation import actor_was_not_recused
from chengguan.enforcement.cases.ordinary.states import (
    HEADS,
    OFFICERS,
    REVIEWERS,
    STATES,
    executing,
)
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.law.procedure import START, Action

APPROVALS = (
    "docket",
    "decline",
    "approve_report",
    "approve_transfer",
    "pass_review",
    "decide",
    "decide_no_penalty",
    "apply_to_court",
    "close",
)

WITHDRAWALS = {
    "request_docketing": "撤回立案报请",
    "conclude": "撤回调查终结报告",
    "submit_no_penalty": "撤回不予处罚报请",
    "submit_review": "撤回送审",
    "submit_decision": "撤回决定报请",
    "request_closing": "撤回结案报请",
}
"""What officers send up, and the name of the act that takes it back."""


@guard("GD06")
def receiver_was_not_recused(
    case: OrdinaryFacts, given: PassOn | HandOver, law: RuleBook
) -> Reason | None:
    """Who was told to withdraw is given no part of the case again (行政处罚法 43)."""
    if given.receiver is None or given.receiver.pk not in case.scene.recusal_granted:
        return None
    return Reason("officers.successor_recused", name=given.receiver.name)


@guard("GD01")
def successor_of_an_officer_is_certified(
    case: OrdinaryFacts, given: PassOn | HandOver, law: RuleBook
) -> Reason | None:
    """Who takes an officer's place in a case holds a certificate, as he must (行政处罚法 42)."""
    giver = given.giver.pk if isinstance(given, HandOver) else case.by
    if giver not in case.investigation.officers or given.receiver is None:
        return None
    if given.receiver.pk in case.investigation.officers:
        return Reason("officers.is_one_already", name=given.receiver.name)
    known = case.scene.certified.keys()
    return (
        None
        if given.receiver.pk in known
        else Reason("officers.not_certified_successor", name=given.receiver.name)
    )


COMMON = handling_acts(
    STATES,
    by=(*OFFICERS, *HEADS, *REVIEWERS),
    heads=HEADS,
    passes=(*HEADS, *REVIEWERS),
    receives=(successor_of_an_officer_is_certified, receiver_was_not_recused),
)


def barred_to_the_recused(action: Action) -> Action:
    """Who was told to withdraw takes no further act of the case, whichever it is; he only gives
    away what lies with him (行政处罚法 43)."""
    if START in action.move.sources or actor_was_not_recused in action.needs:
        return action
    return replace(action, needs=(*action.needs, actor_was_not_recused))


def handled(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The acts of the procedure: approvals wait for co-signatures, what was sent can be taken
    back, and the common acts stand behind."""
    own = waiting_for_cosigns(map(barred_to_the_recused, actions), *APPROVALS)
    known = {action.key: action for action in own}
    back = {"request_closing": executing}
    taken_back = [
        withdrawal(known[key], title, back=back.get(key)) for key, title in WITHDRAWALS.items()
    ]
    return (*own, *taken_back, *COMMON)


def moved(act: Act, giver: int, receiver: Person) -> None:
    """Whoever takes an officer's place handles the case from now on."""
    own = CaseOfficer.objects.filter(case=act.matter.pk, person=giver, until=None)
    for row in own:
        row.until = act.at.occurred
        act.save(row)
        act.save_all(
            [
                CaseOfficer(
                    case_id=act.matter.pk, person=receiver, since=act.at.occurred, reason=row.reason
                )
            ]
        )
