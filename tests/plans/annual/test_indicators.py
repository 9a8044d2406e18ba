"""An item bound to a published figure moves with the act that moves the figure: on the next page,
within a second, and with as many rows behind it as it counts."""

import re
from collections.abc import Callable
from time import process_time
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse

from chengguan.core.org.kinds import Role
from chengguan.core.work.acting import At
from chengguan.enforcement.leads import inputs as leads
from chengguan.enforcement.leads import services
from chengguan.plans.annual import inputs
from chengguan.plans.annual.models import PlanItem
from tests.plans.annual.office import Enter, Item, Office

SECOND = 1.0
"""Of the house's own time: a busy machine makes no number older."""


class Hotline:
    """Orders for the east team, walked as far as the figures of contact and return look."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.person("调度", Role.DISPATCHER, office.district)

    def receive(self) -> UUID:
        order = leads.Receive(
            organ=self.office.district,
            source="hotline_12345",
            appeal_kind="complaint",
            title="占道堆物",
            description="人行道上堆着建材。",
            external_no=uuid4().hex[:12],
            caller_name="林某某",
            caller_phone="13800000001",
            address_text="示范路 12 号",
        )
        at = At.once(self.office.now)
        by = self.office.actor("调度")
        return services.take_in(by=by, at=at, data=order, key=uuid4().hex).matter

    def dispatch(self, lead: UUID) -> None:
        self.office.act(lead, "dispatch", "调度", leads.Dispatch(self.office.east, "complaint"))


@pytest.fixture
def hotline(office: Office) -> Hotline:
    return Hotline(office)


def bound_to(office: Office, code: str) -> Item:
    item = office.issued().item(0).act("start", "东队长")
    PlanItem.objects.filter(pk=item.pk).update(figure=code, target=10)
    return item


def shown(client: Client, item: Item) -> tuple[str, int]:
    """What the item says of its figure, and how many rows the list has that it opens."""
    page = client.get(reverse("work:matter", args=[item.row.matter_id])).content.decode()
    found = re.search(r'<a href="(/figures/[^"]+)">[^<]+</a> (\S+)', page)
    assert found is not None
    behind = client.get(found[1]).content.decode()
    return found[2], behind.count("data-row ")


def within_a_second(look: Callable[[], tuple[str, int]]) -> tuple[str, int]:
    began = process_time()
    found = look()
    assert process_time() - began < SECOND
    return found


@pytest.mark.trap(48)
def test_a_count_moves_with_the_act(office: Office, enter: Enter, hotline: Hotline) -> None:
    item, client = bound_to(office, "leads_received"), enter("科长")
    office.on(3, 2)
    assert shown(client, item) == ("0", 0)
    for many in (1, 2, 3):
        hotline.receive()
        assert within_a_second(lambda: shown(client, item)) == (str(many), many)


@pytest.mark.trap(48)
def test_a_rate_moves_with_its_denominator_and_with_its_numerator(
    office: Office, enter: Enter, hotline: Hotline
) -> None:
    item, client = bound_to(office, "return_rate"), enter("科长")
    office.on(3, 2)
    assert shown(client, item) == ("—", 0)
    first, second = hotline.receive(), hotline.receive()
    returned = leads.Return("wrong_place", "属地在邻街道。", "边界图第 3 页。")
    hotline.dispatch(first)
    assert within_a_second(lambda: shown(client, item)) == ("0.00%", 1)
    hotline.dispatch(second)
    office.act(first, "return_order", "东队长", returned)
    assert within_a_second(lambda: shown(client, item)) == ("50.00%", 2)


@pytest.mark.trap(48)
def test_the_progress_of_the_plan_moves_with_the_end_of_an_item(
    office: Office, enter: Enter
) -> None:
    plan, client = office.issued(), enter("科长")
    address = reverse("work:figure", args=["plan_progress"]) + "?period=2026"

    def progress() -> tuple[str, int]:
        page = client.get(address)
        return str(page.context["figure"].tiles[0].value), page.content.decode().count("data-row ")

    client.get(address)
    for place, head, value in ((3, "西队长", "25.00"), (0, "东队长", "50.00")):
        plan.item(place).act("start", head).close(head)
        assert within_a_second(progress) == (value, 4)
    plan.item(1).act("cancel_item", "局长", inputs.Cancel("并入。"))
    assert within_a_second(progress) == ("66.67", 3)
