"""An ordinary case that began in another system stands where it stood."""

import csv
import io
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest

from chengguan.core.exchange import services
from chengguan.core.exchange.models import Job
from chengguan.core.pages.shapes import FactGroup
from chengguan.core.work import steps
from chengguan.core.work.act import Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.available import available
from chengguan.core.work.models import Assignment, Matter, MatterClock, MatterFinding
from chengguan.core.work.page import histories
from chengguan.enforcement.cases.models import (
    AdoptedDebt,
    CaseOfficer,
    Deferral,
    PenaltyDecision,
)
from chengguan.enforcement.cases.ordinary import guards_execution as its
from chengguan.enforcement.cases.ordinary import inputs_adopted as adopted
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary.procedures import TAKING_OVER
from chengguan.enforcement.cases.panels import panels as of_the_page
from tests.enforcement.cases.ordinary import at_hand
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.ordinary.lives import executed
from tests.enforcement.cases.street import LEAFLETS, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

STATES = [action.move.target for action in TAKING_OVER]
USUAL = {
    "原案号": "旧-1",
    "程序": "普通程序",
    "环节": "调查取证",
    "承办单位": "东路队",
    "发现人": "甲队员",
    "协办人": "乙队员",
    "当事人": "某摊主",
    "案由": LEAFLETS,
    "发现时间": "2026-08-03 09:00",
    "违法地点": "东路 10 号门前",
    "违法事实": "张贴小广告六十张",
    "立案批准时间": "2026-08-05 10:00",
    "告知送达时间": "2026-09-01 10:00",
    "告知听证权": "否",
    "决定时间": "2026-09-10 10:00",
    "交付时间": "2026-09-11 10:00",
    "罚款": "500",
}


LEADS_ON = {
    "verifying": "request_docketing",
    "to_docket": "docket",
    "investigating": "conclude",
    "to_transfer": "recall_transfer",
    "transferring": "recall_transfer",
    "with_police": "record_police_answer",
    "concluded": "redo_adopted",
    "informing": "reopen_investigation",
    "informed": "reopen_investigation",
    "reviewing": "redo_adopted",
    "to_decide": "redo_adopted",
    "decided": "bring_decision",
    "executing": "request_closing",
    "execution_suspended": "resume_execution",
    "to_close": "return_closing",
    "closed": "bring_decision",
}
"""In every state an act that goes on, here and now, from where the case was taken over."""


def bring(**said: str) -> Job:
    text = io.StringIO()
    row = USUAL | said
    csv.writer(text).writerows([row.keys(), row.values()])
    job = services.receive(
        io.BytesIO(text.getvalue().encode()), name="案件.csv", key="cases", by=None, at=NOON
    )
    services.start(job, at=NOON, queued=False)
    while (job := services.advance(job.pk, at=NOON, queued=False)).is_at_work:
        pass
    return job


def panels(matter: Matter, actor: Actor) -> list[FactGroup]:
    steps.load([matter], NOON)
    return of_the_page(matter, actor)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.key)
def test_a_case_is_taken_over_in_every_open_state_and_its_page_opens(bureau, state) -> None:
    job = bring(环节=state.title)
    assert (job.created, job.bad) == (1, 0)
    matter = Matter.objects.get(kind="case")
    assert (matter.procedure, matter.state) == ("case.ordinary", state.key)
    officer = bureau.actor()
    assert panels(matter, officer)
    assert "不作为办理依据" in histories(officer, matter, NOON)[0].title
    assert not PenaltyDecision.objects.exists()
    assert not MatterFinding.objects.exists()
    people = (bureau.officer, bureau.head, bureau.reviewer, bureau.leader_in_charge)
    leading = {
        one.action.key
        for person in people
        for one in available(matter, bureau.actor(person), At.once(NOON))
        if one.is_allowed
    }
    assert LEADS_ON[state.key] in leading


