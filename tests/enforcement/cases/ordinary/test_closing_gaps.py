"""A decision that was changed, a case for the police, papers of the course, what is published."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from chengguan.core.documents.models import CasePaper, Dossier
from chengguan.core.documents.typesetting import try_out
from chengguan.core.journal.verification import verify
from chengguan.core.lawbook.models import RuleChange
from chengguan.core.work.models import MatterClock
from chengguan.enforcement.cases.models import (
    Archive,
    CrimeTransfer,
    InvestigationReport,
    Remedy,
    Sampling,
    Suspension,
)
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import COLLECTING_BANK, Bureau

WHY = finding.EndOrPause(reason="当事人下落不明")


def running(case: UUID) -> set[str]:
    rows = MatterClock.objects.filter(matter=case, stopped_at=None)
    return set(rows.values_list("ref", flat=True))


def said(case: UUID, key: str) -> dict:
    """What the latest paper of a key froze; setting it must not fail."""
    paper = CasePaper.objects.filter(matter=case, key=key).latest("pk")
    fields = json.loads(paper.snapshot)["fields"]
    assert try_out(key, fields)
    return fields


def text(case: UUID, key: str) -> str:
    return json.dumps(said(case, key), ensure_ascii=False)


# -- a decision that was changed -------------------------------------------------------------


def contested(bureau: Bureau, **deciding: object) -> UUID:
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=20)
    filed = executing.RecordRemedy(
        kind="reconsideration", filed_at=bureau.clock, body="江北区人民政府", number="复 1 号"
    )
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=30)
    return case


def changed(bureau: Bureau, case: UUID, fine: int) -> None:
    result = executing.RecordRemedyResult(
        remedy=Remedy.objects.get(case=case).pk,
        result="changed",
        result_number="江府复决〔2026〕1号",
        changed_fine=fine,
        papers=(bureau.photo(),),
    )
    bureau.act(case, "record_remedy_result", result)


@pytest.mark.ref("GD70c", "HS06", "GD72a")
def test_what_was_changed_is_owed_as_changed(bureau: Bureau) -> None:
    """行政复议法 63; 行政处罚法 72: payment, added fine and closing follow the new sum."""
    case = contested(bureau)
    changed(bureau, case, 30_000)
    done = lives.executed(bureau, case)
    assert (done.fine, done.unpaid, done.is_changed) == (30_000, 30_000, True)
    too_much = bureau.refusals(case, "record_payment", bureau.receipt(30_001))
    assert too_much == {"HS03": "payment.more_than_owed"}
    bureau.wait(days=10)
    lives.impose(bureau, case)
    # 4 late days before the remedy, then 10 after it, at 3 % of the changed fine.
    added = lives.executed(bureau, case).added
    assert added % 900 == 0
    assert 0 < added <= 30_000
    bureau.pay(case, 30_000)
    bureau.pay(case, added, purpose="added_fine")
    bureau.close(case)
    assert "经行政复议（江北区人民政府，江府复决〔2026〕1号）变更为罚款￥300.00" in text(
        case, "closing_approval"
    )


@pytest.mark.ref("GD70c", "GD72a")
def test_what_was_added_to_the_old_fine_falls_with_it(bureau: Bureau) -> None:
    """行政复议法 63: it is added anew to the changed sum, if at all."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=20)
    lives.impose(bureau, case)
    assert lives.executed(bureau, case).added > 0
    filed = executing.RecordRemedy(kind="lawsuit", filed_at=bureau.clock, body="法院")
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=40)
    changed(bureau, case, 0)
    done = lives.executed(bureau, case)
    assert (done.owed, done.added, done.unpaid) == (0, 0, 0)
    assert "CK12" not in running(case)
    bureau.close(case)


