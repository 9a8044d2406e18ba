"""送达回证: one form for whatever is delivered, counted together."""

from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from chengguan.core.documents.models import CasePaper
from chengguan.core.documents.shapes import Paper
from chengguan.core.registers.models import NATURAL
from chengguan.core.work.act import Act
from chengguan.enforcement.cases.kinds import ServiceMethod
from chengguan.enforcement.cases.models import AdvanceNotice, Service
from chengguan.enforcement.cases.ordinary.papers_words import LABELS, Told, Values, label


def stands_to_party(told: Told, row: AdvanceNotice | Service) -> str:
    """How whoever signed stands to the party: the party itself, or as the record has it."""
    party = told.act.matter.party
    if row.relation or party is None or row.receiver.strip() != party.name:
        return row.relation
    return "本人" if party.kind in NATURAL else "本单位"


def receipt(
    paper: CasePaper | None, *, method: str, served_at: str, receiver: str, **more: str
) -> Values:
    """What a delivery receipt says of one paper."""
    return {
        "served": [[paper.title, paper.number, "1"]] if paper else [],
        "method": label(ServiceMethod, method),
        "served_at": served_at,
        "receiver": receiver,
        **more,
    }


def receipt_paper(key: str, values: Callable[[Act], Values]) -> Paper:
    """The paper of one kind of delivery; all are numbered together."""
    return Paper(
        "receipt",
        key=key,
        title="送达回证",
        values=values,
        says={
            "about": (
                ("案号", "{number}"),
                ("受送达人", "{party}"),
                ("送达地址", "{address}"),
                ("送达方式", "{method}"),
                ("送达时间", "{served_at}"),
                ("签收人", "{receiver}", "关系", "{relation}"),
                ("见证人", "{witness}"),
            ),
            "headings": ("文书名称", "文号", "份数"),
            "rows": "{served}",
            "body": ("{note}",),
            "officers": "{officers}",
            "signers": ("受送达人（签名或者盖章）", "见证人（签名）"),
        },
        number_pattern="{prefix}送〔{year}〕{seq}号",
        series="delivery_receipt",
        required=("party", "served", "method", "served_at"),
        labels=LABELS | {"method": _("送达方式"), "served_at": _("送达时间")},
        copies=("案卷",),
    )
