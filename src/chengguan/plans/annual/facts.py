"""What guards may know of a plan, of a receipt and of an item."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from chengguan.core.org.models import Organ
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import Hands, hands_of
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.plans.annual.models import (
    Adjustment,
    AnnualPlan,
    ClosingProposal,
    ItemOwner,
    ItemSentence,
    PlanItem,
    PlanReceipt,
    PlanSentence,
    PlanWindow,
)

WINDOW, REPORT, SIGN = "PLAN_WINDOW", "PLAN_REPORT", "PLAN_SIGN"


@dataclass(frozen=True)
class PlanFacts:
    """Keys are those of sentences and items as the text has them.

    ``uncovered`` are duties without an item, ``unfounded`` items without a sentence.
    """

    items: frozenset[int]
    sentences: frozenset[int]
    uncovered: tuple[str, ...]
    unfounded: tuple[str, ...]
    unconfirmed: tuple[str, ...]
    unowned: tuple[str, ...]
    untimed: tuple[str, ...]
    open_items: int
    organ: Organ
    today: date
    hands: Hands


@dataclass(frozen=True)
class ReceiptFacts:
    hands: Hands


@dataclass(frozen=True)
class ItemFacts:
    """People are numbers. ``windows`` and ``milestones`` are those not met yet, by number, windows
    with the day that now holds."""

    by: int | None
    proposed_by: int | None
    adjustment_asked_by: int | None
    adjustment_window: int | None
    windows: dict[int, date]
    milestones: frozenset[int]
    open_children: int
    today: date
    hands: Hands


def plan_facts(matter: Matter, at: At, by: Actor) -> PlanFacts:
    """Its effects find the row again as ``matter.annual_plan``."""
    plan = AnnualPlan.objects.get(pk=matter.pk)
    matter.annual_plan = plan
    is_draft = matter.state == "drafting"
    items = PlanItem.objects.filter(plan=plan, is_dropped=False, parent=None)
    rows = _judged(items) if is_draft else []
    sentences = PlanSentence.objects.filter(paragraph__plan=plan)
    alive = ItemSentence.objects.filter(sentence=OuterRef("pk"), item__is_dropped=False)
    bare = sentences.filter(~Exists(alive), holds_duty=True).order_by("paragraph__place", "place")
    return PlanFacts(
        items=frozenset(row.pk for row in rows),
        sentences=frozenset(sentences.values_list("pk", flat=True) if is_draft else ()),
        uncovered=tuple(bare.values_list("key", flat=True)) if is_draft else (),
        unfounded=tuple(row.path for row in rows if not row.has_duty),
        unconfirmed=tuple(row.path for row in rows if row.confirmed_at is None),
        unowned=tuple(row.path for row in rows if not row.has_owner),
        untimed=tuple(row.path for row in rows if not row.has_window),
        open_items=0 if is_draft else _open_items(plan),
        organ=matter.organ,
        today=at.occurred.astimezone(ZONE).date(),
        hands=hands_of(matter, at, by),
    )


def _judged(items):  # type: ignore[no-untyped-def]  # annotated rows have no type of their own
    own = OuterRef("pk")
    return list(
        items.annotate(
            has_duty=Exists(ItemSentence.objects.filter(item=own, sentence__holds_duty=True)),
            has_owner=Exists(ItemOwner.objects.filter(item=own, is_dropped=False)),
            has_window=Exists(PlanWindow.objects.filter(item=own, is_dropped=False)),
        ).order_by("place")
    )


def _open_items(plan: AnnualPlan) -> int:
    return PlanItem.objects.filter(plan=plan, matter__is_open=True).count()


def receipt_facts(matter: Matter, at: At, by: Actor) -> ReceiptFacts:
    matter.plan_receipt = PlanReceipt.objects.get(pk=matter.pk)
    return ReceiptFacts(hands_of(matter, at, by))


def item_facts(matter: Matter, at: At, by: Actor) -> ItemFacts:
    """Its effects find the row again as ``matter.plan_item``."""
    item = PlanItem.objects.select_related("plan__matter__organ").get(matter=matter.pk)
    matter.plan_item = item
    asked = Adjustment.objects.filter(item=item, decided_at=None).first()
    closing = ClosingProposal.objects.filter(item=item, decided_at=None).first()
    windows = PlanWindow.objects.filter(item=item, is_dropped=False, met_at=None)
    return ItemFacts(
        by=by.person_id,
        proposed_by=closing.proposed_by_id if closing else None,
        adjustment_asked_by=asked.asked_by_id if asked else None,
        adjustment_window=asked.window_id if asked else None,
        windows=dict(windows.values_list("pk", "until")),
        milestones=frozenset(item.milestones.filter(reached_at=None).values_list("pk", flat=True)),
        open_children=item.children.filter(matter__is_open=True).count(),
        today=at.recorded.astimezone(ZONE).date(),
        hands=hands_of(matter, at, by),
    )
