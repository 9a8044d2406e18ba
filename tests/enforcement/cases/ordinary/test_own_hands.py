"""Who had a hand in a case, who was told to withdraw, and what counts as proof."""

import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.lawbook.evidence import Proof
from chengguan.core.org.models import Person
from chengguan.core.work.acting import At
from chengguan.core.work.handling import HandOver
from chengguan.core.work.models import Matter, MatterClock, MatterFinding
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import (
    CaseOfficer,
    CorrectionOrder,
    Deferral,
    Preservation,
    Reinspection,
)
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts, facts
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau

OWN = {"HS04": "approval.own_case"}
REASON = finding.EndOrPause(reason="查明没有违法事实")
THINGS = (("手推车", "一辆", ""),)


def known(bureau: Bureau, case: UUID, by: Person | None = None) -> OrdinaryFacts:
    matter = Matter.objects.select_related("organ").get(pk=case)
    return facts(matter, At.once(bureau.clock), bureau.actor(by))


def refused_to_the_head(bureau: Bureau, case: UUID, action: str, data: object) -> dict[str, str]:
    return bureau.refusals(case, action, data, by=bureau.head)


# -- own report, own approval ----------------------------------------------------------------


@pytest.mark.ref("HS04")
def test_whoever_asks_for_a_preservation_does_not_approve_it(bureau: Bureau) -> None:
    """行政处罚法 43, 56, 57: a head of a team may take every act of an officer; then it is his."""
    case = bureau.docketed()
    asked = finding.RequestPreservation(reason="可能转移", things=THINGS)
    bureau.act(case, "request_preservation", asked, by=bureau.head)
    number = Preservation.objects.get(case=case).pk
    agreed = finding.ApprovePreservation(preservation=number)
    assert refused_to_the_head(bureau, case, "approve_preservation", agreed) == OWN
    bureau.act(case, "approve_preservation", agreed, by=bureau.leader_in_charge)


@pytest.mark.ref("HS04")
@pytest.mark.parametrize("act", ["conclude", "order_correction", "sample"])
def test_whoever_took_an_act_of_the_officers_approves_nothing(bureau: Bureau, act: str) -> None:
    """行政处罚法 43, 57."""
    case = bureau.investigated()
    said = {
        "conclude": bureau.report(),
        "order_correction": bureau.correction(),
        "sample": finding.Sample(
            officers=bureau.two, things="小广告", quantity="两张", method="随机", signature="signed"
        ),
    }
    bureau.act(case, act, said[act], by=bureau.head)
    if act != "conclude":
        bureau.act(case, "conclude", bureau.report())
    agreed = finding.RuleOnReport(opinion="同意")
    assert refused_to_the_head(bureau, case, "approve_report", agreed) == OWN
    bureau.act(case, "approve_report", agreed, by=bureau.leader_in_charge)


