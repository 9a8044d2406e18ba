"""The papers of the course of a case: extended, suspended, resumed; samples and evidence."""

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.shapes import Paper
from chengguan.core.pages.words import paper_day
from chengguan.core.work import rules
from chengguan.core.work.act import Act
from chengguan.core.work.models import ClockChange, MatterClock
from chengguan.enforcement.cases.kinds import AppraisalKind, EvidenceKind, Interviewee
from chengguan.enforcement.cases.models import (
    Appraisal,
    Evidence,
    Inspection,
    Interview,
    Reinspection,
    Sampling,
    SamplingOfficer,
    Suspension,
)
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.papers_words import (
    CASE,
    HEAD,
    LABELS,
    PARTY,
    UNITS,
    Told,
    Values,
    bare,
    certified,
    clock_words,
    label,
    lines,
    sentence,
    signature,
)

WORDS = LABELS | {
    "days": _("延长日数"),
    "until": _("延长后的期限"),
    "since": _("自何日起"),
    "reasons": _("理由"),
    "ruler": _("审批人"),
    "result": _("抽样结果"),
    "institution": _("检验机构"),
    "list": _("证据"),
}

# -- extended ------------------------------------------------------------------------------


def extension(act: Act) -> Values:
    """The period as it is counted after the extension."""
    told = Told(act)
    change = told.new(ClockChange)
    clock = MatterClock.objects.get(pk=change.clock_id)
    version = act.law.clock_version(clock.ref, clock.started_at.astimezone(rules.ZONE).date())
    return told.common() | {
        "days": f"{change.length}{UNITS[change.unit or str(version.unit)]}",
        "begun": paper_day(clock.started_at),
        "until": paper_day(clock.due_at),
        "reasons": sentence(change.reason),
        "ruler": act.by.name,
        "officers": told.handlers(),
    }


def extension_paper(key: str, title: str, period: str, number_pattern: str) -> Paper:
    """One form for the period of verification and that of the case."""
    return Paper(
        "approval",
        key=key,
        title=title,
        values=extension,
        says={
            "about": CASE,
            "proposal": (
                ("原期限", f"{period}自{{begun}}起算"),
                ("延长理由", "{reasons}"),
                ("延长", "{days}，延长后至{until}"),
            ),
            "opinions": (
                ("承办人意见", "", "", ""),
                ("负责人审批", "同意延长。", "{ruler}", "{today}"),
            ),
        },
        number_pattern=number_pattern,
        required=("party", "days", "until", "reasons", "ruler"),
        labels=WORDS,
        copies=("案卷",),
    )


# -- suspended and resumed -----------------------------------------------------------------


def suspension(act: Act) -> Values:
    told = Told(act)
    row = told.new(Suspension)
    return told.common() | {
        "since": paper_day(row.since),
        "reasons": sentence(row.resume_reason if row.resumed_at else row.reason),
        "resumed": paper_day(row.resumed_at),
        "ruler": act.by.name,
        "officers": told.handlers(),
    }


def suspension_approval(key: str, title: str, what: str, said: str, number_pattern: str) -> Paper:
    return Paper(
        "approval",
        key=key,
        title=title,
        values=suspension,
        says={
            "about": CASE,
            "proposal": ((what, "{reasons}"), ("中止日期", "{since}")),
            "opinions": (
                ("承办人意见", "", "", ""),
                ("负责人审批", f"同意{said}。", "{ruler}", "{today}"),
            ),
        },
        number_pattern=number_pattern,
        required=("party", "reasons", "since", "ruler"),
        labels=WORDS,
        copies=("案卷",),
    )


def suspension_notice(key: str, title: str, says: tuple[str, ...], number_pattern: str) -> Paper:
    return Paper(
        "notice",
        key=key,
        title=title,
        values=suspension,
        says={
            "about": (*HEAD, *PARTY),
            "to": "{party}",
            "body": says,
            "officers": "{officers}",
            "signers": ("收到人（签名或者盖章）",),
        },
        number_pattern=number_pattern,
        required=("party", "reasons", "since"),
        labels=WORDS,
        copies=("当事人", "案卷"),
    )


# -- samples and evidence ------------------------------------------------------------------


def sampling(act: Act) -> Values:
    told = Told(act)
    row = told.new(Sampling)
    there = [one.person_id for one in told.book.of(SamplingOfficer, sampling_id=row.pk)]
    return told.common() | {
        "time": clock_words(row.sampled_at),
        "things": [
            [str(position), thing, row.quantity, row.method]
            for position, thing in enumerate(lines(row.things), start=1)
        ],
        "sampled": "、".join(bare(thing) for thing in lines(row.things)),
        "institution": row.institution,
        "result": lines(row.result),
        "officers": certified(there, told.case.on),
        "signature": signature(row.signature, row.signature_note),
    }


def evidence(act: Act) -> Values:
    told = Told(act)
    rows = list(proofs(told.book))
    return told.common() | {
        "list": [[str(n), *row] for n, row in enumerate(rows, start=1)],
        "officers": told.handlers(),
    }


