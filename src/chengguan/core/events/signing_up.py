"""The line before an event: who gets a seat, who waits, who moves up, and who gave his back.

Everything happens under the lock of the event, so that seats and order are one thing. Those who
belong together are one sign-up: all of them get seats or none does. A seat that falls free is
offered to the first in the order whose whole group it holds, for some hours; then to the next.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Exists, Min
from django.utils.translation import gettext as _

from chengguan.core.events import telling
from chengguan.core.events.models import ACTIVE, HOLDING, Event, SignUp, SignUpTurn, Standing
from chengguan.core.events.reaching import is_invited
from chengguan.core.events.reasons import why_not
from chengguan.core.journal.services import seal
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused, note, register_stream

COUNTERS = ("last_order", "taken", "waiting", "next_expiry")
READ = (
    *COUNTERS,
    "title",
    "begins_at",
    "seats",
    "signup_from",
    "signup_until",
    "called_off_at",
    "condition",
    "companions_most",
    "offer_hours",
)
"""What the line asks of an event; the rest of it is read by nobody while others wait."""
COMPANIONS = "companions"
"""The kind of the sealed value that holds their names."""


# -- the requests ------------------------------------------------------------------------------


def sign_up(
    *, event: int, person: Person, key: str, at: datetime, places: int = 1, by: Person | None = None
) -> SignUp:
    """Sign somebody up, with ``places`` - 1 companions: a seat, or the end of the waiting list.

    Four statements. The same ``key`` again, or a second request while the first one stands, does
    nothing and answers where he stands. Raises ``Refused`` with the reason.
    """
    hand = by or person

    def ask(held: Event) -> SignUp:
        refusal = why_not(held, person.pk, at, places=places, is_invited=_invited(held))
        if refusal:
            raise Refused(refusal.code, refusal.text)
        state = Standing.SEATED if held.has_room(places) else Standing.WAITING
        held.last_order += 1
        row = SignUp(event=held, person=person, order=held.last_order, places=places)
        _turn(held, row, state, at, by=hand, key=key)
        return row

    return _once(event, person, hand, key, at, ask)


def accept(*, event: int, person: Person, key: str, at: datetime) -> SignUp:
    """Take up a seat that was offered."""

    def take(held: Event) -> SignUp:
        mine = _active(held, person)
        if mine is None:
            raise Refused("offer.gone", _("确认时间已过，名额已转给下一位。可以重新报名。"))
        if mine.state == Standing.WAITING:
            raise Refused("offer.not_yet", _("还没有轮到您，请继续等候，轮到时会通知您。"))
        if mine.state == Standing.OFFERED:
            _turn(held, mine, Standing.SEATED, at, by=person, key=key)
            _note_next_expiry(held)
        return mine

    return _once(event, person, person, key, at, take)


def withdraw(*, event: int, person: Person, key: str, at: datetime) -> SignUp:
    """Give a seat, an offer or a place in the line back; whoever fits moves up."""

    def give_back(held: Event) -> SignUp:
        mine = _active(held, person)
        if mine is None:
            raise Refused("signup.none", _("您没有报名，或者已经取消。"))
        if at >= held.begins_at:
            raise Refused("event.has_begun", _("活动已经开始，不能再取消。"))
        is_offer = mine.state == Standing.OFFERED
        state = Standing.DECLINED if is_offer else Standing.CANCELLED
        _turn(held, mine, state, at, by=person, key=key)
        _move_up(held, at)
        return mine

    return _once(event, person, person, key, at, give_back)


def bring_fewer(*, event: int, person: Person, places: int, key: str, at: datetime) -> SignUp:
    """Come with fewer people, keeping the place in the order: the smaller group may fit."""

    def shrink(held: Event) -> SignUp:
        mine = _active(held, person)
        if mine is None:
            raise Refused("signup.none", _("您没有报名，或者已经取消。"))
        if not 0 < places < mine.places:
            raise Refused("signup.not_fewer", _("这里只能减少人数；要增加请取消后重新报名。"))
        left = mine.places - places
        mine.places = places
        if mine.state in HOLDING:
            held.taken -= left
        _turn(held, mine, Standing(mine.state), at, by=person, key=key, until=mine.offer_until)
        _move_up(held, at)
        return mine

    return _once(event, person, person, key, at, shrink)


@transaction.atomic
def name_companions(*, event: int, person: Person, names: str, at: datetime) -> SignUp:
    """Say who comes along; the names are sealed, and only the organisers open them."""
    held = _held(event, person, person, "", at)
    mine = _active(held, person)
    if mine is None or mine.places < 2:
        raise Refused("signup.alone", _("您的报名没有同行人。"))
    mine.companions = seal(subject=person.subject, kind=COMPANIONS, value=names)
    mine.save(update_fields=["companions"])
    values = {"sign_up": mine.pk, "names": mine.companions}
    stream = register_stream(person.subject)
    note("event.companions", by=person, at=at, values=values, stream=stream)
    return mine


# -- under the lock ----------------------------------------------------------------------------


def _once(
    event: int,
    person: Person,
    hand: Person,
    key: str,
    at: datetime,
    act: Callable[[Event], SignUp],
) -> SignUp:
    """Act under the lock unless this request acted already.

    Where the act is refused, the line that it found overdue has moved all the same.
    """
    refused, settled, done = None, 0, None
    try:
        with transaction.atomic():
            held = _held(event, person, hand, key, at)
            if not held.was_asked:  # type: ignore[attr-defined]  # annotated
                if held.next_expiry and held.next_expiry <= at:
                    settled = settle(held, at)
                try:
                    done = act(held)
                except Refused as error:
                    refused = error
                if done or settled:
                    _write_counters(held)
    except IntegrityError:
        # The same person asked a moment before, and this request waited for the lock.
        if not SignUp.objects.filter(event=event, person=person).exists():
            raise
    if refused:
        raise refused
    return done or newest(event, person)


def _held(event: int, person: Person, hand: Person, key: str, at: datetime) -> Event:
    """The event, locked, with what must be known of the person: one statement."""
    asked = SignUpTurn.objects.filter(by=hand, key=key).exclude(key="")
    rows = Event.objects.select_for_update(of=("self",), no_key=True).only(*READ)
    found = rows.annotate(invited=is_invited(person.pk, at), was_asked=Exists(asked))
    for held in found.filter(pk=event):
        return held
    raise Refused("event.unknown", _("没有这个活动。"))


def _invited(held: Event) -> bool:
    return bool(held.invited)  # type: ignore[attr-defined]  # annotated


def newest(event: int, person: Person) -> SignUp:
    return SignUp.objects.filter(event=event, person=person).latest("order")


def _active(held: Event, person: Person) -> SignUp | None:
    return SignUp.objects.filter(event=held, person=person, state__in=ACTIVE).first()


def settle(held: Event, at: datetime) -> int:
    """Offers that were not taken up in time end, and the line moves on. How many ended."""
    gone = list(held.sign_ups.filter(state=Standing.OFFERED, offer_until__lte=at).order_by("order"))
    for row in gone:
        assert row.offer_until is not None  # by the filter
        turn = _turn(held, row, Standing.EXPIRED, row.offer_until, recorded_at=at)
        telling.expired(held, row, turn)
    _move_up(held, at)
    return len(gone)


def _move_up(held: Event, at: datetime) -> None:
    """Offer what is free to the first in the order whom it holds, with all he brings."""
    while held.waiting and at < held.begins_at and not held.called_off_at:
        waiting = held.sign_ups.filter(state=Standing.WAITING)
        if held.free is not None:
            waiting = waiting.filter(places__lte=held.free)
        row = waiting.select_related("person").order_by("order").first()
        if row is None:
            break
        until = min(at + timedelta(hours=held.offer_hours), held.begins_at)
        turn = _turn(held, row, Standing.OFFERED, at, until=until)
        telling.offered(held, row, turn)
    _note_next_expiry(held)


def _note_next_expiry(held: Event) -> None:
    offered = held.sign_ups.filter(state=Standing.OFFERED)
    held.next_expiry = offered.aggregate(first=Min("offer_until"))["first"]


def _turn(
    held: Event,
    row: SignUp,
    state: Standing,
    at: datetime,
    *,
    recorded_at: datetime | None = None,
    until: datetime | None = None,
    by: Person | None = None,
    key: str = "",
) -> SignUpTurn:
    """Bring a sign-up where it stands now, on the record; the event's counters follow."""
    former = row.state
    held.taken += row.places * ((state in HOLDING) - (former in HOLDING))
    held.waiting += (state == Standing.WAITING) - (former == Standing.WAITING)
    row.state, row.state_since, row.offer_until = state, at, until
    row.save()
    return SignUpTurn.objects.create(
        sign_up=row,
        state=state,
        places=row.places,
        at=at,
        recorded_at=recorded_at or at,
        until=until,
        by=by,
        key=key,
    )


