"""The papers from the notice to the decision (行政处罚法 33, 44, 45, 57–59, 63–65)."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext_noop as _

from chengguan.core.documents import drafts
from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.shapes import Paper
from chengguan.core.lawbook.items import item
from chengguan.core.lawbook.provisions import provision
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.enforcement.cases import wording
from chengguan.enforcement.cases.kinds import (
    DiscussionPurpose,
    EvidenceKind,
    ExemptionGround,
    LighterGround,
    ReviewAspect,
)
from chengguan.enforcement.cases.models import (
    AdvanceNotice,
    CollectiveDiscussion,
    DecisionRequest,
    Defence,
    Discussant,
    Evidence,
    Exemption,
    Hearing,
    HearingReport,
    InvestigationReport,
    LegalReview,
    PenaltyDecision,
    PublicNotice,
    ReviewPoint,
)
from chengguan.enforcement.cases.ordinary.book import Book
from chengguan.enforcement.cases.ordinary.papers_investigation import discretion
from chengguan.enforcement.cases.ordinary.papers_receipt import (
    receipt,
    receipt_paper,
    stands_to_party,
)
from chengguan.enforcement.cases.ordinary.papers_words import (
    CASE,
    HEAD,
    LABELS,
    NOT_STAYED,
    Told,
    Values,
    agreed,
    bare,
    clock_words,
    label,
    lines,
    penalties,
    penalty_basis,
    performance,
    period,
    remedy,
    reviewing_organ,
    sentence,
)

# -- the words that are drafted ------------------------------------------------------------


def notice_reasons(book: Book) -> list[str]:
    """Facts and reasons of the notice, from the report the head approved."""
    row = book.last(InvestigationReport)
    if row is None:
        return []
    return [
        f"经查，{sentence(row.facts)}",
        f"上述事实，有{bare(row.evidence)}等证据证明。",
        *([sentence(row.discretion)] if row.discretion.strip() else []),
    ]


def decision_reasons(book: Book) -> list[str]:
    """Facts, evidence, reasons and course, as the record has them."""
    row = book.last(InvestigationReport)
    if row is None:
        return []
    applied = item(row.item_code)
    listed = [one for one in book.all(Evidence) if one.voided_at is None]
    proofs = [
        f"{n}. {one.title}（{label(EvidenceKind, one.kind)}），证明{bare(one.shows)}"
        for n, one in enumerate(listed, start=1)
    ]
    return [
        f"经查，{sentence(row.facts)}",
        f"上述事实，有{bare(row.evidence)}等证据证明。"
        + (f"主要证据：{'；'.join(proofs)}。" if proofs else ""),
        f"当事人的上述行为违反了{provision(applied.breach)}的规定。",
        *course(book),
    ]


def course(book: Book) -> list[str]:
    """What the party was told and said, as far as it is on the record."""
    said = []
    told, heard = book.last(AdvanceNotice), book.last(Defence)
    if told is not None:
        rights = "陈述、申辩、要求听证的权利" if told.may_request_hearing else "陈述、申辩的权利"
        said.append(
            f"本机关于{paper_day(told.served_at)}向当事人送达行政处罚事先（听证）告知书，告知拟作出"
            f"行政处罚的内容、事实、理由、依据，以及依法享有的{rights}。"
        )
    if heard is not None and heard.is_waived:
        said.append("当事人放弃陈述、申辩。")
    elif heard is not None:
        result = "本机关予以采纳" if heard.is_adopted else "本机关不予采纳"
        said.append(
            f"当事人提出陈述、申辩：{sentence(heard.statement)}"
            f"经复核，{_reviewed(heard.review)}，{result}。"
        )
    if (held := book.last(Hearing)) is not None:
        report = book.last(HearingReport)
        found = f"听证报告认为：{sentence(report.opinion)}" if report else ""
        said.append(f"本机关于{paper_day(held.held_at)}依法举行听证。{found}")
    return said


def _reviewed(text: str) -> str:
    """What the review found; the words before it are the paper's own."""
    return re.sub(r"^\s*经(本机关)?复核[，,：:、\s]*", "", bare(text))


