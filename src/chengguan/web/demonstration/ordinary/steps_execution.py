"""The steps of a story from service to the archive. Money in fen."""

from collections.abc import Mapping
from datetime import timedelta

from chengguan.core.work import rules
from chengguan.enforcement.cases.models import AddedFine, Deferral, Remedy, TreasuryReceipt
from chengguan.enforcement.cases.ordinary import inputs_execution as inputs
from chengguan.web.demonstration.ordinary.steps_investigation import Step
from chengguan.web.demonstration.ordinary.walk import Walk

MONTH = timedelta(days=30)


def fine_of(case: Walk) -> int:
    return case.fine if case.story.decided is None else case.story.decided


def serve(case: Walk) -> None:
    """After the colon: the method."""
    method = case.said or "direct"
    served = inputs.Serve(
        served_at=case.at,
        method=method,
        is_payable=case.story.proposal == "penalty" and fine_of(case) > 0,
        receiver="" if method == "leave" else case.party.legal_rep or case.party.name,
        relation="法定代表人" if case.party.legal_rep else "",
        witness="居委会工作人员 魏淑芬" if method == "leave" else "",
        note="挂号信回执附卷" if method == "mail" else "",
        proofs=(case.photo("送达回证"),),
    )
    case.take("serve", served)


def publish(case: Walk) -> None:
    posted = inputs.PublishService(
        reason="两次上门无人，挂号信被退回，电话停机。", places="区局公告栏、政务网站"
    )
    case.take("publish_service", posted)


def disclose(case: Walk) -> None:
    case.take("disclose", inputs.Disclose(where="区政府门户网站"))


def retract(case: Walk) -> None:
    reason = case.word("retract", "处罚决定被复议机关撤销。")
    withdrawn = inputs.Disclose(where="", retract_reason=reason)
    case.take("disclose", withdrawn)


def correct_paper(case: Walk) -> None:
    put_right = inputs.CorrectPaper(
        paper="行政处罚决定书", wrong="2062 年", right="2026 年", reason="打字错误"
    )
    case.take("correct_paper", put_right)


# -- money ---------------------------------------------------------------------------------


def pay(case: Walk) -> None:
    """After the colon: how much, where it is not the whole fine."""
    _pay(case, int(case.said) if case.said else fine_of(case), "fine")


def pay_added(case: Walk) -> None:
    _pay(case, case.last(AddedFine).amount, "added_fine")


def _pay(case: Walk, amount: int, purpose: str) -> None:
    receipt = inputs.RecordReceipt(
        amount=amount,
        purpose=purpose,
        channel="bank",
        receipt_number=f"沪非税 {case.at:%m%d%H%M}{case.number:03d}",
        treasury_account="区财政代收专户",
    )
    case.take("record_payment", receipt)


def reverse(case: Walk) -> None:
    wrong = inputs.ReverseReceipt(
        receipt=case.last(TreasuryReceipt).pk, reason="银行串户，已经退回原账户。"
    )
    case.take("reverse_payment", wrong, case.head)


