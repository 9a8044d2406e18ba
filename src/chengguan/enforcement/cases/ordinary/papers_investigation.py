"""The papers of docketing and investigation (行政处罚法 54–57)."""

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.shapes import Paper
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.enforcement.cases.kinds import (
    AppraisalKind,
    DiscretionBand,
    DocketingOutcome,
    Harm,
    Interviewee,
    PreservationDisposal,
    Proposal,
)
from chengguan.enforcement.cases.models import (
    Appraisal,
    CorrectionOrder,
    DocketingRequest,
    DocketingRuling,
    Evidence,
    Inspection,
    InspectionOfficer,
    Interview,
    InterviewOfficer,
    InvestigationReport,
    Preservation,
    PreservationOfficer,
    PreservedThing,
    Reinspection,
    ReinspectionOfficer,
    ReportRuling,
)
from chengguan.enforcement.cases.ordinary.papers_words import (
    BLANK,
    CASE,
    HEAD,
    LABELS,
    PARTY,
    Told,
    Values,
    agreed,
    bare,
    certified,
    clock_words,
    label,
    lines,
    penalties,
    penalty_basis,
    period,
    sentence,
    signature,
    turns,
)

# -- docketing -----------------------------------------------------------------------------


def docketing(act: Act) -> Values:
    told, ruled = Told(act), Told(act).new(DocketingRuling)
    asked = told.book.last(DocketingRequest)
    assert asked is not None, "a ruling answers a request"
    return told.common() | {
        "found": clock_words(told.case.discovered_at),
        "evidence": sentence(asked.evidence),
        "proposal": sentence(asked.proposal),
        "asker": told.book.name(asked.requested_by_id),
        "asked_on": paper_day(asked.requested_at),
        "opinion": _ruling(label(DocketingOutcome, ruled.outcome), ruled.opinion),
        "ruler": told.book.name(ruled.ruled_by_id),
    }


def _ruling(outcome: str, opinion: str) -> str:
    """The head says 同意立案 where the paper would say 立案 first."""
    return sentence(opinion) if outcome in opinion else agreed(outcome, opinion)


def docketing_paper(key: str, title: str, number_pattern: str) -> Paper:
    """The same form, whether the case is docketed or not."""
    return Paper(
        "approval",
        key=key,
        title=title,
        values=docketing,
        says={
            "about": (*CASE, ("违法地点", "{spot}"), ("发现时间", "{found}")),
            "proposal": (
                ("案情摘要", "{conduct_on}，{fact}涉嫌违反{breach}。"),
                ("初步证据", "{evidence}"),
            ),
            "opinions": (
                ("承办人意见", "{proposal}", "{asker}", "{asked_on}"),
                ("负责人审批", "{opinion}", "{ruler}", "{today}"),
            ),
        },
        number_pattern=number_pattern,
        required=("party", "fact", "breach", "evidence", "opinion"),
        labels=LABELS,
        copies=("案卷",),
    )


# -- records -------------------------------------------------------------------------------

CERTIFICATES_SHOWN = "执法人员于{shown}向{who}出示执法证件，表明身份。"
READ_AND_RIGHT = "以上笔录已阅看（已向我宣读），与事实相符。"
PAGE_SIGNERS = ("当事人", "执法人员")


def inspection(act: Act) -> Values:
    told = Told(act)
    row = told.new(Inspection)
    people = [one.person_id for one in told.several(InspectionOfficer)]
    shown = row.certificates_shown_at
    return told.common() | {
        "time": clock_words(row.inspected_at),
        "shown": clock_words(shown),
        "who": "当事人",
        "record": lines(row.record),
        "harm": f"{label(Harm, row.harm)}。",
        "crime": sentence(row.crime_suspicion),
        "officers": certified(people, told.case.on),
        "signature": signature(row.signature, row.signature_note),
    }


def interview(act: Act) -> Values:
    told = Told(act)
    row = told.new(Interview)
    people = [one.person_id for one in told.several(InterviewOfficer)]
    asked = turns(row.record)
    return told.common() | {
        "time": f"{clock_words(row.began_at)}至{clock_words(row.ended_at)}",
        "place": row.place,
        "interviewee": row.interviewee,
        "role": label(Interviewee, row.role),
        "shown": clock_words(row.certificates_shown_at),
        "who": "被询问人",
        "told": clock_words(row.rights_told_at),
        "record": row.record,
        "words": [] if asked else lines(row.record),
        "turns": asked,
        "officers": certified(people, told.case.on),
        "signature": signature(row.signature, row.signature_note, "被询问人"),
    }