@pytest.mark.ref("HS04")
def test_whoever_asks_for_a_deferral_does_not_grant_it(bureau: Bureau) -> None:
    """行政处罚法 43, 66."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    day = bureau.clock.date() + timedelta(days=10)
    asked = executing.RequestDeferral(kind="defer", hardship="停工", instalments=((day, 50000),))
    bureau.act(case, "request_deferral", asked, by=bureau.head)
    again = bureau.refusals(case, "request_deferral", asked)
    assert again == {"HS03": "deferral.open_already"}
    ruling = executing.RuleOnDeferral(
        deferral=Deferral.objects.get(case=case).pk, is_granted=True, opinion="同意"
    )
    assert refused_to_the_head(bureau, case, "rule_on_deferral", ruling) == OWN
    bureau.act(case, "rule_on_deferral", ruling, by=bureau.leader_in_charge)


@pytest.mark.ref("HS04")
def test_rulings_make_nobody_an_officer_of_the_case(bureau: Bureau) -> None:
    """行政处罚法 57: the head who docketed and approved the report is no investigator by that."""
    case = bureau.announced()
    assert bureau.head.pk not in known(bureau, case).investigation.ever_officers


@pytest.mark.ref("HS04")
@pytest.mark.parametrize("action", ["terminate", "withdraw_docketing"])
def test_nobody_ends_his_own_case(bureau: Bureau, action: str) -> None:
    """行政处罚法 43, 54."""
    case = bureau.docketed()
    bureau.act(case, "order_correction", bureau.correction(), by=bureau.head)
    assert refused_to_the_head(bureau, case, action, REASON) == OWN
    bureau.act(case, action, REASON, by=bureau.leader_in_charge)


# -- recusal ---------------------------------------------------------------------------------


def recused(bureau: Bureau, case: UUID, officer: Person) -> None:
    asked = cases.RequestRecusal(officer=officer.pk, is_by_party=True, reason="邻居")
    bureau.act(case, "request_recusal", asked)
    ruling = cases.RuleOnRecusal(officer=officer.pk, is_granted=True)
    bureau.act(case, "rule_on_recusal", ruling, by=bureau.head)


@pytest.mark.ref("GD06", "GD01")
def test_whoever_is_told_to_withdraw_lays_the_case_down(bureau: Bureau) -> None:
    """行政处罚法 42, 43: with one officer left a head names another before it goes on."""
    case = bureau.investigated()
    recused(bureau, case, bureau.colleague)
    handling = CaseOfficer.objects.filter(case=case, until=None)
    assert list(handling.values_list("person", flat=True)) == [bureau.officer.pk]
    desk = Matter.objects.get(pk=case).assignments.filter(until=None)
    assert not desk.filter(person=bureau.colleague).exists()
    assert desk.filter(role="team_head").exists()
    piece = bureau.evidence("conduct", officers=(bureau.officer.pk, bureau.third.pk))
    barred = bureau.refusals(case, "collect_evidence", piece, by=bureau.colleague)
    assert barred == {"GD06": "officers.recused"}
    too_few = bureau.refusals(case, "conclude", bureau.report())
    assert too_few == {"GD01": "officers.fewer_than_two_fit"}
    named = finding.ChangeOfficers(officers=(bureau.officer.pk, bureau.third.pk), reason="回避")
    bureau.act(case, "change_officers", named, by=bureau.head)
    bureau.act(case, "conclude", bureau.report())


@pytest.mark.ref("GD06")
def test_a_request_that_is_turned_down_changes_nothing(bureau: Bureau) -> None:
    """行政处罚法 43."""
    case = bureau.investigated()
    asked = cases.RequestRecusal(officer=bureau.colleague.pk, is_by_party=True, reason="邻居")
    bureau.act(case, "request_recusal", asked)
    ruling = cases.RuleOnRecusal(officer=bureau.colleague.pk, is_granted=False)
    bureau.act(case, "rule_on_recusal", ruling, by=bureau.head)
    bureau.act(case, "conclude", bureau.report(), by=bureau.colleague)


@pytest.mark.ref("GD06")
def test_between_report_and_ruling_somebody_may_still_be_challenged(bureau: Bureau) -> None:
    """行政处罚法 43: also while the report waits for the head."""
    case = bureau.investigated()
    bureau.act(case, "conclude", bureau.report())
    recused(bureau, case, bureau.colleague)


@pytest.mark.ref("GD06")
def test_nothing_is_handed_over_to_whoever_was_told_to_withdraw(bureau: Bureau) -> None:
    """行政处罚法 43."""
    case = bureau.docketed()
    recused(bureau, case, bureau.colleague)
    back = HandOver(bureau.officer, bureau.colleague, "调离")
    refused = bureau.refusals(case, "hand_over", back, by=bureau.head)
    assert refused == {"GD06": "officers.successor_recused"}
    bureau.act(case, "hand_over", HandOver(bureau.officer, bureau.third, "调离"), by=bureau.head)


# -- what counts as proof --------------------------------------------------------------------


@pytest.mark.ref("GD01", "GD02", "GD32")
@pytest.mark.parametrize(
    ("alone", "shown", "counts"), [(False, True, True), (True, True, False), (False, False, False)]
)
def test_an_inspection_proves_what_two_saw_who_showed_their_certificates(
    bureau: Bureau, alone: bool, shown: bool, counts: bool
) -> None:
    """行政处罚法 42, 46.3, 55: taken down as it happened, with its finding; it proves nothing."""
    case = bureau.begin()
    officers = bureau.two[:1] if alone else bureau.two
    at = bureau.clock
    seen = bureau.inspection(officers=officers, certificates_shown_at=at if shown else None)
    bureau.wait(days=1)
    told = At(at, bureau.clock, "补录", has_happened=True)
    bureau.act(case, "inspect", seen, at=told)
    found = known(bureau, case)
    assert (Proof.INSPECTION in found.investigation.held) == counts
    assert found.scene.has_record == counts
    assert MatterFinding.objects.filter(matter=case).exists() != counts


@pytest.mark.ref("GD01", "GD02", "GD32")
@pytest.mark.parametrize(
    "changed", [{}, {"officers": 1}, {"rights_told_at": None}, {"certificates_shown_at": None}]
)
def test_an_interview_proves_what_was_asked_lawfully(bureau: Bureau, changed) -> None:
    """行政处罚法 42, 46.3, 55."""
    case = bureau.docketed()
    if "officers" in changed:
        changed = {"officers": bureau.two[:1]}
    at = bureau.clock + timedelta(minutes=5)
    asked = replace(bureau.interview(certificates_shown_at=at, ended_at=at), **changed)
    asked = replace(asked, ended_at=at + timedelta(minutes=9))
    bureau.wait(days=1)
    bureau.act(case, "interview", asked, at=At(at, bureau.clock, "补录", has_happened=True))
    found = known(bureau, case).investigation
    assert found.is_party_interviewed == (not changed)


@pytest.mark.ref("GD32")
def test_typed_words_serve_no_point_of_the_standard(bureau: Bureau) -> None:
    """行政处罚法 40, 46: not even recorded as it happened."""
    case = bureau.docketed()
    at = bureau.clock
    bureau.wait(days=1)
    bare = bureau.evidence("conduct", originals=())
    bureau.act(case, "collect_evidence", bare, at=At(at, bureau.clock, "补录", has_happened=True))
    assert known(bureau, case).investigation.served == frozenset()
    bureau.act(case, "collect_evidence", bureau.evidence("conduct"))
    assert known(bureau, case).investigation.served == {"conduct"}


# -- papers, commissions, checks, other cases ------------------------------------------------


@pytest.mark.ref("GD01")
def test_papers_name_those_who_sampled_and_preserved(bureau: Bureau) -> None:
    """行政处罚法 42, 55, 56: not whoever handles the case."""
    case, there = bureau.docketed(), (bureau.officer.pk, bureau.third.pk)
    taken = finding.Sample(
        officers=there, things="小广告", quantity="两张", method="随机", signature="signed"
    )
    bureau.act(case, "sample", taken)
    asked = finding.RequestPreservation(reason="可能转移", things=THINGS)
    bureau.act(case, "request_preservation", asked)
    number = Preservation.objects.get(case=case).pk
    agreed = finding.ApprovePreservation(preservation=number)
    bureau.act(case, "approve_preservation", agreed, by=bureau.head)
    kept = finding.Preserve(preservation=number, officers=there, place="库房", signature="signed")
    bureau.act(case, "preserve", kept)
    for key in ("sampling_record", "preservation_notice", "preservation_list"):
        paper = json.loads(CasePaper.objects.get(matter=case, key=key).snapshot)["fields"]
        assert [name for name, _number in paper["officers"]] == ["甲队员", "丙队员"]


@pytest.mark.trap(6, 7)
@pytest.mark.ref("CK01", "HS02")
def test_a_commission_of_long_ago_leaves_its_finding(bureau: Bureau) -> None:
    """行政处罚法 60: on day 120 an appraisal "commissioned on day 3" needs its letter, and the
    lateness that had come about is found."""
    case = bureau.docketed()
    then = bureau.wait(days=3)
    bureau.wait(days=117)
    asked = finding.CommissionAppraisal(kind="test", institution="检测站", question="是否超标")
    told = At(then, bureau.clock + timedelta(minutes=5), "漏录")
    letter = replace(asked, letters=(bureau.photo(),))
    assert bureau.refusals(case, "commission_appraisal", asked, at=told) == {
        "HS02": "appraisal.told_too_late",
        "HS03": "appraisal.no_letter",
    }
    happened = At(then, bureau.clock + timedelta(minutes=9), "漏录", has_happened=True)
    assert "HS03" in bureau.refusals(case, "commission_appraisal", asked, at=happened)
    bureau.act(case, "commission_appraisal", letter, at=happened)
    assert MatterFinding.objects.filter(matter=case, ref="HS02").count() == 1
    assert MatterClock.objects.get(matter=case, ref="CK01").first_due_at < bureau.clock


@pytest.mark.trap(6, 7)
@pytest.mark.ref("CK01", "HS02", "HS03")
def test_a_hearing_asked_for_long_ago_leaves_its_finding(bureau: Bureau) -> None:
    """行政处罚法 60, 64(1): entered when the days for deciding are over, a request of before wants
    its paper, and the lateness that had come about is found."""
    case = lives.dust_announced(bureau)
    then = bureau.wait(days=2)
    bureau.wait(days=118)
    asked = deciding.RequestHearing(said="要求听证")
    told = At(then, bureau.clock + timedelta(minutes=5), "漏录")
    assert bureau.refusals(case, "request_hearing", asked, at=told) == {
        "HS02": "hearing.told_too_late",
        "HS03": "hearing.no_application",
    }
    happened = At(then, bureau.clock + timedelta(minutes=9), "漏录", has_happened=True)
    assert "HS03" in bureau.refusals(case, "request_hearing", asked, at=happened)
    shown = replace(asked, papers=(bureau.photo(),))
    assert "HS02" in bureau.refusals(case, "request_hearing", shown, at=told)
    bureau.act(case, "request_hearing", shown, at=happened)
    assert MatterFinding.objects.filter(matter=case, ref="HS02").count() == 1
    assert MatterClock.objects.get(matter=case, ref="CK01").first_due_at < bureau.clock


@pytest.mark.ref("HS03")
def test_a_check_belongs_to_the_order_that_stood_then(bureau: Bureau) -> None:
    """行政处罚法 28."""
    case = bureau.docketed()
    bureau.act(case, "order_correction", bureau.correction())
    then = bureau.wait(days=1)
    bureau.wait(days=1)
    bureau.act(case, "order_correction", bureau.correction())
    bureau.wait(days=1)
    seen = finding.Reinspect(
        officers=bureau.two, is_corrected=False, record="没有改正", signature="signed"
    )
    bureau.act(case, "reinspect", seen, at=At(then, bureau.clock, "补录"))
    first = CorrectionOrder.objects.filter(case=case).order_by("pk")[0]
    assert Reinspection.objects.get().order == first


@pytest.mark.ref("HS05")
def test_no_case_goes_into_one_that_is_decided(bureau: Bureau) -> None:
    """行政处罚法 54: nor into one of another party."""
    case, open_ = bureau.docketed(), bureau.docketed()
    other = bureau.docketed(party=bureau.shop)
    done = bureau.decided_ordinarily(spot="东路 11 号")
    number = {one: Matter.objects.get(pk=one).number for one in (open_, other, done)}
    for target in (other, done):
        said = finding.Join(number=number[target], reason="同一违法行为")
        refused = refused_to_the_head(bureau, case, "join", said)
        assert refused == {"HS05": "course.cannot_join"}
    said = finding.Join(number=number[open_], reason="同一违法行为")
    bureau.act(case, "join", said, by=bureau.head)
