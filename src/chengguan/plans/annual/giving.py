"""Plans for programs: what was counted, and every item with its path, text, owners and windows."""

from typing import Any

from django.db.models import Count, Q

from chengguan.plans.annual import queries
from chengguan.plans.annual.models import AnnualPlan, PlanItem


def counted(plan: AnnualPlan) -> dict[str, Any]:
    """Numbered paragraphs, rows of tables, items."""
    found = plan.paragraphs.aggregate(
        paragraphs=Count("pk", filter=Q(is_table=False) & ~Q(marker=""), distinct=True),
        rows=Count("sentences", filter=Q(sentences__role="row"), distinct=True),
    )
    items = plan.items.filter(is_dropped=False, parent=None).count()
    return {"title": plan.matter.title, **found, "items": items}


def everything() -> dict[str, Any]:
    """All plans that were not discarded, in the order in which they came."""
    plans = AnnualPlan.objects.exclude(matter__state="discarded").select_related("matter")
    return {"documents": [given(plan) for plan in plans.order_by("key", "pk")]}


def given(plan: AnnualPlan) -> dict[str, Any]:
    items = [item for item in queries.items_of(plan) if item.parent_id is None]
    return {
        "key": plan.key,
        "title": plan.matter.title,
        "number": plan.issued_number or plan.written_number,
        "paragraphs": [
            {
                "path": paragraph.key,
                "section": paragraph.section,
                "sentences": [
                    {"path": one.key, "text": one.text, "duty": one.holds_duty}
                    for one in paragraph.sentences.all()
                ],
            }
            for paragraph in queries.text_of(plan)
        ],
        "items": [_item(item) for item in items],
    }


def _item(item: PlanItem) -> dict[str, Any]:
    return {
        "path": item.path,
        "text": item.text,
        "owners": [
            {"name": owner.name, "share": owner.share, "outside": owner.organ_id is None}
            for owner in item.owners.all()
        ],
        "windows": [
            {
                "kind": window.kind,
                "term": window.group,
                "since": window.since.isoformat() if window.since else None,
                "until": window.until.isoformat(),
                "words": window.words,
            }
            for window in item.windows.all()
        ],
        "confirmed": item.confirmed_at is not None,
    }
