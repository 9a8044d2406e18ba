"""Reads of plans and items: who answers for a unit, what a plan holds, what is late or at risk."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from chengguan.core.org.models import Grant, Organ
from chengguan.core.org.queries import in_force
from chengguan.core.work import lateness, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.plans.annual.facts import WINDOW
from chengguan.plans.annual.models import (
    AnnualPlan,
    ItemOwner,
    Milestone,
    PlanItem,
    PlanParagraph,
    PlanReceipt,
    PlanSentence,
    PlanWindow,
    ReportDuty,
)
from chengguan.plans.annual.offices import KEEPERS, OWNERS

PLAN, ITEM, RECEIPT = "plan", "plan_item", "plan_receipt"
UNDER_WAY = ("planned", "running")

# -- who answers -----------------------------------------------------------------------------


def office_of(organ: Organ, on: date) -> tuple[str, Organ] | None:
    """The role that answers for an organ and where it is held: there or in the nearest above."""
    line = list(reversed(organ.ancestor_ids))
    held = Grant.objects.filter(in_force(on), organ__in=line, role__in=OWNERS)
    found = {(row.organ_id, row.role) for row in held}
    for pk in line:
        for role in OWNERS:
            if (pk, str(role)) in found:
                return str(role), organ if pk == organ.pk else Organ.objects.get(pk=pk)
    return None


def kept_organs(actor: Actor) -> QuerySet[Organ]:
    """The organs whose plans somebody keeps."""
    mine = [scope.organ_id for scope in actor.scopes if scope.role in KEEPERS]
    return Organ.objects.filter(pk__in=mine, until=None).order_by("path")


def units_of(actor: Actor, item: PlanItem) -> QuerySet[Organ]:
    """The units for which somebody may take a part of an item: his own, of those that owe it."""
    held = [scope.organ_id for scope in actor.scopes if scope.role in OWNERS]
    mine = _below(Organ.objects.filter(pk__in=held))
    inside = Q(path__startswith=item.plan.matter.organ.path, until=None, is_external=False)
    return Organ.objects.filter(mine, _below(owing(item)), inside).order_by("path")


def parts_open_to(actor: Actor, items: Iterable[PlanItem]) -> set[int]:
    """Those of the items, read with ``told``, of which somebody may take a part for a unit of his
    (``units_of``); one statement for any number."""
    held = [scope.organ_id for scope in actor.scopes if scope.role in OWNERS]
    rows = list(items)
    owing = {one: {owner.organ_id for owner in one.owners.all()} | {_own(one)} for one in rows}
    organs = Organ.objects.in_bulk([*held, *(pk for all_ in owing.values() for pk in all_ if pk)])

    def may_part(item: PlanItem) -> bool:
        pairs = ((organs[mine], organs[pk]) for mine in held for pk in owing[item] if pk)
        lower = [max(pair, key=lambda one: len(one.path)) for pair in pairs if _in_line(*pair)]
        top = item.plan.matter.organ.path
        return any(one.path.startswith(top) and one.until is None for one in lower)

    return {one.pk for one in rows if one.matter and one.matter.is_open and may_part(one)}


def _in_line(one: Organ, other: Organ) -> bool:
    return one.path.startswith(other.path) or other.path.startswith(one.path)


def _own(item: PlanItem) -> int | None:
    return item.matter.organ_id if item.matter else item.lead_id


def _below(tops: Iterable[Organ]) -> Q:
    reach = Q(pk__in=())
    for organ in tops:
        reach |= Q(path__startswith=organ.path)
    return reach


def owing(item: PlanItem) -> list[Organ]:
    """The units that owe an item: lead, co-units and partners inside the house."""
    owners = ItemOwner.objects.filter(item=item, is_dropped=False).values("organ")
    return list(Organ.objects.filter(Q(pk__in=owners) | Q(pk=_own(item))))


def organs_named(root: Organ) -> dict[str, Organ]:
    """The organs of a plan's own tree by name and short name; who is not there is outside."""
    found: dict[str, Organ] = {}
    for organ in Organ.objects.filter(path__startswith=root.path, until=None).order_by("-path"):
        found[organ.name] = found[organ.short_name] = organ
    return found


