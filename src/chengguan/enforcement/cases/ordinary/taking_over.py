"""接收在办: an ordinary case that another system began is taken over where it stands.

What was told of it is shown with a warning and satisfies no guard: what the law wants beforehand
is done here, or done again. What it said is owed is owed until receipts are recorded here. A
held case is taken over in the state in which it was held.
"""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from chengguan.core.work.act import Act
from chengguan.core.work.adoption import ADOPT, ToldClock
from chengguan.core.work.registry import Effect
from chengguan.enforcement.cases import services as cases
from chengguan.enforcement.cases.inputs import AdoptCase
from chengguan.enforcement.cases.models import AdoptedDebt, AdoptedDecision, CaseOfficer
from chengguan.enforcement.cases.ordinary import clocks
from chengguan.enforcement.cases.ordinary.inputs_adopted import BringDecision, RedoAdopted
from chengguan.enforcement.cases.ordinary.procedures import TAKING_OVER
from chengguan.enforcement.cases.ordinary.services_execution import IN_EXECUTION, turn_payment
from chengguan.enforcement.cases.ordinary.services_investigation import (
    to_the_officers,
    to_the_reviewers,
)
from chengguan.enforcement.cases.ordinary.states import BEFORE_DECISION, HEADS

BEFORE_DOCKETING = ("verifying", "to_docket")
AFTER_NOTICE = ("informed", "reviewing", "to_decide")
AFTER_DECISION = ("decided", "executing", "execution_suspended", "to_close")
"""Where money may be owed of what another system decided."""

AFTER_SERVICE = (*IN_EXECUTION, "to_close")
IN_TRANSFER = ("to_transfer", "transferring")
WITH_THE_HEAD = ("to_docket", "concluded", "to_decide", "to_close")


def moments_of(state: str) -> tuple[str, ...]:
    """The moments without which a case cannot stand in a state: its periods count from them."""
    if state in BEFORE_DOCKETING:
        return ("discovered_at",)
    if state in AFTER_NOTICE:
        return ("docketed_at", "notified_at")
    if state in {one.key for one in BEFORE_DECISION} or state in IN_TRANSFER:
        return ("docketed_at",)
    if state == "decided":
        return ("decided_at",)
    return ("served_at",) if state in AFTER_SERVICE else ()


def clocks_of(
    state: str, told: Mapping[str, datetime], *, has_fine: bool, may_request_hearing: bool
) -> tuple[ToldClock, ...]:
    """What runs in a state, from the moments told."""
    runs = {
        "discovered_at": (clocks.VERIFY,),
        "docketed_at": (clocks.DECIDE,),
        "notified_at": (
            clocks.DEFENCE,
            *((clocks.REQUEST_HEARING,) if may_request_hearing else ()),
        ),
        "decided_at": (clocks.ANNOUNCE,),
        "served_at": (
            clocks.RECONSIDERATION,
            clocks.SUE,
            *((clocks.PAY,) if has_fine and state != "to_close" else ()),
        ),
    }
    return tuple(
        ToldClock(clock.ref, told[moment]) for moment in moments_of(state) for clock in runs[moment]
    )


def adopt(act: Act, data: AdoptCase) -> None:
    """The case with what was told, on the desk of whoever acts next."""
    cases.adopt(act, data)
    handling = dict.fromkeys(p for p in (data.officer.pk, data.partner) if p)
    since = act.at.occurred
    act.save_all(CaseOfficer(case_id=act.matter.pk, person_id=p, since=since) for p in handling)
    if data.debt is not None:
        act.save_all([AdoptedDebt(case_id=act.matter.pk, **asdict(data.debt))])
    stands_in = act.action.key.removeprefix(ADOPT)
    if stands_in in WITH_THE_HEAD:
        act.hand_to(role=HEADS[0])
    elif stands_in in ("reviewing", "to_transfer"):
        to_the_reviewers(act)


def redo_adopted(act: Act, data: RedoAdopted) -> None:
    to_the_officers(act)


def bring_decision(act: Act, data: BringDecision) -> None:
    """The papers stand in place of what was told: the periods run from the days they show."""
    said = {k: v for k, v in asdict(data).items() if k != "papers"}
    row = AdoptedDecision(case_id=act.matter.pk, brought_at=act.at.occurred, **said)
    act.save_all([row])
    _count_from(act, clocks.ANNOUNCE.ref, data.decided_at)
    if data.served_at is not None:
        for clock in (clocks.RECONSIDERATION, clocks.SUE, clocks.PAY):
            _count_from(act, clock.ref, data.served_at)
    if act.matter.state in IN_EXECUTION:
        turn_payment(act)


def _count_from(act: Act, ref: str, since: datetime) -> None:
    """What was counted from another day never ran; where it was running it runs from this one."""
    wrong = [c for c in act.clocks if c.ref == ref and c.stopped_at is None]
    for clock in [c for c in wrong if c.started_at != since]:
        clock.stopped_at = clock.started_at
        act.start_clock(ref, since)


EFFECTS: Mapping[str, Effect] = {
    **{action.key: adopt for action in TAKING_OVER},
    "redo_adopted": redo_adopted,
    "bring_decision": bring_decision,
}
