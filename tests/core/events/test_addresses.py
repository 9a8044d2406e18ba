"""Signed addresses: a seat given back without signing in, once; a calendar that can be renewed."""

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.events import feeds, links, services
from chengguan.core.events.models import SignUp, SignUpTurn
from tests.core.events.conftest import SetClock
from tests.core.events.town import AT, BEGINS, HOUR, Town, sign_up, state, withdraw

pytestmark = [pytest.mark.django_db]


def decline(row: SignUp) -> str:
    return reverse("events_public:decline", args=[links.decline_token(row.pk)])


def offered(town: Town) -> SignUp:
    event = town.event(seats=1)
    first = town.member()
    sign_up(event, first)
    row = sign_up(event, town.member())
    sign_up(event, town.member())
    withdraw(event, first)
    return row


def test_looking_at_the_address_changes_nothing_and_names_nobody(town: Town) -> None:
    row = offered(town)
    answer = Client().get(decline(row))
    assert "退回名额" in answer.content.decode()
    assert row.person.name not in answer.content.decode()
    assert state(row) == "offered"


def test_the_button_gives_the_seat_to_the_next_and_acts_once(town: Town) -> None:
    row, client = offered(town), Client()
    assert "谢谢告知" in client.post(decline(row)).content.decode()
    assert state(row) == "declined"
    assert SignUp.objects.get(order=3).state == "offered"
    turns = SignUpTurn.objects.count()
    assert "谢谢告知" in client.post(decline(row)).content.decode()
    assert SignUpTurn.objects.count() == turns


def test_after_signing_up_again_the_old_address_does_nothing(town: Town) -> None:
    row, client = offered(town), Client()
    client.post(decline(row))
    anew = sign_up(row.event, row.person)
    client.post(decline(row))
    assert state(anew) == "waiting"


def test_an_address_whose_offer_ran_out_says_so(town: Town, set_clock: SetClock) -> None:
    row = offered(town)
    set_clock(AT + 25 * HOUR)
    answer = Client().post(decline(row)).content.decode()
    assert "已转给下一位" in answer
    assert "<form" not in answer.partition("<main")[2]


@pytest.mark.parametrize("token", ["1", "1:x", "x" * 200])
def test_a_forged_address_is_nobodys(town: Town, token: str) -> None:
    offered(town)
    assert Client().get(reverse("events_public:decline", args=[token])).status_code == 404
    assert Client().get(reverse("events_public:calendar", args=[token])).status_code == 404


def test_a_token_for_one_thing_is_none_for_another(town: Town) -> None:
    row = offered(town)
    assert links.calendar_of(links.decline_token(row.pk)) is None
    assert links.declined_sign_up(links.calendar_token(row.person_id, 1)) is None


def feed(who_id: int, edition: int) -> str | None:
    token = links.calendar_token(who_id, edition)
    answer = Client().get(reverse("events_public:calendar", args=[token]))
    return answer.content.decode() if answer.status_code == 200 else None


def test_a_calendar_shows_what_one_signed_up_for(town: Town) -> None:
    event, who = town.event(title="讲座;一,二"), town.member()
    sign_up(event, who)
    services.renew_calendar(who)
    told = feed(who.pk, 1)
    assert told
    assert "SUMMARY:讲座\\;一\\,二\r\n" in told
    assert f"DTSTART:{BEGINS:%Y%m%dT%H%M%SZ}\r\n" in told
    assert "STATUS:CONFIRMED\r\n" in told
    withdraw(event, who)
    assert "BEGIN:VEVENT" not in str(feed(who.pk, 1))


def test_a_new_address_voids_the_former(town: Town) -> None:
    who = town.member()
    assert feed(who.pk, 1) is None
    services.renew_calendar(who)
    services.renew_calendar(who)
    assert feed(who.pk, 1) is None
    assert feed(who.pk, 2)


def test_lines_are_folded_by_octets_and_letters_stay_whole() -> None:
    folded = feeds.folded("SUMMARY:" + "秋" * 60)
    parts = folded.removesuffix("\r\n").split("\r\n")
    assert len(parts) > 1
    assert all(len(part.encode()) <= feeds.WIDTH for part in parts)
    assert "".join(part.removeprefix(" ") for part in parts) == "SUMMARY:" + "秋" * 60