def drafted(told: Told, paper: str, made: Sequence[str]) -> list[str]:
    """The newest words of the draft; where nobody drafted, those made from the record."""
    return drafts.paragraphs(drafts.newest(told.act.matter, paper)) or list(made)


# -- the notice and what the party says ----------------------------------------------------


def notice(act: Act) -> Values:
    told = Told(act)
    row = told.new(AdvanceNotice)
    on = told.case.on
    made = [f"经查，{sentence(row.facts)}", sentence(row.reasons)]
    return told.common() | {
        "facts": row.facts,
        "reasons": drafted(told, "advance_notice", made),
        "stated_basis": provision(bare(row.basis)),
        "penalties": penalties(row),
        "defence": (
            f"依据{told.basis()}的规定，你（单位）可以自收到本告知书之日起"
            f"{period(act.law, 'CK08', on)}内向本机关进行陈述和申辩。"
            "逾期未提出的，视为放弃。"
        ),
        "hearing": (
            f"对上述拟作出的行政处罚，你（单位）有权要求听证。要求听证的，应当自收到本告知书之日起"
            f"{period(act.law, 'CK06', on)}内向本机关提出；逾期未提出的，视为放弃。"
            if row.may_request_hearing
            else ""
        ),
        "officers": told.handlers(),
    }


def notice_receipt(act: Act) -> Values:
    told = Told(act)
    row = told.new(AdvanceNotice)
    return (
        told.common()
        | receipt(
            told.new(CasePaper),
            method=row.method,
            served_at=clock_words(row.served_at),
            receiver=row.receiver,
            relation=stands_to_party(told, row),
            witness=row.witness,
            note=sentence(row.note),
        )
        | {"officers": told.handlers()}
    )


def public_notice(act: Act) -> Values:
    """What is put up where nothing else reaches the party: what is intended, and its rights."""
    told = Told(act)
    row, on = told.new(PublicNotice), told.case.on
    report = told.book.last(InvestigationReport)
    return told.common() | {
        "facts": sentence(report.facts if report else told.case.fact),
        "penalties": penalties(report) if report else [],
        "why": sentence(row.reason),
        "places": row.places,
        "term": period(act.law, "CK11", on),
        "defence": (
            f"公告期满后{period(act.law, 'CK08', on)}内可以向本机关陈述和申辩；"
            f"依法可以要求听证的，应当在公告期满后{period(act.law, 'CK06', on)}内提出。"
            "逾期未提出的，视为放弃。"
        ),
    }


def defence(act: Act) -> Values:
    told = Told(act)
    row = told.new(Defence)
    waived = "当事人表示放弃陈述、申辩。"
    return told.common() | {
        "time": clock_words(row.heard_at),
        "record": [waived] if row.is_waived else lines(row.statement),
        "statement": sentence(row.statement),
        "review": sentence(row.review),
        "result": "采纳当事人的陈述、申辩意见。" if row.is_adopted else "不予采纳。",
        "officers": told.handlers(),
    }


# -- review, discussion, approval ----------------------------------------------------------


def review(act: Act) -> Values:
    told = Told(act)
    row = told.new(LegalReview)
    points = told.several(ReviewPoint)
    report = told.book.last(InvestigationReport)
    return told.common() | {
        "sender": told.book.name(row.submitted_by_id),
        "sent_on": paper_day(row.submitted_at),
        "summary": sentence(report.facts) if report else sentence(told.case.fact),
        "proposal": "".join(penalties(report)) if report else "",
        "points": " ".join(
            f"{p.position}. {label(ReviewAspect, p.aspect)}：{sentence(p.text)}" for p in points
        ),
        "opinion": agreed("审核通过" if row.is_passed else "退回修改", row.opinion),
        "reviewer": told.book.name(row.reviewer_id),
    }