@pytest.mark.parametrize(
    ("state", "said", "clocks"),
    [
        ("立案前核查", {}, {"CK03": "08-03"}),
        ("调查取证", {}, {"CK01": "08-05"}),
        ("已告知", {}, {"CK01": "08-05", "CK08": "09-01"}),
        ("已告知", {"告知听证权": "是"}, {"CK01": "08-05", "CK08": "09-01", "CK06": "09-01"}),
        ("已决定待送达", {}, {"CK09": "09-10"}),
        ("执行中", {}, {"CK12": "09-11", "CK30": "09-11", "CK36": "09-11"}),
        ("执行中", {"罚款": "0"}, {"CK30": "09-11", "CK36": "09-11"}),
        ("已结案待归档", {}, {}),
    ],
)
def test_its_periods_run_from_the_moments_told(bureau, state, said, clocks) -> None:
    """行政处罚法 45, 60, 61, 64, 67; 行政复议法 20; 行政诉讼法 46."""
    bring(环节=state, **said)
    running = MatterClock.objects.values_list("ref", "started_at")
    assert {ref: f"{moment:%m-%d}" for ref, moment in running} == clocks


@pytest.mark.parametrize(
    ("state", "person", "role"),
    [("调查取证", "甲队员", ""), ("待负责人决定", None, "team_head"), ("法制审核", None, "legal")],
)
def test_it_lies_with_whoever_acts_next(bureau, state, person, role) -> None:
    bring(环节=state)
    desk = Assignment.objects.get(until=None)
    assert (desk.person and desk.person.name) == person
    assert desk.role.startswith(role)
    assert set(CaseOfficer.objects.values_list("person", flat=True)) == set(bureau.two)


@pytest.mark.parametrize("state", ["执行中", "中止执行"])
def test_what_it_owes_is_owed_until_receipts_are_recorded_here(bureau: Bureau, state) -> None:
    """行政处罚法 47, 67, 72: told sums are shown; what was paid elsewhere wants its receipt."""
    bring(环节=state, 罚款="500", 已缴金额="200")
    case = Matter.objects.get(kind="case").pk
    debt = AdoptedDebt.objects.get(case=case)
    assert (debt.fine, debt.told_paid) == (50_000, 20_000)
    done = executed(bureau, case)
    assert (done.is_told, done.has_decision, done.owed, done.paid) == (True, False, 50_000, 0)
    urged = (
        bureau.refusals(case, "urge", executing.Urge(demands="缴款")) if state == "执行中" else {}
    )
    assert urged in ({}, {"HS03": "decision.not_on_record"})
    assert bool(urged) == (state == "执行中")
    bureau.clock = NOON
    ending = executing.RequestClosing(way="performed", summary="已缴")
    assert bureau.refusals(case, "request_closing", ending) == {"HS06": "close.not_paid"}
    too_much = bureau.refusals(case, "record_payment", bureau.receipt(50_001))
    assert too_much == {"HS03": "payment.more_than_owed"}
    bureau.pay(case, 20_000)
    bureau.pay(case, 30_000)
    assert executed(bureau, case).owed == 0
    assert any(
        "原系统记载" in str(group.facts) for group in panels(Matter.objects.get(), bureau.actor())
    )
    bureau.close(case)


def brought(bureau: Bureau, **changed: object) -> adopted.BringDecision:
    usual = adopted.BringDecision(
        number="原罚 1 号",
        decided_at=NOON - timedelta(days=20),
        served_at=NOON - timedelta(days=19),
        fine=50_000,
        papers=(bureau.photo(),),
    )
    return replace(usual, **changed)


def taken_over(bureau: Bureau, state: str, **said: str) -> UUID:
    bring(环节=state, **said)
    bureau.clock = NOON
    return Matter.objects.get(kind="case").pk