def _write_counters(held: Event) -> None:
    Event.objects.filter(pk=held.pk).update(**{name: getattr(held, name) for name in COUNTERS})


# -- for the rest of the room ------------------------------------------------------------------


@transaction.atomic
def settle_event(event: int, at: datetime) -> int:
    """What the worker does where an offer has run out. Safe to repeat."""
    held = Event.objects.select_for_update().get(pk=event)
    ended = settle(held, at)
    _write_counters(held)
    return ended


def call_off_all(held: Event, at: datetime, by: Person | None) -> int:
    """Every sign-up of an event that will not be ends with it; the event is locked."""
    rows = list(held.sign_ups.filter(state__in=ACTIVE).order_by("order"))
    for row in rows:
        row.state, row.state_since, row.offer_until = Standing.CALLED_OFF, at, None
    SignUp.objects.bulk_update(rows, ["state", "state_since", "offer_until"], batch_size=500)
    SignUpTurn.objects.bulk_create(
        SignUpTurn(sign_up=row, state=row.state, places=row.places, at=at, recorded_at=at, by=by)
        for row in rows
    )
    held.taken = held.waiting = 0
    held.next_expiry = None
    _write_counters(held)
    return len(rows)


def more_room(held: Event, at: datetime) -> None:
    """Seats were added to a locked event."""
    _move_up(held, at)
    _write_counters(held)