def discussion(act: Act) -> Values:
    told = Told(act)
    row = told.new(CollectiveDiscussion)
    there = told.several(Discussant)
    return told.common() | {
        "purpose": label(DiscussionPurpose, row.purpose),
        "time": clock_words(row.held_at),
        "place": row.place,
        "chair": told.book.name(row.chair_id),
        "present": told.book.named(one.person_id for one in there),
        "minutes": lines(row.minutes),
        "said": [[told.book.name(one.person_id), sentence(one.opinion)] for one in there],
        "conclusion": sentence(row.conclusion),
        "signers": [f"{told.book.name(one.person_id)}（签名）" for one in there],
    }


def approval(act: Act) -> Values:
    """The table on which the head decides, for a penalty or for none."""
    told = Told(act)
    report, asked = told.book.last(InvestigationReport), told.book.last(DecisionRequest)
    sent = told.book.last(LegalReview)
    passed = sent if sent and sent.is_passed else None
    asker, asked_at = None, None
    if asked:
        asker, asked_at = asked.requested_by_id, asked.requested_at
    elif sent:
        # What passed its review goes to the head by itself: whoever sent it there proposes it.
        asker, asked_at = sent.submitted_by_id, sent.submitted_at
    talked = told.book.last(CollectiveDiscussion)
    decided = told.several(PenaltyDecision)
    exempted = told.several(Exemption)
    opinion = (
        f"决定给予：{''.join(penalties(decided[0]))}"
        if decided
        else f"决定不予行政处罚（{label(ExemptionGround, exempted[0].ground)}）。"
    )
    return told.common() | {
        "summary": sentence(report.facts) if report else sentence(told.case.fact),
        "evidence": sentence(report.evidence) if report else "",
        "course": "".join(course(told.book)),
        "asked": sentence(asked.opinion) if asked else "建议按告知的内容处罚。",
        "asker": told.book.name(asker),
        "asked_on": paper_day(asked_at),
        "reviewed": (
            f"{agreed('审核通过', passed.opinion)}"
            f"（{told.book.name(passed.reviewer_id)}，{paper_day(passed.ruled_at)}）"
            if passed
            else ""
        ),
        "talked": sentence(talked.conclusion) if talked else "",
        "opinion": opinion,
        "ruler": act.by.name,
    }


# -- the decision --------------------------------------------------------------------------


def decision(act: Act) -> Values:
    """The six statements of 行政处罚法 59, from the record and the row of the decision."""
    told = Told(act)
    row, law, on = told.new(PenaltyDecision), act.law, told.case.on
    report = told.book.last(InvestigationReport)
    applied = item(row.item_code)
    organ = wording.reconsideration_organ(told.case.district)
    return told.common() | {
        "facts": report.facts if report else "",
        "evidence": report.evidence if report else "",
        "reasons": drafted(told, "penalty_decision", decision_reasons(told.book)),
        "breach": provision(applied.breach),
        "penalty_basis": penalty_basis(applied),
        "discretion": discretion(row.band, row.discretion),
        "lighter": (
            f"{label(LighterGround, row.lighter_ground)}。{sentence(row.lighter_note)}"
            if row.lighter_ground
            else ""
        ),
        "penalties": penalties(row),
        "performance": "".join(performance(law, on, row, told.case.collecting_bank)),
        "remedy": remedy(law, on, organ, "决定书") + NOT_STAYED,
        "officers": told.handlers(),
    }


def no_penalty(act: Act) -> Values:
    told = Told(act)
    row, law, on = told.new(Exemption), act.law, told.case.on
    report = told.book.last(InvestigationReport)
    organ = wording.reconsideration_organ(told.case.district)
    return told.common() | {
        "facts": sentence(report.facts if report else told.case.fact),
        "evidence": f"上述事实，有{bare(report.evidence)}等证据证明。" if report else "",
        "ground": label(ExemptionGround, row.ground),
        "reasons": sentence(row.reasons),
        "proof": sentence(row.evidence_record),
        "education": sentence(row.education),
        # Where nothing was established there is nothing to educate about.
        "educated": row.education
        if row.ground != ExemptionGround.NOT_ESTABLISHED
        else label(ExemptionGround, row.ground),
        "remedy": remedy(law, on, organ, "决定书"),
        "officers": told.handlers(),
    }


