"""Reads of heads and of what is kept on them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from chengguan.core.org.models import Organ
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.law.spending import Claim, Form, Fund, Recipient, Use, UseState
from chengguan.union.classes import OFFICES
from chengguan.union.finance.models import BudgetHead, HeadState, Reservation


def with_sums(heads: QuerySet[BudgetHead, Any]) -> QuerySet[Any, Any]:
    """Each head with what is reserved, paid, and left of it, in fen."""
    sums = {
        state.value: Coalesce(
            Sum("reservations__amount", filter=Q(reservations__state=state.value)), 0
        )
        for state in (UseState.RESERVED, UseState.PAID)
    }
    return heads.annotate(**sums).annotate(left=F("amount") - F("reserved") - F("paid"))


def heads_of(actor: Actor) -> QuerySet[BudgetHead, Any]:
    """The heads of the unions for which somebody holds an office, and of those below them."""
    offices = {scope.organ_id for scope in actor.scopes if scope.role in OFFICES}
    below = Q(pk__in=())
    for organ in Organ.objects.filter(pk__in=offices):
        below |= Q(organ__path__startswith=organ.path)
    rows = BudgetHead.objects.filter(below).select_related("organ", "entered_by", "decided_by")
    return rows.order_by("-year", "organ", "head", "plan_item")


def bearing(union: int, head: str, year: int) -> QuerySet[Any, Any]:
    """The confirmed heads of a union for an expense head in a year."""
    rows = BudgetHead.objects.filter(organ=union, head=head, year=year, state=HeadState.CONFIRMED)
    return with_sums(rows).order_by("plan_item", "pk")


def on_head(head: BudgetHead, actor: Actor) -> QuerySet[Reservation, Any]:
    """What is kept on a head for matters that somebody may find; the others are for their own."""
    rows = head.reservations.filter(matter__in=visibility.visible_ids(actor))
    return rows.select_related("matter", "person").order_by("-pk")


def hidden_on_head(head: BudgetHead, actor: Actor, state: str = "") -> tuple[int, int]:
    """How many reservations of matters that somebody may not find, and their sum in fen."""
    rows = head.reservations.exclude(matter__in=visibility.visible_ids(actor))
    rows = rows.filter(state=state) if state else rows.exclude(state=UseState.RELEASED)
    found = list(rows.values_list("amount", flat=True))
    return len(found), sum(found)


def uses_of(people: Iterable[int], items: Iterable[str]) -> list[Use]:
    """All that these people have of these items, in every year and from every union."""
    rows = Reservation.objects.filter(person__in=set(people), item__in=set(items))
    standing = rows.exclude(state=UseState.RELEASED).order_by("pk")
    return [Use(claim_of(row), UseState(row.state)) for row in standing]


def kept_by(matter: UUID) -> QuerySet[Reservation, Any]:
    return Reservation.objects.filter(matter=matter).order_by("pk")


def claim_of(row: Reservation) -> Claim:
    """The claim for which money is kept; its cause is a digest."""
    return Claim(
        person=row.person_id,
        item=row.item,
        on=row.on,
        amount=row.amount,
        fund=Fund(row.fund),
        form=Form(row.form),
        union=row.union_id,
        recipient=Recipient(row.recipient),
        cause=row.cause,
        days=row.days,
        meals=row.meals,
    )


def unions_of(actor: Actor) -> Sequence[Organ]:
    """The unions that have heads which somebody may read."""
    known = heads_of(actor).order_by().values("organ")
    return list(Organ.objects.filter(pk__in=known).order_by("path"))
