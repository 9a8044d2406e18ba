"""What the page of an item, of a receipt and of a plan shows of them, for one reader."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from chengguan.core.org.models import Person
from chengguan.core.pages.shapes import StateView
from chengguan.core.work import visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.figure_words import percent_words, value_words
from chengguan.core.work.models import Assignment, Matter
from chengguan.core.work.present import state_view
from chengguan.core.work.requests import actor_of_request, moment_of
from chengguan.core.work.tasks import people_of
from chengguan.plans.annual import bound, listing, queries, standing
from chengguan.plans.annual.models import ClosingProposal, PlanItem, PlanReceipt
from chengguan.plans.annual.standing import Standing


@dataclass(frozen=True)
class ItemLine:
    """One line of a tree: the item as its reader may open it."""

    item: PlanItem
    url: str
    state: StateView | None
    percent: str
    rule: str
    mark: StateView | None
    until: object
    parts: tuple["ItemLine", ...]
    decompose_url: str = ""


def line(
    one: Standing,
    found: standing.PlanStanding,
    seen: set[object],
    now: datetime,
    open_to: Collection[int] = (),
) -> ItemLine:
    """``open_to`` are the items of which the reader may take a part from here."""
    matter = one.item.matter
    return ItemLine(
        item=one.item,
        url=listing.item_url(matter.pk) if matter and matter.pk in seen else "",
        state=state_view(matter, now) if matter else None,
        percent=percent_words(one.progress.value),
        rule=listing.rule_words(one.progress),
        mark=listing.marks(one),
        until=one.terms[-1].until if one.terms else None,
        parts=tuple(
            line(found.by_item[part.pk], found, seen, now, open_to)
            for part in found.parts.get(one.item.pk, ())
        ),
        decompose_url=_part_url(one.item) if one.item.pk in open_to else "",
    )


def seen_items(actor: Actor, plan: UUID) -> set[object]:
    """Those items of a plan that somebody may open."""
    rows = PlanItem.objects.filter(plan=plan, matter__in=visibility.visible_ids(actor))
    return set(rows.values_list("matter", flat=True))


def of_item(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Everything about one item, with its parts and its sentence."""
    actor, now = actor_of_request(request), moment_of(request)
    item = queries.told(PlanItem.objects.filter(matter=matter.pk)).get()
    found = standing.plan_standing(item.plan, now)
    mine = found.by_item[item.pk]
    seen = seen_items(actor, item.plan_id)
    figure = bound.figure_for(item)
    measure = bound.measure_of(item, now)
    closings = list(item.closings.select_related("proposed_by", "decided_by").order_by("pk"))
    return {
        "item": item,
        "standing": mine,
        "percent": percent_words(mine.progress.value),
        "rule": listing.rule_words(mine.progress),
        "mark": listing.marks(mine),
        "plan_url": reverse("annual:plan", args=[item.plan_id]),
        "parent_url": _parent_url(item, seen),
        "parts": [
            line(found.by_item[part.pk], found, seen, now) for part in found.parts.get(item.pk, ())
        ],
        "people": _people(matter, now),
        "figure": figure,
        "figure_value": value_words(measure) if measure else "",
        "figure_url": _figure_url(item, actor, now),
        "duties": list(item.duties.select_related("report").order_by("period_from")),
        "reports": item.reports.select_related("by").order_by("-reported_at"),
        "adjustments": item.adjustments.select_related("asked_by", "decided_by").order_by("pk"),
        "closings": closings,
        "asked_on": _asked_on(closings),
        "now": now,
        "today": timezone.localdate(now),
        "decompose_url": _decompose_url(actor, item, matter),
    }


def _asked_on(closings: Sequence[ClosingProposal]) -> date | None:
    """The day on which the closing was asked for that nobody has decided on yet."""
    asked = next((one.proposed_at for one in closings if not one.decided_at), None)
    return asked and timezone.localdate(asked)


def in_brief(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """What an item asks for, of whom, and what it is measured by: beside the form of an act."""
    item = queries.in_brief(matter.pk)
    return {"item": item, "plan_url": reverse("annual:plan", args=[item.plan_id])}


def _parent_url(item: PlanItem, seen: set[object]) -> str:
    parent = item.parent
    if parent is None or parent.matter_id is None or parent.matter_id not in seen:
        return ""
    return reverse("work:matter", args=[parent.matter_id])


def _figure_url(item: PlanItem, actor: Actor, now: datetime) -> str:
    """The list behind the number, for whoever finds as many rows there as it counts."""
    if not bound.is_all_seen(item, actor, now):
        return ""
    period = bound.period_of(item, now).key
    return f"{reverse('work:figure', args=[item.figure])}?period={period}"


def _decompose_url(actor: Actor, item: PlanItem, matter: Matter) -> str:
    if not matter.is_open or not queries.units_of(actor, item).exists():
        return ""
    return _part_url(item)


def _part_url(item: PlanItem) -> str:
    return reverse("annual:decompose", args=[item.matter_id])


def _people(matter: Matter, now: datetime) -> list[Person]:
    """Who answers for it on the day."""
    held = Assignment.objects.filter(matter=matter, until=None)
    return list(Person.objects.filter(pk__in=people_of(matter, held, now)).order_by("name"))


def of_receipt(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """The plan that is signed for, with the items of the unit itself: those that it only shares
    are no matters of its own, so that its head begins his part here."""
    actor, now = actor_of_request(request), moment_of(request)
    receipt = PlanReceipt.objects.select_related("plan__matter", "organ", "signed_by").get(
        pk=matter.pk
    )
    return {
        "receipt": receipt,
        "plan_url": reverse("annual:plan", args=[receipt.plan_id]),
        "own": _own_lines(receipt, actor, now),
    }


def _own_lines(receipt: PlanReceipt, actor: Actor, now: datetime) -> list[ItemLine]:
    found = standing.plan_standing(receipt.plan, now)
    own = [
        one
        for one in found.by_item.values()
        if any(owner.organ_id == receipt.organ_id for owner in one.item.owners.all())
    ]
    open_to = queries.parts_open_to(actor, [one.item for one in own])
    seen = seen_items(actor, receipt.plan_id)
    heads = {one.item.pk for one in own}
    tops = (one for one in own if one.item.parent_id not in heads)  # its parts stand under it
    return [line(one, found, seen, now, open_to) for one in tops]


def of_plan(request: HttpRequest, matter: Matter) -> Mapping[str, object]:
    """Where the plan has its own page."""
    return {"plan_url": reverse("annual:plan", args=[matter.pk])}
