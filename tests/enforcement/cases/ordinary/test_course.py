"""What acts do to periods, and what the record of one act opens or bars for the next."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.work import rules
from chengguan.core.work.acting import At
from chengguan.core.work.clocks import recount
from chengguan.core.work.errors import BadMoment, Refused, WrongState
from chengguan.core.work.models import ClockChange, Matter, MatterClock, MatterFinding
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import (
    Appraisal,
    Deferral,
    HearingRequest,
    Preservation,
    Remedy,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.enforcement.cases.ordinary.services_execution import ReceiptUsed
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.played import once

WHY = finding.EndOrPause(reason="当事人下落不明")


def clock(case: UUID, ref: str) -> MatterClock:
    """The running period of that row, or the last one."""
    rows = MatterClock.objects.filter(matter=case, ref=ref)
    return rows.filter(stopped_at=None).last() or rows.order_by("pk").last()


def running(case: UUID) -> set[str]:
    return set(
        MatterClock.objects.filter(matter=case, stopped_at=None).values_list("ref", flat=True)
    )


def days_moved(found: MatterClock) -> int:
    assert found.due_at is not None
    assert found.first_due_at is not None
    return (found.due_at - found.first_due_at).days


def commissioned(bureau: Bureau, case: UUID) -> int:
    asked = finding.CommissionAppraisal(kind="test", institution="检测站", question="是否超标")
    bureau.act(case, "commission_appraisal", asked)
    return Appraisal.objects.latest("pk").pk


def preserved(bureau: Bureau, case: UUID) -> int:
    things = (("手推车", "一辆", "蓝色"),)
    asked = finding.RequestPreservation(reason="可能转移", things=things)
    bureau.act(case, "request_preservation", asked)
    number = Preservation.objects.latest("pk").pk
    agreed = finding.ApprovePreservation(preservation=number)
    bureau.act(case, "approve_preservation", agreed, by=bureau.head)
    taken = finding.Preserve(
        preservation=number, officers=bureau.two, place="库房", signature="signed"
    )
    bureau.act(case, "preserve", taken)
    return number


def test_the_graph_is_the_one_that_running_cases_keep() -> None:
    """Whoever changes the graph says so here, and keeps the old one while cases run on it."""
    assert ORDINARY.graph_hash == "6e32c21a4e3aaf44"


# -- the period for deciding -----------------------------------------------------------------


@pytest.mark.trap(5)
@pytest.mark.ref("CK01", "CK02", "decide.appraisal_is_left_out")
def test_days_of_two_appraisals_that_overlap_are_left_out_once(bureau: Bureau) -> None:
    case = bureau.docketed()
    bureau.wait(days=1)
    first = commissioned(bureau, case)
    bureau.wait(days=4)
    second = commissioned(bureau, case)
    assert clock(case, "CK01").due_at is None
    bureau.wait(days=3)
    received = finding.ReceiveAppraisal(appraisal=first, result="超标")
    bureau.act(case, "receive_appraisal", received)
    assert clock(case, "CK01").due_at is None
    bureau.wait(days=2)
    bureau.act(case, "receive_appraisal", replace(received, appraisal=second))
    assert days_moved(clock(case, "CK01")) == 9


@pytest.mark.trap(13)
@pytest.mark.ref("CK01")
def test_a_suspension_moves_the_end_by_its_days(bureau: Bureau) -> None:
    case = bureau.docketed()
    bureau.wait(days=1)
    bureau.act(case, "suspend", WHY, by=bureau.head)
    assert (clock(case, "CK01").due_at, Matter.objects.get(pk=case).next_due_at) == (None, None)
    bureau.wait(days=30)
    bureau.act(case, "resume", WHY, by=bureau.head)
    assert days_moved(clock(case, "CK01")) == 30


@pytest.mark.ref("CK01")
def test_a_hearing_leaves_its_days_out_exactly(bureau: Bureau) -> None:
    case = lives.hearing(bureau)
    pause = ClockChange.objects.get(clock__matter=case)
    asked = HearingRequest.objects.get(case=case)
    assert pause.since == asked.requested_at
    assert days_moved(clock(case, "CK01")) == (pause.until.date() - pause.since.date()).days


@pytest.mark.trap(6)
@pytest.mark.ref("CK01", "HS02")
def test_an_extension_after_the_end_forgives_nothing(bureau: Bureau) -> None:
    """行政处罚法 60: recorded, and the case stays late."""
    case = bureau.docketed()
    first = clock(case, "CK01").first_due_at
    bureau.wait(days=100)
    extended = finding.Extend(days=30, reason="情况复杂")
    bureau.act(case, "extend", extended, by=bureau.head)
    late = clock(case, "CK01")
    assert (late.due_at, late.first_due_at) == (first, first)
    assert late.changes.count() == 1
    assert late.is_overdue(bureau.clock)


@pytest.mark.ref("CK01", "HS02", "HS02b")
def test_a_second_extension_is_discussed_while_the_case_is_investigated(bureau: Bureau) -> None:
    """住建部令55."""
    case = bureau.docketed()
    extended = finding.Extend(days=30, reason="情况复杂")
    bureau.act(case, "extend", extended, by=bureau.head)
    warned = bureau.act(case, "extend", replace(extended, days=60), by=bureau.head)
    assert [f.ref for f in warned.findings] == ["HS02b"]
    other = bureau.docketed()
    bureau.act(other, "extend", extended, by=bureau.head)
    held = bureau.discussion(purpose="extension")
    bureau.act(other, "discuss", held, by=bureau.leader_in_charge)
    agreed = bureau.act(other, "extend", replace(extended, days=60), by=bureau.head)
    assert agreed.findings == ()
    assert days_moved(clock(other, "CK01")) == 90
    again = bureau.refusals(other, "extend", extended, by=bureau.head)
    assert again["HS02"] == "extension.no_further"


@pytest.mark.trap(7)
@pytest.mark.ref("CK01")
def test_an_overdue_decision_is_taken_and_stays_late(bureau: Bureau) -> None:
    case = bureau.heard()
    bureau.wait(days=120)
    asked = deciding.SubmitDecision(opinion="建议按告知处罚")
    bureau.act(case, "submit_decision", asked)
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    assert bureau.state(case) == "decided"
    assert clock(case, "CK01").is_overdue(bureau.clock)


@pytest.mark.parametrize(
    ("action", "state"), [("withdraw_docketing", "withdrawn"), ("terminate", "terminated")]
)
@pytest.mark.ref("CK01")
def test_every_way_out_stops_every_period(bureau: Bureau, action: str, state: str) -> None:
    """Also with a notice served before, and an opinion not yet in."""
    case = lives.dust_announced(bureau)
    assert running(case) == {"CK01", "CK06", "CK08"}
    again = deciding.ReturnDecision(reason="补充")
    bureau.act(case, "reopen_investigation", again)
    commissioned(bureau, case)
    bureau.act(case, action, WHY, by=bureau.head)
    assert (bureau.state(case), running(case)) == (state, set())
    assert not ClockChange.objects.filter(clock__matter=case, until=None)
    assert clock(case, "CK01").due_at is not None
    assert verify().findings == []


@pytest.mark.ref("CK01", "CK05")
def test_what_goes_to_the_police_takes_the_preserved_things_along(bureau: Bureau) -> None:
    case = bureau.announced()
    bureau.act(case, "reopen_investigation", deciding.ReturnDecision(reason="补充"))
    number = preserved(bureau, case)
    bureau.transfer_approved(case)
    sent = moving.TransferToPolice(body="江北公安分局")
    bureau.act(case, "transfer_to_police", sent)
    assert running(case) == {"CK01"}
    row = Preservation.objects.get(pk=number)
    assert (row.disposal, row.disposal_note) == ("moved", "江北公安分局")


@pytest.mark.ref("CK05")
@pytest.mark.trap(3)
def test_each_preservation_has_its_own_seven_days(bureau: Bureau) -> None:
    """行政处罚法 56: a second one hides nothing of the first."""
    case = bureau.docketed()
    first = preserved(bureau, case)
    bureau.wait(days=12)
    second = preserved(bureau, case)
    release = finding.ReleasePreservation(preservation=second, disposal="returned")
    bureau.act(case, "release_preservation", release)
    assert running(case) == {"CK01", "CK05"}
    bureau.act(case, "release_preservation", replace(release, preservation=first))
    late = [c.is_overdue(bureau.clock) for c in MatterClock.objects.filter(ref="CK05")]
    assert late == [True, False]


@pytest.mark.ref("GD35")
def test_a_case_with_preserved_things_is_not_suspended(bureau: Bureau) -> None:
    """行政处罚法 56: the seven days know no suspension."""
    case = bureau.docketed()
    preserved(bureau, case)
    refused = bureau.refusals(case, "suspend", WHY, by=bureau.head)
    assert refused == {"GD35": "preservation.open"}


@pytest.mark.ref("GD25")
def test_a_check_before_the_time_is_over_finds_no_refusal(bureau: Bureau) -> None:
    """行政处罚法 28: what is to be done in ten days is not refused on the second."""
    case = bureau.docketed(party=bureau.shop, item_code=lives.SIGNBOARD)
    until = bureau.clock + timedelta(days=10)
    order = cases.OrderCorrection(requirement="十日内检测", correct_by=until)
    bureau.act(case, "order_correction", order)
    bureau.wait(days=1)
    lives.check(bureau, case, is_corrected=False, record="尚未检测")
    lives.prove(bureau, case)
    report = bureau.report(item_code=lives.SIGNBOARD, fine=200_000)
    assert bureau.refusals(case, "conclude", report) == {"GD25": "correction.no_refusal"}
    bureau.wait(days=10)
    lives.check(bureau, case, is_corrected=False, record="仍未检测")
    assert bureau.refusals(case, "conclude", report) == {}


@pytest.mark.trap(9)
@pytest.mark.ref("HS04")
def test_who_once_asked_or_inspected_approves_nothing(bureau: Bureau) -> None:
    """行政处罚法 43, 57: the head inspected himself, and asked for docketing."""
    case = bureau.begin()
    bureau.act(case, "inspect", bureau.inspection())
    asked = finding.RequestDocketing(evidence="笔录", proposal="立案")
    bureau.act(case, "request_docketing", asked, by=bureau.head)
    agreed = finding.Docket(opinion="同意", officers=bureau.two)
    refused = bureau.refusals(case, "docket", agreed, by=bureau.head)
    assert refused == {"HS04": "approval.own_case"}
    bureau.act(case, "docket", agreed, by=bureau.leader_in_charge)
    changed = finding.ChangeOfficers(officers=(bureau.colleague.pk, bureau.third.pk), reason="轮岗")
    bureau.act(case, "change_officers", changed, by=bureau.leader_in_charge)
    later = finding.Extend(days=30, reason="复杂")
    assert bureau.refusals(case, "extend", later, by=bureau.head)["HS04"] == "approval.own_case"


# -- notice, hearing, review -----------------------------------------------------------------


@pytest.mark.trap(2)
@pytest.mark.ref("GD18", "GD53", "CK06", "CK08")
def test_a_second_notice_with_the_right_wants_a_hearing_of_its_own(bureau: Bureau) -> None:
    """行政处罚法 63, 64: the first hearing answers the first request only."""
    case = lives.dust_announced(bureau)
    hear(bureau, case)
    bureau.act(case, "inform_again", bureau.notice(fine=4_000_000, may_request_hearing=True))
    asked = deciding.SubmitReview()
    refused = bureau.refusals(case, "submit_review", asked)
    assert refused == {"GD16": "hearing.still_to_hear", "GD53": "hearing.may_still_be_asked_for"}
    bureau.act(case, "request_hearing", deciding.RequestHearing(said="再次要求"))
    report = deciding.ReportHearing(report="照旧", opinion="照旧")
    refused = bureau.refusals(case, "report_hearing", report, by=bureau.reviewer)
    assert refused == {"HS03": "hearing.not_held"}
    given_up = deciding.WaiveHearing(said="撤回申请", papers=(bureau.photo(),))
    bureau.act(case, "withdraw_hearing", given_up)
    assert bureau.state(case) == "informed"
    bureau.act(case, "hear", bureau.defence())
    assert bureau.refusals(case, "submit_review", asked) == {}
    assert verify().findings == []


def hear(bureau: Bureau, case: UUID) -> None:
    bureau.act(case, "request_hearing", deciding.RequestHearing(said="要求听证"))
    notice = deciding.NotifyHearing(
        hold_at=bureau.clock + timedelta(days=21),
        place="听证室",
        host=bureau.reviewer.pk,
        recorder=bureau.second_reviewer.pk,
    )
    bureau.act(case, "notify_hearing", notice, by=bureau.reviewer)
    bureau.clock = notice.hold_at
    held = deciding.HoldHearing(is_attended=True, minutes="质证", signature="signed")
    bureau.act(case, "hold_hearing", held, by=bureau.reviewer)
    refused = bureau.refusals(case, "hold_hearing", held, by=bureau.reviewer)
    assert refused == {"HS03": "hearing.held_already"}
    report = deciding.ReportHearing(report="清楚", opinion="照告知")
    bureau.act(case, "report_hearing", report, by=bureau.reviewer)


@pytest.mark.ref("GD21", "GD24")
def test_a_review_or_discussion_before_the_hearing_counts_no_more(bureau: Bureau) -> None:
    """行政处罚法 57.2, 58."""
    case = lives.dust_announced(bureau)
    bureau.act(case, "hear", bureau.defence())
    bureau.act(case, "waive_hearing", deciding.WaiveHearing(said="放弃", papers=(bureau.photo(),)))
    bureau.act(case, "submit_review", deciding.SubmitReview())
    passed = deciding.PassReview(opinion="同意")
    bureau.act(case, "pass_review", passed, by=bureau.second_reviewer)
    bureau.act(case, "discuss", bureau.discussion(), by=bureau.leader_in_charge)
    back = deciding.ReturnDecision(reason="再核")
    bureau.act(case, "return_decision", back, by=bureau.leader_in_charge)
    hear(bureau, case)
    asked = deciding.SubmitDecision(opinion="照旧")
    refused = bureau.refusals(case, "submit_decision", asked)
    assert refused == {"GD21": "review.due", "GD23": "review.due"}
    bureau.act(case, "submit_review", deciding.SubmitReview())
    bureau.act(case, "pass_review", passed, by=bureau.second_reviewer)
    decision = bureau.penalty(item_code=lives.DUST, fine=5_000_000)
    refused = bureau.refusals(case, "decide", decision, by=bureau.leader_in_charge)
    assert refused == {"GD24": "discussion.due"}


@pytest.mark.ref("GD06")
def test_an_open_recusal_is_ruled_on_before_the_decision(bureau: Bureau) -> None:
    """行政处罚法 43."""
    case = bureau.heard()
    asked = cases.RequestRecusal(officer=bureau.head.pk, is_by_party=True, reason="亲属")
    bureau.act(case, "request_recusal", asked)
    bureau.act(case, "submit_decision", deciding.SubmitDecision(opinion="照告知"))
    waiting = bureau.refusals(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    assert waiting == {"GD06": "officers.recusal_open"}
    ruling = cases.RuleOnRecusal(officer=bureau.head.pk, is_granted=True)
    bureau.act(case, "rule_on_recusal", ruling, by=bureau.leader_in_charge)
    refused = bureau.refusals(case, "decide", bureau.penalty(), by=bureau.head)
    assert refused == {"GD06": "officers.recused"}
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)


@pytest.mark.ref("HS09")
def test_a_report_whose_fine_contradicts_its_band_is_refused(bureau: Bureau) -> None:
    """行政处罚法 34: 500 yuan of 100 to 1,000 is no light penalty; with its own band it goes on."""
    case = bureau.investigated()
    light = bureau.report(band="light")
    assert bureau.refusals(case, "conclude", light)["HS09"] == "decision.outside_its_band"
    bureau.act(case, "conclude", bureau.report(band="ordinary"))


@pytest.mark.trap(8)
@pytest.mark.ref("GD18")
def test_a_hearing_asked_for_without_having_been_offered_is_taken_down(bureau: Bureau) -> None:
    """行政处罚法 63: it had happened; whoever was not told is never late."""
    case = bureau.announced()
    moment, bureau.clock = bureau.clock + timedelta(hours=1), bureau.clock + timedelta(hours=9)
    late = At(moment, bureau.clock, "当时未录入", has_happened=True)
    bureau.act(case, "request_hearing", deciding.RequestHearing(said="要求听证"), at=late)
    assert HearingRequest.objects.get(case=case).is_in_time
    assert [f.ref for f in MatterFinding.objects.filter(matter=case)] == ["GD18"]


# -- money -----------------------------------------------------------------------------------


@once
def served(bureau: Bureau) -> UUID:
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    return case


@pytest.mark.ref("CK12")
def test_a_reversed_payment_lets_the_days_run_again(bureau: Bureau) -> None:
    """行政处罚法 67.3: from their first day, so that lateness is not forgotten."""
    case = served(bureau)
    due = clock(case, "CK12").due_at
    bureau.wait(days=2)
    bureau.pay(case, 50000)
    assert "CK12" not in running(case)
    bureau.wait(days=20)
    number = TreasuryReceipt.objects.get(case=case)
    reverse = executing.ReverseReceipt(receipt=number.pk, reason="退汇")
    bureau.act(case, "reverse_payment", reverse, by=bureau.head)
    again = clock(case, "CK12")
    assert (again.stopped_at, again.due_at) == (None, due)
    assert again.is_overdue(bureau.clock)
    same = bureau.receipt(50000, receipt_number=number.receipt_number)
    bureau.act(case, "record_payment", same)
    assert "CK12" not in running(case)


@pytest.mark.ref("CK12", "HS03")
def test_only_the_fine_stops_the_days_for_the_fine(bureau: Bureau) -> None:
    """行政处罚法 67.3."""
    case = served(bureau)
    bureau.wait(days=60)
    lives.impose(bureau, case)
    bureau.pay(case, 50000, purpose="added_fine")
    assert "CK12" in running(case)
    bureau.pay(case, 50000)
    assert "CK12" not in running(case)


def test_a_receipt_counts_in_one_case(bureau: Bureau) -> None:
    one = served(bureau)
    bureau.pay(one, 100, receipt_number="沪财 7")
    other = bureau.begin(spot="西路 3 号")
    bureau.act(other, "inspect", bureau.inspection())
    two = lives.correction_refused(bureau)
    assert two != other
    third = bureau.decided_ordinarily(spot="南路 9 号")
    bureau.act(third, "serve", bureau.service())
    with pytest.raises(ReceiptUsed):
        bureau.pay(third, 100, receipt_number="沪财 7")


@pytest.mark.trap(11)
@pytest.mark.ref("PAY_PLAN", "GD69")
def test_each_instalment_has_its_day_and_the_case_closes(bureau: Bureau) -> None:
    """行政处罚法 66.2."""
    case = served(bureau)
    today = bureau.clock.date()
    plan = ((today + timedelta(days=30), 20000), (today + timedelta(days=61), 30000))
    asked = executing.RequestDeferral(kind="instalments", hardship="停工", instalments=plan)
    bureau.act(case, "request_deferral", asked)
    deferral = Deferral.objects.get(case=case).pk
    ruling = executing.RuleOnDeferral(deferral=deferral, is_granted=True, opinion="同意")
    bureau.act(case, "rule_on_deferral", ruling, by=bureau.head)
    assert running(case) == {"CK30", "CK36", "PAY_PLAN"}
    assert (
        rules.ZONE.fromutc(clock(case, "PAY_PLAN").due_at.replace(tzinfo=rules.ZONE)).date()
        == (plan[0][0])
    )
    bureau.wait(days=45)
    assert clock(case, "PAY_PLAN").is_overdue(bureau.clock)
    bureau.pay(case, 20000)
    assert not clock(case, "PAY_PLAN").is_overdue(bureau.clock)
    bureau.pay(case, 30000)
    assert running(case) == {"CK30", "CK36"}
    bureau.close(case)
    assert [c.is_overdue(bureau.clock) for c in MatterClock.objects.filter(ref="PAY_PLAN")] == [
        True,
        False,
    ]


@pytest.mark.ref("GD72a", "GD69")
def test_a_fine_paid_late_is_still_added_to(bureau: Bureau) -> None:
    """行政处罚法 72.1(1)."""
    case = served(bureau)
    bureau.wait(days=20)
    bureau.pay(case, 50000)
    lives.impose(bureau, case)
    refused = bureau.refusals(
        case, "request_closing", executing.RequestClosing(way="performed", summary="已缴")
    )
    assert refused == {"HS06": "close.not_paid"}
    bureau.pay(case, lives.executed(bureau, case).owed, purpose="added_fine")
    bureau.close(case)


@pytest.mark.ref("GD51", "CK16", "GD72a", "GD69")
def test_a_revoked_decision_is_owed_no_more_and_withdrawn(bureau: Bureau) -> None:
    """行政处罚法 48.2, 73."""
    case = served(bureau)
    bureau.act(case, "disclose", executing.Disclose(where="网站"))
    filed = executing.RecordRemedy(kind="lawsuit", filed_at=bureau.clock, body="法院")
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=40)
    result = executing.RecordRemedyResult(remedy=Remedy.objects.get().pk, result="revoked")
    bureau.act(case, "record_remedy_result", result)
    assert running(case) == {"CK16", "CK30", "CK36"}
    added = executing.ImposeAddedFine(until_on=bureau.clock.date())
    refused = bureau.refusals(case, "impose_added_fine", added, by=bureau.head)
    assert refused == {"GD72a": "added_fine.not_late"}
    ended = executing.RequestClosing(way="revoked", summary="判决撤销")
    bureau.act(case, "request_closing", ended)
    agreed = executing.RuleOnClosing(opinion="同意")
    refused = bureau.refusals(case, "close", agreed, by=bureau.head)
    assert refused == {"GD51": "disclosure.to_withdraw"}
    withdrawn = executing.Disclose(where="网站", retract_reason="判决撤销")
    bureau.act(case, "disclose", withdrawn)
    bureau.act(case, "close", agreed, by=bureau.head)
    assert running(case) == set()


@pytest.mark.trap(3)
@pytest.mark.ref("GD61a", "CK09", "CK11")
def test_publishing_twice_begins_nothing_anew(bureau: Bureau) -> None:
    """沪城管执法条例 25: sixty days since the first notice."""
    case = bureau.decided_ordinarily()
    posted = executing.PublishService(reason="两次上门无人，邮寄退回", places="公告栏")
    bureau.act(case, "publish_service", posted)
    stopped = clock(case, "CK09").stopped_at
    bureau.wait(days=40)
    bureau.act(case, "publish_service", posted)
    assert clock(case, "CK09").stopped_at == stopped
    bureau.wait(days=15)
    by_notice = bureau.service(method="public_notice", receiver="")
    refused = bureau.refusals(case, "serve", by_notice)
    assert refused == {"GD61a": "service.notice_still_runs"}
    bureau.wait(days=8)
    by_notice = bureau.service(method="public_notice", receiver="")
    bureau.act(case, "serve", by_notice)
    assert running(case) == {"CK12", "CK30", "CK36"}


@pytest.mark.trap(3)
def test_nothing_is_archived_twice(bureau: Bureau) -> None:
    case = lives.small_fine(bureau)
    filed = executing.MakeArchive(retention="thirty", title="某案")
    with pytest.raises(WrongState):
        bureau.act(case, "archive", filed)


@pytest.mark.trap(8)
@pytest.mark.ref("CK12", "CK30")
def test_service_entered_a_week_later_counts_from_its_own_day(bureau: Bureau) -> None:
    """行政处罚法 61, 67.3."""
    case = bureau.decided_ordinarily()
    moment = bureau.clock + timedelta(days=1)
    bureau.clock += timedelta(days=8)
    data = bureau.service(served_at=moment)
    with pytest.raises(BadMoment):
        bureau.act(case, "serve", data, at=At(moment, bureau.clock))
    bureau.act(case, "serve", data, at=At(moment, bureau.clock, "外出"))
    assert clock(case, "CK12").started_at == moment


def test_every_due_date_is_reproduced_by_its_explanation(bureau: Bureau) -> None:
    for live in lives.LIVES[2:5]:
        live(bureau)
        bureau.wait(days=1)
    for found in MatterClock.objects.all():
        copy = MatterClock(ref=found.ref, started_at=found.started_at)
        assert recount(copy, rules.current(), found.changes.all()).moment == found.due_at


def test_a_refused_act_leaves_nothing(bureau: Bureau) -> None:
    case = bureau.docketed()
    before = Matter.objects.get(pk=case).version
    with pytest.raises(Refused):
        bureau.act(case, "conclude", bureau.report())
    assert Matter.objects.get(pk=case).version == before
    assert verify().findings == []
