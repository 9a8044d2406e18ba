"""The pages of events: who comes upon which, what one can do and why not, who sees names."""

import json
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.events import links, ports
from chengguan.core.events.models import CheckIn, Event, Feedback, SignUp
from chengguan.core.journal.models import Look
from chengguan.web.bench.measuring import counting
from tests.core.events.conftest import SetClock
from tests.core.events.test_attending import met, seen
from tests.core.events.town import AT, BEGINS, DAY, HOUR, Town, sign_up, state, withdraw
from tests.untranslated import untranslated

pytestmark = [pytest.mark.django_db]

Enter = Callable[[str], Client]
STATEMENTS = 6
"""A sign-up, with session and sign-in."""


def url(name: str, event: Event) -> str:
    return reverse(f"events:{name}", args=[event.pk])


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return answer.content.decode()


def post(client: Client, name: str, event: Event, **said: object) -> None:
    answer = client.post(url(name, event), {"key": uuid4().hex, **said})
    assert answer.status_code == 302, answer.content.decode()


# -- signing up --------------------------------------------------------------------------------


@pytest.mark.postgres
def test_a_sign_up_costs_six_statements_with_session_and_sign_in(
    town: Town, enter: Enter, settings
) -> None:
    settings.CHENGGUAN_DEMONSTRATION = False
    event = town.event(seats=1, companions_most=2)
    for number, said in enumerate(({}, {"companions": "0"})):
        town.member(username=f"m{number}")
        client = enter(f"m{number}")
        client.get(reverse("events:list"))
        with counting() as spent:
            post(client, "sign_up", event, **said)
        assert len(spent) <= STATEMENTS, "\n".join(spent)
    assert [row.state for row in event.sign_ups.order_by("order")] == ["seated", "waiting"]


def test_one_click_signs_up_and_the_page_says_where_one_stands(town: Town, enter: Enter) -> None:
    event = town.event(seats=1)
    town.member(username="m")
    client = enter("m")
    assert "报名" in text(client, url("event", event))
    post(client, "sign_up", event)
    shown = text(client, url("event", event))
    assert "您已有名额，报名次序第 1" in shown
    assert links.code_of(event.sign_ups.get().pk) in shown


@pytest.mark.trap(44)
def test_who_waits_reads_why_there_is_no_seat_and_how_many_are_before_him(
    town: Town, enter: Enter
) -> None:
    event = town.event(seats=1)
    sign_up(event, town.member())
    sign_up(event, town.member())
    sign_up(event, town.member(username="m"))
    shown = text(enter("m"), url("event", event))
    assert "候补第 2 位，前面还有 1 份报名" in shown
    assert "没有名额是因为 1 个都已给出" in shown


@pytest.mark.trap(44)
def test_a_family_for_which_there_is_too_little_room_reads_so(town: Town, enter: Enter) -> None:
    event = town.event(seats=2, companions_most=2)
    sign_up(event, town.member())
    who = town.member(username="m")
    sign_up(event, who, places=2)
    shown = text(enter("m"), url("event", event))
    assert "现在空 1 个名额，放不下您一行 2 人" in shown


def test_where_one_may_bring_somebody_the_page_asks_how_many(town: Town, enter: Enter) -> None:
    event = town.event(companions_most=2)
    town.member(username="m")
    client = enter("m")
    assert "同行人数" in text(client, url("sign_up", event))
    post(client, "sign_up", event, companions="2")
    assert event.sign_ups.get().places == 3
    post(client, "fewer", event, companions="0")
    assert event.sign_ups.get().places == 1


@pytest.mark.parametrize(
    ("companions", "said"),
    [("3", "最多带 2 名"), ("99999", "最多带 2 名"), ("9" * 30, "重新选择"), ("-1", "重新选择")],
)
def test_who_would_bring_too_many_reads_how_many_he_may(
    town: Town, enter: Enter, companions: str, said: str
) -> None:
    event = town.event(companions_most=2)
    town.member(username="m")
    client = enter("m")
    answer = client.post(url("sign_up", event), {"companions": companions}, follow=True)
    assert said in answer.content.decode()
    assert not event.sign_ups.exists()


def test_the_same_form_sent_twice_acts_once(town: Town, enter: Enter) -> None:
    event = town.event()
    town.member(username="m")
    client, key = enter("m"), uuid4().hex
    for _ in range(2):
        client.post(url("sign_up", event), {"key": key})
    assert event.sign_ups.count() == 1


