"""A property report is a lead at once where enforcement is competent, and hears what came of it."""

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.work import lists
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, figure_of, measure
from chengguan.core.work.models import Matter
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.leads import inputs as told
from chengguan.enforcement.leads.models import Lead
from tests.enforcement.estates.compound import Compound
from tests.played import founded


@pytest.fixture
def compound(db: None) -> Compound:
    return founded(Compound)


@pytest.mark.postgres
def test_a_report_opens_a_lead_in_the_same_act(compound: Compound) -> None:
    found = compound.registered(room=compound.room()).find().dissuade().refuse()
    assert not Lead.objects.exists()
    found.send()
    lead = Lead.objects.select_related("matter__organ").get()
    assert (lead.source, lead.item_code) == ("property_report", "AY-A001")
    assert lead.matter.organ == compound.organs["district"]
    assert lead.matter.opened_at == compound.now
    assert Matter.objects.get(links_out__target=lead.pk, links_out__kind="lead").pk == found.pk
    for name in ("经理", "居委", "房管"):
        assert not lists.page(compound.actor(name), kind="lead").matters, name
    april = Asked(compound.actor("局长"), Period.read("2026-04"), compound.now)
    front = measure(figure_of("front_rate"), april)
    assert (front.met, front.counted) == (1, 1)
    assert journal.verify().findings == []


def test_what_became_of_the_lead_comes_back(compound: Compound) -> None:
    found = compound.registered().find().dissuade().refuse().send()
    lead = Lead.objects.get()
    compound.wait(minutes=5)
    end_lead(compound, lead)
    assert found.report.lead_result.startswith(lead.matter.number)
    assert found.state == "reported"


def end_lead(compound: Compound, lead: Lead) -> None:
    """By the shortest way that ends a report: dispatched, looked at, answered."""
    compound.act(lead.pk, "dispatch", "调度", told.Dispatch(compound.organs["special"], "report"))
    compound.act(lead.pk, "sign", "专业队员")
    compound.act(lead.pk, "contact", "专业队员", told.Contact("phone", "connected", "已说明"))
    said = told.Submit(
        result="solved", found="属实", done="责令改正", law_basis="", next_step="复查", proof=""
    )
    compound.act(lead.pk, "submit", "专业队员", said)
    compound.act(lead.pk, "approve_submission", "专业队长", told.Approve())
    compound.act(lead.pk, "answer", "专业队员", told.Answer("phone", "已责令改正"))


def test_what_is_not_for_enforcement_opens_none(compound: Compound) -> None:
    found = compound.registered().find("power").dissuade().refuse().send()
    assert found.report.competent == compound.organs["housing"]
    assert not Lead.objects.exists()
    found.act("return_as_not_ours", inputs.NotOurs("属执法职责"), "房管")
    assert Lead.objects.count() == 1, "handed on, it is a lead"
    found.act("ask_ruling", inputs.NotOurs("属房管职责"), "队员")
    team = compound.organs["team"]
    found.act("rule", inputs.RuleCompetence(team, "属街镇"), "业务科")
    assert Lead.objects.count() == 1, "one lead a finding"
