"""What the cases of the demonstration are fined fits what the record proposes for them."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest

from chengguan.core.lawbook.items import item
from chengguan.core.work import registry, rules
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import InvestigationReport
from chengguan.enforcement.cases.ordinary import discretion
from chengguan.law.discretion import Band, bands
from chengguan.law.parameters import shipped
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.cases import CASES, CaseStory
from chengguan.web.demonstration.instructions import STORIES
from chengguan.web.demonstration.ordinary.play import OrdinaryPlay
from chengguan.web.demonstration.ordinary.stories import ORDINARY
from chengguan.web.demonstration.ordinary.walk import OrdinaryStory
from chengguan.web.demonstration.stories import LEADS
from chengguan.web.demonstration.town import Town

NOW = datetime(2026, 9, 15, 9, tzinfo=rules.ZONE)


def investigated(story: OrdinaryStory) -> OrdinaryStory:
    """The story up to its first report."""
    before, report, _after = story.road.partition("conclude")
    return replace(story, road=before + report)


@pytest.mark.django_db
def test_every_fine_lies_in_the_band_that_its_record_proposes() -> None:
    town, begun = Town().found(), dict[str, UUID]()
    told = [investigated(story) for story in ORDINARY if story.fine]
    plays = [OrdinaryPlay(town, story, n, begun, NOW.year) for n, story in enumerate(told)]
    play([one.play() for one in plays], until=NOW)
    actor = town.actor("team")
    found = []
    for report in InvestigationReport.objects.order_by("pk"):
        matter = Matter.objects.select_related("organ").get(pk=report.case_id)
        at = At.once(report.reported_at + timedelta(minutes=1))
        facts = registry.handling(matter.procedure).facts(matter, at, actor)
        proposal = discretion.proposed(facts, matter.party_id)
        assert proposal is not None, matter
        found.append((matter.title, report.fine, report.band))
        assert proposal.allows(report.fine), found[-1]
        assert str(proposal.band) == report.band, found[-1]
    assert len(found) == len(told)


@pytest.mark.parametrize("story", CASES, ids=lambda story: f"{story.item} {story.ends}")
def test_only_a_heavy_fine_on_the_spot_comes_with_harm(story: CaseStory) -> None:
    spans = [span for span in item(story.item).fines if span.low <= story.fine <= span.high]
    heavy = {
        band
        for span in spans
        for band, low, high in bands(span.low, span.high, shipped(), date(2026, 9, 1))
        if low <= story.fine <= high
    } == {Band.HEAVY}
    assert (story.harm == "real") is (heavy or story.ends == "converted")


def test_an_instruction_is_about_something_of_which_it_speaks() -> None:
    titles = [story.title for story in LEADS]
    titles += [item(story.item).name for story in (*CASES, *ORDINARY)]
    for story in STORIES:
        if story.about:
            assert any(story.about in title for title in titles), story.words
