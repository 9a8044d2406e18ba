"""A finding from the round to its end; one report that reaches everybody who must act."""

from datetime import date, datetime, timedelta

import pytest

from chengguan.core.journal import services as journal
from chengguan.core.work import lists
from chengguan.core.work.acting import At
from chengguan.core.work.available import available
from chengguan.core.work.errors import BadMoment, Conflict, NotPermitted, Refused
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates import inputs, points
from chengguan.enforcement.estates.models import DutyReferral, PatrolFinding, Point
from chengguan.enforcement.estates.procedures_finding import DUTY_REFERRAL, FINDING
from tests.enforcement.estates.compound import Compound, Found, Works


def codes(act, *args: object, **said: object) -> list[str]:
    with pytest.raises(Refused) as told:
        act(*args, **said)
    return [finding.reason.code for finding in told.value.findings]


@pytest.fixture
def works(compound: Compound) -> Works:
    return compound.under_way()


def refused_at_925(compound: Compound, works: Works) -> Found:
    """The worked example of 004/1.1: door 12-302, a bearing wall cut."""
    compound.until(4, 8, 9, 10)
    works.patrol(inputs.Problem("load_bearing", "客厅承重墙被凿开", is_in_progress=True))
    found = Found(compound, PatrolFinding.objects.get(project=works.pk).pk)
    compound.until(4, 8, 9, 20)
    found.dissuade()
    compound.until(4, 8, 9, 25)
    return found.refuse()


@pytest.mark.postgres
@pytest.mark.ref("CK51", "EST_VISIT_URGENT")
def test_the_worked_example_on_time(compound: Compound, works: Works) -> None:
    found = refused_at_925(compound, works)
    slip = Matter.objects.get(pk=found.pk).papers.get()
    assert (slip.key, slip.number) == ("dissuasion_slip", "榆荫劝〔2026〕1号")
    assert found.clock("CK51").due_at == datetime(2026, 4, 9, 9, 25, tzinfo=ZONE)
    compound.until(4, 8, 10)
    found.send()
    assert not found.clock("CK51").is_overdue(compound.now)
    assert found.report.competent == compound.organs["special"]
    assert found.clock("EST_VISIT_URGENT").due_at == datetime(2026, 4, 8, 12, tzinfo=ZONE)
    compound.until(4, 8, 11, 25)
    found.act("go_on_site", inputs.GoOnSite("已责令停止"), "专业队员")
    visit = found.clock("EST_VISIT_URGENT")
    assert (visit.stopped_at, visit.is_overdue(compound.now)) == (compound.now, False)
    found.answer()
    assert Matter.objects.get(pk=found.pk).organ == compound.organs["office"]
    found.act("settle", inputs.Settle("已恢复原状"))
    assert found.state == "settled"
    assert journal.verify().findings == []


@pytest.mark.ref("CK51")
def test_the_worked_example_late(compound: Compound, works: Works) -> None:
    """One hour and 35 minutes late: counted, and proposed to the housing department."""
    found = refused_at_925(compound, works)
    compound.until(4, 9, 11)
    found.send()
    clock = found.clock("CK51")
    assert clock.is_overdue(compound.now)
    assert clock.stopped_at - clock.due_at == timedelta(hours=1, minutes=35)
    said = inputs.Propose(compound.organs["team"], found.finding, "迟报 1 小时 35 分")
    pk = compound.open("duty_referral", "propose", "队员", said)
    assert DutyReferral.objects.get(pk=pk).ground == "late"


def test_one_report_reaches_everybody_at_once(compound: Compound, works: Works) -> None:
    found = refused_at_925(compound, works)
    assert not sees(compound, "房管", found)
    assert not sees(compound, "业委会", found)
    found.send()
    for name in ("房管", "业委会", "居委", "队员", "专业队员", "经理", "总部", "局长"):
        assert sees(compound, name, found), name
    for name in ("别家经理", "别居委", "绿化", "邻队员"):
        assert not sees(compound, name, found), name
    receipts = found.report.receipts.order_by("pk")
    assert {row.organ.name for row in receipts} == {
        "榆街中队",
        "专业中队",
        "区房管局",
        "榆荫居委",
        "榆荫业委会",
    }
    assert {row.reached_at for row in receipts} == {compound.now}


def sees(compound: Compound, name: str, found: Found) -> bool:
    rows = lists.page(compound.actor(name), kind="finding").matters
    return found.pk in {matter.pk for matter in rows}


