"""What moves a relief matter on; nobody owes an act in his own."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.union.care.models import ReliefCase, ReliefPayment

NEXT = {
    "applied": "accept",
    "returned": "supplement",
    "accepted": "name_visitors",
    "visiting": "record_visit",
    "visited": "propose_payment",
    "proposed": "approve_payment",
    "approved": "pay",
    "paid": "follow_up",
    "followed": "close_relief",
}


def relief_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """Two statements for all of them."""
    keys = [matter.pk for matter in matters]
    people = dict(ReliefCase.objects.filter(pk__in=keys).values_list("pk", "person"))
    open_ = ReliefPayment.objects.filter(relief__in=keys, state=ReliefPayment.State.PROPOSED)
    proposers = dict(open_.values_list("relief", "proposed_by"))
    return {
        matter.pk: step(matter.state, people[matter.pk], proposers.get(matter.pk))
        for matter in matters
    }


def step(state: str, person: int, proposer: int | None) -> Step:
    action = NEXT.get(state, "")
    if state == "returned":
        return Step(action)
    if state == "proposed":
        return Step(decision=action, waits_for=_("另一名工会干部"), asked_by={action: proposer})
    return Step(action, asked_by={action: person} if action else {})
