"""What moves a plan, a receipt or an item on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.plans.annual.models import Adjustment, ClosingProposal, PlanItem


def plan_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """A draft waits to be issued, an issued plan for its items."""
    waits = {"issued": _("工作任务销号")}
    return {
        m.pk: Step({"drafting": "issue_plan"}.get(m.state, ""), waits_for=waits.get(m.state, ""))
        for m in matters
    }


def receipt_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    return {m.pk: Step("sign_for") for m in matters}


def item_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them."""
    asked = Adjustment.objects.filter(item=OuterRef("pk"), decided_at=None)
    closing = ClosingProposal.objects.filter(item=OuterRef("pk"), decided_at=None)
    rows = PlanItem.objects.filter(matter__in=[m.pk for m in matters]).annotate(
        asked_by=Subquery(asked.values("asked_by")[:1]),
        proposed_by=Subquery(closing.values("proposed_by")[:1]),
    )
    told = rows.values_list("matter", "matter__state", "asked_by", "proposed_by")
    return {pk: step(state, asked, proposed) for pk, state, asked, proposed in told}


def step(state: str, asked_by: int | None, proposed_by: int | None) -> Step:
    if state == "proposed":
        return Step("close_item", asked_by={"close_item": proposed_by})
    action = {"planned": "start", "running": "report"}.get(state, "")
    if asked_by:
        return Step(action, decision="grant_adjustment", asked_by={"grant_adjustment": asked_by})
    return Step(action)


def decisions(by: Actor) -> Mapping[str, Q]:
    """Adjustments and closings that another asked for."""
    asked = Adjustment.objects.filter(decided_at=None).exclude(asked_by=by.person_id)
    closing = ClosingProposal.objects.filter(decided_at=None).exclude(proposed_by=by.person_id)
    return {
        "grant_adjustment": Q(kind="plan_item", pk__in=asked.values("item__matter")),
        "close_item": Q(state="proposed", pk__in=closing.values("item__matter")),
    }