@pytest.mark.ref("HS06", "HS03", "GD34")
def test_a_case_taken_over_in_execution_comes_to_its_end_on_the_papers_brought(bureau) -> None:
    """行政处罚法 47, 67: without a sum told and without papers nothing was performed."""
    case = taken_over(bureau, "执行中", 罚款="")
    ending = executing.RequestClosing(way="performed", summary="已缴")
    nothing = {"HS06": "close.nothing_on_record"}
    assert bureau.refusals(case, "request_closing", ending) == nothing
    bare = brought(bureau, papers=())
    assert bureau.refusals(case, "bring_decision", bare) == {"GD34": "adopted.no_papers"}
    early = brought(bureau, served_at=NOON - timedelta(days=21))
    assert bureau.refusals(case, "bring_decision", early) == {"GD34": "adopted.out_of_order"}
    bureau.act(case, "bring_decision", brought(bureau))
    again = bureau.refusals(case, "bring_decision", brought(bureau))
    assert again == {"HS03": "adopted.brought_already"}
    done = executed(bureau, case)
    assert (done.owed, done.served_at) == (50_000, NOON - timedelta(days=19))
    bureau.pay(case, 50_000)
    bureau.close(case)
    bureau.archive(case)


def warned(outcome: Outcome) -> list[str]:
    return [finding.ref for finding in outcome.findings]


@pytest.mark.ref("HS03", "HS03b", "GD69")
def test_what_another_system_decided_is_deferred_on_its_papers_with_a_warning(bureau) -> None:
    """行政处罚法 47, 66.2: what was only told opens no way; the papers do, and it is said."""
    case = taken_over(bureau, "执行中", 罚款="500")
    day = (NOON + timedelta(days=30)).date()
    asked = executing.RequestDeferral(
        kind="defer", hardship="停业三个月", instalments=((day, 50_000),)
    )
    assert bureau.refusals(case, "request_deferral", asked) == {"HS03": "decision.not_on_record"}
    bureau.act(case, "bring_decision", brought(bureau))
    assert warned(bureau.act(case, "request_deferral", asked)) == ["HS03b"]
    deferral = Deferral.objects.get(case=case).pk
    ruling = executing.RuleOnDeferral(deferral=deferral, is_granted=True, opinion="同意")
    assert warned(bureau.act(case, "rule_on_deferral", ruling, by=bureau.head)) == ["HS03b"]
    running = set(MatterClock.objects.filter(stopped_at=None).values_list("ref", flat=True))
    assert "PAY_PLAN" in running
    assert "CK12" not in running
    bureau.pay(case, 50_000)
    bureau.close(case)


@pytest.mark.ref("HS03", "HS03b", "GD40", "GD70", "GD72a")
def test_what_another_system_decided_is_urged_and_enforced_on_its_papers(bureau) -> None:
    """行政处罚法 47, 72; 行政强制法 53–55: in the same order as a decision made here."""
    case = taken_over(bureau, "执行中", 罚款="500")
    urging = executing.Urge(demands="十日内缴清；可以陈述、申辩。")
    adding = executing.ImposeAddedFine(until_on=bureau.clock.date())
    assert bureau.refusals(case, "urge", urging) == {"HS03": "decision.not_on_record"}
    told_only = bureau.refusals(case, "impose_added_fine", adding, by=bureau.head)
    assert told_only["HS03"] == "decision.not_on_record"
    bureau.act(case, "bring_decision", brought(bureau))
    added = bureau.act(case, "impose_added_fine", adding, by=bureau.head)
    assert warned(added) == ["HS03b"]
    assert warned(bureau.act(case, "urge", urging)) == ["HS03b"]
    wanted = executing.RequestCourt(court="江北区人民法院")
    early = bureau.refusals(case, "request_court", wanted)
    assert early == {"GD40": "court.reminder_still_runs", "GD70": "court.remedies_still_open"}
    bureau.wait(days=190)
    assert warned(bureau.act(case, "request_court", wanted)) == ["HS03b"]
    signed = executing.ApplyToCourt(opinion="同意", number="申执 1 号")
    assert warned(bureau.act(case, "apply_to_court", signed, by=bureau.head)) == ["HS03b"]
    assert executed(bureau, case).is_before_court
    assert not MatterFinding.objects.filter(matter=case)