@pytest.mark.ref("ES08")
def test_each_organ_signs_once(compound: Compound, works: Works) -> None:
    """装修管理口径."""
    found = refused_at_925(compound, works)
    assert "acknowledge" not in open_to(compound, "居委", found)
    found.send()
    for name in ("居委", "房管", "业委会", "队员", "专业队员"):
        found.act("acknowledge", by=name)
        with pytest.raises((Refused, NotPermitted)):
            found.act("acknowledge", by=name)
    assert found.report.receipts.filter(acknowledged_at=None).count() == 0
    assert codes(found.act, "acknowledge", by="专业队长") == ["finding.nothing_to_sign"]
    for name in ("别居委", "绿化", "经理", "邻队员"):
        with pytest.raises(NotPermitted):
            found.act("acknowledge", by=name)


def open_to(compound: Compound, name: str, found: Found) -> set[str]:
    matter = Matter.objects.select_related("organ").get(pk=found.pk)
    told = available(matter, compound.actor(name), At.once(compound.now))
    return {offer.action.key for offer in told if offer.is_allowed}


@pytest.mark.ref("ES09")
def test_only_the_competent_body_acts(compound: Compound, works: Works) -> None:
    """沪物业规定 59."""
    found = refused_at_925(compound, works).send()
    visit = inputs.GoOnSite()
    for name in ("队员", "房管", "业委会", "居委"):
        with pytest.raises((Refused, NotPermitted)):
            found.act("go_on_site", visit, name)
    found.act("go_on_site", visit, "专业队员")


@pytest.mark.ref("ES10", "EST_VISIT")
def test_a_report_goes_to_the_other_body_once_then_the_section_rules(
    compound: Compound, works: Works
) -> None:
    """装修管理口径."""
    found = works.find("power").dissuade().refuse().send()
    assert found.report.competent == compound.organs["housing"]
    again = inputs.NotOurs("不属于我局职责")
    assert codes(found.act, "ask_ruling", again, "房管") == ["finding.return_it_first"]
    found.act("return_as_not_ours", again, "房管")
    assert found.report.competent == compound.organs["team"]
    assert found.clock("EST_VISIT").due_at == compound.now + timedelta(hours=24)
    assert found.clock("EST_VISIT").stopped_at is None, "the period of arrival runs on"
    assert codes(found.act, "return_as_not_ours", again, "队员") == ["finding.returned_before"]
    found.act("ask_ruling", again, "队员")
    housing = compound.organs["housing"]
    found.act("rule", inputs.RuleCompetence(housing, "属房管职责"), "业务科")
    assert codes(found.act, "ask_ruling", again, "房管") == ["finding.ruled_before"]
    found.act("go_on_site", inputs.GoOnSite(), "房管").answer("房管")
    assert found.report.returns.filter(ruled_at__isnull=False).get().to == housing


@pytest.mark.ref("ES11")
def test_a_breach_of_the_agreement_is_settled_by_it(compound: Compound, works: Works) -> None:
    """装修管理口径: no authority is told, and no clock runs."""
    found = works.find("people").dissuade().refuse()
    assert codes(found.send) == ["finding.breach_only"]
    assert Matter.objects.get(pk=found.pk).next_due_at is None
    found.act("settle_by_agreement", inputs.SettleByAgreement("补办出入证"))
    other = works.find("facade")
    settle = inputs.SettleByAgreement("x")
    assert codes(other.act, "settle_by_agreement", settle) == ["finding.not_breach"]


@pytest.mark.trap(70)
@pytest.mark.ref("ES07")
def test_nobody_wipes_what_he_found(compound: Compound, works: Works) -> None:
    """装修管理口径: another person, with a reason; and the finding stays on record."""
    found = works.find("facade")
    assert codes(found.act, "withdraw_finding", inputs.Withdraw("看错")) == ["finding.own_finding"]
    bare = inputs.Withdraw(" ")
    assert codes(found.act, "withdraw_finding", bare, "副经理") == ["finding.no_reason"]
    found.act("withdraw_finding", inputs.Withdraw("原有外窗，未拆改"), "副经理")
    assert found.state == "withdrawn"
    assert found.finding.description == "凿开承重墙一处"


@pytest.mark.trap(70)
def test_a_double_click_skips_no_stage(compound: Compound, works: Works) -> None:
    found = works.find("facade")
    version = Matter.objects.get(pk=found.pk).version
    said = {"matter": found.pk, "by": compound.actor("经理"), "version": version}
    at, data = At.once(compound.now), inputs.Dissuade("请停止")
    first = perform(action="dissuade", at=at, data=data, key="k", **said)
    again = perform(action="dissuade", at=at, data=data, key="k", **said)
    assert again.is_repeat
    assert first.version == again.version
    with pytest.raises(Conflict):
        perform(action="dissuade", at=at, data=data, key="other", **said)
    assert found.state == "dissuaded"


def test_a_report_happens_when_it_is_recorded(compound: Compound, works: Works) -> None:
    """No report is dated back to before its limit."""
    found = refused_at_925(compound, works)
    due = compound.now
    compound.until(4, 9, 12)
    with pytest.raises(BadMoment):
        found.act("report", inputs.Report("x"), at=At(due, compound.now, "补录", has_happened=True))


