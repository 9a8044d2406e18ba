"""Reads of officers in the community: only of the residents' committees of one's own estates."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from chengguan.core.work.acting import Actor
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.community import monday
from chengguan.enforcement.estates.models import (
    CommunityStudio,
    DutyVisit,
    LiaisonAssignment,
    LiaisonBoard,
)
from chengguan.enforcement.estates.queries import committees_of


def liaisons(actor: Actor) -> QuerySet[LiaisonAssignment]:
    """Who is linked now."""
    rows = LiaisonAssignment.objects.filter(until=None, committee__in=committees_of(actor))
    return rows.select_related("officer", "committee", "team").prefetch_related("visits")


def own_liaison(actor: Actor, pk: int) -> LiaisonAssignment | None:
    """The link of the reader himself."""
    return liaisons(actor).filter(pk=pk, officer=actor.person_id).first()


def visits(actor: Actor, now: datetime) -> QuerySet[DutyVisit]:
    """The visits owed up to this week; a former officer owes none of the weeks after his end."""
    this = monday(now.astimezone(ZONE).date())
    still = Q(assignment__until=None) | Q(week__lt=F("assignment__until"))
    rows = DutyVisit.objects.filter(
        still, week__lte=this, assignment__committee__in=committees_of(actor)
    )
    return rows.select_related("assignment__officer", "assignment__committee", "assignment__team")


def studios(actor: Actor) -> QuerySet[CommunityStudio]:
    rows = CommunityStudio.objects.filter(committee__in=committees_of(actor))
    return rows.select_related("committee")


def boards(actor: Actor) -> QuerySet[LiaisonBoard]:
    rows = LiaisonBoard.objects.filter(committee__in=committees_of(actor))
    return rows.select_related("committee").prefetch_related("inspections")


def items_this_week(linked: LiaisonAssignment, now: datetime) -> int:
    """How much the visit of this week has counted so far."""
    row = linked.visits.filter(week=monday(now.astimezone(ZONE).date())).first()
    return row.items if row else 0
