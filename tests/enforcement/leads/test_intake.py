"""Intake: once an order, numbered without gaps, repeats found by blind index."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.work.acting import At
from chengguan.core.work.errors import KeyReused, NotPermitted, Refused
from chengguan.core.work.perform import open_matter
from chengguan.enforcement.leads import inputs, queries, services
from chengguan.enforcement.leads.models import ClusterMember, Lead, LeadSource

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def position(lead):
    member = ClusterMember.objects.filter(lead=lead.pk).first()
    return member.position if member else 0


def test_numbers_follow_one_another(received):
    assert [received().matter.number for _ in range(3)] == [
        "XS2026-000001",
        "XS2026-000002",
        "XS2026-000003",
    ]


@pytest.mark.trap(54)
def test_an_order_that_comes_in_twice_is_one_lead(received):
    first, second = received(external_no="G-1"), received(external_no="G-1", title="另一标题")
    assert first.pk == second.pk
    assert Lead.objects.count() == 1


@pytest.mark.trap(54)
def test_the_loser_of_a_race_is_told_of_the_winners_lead(received, district, order, monkeypatch):
    first = received(external_no="G-1")
    real, asked = queries.known_order, []

    def too_early(source, external_no):
        asked.append(external_no)
        return None if len(asked) == 1 else real(source, external_no)

    monkeypatch.setattr(queries, "known_order", too_early)
    outcome = services.take_in(
        by=district.actor("调度"),
        at=At.once(district.now),
        data=order(external_no="G-1"),
        key=uuid4().hex,
    )
    assert (outcome.matter, outcome.is_repeat) == (first.pk, True)
    assert Lead.objects.count() == 1


def test_the_same_number_of_two_sources_is_two_leads(received):
    received(external_no="G-1")
    received(external_no="G-1", source="grid")
    assert Lead.objects.count() == 2


def test_leads_without_a_number_never_collide(received):
    received(external_no="")
    received(external_no="")
    assert Lead.objects.filter(external_no=None).count() == 2


def test_the_same_request_twice_acts_once_and_another_content_is_a_conflict(district, order):
    said = order(external_no="")
    given = {"procedure": "lead.hotline", "action": "receive", "key": "k1"}
    given |= {"by": district.actor("调度"), "at": At.once(district.now)}
    first = open_matter(**given, data=said)
    again = open_matter(**given, data=said)
    assert (again.matter, again.is_repeat) == (first.matter, True)
    with pytest.raises(KeyReused):
        open_matter(**given, data=order(external_no="", title="别的"))
    assert Lead.objects.count() == 1


@pytest.mark.parametrize("source", LeadSource.values)
def test_every_source_of_leads_has_its_door(received, source):
    assert received(source=source).matter.lead.source == source


@pytest.mark.trap(33)
def test_a_lead_needs_no_item_no_place_and_no_complainant_on_record(received):
    lead = received(caller_name="", caller_phone="", is_anonymous=True, item_code="").matter
    assert (lead.field, lead.place, lead.lead.caller_phone) == ("", None, None)


@pytest.mark.trap(71)
@pytest.mark.ref("LD01")
def test_a_lead_without_a_place_is_refused_and_leaves_nothing(received):
    with pytest.raises(Refused):
        received(address_text="")
    assert not Lead.objects.exists()


def test_nobody_takes_in_for_a_unit_that_is_not_his(district, order):
    with pytest.raises(NotPermitted):
        services.take_in(
            by=district.actor("丙"),
            at=At.once(district.now),
            data=order(organ=district.team, source="patrol"),
            key=uuid4().hex,
        )


@pytest.mark.trap(32)
@pytest.mark.parametrize(
    ("second", "expected"),
    [
        ({"address_text": "别处", "caller_phone": "13800000001"}, 2),
        ({"address_text": "别处", "caller_phone": " １３８００００００01 "}, 2),
        ({"caller_phone": "13900000002"}, 2),
        ({"caller_phone": "13900000002", "item_code": "AY-C002"}, 0),
        ({"caller_phone": "13900000002", "address_text": "别处"}, 0),
    ],
)
def test_same_caller_or_same_place_and_item_is_a_repeat(received, second, expected):
    received(item_code="AY-C001")
    assert position(received(**({"item_code": "AY-C001"} | second))) == expected


@pytest.mark.parametrize(("days", "expected"), [(90, 2), (91, 0)])
def test_a_repeat_is_one_within_ninety_days(received, district, days, expected):
    received()
    district.wait(days=days)
    assert position(received()) == expected


def test_a_cluster_counts_on(received):
    leads = [received() for _ in range(4)]
    assert [position(lead) for lead in leads] == [1, 2, 3, 4]
    assert ClusterMember.objects.values("cluster").distinct().count() == 1


@pytest.mark.trap(32)
def test_a_hint_shows_only_what_the_reader_may_find(received, district):
    received().to_dispatched()
    asked = {"phone": "13800000001", "place_id": None, "address": "", "item_code": ""}
    for name, found in (("调度", 1), ("甲", 1), ("丙", 0)):
        hint = queries.visible_repeats(district.actor(name), **asked, at=district.now)
        assert len(hint) == found


def statements(call):
    with CaptureQueriesContext(connection, ) as caught:
        call()
    kept = [q["sql"] for q in caught if not q["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    return len(kept)


def test_the_budget_of_statements(received, district, order):
    """design.md §6 allows 16 for intake and 18 for an act, sign-in included."""
    by, lead = district.actor("调度"), received(external_no="warm")
    given = {"by": by, "at": At.once(district.now)}
    plain = order(external_no="A", caller_name="", caller_phone="", item_code="AY-C001")
    named = order(external_no="B")
    lead.to_dispatched()
    counts = {
        "intake, anonymous": statements(lambda: services.take_in(**given, data=plain, key="1")),
        "intake, named": statements(lambda: services.take_in(**given, data=named, key="2")),
        "sign": statements(lambda: lead.act("sign", "甲")),
        "contact": statements(lambda: lead.call()),
        "submit": statements(lambda: lead.submit()),
    }
    print(counts)
    assert counts == {}
