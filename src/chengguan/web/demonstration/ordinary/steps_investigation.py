"""The steps of a story from the first look to the approved report."""

from collections.abc import Callable, Mapping
from datetime import timedelta

from chengguan.core.lawbook.evidence import Proof, evidence_standard
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter
from chengguan.enforcement.cases import inputs as cases
from chengguan.enforcement.cases.models import Appraisal, Evidence, Preservation, Sampling
from chengguan.enforcement.cases.ordinary import inputs_investigation as inputs
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from chengguan.web.demonstration.ordinary.walk import Walk

Step = Callable[[Walk], None]

PIECES = {
    Proof.IDENTITY: "当事人身份证明复印件",
    Proof.PERMIT_QUERY: "许可查询回复",
    Proof.RECORD_COPY: "合同和台账复印件",
    Proof.MEASUREMENT: "现场测量记录",
    Proof.VALUATION: "价格评估书",
    Proof.ASSISTANCE_REPLY: "协助调查复函",
    Proof.PROPERTY_REPORT: "物业报告和劝阻记录",
    Proof.VIDEO: "现场视频截图",
    Proof.WITNESS: "证人证言",
    Proof.TRACK: "行驶轨迹数据",
    Proof.NOTICE_RECORD: "通知发送记录",
    Proof.APPRAISAL: "鉴定意见书",
    Proof.RETENTION: "实物照片和清单",
    Proof.REINSPECTION: "前后对比照片",
}


def discover(case: Walk) -> None:
    story, place = case.story, case.town.places[case.story.place]
    outcome = open_matter(
        procedure="case.ordinary",
        action="discover",
        by=case.by,
        at=case.moment(),
        key=case.id_of("discover"),
        data=inputs.OpenOrdinary(
            organ=case.town.organs[story.team],
            officer=case.first,
            partner=case.second.pk,
            party=case.party,
            item_code=story.item,
            conduct_on=case.at.date(),
            discovered_at=case.at,
            spot=place.address or place.full_name,
            fact=story.fact,
            place=place,
        ),
    )
    case.others[story.key] = outcome.matter


# -- at the scene --------------------------------------------------------------------------


def look(case: Walk) -> None:
    seen = cases.Inspect(
        officers=case.two,
        certificates_shown_at=case.at - timedelta(minutes=1),
        record=f"执法人员出示证件后检查：{case.story.fact}",
        signature="signed",
        harm=case.story.harm,
        crime_suspicion=case.word("crime", ""),
        photos=(case.photo("现场"),),
    )
    case.take("inspect", seen)


def order(case: Walk) -> None:
    """After the colon: in how many days."""
    until = case.at + timedelta(days=int(case.said)) if case.said else None
    requirement = case.word("order", "立即停止违法行为，恢复原状。")
    case.take("order_correction", cases.OrderCorrection(requirement=requirement, correct_by=until))


def recheck(case: Walk) -> None:
    """After the colon: corrected or refused."""
    is_corrected = case.said == "corrected"
    found = inputs.Reinspect(
        officers=case.two,
        is_corrected=is_corrected,
        record="复查时已经改正。" if is_corrected else "改正期限届满，复查时仍未改正。",
        signature="signed" if is_corrected else "refused",
        signature_note="" if is_corrected else "当事人拒绝签名，现场全程录像。",
        photos=(case.photo("复查"),),
    )
    case.take("reinspect", found)


# -- docketing -----------------------------------------------------------------------------


def ask(case: Walk) -> None:
    asked = inputs.RequestDocketing(
        evidence="现场检查笔录、现场照片", proposal=f"{case.story.fact}建议立案调查。"
    )
    case.take("request_docketing", asked)


def extend_verifying(case: Walk) -> None:
    reason = case.word("extend_verifying", "权属和许可情况尚待有关部门答复。")
    given = inputs.ExtendVerification(days=int(case.said), reason=reason)
    case.take("extend_verification", given, case.head)


def return_docketing(case: Walk) -> None:
    opinion = inputs.RuleOnDocketing(opinion="请补充当事人身份和现场权属材料。")
    case.take("return_docketing", opinion, case.head)


def docket(case: Walk) -> None:
    agreed = inputs.Docket(opinion="事实有初步证据，同意立案。", officers=case.two)
    case.take("docket", agreed, case.head)


def decline(case: Walk) -> None:
    opinion = case.word("decline", "经核查没有违法事实，不予立案。")
    case.take("decline", inputs.RuleOnDocketing(opinion=opinion), case.head)


