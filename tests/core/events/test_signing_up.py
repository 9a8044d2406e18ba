"""The line before an event: seats, order, waiting, offers, families, and one request once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from chengguan.core.events import queries, services, tasks
from chengguan.core.events.models import Event, SignUp, SignUpTurn, Standing
from chengguan.core.notices.models import Notice, OutboxRow
from chengguan.core.org.record import Refused
from tests.core.events.town import (
    AT,
    BEGINS,
    DAY,
    HOUR,
    Town,
    accept,
    sign_up,
    state,
    withdraw,
)

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def states(event: Event) -> list[str]:
    return list(event.sign_ups.order_by("order").values_list("state", flat=True))


def test_seats_go_in_the_order_of_the_requests_and_the_rest_wait(town: Town) -> None:
    event = town.event(seats=2)
    for _ in range(4):
        sign_up(event, town.member())
    assert states(event) == ["seated", "seated", "waiting", "waiting"]
    event.refresh_from_db()
    assert (event.taken, event.waiting, event.last_order) == (2, 2, 4)


def test_without_a_number_of_seats_everybody_has_one(town: Town) -> None:
    event = town.event(seats=None)
    for _ in range(4):
        sign_up(event, town.member())
    assert states(event) == ["seated"] * 4


def test_the_database_itself_refuses_one_seat_too_many(town: Town) -> None:
    event = town.event(seats=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(taken=3)


@pytest.mark.trap(44)
def test_one_moves_up_when_a_seat_falls_free_and_is_told_until_when_to_say_yes(town: Town) -> None:
    event = town.event(seats=1, offer_hours=24)
    first, second, third = (town.member() for _ in range(3))
    for who in (first, second, third):
        sign_up(event, who)
    withdraw(event, first)
    assert states(event) == ["cancelled", "offered", "waiting"]
    offer = SignUp.objects.get(event=event, person=second)
    assert offer.offer_until == AT + timedelta(hours=24)
    told = Notice.objects.get(person=second)
    assert "轮到您了" in told.title
    assert "谢绝" in OutboxRow.objects.get(kind="mail").payload.encode().decode("unicode_escape")
    accept(event, second, AT + HOUR)
    assert states(event) == ["cancelled", "seated", "waiting"]


@pytest.mark.trap(44)
def test_an_offer_that_is_not_taken_up_goes_on_to_the_next(town: Town) -> None:
    event = town.event(seats=1, offer_hours=2)
    people = [town.member() for _ in range(3)]
    for who in people:
        sign_up(event, who)
    withdraw(event, people[0])
    assert tasks.move_lines(AT + HOUR) == 0
    assert tasks.move_lines(AT + 2 * HOUR) == 1
    assert states(event) == ["cancelled", "expired", "offered"]
    last = SignUp.objects.get(event=event, person=people[2])
    assert last.offer_until == AT + 4 * HOUR
    gone = SignUpTurn.objects.get(state=Standing.EXPIRED)
    assert (gone.at, gone.recorded_at) == (AT + 2 * HOUR, AT + 2 * HOUR)
    assert tasks.move_lines(AT + 2 * HOUR) == 0


def test_without_a_worker_the_pages_tell_the_truth_and_the_next_request_moves_the_line(
    town: Town,
) -> None:
    event = town.event(seats=1, offer_hours=2)
    people = [town.member() for _ in range(4)]
    for who in people[:3]:
        sign_up(event, who)
    withdraw(event, people[0])
    event.refresh_from_db()
    later = AT + 3 * HOUR
    second = queries.standing_of(event, people[1].pk, later)
    third = queries.standing_of(event, people[2].pk, later)
    assert second
    assert second.state == Standing.EXPIRED
    assert third
    assert third.is_owed
    assert third.may_accept
    sign_up(event, people[3], at=later)
    assert states(event) == ["cancelled", "expired", "offered", "waiting"]


def test_the_one_to_whom_the_seat_is_owed_takes_it_up_before_any_worker(town: Town) -> None:
    event = town.event(seats=1, offer_hours=2)
    people = [town.member() for _ in range(3)]
    for who in people:
        sign_up(event, who)
    withdraw(event, people[0])
    accept(event, people[2], AT + 3 * HOUR)
    assert states(event) == ["cancelled", "expired", "seated"]


def test_a_late_yes_is_refused_and_the_line_has_moved_all_the_same(town: Town) -> None:
    event = town.event(seats=1, offer_hours=2)
    people = [town.member() for _ in range(3)]
    for who in people:
        sign_up(event, who)
    withdraw(event, people[0])
    with pytest.raises(Refused, match="已转给下一位"):
        accept(event, people[1], AT + 3 * HOUR)
    assert states(event) == ["cancelled", "expired", "offered"]


@pytest.mark.trap(44)
def test_a_family_gets_all_its_seats_or_waits_together(town: Town) -> None:
    event = town.event(seats=3, companions_most=3)
    single, family, later = (town.member() for _ in range(3))
    sign_up(event, single)
    sign_up(event, family, places=3)
    sign_up(event, later)
    assert states(event) == ["seated", "waiting", "seated"]
    event.refresh_from_db()
    where = queries.standing_of(event, family.pk, AT)
    assert where
    assert (where.ahead, where.free) == (0, 1)
    withdraw(event, later)
    assert states(event) == ["seated", "waiting", "cancelled"]
    withdraw(event, single)
    assert states(event) == ["cancelled", "offered", "cancelled"]
    event.refresh_from_db()
    assert event.taken == 3


def test_a_smaller_family_keeps_its_place_and_may_fit(town: Town) -> None:
    event = town.event(seats=3, companions_most=3)
    sign_up(event, town.member(), places=2)
    family = town.member()
    sign_up(event, family, places=3)
    services.bring_fewer(event=event.pk, person=family, places=1, key="k", at=AT)
    row = SignUp.objects.get(event=event, person=family)
    assert (row.order, row.state, row.places) == (2, "offered", 1)
    with pytest.raises(Refused, match="只能减少"):
        services.bring_fewer(event=event.pk, person=family, places=2, key="k2", at=AT)


def test_who_has_seats_and_comes_with_fewer_gives_the_others_on(town: Town) -> None:
    event = town.event(seats=2, companions_most=1)
    family, other = town.member(), town.member()
    sign_up(event, family, places=2)
    sign_up(event, other)
    services.bring_fewer(event=event.pk, person=family, places=1, key="k", at=AT)
    event.refresh_from_db()
    assert states(event) == ["seated", "offered"]
    assert event.taken == 2


def test_added_seats_go_to_those_who_wait(town: Town) -> None:
    event = town.event(seats=1)
    for _ in range(3):
        sign_up(event, town.member())
    services.change_event(event.pk, town.opening(seats=2), by=town.staff, at=AT)
    assert states(event) == ["seated", "offered", "waiting"]
    with pytest.raises(Refused, match="不能少于"):
        services.change_event(event.pk, town.opening(seats=1), by=town.staff, at=AT)


def test_no_seat_is_offered_once_the_event_has_begun(town: Town) -> None:
    event = town.event(seats=1, offer_hours=240)
    first, second = town.member(), town.member()
    sign_up(event, first)
    row = sign_up(event, second)
    with pytest.raises(Refused, match="已经开始"):
        withdraw(event, first, BEGINS)
    withdraw(event, first, BEGINS - HOUR)
    assert state(row) == "offered"
    assert row.offer_until == BEGINS


def test_the_same_request_twice_signs_up_once(town: Town) -> None:
    event, who = town.event(), town.member()
    key = uuid4().hex
    one = services.sign_up(event=event.pk, person=who, key=key, at=AT)
    again = services.sign_up(event=event.pk, person=who, key=key, at=AT + HOUR)
    assert one == again
    assert SignUpTurn.objects.count() == 1


def test_a_second_request_while_the_first_stands_changes_nothing(town: Town) -> None:
    event, who = town.event(), town.member()
    one = sign_up(event, who)
    assert sign_up(event, who, at=AT + HOUR) == one
    event.refresh_from_db()
    assert (event.taken, event.last_order) == (1, 1)


def test_an_old_request_sent_again_does_not_undo_a_withdrawal(town: Town) -> None:
    event, who = town.event(), town.member()
    services.sign_up(event=event.pk, person=who, key="old", at=AT)
    withdraw(event, who)
    assert services.sign_up(event=event.pk, person=who, key="old", at=AT).state == "cancelled"
    assert sign_up(event, who).order == 2


@pytest.mark.parametrize(
    ("changes", "hours", "told"),
    [
        ({"signup_from": AT + DAY}, 0, "还没有开始"),
        ({}, 8 * 24, "截止"),
        ({"companions_most": 0}, 0, "最多带"),
        ({"companions_most": 5, "seats": 1}, 0, "不拆分"),
    ],
)
def test_who_cannot_sign_up_hears_why(
    town: Town, changes: dict[str, object], hours: int, told: str
) -> None:
    event = town.event(**changes)
    with pytest.raises(Refused, match=told):
        sign_up(event, town.member(), places=2, at=AT + hours * HOUR)
    assert not SignUp.objects.exists()


def test_only_those_of_the_audience_may_come_and_the_others_hear_why(town: Town) -> None:
    event = town.event(audience=town.base)
    sign_up(event, town.member(town.base))
    with pytest.raises(Refused, match="参加范围"):
        sign_up(event, town.member(town.bureau))


def test_each_thing_that_happened_stands_in_its_own_row(town: Town) -> None:
    event = town.event(seats=1)
    first, second = town.member(), town.member()
    sign_up(event, first)
    row = sign_up(event, second)
    withdraw(event, first)
    accept(event, second, AT + HOUR)
    assert [turn.state for turn in reversed(queries.turns_of(row))] == [
        "waiting",
        "offered",
        "seated",
    ]


def test_an_event_called_off_ends_every_sign_up_and_tells_everybody_why_once(town: Town) -> None:
    event = town.event(seats=1)
    people = [town.member(), town.member()]
    for who in people:
        sign_up(event, who)
    services.close_event(event.pk, reason="台风", by=town.staff, at=AT)
    services.close_event(event.pk, reason="别的", by=town.staff, at=AT)
    assert states(event) == ["called_off", "called_off"]
    row = OutboxRow.objects.get(kind="events.called_off")
    tasks.tell_called_off(row)
    tasks.tell_called_off(row)
    told = Notice.objects.filter(title__contains="活动已取消")
    assert {(one.person_id, one.body) for one in told} == {(p.pk, "台风") for p in people}
    assert told.count() == 2
    with pytest.raises(Refused, match="已取消"):
        sign_up(event, town.member())


def test_who_signed_up_hears_of_another_place(town: Town) -> None:
    event, who = town.event(), town.member()
    sign_up(event, who)
    services.change_event(event.pk, town.opening(place="江湾体育场"), by=town.staff, at=AT)
    row = OutboxRow.objects.get(kind="events.changed")
    tasks.tell_changed(row)
    tasks.tell_changed(row)
    assert "江湾体育场" in Notice.objects.get(person=who).body