@pytest.mark.ref("ES12", "ES13", "DUTY_REPLY")
def test_a_missed_duty_goes_to_the_housing_department(compound: Compound, works: Works) -> None:
    """沪物业规定 59、87; 装修管理口径: proposed by one, sent by another, answered there."""
    found = refused_at_925(compound, works)
    said = inputs.Propose(compound.organs["team"], found.finding, "应报未报")
    propose = ("duty_referral", "propose", "队员", said)
    assert codes(compound.open, *propose) == ["referral.no_ground"]
    compound.until(4, 9, 9, 25)
    assert codes(compound.open, *propose) == ["referral.no_ground"], "at its end it is not late"
    compound.until(4, 9, 9, 26)
    pk = compound.open(*propose)
    assert DutyReferral.objects.get(pk=pk).ground == "unreported"
    assert codes(compound.open, *propose) == ["referral.referred_before"]
    compound.act(pk, "send", "队长")
    assert Matter.objects.get(pk=pk).next_due_at == datetime(2026, 5, 9, 23, 59, 59, tzinfo=ZONE)
    for name in ("经理", "总部", "居委", "绿化"):
        assert not lists.page(compound.actor(name), kind="duty_referral").matters, name
    compound.act(pk, "answer_referral", "房管", inputs.AnswerReferral("已约谈，计入信用。"))
    assert Matter.objects.get(pk=pk).state == "replied"


@pytest.mark.ref("ES13")
def test_who_proposes_does_not_send(compound: Compound, works: Works) -> None:
    """装修管理口径."""
    found = refused_at_925(compound, works)
    compound.until(4, 10, 9)
    said = inputs.Propose(compound.organs["team"], found.finding, "应报未报")
    pk = compound.open("duty_referral", "propose", "队长", said)
    assert codes(compound.act, pk, "send", "队长") == ["referral.own_proposal"]
    assert codes(compound.act, pk, "drop", "队长", inputs.Drop("x")) == ["referral.own_proposal"]
    compound.act(pk, "send", "业务科")


@pytest.mark.ref("ES15", "CK47")
def test_a_building_is_visited_before_the_answer(compound: Compound, works: Works) -> None:
    """沪拆违规定 7: an answer from the desk does not stop the period of arrival."""
    found = works.find("building", is_in_progress=True).dissuade().refuse().send()
    assert codes(found.answer, "队员") == ["finding.not_visited"]
    assert found.clock("CK47").stopped_at is None
    found.act("go_on_site", inputs.GoOnSite(), "队员").answer("队员")


@pytest.mark.ref("ES16")
def test_findings_lie_in_works_on_record(compound: Compound) -> None:
    """装修管理口径."""
    said = compound.declared(estate=None, brought="found")
    lost = Works(compound, compound.open("renovation", "take_in", "经理", said))
    assert codes(lost.find) == ["finding.works_ended"]
    ended = compound.registered()
    ended.act("void", inputs.Void("取消装修"))
    assert codes(ended.find) == ["finding.works_ended"]


@pytest.mark.ref("CK46", "CK47", "EST_VISIT", "EST_VISIT_URGENT")
def test_which_period_of_arrival_runs() -> None:
    """沪拆违规定 7; otherwise 装修管理口径."""
    for point in Point:
        building, bearing = point == Point.BUILDING, point in (Point.LOAD_BEARING, Point.SLAB)
        late = points.visit_clock(point, is_in_progress=False)
        now = points.visit_clock(point, is_in_progress=True)
        assert late == ("CK46" if building else "EST_VISIT")
        usual = "EST_VISIT_URGENT" if bearing else "EST_VISIT"
        assert now == ("CK47" if building else usual)


def test_whose_matter_a_point_is_on_a_day(compound: Compound) -> None:
    organs, estate = compound.organs, compound.estate

    def body(point: str, *day: int) -> str:
        return points.competent(estate, point, datetime(*day, tzinfo=ZONE)).organ.name

    assert body("load_bearing", 2025, 9, 30) == organs["team"].name
    assert body("load_bearing", 2025, 10, 1) == organs["special"].name
    assert body("building", 2026, 4, 8) == organs["team"].name
    assert body("hot_work", 2026, 4, 8) == organs["housing"].name
    assert points.item_of("hours", date(2026, 8, 14)) == "AY-A019-旧"
    assert points.item_of("hours", date(2026, 8, 15)) == "AY-A019"


def test_the_graphs_are_those_that_running_matters_keep() -> None:
    assert (FINDING.graph_hash, DUTY_REFERRAL.graph_hash) == (
        "01475ec1a8da0c28",
        "e2c7e4ceccf74d20",
    )
