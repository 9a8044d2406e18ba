"""What was served, paid, deferred, contested and urged, as the record has it. Money in fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chengguan.core.work import rules
from chengguan.enforcement.cases.kinds import UNDONE, ReceiptPurpose, RemedyResult
from chengguan.enforcement.cases.models import (
    AddedFine,
    ClosingRequest,
    ConfiscationDisposal,
    CourtApplication,
    Deferral,
    Disclosure,
    PublicNotice,
    Remedy,
    Reminder,
    Service,
    TreasuryReceipt,
)


@dataclass(frozen=True, kw_only=True)
class Execution:
    """One decision on its way to the archive.

    ``receipts`` are those not reversed, by number of row; ``fine_paid`` says on which day how much
    of the fine came in. ``plan`` is the latest approved plan, day and sum of each instalment, empty
    where the statutory days hold. ``contested`` are the stretches [from, until) in which a remedy
    was pending; an open one has no end. ``remedies_ended``: kind and end of each that is over.
    A decision that was revoked or found void is owed no more.
    """

    has_decision: bool = False
    is_no_penalty: bool = False
    fine: int = 0
    confiscation: int = 0
    has_things: bool = False
    decided_at: datetime | None = None
    served_at: datetime | None = None
    posted_at: datetime | None = None
    receipts: frozenset[int] = frozenset()
    receipt_numbers: frozenset[str] = frozenset()
    paid: int = 0
    paid_added: int = 0
    paid_confiscation: int = 0
    deferrals_open: frozenset[int] = frozenset()
    fine_paid: tuple[tuple[date, int], ...] = ()
    plan: tuple[tuple[date, int], ...] = ()
    plans_asked: Mapping[int, int] = field(default_factory=dict)
    added: int = 0
    added_until: date | None = None
    contested: tuple[tuple[datetime, datetime | None], ...] = ()
    remedies_open: frozenset[int] = frozenset()
    remedies_ended: tuple[tuple[str, datetime], ...] = ()
    is_stayed: bool = False
    is_revoked: bool = False
    urged_at: datetime | None = None
    is_before_court: bool = False
    is_disposed: bool = False
    is_disclosed: bool = False
    is_retraction_due: bool = False
    closing_open: int | None = None

    @property
    def unpaid(self) -> int:
        """What is left of the fine."""
        return 0 if self.is_revoked else max(self.fine - self.paid, 0)

    def unpaid_on(self, day: date) -> int:
        """What was left of the fine when that day was over."""
        paid = sum(amount for on, amount in self.fine_paid if on <= day)
        return 0 if self.is_revoked else max(self.fine - paid, 0)

    @property
    def next_instalment(self) -> date | None:
        """The day of the first instalment of the plan that what was paid does not cover."""
        covered = self.fine - sum(amount for _day, amount in self.plan)
        for day, amount in self.plan:
            covered += amount
            if covered > self.paid:
                return None if self.is_revoked else day
        return None

    @property
    def owed(self) -> int:
        """What is left of everything in money."""
        if self.is_revoked:
            return 0
        sums = self.fine + self.added + self.confiscation
        return max(sums - self.paid - self.paid_added - self.paid_confiscation, 0)


def read(case: Any, moment: datetime) -> Execution:
    """What happened after the moment of the act was not there yet."""
    decision, exemption = getattr(case, "decision", None), getattr(case, "exemption", None)
    if decision is None and exemption is None:
        return Execution()
    services = Service.objects.filter(case=case, paper="decision", served_at__lte=moment)
    posted = PublicNotice.objects.filter(case=case, published_at__lte=moment)
    published = Disclosure.objects.filter(case=case, retracted_at=None).last()
    remedies = _remedies(case, moment)
    closing = ClosingRequest.objects.filter(case=case, ruling=None).last()
    urged = Reminder.objects.filter(case=case, urged_at__lte=moment).last()
    return Execution(
        has_decision=True,
        is_no_penalty=decision is None,
        fine=decision.fine if decision else 0,
        confiscation=decision.confiscation if decision else 0,
        has_things=bool(decision and decision.confiscated.strip()),
        decided_at=_decided_at(decision, exemption),
        served_at=min(services.values_list("served_at", flat=True), default=None),
        posted_at=min(posted.values_list("published_at", flat=True), default=None),
        **_money(case, moment),
        **_deferral(case),
        **remedies,
        urged_at=urged.urged_at if urged else None,
        is_before_court=CourtApplication.objects.filter(case=case).exists(),
        is_disposed=ConfiscationDisposal.objects.filter(case=case).exists(),
        is_disclosed=published is not None,
        is_retraction_due=bool(
            published and any(published.disclosed_at <= fell for fell in _fell_at(case, moment))
        ),
        closing_open=closing.pk if closing else None,
    )


def _decided_at(decision: Any, exemption: Any) -> datetime | None:
    return decision.decided_at if decision else exemption.exempted_at


def _money(case: Any, moment: datetime) -> dict[str, Any]:
    rows = list(TreasuryReceipt.objects.filter(case=case, paid_at__lte=moment, reversed_at=None))
    added = list(AddedFine.objects.filter(case=case, imposed_at__lte=moment).order_by("until_on"))

    def paid(purpose: ReceiptPurpose) -> int:
        return sum(row.amount for row in rows if row.purpose == purpose)

    return {
        "receipts": frozenset(row.pk for row in rows),
        "receipt_numbers": frozenset(row.receipt_number for row in rows),
        "paid": paid(ReceiptPurpose.FINE),
        "fine_paid": tuple(
            (row.paid_at.astimezone(rules.ZONE).date(), row.amount)
            for row in rows
            if row.purpose == ReceiptPurpose.FINE
        ),
        "paid_added": paid(ReceiptPurpose.ADDED_FINE),
        "paid_confiscation": paid(ReceiptPurpose.CONFISCATION),
        "added": sum(row.amount for row in added),
        "added_until": added[-1].until_on if added else None,
    }


def _deferral(case: Any) -> dict[str, Any]:
    found = Deferral.objects.filter(case=case).prefetch_related("instalments")
    rows = sorted(found, key=lambda row: row.pk)
    granted = list(found.filter(is_granted=True).order_by("ruled_at", "pk"))
    asked = {row.pk: sum(i.amount for i in row.instalments.all()) for row in rows}
    last = granted[-1].instalments.all() if granted else ()
    return {
        "deferrals_open": frozenset(row.pk for row in rows if row.ruled_at is None),
        "plans_asked": asked,
        "plan": tuple((i.due_on, i.amount) for i in sorted(last, key=lambda i: i.position)),
    }


def _remedies(case: Any, moment: datetime) -> dict[str, Any]:
    rows = list(Remedy.objects.filter(case=case, filed_at__lte=moment).order_by("filed_at"))
    still = [row for row in rows if row.ended_at is None or row.ended_at > moment]
    return {
        "contested": tuple((row.filed_at, row.ended_at) for row in rows),
        "remedies_open": frozenset(row.pk for row in still),
        "is_stayed": any(row.stays_execution for row in still),
        "remedies_ended": tuple((row.kind, row.ended_at) for row in rows if row not in still),
        "is_revoked": any(row.result in UNDONE for row in rows if row not in still),
    }


FELL = (RemedyResult.CHANGED, RemedyResult.REVOKED, RemedyResult.UNLAWFUL, RemedyResult.VOID)
"""Results after which what was published is withdrawn."""


def _fell_at(case: Any, moment: datetime) -> list[datetime]:
    """When the decision was changed, revoked, or found unlawful or void (行政处罚法 48.2)."""
    rows = Remedy.objects.filter(case=case, ended_at__lte=moment, result__in=FELL)
    return [row.ended_at for row in rows if row.ended_at]
