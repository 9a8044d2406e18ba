"""Reads of events: what somebody comes upon, where he stands, who comes, what was said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.http import QueryDict
from django.shortcuts import get_object_or_404

from chengguan.core.events import reaching
from chengguan.core.events.models import (
    ACTIVE,
    CalendarFeed,
    Event,
    Feedback,
    SignUp,
    SignUpTurn,
    Standing,
)
from chengguan.core.events.offices import ORGANISERS
from chengguan.core.events.reasons import Reason, why_not
from chengguan.core.work.acting import Actor

OPEN, MINE, OURS, PAST = "open", "mine", "ours", "past"


@dataclass(frozen=True)
class OwnStanding:
    """Where somebody stands with an event: his sign-up as it is at this moment.

    ``is_owed``: an offer ran out before him and the seat is his to take, though no worker has
    written it down yet. ``free``: seats that are left, too few for all he brings.
    """

    sign_up: SignUp
    state: Standing
    ahead: int = 0
    is_owed: bool = False
    free: int = 0

    @property
    def may_accept(self) -> bool:
        return self.state == Standing.OFFERED or self.is_owed

    @property
    def is_active(self) -> bool:
        return self.state in ACTIVE


def event_for(actor: Actor, pk: int, at: datetime) -> Event:
    """The event with its organs, if somebody comes upon it; else 404."""
    rows = reaching.visible(actor, at).select_related("organ", "audience")
    found = rows.annotate(invited=reaching.is_invited(actor.person_id or 0, at))
    event: Event = get_object_or_404(found, pk=pk)
    return event


def why_not_now(event: Event, person_id: int, at: datetime) -> Reason | None:
    """Why the reader cannot sign up for an event that `event_for` read."""
    invited = bool(event.invited)  # type: ignore[attr-defined]  # annotated
    return why_not(event, person_id, at, is_invited=invited)


def standing_of(event: Event, person_id: int, at: datetime) -> OwnStanding | None:
    """His newest sign-up and where it stands at this moment, whatever the worker has done."""
    mine = event.sign_ups.filter(person=person_id).order_by("-order").first()
    if mine is None:
        return None
    state = mine.stands(at)
    if state != Standing.WAITING:
        return OwnStanding(mine, state)
    before = Q(order__lt=mine.order, state=Standing.WAITING)
    ahead = event.sign_ups.filter(before).count()
    owed = is_owed(event, mine, at)
    return OwnStanding(mine, state, ahead, owed, max(event.free or 0, 0))


def is_owed(event: Event, mine: SignUp, at: datetime) -> bool:
    """Whether offers that ran out leave the one who waits a seat: the line as it would move now."""
    if event.next_expiry is None or event.next_expiry > at or at >= event.begins_at:
        return False
    gone = event.sign_ups.filter(state=Standing.OFFERED, offer_until__lte=at)
    free = (event.free or 0) + sum(gone.values_list("places", flat=True))
    waiting = event.sign_ups.filter(state=Standing.WAITING, order__lte=mine.order)
    for pk, places in waiting.order_by("order").values_list("pk", "places"):
        if places <= free:
            free -= places
            if pk == mine.pk:
                return True
    return False


def turns_of(sign_up: SignUp) -> list[SignUpTurn]:
    return list(sign_up.turns.select_related("by").order_by("-pk"))


# -- lists -------------------------------------------------------------------------------------


def events_found(actor: Actor, asked: QueryDict, at: datetime) -> QuerySet[Event]:
    """The reader's events of the view and filters of an address, each with where he stands."""
    mine = SignUp.objects.filter(event=OuterRef("pk"), person=actor.person_id).order_by("-order")
    rows = reaching.visible(actor, at).select_related("organ", "audience")
    rows = rows.annotate(
        my_state=Subquery(mine.values("state")[:1]),
        my_until=Subquery(mine.values("offer_until")[:1]),
    )
    return _in_view(rows, asked.get("view", OPEN), actor, at).filter(_as_asked(asked))


