"""A lead becomes an entry of the register of structures; both know it, and the end comes back."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.journal.verification import verify
from chengguan.core.org import signin
from chengguan.core.org.models import Organ
from chengguan.core.pages import clock
from chengguan.core.work import queries
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter, MatterLink
from chengguan.core.work.perform import perform
from chengguan.enforcement.leads.models import Lead
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.models import IllegalStructure
from tests.enforcement.leads.conftest import District, Walk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def typed(lead: Walk, **said: object) -> dict[str, object]:
    usual = {
        "source": "report",
        "kind": "courtyard",
        "material": "glass",
        "use": "living",
        "area": "12.50",
        "address_text": "东路 1 号",
        "organ": lead.district.team.pk,
        "owner_nature": "person",
        "party_kind": "person",
        "key": uuid4().hex,
    }
    return usual | said


@pytest.fixture
def desk(district: District, client: Client, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(clock, "now", lambda: district.now)

    def enter(name: str) -> Client:
        person = district.people[name]
        if not hasattr(person, "account"):
            signin.open_account(person=person, username=uuid4().hex, by=None, at=district.now)
        client.force_login(person.account)
        return client

    return enter


@pytest.fixture
def lead(received: Any) -> Walk:
    """In hand since an hour, about a structure."""
    walk = received(item_code="AY-B003").to_handling()
    walk.district.wait(hours=1)
    return walk


def row_of(lead: Walk) -> Lead:
    return Lead.objects.get(pk=lead.pk)


def page(lead: Walk) -> str:
    return reverse("lead_to_structure:register", args=[lead.pk])


def act(structure: Matter, district: District, action: str, data: object, by: str = "甲") -> None:
    version = Matter.objects.values_list("version", flat=True).get(pk=structure.pk)
    perform(
        matter=structure.pk,
        action=action,
        by=district.actor(by),
        at=At.once(district.now),
        data=data,
        key=uuid4().hex,
        version=version,
    )


def test_a_lead_becomes_an_entry_and_both_show_it(lead: Walk, desk: Any) -> None:
    """沪拆违规定 7: the response periods run from the report, not from when it was entered."""
    client = desk("甲")
    shown = client.get(reverse("work:matter", args=[lead.pk])).content.decode()
    assert page(lead) in shown
    form = client.get(page(lead)).content.decode()
    assert "举报电话" not in form
    assert client.post(page(lead), typed(lead)).status_code == 302
    row = IllegalStructure.objects.select_related("matter").get()
    assert row.source == "report"
    assert not row.is_reported, "who reported it is the lead's to answer"
    opened = Matter.objects.get(pk=lead.pk).opened_at
    assert row.matter.opened_at == opened
    assert row.matter.clocks.get(ref="CK46").due_at == opened + timedelta(hours=24)
    assert not row.matter.clocks.filter(ref="CK48").exists()
    actor = lead.district.actor("甲")
    assert [m.pk for m in queries.links_of(actor, row.matter)] == [lead.pk]
    assert [m.pk for m in queries.links_of(actor, Matter.objects.get(pk=lead.pk))] == [row.pk]
    assert row_of(lead).case_result == f"{row.matter.number} 已登记违法建筑"
    assert client.get(page(lead)).url == reverse("work:matter", args=[row.pk])
    assert verify().findings == []


def test_a_second_click_enters_nothing_again(lead: Walk, desk: Any) -> None:
    client, said = desk("甲"), typed(lead)
    first, again = client.post(page(lead), said), client.post(page(lead), said)
    assert first.url == again.url
    other = client.post(page(lead), typed(lead))
    assert other.status_code == 409
    assert "该线索已登记违建" in other.content.decode()
    assert IllegalStructure.objects.count() == MatterLink.objects.count() == 1


def test_what_became_of_it_comes_back_also_to_a_closed_lead(lead: Walk, desk: Any) -> None:
    Organ.objects.filter(pk=lead.district.team.pk).update(number_prefix="东综")
    desk("甲").post(page(lead), typed(lead))
    structure = Matter.objects.get(kind="structure")
    lead.call()
    lead.submit("planned")
    said = inputs.Demolish(way="self", area=Decimal("12.50"), waste_to="中转场")
    act(structure, lead.district, "demolish", said)
    assert row_of(lead).case_result == f"{structure.number} 已拆除待复核"
    act(structure, lead.district, "regrow", inputs.Regrow(False, Decimal("3.00"), "又建。"))
    assert row_of(lead).case_result == f"{structure.number} 待现场取证"


def test_only_a_lead_in_hand_and_only_who_may_find_it(lead: Walk, desk: Any) -> None:
    assert desk("丙").get(page(lead)).status_code == 404
    assert desk("局长").get(page(lead)).status_code == 403
    lead.call()
    lead.submit("planned")
    refused = desk("甲").post(page(lead), typed(lead))
    assert refused.status_code == 409
    assert not IllegalStructure.objects.exists()


def test_a_refused_entry_leaves_the_lead_as_it_was(lead: Walk, desk: Any) -> None:
    answer = desk("甲").post(page(lead), typed(lead, address_text="", place=""))
    assert answer.status_code == 422
    assert row_of(lead).case_result == ""
    assert not MatterLink.objects.exists()


def test_a_colleague_enters_nothing_over_the_handlers_head(lead: Walk, desk: Any) -> None:
    """Who handles it or leads the team does; the page offers it to nobody else."""
    shown = desk("乙").get(reverse("work:matter", args=[lead.pk])).content.decode()
    assert page(lead) not in shown
    refused = desk("乙").post(page(lead), typed(lead))
    assert refused.status_code == 409
    assert "线索由他人办理" in refused.content.decode()
    assert not IllegalStructure.objects.exists()
    assert desk("队长").post(page(lead), typed(lead)).status_code == 302


def test_only_a_lead_about_a_structure_becomes_one(lead: Walk, desk: Any) -> None:
    Lead.objects.filter(pk=lead.pk).update(item_code="AY-B001X")
    refused = desk("甲").post(page(lead), typed(lead))
    assert refused.status_code == 409
    assert "不是反映违法建筑的" in refused.content.decode()
    assert not IllegalStructure.objects.exists()


def test_a_click_repeated_after_the_lead_moved_on_is_answered_the_same(
    lead: Walk, desk: Any
) -> None:
    client, said = desk("甲"), typed(lead)
    first = client.post(page(lead), said)
    lead.call()
    lead.submit("planned")
    assert client.post(page(lead), said).url == first.url
    assert IllegalStructure.objects.count() == 1


def test_a_voided_structure_makes_room_for_another(lead: Walk, desk: Any) -> None:
    client = desk("甲")
    client.post(page(lead), typed(lead))
    first = Matter.objects.get(kind="structure")
    act(first, lead.district, "void", inputs.Void("与先前登记重复。"), by="队长")
    assert page(lead) in client.get(reverse("work:matter", args=[lead.pk])).content.decode()
    assert client.post(page(lead), typed(lead)).status_code == 302
    assert MatterLink.objects.count() == 2