@pytest.mark.ref("GD70c", "PAY_PLAN")
def test_a_plan_ends_when_the_changed_fine_is_paid(bureau: Bureau) -> None:
    """行政处罚法 66.2."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    today = bureau.clock.date()
    plan = ((today + timedelta(days=20), 20_000), (today + timedelta(days=90), 30_000))
    asked = executing.RequestDeferral(kind="instalments", hardship="停工", instalments=plan)
    bureau.act(case, "request_deferral", asked)
    row = lives.Deferral.objects.get(case=case).pk
    ruling = executing.RuleOnDeferral(deferral=row, is_granted=True, opinion="同意")
    bureau.act(case, "rule_on_deferral", ruling, by=bureau.head)
    bureau.pay(case, 20_000)
    filed = executing.RecordRemedy(kind="lawsuit", filed_at=bureau.clock, body="法院")
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=5)
    changed(bureau, case, 20_000)
    assert "PAY_PLAN" not in running(case)


# -- the police ------------------------------------------------------------------------------


@pytest.mark.ref("CK59", "CK60", "GD47b")
def test_the_leader_has_three_days_and_the_organ_a_day(bureau: Bureau) -> None:
    """移送规定 5.2."""
    case = bureau.docketed()
    bureau.act(case, "request_transfer", bureau.suspicion())
    assert running(case) == {"CK01", "CK59"}
    clock = MatterClock.objects.get(matter=case, ref="CK59")
    assert (clock.due_at.date() - clock.started_at.date()).days == 3
    agreed = moving.RuleOnTransfer(opinion="同意移送")
    refused = bureau.refusals(case, "approve_transfer", agreed, by=bureau.leader_in_charge)
    assert refused == {"GD23": "transfer.review_due"}
    seen = moving.ReviewTransfer(opinion="同意")
    bureau.act(case, "review_transfer", seen, by=bureau.reviewer)
    bureau.act(case, "approve_transfer", agreed, by=bureau.leader_in_charge)
    assert running(case) == {"CK01", "CK60"}
    clock = MatterClock.objects.get(matter=case, ref="CK60")
    assert clock.due_at - clock.started_at == timedelta(hours=24)
    bureau.wait(hours=2)
    bureau.act(case, "transfer_to_police", moving.TransferToPolice(body="江北公安分局"))
    assert (bureau.state(case), running(case)) == ("with_police", {"CK01"})
    assert "批准移送" in text(case, "transfer_approval") or "同意移送" in text(
        case, "transfer_approval"
    )
    assert "非法经营罪" in text(case, "transfer_report")
    assert text(case, "transfer_review")
    assert verify().findings == []


@pytest.mark.ref("GD47", "GD47b")
def test_a_suspicion_the_leader_ruled_out_bars_no_penalty(bureau: Bureau) -> None:
    """移送规定 5.2; 行政处罚法 27: until an inspection finds more."""
    case = bureau.investigated()
    look = bureau.inspection(crime_suspicion="数额较大", photos=(bureau.photo(),))
    bureau.act(case, "inspect", look)
    refused = bureau.refusals(case, "conclude", bureau.report())
    assert refused == {"GD47": "case.crime_suspected_ordinary"}
    bureau.act(case, "request_transfer", bureau.suspicion())
    no = moving.RuleOnTransfer(opinion="数额没有达到追诉标准")
    bureau.act(case, "decline_transfer", no, by=bureau.leader_in_charge)
    assert (bureau.state(case), running(case)) == ("investigating", {"CK01"})
    assert "不批准移送" in text(case, "transfer_approval")
    bureau.act(case, "conclude", bureau.report())
    bureau.wait(minutes=5)
    back = finding.RuleOnReport(opinion="再查一次")
    bureau.act(case, "return_report", back, by=bureau.head)
    bureau.act(case, "inspect", bureau.inspection(crime_suspicion="又查获一批"))
    refused = bureau.refusals(case, "conclude", bureau.report())
    assert refused == {"GD47": "case.crime_suspected_ordinary"}


@pytest.mark.ref("CK59", "CK60")
@pytest.mark.parametrize("is_approved", [False, True])
def test_a_transfer_is_taken_back(bureau: Bureau, is_approved) -> None:
    """行政处罚法 27."""
    case = bureau.docketed()
    if is_approved:
        bureau.transfer_approved(case)
    else:
        bureau.act(case, "request_transfer", bureau.suspicion())
    by = bureau.leader_in_charge if is_approved else bureau.officer
    bureau.act(case, "recall_transfer", moving.RecallTransfer(reason="事实有变"), by=by)
    assert (bureau.state(case), running(case)) == ("investigating", {"CK01"})
    assert CrimeTransfer.objects.get(case=case).recalled_at == bureau.clock


# -- the author of the report ----------------------------------------------------------------


@pytest.mark.ref("HS04")
def test_the_author_of_a_report_stands_on_it_and_approves_nothing(bureau: Bureau) -> None:
    """行政处罚法 43, 57: by identity, whoever handles the case."""
    case = bureau.investigated()
    bureau.act(case, "conclude", bureau.report(), by=bureau.head)
    assert InvestigationReport.objects.get(case=case).reported_by == bureau.head
    assert "报告人：戊队长" in text(case, "investigation_report")
    agreed = finding.RuleOnReport(opinion="同意")
    refused = bureau.refusals(case, "approve_report", agreed, by=bureau.head)
    assert refused == {"HS04": "approval.own_case"}


# -- the bank ----------------------------------------------------------------------------------


@pytest.mark.ref("GD15b")
def test_the_decision_names_the_bank_of_its_day(bureau: Bureau) -> None:
    """罚缴分离办法 7."""
    case = bureau.decided_ordinarily()
    assert COLLECTING_BANK in text(case, "penalty_decision")


@pytest.mark.ref("GD15b")
def test_without_a_bank_nothing_is_fined(bureau: Bureau) -> None:
    """罚缴分离办法 7."""
    case = bureau.heard()
    asked = lives.deciding.SubmitDecision(opinion="建议按告知处罚")
    bureau.act(case, "submit_decision", asked)
    RuleChange.objects.update(since=bureau.clock.date() + timedelta(days=1))
    refused = bureau.refusals(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    assert refused == {"GD15b": "decision.no_bank"}


# -- papers of the course ----------------------------------------------------------------------


@pytest.mark.ref("CK01", "HS02")
def test_an_extension_is_approved_and_told(bureau: Bureau) -> None:
    """住建部令55."""
    case = bureau.begin()
    more = finding.ExtendVerification(days=5, reason="需要核实产权")
    bureau.act(case, "extend_verification", more, by=bureau.head)
    assert "5个工作日" in text(case, "verification_extension")
    case = bureau.docketed()
    longer = finding.Extend(days=30, reason="案情复杂")
    bureau.act(case, "extend", longer, by=bureau.head)
    assert "30日" in text(case, "extension_approval")
    due = MatterClock.objects.get(matter=case, ref="CK01").due_at
    assert f"{due.astimezone(lives.ZONE):%Y}年" in text(case, "extension_notice")


def test_a_suspension_and_its_end_are_on_paper(bureau: Bureau) -> None:
    """行政处罚法 54; 行政强制法 39."""
    case = bureau.docketed()
    bureau.act(case, "suspend", WHY, by=bureau.head)
    assert "自2026年9月" in text(case, "suspension_notice")
    assert "同意中止调查" in text(case, "suspension_approval")
    bureau.wait(days=3)
    back = finding.EndOrPause(reason="已经找到当事人")
    bureau.act(case, "resume", back, by=bureau.head)
    assert "已经找到当事人" in text(case, "resumption_notice")
    assert text(case, "resumption_approval")
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    pause = executing.SuspendExecution(reason="破产申请已受理")
    bureau.act(case, "suspend_execution", pause, by=bureau.head)
    bureau.wait(days=3)
    bureau.act(
        case, "resume_execution", executing.SuspendExecution(reason="已驳回"), by=bureau.head
    )
    assert "破产申请" in text(case, "execution_suspension")
    assert "已驳回" in text(case, "execution_resumption")
    assert not Suspension.objects.filter(resumed_at=None)


def test_samples_have_a_record_and_a_result(bureau: Bureau) -> None:
    """行政处罚法 46, 56."""
    case = bureau.docketed()
    taken = finding.Sample(
        officers=bureau.two,
        things="油烟样品\n废水样品",
        quantity="各一份",
        method="随机",
        signature="signed",
    )
    bureau.act(case, "sample", taken)
    assert len(said(case, "sampling_record")["rows"]) == 2
    row = Sampling.objects.get(case=case)
    result = finding.RecordSamplingResult(sampling=row.pk, institution="检测站", result="超标一倍")
    bureau.act(case, "record_sampling_result", result)
    assert said(case, "sampling_result")["points"] == ["超标一倍"]
    assert bureau.refusals(case, "record_sampling_result", result) == {"HS03": "sampling.unknown"}


def test_the_evidence_is_listed(bureau: Bureau) -> None:
    """行政处罚法 46."""
    case = bureau.investigated()
    bureau.act(case, "conclude", bureau.report())
    rows = said(case, "evidence_list")["rows"]
    assert [row[0] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    assert any("询问笔录" in row[1] for row in rows)


# -- what is published -------------------------------------------------------------------------


@pytest.mark.ref("CK18", "CK16", "GD51", "GD51b")
def test_what_is_public_is_published_without_the_name_and_withdrawn(bureau: Bureau) -> None:
    """行政处罚法 48, 50; 国办发〔2018〕118号."""
    case = bureau.heard()
    asked = lives.deciding.SubmitDecision(opinion="建议按告知处罚")
    bureau.act(case, "submit_decision", asked)
    public = bureau.penalty(is_public=True)
    bureau.act(case, "decide", public, by=bureau.leader_in_charge)
    assert running(case) == {"CK09", "CK18"}
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=1)
    bureau.act(case, "disclose", executing.Disclose(where="门户网站"))
    assert "CK18" not in running(case)
    shown = text(case, "disclosure_record")
    assert "某**" in shown
    assert "某摊主" not in shown
    filed = executing.RecordRemedy(kind="lawsuit", filed_at=bureau.clock, body="法院")
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=3)
    changed(bureau, case, 10_000)
    assert "CK16" in running(case)
    back = executing.Disclose(where="门户网站", retract_reason="法院判决变更")
    bureau.act(case, "disclose", back)
    assert "CK16" not in running(case)
    assert "法院判决变更" in text(case, "disclosure_record")
    assert said(case, "disclosure_record")["about"][3][1]


@pytest.mark.ref("GD51b", "CK18")
def test_what_is_public_is_not_archived_unpublished(bureau: Bureau) -> None:
    """行政处罚法 48.1."""
    case = bureau.heard()
    asked = lives.deciding.SubmitDecision(opinion="建议按告知处罚")
    bureau.act(case, "submit_decision", asked)
    bureau.act(case, "decide", bureau.penalty(is_public=True), by=bureau.leader_in_charge)
    bureau.act(case, "serve", bureau.service())
    bureau.pay(case, 50_000)
    bureau.close(case)
    filed = executing.MakeArchive(retention="thirty", title="某案")
    assert bureau.refusals(case, "archive", filed) == {"GD51b": "disclosure.owed"}
    bureau.act(case, "disclose", executing.Disclose(where="门户网站"))
    bureau.act(case, "archive", filed)


def test_one_pattern_for_archive_numbers(bureau: Bureau) -> None:
    """The act of archiving and the dossier of a closed case number alike."""
    from chengguan.core.documents.dossier_plans import archive_number

    case = lives.small_fine(bureau)
    number = Archive.objects.get(case=case).number
    assert number == "2026-0001"
    assert archive_number(bureau.team.pk, 2026) == "2026-0002"
    assert not Dossier.objects.exists()