@pytest.mark.ref("HS03b")
@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"has_decision": True}, ""),
        ({"has_decision": False, "is_told": True, "is_brought": True}, "decision.made_elsewhere"),
        ({"has_decision": False, "is_told": False}, ""),
    ],
)
def test_a_decision_made_elsewhere_is_said(changed, said) -> None:
    """行政处罚法 47."""
    assert at_hand.code(its.decision_was_made_here, at_hand.money(**changed)) == said


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"has_decision": True}, ""),
        ({"has_decision": False, "is_told": True}, "decision.not_on_record"),
        ({"has_decision": False, "is_told": True, "is_brought": True}, ""),
    ],
)
def test_only_a_decision_with_its_papers_is_enforced(changed, refused) -> None:
    """行政处罚法 66, 72; 行政强制法 35, 55."""
    assert at_hand.code(its.decision_is_on_record, at_hand.money(**changed)) == refused


@pytest.mark.ref("GD61a", "GD34")
def test_a_case_taken_over_before_service_is_served_here(bureau) -> None:
    """行政处罚法 61."""
    case = taken_over(bureau, "已决定待送达")
    early = {"GD61a": "service.out_of_order"}
    assert bureau.refusals(case, "serve", bureau.service()) == early
    bureau.act(case, "bring_decision", brought(bureau, served_at=None))
    bureau.act(case, "serve", bureau.service())
    bureau.pay(case, 50_000)
    bureau.close(case)
    bureau.archive(case)


@pytest.mark.ref("GD34", "HS06")
def test_a_case_taken_over_at_its_end_is_sent_back_or_archived(bureau) -> None:
    """行政处罚法 47: what nobody asked for here is not approved here."""
    case = taken_over(bureau, "待批准结案")
    agreed = executing.RuleOnClosing(opinion="同意")
    nobody = bureau.refusals(case, "close", agreed, by=bureau.head)
    assert nobody == {"HS03": "closing.not_asked"} or nobody == {"HS03": "close.not_asked"}
    bureau.act(case, "return_closing", agreed, by=bureau.head)
    assert bureau.state(case) == "executing"


@pytest.mark.ref("GD34")
def test_a_case_taken_over_closed_is_archived_with_its_papers(bureau) -> None:
    """行政处罚法 47."""
    case = taken_over(bureau, "已结案待归档")
    kept = executing.MakeArchive(retention="thirty", title="某案")
    assert bureau.refusals(case, "archive", kept) == {"GD34": "archive.nothing_brought"}
    bureau.act(case, "bring_decision", brought(bureau, fine=0))
    bureau.archive(case)


@pytest.mark.ref("HS03")
@pytest.mark.parametrize("state", ["调查终结待审批", "法制审核", "待负责人决定"])
def test_what_was_told_of_the_course_is_done_again(bureau, state) -> None:
    """行政处罚法 54, 57, 58; a case with a course of its own is not taken back so."""
    case = taken_over(bureau, state)
    again = adopted.RedoAdopted(reason="原系统的报告、审核不作为依据")
    bureau.act(case, "redo_adopted", again, by=bureau.head)
    assert bureau.state(case) == "investigating"
    own = bureau.investigated()
    bureau.act(own, "conclude", bureau.report())
    kept = {"HS03": "adopted.has_its_own_course"}
    assert bureau.refusals(own, "redo_adopted", again, by=bureau.head) == kept


def test_a_sum_that_cannot_be_read_sends_the_row_back(bureau: Bureau) -> None:
    job = bring(环节="执行中", 罚款="五百")
    assert (job.created, job.bad) == (0, 1)
    assert "金额读不出来" in job.rows.get().note


def test_what_was_told_satisfies_no_guard(bureau: Bureau) -> None:
    """行政处罚法 44: what another system announced is announced here before it is decided."""
    bring(环节="待负责人决定")
    case = Matter.objects.get(kind="case").pk
    refused = bureau.refusals(case, "decide", bureau.penalty(), by=bureau.head)
    assert "GD16" in refused


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ({"环节": "听证中"}, "不认识的环节"),
        ({"环节": "已当场决定"}, "不认识的环节"),
        ({"程序": "快办"}, "不认识的程序"),
        ({"立案批准时间": ""}, "立案批准时间"),
        ({"环节": "已告知", "告知送达时间": ""}, "告知送达时间"),
        ({"环节": "执行中", "交付时间": ""}, "交付时间"),
    ],
)
def test_a_row_that_cannot_stand_says_why(bureau, said, reason) -> None:
    job = bring(**said)
    assert (job.created, job.bad) == (0, 1)
    assert reason in job.rows.get().note


