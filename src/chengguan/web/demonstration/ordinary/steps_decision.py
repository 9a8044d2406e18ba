"""The steps of a story from the notice to the decision."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta

from chengguan.core.work import rules
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import ReviewPoint
from chengguan.enforcement.cases.ordinary import inputs_decision as inputs
from chengguan.web.demonstration.ordinary.steps_investigation import Step
from chengguan.web.demonstration.ordinary.walk import Walk


def _notice(case: Walk) -> inputs.Inform:
    story = case.story
    return inputs.Inform(
        served_at=case.at,
        method="direct",
        receiver=case.party.legal_rep or case.party.name,
        relation="法定代表人" if case.party.legal_rep else "",
        is_warning=story.is_warning,
        fine=case.fine,
        confiscated=story.confiscated,
        facts=story.fact,
        reasons="事实清楚，证据确凿。",
        basis=f"案由 {story.item} 所列处罚条款",
        may_request_hearing=case.is_large,
    )


def inform(case: Walk) -> None:
    case.take("inform", _notice(case))


def inform_again(case: Walk) -> None:
    """After the colon: the lower fine that is announced now."""
    case.fine = int(case.said)
    case.take("inform_again", _notice(case))


def hear(case: Walk) -> None:
    """After the colon: waived or adopted."""
    heard = cases.Hear(
        is_waived=case.said == "waived",
        statement="" if case.said == "waived" else case.word("hear", "经营困难，请求从轻。"),
        review="" if case.said == "waived" else "事实清楚，已在裁量中考虑。",
        is_adopted=case.said == "adopted",
        waiver=(case.photo("放弃陈述申辩"),) if case.said == "waived" else (),
    )
    case.take("hear", heard)


# -- the hearing ---------------------------------------------------------------------------


def waive(case: Walk) -> None:
    waiver = inputs.WaiveHearing(said="本人放弃听证。", papers=(case.photo("放弃听证"),))
    case.take("waive_hearing", waiver)


def ask_hearing(case: Walk) -> None:
    said = case.word("ask_hearing", "对罚款数额有异议，要求听证。")
    asked = inputs.RequestHearing(said=said, papers=(case.photo("听证申请"),))
    case.take("request_hearing", asked)


def notify_hearing(case: Walk) -> None:
    """After the colon: in how many days it is held."""
    day = case.at.date() + timedelta(days=int(case.said))
    notice = inputs.NotifyHearing(
        hold_at=datetime.combine(day, time(9, 30), rules.ZONE),
        place="区局二楼听证室",
        host=case.town.people["legal"].pk,
        recorder=case.town.people["legal.two"].pk,
    )
    case.take("notify_hearing", notice, case.reviewer)


def hold(case: Walk) -> None:
    held = inputs.HoldHearing(
        is_attended=True,
        minutes="调查人员提出事实、证据和建议；当事人申辩和质证；双方最后陈述。",
        signature="signed",
        sheets=(case.photo("听证笔录", by=case.town.people["legal"]),),
    )
    case.take("hold_hearing", held, case.reviewer)


def report(case: Walk) -> None:
    told = inputs.ReportHearing(
        report="听证依法公开举行，双方充分发表意见。", opinion="事实清楚，建议按告知的内容处罚。"
    )
    case.take("report_hearing", told, case.reviewer)


# -- review and decision -------------------------------------------------------------------


def _answers(case: Walk) -> tuple[tuple[int, str], ...]:
    waiting = ReviewPoint.objects.filter(review__case=case.matter, answered_at=None)
    return tuple((point.pk, "已经补充并附卷。") for point in waiting.order_by("pk"))


def review(case: Walk) -> None:
    case.take("submit_review", inputs.SubmitReview(answers=_answers(case)))


def return_review(case: Walk) -> None:
    points = (
        ("facts", "面积两处记载不一致，请以测量记录为准。"),
        ("discretion", "写明适用档次的理由。"),
        ("papers", "告知书送达回证缺收件时间。"),
    )
    back = inputs.ReturnReview(opinion="事实基本清楚，材料尚需补正。", points=points)
    case.take("return_review", back, case.reviewer)


def pass_review(case: Walk) -> None:
    opinion = "主体适格，事实清楚，程序合法，裁量适当，同意。"
    case.take("pass_review", inputs.PassReview(opinion=opinion), case.reviewer)


def submit(case: Walk) -> None:
    asked = inputs.SubmitDecision(opinion="建议按告知的内容处罚。", answers=_answers(case))
    case.take("submit_decision", asked)


def submit_no_penalty(case: Walk) -> None:
    case.take("submit_no_penalty", inputs.SubmitDecision(opinion="建议不予处罚。"))


def discuss(case: Walk) -> None:
    """After the colon: extension, where it is not about the decision."""
    people = case.town.people
    leaders = [people["leader"], *(people[name] for name in ("俞伯川", "倪正则"))]
    held = inputs.Discuss(
        purpose=case.said or "decision",
        place="区局会议室",
        chair=leaders[0].pk,
        leaders=tuple((leader.pk, "同意承办意见。") for leader in leaders),
        minutes="承办人汇报案情；法制审核人员说明审核意见；各负责人发表意见。",
        conclusion="一致同意承办意见。",
    )
    case.take("discuss", held, case.leader)


def return_decision(case: Walk) -> None:
    back = inputs.ReturnDecision(reason="请补充改正情况后再报。")
    case.take("return_decision", back, case.head)


def decide(case: Walk) -> None:
    """What the leaders discussed the leader decides, the rest the head of the team."""
    story = case.story
    fine = case.fine if story.decided is None else story.decided
    decision = inputs.Decide(
        item_code=story.item,
        is_warning=story.is_warning,
        fine=fine,
        confiscated=story.confiscated,
        band=case.band(fine),
        discretion=case.weighed(fine),
        lighter_ground=case.word("lighter_ground", ""),
        lighter_note=case.word("lighter_note", ""),
        is_public="disclose" in story.road.split() or story.is_public,
    )
    is_discussed = "discuss" in story.road.split()
    case.take("decide", decision, case.leader if is_discussed else case.head)


def exempt(case: Walk) -> None:
    """After the colon: the ground."""
    freed = inputs.DecideNoPenalty(
        ground=case.said,
        reasons=case.word("exempt", "初次违法，危害后果轻微并及时改正。"),
        education="当面讲解有关规定并发放告知单。",
    )
    case.take("decide_no_penalty", freed, case.head)


STEPS: Mapping[str, Step] = {
    "inform": inform,
    "inform_again": inform_again,
    "hear": hear,
    "waive": waive,
    "ask_hearing": ask_hearing,
    "notify_hearing": notify_hearing,
    "hold": hold,
    "report": report,
    "review": review,
    "return_review": return_review,
    "pass_review": pass_review,
    "submit": submit,
    "submit_no_penalty": submit_no_penalty,
    "discuss": discuss,
    "return_decision": return_decision,
    "decide": decide,
    "exempt": exempt,
}
