"""Who may find what: one rule for lists, pages and values."""

from datetime import timedelta

import pytest
from django.db.models import Q

from chengguan.core.work import confidentiality, lists, visibility
from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from tests.core.work.sample import Town

pytestmark = pytest.mark.postgres


def found(actor: Actor, **more: object) -> set[object]:
    return {matter.pk for matter in lists.page(actor, **more).matters}


def test_an_ordinary_matter_opens_upwards_never_sideways(town: Town) -> None:
    matter = town.begin(town.east)
    for sees in (town.officer, town.colleague, town.dispatcher, town.leader):
        assert found(sees) == {matter.pk}
        assert visibility.may_see(sees, matter)
    for blind in (town.stranger, town.admin):
        assert found(blind) == set()
        assert not visibility.may_see(blind, matter)


def test_a_grant_for_one_field_finds_that_field_only(town: Town) -> None:
    noise, dust = town.begin(field="noise"), town.begin(field="dust")
    section = town.person("噪声科", "field_section", town.district, "noise")
    assert found(section) == {noise.pk}
    assert found(town.leader) == {noise.pk, dust.pk}


def test_who_began_a_matter_keeps_finding_it(town: Town) -> None:
    matter = town.begin()
    assert found(Actor(town.dispatcher.person_id, "调度")) == {matter.pk}


def test_a_restricted_class_does_not_open_upwards(town: Town) -> None:
    confidentiality.declare("sample.care", number=60, readers=["officer", "bureau_leader"])
    matter = town.begin()
    Matter.objects.filter(pk=matter.pk).update(confidentiality="sample.care")
    matter.refresh_from_db()
    visibility.write(matter, [], is_new=False)
    assert found(town.officer) == {matter.pk}
    assert found(town.leader) == set()


def test_a_number_of_a_class_is_never_given_twice() -> None:
    with pytest.raises(ValueError, match="belongs to"):
        confidentiality.declare("another", number=1, readers=[])


def test_the_complainant_is_read_by_dispatcher_and_handler_only(town: Town) -> None:
    matter = town.begin()
    assert visibility.may_read(town.dispatcher, matter, "complainant")
    assert not visibility.may_read(town.officer, matter, "complainant")
    assert not visibility.may_read(town.leader, matter, "complainant")
    town.do(matter, "take", town.officer)
    matter = Matter.objects.get(pk=matter.pk)
    assert visibility.may_read(town.officer, matter, "complainant")
    assert not visibility.may_read(town.colleague, matter, "complainant")


def test_every_scope_has_a_token_of_its_own() -> None:
    tokens = {
        visibility.token(organ, field, number)
        for organ in (1, 2, 255, 256, 65536)
        for field in (*visibility.FIELD_NUMBERS.values(), visibility.ANY_FIELD)
        for number in (1, 2, 63)
    }
    assert len(tokens) == 5 * 16 * 3
    assert min(tokens) > 0


@pytest.mark.trap(27)
@pytest.mark.parametrize("kind", ["", "sample"])
def test_pages_follow_one_another_without_gap_or_double(town: Town, kind: str) -> None:
    made = []
    for number in range(7):
        town.later(town.at + timedelta(days=number % 3))
        made.append(town.begin([town.east, town.west][number % 2]).pk)
    first = lists.page(town.leader, kind=kind, size=3)
    second = lists.page(town.leader, kind=kind, size=3, after=first.older)
    third = lists.page(town.leader, kind=kind, size=3, after=second.older)
    read = [m.pk for part in (first, second, third) for m in part.matters]
    assert sorted(read) == sorted(made)
    assert len(read) == 7
    assert third.older == ""
    back = lists.page(town.leader, kind=kind, size=3, before=third.newer)
    assert [m.pk for m in back.matters] == [m.pk for m in second.matters]


def test_a_narrowed_list_gives_the_same_order(town: Town) -> None:
    made = [town.begin().pk for _ in range(4)]
    narrowed = lists.page(town.leader, narrow=Q(state="new"))
    assert [m.pk for m in narrowed.matters] == [m.pk for m in lists.page(town.leader).matters]
    assert {m.pk for m in narrowed.matters} == set(made)
    assert not lists.page(town.leader, narrow=Q(state="done")).matters


def test_an_actor_without_rights_reads_nothing(town: Town) -> None:
    town.begin()
    assert lists.page(Actor(None, "nobody")).matters == []
