"""The demonstration at 2026-09-15: July's round is closed, December's prepared, a claim runs."""

from datetime import datetime

import pytest

from chengguan.core.work import rules
from chengguan.core.work.models import Matter
from chengguan.union.benefits.insurance import queries
from chengguan.union.benefits.models import ClaimHelp, Enrolment, InsuranceRound
from chengguan.union.benefits.models.insurance import Fate
from chengguan.web.demonstration.agenda import play
from chengguan.web.demonstration.benefit_stories import BEFORE_JULY, BenefitPlay
from chengguan.web.demonstration.town import Town

NOW = datetime(2026, 9, 15, 9, tzinfo=rules.ZONE)


@pytest.mark.django_db
def test_july_is_closed_december_prepared_and_a_claim_runs() -> None:
    play([BenefitPlay(Town().found(), NOW).play()], until=NOW)
    rounds = InsuranceRound.objects.order_by("begins")
    told = [(row.key, f"{row.cut_off}", row.matter.state) for row in rounds]
    assert told == [("july", "2026-06-30", "closed"), ("january", "2026-12-31", "prepared")]
    july = rounds[0]
    counts = queries.counts_of(july, queries.newest(july))
    carded = sum(line.has_card for line in BEFORE_JULY)
    assert (counts["enrol"], counts["new"]) == (carded, carded)
    back = queries.lines_of(queries.newest(july), "back")
    assert ("齐思远", Fate.NO_CARD) in set(back.values_list("person__name", "fate"))
    assert set(Enrolment.objects.values_list("state", flat=True)) == {"accepted"}
    claim = ClaimHelp.objects.get()
    assert Matter.objects.get(pk=claim.pk).state == "submitted"
