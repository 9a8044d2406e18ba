"""What was announced, heard, reviewed and discussed, as the record has it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from chengguan.enforcement.cases.kinds import DiscussionPurpose
from chengguan.enforcement.cases.models import (
    AdvanceNotice,
    CollectiveDiscussion,
    Defence,
    HearingNotice,
    HearingReport,
    HearingRequest,
    HearingWaiver,
    LegalReview,
    ReviewPoint,
)


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
    announced or heard after it.
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


def read(case: Any, moment: datetime) -> Deciding:
    """What happened after the moment of the act was not there yet."""
    notices = tuple(_notices(case, moment))
    defence = Defence.objects.filter(case=case, heard_at__lte=moment).order_by("-heard_at").first()
    requests = HearingRequest.objects.filter(case=case, requested_at__lte=moment)
    asked = requests.order_by("requested_at", "pk").last()
    waivers = HearingWaiver.objects.filter(case=case, waived_at__lte=moment)
    waived = waivers.order_by("waived_at", "pk").last()
    heard_last = _last_heard(case, moment)
    told = [notice.served_at for notice in notices]
    return Deciding(
        notices=notices,
        heard_at=defence.heard_at if defence else None,
        hearing_requested_at=asked.requested_at if asked else None,
        hearing_waived_at=waived.waived_at if waived else None,
        **(_hearing(case, asked, moment) if asked else {}),
        **_reviews(case, moment, [*told, *heard_last]),
        discussion=_discussion(case, moment, [*told, *heard_last]),
    )


def _notices(case: Any, moment: datetime) -> list[Notice]:
    rows = AdvanceNotice.objects.filter(case=case, served_at__lte=moment)
    return [
        Notice(
            served_at=row.served_at,
            is_warning=row.is_warning,
            fine=row.fine,
            confiscation=row.confiscation,
            has_things=bool(row.confiscated.strip()),
            suspends_business=row.suspends_business,
            revokes_licence=row.revokes_licence,
            may_request_hearing=row.may_request_hearing,
        )
        for row in rows.order_by("served_at", "pk")
    ]


def _last_heard(case: Any, moment: datetime) -> list[datetime]:
    reports = HearingReport.objects.filter(hearing__notice__case=case, reported_at__lte=moment)
    return list(reports.values_list("reported_at", flat=True))


def _hearing(case: Any, asked: HearingRequest, moment: datetime) -> dict[str, Any]:
    """What came of a request: its latest notice, whether that was followed and reported on."""
    told = HearingNotice.objects.filter(
        case=case, notified_at__gte=asked.requested_at, notified_at__lte=moment
    )
    notice = told.select_related("hearing__report").order_by("notified_at", "pk").last()
    held = getattr(notice, "hearing", None)
    return {
        "hearing_notice": notice.pk if notice else None,
        "hearing_at": notice.hold_at if notice else None,
        "hearing_host": notice.host_id if notice else None,
        "is_hearing_held": held is not None,
        "is_hearing_reported": held is not None and hasattr(held, "report"),
    }


def _reviews(case: Any, moment: datetime, before: list[datetime]) -> dict[str, Any]:
    """A review was passed on what had been announced and heard ``before``: what comes after it
    wants a new one."""
    rows = list(LegalReview.objects.filter(case=case, submitted_at__lte=moment).order_by("pk"))
    latest = rows[-1] if rows else None
    points = ReviewPoint.objects.filter(review__case=case, answered_at=None)
    return {
        "reviews": len(rows),
        "review_open": latest.pk if latest and latest.ruled_at is None else None,
        "is_review_passed": bool(
            latest
            and latest.is_passed
            and latest.ruled_at
            and max(before, default=latest.ruled_at) <= latest.ruled_at
        ),
        "points_open": frozenset(points.values_list("pk", flat=True)) if rows else frozenset(),
    }


def _discussion(case: Any, moment: datetime, before: list[datetime]) -> Discussion | None:
    rows = CollectiveDiscussion.objects.filter(
        case=case, purpose=DiscussionPurpose.DECISION, held_at__lte=moment
    )
    spoke = Count("discussants__person", filter=~Q(discussants__opinion=""), distinct=True)
    latest = rows.annotate(leaders=spoke).order_by("held_at", "pk").last()
    if latest is None or any(done > latest.held_at for done in before):
        return None
    return Discussion(
        leaders=latest.leaders,
        has_minutes=bool(latest.minutes.strip()),
        has_conclusion=bool(latest.conclusion.strip()),
    )
