"""委托: a head's role given to a deputy for some days, by the head, and ended by the head."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.org import delegating, services
from chengguan.core.org.kinds import MembershipKind, OrganKind, Role
from chengguan.core.org.models import Grant, Person
from chengguan.core.org.queries import active_grants
from chengguan.core.org.record import Refused
from tests.core.org.people import AT, LONG_AGO, TODAY, account, district, holder, organ, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

DAY = timedelta(days=1)


class Team:
    def __init__(self) -> None:
        self.bureau = district()
        self.organ = organ(OrganKind.STREET_TEAM, "东中队", self.bureau)
        self.head = holder("戊队长", Role.TEAM_HEAD, self.organ, username="head")
        self.deputy = self.member("甲队员")
        self.given = Grant.objects.get(person=self.head)

    def member(self, name: str) -> Person:
        who = person(name)
        services.appoint(
            person=who, organ=self.organ, kind=MembershipKind.UNIT, since=LONG_AGO, by=None, at=AT
        )
        return who

    def delegate(self, **changed: object) -> Grant:
        usual = {
            "given": self.given,
            "to": self.deputy,
            "since": TODAY,
            "until": TODAY + 3 * DAY,
            "by": self.head,
            "at": AT,
        }
        return delegating.delegate(**(usual | changed))


@pytest.fixture
def team(db: None) -> Team:
    return Team()


def refused(team: Team, **changed: object) -> str:
    with pytest.raises(Refused) as error:
        team.delegate(**changed)
    return error.value.code


def test_the_deputy_holds_the_role_for_the_days_alone(team: Team) -> None:
    team.delegate(since=TODAY + DAY)
    held = {day: len(active_grants(team.deputy.pk, TODAY + day * DAY)) for day in range(5)}
    assert held == {0: 0, 1: 1, 2: 1, 3: 0, 4: 0}
    (made,) = active_grants(team.deputy.pk, TODAY + DAY)
    assert (made.delegated_by, made.role, made.organ) == (team.head, Role.TEAM_HEAD, team.organ)
    assert active_grants(team.head.pk, TODAY + DAY)


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [(-1, 2, "grant.past"), (0, 0, "period.reversed"), (0, 31, "delegation.too_long")],
)
def test_only_for_days_from_today_on(team: Team, since: int, until: int, code: str) -> None:
    assert refused(team, since=TODAY + since * DAY, until=TODAY + until * DAY) == code


def test_thirty_days_are_days(team: Team) -> None:
    assert team.delegate(until=TODAY + 30 * DAY).until == TODAY + 30 * DAY


def test_only_ones_own_role_and_never_again(team: Team) -> None:
    third = team.member("乙队员")
    made = team.delegate()
    assert refused(team, given=made, by=team.deputy, to=third) == "delegation.not_own"
    assert refused(team, by=team.deputy, to=third) == "delegation.not_own"
    reviewer = holder("法制", Role.LEGAL_REVIEWER, team.organ)
    own = Grant.objects.get(person=reviewer)
    assert refused(team, given=own, by=reviewer, to=third) == "delegation.not_own"


def test_only_to_somebody_of_the_unit_who_has_the_role_not_yet(team: Team) -> None:
    assert refused(team, to=person("外人")) == "delegation.outside"
    assert refused(team, to=team.head) == "delegation.outside"
    team.delegate()
    assert refused(team) == "delegation.has_role"


def test_a_role_with_a_second_factor_goes_only_to_who_has_one(
    team: Team, settings, monkeypatch
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    assert refused(team) == "delegation.second_factor"
    account(team.deputy, "deputy")
    assert refused(team) == "delegation.second_factor"
    monkeypatch.setattr(delegating, "is_mfa_enabled", lambda user: True)
    assert team.delegate().person == team.deputy


def test_it_ends_by_its_giver_and_with_the_givers_own_role(team: Team) -> None:
    made = team.delegate()
    with pytest.raises(Refused):
        delegating.end_delegation(given=made, by=team.deputy, at=AT)
    delegating.end_delegation(given=made, by=team.head, at=AT)
    assert not active_grants(team.deputy.pk, TODAY)
    with pytest.raises(Refused):
        delegating.end_delegation(given=made, by=team.head, at=AT)
    team.delegate()
    services.end_grant(grant=team.given, until=TODAY + DAY, by=None, at=AT)
    assert active_grants(team.deputy.pk, TODAY)
    assert not active_grants(team.deputy.pk, TODAY + DAY)


def test_the_page_gives_shows_and_ends(team: Team, client: Client) -> None:
    head = team.head.account
    client.force_login(head, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = reverse("org:delegate", args=[team.given.pk])
    assert "甲队员" in client.get(url).content.decode()
    sent = {"to": team.deputy.pk, "since": TODAY, "until": TODAY + 40 * DAY}
    assert "最长 30 天" in client.post(url, sent).content.decode()
    assert client.post(url, sent | {"until": TODAY + DAY}).status_code == 302
    made = Grant.objects.get(person=team.deputy)
    assert "有效" in client.get(reverse("org:delegations")).content.decode()
    end = reverse("org:end_delegation", args=[made.pk])
    assert client.post(end, {"sure": "1"}).status_code == 302
    assert not active_grants(team.deputy.pk, TODAY)


def test_others_have_no_such_page(team: Team, client: Client) -> None:
    account(team.deputy, "deputy")
    client.force_login(
        team.deputy.account, backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.get(reverse("org:delegations")).status_code == 403
    assert client.get(reverse("org:delegate", args=[team.given.pk])).status_code == 403
