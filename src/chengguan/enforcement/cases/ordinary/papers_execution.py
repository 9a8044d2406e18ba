"""The papers from service to closing (行政处罚法 61, 66, 72; 行政强制法 35, 53–55)."""

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.shapes import Paper
from chengguan.core.pages.words import money, paper_day
from chengguan.core.work.act import Act
from chengguan.enforcement.cases import wording
from chengguan.enforcement.cases.kinds import (
    ClosingWay,
    DeferralKind,
    ExecutionEnd,
    ExemptionGround,
    ReceiptPurpose,
    RemedyKind,
    RemedyResult,
)
from chengguan.enforcement.cases.models import (
    AddedFine,
    AdoptedDebt,
    AdoptedDecision,
    ClosingRequest,
    ClosingRuling,
    CourtApplication,
    Defence,
    Deferral,
    Exemption,
    Instalment,
    InvestigationReport,
    PaperCorrection,
    PenaltyDecision,
    PublicNotice,
    Remedy,
    Reminder,
    Service,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary.papers_receipt import (
    receipt,
    receipt_paper,
    stands_to_party,
)
from chengguan.enforcement.cases.ordinary.papers_words import (
    CASE,
    HEAD,
    LABELS,
    Told,
    Values,
    agreed,
    amount,
    bare,
    clock_words,
    label,
    lines,
    penalties,
    penalty_basis,
    period,
    remedy,
    sentence,
)
from chengguan.law.parameters import RuleBook

DECISIONS = ("penalty_decision", "no_penalty_decision")


def decided(told: Told) -> Values:
    """Party and case with the decision that is served, paid or enforced."""
    paper = told.paper(*DECISIONS)
    row, exempted = told.book.last(PenaltyDecision), told.book.last(Exemption)
    day = row.decided_at if row else exempted.exempted_at if exempted else None
    ground = f"不予行政处罚（{label(ExemptionGround, exempted.ground)}）。" if exempted else ""
    brought = told.book.last(AdoptedDecision)
    debt = brought or told.book.last(AdoptedDebt)
    if not row and not exempted and debt:
        ground = f"原决定的处罚：{adopted_penalty(debt)}。"
        day = brought.decided_at if brought else None
    served = told.book.last(Service) or (brought if brought and brought.served_at else None)
    return told.common() | {
        "decision": _decision_words(paper, brought),
        "decided_on": paper_day(day),
        "penalties": penalties(row) if row else [],
        "outcome": ("".join(penalties(row)) if row else ground) + changed(told),
        "served_on": paper_day(served.served_at) if served else "",
        "officers": told.handlers(),
    }


def _decision_words(paper: CasePaper | None, brought: AdoptedDecision | None) -> str:
    if paper is not None:
        return f"{paper.title}（{paper.number}）"
    return f"行政处罚决定书（{brought.number}）" if brought else "行政处罚决定书"


def adopted_penalty(row: AdoptedDebt | AdoptedDecision) -> str:
    """What another organ's decision came to, as its papers or its system have it."""
    said = [f"罚款{money(row.fine)}"] if row.fine else []
    said += [f"没收{money(row.confiscation)}"] if row.confiscation else []
    things = row.confiscated.strip() if isinstance(row, AdoptedDecision) else ""
    said += [f"没收{things}"] if things else []
    return "、".join(said) or "没有罚款"


def changed(told: Told) -> str:
    """What reconsideration or the court has put in place of the sums of the decision."""
    rows = [row for row in told.book.all(Remedy) if row.result == RemedyResult.CHANGED]
    if not rows:
        return ""
    row = max(rows, key=lambda one: (one.ended_at, one.pk))
    sums = [f"罚款{money(row.changed_fine or 0)}"]
    sums += [f"没收{money(row.changed_confiscation)}"] if row.changed_confiscation else []
    by = f"{label(RemedyKind, row.kind)}（{row.body}，{row.result_number}）"
    return f"经{by}变更为{'、'.join(sums)}。"


# -- service -------------------------------------------------------------------------------


def service(act: Act) -> Values:
    told = Told(act)
    row = told.new(Service)
    said = receipt(
        told.paper(*DECISIONS),
        method=row.method,
        served_at=clock_words(row.served_at),
        receiver=row.receiver,
        relation=stands_to_party(told, row),
        witness=row.witness,
        note=sentence(row.note),
    )
    brought = told.book.last(AdoptedDecision)
    if brought and not said["served"]:
        said["served"] = [["行政处罚决定书", brought.number, "1"]]
    return told.common() | said | {"officers": told.handlers()}


def public_service(act: Act) -> Values:
    told = Told(act)
    row = told.new(PublicNotice)
    return decided(told) | {
        "why": sentence(row.reason),
        "places": row.places,
        "term": period(act.law, "CK11", told.case.on),
        "remedy": remedies(told),
    }


def remedies(told: Told, paper: str = "决定书") -> str:
    organ = wording.reconsideration_organ(told.case.district)
    return remedy(told.act.law, told.case.on, organ, paper)


def mended(act: Act) -> Values:
    told = Told(act)
    row = told.new(PaperCorrection)
    return told.common() | {
        "paper": row.paper,
        "wrong": row.wrong,
        "right": row.right,
        "why": bare(row.reason),
    }


# -- money ---------------------------------------------------------------------------------


def deferral(act: Act) -> Values:
    told = Told(act)
    row = told.new(Deferral)
    plan = Instalment.objects.filter(deferral=row.pk).order_by("position")
    said = "同意" if row.is_granted else "不同意"
    return decided(told) | {
        "kind": label(DeferralKind, row.kind),
        "asked_on": paper_day(row.requested_at),
        "hardship": sentence(row.hardship),
        "plan": "；".join(
            f"第{one.position}期 {paper_day(one.due_on)}前 {money(one.amount)}" for one in plan
        ),
        "opinion": agreed(said, row.opinion),
        "ruler": act.by.name,
    }


def added_fine(act: Act) -> Values:
    told = Told(act)
    row = told.new(AddedFine)
    rate = act.law.amount("late_fine.rate", on=row.since_on) / 100
    capped = "加处罚款已达到罚款数额。" if row.is_capped else ""
    return decided(told) | {
        "unpaid": amount(told.case.execution.unpaid),
        "since": paper_day(row.since_on),
        "until": paper_day(row.until_on),
        "days": str(row.days),
        "rate": f"{rate:g}%",
        "amount": amount(row.amount),
        "capped": capped,
        "remedy": remedies(told),
    }


def owed(told: Told) -> list[str]:
    """What is left of fine, added fine and confiscation, each with what was paid of it."""
    done = told.case.execution
    sums = (
        ("罚款", done.fine, done.paid),
        ("加处罚款", done.added, done.paid_added),
        ("没收违法所得", done.confiscation, done.paid_confiscation),
    )
    return [
        f"{name}{amount(due - paid)}" + (f"（已缴{money(paid)}）" if paid else "")
        for name, due, paid in sums
        if due > paid
    ]


def reminder(act: Act) -> Values:
    told = Told(act)
    row = told.new(Reminder)
    return decided(told) | {
        "owed": [f"{one}；" for one in owed(told)],
        "total": amount(row.amount),
        "demands": lines(row.demands),
        "term": period(act.law, "CK23", told.case.on),
        "after": _after(act.law, told),
    }


def _after(law: RuleBook, told: Told) -> str:
    rate = law.amount("late_fine.rate", on=told.case.on) / 100
    return (
        f"罚款每日按罚款数额的{rate:g}%加处罚款，直至达到罚款数额。"
        if told.case.execution.unpaid
        else ""
    )


def court(act: Act) -> Values:
    """What the court is given: 行政强制法 55."""
    told = Told(act)
    row = told.new(CourtApplication)
    report, urged = told.book.last(InvestigationReport), told.book.last(Reminder)
    heard = told.book.last(Defence)
    own = (
        "放弃陈述、申辩。"
        if heard and heard.is_waived
        else sentence(heard.statement if heard else "")
    )
    paper = told.paper("reminder")
    return decided(told) | {
        "court": row.court,
        "total": amount(row.amount),
        "owed": "，".join(owed(told)),
        "facts": sentence(report.facts) if report else sentence(told.case.fact),
        "penalty_basis": penalty_basis(told.case.item),
        "said": own or "当事人未提出意见。",
        "contested": contested(told),
        "urged_on": paper_day(urged.urged_at) if urged else "",
        "urged": f"（{paper.number}）" if paper else "",
        "late": sentence(row.late_reason),
    }


def contested(told: Told) -> str:
    """Which remedies the party took and what came of each, or that it took none."""
    said = [
        f"被执行人于{paper_day(row.filed_at)}向{row.body}提起{label(RemedyKind, row.kind)}"
        f"{f'（{row.number}）' if row.number else ''}，结果为{label(RemedyResult, row.result)}"
        f"{f'（{row.result_number}）' if row.result_number else ''}。"
        for row in told.book.all(Remedy)
        if row.result
    ]
    return "".join(said) or "被执行人在法定期限内不申请行政复议，不提起行政诉讼。"


# -- the end -------------------------------------------------------------------------------


def closing(act: Act) -> Values:
    told = Told(act)
    ruled, asked = told.new(ClosingRuling), told.book.last(ClosingRequest)
    assert asked is not None, "a ruling answers a request"
    paid = [
        f"{label(ReceiptPurpose, one.purpose)}{money(one.amount)}（{paper_day(one.paid_at)}，"
        f"票据 {one.receipt_number}）"
        for one in told.book.all(TreasuryReceipt)
        if one.reversed_at is None
    ]
    return decided(told) | {
        "paid": "；".join(paid),
        "way": label(ClosingWay, asked.way)
        + (f"（{label(ExecutionEnd, asked.ground)}）" if asked.ground else ""),
        "summary": sentence(asked.summary),
        "asker": told.book.name(asked.requested_by_id),
        "asked_on": paper_day(asked.requested_at),
        "opinion": agreed("同意", ruled.opinion),
        "ruler": told.book.name(ruled.ruled_by_id),
    }


# -- the papers ----------------------------------------------------------------------------

DECISION = (
    *CASE,
    ("处罚决定", "{decision}"),
    ("决定日期", "{decided_on}", "送达日期", "{served_on}"),
)

PAPERS = (
    receipt_paper("decision_receipt", service),
    Paper(
        "notice",
        key="public_service_notice",
        title="送达公告",
        values=public_service,
        says={
            "about": HEAD,
            "to": "{party}",
            "body": (
                "本机关于{decided_on}对你（单位）作出{decision}。{why}",
                "现依法公告送达，自公告发布之日起满{term}，即视为送达。",
                "决定内容：{outcome}",
            ),
            "closing": ("{remedy}", ("公告载体", "{places}")),
        },
        number_pattern="{prefix}公送〔{year}〕{seq}号",
        required=("party", "decision", "outcome", "places", "term", "remedy"),
        labels=LABELS | {"places": _("公告载体"), "outcome": _("决定内容"), "term": _("公告期间")},
        copies=("公告", "案卷"),
    ),
    Paper(
        "notice",
        key="paper_correction",
        title="文书更正通知书",
        values=mended,
        says={
            "about": CASE,
            "to": "{party}",
            "body": (
                "本机关办理的{cause}一案中，{paper}的文字有误，现更正如下：",
                ("原文", "{wrong}"),
                ("更正为", "{right}"),
                ("更正理由", "{why}。"),
            ),
            "closing": ("其他内容不变，原文书继续有效。",),
            "signers": ("收到人（签名或者盖章）",),
        },
        number_pattern="{prefix}更〔{year}〕{seq}号",
        required=("party", "paper", "wrong", "right"),
        labels=LABELS | {"paper": _("更正的文书"), "wrong": _("原文"), "right": _("更正内容")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "approval",
        key="deferral_approval",
        title="延期（分期）缴纳罚款审批表",
        values=deferral,
        says={
            "about": DECISION,
            "proposal": (
                ("当事人申请", "{asked_on}申请{kind}。{hardship}"),
                ("缴款计划", "{plan}"),
                ("处罚内容", "{outcome}"),
            ),
            "opinions": (
                ("承办人意见", "", "", ""),
                ("负责人审批", "{opinion}", "{ruler}", "{today}"),
            ),
        },
        number_pattern="{prefix}缴审〔{year}〕{seq}号",
        required=("party", "kind", "hardship", "plan", "opinion"),
        labels=LABELS | {"kind": _("方式"), "hardship": _("经济困难情况"), "plan": _("缴款计划")},
        copies=("案卷",),
    ),
    Paper(
        "decision",
        key="added_fine_decision",
        title="加处罚款决定书",
        values=added_fine,
        says={
            "about": CASE,
            "body": (
                "本机关于{decided_on}作出{decision}，于{served_on}送达当事人。"
                "当事人逾期未缴纳罚款，尚欠{unpaid}。",
                "依据{basis}的规定，本机关决定：",
            ),
            "points": (
                "自{since}至{until}共{days}日，每日按欠缴罚款的{rate}，加处罚款{amount}。{capped}",
            ),
            "closing": (
                "上述款项与欠缴的罚款一并到罚款代收机构缴纳。",
                ("救济途径和期限", "{remedy}"),
            ),
        },
        number_pattern="{prefix}加罚〔{year}〕{seq}号",
        required=("party", "decision", "since", "until", "days", "amount", "remedy"),
        labels=LABELS
        | {
            "since": _("起始日"),
            "until": _("截止日"),
            "days": _("日数"),
            "amount": _("加处罚款数额"),
        },
        copies=("当事人", "案卷"),
    ),
    Paper(
        "notice",
        key="reminder",
        title="催告书",
        values=reminder,
        says={
            "about": CASE,
            "to": "{party}",
            "body": (
                "本机关于{decided_on}对你（单位）作出{decision}，于{served_on}送达。"
                "你（单位）至今未履行，尚欠款项如下，合计{total}：",
            ),
            "points": "{owed}",
            "closing": (
                "{demands}",
                "依据{basis}的规定，请自收到本催告书之日起{term}内，到罚款代收机构履行上述义务。{after}",
                "你（单位）有权进行陈述和申辩。逾期仍不履行的，本机关将依法申请人民法院强制执行。",
            ),
            "officers": "{officers}",
            "signers": ("当事人（签名或者盖章）",),
        },
        number_pattern="{prefix}催〔{year}〕{seq}号",
        required=("party", "decision", "total", "owed", "demands", "term"),
        labels=LABELS
        | {
            "total": _("催缴金额"),
            "demands": _("催告内容"),
            "owed": _("欠缴款项"),
            "term": _("履行期限"),
        },
        copies=("当事人", "案卷"),
    ),
    Paper(
        "notice",
        key="court_application",
        title="行政强制执行申请书",
        values=court,
        says={
            "about": CASE,
            "to": "{court}",
            "body": (
                "本机关于{decided_on}对被执行人{party}作出{decision}，于{served_on}送达。{contested}"
                "被执行人至今未全部履行。依据{basis}的规定，申请强制执行。",
                ("申请执行的事项", "{owed}，合计{total}。"),
                ("事实和理由", "{facts}"),
                ("决定的依据", "违反{breach}，依据{penalty_basis}。"),
                ("当事人的意见", "{said}"),
                ("催告情况", "本机关于{urged_on}送达催告书{urged}，被执行人仍未履行。"),
                ("执行标的情况", "金钱给付义务，{owed}。"),
                ("逾期申请的理由", "{late}"),
            ),
            "closing": (
                "附：行政处罚决定书及送达回证、催告书及送达回证、作出决定的事实和证据材料。",
            ),
            "signers": ("行政机关负责人（签名）",),
        },
        number_pattern="{prefix}强申〔{year}〕{seq}号",
        required=("court", "party", "decision", "total", "facts", "urged_on"),
        labels=LABELS | {"court": _("法院"), "total": _("申请执行金额"), "urged_on": _("催告日期")},
        copies=("人民法院", "案卷"),
    ),
    Paper(
        "approval",
        key="closing_approval",
        title="结案审批表",
        values=closing,
        says={
            "about": DECISION,
            "proposal": (
                ("处理结果", "{outcome}"),
                ("执行情况", "{way}。{summary}"),
                ("缴款", "{paid}"),
            ),
            "opinions": (
                ("承办人意见", "建议结案。", "{asker}", "{asked_on}"),
                ("负责人审批", "{opinion}", "{ruler}", "{today}"),
            ),
        },
        number_pattern="{prefix}结审〔{year}〕{seq}号",
        required=("party", "decision", "outcome", "way", "opinion"),
        labels=LABELS | {"decision": _("处罚决定"), "outcome": _("处理结果"), "way": _("结案方式")},
        copies=("案卷",),
    ),
)