def test_without_a_procedure_the_word_of_the_state_tells(bureau) -> None:
    bring(程序="")
    assert Matter.objects.get(kind="case").procedure == "case.ordinary"


def counted(case: UUID) -> dict[str, datetime]:
    running = MatterClock.objects.filter(matter=case, stopped_at=None)
    return dict(running.values_list("ref", "started_at"))


@pytest.mark.ref("CK12", "CK30", "CK36")
@pytest.mark.parametrize("days", [30, 5], ids=["earlier than told", "later than told"])
def test_its_periods_run_from_the_days_that_the_papers_show(bureau, days) -> None:
    """行政处罚法 67; 行政复议法 20; 行政诉讼法 46: what was counted from a told day never ran."""
    case = taken_over(bureau, "执行中")
    told = counted(case)
    assert set(told) == {"CK12", "CK30", "CK36"}
    served = NOON - timedelta(days=days)
    papers = brought(bureau, decided_at=served - timedelta(days=1), served_at=served)
    bureau.act(case, "bring_decision", papers)
    assert counted(case) == dict.fromkeys(told, served)
    for clock in MatterClock.objects.filter(matter=case).exclude(stopped_at=None):
        assert clock.started_at == clock.stopped_at == told[clock.ref]
        assert not clock.is_overdue(NOON)


@pytest.mark.ref("CK12")
@pytest.mark.parametrize(("told", "fine", "runs"), [("500", 0, False), ("0", 50_000, True)])
def test_what_is_owed_by_the_papers_says_whether_a_period_to_pay_runs(
    bureau, told, fine, runs
) -> None:
    """行政处罚法 67."""
    case = taken_over(bureau, "执行中", 罚款=told)
    bureau.act(case, "bring_decision", brought(bureau, fine=fine))
    assert ("CK12" in counted(case)) == runs


def test_the_same_day_as_told_starts_nothing_anew(bureau) -> None:
    case = taken_over(bureau, "执行中")
    before = list(MatterClock.objects.filter(matter=case).values_list("pk", flat=True))
    served = next(iter(counted(case).values()))
    bureau.act(
        case,
        "bring_decision",
        brought(bureau, decided_at=served - timedelta(days=1), served_at=served),
    )
    assert list(MatterClock.objects.filter(matter=case).values_list("pk", flat=True)) == before


@pytest.mark.ref("CK09")
def test_before_service_the_time_to_serve_runs_from_the_decision_as_its_papers_show_it(
    bureau,
) -> None:
    """行政处罚法 61."""
    case = taken_over(bureau, "已决定待送达")
    papers = brought(bureau, served_at=None)
    bureau.act(case, "bring_decision", papers)
    assert counted(case) == {"CK09": papers.decided_at}


def test_all_that_is_wrong_with_a_row_is_told_at_once(bureau) -> None:
    job = bring(
        环节="执行中", 承办单位="无此队", 案由="无", 罚款="1e3", 交付时间="某天", 违法事实="😀"
    )
    note = job.rows.get().note
    for said in (
        "承办单位：没有单位叫“无此队”",
        "案由：不认识的案由：无",
        "罚款：金额读不出来：1e3",
        "交付时间：时间读不出来",
        "违法事实：有纸上印不出来的字符（😀）",
    ):
        assert said in note
    assert note.count("没有单位叫") == 1


def test_all_moments_that_a_state_wants_are_asked_for_at_once(bureau) -> None:
    job = bring(环节="已告知", 立案批准时间="", 告知送达时间="")
    assert "这个环节要写明：立案批准时间、告知送达时间。" in job.rows.get().note