def reinspection(act: Act) -> Values:
    told = Told(act)
    row = told.new(Reinspection)
    people = [one.person_id for one in told.several(ReinspectionOfficer)]
    [order] = told.book.of(CorrectionOrder, pk=row.order_id)
    paper = told.paper("correction_notice")
    return told.common() | {
        "time": clock_words(row.reinspected_at),
        "order": f"{paper_day(order.ordered_at)}{f'，{paper.number}' if paper else ''}",
        "requirement": bare(order.requirement),
        "record": lines(row.record),
        "finding": "已按要求改正。" if row.is_corrected else "未按要求改正。",
        "officers": certified(people, told.case.on),
        "signature": signature(row.signature, row.signature_note),
    }


# -- orders and preservation ---------------------------------------------------------------


def correction(act: Act) -> Values:
    told = Told(act)
    row = told.new(CorrectionOrder)
    until = f"于{clock_words(row.correct_by)}前" if row.correct_by else "立即"
    return told.common() | {
        "until": until,
        "conduct": bare(told.case.fact),
        "requirements": lines(row.requirement),
        "officers": told.handlers(),
        "done": f"当事人已于{clock_words(row.corrected_at)}改正。" if row.corrected_at else "",
    }


def preservation(act: Act) -> Values:
    told = Told(act)
    row = told.new(Preservation)
    things = PreservedThing.objects.filter(preservation=row.pk).order_by("pk")
    there = [one.person_id for one in told.book.of(PreservationOfficer, preservation_id=row.pk)]
    return told.common() | {
        "reasons": sentence(row.reason),
        "asked_on": paper_day(row.requested_at),
        "approver": told.name(row.approved_by_id),
        "opinion": "同意先行登记保存。" if row.approved_at else "",
        "things": [
            [str(position), thing.name, thing.quantity, thing.features]
            for position, thing in enumerate(things, start=1)
        ],
        "named": "；".join(
            f"{thing.name}{thing.quantity}{f'（{thing.features}）' if thing.features else ''}"
            for thing in things
        ),
        "place": row.place,
        "time": clock_words(row.preserved_at),
        "term": period(act.law, "CK05", told.case.on),
        "disposal": label(PreservationDisposal, row.disposal),
        "note": sentence(row.disposal_note),
        "officers": told.handlers() if row.disposed_at else certified(there, told.case.on),
        "signature": signature(row.signature, ""),
    }


def appraisal(act: Act) -> Values:
    told = Told(act)
    row = told.new(Appraisal)
    return told.common() | {
        "kind": label(AppraisalKind, row.kind),
        "institution": row.institution,
        "questions": lines(row.question),
        "told": (
            f"已于{clock_words(row.party_told_at)}将委托事项告知当事人。"
            if row.party_told_at
            else ""
        ),
        "officers": told.handlers(),
    }


# -- the end of the investigation ----------------------------------------------------------


def report(act: Act) -> Values:
    """The report as it was handed in, or as the head ruled on it."""
    told = Told(act)
    row = told.book.last(InvestigationReport)
    assert row is not None, "the act wrote it, or rules on it"
    applied = told.case.item
    ruled = next(iter(told.several(ReportRuling)), None)
    return told.common() | {
        "facts": lines(row.facts),
        "summary": sentence(row.facts),
        "evidence": sentence(row.evidence),
        "list": [
            f"{one.title}，证明{bare(one.shows)}。"
            for one in told.book.all(Evidence)
            if one.voided_at is None
        ],
        "penalty_basis": penalty_basis(applied),
        "discretion": discretion(row.band, row.discretion),
        "proposed": f"建议{label(Proposal, row.proposal)}：{''.join(penalties(row)) or '无。'}",
        "officers": told.handlers(),
        "reporters": told.book.name(row.reported_by_id),
        "reported_on": paper_day(row.reported_at),
        "opinion": agreed("同意", ruled.opinion) if ruled else "",
        "ruler": told.name(ruled.ruled_by_id) if ruled else "",
    }


def discretion(band: str, reasons: str) -> str:
    """How the discretion standard was applied."""
    chosen = f"适用“{label(DiscretionBand, band)}”裁量档次。" if band else ""
    return f"{sentence(reasons)}{chosen}"


# -- the papers ----------------------------------------------------------------------------

