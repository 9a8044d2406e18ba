"""Both plans of the demonstration at its date: every state, some late, some at risk."""

from datetime import datetime

import pytest

from chengguan.core.work.rules import ZONE
from chengguan.plans.annual import standing
from chengguan.plans.annual.models import Adjustment, AnnualPlan, PlanItem
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.plan_stories import ITEMS, PLANS
from chengguan.web.demonstration.plans import ItemPlay, PlanPlay
from chengguan.web.demonstration.town import Town

NOW = datetime(2026, 9, 15, 9, tzinfo=ZONE)


@pytest.mark.django_db
def test_the_year_is_alive_at_the_demonstrations_date() -> None:
    town = Town().found()
    plays = [PlanPlay(town, story) for story in PLANS]
    items = [ItemPlay(town, story, n) for n, story in enumerate(ITEMS)]
    play([one.play() for one in (*plays, *items)], until=NOW)
    states = set(PlanItem.objects.values_list("matter__state", flat=True))
    assert states == {"planned", "running", "proposed", "closed", "cancelled"}
    assert Adjustment.objects.filter(is_granted=True).exists()
    parts = PlanItem.objects.exclude(parent=None).values_list("matter__organ__kind", flat=True)
    assert set(parts) == {"street_team", "union_group"}
    for plan in AnnualPlan.objects.select_related("matter"):
        found = standing.plan_standing(plan, NOW)
        assert 0 < found.late < len(found.by_item) / 3
        assert found.at_risk > 0
        assert any(one.state == "closed" for one in found.by_item.values())
        value = found.progress.value
        assert value is not None
        assert 0 < value < 100
