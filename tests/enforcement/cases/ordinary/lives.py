"""Six whole lives of an ordinary case, each from the first look to the archive, through `perform`.

Each takes a bureau, acts with it day by day, and answers the number of the case.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import Deferral, Remedy, ReviewPoint
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary.facts_execution import Execution, read
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.played import once

SIGNBOARD = "AY-D005"  # 1,000 to 5,000 yuan, where it is not put right
DUST = "AY-H001"  # 10,000 to 100,000 yuan


@once
def small_fine(bureau: Bureau) -> UUID:
    """Leaflets, 500 yuan, paid after three days."""
    case = bureau.decided_ordinarily()
    bureau.wait(hours=1)
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=3)
    bureau.pay(case, 50000)
    bureau.close(case)
    bureau.archive(case)
    return case


@once
def correction_refused(bureau: Bureau) -> UUID:
    """A signboard not inspected: ordered, checked when the days were over, still not done."""
    case = bureau.docketed(party=bureau.shop, item_code=SIGNBOARD, fact="户外招牌三年没有安全检测")
    ask(bureau, case)
    until = bureau.clock + timedelta(days=10)
    order = cases.OrderCorrection(requirement="十日内委托检测", correct_by=until)
    bureau.act(case, "order_correction", order)
    bureau.wait(days=11)
    check(bureau, case, is_corrected=False, record="复查：没有委托检测。")
    prove(bureau, case)
    announce(bureau, case, item_code=SIGNBOARD, fine=200_000)
    bureau.act(case, "hear", cases.Hear(is_waived=True, waiver=(bureau.photo(),)))
    decide(bureau, case, item_code=SIGNBOARD, fine=200_000)
    bureau.wait(days=1)
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=14)
    bureau.pay(case, 200_000)
    bureau.close(case)
    bureau.archive(case)
    return case


@once
def hearing(bureau: Bureau) -> UUID:
    """Dust of a building site, 50,000 yuan: a hearing, a review, a discussion."""
    case = dust_announced(bureau)
    bureau.wait(days=2)
    bureau.act(case, "request_hearing", deciding.RequestHearing(said="要求听证"))
    bureau.wait(days=1)
    hold_at = bureau.clock + timedelta(days=21)
    notice = deciding.NotifyHearing(
        hold_at=hold_at,
        place="局听证室",
        host=bureau.reviewer.pk,
        recorder=bureau.second_reviewer.pk,
    )
    bureau.act(case, "notify_hearing", notice, by=bureau.reviewer)
    bureau.clock = hold_at
    held = deciding.HoldHearing(is_attended=True, minutes="双方质证、辩论。", signature="signed")
    bureau.act(case, "hold_hearing", held, by=bureau.reviewer)
    bureau.wait(days=1)
    report = deciding.ReportHearing(report="事实清楚", opinion="建议按告知处罚")
    bureau.act(case, "report_hearing", report, by=bureau.reviewer)
    bureau.act(case, "submit_review", deciding.SubmitReview())
    passed = deciding.PassReview(opinion="同意")
    bureau.act(case, "pass_review", passed, by=bureau.second_reviewer)
    return dust_decided_and_paid(bureau, case)


@once
def returned_review(bureau: Bureau) -> UUID:
    """The same sum without a hearing: the review sends it back once, point by point."""
    case = dust_announced(bureau)
    bureau.act(case, "hear", bureau.defence())
    given_up = deciding.WaiveHearing(said="我单位放弃听证", papers=(bureau.photo(),))
    bureau.act(case, "waive_hearing", given_up)
    bureau.act(case, "submit_review", deciding.SubmitReview())
    back = deciding.ReturnReview(
        opinion="请补充",
        points=(("facts", "照片没有拍摄时间"), ("discretion", "没有写明从重理由")),
    )
    bureau.act(case, "return_review", back, by=bureau.reviewer)
    bureau.wait(days=1)
    points = ReviewPoint.objects.filter(review__case=case).order_by("position")
    answers = tuple((point.pk, "已经补正") for point in points)
    bureau.act(case, "submit_review", deciding.SubmitReview(answers=answers))
    bureau.act(case, "pass_review", deciding.PassReview(opinion="同意"), by=bureau.reviewer)
    return dust_decided_and_paid(bureau, case)


@once
def instalments_and_court(bureau: Bureau) -> UUID:
    """A plan of two instalments of which one is paid; a remedy that fails; an added fine; the
    court; paid in the end."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=5)
    today = bureau.clock.astimezone(ZONE).date()
    plan = ((today + timedelta(days=20), 20000), (today + timedelta(days=50), 30000))
    asked = executing.RequestDeferral(kind="instalments", hardship="停工三个月", instalments=plan)
    bureau.act(case, "request_deferral", asked)
    deferral = Deferral.objects.get(case=case).pk
    ruling = executing.RuleOnDeferral(deferral=deferral, is_granted=True, opinion="同意")
    bureau.act(case, "rule_on_deferral", ruling, by=bureau.head)
    bureau.wait(days=18)
    bureau.pay(case, 20000)
    bureau.wait(days=10)
    filed = executing.RecordRemedy(
        kind="reconsideration", filed_at=bureau.clock, body="区人民政府", number="复 1 号"
    )
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=40)
    remedy = Remedy.objects.get(case=case).pk
    upheld = executing.RecordRemedyResult(remedy=remedy, result="upheld", note="维持")
    bureau.act(case, "record_remedy_result", upheld)
    bureau.wait(days=10)
    impose(bureau, case)
    bureau.wait(days=30)
    demands = "十日内到指定银行缴清罚款和加处罚款；可以陈述、申辩。"
    bureau.act(case, "urge", executing.Urge(demands=demands))
    bureau.wait(days=30)
    bureau.to_court(case)
    bureau.wait(days=60)
    done = executed(bureau, case)
    bureau.pay(case, done.unpaid)
    bureau.pay(case, done.added, purpose="added_fine")
    bureau.close(case, "court", "法院裁定准予执行，已执行完毕")
    bureau.archive(case, "permanent")
    return case


