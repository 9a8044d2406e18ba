"""Organs, memberships, grants and certificates."""

from datetime import date, timedelta

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.journal.services import verify
from chengguan.core.org import queries, services
from chengguan.core.org.kinds import THREE_ADMINISTRATORS, Field, MembershipKind, OrganKind, Role
from chengguan.core.org.models import Grant
from chengguan.core.org.record import Refused
from tests.core.org.people import AT, TODAY, district, holder, organ, person

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
DAY = timedelta(days=1)


def test_an_organ_knows_its_ancestors_and_its_district(django_assert_num_queries):
    bureau = district()
    team = organ(OrganKind.STREET_TEAM, "天山路中队", bureau)
    squad = organ(OrganKind.SQUAD, "一班", team)
    assert bureau.district == squad.district == bureau
    with django_assert_num_queries(1):
        assert [found.name for found in queries.ancestors(squad)] == ["市局", "区局", "天山路中队"]
    assert [found.name for found in queries.organ_tree(bureau)] == ["区局", "天山路中队", "一班"]


def test_one_parent_has_no_two_organs_of_one_name():
    bureau = district()
    organ(OrganKind.SECTION, "法制科", bureau)
    with pytest.raises(Refused) as refused:
        organ(OrganKind.SECTION, "法制科", bureau)
    assert refused.value.code == "organ.known"


@pytest.mark.parametrize(
    ("on", "is_active"),
    [(TODAY - DAY, False), (TODAY, True), (TODAY + DAY, True), (TODAY + 2 * DAY, False)],
)
def test_a_grant_holds_from_its_first_day_and_not_on_its_last(on, is_active):
    who = person("甲")
    services.grant(
        person=who,
        role=Role.OFFICER,
        organ=district(),
        since=TODAY,
        until=TODAY + 2 * DAY,
        by=None,
        at=AT,
    )
    assert bool(queries.active_grants(who.pk, on)) is is_active


def test_grants_come_with_their_organs_in_one_statement(django_assert_num_queries):
    bureau = district()
    who = holder("甲", Role.OFFICER, bureau)
    services.grant(
        person=who,
        role=Role.DISPATCHER,
        organ=bureau,
        field=Field.NOISE,
        since=TODAY,
        by=None,
        at=AT,
    )
    with django_assert_num_queries(1):
        held = [(g.role, g.organ.name, g.field) for g in queries.active_grants(who.pk, TODAY)]
    assert held == [("officer", "区局", None), ("dispatcher", "区局", "noise")]


@pytest.mark.parametrize("first", sorted(THREE_ADMINISTRATORS))
def test_nobody_is_two_of_the_three_administrators(first):
    bureau = district()
    who = holder("甲", first, bureau)
    for second in THREE_ADMINISTRATORS - {first}:
        with pytest.raises(Refused) as refused:
            services.grant(person=who, role=second, organ=bureau, since=TODAY, by=None, at=AT)
        assert refused.value.code == "grant.three_administrators"
        assert "三员分立" in refused.value.message
    assert Grant.objects.filter(person=who).count() == 1


def test_an_administrator_may_change_office_on_the_day_the_other_ends():
    bureau = district()
    who = holder("甲", Role.SYS_ADMIN, bureau)
    services.end_grant(grant=Grant.objects.get(person=who), until=TODAY, by=None, at=AT)
    given = services.grant(
        person=who, role=Role.AUDIT_ADMIN, organ=bureau, since=TODAY, by=None, at=AT
    )
    assert queries.active_grants(who.pk, TODAY) == [given]


def test_nobody_grants_to_himself():
    bureau = district()
    who = holder("甲", Role.SEC_ADMIN, bureau)
    with pytest.raises(Refused) as refused:
        services.grant(person=who, role=Role.OFFICER, organ=bureau, since=TODAY, by=who, at=AT)
    assert refused.value.code == "grant.self"


