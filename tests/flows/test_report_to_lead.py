"""A property report is a lead at once where enforcement is competent, and hears what came of it."""

from datetime import datetime
from fractions import Fraction
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from chengguan.core.journal import services as journal
from chengguan.core.org import signin
from chengguan.core.pages import clock
from chengguan.core.work import lists
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, figure_of, measure, rows_of
from chengguan.core.work.models import Matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.leads import inputs as told
from chengguan.enforcement.leads.models import Lead
from chengguan.flows.report_to_lead import complaints
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


def complain(compound: Compound, n: int, **more: object) -> None:
    """About a room of the estate, each by a number of its own."""
    said: dict[str, object] = {
        "organ": compound.organs["district"],
        "source": "hotline_12345",
        "appeal_kind": "complaint",
        "title": "装修噪声",
        "description": "晚间施工",
        "external_no": f"T{n:04d}",
        "place": compound.estate.place,
    }
    data = told.Receive(**(said | more))  # type: ignore[arg-type]  # as each case says
    compound.open("lead.hotline", "receive", "调度", data)


def test_complaints_stand_beside_those_of_the_year_before(
    compound: Compound, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """2 in the same days of last year, 3 now: +50 %; each number opens its list."""
    room = compound.room()
    compound.now = datetime(2025, 3, 10, 9, tzinfo=ZONE)
    complain(compound, 1)
    complain(compound, 2, place=room)
    compound.now = datetime(2025, 11, 3, 9, tzinfo=ZONE)
    complain(compound, 3)
    compound.until(3, 2, 9)
    for n in (4, 5):
        complain(compound, n, appeal_kind="report")
    complain(compound, 6, place=room)
    complain(compound, 7, appeal_kind="consult")
    complain(compound, 8, source="patrol")
    complain(compound, 9, place=compound.other.place)
    compound.until(4, 1, 9)
    leader = compound.actor("局长")
    year = Asked(leader, Period.read("2026"), compound.now)
    counted = measure(figure_of("estate_complaints"), year)
    assert counted.counted == rows_of(figure_of("estate_complaints"), year).count() == 4
    places = [compound.estate.place_id, compound.other.place_id]
    both = complaints.compare(leader, places, year.period, compound.now)
    here = both[compound.estate.place_id]
    assert (here.now, here.before, here.change) == (3, 2, Fraction(1, 2))
    assert both[compound.other.place_id].change is None
    monkeypatch.setattr(clock, "now", lambda: compound.now)
    client.force_login(
        signin.open_account(
            person=compound.people["局长"], username="leader", by=None, at=compound.now
        )
    )
    page = client.get(reverse("report_to_lead:complaints")).content.decode()
    assert "+50.00%" in page
    listed = reverse("report_to_lead:estate_complaints", args=[compound.estate.pk])
    for query, lines in (("period=2026", 3), ("period=2026&year=before", 2)):
        assert client.get(f"{listed}?{query}").content.decode().count("装修噪声") >= lines
        sheet = client.get(f"{listed}sheet.xlsx?{query}").content
        book = CalamineWorkbook.from_filelike(BytesIO(sheet)).get_sheet_by_index(0)
        assert len(book.to_python()) == lines + 2


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
