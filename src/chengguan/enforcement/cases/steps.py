"""What moves a case under the summary procedure on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.enforcement.cases.kinds import Channel
from chengguan.enforcement.cases.models import (
    Case,
    CorrectionOrder,
    Defence,
    Inspection,
    PenaltyNotice,
    RecordFiling,
    RecusalRequest,
)


def steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """One statement for all of them."""
    return {case.pk: step(case, case.state) for case in _read([m.pk for m in matters])}


def step(case: Any, state: str) -> Step:
    """Scene, notice, hearing and decision; afterwards what is owed first comes first."""
    match state:
        case "on_site":
            # A request for recusal stops nothing before it is ruled on (行政处罚法 43).
            return Step(_at_the_scene(case), decision="rule_on_recusal" * case.is_recusal_open)
        case "to_convert":
            return Step("take_over")
        case "decided":
            return _decided(case)
        case "paid":
            return Step(_paid(case))
    return Step()


def _at_the_scene(case: Any) -> str:
    if not case.is_inspected:
        return "inspect"
    if case.informed_at is None:
        return "inform"
    if case.heard_at is None or case.heard_at < case.informed_at:
        return "hear"
    return "decide" if case.is_correction_ordered else "order_correction"


def _decided(case: Any) -> Step:
    if not case.is_filed:
        return Step("file_record")
    if case.decision.fine:
        return Step("record_payment", waits_for=_("当事人缴款"))
    return Step("close")


def _paid(case: Any) -> str:
    payment = case.payment
    if payment.channel == Channel.ON_THE_SPOT and not hasattr(payment, "hand_in"):
        return "hand_in"
    if payment.channel == Channel.ON_THE_SPOT and not hasattr(payment, "deposit"):
        return "deposit"
    return "close" if case.is_filed else "file_record"


def decisions(by: Actor) -> Mapping[str, Q]:
    """Requests for recusal of somebody else on which nobody has ruled."""
    asked = RecusalRequest.objects.filter(is_granted=None).exclude(officer=by.person_id)
    return {"rule_on_recusal": Q(state="on_site", pk__in=asked.values("case"))}


def _read(keys: list[UUID]) -> QuerySet:
    own = {"case": OuterRef("pk")}
    rows = Case.objects.filter(pk__in=keys)
    return rows.select_related("decision", "payment__hand_in", "payment__deposit").annotate(
        state=F("matter__state"),
        is_inspected=Exists(Inspection.objects.filter(**own)),
        is_recusal_open=Exists(RecusalRequest.objects.filter(**own, is_granted=None)),
        is_correction_ordered=Exists(CorrectionOrder.objects.filter(**own)),
        is_filed=Exists(RecordFiling.objects.filter(**own)),
        informed_at=_last(PenaltyNotice.objects.filter(**own), "informed_at"),
        heard_at=_last(Defence.objects.filter(**own), "heard_at"),
    )


def _last(rows: QuerySet, moment: str) -> Subquery:
    return Subquery(rows.order_by().values("case").annotate(last=Max(moment)).values("last"))
