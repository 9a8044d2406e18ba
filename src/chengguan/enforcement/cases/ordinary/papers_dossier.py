"""How the file of a case is bound: order, main and internal volume, retention, archive number."""

from collections.abc import Iterable, Mapping

from chengguan.core.documents.dossier_plans import Place, Plan
from chengguan.core.documents.models import Dossier
from chengguan.core.lawbook.items import item
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.kinds import (
    CONFIRMATION,
    DEFENCE_WAIVER,
    NO_FAULT_EVIDENCE,
    SCENE_PHOTO,
    Retention,
)
from chengguan.enforcement.cases.models import Archive, Case
from chengguan.enforcement.cases.ordinary.inputs_adopted import BROUGHT
from chengguan.enforcement.cases.ordinary.inputs_execution import REMEDY_FILE
from chengguan.enforcement.cases.ordinary.inputs_investigation import (
    COMMISSION_LETTER,
    EVIDENCE_FILE,
    RECORD_FILE,
)
from chengguan.enforcement.cases.ordinary.inputs_transfer import TRANSFER_FILE

INTERNAL = frozenset(
    {
        "preservation_approval",
        "verification_extension",
        "extension_approval",
        "suspension_approval",
        "resumption_approval",
        "investigation_report",
        "investigation_approval",
        "defence_review",
        "hearing_report",
        "legal_review_opinion",
        "collective_discussion",
        "decision_approval",
        "deferral_approval",
        "transfer_review",
        "transfer_approval",
    }
)
"""Opinions, minutes and approvals inside the organ: the internal volume (副卷)."""

INTERNAL_ACTS = frozenset(
    {
        "request_docketing",
        "return_docketing",
        "conclude",
        "return_report",
        "approve_report",
        "report_hearing",
        "submit_review",
        "return_review",
        "pass_review",
        "submit_decision",
        "submit_no_penalty",
        "return_decision",
        "return_no_penalty",
        "discuss",
        "request_transfer",
        "review_transfer",
        "approve_transfer",
        "decline_transfer",
        "recall_transfer",
    }
)
"""What these acts say does not leave the house."""


def places(first: int, keys: Iterable[str]) -> Mapping[str, Place]:
    return {key: Place(first + n, key in INTERNAL) for n, key in enumerate(keys)}


PAPERS: Mapping[str, Place] = {
    **places(100, ("docketing_approval", "no_docketing_approval")),
    **places(
        200,
        (
            "penalty_decision",
            "no_penalty_decision",
            "on_the_spot_decision",
            "decision_receipt",
            "public_service_notice",
            "paper_correction",
        ),
    ),
    **places(
        300,
        (
            "correction_notice",
            "reinspection_record",
            "advance_notice",
            "public_advance_notice",
            "notice_receipt",
            "defence_record",
            "defence_review",
            "hearing_notice",
            "hearing_record",
            "hearing_report",
            "extension_notice",
            "suspension_notice",
            "resumption_notice",
            "transfer_report",
            "transfer_review",
            "transfer_approval",
            "transfer_letter",
            "transfer_list",
        ),
    ),
    **places(
        400,
        (
            "inspection_record",
            "interview_record",
            "preservation_approval",
            "preservation_notice",
            "preservation_list",
            "preservation_disposal",
            "appraisal_commission",
            "sampling_record",
            "sampling_result",
            "evidence_list",
        ),
    ),
    **places(
        500,
        (
            "verification_extension",
            "extension_approval",
            "suspension_approval",
            "resumption_approval",
            "investigation_report",
            "investigation_approval",
            "legal_review_opinion",
            "collective_discussion",
            "decision_approval",
        ),
    ),
    **places(
        600,
        (
            "disclosure_record",
            "deferral_approval",
            "added_fine_decision",
            "reminder",
            "court_application",
            "execution_suspension",
            "execution_resumption",
        ),
    ),
    **places(700, ("closing_approval",)),
}
"""The order of binding: docketing, decision with its receipt, other papers, evidence, approvals,
execution, closing."""

FILES: Mapping[str, Place] = {
    "送达回证": Place(210),
    "公告": Place(211),
    BROUGHT: Place(212),
    CONFIRMATION: Place(304),
    "告知书送达回证": Place(304),
    DEFENCE_WAIVER: Place(305),
    "放弃听证": Place(320),
    "听证申请": Place(321),
    "听证笔录": Place(322),
    SCENE_PHOTO: Place(420),
    RECORD_FILE: Place(421),
    EVIDENCE_FILE: Place(422),
    NO_FAULT_EVIDENCE: Place(423),
    COMMISSION_LETTER: Place(424),
    TRANSFER_FILE: Place(330),
    "公安机关通知书": Place(331),
    "交接手续": Place(332),
    "延期、分期申请": Place(610),
    REMEDY_FILE: Place(620),
    "退库凭证": Place(630),
    "终结执行的证明": Place(631),
}

RETENTION = {
    Retention.PERMANENT: Dossier.Retention.PERMANENT,
    Retention.THIRTY: Dossier.Retention.THIRTY,
    Retention.TEN: Dossier.Retention.TEN,
}
USUAL = {"case.ordinary": Dossier.Retention.THIRTY, "case.summary": Dossier.Retention.TEN}
"""Until the act of archiving has said it."""


def title(party: str, cause: str) -> str:
    """Party, act and 案, as the file of a case is named.

    >>> title("某某餐饮店", "擅自设摊经营")
    '某某餐饮店擅自设摊经营案'
    """
    return f"{party}{cause}案"


def plan(matter: Matter) -> Plan:
    case = Case.objects.get(pk=matter.pk)
    filed = Archive.objects.filter(case=matter.pk).first()
    cause, party = item(case.item_code).name, matter.party
    assert party is not None
    return Plan(
        title="行政处罚案卷",
        retention=RETENTION[Retention(filed.retention)] if filed else USUAL[matter.procedure],
        archive=matter.organ,
        name=filed.title if filed else title(party.name, cause),
        number=filed.number if filed else "",
        papers=PAPERS,
        files=FILES,
        facts=(("案由", cause), ("当事人", party.name)),
        internal_acts=INTERNAL_ACTS,
    )