@once
def no_penalty(bureau: Bureau) -> UUID:
    """Slight, put right at once, harmless: the head returns it once, then decides so."""
    case = bureau.begin()
    bureau.act(case, "inspect", bureau.inspection(harm="none", photos=(bureau.photo(),)))
    asked = finding.RequestDocketing(evidence="现场笔录、照片", proposal="建议立案")
    bureau.act(case, "request_docketing", asked)
    agreed = finding.Docket(opinion="同意立案", officers=bureau.two)
    bureau.act(case, "docket", agreed, by=bureau.head)
    order = cases.OrderCorrection(requirement="立即清除", corrected_at=bureau.clock)
    bureau.act(case, "order_correction", order)
    ask(bureau, case)
    report = bureau.report(proposal="no_penalty", fine=0)
    bureau.act(case, "conclude", report)
    bureau.act(case, "approve_report", finding.RuleOnReport(opinion="同意"), by=bureau.head)
    asked_for = deciding.SubmitDecision(opinion="建议不予处罚")
    bureau.act(case, "submit_no_penalty", asked_for)
    back = deciding.ReturnDecision(reason="请写明清除的时间")
    bureau.act(case, "return_no_penalty", back, by=bureau.leader_in_charge)
    bureau.act(case, "submit_no_penalty", replace(asked_for, opinion="当日清除，建议不予处罚"))
    decision = deciding.DecideNoPenalty(
        ground="slight", reasons="当日清除，没有后果", education="已当面教育"
    )
    bureau.act(case, "decide_no_penalty", decision, by=bureau.leader_in_charge)
    bureau.act(case, "serve", bureau.service(is_payable=False))
    bureau.close(case, "no_penalty", "决定书已送达")
    bureau.archive(case)
    return case


LIVES = (
    small_fine,
    correction_refused,
    hearing,
    returned_review,
    instalments_and_court,
    no_penalty,
)

# -- what several lives share --------------------------------------------------------------


def ask(bureau: Bureau, case: UUID) -> None:
    bureau.wait(minutes=10)
    asked = bureau.interview(ended_at=bureau.clock + timedelta(minutes=30))
    bureau.act(case, "interview", asked, recorded=bureau.clock + timedelta(minutes=45))
    bureau.wait(minutes=45)


def prove(bureau: Bureau, case: UUID) -> None:
    for point in bureau.missing(case):
        bureau.act(case, "collect_evidence", bureau.evidence(point))


def check(bureau: Bureau, case: UUID, *, is_corrected: bool, record: str) -> None:
    found = finding.Reinspect(
        officers=bureau.two, is_corrected=is_corrected, record=record, signature="signed"
    )
    bureau.act(case, "reinspect", found)


def announce(bureau: Bureau, case: UUID, *, item_code: str, fine: int, **told: object) -> None:
    bureau.act(case, "conclude", bureau.report(item_code=item_code, fine=fine))
    bureau.act(case, "approve_report", finding.RuleOnReport(opinion="同意"), by=bureau.head)
    bureau.wait(hours=2)
    bureau.act(case, "inform", bureau.notice(fine=fine, **told))


def decide(bureau: Bureau, case: UUID, *, item_code: str, fine: int) -> None:
    bureau.act(case, "submit_decision", deciding.SubmitDecision(opinion="建议按告知处罚"))
    decision = bureau.penalty(item_code=item_code, fine=fine)
    bureau.act(case, "decide", decision, by=bureau.leader_in_charge)


@once
def dust_announced(bureau: Bureau) -> UUID:
    case = bureau.docketed(party=bureau.shop, item_code=DUST, fact="工地没有设置硬质围挡")
    bureau.act(case, "order_correction", cases.OrderCorrection(requirement="三日内设置围挡"))
    ask(bureau, case)
    prove(bureau, case)
    announce(bureau, case, item_code=DUST, fine=5_000_000, may_request_hearing=True)
    return case


def dust_decided_and_paid(bureau: Bureau, case: UUID) -> UUID:
    bureau.act(case, "discuss", bureau.discussion(), by=bureau.leader_in_charge)
    decision = bureau.penalty(item_code=DUST, fine=5_000_000)
    bureau.act(case, "decide", decision, by=bureau.leader_in_charge)
    bureau.wait(days=2)
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=10)
    bureau.pay(case, 5_000_000)
    published = executing.Disclose(where="门户网站")
    bureau.act(case, "disclose", published)
    bureau.close(case)
    bureau.archive(case, "permanent")
    return case


def impose(bureau: Bureau, case: UUID) -> None:
    until = bureau.clock.astimezone(ZONE).date()
    bureau.act(case, "impose_added_fine", executing.ImposeAddedFine(until_on=until), by=bureau.head)


def executed(bureau: Bureau, case: UUID) -> Execution:
    """What stands of the execution now."""
    return read(books.read(case), bureau.clock)