def test_an_offer_is_taken_up_or_given_on(town: Town, enter: Enter) -> None:
    event = town.event(seats=1)
    first, second = town.member(), town.member(username="m")
    sign_up(event, first)
    row = sign_up(event, second)
    withdraw(event, first)
    client = enter("m")
    shown = text(client, url("event", event))
    assert "确认参加" in shown
    assert "谢绝" in shown
    post(client, "accept", event)
    assert state(row) == "seated"
    assert "按次序转给候补" in text(client, url("withdraw", event))
    post(client, "withdraw", event)
    assert state(row) == "cancelled"


def test_who_cannot_sign_up_sees_the_act_with_the_reason(
    town: Town, enter: Enter, set_clock: SetClock
) -> None:
    event = town.event()
    town.member(username="m")
    set_clock(AT + 9 * DAY)
    client = enter("m")
    shown = text(client, url("event", event))
    assert "暂不能做" in shown
    assert "截止" in shown
    post(client, "sign_up", event)
    assert "截止" in text(client, url("event", event))
    assert not SignUp.objects.exists()


class OnlyEven:
    """A condition of another room."""

    title = "工号为双数"

    def why_not(self, event: Event, person_id: int, at: object) -> str | None:
        return "您的工号是单数。" if person_id % 2 else None


def test_a_room_above_may_refuse_with_its_own_reason(town: Town, enter: Enter, monkeypatch) -> None:
    monkeypatch.setattr(ports, "_conditions", {})
    ports.register_condition("even", OnlyEven())
    event = town.event(condition="even")
    people = [town.member(username=f"m{n}") for n in range(2)]
    odd = next(n for n, who in enumerate(people) if who.pk % 2)
    assert "您的工号是单数。" in text(enter(f"m{odd}"), url("event", event))
    assert "您的工号是单数。" not in text(enter(f"m{1 - odd}"), url("event", event))


def test_a_condition_that_nobody_registered_opens_no_event(town: Town) -> None:
    with pytest.raises(Exception, match="没有登记"):
        town.event(condition="nobody")


# -- who comes upon what -----------------------------------------------------------------------


@pytest.mark.postgres
def test_one_comes_upon_the_events_of_ones_own_organs_and_those_above(
    town: Town, enter: Enter
) -> None:
    wide, narrow = town.event(title="全局活动"), town.event(title="基层活动", audience=town.base)
    town.member(town.base, username="below")
    town.member(town.bureau, username="above")
    town.member(town.street, username="stranger")
    assert shown(enter("below")) == {"全局活动", "基层活动"}
    assert shown(enter("above")) == {"全局活动"}
    assert shown(enter("stranger")) == set()
    text(enter("above"), url("event", narrow), 404)
    text(enter("stranger"), url("event", wide), 404)
    text(enter("officer"), url("event", wide), 404)


def shown(client: Client, query: str = "") -> set[str]:
    page = client.get(f"{reverse('events:list')}?{query}").context["page"]
    return {row.cells[0] for row in page.rows}


def test_who_moved_on_still_finds_what_he_signed_up_for(town: Town, enter: Enter) -> None:
    event, who = town.event(audience=town.base), town.member(username="m")
    sign_up(event, who)
    who.memberships.update(until=AT.date() - timedelta(days=1))
    assert "已有名额" in text(enter("m"), url("event", event))


def test_organisers_find_the_events_of_their_organ_and_those_below(
    town: Town, enter: Enter
) -> None:
    town.event(title="甲")
    assert shown(enter("staff")) == {"甲"}
    assert shown(enter("staff"), "view=ours") == {"甲"}
    assert shown(enter("chair")) == set()


def test_the_list_is_searched_and_filtered(town: Town, enter: Enter, set_clock: SetClock) -> None:
    town.event(title="观影", kind="观影", place="大光明")
    town.event(title="讲座", kind="讲座")
    town.member(username="m")
    client = enter("m")
    assert shown(client, "words=大光明") == {"观影"}
    assert shown(client, "kind=讲座") == {"讲座"}
    assert "还没有报名过" in text(client, f"{reverse('events:list')}?view=mine")
    assert shown(client, "view=past") == set()
    set_clock(BEGINS + DAY)
    assert shown(client, "view=past") == {"观影", "讲座"}
    assert shown(client) == set()


def test_the_list_has_pages(town: Town, enter: Enter) -> None:
    for number in range(51):
        town.event(title=f"{number:02d}")
    town.member(username="m")
    client = enter("m")
    page = client.get(reverse("events:list")).context["page"]
    assert len(page.rows) == 50
    assert shown(client, f"after={page.older}") == {"00"}


def test_my_list_says_where_i_stand(town: Town, enter: Enter) -> None:
    event = town.event(seats=1)
    first = town.member()
    sign_up(event, first)
    sign_up(event, town.member(username="m"))
    page = enter("m").get(f"{reverse('events:list')}?view=mine").context["page"]
    assert page.rows[0].cells[6].text == "候补中"


