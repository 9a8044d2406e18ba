"""What moves a structure on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from chengguan.core.work import rules
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter, MatterClock
from chengguan.core.work.registry import Step
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.structures.facts import LOOKS, OrderFacts, judged, order_facts
from chengguan.enforcement.structures.guards import earliest_of
from chengguan.enforcement.structures.kinds import Verdict
from chengguan.enforcement.structures.models import Acceptance, DemolitionOrder, Screening

BY_STATE = {
    "found": "check_on_site",
    "paused": "order_stop",
    "refused": "force_demolition",
    "demolished": "inspect",
}
"""Where the state alone says it."""
ORDERED = ("ordered", "urged", "forced_decided")


def steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them, and two for the orders where there are any."""
    looks = MatterClock.objects.filter(matter=OuterRef("pk"), ref__in=LOOKS, stopped_at=None)
    rows = (
        judged()
        .filter(pk__in=[matter.pk for matter in matters])
        .annotate(state=F("matter__state"), look=Subquery(looks.order_by("ref").values("ref")[:1]))
    )
    found = {row.pk: row for row in rows}
    orders = _orders(found.values())
    return {pk: step(row, orders.get(pk), now) for pk, row in found.items()}


def _orders(rows: Any) -> dict[UUID, OrderFacts]:
    waiting = [row.pk for row in rows if row.state in ORDERED]
    if not waiting:
        return {}
    standing = DemolitionOrder.objects.filter(
        structure__in=waiting, round=F("structure__round"), revoked_at=None
    )
    known = standing.select_related("forced").prefetch_related("remedies")
    return {order.structure_id: order_facts(order) for order in known}


def step(row: Any, order: OrderFacts | None, now: datetime) -> Step:
    decision = "approve_screening" if row.screening_by else ""
    asked_by = {"approve_screening": row.screening_by} if row.screening_by else {}
    if row.state == "checked":
        return Step(_from_checked(row), asked_by=asked_by, decision=decision)
    if row.state == "inspected":
        return Step("confirm_acceptance", asked_by={"confirm_acceptance": row.inspected_by})
    if row.state == "stop_ordered":
        return Step("record_refusal", _("当事人停止建设、自行拆除"))
    if row.state in ORDERED and order is not None:
        return _under_order(row.state, order, now)
    if row.state == "accepted":
        return Step("look_again" if row.look else "archive")
    return Step(BY_STATE.get(row.state, ""), asked_by=asked_by, decision=decision)


def _from_checked(row: Any) -> str:
    if row.is_under_construction:
        return "pause"
    if row.verdict == Verdict.MUST_GO:
        return "order_demolition" if row.is_review_agreed else "review_order"
    ends = {Verdict.CORRECTABLE: "legalise", Verdict.CANNOT_GO: "confiscate"}
    if row.verdict == Verdict.NOT_ILLEGAL:
        return "void"
    return ends.get(row.verdict, "identify")


def _under_order(state: str, order: OrderFacts, now: datetime) -> Step:
    today = now.astimezone(ZONE).date()
    if state == "forced_decided":
        return Step("force_demolition" if order.is_forced_announced else "announce_forced")
    if order.service is None:
        return Step("serve_order")
    if order.announcement is None:
        return Step("announce_order")
    if order.is_pending:
        return Step("end_remedy", _("复议、诉讼终结"))
    if state == "ordered":
        return Step("urge", "" if order.due_on < today else _("当事人在限期内自行拆除"))
    day = earliest_of(order, rules.current()).day
    is_free = day is not None and day <= today
    return Step("decide_forced", "" if is_free else _("复议、起诉期限届满"))


def decisions(by: Actor) -> Mapping[str, Q]:
    """Screenings and inspections that somebody else asked to be decided."""
    asked = Screening.objects.filter(decided_at=None).exclude(proposed_by=by.person_id)
    seen = Acceptance.objects.filter(confirmed_at=None, returned_at=None)
    return {
        "approve_screening": Q(
            state__in=("listed", "checked", "retained"), pk__in=asked.values("structure")
        ),
        "confirm_acceptance": Q(
            state="inspected",
            pk__in=seen.exclude(inspected_by=by.person_id).values("structure"),
        ),
    }
