"""What the flow reads: the leads somebody may find, and whether one may become a structure."""

from django.db.models import QuerySet

from chengguan.core.lawbook.items import UnknownItem, item
from chengguan.core.org.kinds import Field, Role
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.hands import is_held_by
from chengguan.core.work.models import Matter, MatterLink
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.structures.states import voided

LINK = "structure"


def leads_of(actor: Actor) -> QuerySet[Matter]:
    """The leads somebody may find, with what the form is filled from."""
    known = Matter.objects.filter(visibility.is_visible_to(actor), kind=HOTLINE.kind)
    return known.select_related("lead", "organ", "place")


def is_in_hands_of(lead: Matter, actor: Actor) -> bool:
    """Whether somebody handles the lead or is the head of its team: as it is docketed."""
    if any(is_held_by(held, actor) for held in visibility.open_desk(lead) if not held.is_asked):
        return True
    return actor.holds(Role.TEAM_HEAD, lead.organ, lead.field)


def is_about_a_structure(lead: Matter) -> bool:
    try:
        return item(lead.lead.item_code).field == Field.ILLEGAL_STRUCTURE
    except UnknownItem:
        return False


def structure_for(lead: Matter) -> Matter | None:
    """The structure that was entered for a lead; one that was voided is none."""
    links = MatterLink.objects.filter(source=lead, kind=LINK).exclude(target__state=voided.key)
    first = links.select_related("target").first()
    return first.target if first else None