# -- evidence ------------------------------------------------------------------------------


def interview(case: Walk) -> None:
    """After the colon: alone, where only one officer asked."""
    officers = case.two[:1] if case.said == "alone" else case.two
    _ask(case, officers, "party", case.party.legal_rep or case.party.name, "认可现场检查的情况。")


def witness(case: Walk) -> None:
    _ask(case, case.two, "witness", "居民武某", "看见现场的经过，与照片一致。")


def _ask(case: Walk, officers: tuple[int, ...], role: str, name: str, answer: str) -> None:
    asked = inputs.Interview(
        officers=officers,
        ended_at=case.at + timedelta(minutes=14),
        place="队部询问室",
        interviewee=name,
        role=role,
        certificates_shown_at=case.at,
        rights_told_at=case.at,
        record=f"问：{case.story.fact}是否属实？答：{answer}",
        signature="signed",
    )
    case.take("interview", asked)


def evidence(case: Walk) -> None:
    """After the colon: the point of the item's standard."""
    points = {point.key: point for point in evidence_standard(case.story.item)}
    point = points[case.said]
    proof = point.satisfied_by[0]
    piece = inputs.CollectEvidence(
        officers=case.two,
        kind=str(point.kinds[0]),
        title=PIECES.get(proof, "书面材料"),
        shows=point.title,
        source="当事人提供" if proof is Proof.IDENTITY else "依法调取",
        requirement=point.key,
        originals=(case.photo("证据"),),
    )
    case.take("collect_evidence", piece)


def void_evidence(case: Walk) -> None:
    excluded = inputs.VoidEvidence(
        evidence=case.last(Evidence).pk, reason="复印件没有注明出处，另行调取。"
    )
    case.take("void_evidence", excluded)


def sample(case: Walk) -> None:
    taken = inputs.Sample(
        officers=case.two,
        things=case.word("sample", "排放口废水"),
        quantity="500 毫升两瓶",
        method="随机抽取，当场封签",
        signature="signed",
    )
    case.take("sample", taken)


def sample_result(case: Walk) -> None:
    found = inputs.RecordSamplingResult(
        sampling=case.last(Sampling).pk,
        institution="区环境监测站",
        result=case.word("sample_result", "悬浮物超过排放限值。"),
    )
    case.take("record_sampling_result", found)


def keep_ask(case: Walk) -> None:
    name, quantity, features = case.word("keep", "物品;1 件;").split(";")
    asked = inputs.RequestPreservation(
        reason="物品随时可能转移，以后难以取得。", things=((name, quantity, features),)
    )
    case.take("request_preservation", asked)


def keep_approve(case: Walk) -> None:
    approved = inputs.ApprovePreservation(preservation=case.last(Preservation).pk)
    case.take("approve_preservation", approved, case.head)


def keep(case: Walk) -> None:
    kept = inputs.Preserve(
        preservation=case.last(Preservation).pk,
        officers=case.two,
        place="执法物品仓库 2 号位",
        signature="signed",
    )
    case.take("preserve", kept)


def release(case: Walk) -> None:
    """After the colon: what becomes of the things."""
    released = inputs.ReleasePreservation(
        preservation=case.last(Preservation).pk, disposal=case.said
    )
    case.take("release_preservation", released)


def commission(case: Walk) -> None:
    """After the colon: the kind of opinion."""
    asked = inputs.CommissionAppraisal(
        kind=case.said,
        institution=case.word("institution", "上海示例检测技术有限公司"),
        question=case.word("question", "是否超过标准。"),
        party_told_at=case.at,
    )
    case.take("commission_appraisal", asked)


def opinion(case: Walk) -> None:
    received = inputs.ReceiveAppraisal(
        appraisal=case.last(Appraisal).pk,
        result=case.word("opinion", "检测结果超过标准限值。"),
        opinions=(case.photo("意见书"),),
    )
    case.take("receive_appraisal", received)


# -- the team ------------------------------------------------------------------------------


def recusal(case: Walk) -> None:
    asked = cases.RequestRecusal(
        officer=case.second.pk, is_by_party=True, reason="当事人称与该队员是邻居，有过争执。"
    )
    case.take("request_recusal", asked)


def recusal_ruled(case: Walk) -> None:
    ruled = cases.RuleOnRecusal(officer=case.second.pk, is_granted=case.said == "granted")
    case.take("rule_on_recusal", ruled, case.head)


