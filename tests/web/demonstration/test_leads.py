"""Of the leads of the demonstration some become cases, and what they become comes back to them."""

from datetime import datetime, timedelta

import pytest

from chengguan.core.work import figures
from chengguan.core.work.acting import actor_of
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked
from chengguan.core.work.models import Matter, MatterClock, MatterLink
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.facts import CASE
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.leads import LeadPlay
from chengguan.web.demonstration.stories import LEADS
from chengguan.web.demonstration.town import Town

NOW = datetime(2026, 9, 15, 14, tzinfo=ZONE)


@pytest.mark.django_db
def test_some_leads_become_cases_and_are_answered_when_these_are_over() -> None:
    town = Town().found()
    told = {
        number: LeadPlay(town, story, number, NOW)
        for number, story in enumerate(LEADS, start=1)
        if story.case or story.source != "hotline_12345"
    }
    play([one.play() for one in told.values()], until=NOW)
    asked = Asked(actor_of(town.people["leader"], NOW), Period.read("2026-09"), NOW)
    rate = figures.measure(figures.figure_of("lead_to_case_rate"), asked)
    assert 0 < rate.met < rate.counted == len(told)
    for link in MatterLink.objects.filter(kind=CASE):
        assert (link.source.state, link.target.state) == ("closed", "closed")
        assert link.source.closed_at > link.target.closed_at
        clocks = MatterClock.objects.filter(matter=link.source)
        assert not [c.ref for c in clocks if c.is_overdue(NOW + timedelta(days=30))]
    assert not Matter.objects.filter(kind="case").exclude(links_in__kind=CASE)
