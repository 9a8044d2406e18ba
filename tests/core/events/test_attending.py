"""Who came: codes, check-ins that arrive once, attendance, feedback."""

from datetime import datetime
from uuid import UUID, uuid4

import pytest

from chengguan.core.events import links, services
from chengguan.core.events.attending import Met, Seen
from chengguan.core.events.models import CheckIn, Event, Feedback, SignUp
from chengguan.core.org.models import Person
from chengguan.core.org.record import Refused
from tests.core.events.town import AT, BEGINS, HOUR, Town, sign_up, withdraw

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def seen(row: SignUp, at: datetime = BEGINS, **said: object) -> Seen:
    return Seen(uuid4(), links.code_of(row.pk), at, **said)  # type: ignore[arg-type]  # as told


def met(event: Event, *codes: Seen, at: datetime = BEGINS + HOUR) -> list[Met]:
    told = services.check_in(event=event, seen=codes, by=None, at=at)
    return [one.met for one in told]


def test_who_has_a_seat_is_taken_down_when_and_where_he_was_seen(town: Town) -> None:
    event = town.event()
    row = sign_up(event, town.member())
    assert met(event, seen(row, where="一号门")) == [Met.ARRIVED]
    came = CheckIn.objects.get()
    assert (came.at, came.recorded_at, came.where) == (BEGINS, BEGINS + HOUR, "一号门")


def test_the_same_message_again_changes_nothing(town: Town) -> None:
    event = town.event()
    codes = [seen(sign_up(event, town.member())) for _ in range(3)]
    first = met(event, *codes)
    before = list(CheckIn.objects.order_by("pk").values())
    assert met(event, *codes, at=BEGINS + 9 * HOUR) == first
    assert list(CheckIn.objects.order_by("pk").values()) == before


def test_one_person_read_by_two_devices_came_once_and_the_first_counts(town: Town) -> None:
    event = town.event()
    row = sign_up(event, town.member())
    late, early = seen(row, BEGINS + HOUR), seen(row, BEGINS)
    assert met(event, late) == [Met.ARRIVED]
    assert met(event, early) == [Met.BEFORE]
    assert CheckIn.objects.get().at == BEGINS + HOUR


@pytest.mark.parametrize("code", ["", "x", "1", "9" * 40 + "-A", "１-A", "1-000000000000"])
def test_what_is_no_code_of_ours_is_said_so(town: Town, code: str) -> None:
    event = town.event()
    sign_up(event, town.member())
    assert met(event, Seen(uuid4(), code, BEGINS)) == [Met.UNKNOWN]


def test_a_code_of_another_event_opens_no_door(town: Town) -> None:
    row = sign_up(town.event(), town.member())
    assert met(town.event(), seen(row)) == [Met.UNKNOWN]


def test_who_has_no_seat_is_not_taken_down_and_the_door_hears_his_name(town: Town) -> None:
    event = town.event(seats=1)
    sign_up(event, town.member())
    row = sign_up(event, town.member())
    (told,) = services.check_in(event=event, seen=[seen(row)], by=None, at=BEGINS)
    assert (told.met, told.name) == (Met.NO_SEAT, row.person.name)
    assert not CheckIn.objects.exists()


def test_a_clock_that_runs_ahead_is_set_back(town: Town) -> None:
    event = town.event()
    met(event, seen(sign_up(event, town.member()), BEGINS + 5 * HOUR), at=BEGINS)
    assert CheckIn.objects.get().at == BEGINS


def test_five_hundred_at_once_cost_as_many_statements_as_five(
    town: Town, django_assert_max_num_queries
) -> None:
    event = town.event(seats=None)
    people = Person.objects.bulk_create(Person(name=f"{n}") for n in range(500))
    rows = SignUp.objects.bulk_create(
        SignUp(event=event, person=who, order=n, state="seated", state_since=AT)
        for n, who in enumerate(people, start=1)
    )
    with django_assert_max_num_queries(10):
        assert set(met(event, *map(seen, rows))) == {Met.ARRIVED}
    assert CheckIn.objects.count() == 500


def test_attendance_tells_who_had_a_seat_and_how_many_came(town: Town) -> None:
    event = town.event(seats=None, companions_most=3)
    family, absent, gone = (town.member() for _ in range(3))
    row = sign_up(event, family, places=4)
    sign_up(event, absent)
    sign_up(event, gone)
    withdraw(event, gone)
    met(event, seen(row, came=3))
    told = services.attendance_of(event)
    assert [(one.person_id, one.places, one.came) for one in told] == [
        (family.pk, 4, 3),
        (absent.pk, 1, 0),
    ]
    assert [one.has_come for one in told] == [True, False]


def test_a_code_is_known_however_it_was_typed(town: Town) -> None:
    row = sign_up(town.event(), town.member())
    code = links.code_of(row.pk)
    assert links.coded_sign_up(f" {code.lower()} ") == row.pk
    assert links.digest_of(code) == links.digest_of(links.code_of(row.pk))


def test_feedback_is_given_once_by_whom_had_a_seat_when_it_is_over(town: Town) -> None:
    event, who = town.event(), town.member()
    sign_up(event, who)
    over = event.ends_at
    with pytest.raises(Refused, match="结束后"):
        services.give_feedback(event=event.pk, person=who, stars=5, words="", at=over - HOUR)
    with pytest.raises(Refused, match="参加的人"):
        services.give_feedback(event=event.pk, person=town.member(), stars=5, words="", at=over)
    services.give_feedback(event=event.pk, person=who, stars=4, words="很好", at=over)
    services.give_feedback(event=event.pk, person=who, stars=1, words="改口", at=over + HOUR)
    assert Feedback.objects.get().words == "很好"


def test_the_key_of_a_check_in_is_the_one_the_device_gave(town: Town) -> None:
    event = town.event()
    key = UUID("00000000-0000-4000-8000-00000000abcd")
    row = sign_up(event, town.member())
    met(event, Seen(key, links.code_of(row.pk), BEGINS))
    assert CheckIn.objects.get().pk == key