PAPERS = (
    docketing_paper("docketing_approval", "立案审批表", "{prefix}立审〔{year}〕{seq}号"),
    docketing_paper("no_docketing_approval", "不予立案审批表", "{prefix}不立审〔{year}〕{seq}号"),
    Paper(
        "record",
        key="inspection_record",
        title="现场检查（勘验）笔录",
        values=inspection,
        says={
            "about": (*CASE, ("检查时间", "{time}"), ("检查地点", "{spot}")),
            "body": (
                CERTIFICATES_SHOWN,
                "现场情况：",
                "{record}",
                ("危害后果", "{harm}"),
                ("涉嫌犯罪的情况", "{crime}"),
            ),
            "closing": (READ_AND_RIGHT, "{signature}"),
            "officers": "{officers}",
            "signers": ("当事人（签名）", "见证人（签名）", "记录人（签名）"),
            "page_signers": PAGE_SIGNERS,
        },
        number_pattern="{prefix}检〔{year}〕{seq}号",
        required=("party", "spot", "record", "officers"),
        labels=LABELS,
        copies=("案卷",),
    ),
    Paper(
        "record",
        key="interview_record",
        title="询问笔录",
        values=interview,
        says={
            "about": (
                *HEAD,
                ("被询问人", "{interviewee}", "身份", "{role}"),
                ("证件号码", BLANK, "联系电话", BLANK),
                ("询问时间", "{time}"),
                ("询问地点", "{place}"),
            ),
            "body": (
                CERTIFICATES_SHOWN,
                "执法人员于{told}告知被询问人：应当如实回答询问，不得作伪证；"
                "认为执法人员与案件有直接利害关系的，有权申请回避；有权核对、更正笔录。",
                "{words}",
            ),
            "turns": "{turns}",
            "closing": (READ_AND_RIGHT, "{signature}"),
            "officers": "{officers}",
            "signers": ("被询问人（签名）", "记录人（签名）"),
            "page_signers": ("被询问人", "执法人员"),
        },
        number_pattern="{prefix}询〔{year}〕{seq}号",
        required=("interviewee", "time", "place", "record", "officers"),
        labels=LABELS
        | {"interviewee": _("被询问人"), "time": _("询问时间"), "place": _("询问地点")},
        copies=("案卷",),
    ),
    Paper(
        "notice",
        key="correction_notice",
        title="责令改正通知书",
        values=correction,
        says={
            "about": (*PARTY,),
            "to": "{party}",
            "body": (
                "经查，你（单位）于{conduct_on}在{spot}{conduct}，违反了{breach}的规定。",
                "依据{basis}的规定，现责令你（单位）{until}改正违法行为，具体要求如下：",
            ),
            "points": "{requirements}",
            "closing": (
                "{done}",
                "本机关将对改正情况进行复查。拒不改正的，依法处理。",
            ),
            "officers": "{officers}",
            "signers": ("收到人（签名或者盖章）",),
        },
        number_pattern="{prefix}责改〔{year}〕{seq}号",
        required=("party", "conduct", "breach", "requirements"),
        labels=LABELS | {"conduct": _("违法行为"), "requirements": _("改正要求")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "record",
        key="reinspection_record",
        title="复查笔录",
        values=reinspection,
        says={
            "about": (
                *CASE,
                ("复查时间", "{time}"),
                ("复查地点", "{spot}"),
                ("责令改正", "{order}"),
                ("改正要求", "{requirement}"),
            ),
            "body": ("复查情况：", "{record}", ("复查结论", "{finding}")),
            "closing": (READ_AND_RIGHT, "{signature}"),
            "officers": "{officers}",
            "signers": ("当事人（签名）", "见证人（签名）"),
            "page_signers": PAGE_SIGNERS,
        },
        number_pattern="{prefix}复查〔{year}〕{seq}号",
        required=("party", "record", "finding", "officers"),
        labels=LABELS | {"finding": _("复查结论")},
        copies=("案卷",),
    ),
    Paper(
        "approval",
        key="preservation_approval",
        title="先行登记保存审批表",
        values=preservation,
        says={
            "about": CASE,
            "proposal": (("保存物品", "{named}"), ("保存理由", "{reasons}")),
            "opinions": (
                (
                    "承办人意见",
                    "证据可能灭失或者以后难以取得，建议先行登记保存。",
                    "",
                    "{asked_on}",
                ),
                ("负责人审批", "{opinion}", "{approver}", "{today}"),
            ),
        },
        number_pattern="{prefix}登审〔{year}〕{seq}号",
        required=("party", "things", "reasons", "opinion"),
        labels=LABELS,
        copies=("案卷",),
    ),
    Paper(
        "notice",
        key="preservation_notice",
        title="先行登记保存通知书",
        values=preservation,
        says={
            "about": PARTY,
            "to": "{party}",
            "body": (
                "因你（单位）涉嫌{cause}，{reasons}",
                "依据{basis}的规定，本机关自{time}起对有关物品先行登记保存，物品见所附清单。",
                ("保存地点", "{place}"),
            ),
            "closing": (
                "保存期间，当事人或者有关人员不得销毁或者转移。"
                "本机关在{term}内对登记保存的物品作出处理决定。",
                "{signature}",
            ),
            "officers": "{officers}",
            "signers": ("当事人（签名或者盖章）", "见证人（签名）"),
        },
        number_pattern="{prefix}登存〔{year}〕{seq}号",
        required=("party", "things", "reasons", "place", "officers"),
        labels=LABELS | {"place": _("保存地点")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "list",
        key="preservation_list",
        title="先行登记保存物品清单",
        values=preservation,
        says={
            "about": (("案号", "{number}"), ("当事人", "{party}"), ("保存地点", "{place}")),
            "headings": ("序号", "名称", "数量", "特征"),
            "rows": "{things}",
            "closing": ("以上物品经当场清点核对无误。", "{signature}"),
            "officers": "{officers}",
            "signers": ("当事人（签名或者盖章）", "见证人（签名）"),
        },
        number_pattern="{prefix}登清〔{year}〕{seq}号",
        required=("party", "things", "place", "officers"),
        labels=LABELS | {"place": _("保存地点")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "notice",
        key="preservation_disposal",
        title="先行登记保存物品处理决定书",
        values=preservation,
        says={
            "about": PARTY,
            "to": "{party}",
            "body": (
                "本机关于{time}先行登记保存你（单位）下列物品：{named}。",
                "依据{basis}的规定，现对上述物品作出如下处理：{disposal}。{note}",
            ),
            "officers": "{officers}",
            "signers": ("收到人（签名或者盖章）",),
        },
        number_pattern="{prefix}登处〔{year}〕{seq}号",
        required=("party", "things", "disposal"),
        labels=LABELS | {"disposal": _("处理方式")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "notice",
        key="appraisal_commission",
        title="鉴定（检测）委托书",
        values=appraisal,
        says={
            "about": (
                *HEAD,
                ("委托类别", "{kind}"),
                ("当事人", "{party}"),
            ),
            "to": "{institution}",
            "body": (
                "本机关办理{party}涉嫌{cause}一案，依据{basis}的规定，委托你单位就下列事项进行{kind}：",
            ),
            "points": "{questions}",
            "closing": (
                "请按规定的标准和方法进行，出具载明依据、方法和结论的书面意见，"
                "由承办人员签名并加盖单位印章，附资质证明。",
                "{told}",
            ),
            "officers": "{officers}",
            "signers": ("受托单位（签收）",),
        },
        number_pattern="{prefix}鉴委〔{year}〕{seq}号",
        required=("institution", "questions", "kind"),
        labels={"institution": _("受托机构"), "questions": _("委托事项"), "kind": _("委托类别")},
        copies=("受托机构", "案卷"),
    ),
    Paper(
        "record",
        key="investigation_report",
        title="案件调查终结报告",
        values=report,
        says={
            "about": (*CASE, ("违法地点", "{spot}")),
            "body": (
                ("查明的事实", "{summary}"),
                ("证据", "{evidence}"),
                "{list}",
                ("违反的规定", "{breach}"),
                ("处罚依据", "{penalty_basis}"),
                ("裁量", "{discretion}"),
                ("处理建议", "{proposed}"),
            ),
            "closing": ("报告人：{reporters}　{reported_on}",),
            "officers": "{officers}",
        },
        number_pattern="{prefix}终〔{year}〕{seq}号",
        required=("party", "facts", "evidence", "breach", "proposed", "reporters"),
        labels=LABELS | {"proposed": _("处理建议"), "reporters": _("报告人")},
        copies=("案卷",),
    ),
    Paper(
        "approval",
        key="investigation_approval",
        title="案件调查终结审批表",
        values=report,
        says={
            "about": (*CASE, ("违法地点", "{spot}")),
            "proposal": (
                ("查明的事实", "{summary}"),
                ("证据", "{evidence}"),
                ("法律依据", "违反{breach}，依据{penalty_basis}。"),
                ("裁量", "{discretion}"),
            ),
            "opinions": (
                ("承办人意见", "{proposed}", "{reporters}", "{reported_on}"),
                ("负责人审批", "{opinion}", "{ruler}", "{today}"),
            ),
        },
        number_pattern="{prefix}终审〔{year}〕{seq}号",
        required=("party", "facts", "evidence", "proposed", "opinion"),
        labels=LABELS | {"proposed": _("处理建议")},
        copies=("案卷",),
    ),
)