# -- the organisers ----------------------------------------------------------------------------


FORM = {
    "kind": "讲座",
    "title": "安全讲座",
    "place": "三楼会议室",
    "begins_at": "2026-09-25T09:00",
    "ends_at": "2026-09-25T11:00",
    "seats": "20",
    "signup_from": "2026-09-15T09:00",
    "signup_until": "2026-09-24T18:00",
    "companions_most": "0",
    "offer_hours": "24",
}


def test_an_organiser_opens_changes_and_calls_off_an_event(town: Town, enter: Enter) -> None:
    client = enter("staff")
    own = {"organ": town.bureau.pk, "audience": town.bureau.pk}
    assert client.post(reverse("events:new"), FORM | own).status_code == 302
    event = Event.objects.get()
    assert (event.organ, event.seats, event.opened_by) == (town.bureau, 20, town.staff)
    post(client, "change", event, **{**FORM, **own, "title": "消防讲座"})
    event.refresh_from_db()
    assert event.title == "消防讲座"
    post(client, "call_off", event, reason="场地停电")
    event.refresh_from_db()
    assert event.called_off_reason == "场地停电"
    assert "场地停电" in text(client, url("event", event))


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"ends_at": "2026-09-25T08:00"}, "晚于开始"),
        ({"signup_until": "2026-09-26T08:00"}, "开始前截止"),
        ({"signup_until": "2026-09-14T08:00"}, "晚于报名开始"),
        ({"seats": "0"}, "不能小于"),
        ({"organ": ""}, "必填"),
    ],
)
def test_what_cannot_be_is_said_in_the_form(
    town: Town, enter: Enter, changes: dict[str, str], told: str
) -> None:
    own = {"organ": town.bureau.pk, "audience": town.bureau.pk}
    answer = enter("staff").post(reverse("events:new"), FORM | own | changes)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Event.objects.exists()


def test_nobody_opens_events_for_an_organ_that_is_not_his(town: Town, enter: Enter) -> None:
    own = {"organ": town.bureau.pk, "audience": town.bureau.pk}
    assert enter("chair").post(reverse("events:new"), FORM | own).status_code == 422
    town.member(username="m")
    assert enter("m").get(reverse("events:new")).status_code == 403


@pytest.mark.parametrize("page", ["people", "people_sheet", "door", "change", "call_off"])
def test_names_and_the_door_are_for_the_organisers_of_the_very_organ(
    town: Town, enter: Enter, page: str
) -> None:
    event = town.event(audience=town.base)
    town.member(username="m")
    below = town.event()
    Event.objects.filter(pk=below.pk).update(organ=town.base)
    assert enter("staff").get(url(page, event)).status_code == 200
    assert enter("m").get(url(page, event)).status_code == 403
    assert enter("chair").get(url(page, event)).status_code in (403, 404)
    assert enter("officer").get(url(page, event)).status_code == 403


def test_nobody_else_reads_the_names_on_any_page(town: Town, enter: Enter) -> None:
    event = town.event()
    other = town.member()
    sign_up(event, other)
    town.member(username="m")
    client = enter("m")
    pages = [reverse("events:list"), url("event", event), url("sign_up", event)]
    assert all(other.name not in client.get(page).content.decode() for page in pages)
    assert other.name in text(enter("staff"), url("people", event))


@pytest.mark.postgres
def test_the_list_of_people_is_filtered_and_goes_out_as_a_sheet(town: Town, enter: Enter) -> None:
    event = town.event(seats=2, companions_most=1)
    here, away = town.member(), town.member()
    row = sign_up(event, here)
    sign_up(event, away)
    sign_up(event, town.member())
    met(event, seen(row))
    client = enter("staff")

    def names(query: str) -> list[str]:
        page = client.get(f"{url('people', event)}?{query}").context["page"]
        return [one.cells[1] for one in page.rows]

    assert names(f"words={here.name}") == [here.name]
    assert names("came=yes") == [here.name]
    assert names("came=no") == [away.name]
    assert len(names("state=waiting")) == 1
    answer = client.get(f"{url('people_sheet', event)}?state=seated")
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [line[1].value for line in sheet.iter_rows(min_row=3)] == [here.name, away.name]


def test_names_of_companions_are_sealed_and_a_look_at_them_is_recorded(
    town: Town, enter: Enter
) -> None:
    event = town.event(seats=5, companions_most=2)
    sign_up(event, town.member(username="m"), places=2)
    post(enter("m"), "companions", event, names="小满")
    assert "小满" not in text(enter("staff"), url("people", event))
    answer = enter("staff").get(url("people_sheet", event))
    sheet = openpyxl.load_workbook(BytesIO(answer.content)).active
    assert [line[-1].value for line in sheet.iter_rows(min_row=3)] == ["小满"]
    assert Look.objects.filter(what="companions", actor=f"person:{town.staff.pk}").exists()


