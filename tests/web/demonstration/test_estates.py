"""The stories of estates show every state, a missed round, and the two late reports."""

import pytest
from django.conf import settings

from chengguan.core.journal import services as journal
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates import queries
from chengguan.enforcement.estates.models import DutyVisit, RenovationPatrol
from chengguan.enforcement.estates.procedures import RENOVATION
from chengguan.enforcement.estates.procedures_finding import DUTY_REFERRAL, FINDING
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.estates import (
    STORIES,
    CommunityPlay,
    RenovationPlay,
    found_estates,
)
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
