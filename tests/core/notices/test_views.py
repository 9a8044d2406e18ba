"""The list of one's own notices."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from chengguan.core.notices import services
from chengguan.core.notices.models import Notice
from chengguan.core.notices.queries import PAGE, notices_of, unread_count
from chengguan.core.org.kinds import Role
from tests.core.org.people import AT, district, holder, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client):
    who = holder("甲", Role.OFFICER, district(), username="a")
    client.post(reverse("org:enter"), {"account": who.account.pk})
    return who


def tell(who, title: str, **more) -> Notice:
    services.notify(person_id=who.pk, title=title, at=AT, **more)
    return Notice.objects.latest("id")


def test_one_sees_ones_own_notices_and_nobody_elses(client, officer):
    tell(officer, "今天到期")
    tell(person("乙"), "别人的事")
    page = client.get(reverse("notices:list")).content.decode()
    assert "今天到期" in page
    assert "别人的事" not in page


def test_a_confidential_notice_says_only_that_there_is_something(client, officer):
    tell(officer, "困难帮扶已批准", body="五千元", is_confidential=True)
    page = client.get(reverse("notices:list")).content.decode()
    assert "困难帮扶" not in page
    assert "五千元" not in page
    assert "保密事项有新情况" in page


def test_ticked_notices_are_marked_read_but_only_ones_own(client, officer):
    mine, other = tell(officer, "一"), tell(person("乙"), "二")
    client.post(reverse("notices:mark_read"), {"act": "read", "row": [mine.pk, other.pk]})
    mine.refresh_from_db()
    other.refresh_from_db()
    assert mine.read_at == AT
    assert other.read_at is None


@pytest.mark.parametrize(("state", "shown"), [("unread", "未看的"), ("read", "看过的")])
def test_read_and_unread_are_filtered(client, officer, state, shown):
    services.mark_read(person_id=officer.pk, notice_ids=[tell(officer, "看过的").pk], at=AT)
    tell(officer, "未看的")
    page = client.get(reverse("notices:list"), {"state": state}).content.decode()
    assert [word for word in ("未看的", "看过的") if word in page] == [shown]


def test_pages_go_down_and_up_without_gap_or_overlap(officer):
    for number in range(2 * PAGE + 1):
        tell(officer, str(number))
    first = notices_of(officer.pk)
    second = notices_of(officer.pk, after=int(first.older))
    third = notices_of(officer.pk, after=int(second.older))
    titles = [notice.title for page in (first, second, third) for notice in page.notices]
    assert titles == [str(number) for number in reversed(range(2 * PAGE + 1))]
    assert (first.newer, third.older) == ("", "")
    assert notices_of(officer.pk, before=int(second.newer)).notices == first.notices
    assert unread_count(officer.pk) == 2 * PAGE + 1


def test_the_newest_stand_first_in_whatever_order_they_were_written(officer):
    """A demonstration tells of an earlier day after a later one."""
    for title, hours in (("二", 2), ("三", 3), ("一", 1)):
        services.notify(person_id=officer.pk, title=title, at=AT + timedelta(hours=hours))
    rows = notices_of(officer.pk).notices
    assert [notice.title for notice in rows] == ["三", "二", "一"]
    assert [n.title for n in notices_of(officer.pk, after=rows[0].pk).notices] == ["二", "一"]
    assert [n.title for n in notices_of(officer.pk, before=rows[2].pk).notices] == ["三", "二"]
    assert notices_of(officer.pk, after=tell(person("乙"), "别人的").pk).notices == ()


def test_what_a_notice_says_more_stands_behind_its_title(client, officer):
    tell(officer, "期限已重算", body="国办发明电〔2026〕1号")
    page = client.get(reverse("notices:list")).content.decode()
    assert "期限已重算（国办发明电〔2026〕1号）" in page
    assert 'data-column="body"' not in page


def test_the_page_says_when_no_worker_runs_and_promises_no_reminders(client, officer):
    page = client.get(reverse("notices:list")).content.decode()
    assert "新的通知暂不会送来" in page
    assert "到期提醒" not in page
    services.beat(name="here", at=timezone.now())
    assert "暂不会送来" not in client.get(reverse("notices:list")).content.decode()
