"""What the flow does: enter a structure for a lead, and carry what became of it back."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.org.record import Refused
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.acting import Actor, At, system
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.enforcement.leads.inputs import ReceiveResult
from chengguan.enforcement.leads.procedures import handling, voided
from chengguan.enforcement.structures import services as structures
from chengguan.flows.lead_to_structure import queries
from chengguan.flows.lead_to_structure.forms import LeadForm
from chengguan.flows.lead_to_structure.queries import LINK

FLOW = system("lead_to_structure")


@dataclass(frozen=True)
class ReceiveStructure(ReceiveResult):
    """The lead hears of the structure that was entered for it."""

    structure: UUID


def register(form: LeadForm, *, lead: Matter, key: str) -> Outcome:
    """Enter the structure of a valid form, and tell the lead in the same transaction.

    Raises Refused where the lead is not the actor's, not about a structure, not in hand or has
    its structure already, and the errors of ``work.errors``; then nothing was written. A request
    that was answered before is answered the same, wherever the lead has come since.
    """
    with transaction.atomic():
        outcome = structures.open_form(form, action="register", key=key)
        if outcome.is_repeat:
            return outcome
        _refuse_others(lead, form.actor)
        entered = Matter.objects.get(pk=outcome.matter)
        heard = ReceiveStructure(f"{entered.number} 已登记违法建筑", entered.pk)
        _tell(lead, entered, form.at, heard)
    return outcome


def _refuse_others(lead: Matter, actor: Actor) -> None:
    if not queries.is_about_a_structure(lead):
        raise Refused("lead.other_subject", _("线索不是反映违法建筑的，不能登记违建。"))
    if not queries.is_in_hands_of(lead, actor):
        raise Refused("lead.not_yours", _("线索由他人办理。请由承办人或者队长登记违建。"))


def link_structure(act: Act, data: ReceiveResult) -> None:
    """Inside the lead's own act, which holds the lead: two entries at once cannot both be made."""
    if not isinstance(data, ReceiveStructure):
        return
    if act.matter.state != handling.key:
        raise Refused("lead.not_in_hand", _("线索不在办理中，不能登记违建。"))
    if (other := queries.structure_for(act.matter)) is not None:
        words = {"number": other.number}
        raise Refused("lead.has_structure", _("该线索已登记违建 %(number)s。") % words)
    act.link(Matter.objects.get(pk=data.structure), LINK)


def tell_lead(act: Act, data: object) -> None:
    """Write what became of a structure back to the leads it came from, however far they are."""
    structure = act.matter
    ending = act.procedure.by_state[structure.state].title
    leads = Matter.objects.filter(links_out__target=structure, links_out__kind=LINK)
    for lead in leads.exclude(state=voided.key):
        _tell(lead, structure, act.at.recorded, ReceiveResult(f"{structure.number} {ending}"))


def _tell(lead: Matter, structure: Matter, at: datetime, said: ReceiveResult) -> None:
    perform(
        matter=lead.pk,
        action="receive_result",
        by=FLOW,
        at=At.once(at),
        data=said,
        key=uuid5(lead.pk, f"{structure.pk}/{structure.version}").hex,
        version=None,
    )
