"""The papers of a case that goes to the police (移送规定 5, 6)."""

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.shapes import Paper
from chengguan.core.pages.words import paper_day
from chengguan.core.work.act import Act
from chengguan.enforcement.cases.models import (
    CrimeTransfer,
    CrimeTransferOfficer,
    Evidence,
    Preservation,
    PreservedThing,
)
from chengguan.enforcement.cases.ordinary.papers_words import (
    CASE,
    HEAD,
    LABELS,
    Told,
    Values,
    agreed,
    certified,
    lines,
    reviewing_organ,
    sentence,
)


def transfer(act: Act) -> Values:
    """The report, and what was said of it so far."""
    told = Told(act)
    row = told.book.last(CrimeTransfer)
    assert row is not None, "an act of the transfer has its report"
    named = [one.person_id for one in told.book.of(CrimeTransferOfficer, transfer_id=row.pk)]
    said = "批准移送" if row.is_approved else "不批准移送"
    return told.common() | {
        "offence": row.offence,
        "facts": lines(row.facts),
        "summary": sentence(row.facts),
        "evidence": [
            f"{one.title}，{one.source}。"
            for one in told.book.all(Evidence)
            if one.voided_at is None
        ],
        "asker": told.book.name(row.requested_by_id),
        "asked_on": paper_day(row.requested_at),
        "review": sentence(row.review),
        "reviewer": told.book.name(row.reviewed_by_id),
        "reviewed_on": paper_day(row.reviewed_at),
        "opinion": agreed(said, row.opinion) if row.ruled_at else "",
        "ruler": told.book.name(row.ruled_by_id),
        "officers": certified(named, told.case.on),
    }


def letter(act: Act) -> Values:
    told = Told(act)
    sent = told.book.last(CrimeTransfer)
    things = [row for row in told.several(Preservation) if row.disposed_at]
    return transfer(act) | {
        "receiver": sent.body if sent else "",
        "things": "先行登记保存的物品一并移送，见涉案物品清单。" if things else "",
    }


def moved(act: Act) -> Values:
    """The things of the preservation that the act has just handed over."""
    told = Told(act)
    kept = told.new(Preservation)
    things = PreservedThing.objects.filter(preservation=kept.pk).order_by("pk")
    return told.common() | {
        "receiver": kept.disposal_note,
        "place": kept.place,
        "things": [
            [str(position), thing.name, thing.quantity, thing.features]
            for position, thing in enumerate(things, start=1)
        ],
        "officers": told.handlers(),
    }


WORDS = LABELS | {
    "offence": _("涉嫌罪名"),
    "receiver": _("接收单位"),
    "review": _("审核意见"),
    "asker": _("报请人"),
}

PAPERS = (
    Paper(
        "record",
        key="transfer_report",
        title="涉嫌犯罪案件情况的调查报告",
        values=transfer,
        says={
            "about": (*CASE, ("涉嫌罪名", "{offence}"), ("报告日期", "{asked_on}")),
            "body": ("经专案人员核实：", "{facts}", "主要证据：", "{evidence}"),
            "closing": ("依据{basis}的规定，建议将本案移送公安机关，请审批。",),
            "officers": "{officers}",
            "signers": ("专案人员（签名）",),
        },
        number_pattern="{prefix}移报〔{year}〕{seq}号",
        required=("party", "offence", "facts", "officers"),
        labels=WORDS,
        copies=("公安机关", "案卷"),
    ),
    Paper(
        "approval",
        key="transfer_review",
        title="移送案件法制审核意见书",
        values=transfer,
        says={
            "about": (*CASE, ("涉嫌罪名", "{offence}")),
            "proposal": (("涉嫌犯罪的事实", "{summary}"),),
            "opinions": (
                ("承办人意见", "建议移送公安机关。", "{asker}", "{asked_on}"),
                ("审核意见", "{review}", "{reviewer}", "{today}"),
            ),
        },
        number_pattern="{prefix}移法审〔{year}〕{seq}号",
        issuer=reviewing_organ,
        required=("party", "offence", "review", "reviewer"),
        labels=WORDS | {"reviewer": _("审核人")},
        copies=("案卷",),
    ),
    Paper(
        "approval",
        key="transfer_approval",
        title="涉嫌犯罪案件移送审批表",
        values=transfer,
        says={
            "about": (*CASE, ("涉嫌罪名", "{offence}")),
            "proposal": (("涉嫌犯罪的事实", "{summary}"),),
            "opinions": (
                ("承办人意见", "建议移送公安机关。", "{asker}", "{asked_on}"),
                ("法制审核意见", "{review}", "{reviewer}", "{reviewed_on}"),
                ("机关负责人审批", "{opinion}", "{ruler}", "{today}"),
            ),
        },
        number_pattern="{prefix}移审〔{year}〕{seq}号",
        required=("party", "offence", "asker", "opinion"),
        labels=WORDS,
        copies=("案卷",),
    ),
    Paper(
        "notice",
        key="transfer_letter",
        title="涉嫌犯罪案件移送书",
        values=letter,
        says={
            "about": (*HEAD, ("当事人", "{party}")),
            "to": "{receiver}",
            "body": (
                "本机关办理的{party}涉嫌{cause}一案，{conduct_on}，{fact}",
                "经核实，当事人的行为涉嫌{offence}：{summary}",
                "依据{basis}的规定，现将本案移送你单位处理。{things}",
            ),
            "closing": (
                "随案移送：案件情况的调查报告、涉案物品清单、检验报告或者鉴定意见以及其他有关材料。",
                "请依法审查，并将是否立案的决定书面告知本机关。",
            ),
            "officers": "{officers}",
            "signers": ("接收人（签名）",),
        },
        number_pattern="{prefix}移〔{year}〕{seq}号",
        required=("party", "receiver", "fact", "offence", "summary"),
        labels=WORDS | {"summary": _("涉嫌犯罪的事实")},
        copies=("接收单位", "案卷"),
    ),
    Paper(
        "list",
        key="transfer_list",
        title="涉案物品移送清单",
        values=moved,
        says={
            "about": (("案号", "{number}"), ("当事人", "{party}"), ("接收单位", "{receiver}")),
            "headings": ("序号", "名称", "数量", "特征"),
            "rows": "{things}",
            "closing": ("以上物品已当面清点移交。",),
            "officers": "{officers}",
            "signers": ("移交人（签名）", "接收人（签名）"),
        },
        number_pattern="{prefix}移清〔{year}〕{seq}号",
        required=("party", "receiver", "things"),
        labels=WORDS,
        copies=("接收单位", "案卷"),
    ),
)