def _in_view(rows: QuerySet[Event], view: str, actor: Actor, at: datetime) -> QuerySet[Event]:
    if view == MINE:
        own = SignUp.objects.filter(event=OuterRef("pk"), person=actor.person_id)
        return rows.filter(Exists(own))
    if view == PAST:
        return rows.filter(Q(ends_at__lte=at) | Q(called_off_at__isnull=False))
    if view == OURS:
        organs = {s.organ_id for s in actor.scopes if s.role in ORGANISERS}
        return rows.filter(organ__in=organs)
    return rows.filter(ends_at__gt=at, called_off_at=None)


def _as_asked(asked: QueryDict) -> Q:
    found = Q()
    if words := asked.get("words", "").strip():
        found &= Q(title__contains=words) | Q(place__contains=words) | Q(text__contains=words)
    if kind := asked.get("kind", ""):
        found &= Q(kind=kind)
    return found


def kinds_of(actor: Actor, at: datetime) -> list[str]:
    """The kinds of event that the reader comes upon."""
    rows = reaching.visible(actor, at).order_by("kind").values_list("kind", flat=True)
    return list(rows.distinct()[:50])


def sign_ups_found(event: Event, asked: QueryDict, at: datetime) -> QuerySet[SignUp]:
    """Who signed up, for the organisers: by name and by standing at this moment."""
    rows = event.sign_ups.select_related("person", "checkin", "companions__subject")
    if words := asked.get("words", "").strip():
        rows = rows.filter(person__name__contains=words)
    return rows.filter(_stands(asked.get("state", ""), at), _came(asked.get("came", "")))


def _stands(state: str, at: datetime) -> Q:
    gone = Q(state=Standing.OFFERED, offer_until__lte=at)
    if state == Standing.EXPIRED:
        return Q(state=state) | gone
    if state == Standing.OFFERED:
        return Q(state=state) & ~gone
    return Q(state=state) if state in Standing.values else Q()


def _came(came: str) -> Q:
    if came not in ("yes", "no"):
        return Q()
    return Q(state=Standing.SEATED, checkin__isnull=came == "no")


@dataclass(frozen=True)
class Numbers:
    """People, not requests: with those they bring."""

    seated: int
    offered: int
    waiting: int
    came: int
    stars: float | None
    answers: int


def numbers_of(event: Event) -> Numbers:
    """The numbers of an event for its organisers. Two statements."""
    rows = event.sign_ups.order_by().values("state").annotate(people=Sum("places"))
    people = {row["state"]: row["people"] for row in rows}
    said = event.sign_ups.aggregate(
        came=Sum("checkin__came"), stars=Avg("feedback__stars"), answers=Count("feedback")
    )
    return Numbers(
        seated=people.get(Standing.SEATED, 0),
        offered=people.get(Standing.OFFERED, 0),
        waiting=people.get(Standing.WAITING, 0),
        came=said["came"] or 0,
        stars=said["stars"],
        answers=said["answers"],
    )


def feedback_of(event: Event, limit: int) -> list[Feedback]:
    """What was said, the newest first; whose it is, is not read."""
    rows = Feedback.objects.filter(sign_up__event=event).exclude(words="")
    return list(rows.only("stars", "words", "said_at").order_by("-pk")[:limit])


def roster(event: Event) -> Iterable[SignUp]:
    """Those with seats, in the order of sign-up, as a device at the door keeps them."""
    seats = event.sign_ups.filter(state=Standing.SEATED).order_by("order")
    return seats.select_related("person", "checkin")


# -- calendars ---------------------------------------------------------------------------------


def calendar_rows(person_id: int, edition: int) -> list[SignUp] | None:
    """What stands in somebody's calendar; None where the address is no longer his."""
    if not CalendarFeed.objects.filter(person=person_id, edition=edition).exists():
        return None
    kept = (*ACTIVE, Standing.CALLED_OFF)
    rows = SignUp.objects.filter(person=person_id, state__in=kept)
    return list(rows.select_related("event__organ").order_by("-event__begins_at", "-pk")[:500])


def edition_of(person_id: int) -> int | None:
    rows = CalendarFeed.objects.filter(person=person_id)
    return rows.values_list("edition", flat=True).first()
