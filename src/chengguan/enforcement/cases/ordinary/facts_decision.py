"""What was announced, heard, reviewed and discussed, as the record has it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model

from chengguan.core.documents.models import Draft
from chengguan.enforcement.cases.kinds import DiscussionPurpose, ServedPaper
from chengguan.enforcement.cases.models import (
    AdvanceNotice,
    CollectiveDiscussion,
    Defence,
    Discussant,
    Hearing,
    HearingNotice,
    HearingReport,
    HearingRequest,
    HearingWaiver,
    LegalReview,
    PublicNotice,
    ReviewPoint,
)
from chengguan.enforcement.cases.ordinary.book import Book

DECISION = "penalty_decision"
"""The paper whose draft a legal review is of."""


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One notice as it was served. Money in fen."""

    served_at: datetime
    is_warning: bool
    fine: int
    confiscation: int
    has_things: bool
    suspends_business: bool
    revokes_licence: bool
    may_request_hearing: bool
    confiscated_value: int = 0


@dataclass(frozen=True, kw_only=True)
class Discussion:
    """``leaders`` counts different people who said something."""

    leaders: int
    has_minutes: bool
    has_conclusion: bool


@dataclass(frozen=True, kw_only=True)
class Deciding:
    """``notices`` in the order of service: none replaces another.

    The hearing is that of the latest request: a second request wants a second hearing.
    ``hearing_notice``, ``hearing_host`` and ``hearing_at`` are of its latest notice, and
    ``is_hearing_held`` says whether that one was followed. ``points_open`` are the points of a
    returned review nobody has answered. A review or a discussion counts while nothing was
    announced or heard after it, a review also while the decision's draft is the one reviewed.
    ``posted_at``: when the public notice began that may serve the next notice. ``last_step_at`` is
    of all notices, defences, requests, waivers, hearings, reviews and discussions on the record,
    also of those after the moment of the act: what is told now was not told before them.
    """

    notices: tuple[Notice, ...] = ()
    heard_at: datetime | None = None
    hearing_requested_at: datetime | None = None
    hearing_waived_at: datetime | None = None
    hearing_notice: int | None = None
    hearing_at: datetime | None = None
    hearing_host: int | None = None
    is_hearing_held: bool = False
    is_hearing_reported: bool = False
    reviews: int = 0
    review_open: int | None = None
    is_review_passed: bool = False
    points_open: frozenset[int] = frozenset()
    discussion: Discussion | None = None
    draft_version: int = 0
    posted_at: datetime | None = None
    last_step_at: datetime | None = None

    @property
    def latest(self) -> Notice | None:
        return self.notices[-1] if self.notices else None

    @property
    def lowest_fine(self) -> int | None:
        """The lowest fine ever announced: defence and hearing never make it dearer."""
        return min((notice.fine for notice in self.notices), default=None)

    @property
    def is_hearing_owed(self) -> bool:
        """It was asked for and has not been held to its end; a later notice undoes nothing."""
        asked, gave_up = self.hearing_requested_at, self.hearing_waived_at
        if asked is None or self.is_hearing_reported:
            return False
        return gave_up is None or gave_up < asked


def read(book: Book, moment: datetime) -> Deciding:
    """What happened after the moment of the act was not there yet."""
    told = book.until(AdvanceNotice, "served_at", moment)
    heard = book.until(Defence, "heard_at", moment)
    asked = book.until(HearingRequest, "requested_at", moment)
    waived = book.until(HearingWaiver, "waived_at", moment)
    reported = book.until(HearingReport, "reported_at", moment)
    before = [*(row.served_at for row in told), *(row.reported_at for row in reported)]
    return Deciding(
        notices=tuple(_notice(row) for row in told),
        heard_at=heard[-1].heard_at if heard else None,
        hearing_requested_at=asked[-1].requested_at if asked else None,
        hearing_waived_at=waived[-1].waived_at if waived else None,
        **(_hearing(book, asked[-1], moment) if asked else {}),
        **_reviews(book, moment, before),
        discussion=_discussion(book, moment, before),
        draft_version=_draft_version(book),
        posted_at=_posted_at(book, told, moment),
        last_step_at=max(_steps(book), default=None),
    )