def proofs(book: Book) -> list[list[str]]:
    """What the record holds: name, kind, where it comes from, what it shows."""
    site = label(EvidenceKind, EvidenceKind.SITE_RECORD)
    found = [
        ["现场检查笔录", site, paper_day(row.inspected_at), "现场情况"]
        for row in book.all(Inspection)
    ]
    found += [
        [
            f"{row.interviewee}的询问笔录",
            label(
                EvidenceKind,
                EvidenceKind.TESTIMONY
                if row.role == Interviewee.WITNESS
                else EvidenceKind.STATEMENT,
            ),
            paper_day(row.began_at),
            "询问的内容",
        ]
        for row in book.all(Interview)
    ]
    found += [
        ["复查笔录", site, paper_day(row.reinspected_at), "改正的情况"]
        for row in book.all(Reinspection)
    ]
    found += [
        [row.title, label(EvidenceKind, row.kind), bare(row.source), bare(row.shows)]
        for row in book.all(Evidence)
        if row.voided_at is None
    ]
    expert = label(EvidenceKind, EvidenceKind.EXPERT)
    found += [
        [f"抽样结果（{row.institution}）", expert, paper_day(row.resulted_at), bare(row.result)]
        for row in book.all(Sampling)
        if row.resulted_at
    ]
    return found + [
        [
            f"{label(AppraisalKind, row.kind)}意见（{row.institution}）",
            expert,
            paper_day(row.received_at),
            bare(row.result),
        ]
        for row in book.all(Appraisal)
        if row.received_at
    ]


# -- the papers ----------------------------------------------------------------------------

PAPERS = (
    extension_paper(
        "verification_extension", "延长核查期限审批表", "核查期限", "{prefix}核延〔{year}〕{seq}号"
    ),
    extension_paper(
        "extension_approval", "延长办案期限审批表", "办案期限", "{prefix}延审〔{year}〕{seq}号"
    ),
    Paper(
        "notice",
        key="extension_notice",
        title="延长办案期限告知书",
        values=extension,
        says={
            "about": (*HEAD, *PARTY),
            "to": "{party}",
            "body": (
                "本机关办理的你（单位）涉嫌{cause}一案，因{reasons}",
                "经本机关负责人批准，办案期限延长{days}，至{until}。特此告知。",
            ),
            "officers": "{officers}",
            "signers": ("收到人（签名或者盖章）",),
        },
        number_pattern="{prefix}延告〔{year}〕{seq}号",
        required=("party", "days", "until", "reasons"),
        labels=WORDS,
        copies=("当事人", "案卷"),
    ),
    suspension_approval(
        "suspension_approval",
        "中止调查审批表",
        "中止理由",
        "中止调查",
        "{prefix}中审〔{year}〕{seq}号",
    ),
    suspension_notice(
        "suspension_notice",
        "中止调查告知书",
        (
            "本机关办理的你（单位）涉嫌{cause}一案，{reasons}",
            "经本机关负责人批准，自{since}起中止调查。中止的事由消除后恢复调查，中止期间不计入办案期限。",
        ),
        "{prefix}中告〔{year}〕{seq}号",
    ),
    suspension_approval(
        "resumption_approval",
        "恢复调查审批表",
        "恢复理由",
        "恢复调查",
        "{prefix}恢审〔{year}〕{seq}号",
    ),
    suspension_notice(
        "resumption_notice",
        "恢复调查告知书",
        (
            "本机关办理的你（单位）涉嫌{cause}一案，于{since}中止调查。{reasons}",
            "经本机关负责人批准，自{resumed}起恢复调查。特此告知。",
        ),
        "{prefix}恢告〔{year}〕{seq}号",
    ),
    suspension_notice(
        "execution_suspension",
        "中止执行通知书",
        (
            "本机关对你（单位）作出的行政处罚决定，{reasons}",
            "依据{basis}的规定，自{since}起中止执行。中止的情形消失后恢复执行。",
        ),
        "{prefix}中执〔{year}〕{seq}号",
    ),
    suspension_notice(
        "execution_resumption",
        "恢复执行通知书",
        (
            "本机关对你（单位）作出的行政处罚决定，于{since}中止执行。{reasons}",
            "依据{basis}的规定，自{resumed}起恢复执行。",
        ),
        "{prefix}恢执〔{year}〕{seq}号",
    ),
    Paper(
        "list",
        key="sampling_record",
        title="抽样取证凭证",
        values=sampling,
        says={
            "about": (*CASE, ("抽样时间", "{time}"), ("抽样地点", "{spot}")),
            "headings": ("序号", "抽样物品", "数量", "抽样方法"),
            "rows": "{things}",
            "closing": ("以上样品经当事人确认，由执法人员封存。", "{signature}"),
            "officers": "{officers}",
            "signers": ("当事人（签名或者盖章）", "见证人（签名）"),
        },
        number_pattern="{prefix}抽〔{year}〕{seq}号",
        required=("party", "time", "things", "officers"),
        labels=WORDS | {"time": _("抽样时间")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "notice",
        key="sampling_result",
        title="抽样检验结果告知书",
        values=sampling,
        says={
            "about": (*HEAD, *PARTY),
            "to": "{party}",
            "body": ("本机关于{time}在{spot}对{sampled}抽样取证，由{institution}检验，结果如下：",),
            "points": "{result}",
            "closing": ("对检验结果有异议的，可以向本机关书面提出。",),
            "officers": "{officers}",
            "signers": ("收到人（签名或者盖章）",),
        },
        number_pattern="{prefix}抽果〔{year}〕{seq}号",
        required=("party", "sampled", "institution", "result"),
        labels=WORDS | {"sampled": _("抽样物品")},
        copies=("当事人", "案卷"),
    ),
    Paper(
        "list",
        key="evidence_list",
        title="证据清单",
        values=evidence,
        says={
            "about": CASE,
            "headings": ("序号", "证据名称", "种类", "来源", "证明内容"),
            "rows": "{list}",
            "officers": "{officers}",
            "signers": ("制作人（签名）",),
        },
        number_pattern="{prefix}证清〔{year}〕{seq}号",
        required=("party", "list", "officers"),
        labels=WORDS,
        copies=("案卷",),
    ),
)
