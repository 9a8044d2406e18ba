"""What moves a renovation, a finding or a referral on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.enforcement.estates.models import (
    CompletionCheck,
    PropertyReport,
    RenovationProject,
    ReportReceipt,
)

RENOVATION = {
    "unplaced": "place",
    "registered": "sign_agreement",
    "agreed": "begin",
    "under_way": "patrol",
}
FINDING = {
    "found": "dissuade",
    "dissuaded": "correct",
    "refused": "report",
    "disputed": "rule",
    "answered": "settle",
}
REFERRAL = {"proposed": "send", "sent": "answer_referral"}


def renovation_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """Completed works are looked at, mended, then closed; works that had begun before they were
    registered are begun here too. Two statements for all of them."""
    registered = [matter.pk for matter in matters if matter.state == "registered"]
    begun = RenovationProject.objects.filter(pk__in=registered, begun_on__isnull=False)
    known = set(begun.values_list("pk", flat=True))
    done = [matter.pk for matter in matters if matter.state == "completed"]
    checks = CompletionCheck.objects.filter(project__in=done).order_by("pk")
    told = {row.project_id: row for row in checks}
    found = {}
    for matter in matters:
        action = RENOVATION.get(matter.state, "")
        if matter.state == "completed":
            action = _ending(told.get(matter.pk))
        elif matter.pk in known:
            action = "begin"
        found[matter.pk] = Step(action)
    return found


def _ending(check: CompletionCheck | None) -> str:
    if check is None:
        return "check_completion"
    return "confirm_repair" if check.damage and check.repaired_at is None else "close"


def finding_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """A report is signed for by each organ that it reached; the competent one goes there and
    answers. Two statements."""
    sent = [matter.pk for matter in matters if matter.state == "reported"]
    unsigned = ReportReceipt.objects.filter(acknowledged_at=None)
    rows = PropertyReport.objects.filter(pk__in=sent).prefetch_related(
        Prefetch("receipts", unsigned, to_attr="unsigned")
    )
    told = {row.pk: row for row in rows}
    return {
        matter.pk: _answering(told[matter.pk])
        if matter.pk in told
        else Step(FINDING.get(matter.state, ""))
        for matter in matters
    }


def _answering(report: Any) -> Step:
    waiting = frozenset(row.organ_id for row in report.unsigned)
    action = "go_on_site" if report.arrived_at is None else "answer"
    if report.competent_id in waiting:
        action = "acknowledge"
    decision = "acknowledge" if waiting else ""
    return Step(action, decision=decision, owed_by={"acknowledge": waiting})


def referral_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    return {matter.pk: Step(REFERRAL.get(matter.state, "")) for matter in matters}