def change(case: Walk) -> None:
    """Another of the team takes the second officer's part."""
    crew = case.town.crew(case.story.team)
    case.second = next(p for p in crew if p.pk not in case.two)
    handed = inputs.ChangeOfficers(officers=case.two, reason="原办案人员回避。")
    case.take("change_officers", handed, case.head)


# -- the course ----------------------------------------------------------------------------


def extend(case: Walk) -> None:
    reason = case.word("extend", "案情复杂，证据尚待调取。")
    case.take("extend", inputs.Extend(days=int(case.said), reason=reason), case.head)


def _ended(action: str, usual: str) -> Step:
    def step(case: Walk) -> None:
        reason = case.word(action, usual)
        case.take(action, inputs.EndOrPause(reason=reason), case.head)

    return step


def join(case: Walk) -> None:
    """After the colon: the story into which this one goes."""
    number = Matter.objects.values_list("number", flat=True).get(pk=case.others[case.said])
    reason = "同一当事人的相关行为，合并调查。"
    case.take("join", inputs.Join(number=number, reason=reason), case.head)


def ask_police(case: Walk) -> None:
    asked = moving.RequestTransfer(
        officers=case.two,
        offence=case.word("offence", "非法经营罪"),
        facts=case.word("police", "涉嫌犯罪，依法移送。"),
    )
    case.take("request_transfer", asked)


def review_police(case: Walk) -> None:
    opinion = "事实清楚，涉嫌犯罪，应当移送，不得以罚代刑。"
    case.take("review_transfer", moving.ReviewTransfer(opinion=opinion), case.reviewer)


def approve_police(case: Walk) -> None:
    case.take("approve_transfer", moving.RuleOnTransfer(opinion="批准移送。"), case.leader)


def police(case: Walk) -> None:
    case.take("transfer_to_police", moving.TransferToPolice(body="长宁公安分局"))


def police_taken(case: Walk) -> None:
    answer = moving.RecordPoliceAnswer(
        received_at=case.at,
        is_taken=True,
        number=f"长公立〔2026〕{case.number}号",
        notices=(case.photo("立案通知书"),),
    )
    case.take("record_police_answer", answer)


def police_handed(case: Walk) -> None:
    over = moving.HandOverToPolice(receipts=(case.photo("交接清单"),))
    case.take("hand_over_to_police", over)


def conclude(case: Walk) -> None:
    story, is_penalty = case.story, case.story.proposal == "penalty"
    report = inputs.Conclude(
        item_code=story.item,
        facts=story.fact,
        evidence="现场检查笔录、询问笔录、照片和调取的材料",
        proposal=story.proposal,
        is_warning=story.is_warning,
        fine=case.fine,
        confiscated=story.confiscated,
        band=case.band(case.fine) if is_penalty else "no_penalty",
        discretion=case.weighed(case.fine),
    )
    case.take("conclude", report)


def return_report(case: Walk) -> None:
    back = inputs.RuleOnReport(opinion="请补充证人证言后再报。")
    case.take("return_report", back, case.head)


def approve(case: Walk) -> None:
    case.take("approve_report", inputs.RuleOnReport(opinion="同意，依法告知。"), case.head)


STEPS: Mapping[str, Step] = {
    "look": look,
    "order": order,
    "recheck": recheck,
    "ask": ask,
    "extend_verifying": extend_verifying,
    "return_docketing": return_docketing,
    "docket": docket,
    "decline": decline,
    "interview": interview,
    "witness": witness,
    "evidence": evidence,
    "void_evidence": void_evidence,
    "sample": sample,
    "sample_result": sample_result,
    "keep_ask": keep_ask,
    "keep_approve": keep_approve,
    "keep": keep,
    "release": release,
    "commission": commission,
    "opinion": opinion,
    "recusal": recusal,
    "recusal_ruled": recusal_ruled,
    "change": change,
    "extend": extend,
    "suspend": _ended("suspend", "等待法院对权属的判决。"),
    "resume": _ended("resume", "判决已经生效，恢复调查。"),
    "terminate": _ended("terminate", "当事人死亡，终止调查。"),
    "withdraw": _ended("withdraw_docketing", "查明行为发生前已经取得许可，撤销立案。"),
    "join": join,
    "ask_police": ask_police,
    "review_police": review_police,
    "approve_police": approve_police,
    "police": police,
    "police_taken": police_taken,
    "police_handed": police_handed,
    "conclude": conclude,
    "return_report": return_report,
    "approve": approve,
}
