"""Intake: once an order, numbered without gaps, repeats found by blind index."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.files import services as files
from chengguan.core.work.acting import At
from chengguan.core.work.errors import KeyReused, NotPermitted, Refused
from chengguan.core.work.perform import open_matter
from chengguan.enforcement.leads import queries, services
from chengguan.enforcement.leads.errors import NumberTaken
from chengguan.enforcement.leads.models import ClusterMember, Lead, LeadSource
from tests.core.files.whole_pictures import PNG

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
    first, second = received(external_no="G-1"), received(external_no="G-1")
    assert first.pk == second.pk
    assert Lead.objects.count() == 1


@pytest.mark.trap(54)
def test_it_is_the_same_order_also_when_the_desk_has_classified_it_anew(received):
    first = received(external_no="G-1").to_dispatched("help")
    assert received(external_no="G-1").pk == first.pk


@pytest.mark.trap(55)
@pytest.mark.parametrize(
    "other",
    [
        {"title": "另一标题"},
        {"description": "另一件事。"},
        {"address_text": "别处"},
        {"appeal_kind": "report"},
        {"item_code": "AY-C001"},
        {"caller_phone": "13900000002"},
        {"caller_phone": ""},
        {"caller_name": "陈某某"},
        {"is_anonymous": True},
        {"wants_feedback": False},
    ],
)
def test_another_content_under_a_known_number_is_refused_in_words_and_changes_nothing(
    received, other
):
    first = received(external_no="G-1")
    with pytest.raises(NumberTaken, match="G-1") as refused:
        received(external_no="G-1", **other)
    assert (refused.value.is_for_people, refused.value.lead) == (True, first.pk)
    assert (first.matter.version, Lead.objects.count()) == (1, 1)


@pytest.mark.trap(55)
def test_another_photo_is_another_content(received, district):
    def photo(last):
        stream = BytesIO(PNG + bytes([last]))
        by = district.people["调度"]
        return files.store(stream, name="a.png", by=by, at=district.now).pk

    first = received(external_no="G-1", photos=(photo(1),))
    assert received(external_no="G-1", photos=(photo(1),)).pk == first.pk
    with pytest.raises(NumberTaken):
        received(external_no="G-1", photos=(photo(2),))


@pytest.mark.trap(55)
def test_no_other_conflict_of_the_database_counts_as_a_known_order(received, monkeypatch):
    received(external_no="G-1")

    def broken(**_given):
        raise IntegrityError("UNIQUE constraint failed: work_matter.number")

    monkeypatch.setattr(services, "open_matter", broken)
    with pytest.raises(IntegrityError):
        received(external_no="G-1")


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
    """热线工单口径."""
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


@pytest.mark.ref("leads.repeat_within")
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
def test_a_hint_shows_only_what_the_reader_may_find_and_no_caller_to_officers(received, district):
    received(address_text="某路 9 号", item_code="AY-C001").to_dispatched()
    where = {"phone": "", "place_id": None, "address": "某路 9 号", "item_code": "AY-C001"}
    who = where | {"phone": "13800000001", "address": "", "item_code": ""}
    for name, by_place, by_caller in (("调度", 1, 1), ("甲", 1, 0), ("丙", 0, 0)):
        reader = district.actor(name)
        assert len(queries.visible_repeats(reader, **where, at=district.now)) == by_place
        assert len(queries.visible_repeats(reader, **who, at=district.now)) == by_caller


def statements(call):
    with CaptureQueriesContext(connection) as caught:
        call()
    said = [query["sql"].split(" ", 1)[0] for query in caught]
    return len([word for word in said if word not in ("SAVEPOINT", "RELEASE")])


@pytest.mark.parametrize(
    ("who", "most"),
    [
        ({"caller_name": "", "caller_phone": "", "is_anonymous": True}, 12),
        # two sealed values under a fresh key cost six statements
        ({"caller_phone": "13900000002"}, 18),
    ],
)
def test_statements_of_an_intake(received, district, order, who, most):
    """design.md §6: 16 with sign-in. This counts what lies behind the sign-in."""
    received()
    given = {"by": district.actor("调度"), "at": At.once(district.now), "key": "k"}
    data = order(item_code="AY-C001", **who)
    assert statements(lambda: services.take_in(**given, data=data)) <= most


@pytest.mark.parametrize("act", ["sign", "contact", "submit"])
def test_statements_of_an_act(received, district, act):
    """design.md §6: 18 with sign-in (3); this counts the act and the fixture's two reads."""
    lead = received().to_dispatched()
    if act != "sign":
        lead.act("sign", "甲")
    if act == "submit":
        lead.call()
    taken = {"sign": lambda: lead.act("sign", "甲"), "contact": lead.call, "submit": lead.submit}
    assert statements(taken[act]) <= 15 + 2
