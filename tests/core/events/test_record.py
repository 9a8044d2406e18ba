"""What happened to sign-ups is sealed, and `verify` tells what was changed behind its back."""

import pytest
from django.db import connection

from chengguan.core.events import sealing, services
from chengguan.core.events.models import Event, SignUp, SignUpTurn
from chengguan.core.journal.services import verify
from tests.core.events.test_attending import met, seen
from tests.core.events.town import AT, BEGINS, Town, sign_up, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def codes() -> set[str]:
    ours = ("signup", "signups", "row")
    return {one.code for one in verify().findings if one.code.startswith(ours)}


@pytest.fixture
def event(town: Town) -> Event:
    event, who = town.event(seats=1), town.member()
    sign_up(event, who)
    sign_up(event, town.member())
    withdraw(event, who)
    row = services.accept(event=event.pk, person=event.sign_ups.get(order=2).person, key="k", at=AT)
    met(event, seen(row))
    services.give_feedback(event=event.pk, person=row.person, stars=5, words="", at=event.ends_at)
    return event


def test_what_happened_is_sealed_once_and_stands(event: Event) -> None:
    assert sealing.seal_waiting(BEGINS) == 7
    assert sealing.seal_waiting(BEGINS) == 0
    assert not codes()


def test_the_whole_record_stands_with_sealed_names_of_companions(town: Town) -> None:
    event, who = town.event(companions_most=2), town.member()
    sign_up(event, who, places=2)
    services.name_companions(event=event.pk, person=who, names="小满", at=AT)
    sealing.seal_waiting(BEGINS)
    assert not [str(one) for one in verify().findings]


def test_a_turn_that_was_changed_after_its_seal_is_found(event: Event) -> None:
    sealing.seal_waiting(BEGINS)
    SignUpTurn.objects.filter(state="waiting").update(at=BEGINS)
    assert codes() == {"signups.differ"}


def test_a_turn_that_was_taken_away_is_found(event: Event) -> None:
    sealing.seal_waiting(BEGINS)
    with connection.cursor() as db:
        db.execute("DELETE FROM events_signupturn WHERE state = 'waiting'")
    assert codes() == {"signups.differ"}


def test_a_check_in_that_was_put_in_by_hand_is_found(event: Event) -> None:
    sealing.seal_waiting(BEGINS)
    with connection.cursor() as db:
        db.execute("UPDATE events_checkin SET came = 9")
    assert codes() == {"signups.differ"}


def test_a_seat_that_no_turn_gave_is_found(event: Event) -> None:
    SignUp.objects.filter(state="cancelled").update(state="declined")
    assert codes() == {"signup.differs"}


def test_an_event_that_was_changed_past_the_services_is_found(event: Event) -> None:
    Event.objects.update(place="别处")
    assert codes() == {"row.differs"}


def test_counters_follow_from_the_sign_ups_and_are_no_part_of_the_record(event: Event) -> None:
    Event.objects.update(last_order=50)
    assert not codes()
