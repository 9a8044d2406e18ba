"""What moves a renovation, a finding or a referral on next, from what its records say."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, F, OuterRef

from chengguan.core.work.models import Matter
from chengguan.core.work.registry import Step
from chengguan.enforcement.estates.models import (
    CompletionCheck,
    PropertyReport,
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
    """Completed works are looked at, mended, then closed; one statement for all of them."""
    done = [matter.pk for matter in matters if matter.state == "completed"]
    checks = CompletionCheck.objects.filter(project__in=done).order_by("pk")
    told = {row.project_id: row for row in checks}
    found = {}
    for matter in matters:
        action = RENOVATION.get(matter.state, "")
        if matter.state == "completed":
            action = _ending(told.get(matter.pk))
        found[matter.pk] = Step(action)
    return found


def _ending(check: CompletionCheck | None) -> str:
    if check is None:
        return "check_completion"
    return "confirm_repair" if check.damage and check.repaired_at is None else "close"


def finding_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    """A report is signed for by the competent body, which goes there and answers; one statement."""
    sent = [matter.pk for matter in matters if matter.state == "reported"]
    own = ReportReceipt.objects.filter(
        report=OuterRef("pk"), organ=F("report__competent"), acknowledged_at=None
    )
    rows = PropertyReport.objects.filter(pk__in=sent).annotate(is_unsigned=Exists(own))
    told = {row.pk: row for row in rows}
    return {
        matter.pk: Step(_answering(told[matter.pk]))
        if matter.pk in told
        else Step(FINDING.get(matter.state, ""))
        for matter in matters
    }


def _answering(report: PropertyReport) -> str:
    if report.is_unsigned:  # type: ignore[attr-defined]  # annotated
        return "acknowledge"
    return "go_on_site" if report.arrived_at is None else "answer"


def referral_steps(matters: Sequence[Matter], now: datetime) -> Mapping[UUID, Step]:
    return {matter.pk: Step(REFERRAL.get(matter.state, "")) for matter in matters}
