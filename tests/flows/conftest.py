"""The district of the leads, with a vendor against whom a lead becomes a case."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from chengguan.core.registers import services as registers
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.enforcement.cases.inputs import Convert, OpenSummary
from chengguan.flows.lead_to_case.services import DocketSummary
from tests.enforcement.leads.conftest import NINE, District, Walk, district, order, received

__all__ = ["district", "order", "received"]


@pytest.fixture
def docketed(district: District) -> Callable[[Walk], UUID]:
    """Make a case of a lead in hand."""
    vendor = registers.register_party(
        kind="person", name="某摊主", by=None, at=NINE, address="东路 1 号"
    )

    def made(lead: Walk) -> UUID:
        found = OpenSummary(
            organ=district.team,
            officer=district.people["甲"],
            party=vendor,
            item_code="AY-C002",
            conduct_on=NINE.date(),
            discovered_at=district.now,
            spot="示范路 12 号",
            fact="在路灯杆上张贴小广告六张",
        )
        lead.act("docket", "甲", DocketSummary("违法事实清楚", found))
        return Matter.objects.get(links_in__source=lead.pk, links_in__kind="case").pk

    return made


@pytest.fixture
def ended(district: District) -> Callable[..., None]:
    """End a case: it goes on as an ordinary one."""

    def done(case: UUID, at: At | None = None) -> None:
        perform(
            matter=case,
            action="convert",
            by=district.actor("甲"),
            at=at or At.once(district.now),
            data=Convert(reason="案情复杂"),
            key=uuid4().hex,
            version=Matter.objects.get(pk=case).version,
        )

    return done