STEPS: Mapping[type[Model], tuple[str, ...]] = {
    AdvanceNotice: ("served_at",),
    Defence: ("heard_at",),
    HearingRequest: ("requested_at",),
    HearingWaiver: ("waived_at",),
    Hearing: ("held_at",),
    HearingReport: ("reported_at",),
    LegalReview: ("submitted_at", "ruled_at"),
    CollectiveDiscussion: ("held_at",),
}
"""What a new notice comes after."""


def _steps(book: Book) -> Iterator[datetime]:
    moments = (
        getattr(row, name)
        for model, names in STEPS.items()
        for row in book.all(model)
        for name in names
    )
    return (moment for moment in moments if moment is not None)


def _draft_version(book: Book) -> int:
    """Of the words that the decision will print; 0 where nobody drafted them."""
    return max((row.version for row in book.of(Draft, paper=DECISION)), default=0)


def _posted_at(book: Book, told: Sequence[AdvanceNotice], moment: datetime) -> datetime | None:
    """The first public notice after the notice served last: each serves one."""
    rows = book.until(PublicNotice, "published_at", moment)
    return next(
        (
            row.published_at
            for row in rows
            if row.paper == ServedPaper.NOTICE
            and not (told and row.published_at <= told[-1].served_at)
        ),
        None,
    )


def _notice(row: AdvanceNotice) -> Notice:
    return Notice(
        served_at=row.served_at,
        is_warning=row.is_warning,
        fine=row.fine,
        confiscation=row.confiscation,
        has_things=bool(row.confiscated.strip()),
        suspends_business=row.suspends_business,
        revokes_licence=row.revokes_licence,
        may_request_hearing=row.may_request_hearing,
        confiscated_value=row.confiscated_value,
    )


def _hearing(book: Book, asked: HearingRequest, moment: datetime) -> dict[str, Any]:
    """What came of a request: its latest notice, whether that was followed and reported on."""
    told = book.until(HearingNotice, "notified_at", moment)
    notices = [notice for notice in told if notice.notified_at >= asked.requested_at]
    if not notices:
        return {}
    notice = notices[-1]
    return {
        "hearing_notice": notice.pk,
        "hearing_at": notice.hold_at,
        "hearing_host": notice.host_id,
        "is_hearing_held": bool(book.of(Hearing, pk=notice.pk)),
        "is_hearing_reported": bool(book.of(HearingReport, hearing_id=notice.pk)),
    }


def _reviews(book: Book, moment: datetime, before: list[datetime]) -> dict[str, Any]:
    """A review was passed on what had been announced and heard ``before``: what comes after it
    wants a new one."""
    rows = [row for row in book.all(LegalReview) if row.submitted_at <= moment]
    if not rows:
        return {}
    latest = rows[-1]
    return {
        "reviews": len(rows),
        "review_open": latest.pk if latest.ruled_at is None else None,
        "is_review_passed": bool(
            latest.is_passed
            and latest.ruled_at
            and latest.draft_version == _draft_version(book)
            and max(before, default=latest.ruled_at) <= latest.ruled_at
        ),
        "points_open": frozenset(p.pk for p in book.all(ReviewPoint) if p.answered_at is None),
    }


def _discussion(book: Book, moment: datetime, before: list[datetime]) -> Discussion | None:
    held = book.until(CollectiveDiscussion, "held_at", moment)
    rows = [row for row in held if row.purpose == DiscussionPurpose.DECISION]
    if not rows or any(done > rows[-1].held_at for done in before):
        return None
    latest = rows[-1]
    spoke = {one.person_id for one in book.of(Discussant, discussion_id=latest.pk) if one.opinion}
    return Discussion(
        leaders=len(spoke),
        has_minutes=bool(latest.minutes.strip()),
        has_conclusion=bool(latest.conclusion.strip()),
    )
