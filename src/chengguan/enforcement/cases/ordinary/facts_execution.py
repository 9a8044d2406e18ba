"""What was served, paid, deferred, contested and urged, as the record has it. Money in fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chengguan.core.work import rules
from chengguan.enforcement.cases.kinds import UNDONE, ReceiptPurpose, RemedyResult, ServedPaper
from chengguan.enforcement.cases.models import (
    AddedFine,
    AdoptedDebt,
    AdoptedDecision,
    ClosingRequest,
    ClosingRuling,
    ConfiscationDisposal,
    CourtApplication,
    CourtRequest,
    Deferral,
    Disclosure,
    Exemption,
    Instalment,
    PenaltyDecision,
    PublicNotice,
    Refund,
    Remedy,
    Reminder,
    Service,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary.book import Book


@dataclass(frozen=True, kw_only=True)
class Execution:
    """One decision on its way to the archive.

    ``receipts`` are those not reversed, by number of row; of ``refunded`` the money went back, in
    whole or in part; ``fine_paid`` says on which day how much of the fine came in. ``plan`` is the
    latest approved plan, day and sum of each instalment, empty where the statutory days hold.
    ``contested`` are the stretches [from, until) in which a remedy was pending; an open one has no
    end: all on the record, also those after the moment of the act.
    ``remedies_ended``: kind and end of each that was decided; ``remedies_withdrawn``: ends of those
    that were not. ``overpaid``: what was paid above what is owed, under each head.
    A decision that was revoked or found void is owed no more; of one that was changed the changed
    sums are owed, and what was added to the old fine is added anew. Sums that another system told
    of (``is_told``) are owed until receipts are recorded here; ``is_brought``: the papers of its
    decision stand in the file. What was refunded counts as not paid.
    """

    has_decision: bool = False
    is_no_penalty: bool = False
    is_told: bool = False
    is_brought: bool = False
    is_changed: bool = False
    is_public: bool = False
    fine: int = 0
    confiscation: int = 0
    has_things: bool = False
    decided_at: datetime | None = None
    served_at: datetime | None = None
    posted_at: datetime | None = None
    receipts: frozenset[int] = frozenset()
    refunded: frozenset[int] = frozenset()
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
    remedies_withdrawn: tuple[datetime, ...] = ()
    is_stayed: bool = False
    is_revoked: bool = False
    is_fallen: bool = False
    urged_at: datetime | None = None
    court_open: int | None = None
    court_late_reason: str = ""
    is_before_court: bool = False
    is_disposed: bool = False
    is_disclosed: bool = False
    was_disclosed: bool = False
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
    def plan_left(self) -> tuple[tuple[date, int], ...]:
        """What is left of each instalment of the plan: what was paid covers them in their turn."""
        # A fine that was changed may be less than its plan.
        before = max(self.fine - sum(amount for _day, amount in self.plan), 0)
        paid, left = max(self.paid - before, 0), []
        for day, amount in self.plan:
            covered = min(paid, amount)
            paid -= covered
            left.append((day, amount - covered))
        return tuple(left)

    @property
    def next_instalment(self) -> date | None:
        """The day of the first instalment that what was paid does not cover."""
        open_ = (day for day, left in self.plan_left if left)
        return next(open_, None) if self.unpaid else None

    @property
    def owed(self) -> int:
        """What is left of everything in money."""
        return sum(max(sum_ - paid, 0) for sum_, paid in self._heads.values())

    @property
    def overpaid(self) -> Mapping[str, int]:
        """What was paid above what is owed, under each head where there is any."""
        above = {head: paid - sum_ for head, (sum_, paid) in self._heads.items()}
        return {head: left for head, left in above.items() if left > 0}

    @property
    def _heads(self) -> Mapping[str, tuple[int, int]]:
        """Owed and paid under each head: what is paid under one counts under no other."""
        owed = (0, 0, 0) if self.is_revoked else (self.fine, self.added, self.confiscation)
        paid = (self.paid, self.paid_added, self.paid_confiscation)
        heads = (ReceiptPurpose.FINE, ReceiptPurpose.ADDED_FINE, ReceiptPurpose.CONFISCATION)
        return dict(zip(heads, zip(owed, paid, strict=True), strict=True))


def read(book: Book, moment: datetime) -> Execution:
    """What happened after the moment of the act was not there yet."""
    decision, exemption = book.last(PenaltyDecision), book.last(Exemption)
    if decision is None and exemption is None:
        return _told(book, moment)
    sums, fell = _sums(book, moment), _fell_at(book, moment)
    urged = [row for row in book.all(Reminder) if row.urged_at <= moment]
    return Execution(
        has_decision=True,
        is_no_penalty=decision is None,
        is_changed=sums.since is not None,
        is_public=bool(decision and decision.is_public),
        fine=sums.fine,
        confiscation=sums.confiscation,
        has_things=bool(decision and decision.confiscated.strip()),
        decided_at=_decided_at(decision, exemption),
        served_at=_served_at(book, moment),
        posted_at=_posted_at(book, moment),
        **_money(book, moment, sums.since),
        **_deferral(book),
        **_remedies(book, moment),
        urged_at=urged[-1].urged_at if urged else None,
        **_court(book),
        is_disposed=bool(book.all(ConfiscationDisposal)),
        **_published(book, fell),
        is_fallen=bool(fell),
        closing_open=_closing_open(book),
    )


def _served_at(book: Book, moment: datetime) -> datetime | None:
    """Of the decision."""
    rows = book.until(Service, "served_at", moment)
    return next((row.served_at for row in rows if row.paper == ServedPaper.DECISION), None)


def _posted_at(book: Book, moment: datetime) -> datetime | None:
    """When the decision was first made known by public notice."""
    rows = book.until(PublicNotice, "published_at", moment)
    return next((row.published_at for row in rows if row.paper == ServedPaper.DECISION), None)


def _court(book: Book) -> dict[str, Any]:
    asked = [row for row in book.all(CourtRequest) if row.ruled_at is None]
    return {
        "court_open": asked[-1].pk if asked else None,
        "court_late_reason": asked[-1].late_reason if asked else "",
        "is_before_court": bool(book.all(CourtApplication)),
    }


def _decided_at(decision: PenaltyDecision | None, exemption: Exemption | None) -> datetime | None:
    if decision is not None:
        return decision.decided_at
    return exemption.exempted_at if exemption else None


@dataclass(frozen=True)
class Sums:
    """What is owed; ``since`` when it was changed. Money in fen."""

    fine: int
    confiscation: int
    since: datetime | None = None


def _sums(book: Book, moment: datetime) -> Sums:
    """Those of the decision, or of the last that changed it (行政复议法 63; 行政诉讼法 77)."""
    decision = book.last(PenaltyDecision) or book.last(AdoptedDecision) or book.last(AdoptedDebt)
    if decision is None:
        return Sums(0, 0)
    changes = [
        (row.ended_at, row.pk, row)
        for row in book.of(Remedy, result=RemedyResult.CHANGED)
        if row.ended_at and row.ended_at <= moment
    ]
    if not changes:
        return Sums(decision.fine, decision.confiscation)
    since, _pk, last = max(changes)
    return Sums(last.changed_fine or 0, last.changed_confiscation or 0, since)


def _told(book: Book, moment: datetime) -> Execution:
    """A case taken over after its decision: what is owed, as told or as the papers brought since
    have it, and what was done here. Before a decision it is empty."""
    debt, brought = book.last(AdoptedDebt), book.last(AdoptedDecision)
    sums, fell = _sums(book, moment), _fell_at(book, moment)
    served = brought.served_at if brought else None
    urged = book.until(Reminder, "urged_at", moment)
    return Execution(
        is_told=bool(debt or brought),
        is_brought=brought is not None,
        is_changed=sums.since is not None,
        fine=sums.fine,
        confiscation=sums.confiscation,
        has_things=bool(brought and brought.confiscated.strip()),
        decided_at=brought.decided_at if brought else None,
        served_at=served or _served_at(book, moment),
        posted_at=_posted_at(book, moment),
        **_money(book, moment, sums.since),
        **_deferral(book),
        **_remedies(book, moment),
        urged_at=urged[-1].urged_at if urged else None,
        **_court(book),
        is_disposed=bool(book.all(ConfiscationDisposal)),
        **_published(book, fell),
        is_fallen=bool(fell),
        closing_open=_closing_open(book),
    )


def _published(book: Book, fell: list[datetime]) -> dict[str, Any]:
    standing = book.of(Disclosure, retracted_at=None)
    since = standing[-1].disclosed_at if standing else None
    return {
        "is_disclosed": since is not None,
        "was_disclosed": bool(book.all(Disclosure)),
        "is_retraction_due": bool(since and any(since <= when for when in fell)),
    }


def _closing_open(book: Book) -> int | None:
    ruled = {ruling.request_id for ruling in book.all(ClosingRuling)}
    waiting = [asked.pk for asked in book.all(ClosingRequest) if asked.pk not in ruled]
    return waiting[-1] if waiting else None


def _money(book: Book, moment: datetime, changed: datetime | None) -> dict[str, Any]:
    # Money counts once, whatever the moment of the act that asks: what is entered late too.
    rows = book.of(TreasuryReceipt, reversed_at=None)
    imposed = [row for row in book.all(AddedFine) if row.imposed_at <= moment]
    # What was added to a sum that is owed no more falls with it.
    added = [row for row in imposed if changed is None or row.imposed_at > changed]

    def paid(purpose: ReceiptPurpose) -> int:
        back = sum(row.amount for row in book.of(Refund, purpose=purpose))
        return sum(row.amount for row in rows if row.purpose == purpose) - back

    return {
        "receipts": frozenset(row.pk for row in rows),
        "refunded": frozenset(
            row.pk for row in rows if row.amount > paid(ReceiptPurpose(row.purpose))
        ),
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
        "added_until": max((row.until_on for row in added), default=None),
    }


def _deferral(book: Book) -> dict[str, Any]:
    parts = {row.pk: book.of(Instalment, deferral_id=row.pk) for row in book.all(Deferral)}
    granted = [(d.ruled_at, d.pk) for d in book.all(Deferral) if d.is_granted and d.ruled_at]
    last = parts[max(granted)[1]] if granted else []
    return {
        "deferrals_open": frozenset(d.pk for d in book.all(Deferral) if d.ruled_at is None),
        "plans_asked": {key: sum(i.amount for i in rows) for key, rows in parts.items()},
        "plan": tuple((i.due_on, i.amount) for i in sorted(last, key=lambda i: i.position)),
    }


def _remedies(book: Book, moment: datetime) -> dict[str, Any]:
    rows = book.until(Remedy, "filed_at", moment)
    still = [row for row in rows if row.ended_at is None or row.ended_at > moment]
    over = [row for row in rows if row not in still]
    withdrawn = [row for row in over if row.result == RemedyResult.WITHDRAWN]
    ever = sorted(book.all(Remedy), key=lambda row: row.filed_at)
    return {
        "contested": tuple((row.filed_at, row.ended_at) for row in ever),
        "remedies_open": frozenset(row.pk for row in still),
        "is_stayed": any(row.stays_execution for row in still),
        "remedies_ended": tuple((row.kind, row.ended_at) for row in over if row not in withdrawn),
        "remedies_withdrawn": tuple(row.ended_at for row in withdrawn),
        "is_revoked": any(row.result in UNDONE for row in over),
    }


FELL = (RemedyResult.CHANGED, RemedyResult.REVOKED, RemedyResult.UNLAWFUL, RemedyResult.VOID)
"""Results after which what was published is withdrawn."""


def _fell_at(book: Book, moment: datetime) -> list[datetime]:
    """When the decision was changed, revoked, or found unlawful or void (行政处罚法 48.2)."""
    return [
        row.ended_at
        for row in book.all(Remedy)
        if row.ended_at and row.ended_at <= moment and row.result in FELL
    ]