@pytest.mark.parametrize(
    ("where", "role", "code"),
    [
        ("区局", Role.SEC_ADMIN, None),
        ("天山路中队", Role.SEC_ADMIN, None),
        ("市局", Role.SEC_ADMIN, "grant.outside"),
        ("邻区局", Role.SEC_ADMIN, "grant.outside"),
        ("天山路中队", Role.BUREAU_LEADER, "grant.outside"),
    ],
)
def test_a_security_administrator_gives_and_ends_in_his_organ_and_below(where, role, code):
    bureau = district()
    organs = {
        found.name: found
        for found in (
            bureau,
            bureau.parent,
            organ(OrganKind.STREET_TEAM, "天山路中队", bureau),
            organ(OrganKind.DISTRICT_BUREAU, "邻区局", bureau.parent),
        )
    }
    administrator, standing = holder("甲", role, bureau), holder("乙", Role.OFFICER, organs[where])
    held, facts = standing.grants.get(), {"by": administrator, "at": AT}

    def give() -> Grant:
        return services.grant(
            person=person("丙"), role=Role.OFFICER, organ=organs[where], since=TODAY, **facts
        )

    if code is None:
        assert give().organ == organs[where]
        assert services.end_grant(grant=held, until=TODAY, **facts).until == TODAY
        return
    for act in (give, lambda: services.end_grant(grant=held, until=TODAY, **facts)):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == code


def test_an_administrator_whose_own_grant_ended_gives_nothing():
    bureau = district()
    administrator = holder("甲", Role.SEC_ADMIN, bureau)
    services.end_grant(grant=administrator.grants.get(), until=TODAY, by=None, at=AT)
    with pytest.raises(Refused) as refused:
        services.grant(
            person=person("乙"),
            role=Role.OFFICER,
            organ=bureau,
            since=TODAY,
            by=administrator,
            at=AT,
        )
    assert refused.value.code == "grant.outside"


@pytest.mark.parametrize("is_set_up", [True, False])
def test_only_the_set_up_gives_and_ends_in_the_past(is_set_up):
    bureau = district()
    by = None if is_set_up else holder("甲", Role.SEC_ADMIN, bureau)
    held = holder("乙", Role.OFFICER, bureau).grants.get()
    facts = {"role": Role.OFFICER, "organ": bureau, "since": TODAY - DAY, "by": by, "at": AT}
    if is_set_up:
        services.grant(person=person("丙"), **facts)
        services.end_grant(grant=held, until=TODAY - DAY, by=by, at=AT)
        return
    for act in (
        lambda: services.grant(person=person("丙"), **facts),
        lambda: services.end_grant(grant=held, until=TODAY - DAY, by=by, at=AT),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.code == "grant.past"


def test_a_grant_that_ended_is_not_prolonged():
    who = holder("甲", Role.OFFICER, district())
    given = Grant.objects.get(person=who)
    services.end_grant(grant=given, until=TODAY, by=None, at=AT)
    with pytest.raises(Refused) as refused:
        services.end_grant(grant=given, until=TODAY + DAY, by=None, at=AT)
    assert refused.value.code == "period.ended"


def test_a_period_does_not_end_before_it_begins():
    with pytest.raises(Refused) as refused:
        services.certify(
            person=person("甲"), number="X1", since=TODAY, until=TODAY - DAY, by=None, at=AT
        )
    assert refused.value.code == "period.reversed"


@pytest.mark.parametrize(
    ("on", "is_certified"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 8, 31), True),
        (date(2026, 9, 1), False),
    ],
)
def test_a_certificate_counts_until_the_day_it_is_revoked(on, is_certified):
    who, other = person("甲"), person("乙")
    certificate = services.certify(
        person=who, number="X1", since=date(2026, 1, 1), until=date(2030, 1, 1), by=None, at=AT
    )
    services.revoke_certificate(certificate=certificate, on=date(2026, 9, 1), by=None, at=AT)
    expected = {who.pk} if is_certified else set()
    assert queries.certified_on([who.pk, other.pk], on) == expected


def test_members_of_an_organ_on_a_day_with_and_without_its_subtree():
    bureau = district()
    team = organ(OrganKind.STREET_TEAM, "天山路中队", bureau)
    who = person("甲")
    member = services.appoint(
        person=who, organ=team, kind=MembershipKind.UNIT, since=TODAY, by=None, at=AT
    )
    assert list(queries.people_in(team, TODAY)) == [who]
    assert list(queries.people_in(bureau, TODAY)) == []
    assert list(queries.people_in(bureau, TODAY, below=True)) == [who]
    services.end_membership(membership=member, until=TODAY + DAY, by=None, at=AT)
    assert list(queries.people_in(team, TODAY + DAY)) == []


def test_every_write_is_on_the_record_and_rows_changed_behind_it_are_found():
    who = holder("甲", Role.OFFICER, district())
    actions = set(JournalEntry.objects.values_list("action", flat=True))
    assert {"organ.found", "person.register", "grant.give"} <= actions
    assert verify().ok
    Grant.objects.filter(person=who).update(role=Role.BUREAU_LEADER)
    assert not verify().ok