# -- the papers ----------------------------------------------------------------------------


PAPERS = (
    Paper(
        "notice",
        key="advance_notice",
        title="行政处罚事先（听证）告知书",
        values=notice,
        says={
            "about": CASE,
            "to": "{party}",
            "body": (
                "{reasons}",
                "依据{stated_basis}，本机关拟对你（单位）作出如下行政处罚：",
            ),
            "points": "{penalties}",
            "closing": ("{defence}", "{hearing}"),
            "officers": "{officers}",
            "signers": ("当事人（签名或者盖章）",),
        },
        number_pattern="{prefix}罚告〔{year}〕{seq}号",
        required=("party", "facts", "reasons", "stated_basis", "penalties"),
        labels=LABELS | {"stated_basis": _("依据")},
        copies=("当事人", "案卷"),
    ),
    receipt_paper("notice_receipt", notice_receipt),
    Paper(
        "notice",
        key="public_advance_notice",
        title="行政处罚事先（听证）告知公告",
        values=public_notice,
        says={
            "about": HEAD,
            "to": "{party}",
            "body": (
                "经查，{facts}",
                "本机关拟对你（单位）作出如下行政处罚，{why}",
                "现依法公告送达行政处罚事先（听证）告知书，自公告发布之日起满{term}，即视为送达。",
            ),
            "points": "{penalties}",
            "closing": ("{defence}", ("公告载体", "{places}")),
        },
        number_pattern="{prefix}罚告公〔{year}〕{seq}号",
        required=("party", "facts", "penalties", "places", "term"),
        labels=LABELS | {"places": _("公告载体"), "term": _("公告期间")},
        copies=("公告", "案卷"),
    ),
    Paper(
        "record",
        key="defence_record",
        title="陈述申辩笔录",
        values=defence,
        says={
            "about": (*CASE, ("听取时间", "{time}")),
            "body": (
                "本机关已告知当事人拟作出行政处罚的内容、事实、理由、依据和依法享有的权利。",
                "当事人的陈述、申辩：",
                "{record}",
            ),
            "closing": ("以上笔录已阅看（已向我宣读），与我所说相符。",),
            "officers": "{officers}",
            "signers": ("当事人（签名）", "记录人（签名）"),
            "page_signers": ("当事人", "执法人员"),
        },
        number_pattern="{prefix}陈〔{year}〕{seq}号",
        required=("party", "record"),
        labels=LABELS | {"record": _("陈述申辩内容")},
        copies=("案卷",),
    ),
    Paper(
        "approval",
        key="defence_review",
        title="陈述申辩复核意见书",
        values=defence,
        says={
            "about": CASE,
            "proposal": (("陈述申辩", "{statement}"),),
            "opinions": (
                ("复核情况", "{review}", "", "{today}"),
                ("复核结论", "{result}", "", "{today}"),
            ),
        },
        number_pattern="{prefix}复核〔{year}〕{seq}号",
        required=("party", "statement", "review"),
        labels=LABELS | {"statement": _("陈述申辩内容"), "review": _("复核情况")},
        copies=("案卷",),
    ),
    Paper(
        "approval",
        key="legal_review_opinion",
        title="法制审核意见书",
        values=review,
        says={
            "about": (
                *CASE,
                ("送审人", "{sender}", "送审日期", "{sent_on}"),
                ("审核人", "{reviewer}"),
            ),
            "proposal": (
                ("案情摘要", "{summary}"),
                ("拟处理意见", "{proposal}"),
                ("审核内容", "主体和权限、事实和证据、法律适用、裁量、程序、文书、是否涉嫌犯罪。"),
                ("修改意见", "{points}"),
            ),
            "opinions": (("审核意见", "{opinion}", "{reviewer}", "{today}"),),
        },
        number_pattern="{prefix}法审〔{year}〕{seq}号",
        issuer=reviewing_organ,
        required=("party", "opinion", "reviewer"),
        labels=LABELS | {"opinion": _("审核意见"), "reviewer": _("审核人")},
        copies=("案卷",),
    ),
    Paper(
        "record",
        key="collective_discussion",
        title="负责人集体讨论记录",
        values=discussion,
        says={
            "about": (
                *CASE,
                ("讨论事项", "{purpose}"),
                ("时间", "{time}"),
                ("地点", "{place}"),
                ("主持人", "{chair}"),
                ("参加人", "{present}"),
            ),
            "body": ("讨论情况：", "{minutes}", "参加人意见："),
            "turns": "{said}",
            "closing": (("讨论结论", "{conclusion}"),),
            "signers": "{signers}",
        },
        number_pattern="{prefix}议〔{year}〕{seq}号",
        required=("party", "said", "minutes", "conclusion"),
        labels=LABELS
        | {"said": _("参加人意见"), "minutes": _("讨论记录"), "conclusion": _("讨论结论")},
        copies=("案卷",),
    ),
    Paper(
        "approval",
        key="decision_approval",
        title="行政处罚决定审批表",
        values=approval,
        says={
            "about": CASE,
            "proposal": (
                ("案情和证据", "{summary}证据：{evidence}"),
                ("听取意见", "{course}"),
                ("法制审核", "{reviewed}"),
                ("集体讨论", "{talked}"),
            ),
            "opinions": (
                ("承办人意见", "{asked}", "{asker}", "{asked_on}"),
                ("负责人决定", "{opinion}", "{ruler}", "{today}"),
            ),
        },
        number_pattern="{prefix}罚审〔{year}〕{seq}号",
        required=("party", "summary", "opinion", "ruler"),
        labels=LABELS | {"summary": _("案情摘要"), "ruler": _("决定人")},
        copies=("案卷",),
    ),
    Paper(
        "decision",
        key="penalty_decision",
        title="行政处罚决定书",
        values=decision,
        says={
            "about": CASE,
            "body": (
                "{reasons}",
                ("裁量", "{discretion}"),
                ("从轻或者减轻情节", "{lighter}"),
                "依据{penalty_basis}的规定，本机关决定给予当事人如下行政处罚：",
            ),
            "points": "{penalties}",
            "closing": (
                ("履行方式和期限", "{performance}"),
                ("救济途径和期限", "{remedy}"),
            ),
        },
        number_pattern="{prefix}罚〔{year}〕{seq}号",
        required=(
            "party",
            "address",
            "facts",
            "evidence",
            "reasons",
            "breach",
            "penalty_basis",
            "penalties",
            "performance",
            "remedy",
        ),
        labels=LABELS,
        copies=("当事人", "案卷"),
    ),
    Paper(
        "decision",
        key="no_penalty_decision",
        title="不予行政处罚决定书",
        values=no_penalty,
        says={
            "about": CASE,
            "body": (
                "经查，{facts}",
                "{evidence}",
                ("不予处罚的情形", "{ground}。"),
                ("理由", "{reasons}"),
                ("当事人提供的证据", "{proof}"),
                "依据{basis}的规定，本机关决定对当事人不予行政处罚。",
            ),
            "closing": (("教育", "{education}"), ("救济途径和期限", "{remedy}")),
        },
        number_pattern="{prefix}不罚〔{year}〕{seq}号",
        required=("party", "facts", "ground", "reasons", "educated", "remedy"),
        labels=LABELS | {"ground": _("不予处罚的情形"), "educated": _("教育记录")},
        copies=("当事人", "案卷"),
    ),
)
