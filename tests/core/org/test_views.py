"""Role cards, the person behind a request, and the pages of the security administrator."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from chengguan.core.journal.models import JournalEntry
from chengguan.core.org.kinds import OrganKind, Role
from chengguan.core.org.models import Grant, OpenSession
from chengguan.core.org.ports import todo
from tests.core.org.people import district, holder, organ, person

pytestmark = pytest.mark.django_db


def enter(client, who):
    return client.post(reverse("org:enter"), {"account": who.account.pk})


def test_cards_show_role_unit_name_and_work_in_three_groups(client, monkeypatch):
    bureau = district()
    holder("甲某", Role.OFFICER, bureau, username="a")
    holder("乙某", Role.LIAISON, bureau, username="b")
    holder("丙某", Role.MEMBER, bureau, username="c")
    monkeypatch.setattr(todo, "_count", lambda person_id, on: 4)
    page = client.get(reverse("org:sign_in")).content.decode()
    for word in ("执法队员", "部门联络员", "工会会员", "区局 · 甲某", "今天有 4 件待办"):
        assert word in page
    assert page.index("执法队员") < page.index("部门联络员") < page.index("工会会员")


def test_one_click_enters_in_a_demonstration_only(client, settings):
    who = holder("甲", Role.OFFICER, district(), username="a")
    settings.CHENGGUAN_DEMONSTRATION = False
    assert enter(client, who).status_code == 404
    assert "_auth_user_id" not in client.session
    settings.CHENGGUAN_DEMONSTRATION = True
    enter(client, who)
    assert "_auth_user_id" in client.session


def test_one_browser_enters_as_one_after_the_other(client):
    bureau = district()
    for name in "abc":
        who = holder(name, Role.OFFICER, bureau, username=name)
        assert enter(client, who).status_code == 302
        assert client.session["_auth_user_id"] == str(who.account.pk)
        assert (
            OpenSession.objects.get(account=who.account).session_key == client.session.session_key
        )
    assert JournalEntry.objects.filter(action="sign_in").count() == 3


def test_after_entering_nobody_is_sent_to_a_strange_site(client):
    who = holder("甲", Role.OFFICER, district(), username="a")
    response = client.post(
        reverse("org:enter"), {"account": who.account.pk, "next": "//elsewhere.example/"}
    )
    assert response.url == "/"


def test_reading_a_page_writes_nothing(client):
    who = holder("甲", Role.SEC_ADMIN, district(), username="a")
    enter(client, who)
    before = JournalEntry.objects.count()
    client.get(reverse("org:people"))
    client.get(reverse("org:person", args=[who.pk]))
    assert JournalEntry.objects.count() == before


@pytest.mark.trap(23)
@pytest.mark.parametrize("role", [Role.OFFICER, Role.SYS_ADMIN, Role.BUREAU_LEADER])
def test_grants_are_the_security_administrators_alone(client, role):
    who = holder("甲", role, district(), username="a")
    enter(client, who)
    assert client.get(reverse("org:people")).status_code == 403
    assert client.get(reverse("org:give", args=[who.pk])).status_code == 403


def test_without_signing_in_one_is_asked_to(client):
    response = client.get(reverse("org:people"))
    assert response.url == f"{reverse('org:sign_in')}?next=%2Fpeople%2F"


def test_the_security_administrator_gives_and_ends_a_grant(client):
    bureau = district()
    enter(client, holder("安全员", Role.SEC_ADMIN, bureau, username="a"))
    who = person("甲某")
    form = {"role": Role.OFFICER, "organ": bureau.pk, "since": "2026-09-15"}
    assert client.post(reverse("org:give", args=[who.pk]), form).status_code == 302
    given = Grant.objects.get(person=who)
    assert "执法队员" in client.get(reverse("org:person", args=[who.pk])).content.decode()
    client.post(reverse("org:end", args=[given.pk]), {"until": "2026-09-20"})
    given.refresh_from_db()
    assert given.until.isoformat() == "2026-09-20"


def test_a_refused_grant_says_why_and_keeps_what_was_typed(client):
    bureau = district()
    enter(client, holder("安全员", Role.SEC_ADMIN, bureau, username="a"))
    other = holder("乙某", Role.AUDIT_ADMIN, bureau)
    form = {"role": Role.SYS_ADMIN, "organ": bureau.pk, "since": "2026-09-15"}
    page = client.post(reverse("org:give", args=[other.pk]), form).content.decode()
    assert "三员分立" in page
    assert 'value="2026-09-15"' in page


def test_an_administrator_is_offered_his_own_organs_only(client):
    bureau = district()
    team = organ(OrganKind.STREET_TEAM, "天山路中队", bureau)
    other = organ(OrganKind.DISTRICT_BUREAU, "邻区局", bureau.parent)
    enter(client, holder("安全员", Role.SEC_ADMIN, bureau, username="a"))
    who = holder("甲某", Role.OFFICER, other)
    url = reverse("org:give", args=[who.pk])
    offered = client.get(url).context["view"].form.fields["organ"].queryset
    assert set(offered) == {bureau, team}
    client.post(url, {"role": Role.OFFICER, "organ": other.pk, "since": "2026-09-15"})
    foreign = Grant.objects.get(person=who)
    end = reverse("org:end", args=[foreign.pk])
    assert end not in client.get(reverse("org:person", args=[who.pk])).content.decode()
    assert "下级机构" in client.post(end, {"until": "2026-09-20"}).content.decode()
    foreign.refresh_from_db()
    assert foreign.until is None


def test_people_are_listed_with_the_same_statements_for_one_and_for_six(client):
    bureau = district()
    enter(client, holder("安全员", Role.SEC_ADMIN, bureau, username="a"))
    client.get(reverse("org:people"))  # the first visit stamps the session
    with CaptureQueriesContext(connection) as one:
        client.get(reverse("org:people"))
    for number in range(5):
        holder(f"人{number}", Role.OFFICER, bureau)
    with CaptureQueriesContext(connection) as six:
        client.get(reverse("org:people"))
    assert len(six) == len(one) <= 8
