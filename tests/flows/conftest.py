"""The district of the leads, with a vendor against whom a lead becomes a case."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from chengguan.core.org import services as org
from chengguan.core.org.kinds import MembershipKind
from chengguan.core.registers import services as registers
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.enforcement.cases.inputs import Exempt, Inspect, OpenSummary
from chengguan.flows.lead_to_case.services import DocketCase
from tests.enforcement.leads.conftest import NINE, SINCE, District, Walk, district, order, received

__all__ = ["district", "order", "received"]


@pytest.fixture
def docketed(district: District) -> Callable[[Walk], UUID]:
    """Make a case of a lead in hand, and look at the scene."""
    vendor = registers.register_party(
        kind="person", name="某摊主", by=None, at=NINE, address="东路 1 号"
    )

    for name in ("甲", "乙"):
        org.appoint(
            person=district.people[name],
            organ=district.team,
            kind=MembershipKind.UNIT,
            since=SINCE,
            by=None,
            at=NINE,
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
        lead.act("docket", "甲", DocketCase("违法事实清楚", found))
        case = Matter.objects.get(links_in__source=lead.pk, links_in__kind="case").pk
        seen = Inspect(
            officers=tuple(district.people[name].pk for name in ("甲", "乙")),
            certificates_shown_at=district.now,
            record="当事人在路灯杆上张贴小广告六张，已拍照。",
            signature="signed",
            harm="slight",
        )
        act_on(case, "inspect", district, seen, At.once(district.now))
        return case

    return made


@pytest.fixture
def ended(district: District) -> Callable[..., None]:
    """End a case: nothing is punished where nobody is at fault."""
    without_fault = Exempt(
        ground="no_fault", reasons="非其所贴", education="已教育", evidence_record="有录像"
    )

    def done(case: UUID, at: At | None = None) -> None:
        act_on(case, "exempt", district, without_fault, at or At.once(district.now))

    return done


def act_on(case: UUID, action: str, district: District, data: object, at: At) -> None:
    perform(
        matter=case,
        action=action,
        by=district.actor("甲"),
        at=at,
        data=data,
        key=uuid4().hex,
        version=Matter.objects.get(pk=case).version,
    )
