"""What other rooms call: open an event, change it, call it off, and learn who came.

An event may be opened inside the act of a matter (hand over the ``act``: its entry vouches for the
event) or on its own, then it has a chain of its own. Sign-ups are asked for with ``sign_up``, also
by a room that fills an event from a list of its own. Who may come beyond the organ that is invited
is said by a condition (``ports.register_condition``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from chengguan.core.events import ports, signing_up, telling
from chengguan.core.events.attending import check_in, give_feedback
from chengguan.core.events.links import code_of
from chengguan.core.events.models import CalendarFeed, Event, SignUp, Standing
from chengguan.core.events.reaching import write_tokens
from chengguan.core.events.signing_up import (
    accept,
    bring_fewer,
    name_companions,
    settle_event,
    sign_up,
    withdraw,
)
from chengguan.core.org.models import Organ, Person
from chengguan.core.org.record import Refused, new_register_stream, note, register_stream
from chengguan.core.work.act import Act

__all__ = [
    "Attendance",
    "Opening",
    "accept",
    "attendance_of",
    "bring_fewer",
    "change_event",
    "check_in",
    "close_event",
    "code_of",
    "give_feedback",
    "name_companions",
    "open_event",
    "renew_calendar",
    "settle_event",
    "sign_up",
    "withdraw",
]


@dataclass(frozen=True)
class Opening:
    """What an event is opened with. ``seats`` None: as many as come. ``condition`` names one that
    is registered with `ports`; ``audience`` is the organ below which one may come."""

    kind: str
    title: str
    place: str
    begins_at: datetime
    ends_at: datetime
    signup_from: datetime
    signup_until: datetime
    audience: Organ
    text: str = ""
    seats: int | None = None
    companions_most: int = 0
    offer_hours: int = 24
    condition: str = ""


@dataclass(frozen=True)
class Attendance:
    """One who had a seat: how many he had signed up, how many came, and when he was seen."""

    person_id: int
    name: str
    places: int
    came: int
    at: datetime | None

    @property
    def has_come(self) -> bool:
        return self.came > 0


def open_event(
    opening: Opening, *, organ: Organ, by: Person | None, at: datetime, act: Act | None = None
) -> Event:
    """Open an event of an organ; with an ``act`` it belongs to the act's matter."""
    _check(opening)
    event = Event(organ=organ, opened_by=by, opened_at=at, **_values(opening))
    if act is not None:
        act.wants_rows()
        event.matter = act.matter
        act.save(event)
        write_tokens(event)
        return event
    with transaction.atomic():
        event.save(force_insert=True)
        write_tokens(event)
        values = {"event": event.pk, "organ": organ.pk, "title": event.title}
        stream = new_register_stream(event.key)
        note("event.open", by=by, at=at, values=values, rows=[event], stream=stream)
    return event


@transaction.atomic
def change_event(event: int, opening: Opening, *, by: Person | None, at: datetime) -> Event:
    """Change what was announced. Seats that people have are not taken away; new ones go to those
    who wait. Whoever signed up is told of another time or place."""
    _check(opening)
    held = _locked(event)
    if held.called_off_at:
        raise Refused("event.called_off", _("活动已取消，不能再改。"))
    if opening.seats is not None and opening.seats < held.taken:
        text = _("已有 %(n)s 个名额给出，不能少于这个数。") % {"n": held.taken}
        raise Refused("event.seats_taken", text)
    former = (held.begins_at, held.ends_at, held.place)
    for name, value in _values(opening).items():
        setattr(held, name, value)
    held.save()
    write_tokens(held)
    values = {"event": held.pk, "title": held.title}
    note("event.change", by=by, at=at, values=values, rows=[held], stream=register_stream(held.key))
    signing_up.more_room(held, at)
    if former != (held.begins_at, held.ends_at, held.place):
        telling.leave_to_worker(held, telling.CHANGED, at)
    return held


@transaction.atomic
def close_event(event: int, *, reason: str, by: Person | None, at: datetime) -> Event:
    """Call an event off: every sign-up ends with it, and everybody is told why. Once."""
    held = _locked(event)
    if held.called_off_at:
        return held
    if at >= held.begins_at:
        raise Refused("event.has_begun", _("活动已经开始，不能再取消。"))
    held.called_off_at, held.called_off_reason = at, reason
    held.save()
    values = {"event": held.pk, "reason": reason}
    note(
        "event.call_off", by=by, at=at, values=values, rows=[held], stream=register_stream(held.key)
    )
    if signing_up.call_off_all(held, at, by):
        telling.leave_to_worker(held, telling.CALLED_OFF, at)
    return held


def attendance_of(event: Event) -> list[Attendance]:
    """Everybody who had a seat, in the order of sign-up, and whether he came. One statement."""
    seats = event.sign_ups.filter(state=Standing.SEATED).order_by("order")
    return [_attendance(row) for row in seats.select_related("person", "checkin")]


def _attendance(row: SignUp) -> Attendance:
    seen = getattr(row, "checkin", None)
    came, at = (seen.came, seen.at) if seen else (0, None)
    return Attendance(row.person_id, row.person.name, row.places, came, at)


@transaction.atomic
def renew_calendar(person: Person) -> CalendarFeed:
    """A new address for somebody's calendar; the former one answers no more."""
    CalendarFeed.objects.get_or_create(person=person, defaults={"edition": 0})
    feed = CalendarFeed.objects.select_for_update().get(person=person)
    feed.edition += 1
    feed.save(update_fields=["edition"])
    return feed


def _values(opening: Opening) -> dict[str, object]:
    return {field.name: getattr(opening, field.name) for field in fields(opening)}


def _check(opening: Opening) -> None:
    for is_wrong, code, text in _faults(opening):
        if is_wrong:
            raise Refused(code, text)


def _faults(opening: Opening) -> Sequence[tuple[bool, str, str]]:
    return (
        (
            opening.ends_at <= opening.begins_at,
            "event.reversed",
            _("结束时间要晚于开始时间。"),
        ),
        (
            opening.signup_until <= opening.signup_from,
            "event.signup_reversed",
            _("报名截止要晚于报名开始。"),
        ),
        (
            opening.signup_until > opening.begins_at,
            "event.signup_late",
            _("报名要在活动开始前截止。"),
        ),
        (
            bool(opening.condition) and not ports.is_known(opening.condition),
            "event.condition_unknown",
            _("没有登记这个参加条件。"),
        ),
    )


def _locked(event: int) -> Event:
    rows = Event.objects.select_for_update(of=("self",)).select_related("organ", "audience")
    return rows.get(pk=event)