def terms(case: Walk) -> None:
    """After the colon: in how many monthly instalments."""
    count, today = int(case.said), case.at.astimezone(rules.ZONE).date()
    asked = inputs.RequestDeferral(
        kind="instalments" if count > 1 else "defer",
        hardship=case.word("terms", "子女住院，收入中断，附病历和低保证明。"),
        instalments=tuple(
            (today + MONTH * (part + 1), fine_of(case) // count) for part in range(count)
        ),
        proofs=(case.photo("分期申请"),),
    )
    case.take("request_deferral", asked)


def terms_granted(case: Walk) -> None:
    _rule(case, is_granted=True, opinion="确有困难，同意。")


def terms_refused(case: Walk) -> None:
    _rule(case, is_granted=False, opinion="没有证明经济困难的材料，不予批准。")


def _rule(case: Walk, *, is_granted: bool, opinion: str) -> None:
    ruled = inputs.RuleOnDeferral(
        deferral=case.last(Deferral).pk, is_granted=is_granted, opinion=opinion
    )
    case.take("rule_on_deferral", ruled, case.head)


def added(case: Walk) -> None:
    today = case.at.astimezone(rules.ZONE).date()
    case.take("impose_added_fine", inputs.ImposeAddedFine(until_on=today), case.head)


def dispose(case: Walk) -> None:
    done = inputs.DisposeConfiscated(
        things=case.story.confiscated, way="交有资质的单位销毁", voucher="销毁清单 0007"
    )
    case.take("dispose_confiscated", done)


# -- remedies and enforcement --------------------------------------------------------------


def remedy(case: Walk) -> None:
    """After the colon: which."""
    is_court = case.said == "lawsuit"
    filed = inputs.RecordRemedy(
        kind=case.said,
        filed_at=case.at - timedelta(hours=2),
        body="上海铁路运输法院" if is_court else "长宁区人民政府",
        number=f"长府复〔2026〕{case.number}号",
    )
    case.take("record_remedy", filed)


def remedy_result(case: Walk) -> None:
    """After the colon: the result; where it is a change, the new fine after a dash."""
    result, _dash, fine = case.said.partition("-")
    ended = inputs.RecordRemedyResult(
        remedy=case.last(Remedy).pk,
        result=result,
        result_number=f"长府复决〔2026〕{case.number}号" if fine else "",
        changed_fine=int(fine) if fine else None,
        papers=(case.photo("复议决定书", case.town.people["legal"]),) if fine else (),
    )
    case.take("record_remedy_result", ended, case.reviewer)


def urge(case: Walk) -> None:
    demands = "收到后十日内到指定银行缴清罚款；有权陈述和申辩；逾期不缴的申请法院强制执行。"
    case.take("urge", inputs.Urge(demands=demands))


def court(case: Walk) -> None:
    case.take("request_court", inputs.RequestCourt(court="上海铁路运输法院"))
    number = f"长城管执申〔2026〕{case.number}号"
    signed = inputs.ApplyToCourt(opinion="同意申请强制执行。", number=number)
    case.take("apply_to_court", signed, case.head)


def suspend_execution(case: Walk) -> None:
    reason = case.word("suspend_execution", "当事人暂时没有履行能力，名下没有财产。")
    case.take("suspend_execution", inputs.SuspendExecution(reason=reason), case.head)


# -- the end -------------------------------------------------------------------------------


def ask_closing(case: Walk) -> None:
    """After the colon: how it ended."""
    ways = {
        "performed": "罚款已经缴清，违法行为已经改正。",
        "no_penalty": "不予处罚决定已经送达。",
        "revoked": "处罚决定被撤销，不再执行。",
    }
    case.take("request_closing", inputs.RequestClosing(way=case.said, summary=ways[case.said]))


def return_closing(case: Walk) -> None:
    back = inputs.RuleOnClosing(opinion="请补缴款票据和复查照片。")
    case.take("return_closing", back, case.head)


def close(case: Walk) -> None:
    case.take("close", inputs.RuleOnClosing(opinion="同意结案。"), case.head)


def archive(case: Walk) -> None:
    """After the colon: for how long it is kept."""
    title = f"{case.party.name}{case.story.words.get('title', '违法案')}"
    case.take("archive", inputs.MakeArchive(retention=case.said, title=title))


STEPS: Mapping[str, Step] = {
    "serve": serve,
    "publish": publish,
    "disclose": disclose,
    "retract": retract,
    "correct_paper": correct_paper,
    "pay": pay,
    "pay_added": pay_added,
    "reverse": reverse,
    "terms": terms,
    "terms_granted": terms_granted,
    "terms_refused": terms_refused,
    "added": added,
    "dispose": dispose,
    "remedy": remedy,
    "remedy_result": remedy_result,
    "urge": urge,
    "court": court,
    "suspend_execution": suspend_execution,
    "ask_closing": ask_closing,
    "return_closing": return_closing,
    "close": close,
    "archive": archive,
}