# -- plans -----------------------------------------------------------------------------------


def may_read(actor: Actor, plan: UUID) -> bool:
    """Whoever may find a plan, a receipt of it or one of its items reads its text."""
    seen = visibility.visible_ids(actor)
    return (
        Matter.objects.filter(pk=plan, pk__in=seen).exists()
        or PlanReceipt.objects.filter(plan=plan, matter__in=seen).exists()
        or PlanItem.objects.filter(plan=plan, matter__in=seen).exists()
    )


def plan_of(pk: UUID) -> AnnualPlan | None:
    return AnnualPlan.objects.filter(pk=pk).select_related("matter__organ", "issued_by").first()


def text_of(plan: AnnualPlan) -> list[PlanParagraph]:
    """The paragraphs in order with their sentences."""
    sentences = Prefetch("sentences", PlanSentence.objects.order_by("place"))
    return list(plan.paragraphs.order_by("place").prefetch_related(sentences))


def items_of(plan: AnnualPlan) -> QuerySet[PlanItem]:
    """Every item that was not dropped, with all that is told of it, in the order of the plan."""
    return told(PlanItem.objects.filter(plan=plan, is_dropped=False)).order_by("place", "pk")


def told(items: QuerySet[PlanItem]) -> QuerySet[PlanItem]:
    """With all that is told of them; as many statements for any number."""
    return items.select_related("matter__organ", "lead", "plan__matter__organ").prefetch_related(
        Prefetch("owners", ItemOwner.objects.filter(is_dropped=False).order_by("place")),
        Prefetch("windows", PlanWindow.objects.filter(is_dropped=False).order_by("until", "pk")),
        Prefetch("milestones", Milestone.objects.order_by("due_on", "pk")),
        Prefetch("duties", ReportDuty.objects.order_by("period_from")),
        "sentences__sentence",
        "capabilities",
    )


def in_brief(matter: UUID) -> PlanItem:
    """An item with whom it is asked of and its terms alone."""
    rows = PlanItem.objects.select_related("plan__matter").prefetch_related(
        Prefetch("owners", ItemOwner.objects.filter(is_dropped=False).order_by("place")),
        Prefetch("windows", PlanWindow.objects.filter(is_dropped=False).order_by("until", "pk")),
    )
    return rows.get(matter=matter)


def item_for(matter: UUID) -> PlanItem | None:
    rows = PlanItem.objects.select_related("plan__matter__organ", "matter__organ")
    return rows.filter(matter=matter).first()


def known_copy(organ: Organ, sha256: str) -> AnnualPlan | None:
    """The plan that was taken in from the very same file for that organ, and not discarded."""
    rows = AnnualPlan.objects.filter(source__file__sha256=sha256, matter__organ=organ)
    return rows.exclude(matter__state="discarded").select_related("matter").first()


# -- lateness -------------------------------------------------------------------------------


def late(now: datetime) -> Q:
    """Items with a window that is over: a report that did not come is missing, not late."""
    windows = lateness.running().filter(matter=OuterRef("pk"), ref=WINDOW)
    return Q(Exists(windows.filter(lateness.passed(now, "due_at"))), is_open=True)


# -- reports ---------------------------------------------------------------------------------


def missing(now: datetime) -> Q:
    """Duties of items under way whose day has passed without a report."""
    under_way = Q(item__matter__state__in=UNDER_WAY)
    return under_way & Q(report=None, is_released=False) & lateness.passed(now, "due_at")


def next_duty(duties: Iterable[ReportDuty]) -> ReportDuty | None:
    """The oldest period without a report."""
    waiting = [one for one in duties if one.report_id is None and not one.is_released]
    return min(waiting, key=lambda one: one.period_from, default=None)
