"""Which kind of order the words of a caller sound like: proposed with the word, never decided."""

from dataclasses import dataclass

from chengguan.enforcement.leads.models import AppealKind

# The first kind whose word is found: whoever reports and asks at once reports.
SIGNS: tuple[tuple[AppealKind, tuple[str, ...]], ...] = (
    (AppealKind.RECHECK, ("督办", "复核", "再次反映", "回访")),
    (AppealKind.REPORT, ("举报", "检举", "揭发")),
    (AppealKind.COMPLAINT, ("投诉", "扰民", "噪声", "噪音", "占道", "违建", "违法搭建", "堵住")),
    (AppealKind.HELP, ("求助", "帮助", "帮忙", "协助", "救助")),
    (AppealKind.SUGGESTION, ("建议", "希望能", "意见")),
    (AppealKind.CONSULT, ("咨询", "请问", "如何办理", "怎么办理", "是否可以", "想了解")),
)


@dataclass(frozen=True)
class KindProposal:
    kind: AppealKind
    word: str


def proposed_kind(title: str, description: str) -> KindProposal | None:
    """By the first sign in the words; None where there is none."""
    said = f"{title}\n{description}"
    for kind, words in SIGNS:
        for word in words:
            if word in said:
                return KindProposal(kind, word)
    return None
