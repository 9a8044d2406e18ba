"""Late is one judgement: tile, rows of the list, overview and reminder of one moment agree."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from chengguan.core.notices.models import Notice
from chengguan.core.org import signin
from chengguan.core.work import desk, lateness, lists, overviews, workbench
from chengguan.core.work.reminders import remind
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads import inputs, queries
from chengguan.enforcement.leads.queries import Asked

pytestmark = pytest.mark.django_db


def tile(actor, now: datetime, key: str) -> int:
    """The figure of the workbench, as it is shown."""
    found = workbench.workbench(actor, now)
    shown = desk.view(found, actor, now, key)
    figures = {tile.url: tile.value for tile in shown["tiles"]}
    assert len(shown["items"]) == figures[f"?show={key}"]
    return figures[f"?show={key}"]


def rows(actor, now: datetime, view: str) -> int:
    return len(queries.lead_list(actor, Asked(view=view), now).matters)


def counts(district, now: datetime) -> dict[str, int]:
    """How much is late by each way of asking."""
    officer, chief = district.actor("甲"), district.actor("局长")
    late = overviews._narrow(now, {"due": "late"})
    return {
        "tile": tile(officer, now, "overdue"),
        "list": rows(officer, now, "overdue"),
        "overview": len(lists.page(officer, narrow=late).matters),
        "district": len(workbench.late(chief, now)),
    }


def told_late() -> int:
    sources = Notice.objects.filter(source__contains=":late:").values_list("source", flat=True)
    return len({source.rsplit(":", 1)[0] for source in sources})


@pytest.mark.trap(48)
def test_tile_rows_and_reminder_agree_at_every_moment(district, received) -> None:
    walk = received().to_handling()
    due = walk.matter.next_due_at
    for moment, late in (
        (due - timedelta(days=1), 0),
        (due, 0),
        (due + timedelta(seconds=1), 1),
        (due + timedelta(days=40), 1),
    ):
        found = counts(district, moment)
        assert set(found.values()) == {late}, (moment, found)
        remind(moment)
        assert told_late() >= late
        assert bool(told_late()) is bool(late)


@pytest.mark.trap(48)
def test_on_the_morning_of_the_due_day_it_is_due_today_and_not_late(district, received) -> None:
    walk = received().to_handling()
    matter = walk.matter
    night = datetime(2026, 9, 18, 23, 59, 59, tzinfo=ZONE)
    matter.clocks.filter(stopped_at=None).update(due_at=night)
    type(matter).objects.filter(pk=matter.pk).update(next_due_at=night)
    matter.access.update(due_at=night)
    morning = night.replace(hour=8, minute=30, second=0)
    officer = district.actor("甲")
    assert set(counts(district, morning).values()) == {0}
    assert tile(officer, morning, "today") == rows(officer, morning, "today") == 1
    assert tile(officer, morning, "soon") == 0
    before = morning - timedelta(days=1)
    assert tile(officer, before, "today") == rows(officer, before, "today") == 0
    assert tile(officer, before, "soon") == 1
    assert set(counts(district, night + timedelta(seconds=1)).values()) == {1}


@pytest.mark.trap(48)
def test_what_was_finished_is_late_nowhere(district, received) -> None:
    """Once the answer was given in time, the days it was due by make nothing late."""
    walk = received().to_handling()
    after = walk.matter.next_due_at + timedelta(days=1)
    assert set(counts(district, after).values()) == {1}
    walk.call()
    walk.submit()
    walk.act("approve_submission", "班长", inputs.Approve())
    walk.act("answer", "甲", inputs.Answer("phone", "已告知处理情况。"))
    assert set(counts(district, after).values()) == {0}
    remind(after)
    assert told_late() == 0


def test_the_end_of_the_day_is_local() -> None:
    late_evening = datetime(2026, 9, 15, 23, 30, tzinfo=ZONE)
    end = lateness.end_of_day(late_evening)
    assert (end.day, end.hour, end.minute, end.utcoffset()) == (15, 23, 59, timedelta(hours=8))


def test_the_workbench_costs_the_same_with_much_on_it(
    district, received, client, monkeypatch, django_assert_max_num_queries
) -> None:
    """Ten statements with session and sign-in, also for who leads a team."""
    monkeypatch.setattr("chengguan.core.pages.clock.now", lambda: district.now)
    for _ in range(3):
        received()
        received().to_dispatched()
        received().to_handling()
        received().to_answered()
    for name in ("调度", "甲", "班长", "队长", "督察", "局长"):
        client.force_login(_account(district, name), backend=BACKEND)
        client.get(reverse("work:workbench"))
        with django_assert_max_num_queries(10):
            page = client.get(reverse("work:workbench"))
        assert page.context["tiles"]


BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def _account(district, name: str):
    return signin.open_account(
        person=district.people[name], username=name, by=None, at=district.now
    )
