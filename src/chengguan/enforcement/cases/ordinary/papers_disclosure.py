"""What is published of a decision, and what is withdrawn (行政处罚法 48, 50).

A natural person is published without his name: what does not concern the public stays private.
"""

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.shapes import Paper
from chengguan.core.pages.masks import mask_name
from chengguan.core.pages.words import paper_day
from chengguan.core.registers.models import NATURAL
from chengguan.core.work.act import Act
from chengguan.enforcement.cases.kinds import ExemptionGround
from chengguan.enforcement.cases.models import Disclosure, Exemption, PenaltyDecision
from chengguan.enforcement.cases.ordinary.papers_words import (
    HEAD,
    LABELS,
    Told,
    Values,
    label,
    penalties,
    penalty_basis,
    sentence,
)

DECISIONS = ("penalty_decision", "no_penalty_decision")


def published(told: Told) -> Values:
    """What the public reads: no name of a natural person, no address, no number of identity."""
    party = told.act.matter.party
    assert party is not None
    paper = told.paper(*DECISIONS)
    row, spared = told.book.last(PenaltyDecision), told.book.last(Exemption)
    ground = f"不予行政处罚（{label(ExemptionGround, spared.ground)}）。" if spared else ""
    day = row.decided_at if row else spared.exempted_at if spared else None
    return {
        "named": mask_name(party.name) if party.kind in NATURAL else party.name,
        "decision": paper.number if paper else "",
        "decided_on": paper_day(day),
        "outcome": "".join(penalties(row)) if row else ground,
        "penalty_basis": penalty_basis(told.case.item),
        "organ": told.case.organ,
    }


def disclosure(act: Act) -> Values:
    told = Told(act)
    row = told.new(Disclosure)
    said = (
        f"已于{paper_day(row.retracted_at)}撤回。{sentence(row.retract_reason)}"
        if row.retracted_at
        else ""
    )
    return (
        {
            name: value
            for name, value in told.common().items()
            if name in ("number", "cause", "breach", "today")
        }
        | published(told)
        | {
            "where": row.where,
            "disclosed_on": paper_day(row.disclosed_at),
            "withdrawn_on": paper_day(row.retracted_at),
            "withdrawn": said,
            "by": act.by.name,
        }
    )


PAPERS = (
    Paper(
        "approval",
        key="disclosure_record",
        title="行政处罚决定公示记录",
        values=disclosure,
        says={
            "about": (
                *HEAD,
                ("公示载体", "{where}", "公示日期", "{disclosed_on}"),
                ("撤回日期", "{withdrawn_on}"),
            ),
            "proposal": (
                ("决定书文号", "{decision}"),
                ("当事人", "{named}"),
                ("违反的规定", "{breach}"),
                ("处罚依据", "{penalty_basis}"),
                ("决定内容", "{outcome}"),
                ("决定机关", "{organ}，{decided_on}"),
                ("撤回", "{withdrawn}"),
            ),
            "opinions": (("经办人", "", "{by}", "{today}"),),
        },
        number_pattern="{prefix}公示〔{year}〕{seq}号",
        required=("named", "decision", "outcome", "where", "disclosed_on"),
        labels=LABELS
        | {
            "named": _("当事人"),
            "decision": _("决定书文号"),
            "outcome": _("决定内容"),
            "where": _("公示载体"),
            "disclosed_on": _("公示日期"),
        },
        copies=("案卷",),
    ),
)
