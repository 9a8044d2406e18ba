"""Who came, and what those who had a seat say afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.events.links import coded_sign_up
from chengguan.core.events.models import CheckIn, Event, Feedback, SignUp, Standing
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused

MOST_AT_ONCE = 500
"""So many check-ins one message of a device carries."""


class Met(StrEnum):
    """What became of one code that a device saw."""

    ARRIVED = "arrived"
    BEFORE = "before"
    """He was checked in already, by another code read or another device."""
    NO_SEAT = "no_seat"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Seen:
    """One code as a device saw it; the device gave it its key. ``came``: fewer than signed up."""

    id: UUID
    code: str
    at: datetime
    where: str = ""
    came: int | None = None


@dataclass(frozen=True)
class Arrival:
    """The answer to one code, with the name of the person for whoever stands at the door."""

    id: UUID
    met: Met
    name: str = ""
    at: datetime | None = None


def check_in(
    *, event: Event, seen: Sequence[Seen], by: Person | None, at: datetime
) -> list[Arrival]:
    """Take down who came. The same message again changes nothing and is answered alike.

    A clock that runs ahead is set back to now; how long a device kept what it saw does not matter.
    """
    wanted = {one.id: coded_sign_up(one.code) for one in seen}
    keys = {key for key in wanted.values() if key}
    rows = event.sign_ups.filter(pk__in=keys).select_related("person").in_bulk()
    made = [
        CheckIn(
            id=one.id,
            event=event,
            sign_up=row,
            came=min(one.came or row.places, row.places),
            at=min(one.at, at),
            where=one.where[:60],
            recorded_at=at,
            by=by,
        )
        for one in sorted(seen, key=lambda one: one.at)
        if (row := rows.get(wanted[one.id] or 0)) and row.state == Standing.SEATED
    ]
    with transaction.atomic():
        CheckIn.objects.bulk_create(made, ignore_conflicts=True)
    known = {one.sign_up_id: one for one in CheckIn.objects.filter(sign_up__in=rows)}
    return [_answer(one, rows.get(wanted[one.id] or 0), known) for one in seen]


def _answer(one: Seen, row: SignUp | None, known: dict[int, CheckIn]) -> Arrival:
    if row is None:
        return Arrival(one.id, Met.UNKNOWN)
    first = known.get(row.pk)
    if first is None:
        return Arrival(one.id, Met.NO_SEAT, row.person.name)
    met = Met.ARRIVED if first.pk == one.id else Met.BEFORE
    return Arrival(one.id, met, row.person.name, first.at)


def give_feedback(*, event: int, person: Person, stars: int, words: str, at: datetime) -> Feedback:
    """Once for each who had a seat, when it is over; a second time answers the first."""
    seat = SignUp.objects.filter(event=event, person=person, state=Standing.SEATED)
    mine = seat.select_related("event").first()
    if mine is None:
        raise Refused("feedback.no_seat", _("只有参加的人可以反馈。"))
    if at < mine.event.ends_at:
        raise Refused("feedback.too_early", _("活动结束后再反馈。"))
    said = {"stars": stars, "words": words, "said_at": at}
    return Feedback.objects.get_or_create(sign_up=mine, defaults=said)[0]
