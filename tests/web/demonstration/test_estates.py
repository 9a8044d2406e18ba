"""The stories of estates show every state, a missed round, and the two late reports."""

import pytest
from django.conf import settings

from chengguan.core.journal import services as journal
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.models import DutyVisit, RenovationPatrol
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import DUTY_REFERRAL, FINDING
from chengguan.plans.annual.models import AnnualPlan, ItemCapability, PlanItem
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.estates import (
    STORIES,
    CommunityPlay,
    RenovationPlay,
    found_estates,
)
from chengguan.web.demonstration.plans import ItemPlay
from chengguan.web.demonstration.scheme import KEY, SCHEME, SCHEME_ITEMS, SchemePlay
from chengguan.web.demonstration.town import Town
from tests.web.demonstration.test_boards import NOW

pytestmark = pytest.mark.django_db


def test_every_state_is_there_and_the_record_holds() -> None:
    assert settings.CHENGGUAN_HOME
    town = Town().found()
    found_estates(town)
    works = [RenovationPlay(town, story, n, NOW) for n, story in enumerate(STORIES)]
    play([*(one.play() for one in works), CommunityPlay(town, NOW).play()], until=NOW)
    for procedure in (RENOVATION, FINDING, DUTY_REFERRAL):
        kind = procedure.kind
        shown = set(Matter.objects.filter(kind=kind).values_list("state", flat=True))
        assert shown == {state.key for state in procedure.states} - {"start"}, kind
    section = town.actor("section")
    assert queries.late_reports(section, NOW).count() == 4
    today = queries.rounds_of_today(town.actor("property"), NOW)
    assert len(today) >= 4
    assert any(one.project.__dict__["open_ones"] for one in today)
    missed = RenovationPatrol.objects.filter(visited_at=None, red_at__lte=NOW, cancelled_at=None)
    assert missed.exists()
    assert DutyVisit.objects.filter(week__lt=NOW.date(), visited_at=None).exists()
    assert journal.verify().findings == []


def test_the_scheme_of_six_actions_is_a_plan_with_tasks_by_department() -> None:
    town = Town().found()
    items = [ItemPlay(town, story, n).play() for n, story in enumerate(SCHEME_ITEMS)]
    play([SchemePlay(town, SCHEME).play(), *items], until=NOW)
    plan = AnnualPlan.objects.get(key=KEY)
    tasks = PlanItem.objects.filter(plan=plan).select_related("lead")
    assert tasks.count() == len(SCHEME_ITEMS) == 6
    assert {one.lead.short_name for one in tasks if one.lead} >= {
        "物业科",
        "专业中队",
        "天山路中队",
    }
    asked = ItemCapability.objects.filter(item__plan=plan).values_list("key", flat=True)
    assert set(asked) == {"E1.1g"}
    assert tasks.filter(matter__state="proposed").count() == 1, (
        "proof first, then another closes it"
    )