def test_the_numbers_on_the_page_are_those_of_the_lists(town: Town, enter: Enter) -> None:
    event = town.event(seats=3, companions_most=2)
    row = sign_up(event, town.member(), places=2)
    sign_up(event, town.member(), places=2)
    met(event, seen(row))
    tiles = enter("staff").get(url("event", event)).context["tiles"]
    assert [tile.value for tile in tiles] == [2, 0, 2, 2, "–"]


# -- the door ----------------------------------------------------------------------------------


def test_the_door_takes_what_a_device_saw_and_again(
    town: Town, enter: Enter, set_clock: SetClock
) -> None:
    event = town.event()
    row = sign_up(event, town.member())
    set_clock(BEGINS)
    one = {"id": str(uuid4()), "code": links.code_of(row.pk), "at": BEGINS.isoformat()}
    client = enter("staff")
    for _ in range(2):
        answer = client.post(
            url("arrivals", event), json.dumps({"seen": [one]}), content_type="application/json"
        )
        assert answer.json()["met"][0]["met"] == "arrived"
    assert CheckIn.objects.get().by == town.staff


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        '{"seen": 1}',
        '{"seen": [{"id": "x", "code": "1", "at": "2026-09-15T01:00:00Z"}]}',
        '{"seen": [{"id": "00000000-0000-4000-8000-000000000001", "code": "1", "at": "?"}]}',
        '{"seen": [1]}',
    ],
)
def test_what_no_device_sends_is_refused(town: Town, enter: Enter, body: str) -> None:
    answer = enter("staff").post(
        url("arrivals", town.event()), body, content_type="application/json"
    )
    assert answer.status_code == 400


def test_a_device_keeps_no_code_of_which_it_could_make_another(town: Town, enter: Enter) -> None:
    event = town.event()
    row = sign_up(event, town.member())
    assert links.code_of(row.pk) not in text(enter("staff"), url("door", event))


# -- afterwards --------------------------------------------------------------------------------


def test_feedback_is_asked_for_when_it_is_over_and_shown_without_a_name(
    town: Town, enter: Enter, set_clock: SetClock
) -> None:
    event, who = town.event(), town.member(username="m")
    sign_up(event, who)
    set_clock(BEGINS + DAY)
    client = enter("m")
    post(client, "feedback", event, stars="4", words="下次早点")
    assert Feedback.objects.get().stars == 4
    assert "已评价过" in text(client, url("event", event))
    told = text(enter("staff"), url("event", event))
    assert "下次早点" in told
    assert "4.0" in told
    assert who.name not in told


def test_ones_calendar_address_is_made_and_renewed(town: Town, enter: Enter) -> None:
    town.member(username="m")
    client = enter("m")
    page = reverse("events:calendar")
    assert "还没有订阅地址" in text(client, page)
    client.post(page)
    first = client.get(page).context["address"]
    assert Client().get(first).status_code == 200
    client.post(page)
    assert Client().get(first).status_code == 404
    assert client.get(page).context["address"] != first


def said_in_chinese(client: Client, address: str) -> list[str]:
    """On the page itself; what the menu says, its own rooms answer for."""
    return untranslated(text(client, address).partition("<main")[2].partition("</main>")[0])


@pytest.mark.parametrize("name", ["event", "people", "door", "change", "sign_up", "withdraw"])
def test_every_page_speaks_english(town: Town, enter: Enter, name: str) -> None:
    event = town.event(seats=1, companions_most=1, text="说明")
    sign_up(event, town.member())
    client = enter("staff")
    client.cookies["django_language"] = "en"
    assert not said_in_chinese(client, url(name, event))
    assert not said_in_chinese(client, reverse("events:list"))


def test_what_one_reads_of_oneself_is_english_too(
    town: Town, enter: Enter, set_clock: SetClock
) -> None:
    event = town.event(seats=1, companions_most=1)
    first = town.member()
    sign_up(event, first)
    sign_up(event, town.member(username="m"))
    client = enter("m")
    client.cookies["django_language"] = "en"
    assert not said_in_chinese(client, url("event", event))
    withdraw(event, first)
    assert not said_in_chinese(client, url("event", event))
    set_clock(AT + 2 * DAY)
    assert not said_in_chinese(client, url("event", event))
    assert not said_in_chinese(client, reverse("events:calendar"))
    set_clock(AT + HOUR)
