"""What of the leads became cases, and which cases we found ourselves; worked by hand."""

from datetime import datetime

import pytest

from chengguan.core.org.models import Organ
from chengguan.core.work import figures
from chengguan.core.work.acting import At, actor_of
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.inputs import DecideOnTheSpot, Hear, Inform, OrderCorrection
from tests.flows.conftest import act_on

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def counts(district, code: str) -> tuple[int, int]:
    at = datetime(2026, 10, 31, tzinfo=ZONE)
    question = Asked(actor_of(district.people["局长"], at), Period.read("2026-09"), at)
    figure = figures.figure_of(code)
    found, rows = figures.measure(figure, question), list(figures.rows_of(figure, question))
    assert (found.met, found.counted) == (sum(row.is_met for row in rows), len(rows))
    return found.met, found.counted


def decide(district, case) -> None:
    """Fine at the scene whoever the lead was about."""
    Organ.objects.update(number_prefix="示综执")
    officers = tuple(district.people[name].pk for name in ("甲", "乙"))

    def act(action: str, data: object) -> None:
        district.wait(minutes=5)
        act_on(case, action, district, data, At.once(district.now))

    act("order_correction", OrderCorrection(requirement="立即清除"))
    act("inform", Inform(is_warning=True, fine=10000, reasons="六张", basis="沪市容条例 20"))
    act("hear", Hear(is_waived=False, statement="愿意改正。", review="已复核，不成立。"))
    decision = DecideOnTheSpot(
        officers=officers,
        item_code="AY-C002",
        is_warning=False,
        fine=10000,
        served_at=district.now,
        signature="signed",
    )
    act("decide", decision)


def test_a_lead_counts_as_a_case_when_the_case_is_filed(district, received, docketed) -> None:
    complaint = received(caller_phone="13800000001").to_handling()
    received(caller_phone="13800000002").to_handling()
    assert counts(district, "lead_to_case_rate") == (0, 2)
    case = docketed(complaint)
    # Looked into, and nothing decided: no case yet.
    assert counts(district, "lead_to_case_rate") == (0, 2)
    assert counts(district, "proactive_rate") == (0, 0)
    decide(district, case)
    assert counts(district, "lead_to_case_rate") == (1, 2)
    assert counts(district, "proactive_rate") == (0, 1)


def test_what_a_patrol_brought_is_our_own(district, received, docketed) -> None:
    decide(district, docketed(received(source="patrol").to_handling()))
    assert Matter.objects.filter(kind="case").count() == 1
    assert counts(district, "lead_to_case_rate") == (1, 1)
    assert counts(district, "proactive_rate") == (1, 1)
