"""The kind of an order is proposed by its words, never chosen."""

import pytest

from chengguan.enforcement.leads.models import AppealKind
from chengguan.enforcement.leads.signs import proposed_kind


@pytest.mark.parametrize(
    ("title", "text", "kind", "word"),
    [
        ("夜间施工扰民", "工地夜里仍在施工。", AppealKind.COMPLAINT, "扰民"),
        ("举报违建", "请问能否保密", AppealKind.REPORT, "举报"),
        ("占道停车", "请问如何办理停车证", AppealKind.COMPLAINT, "占道"),
        ("停车证", "请问到哪里办", AppealKind.CONSULT, "请问"),
        ("路灯", "建议加装路灯", AppealKind.SUGGESTION, "建议"),
        ("市局督办件", "投诉未处理", AppealKind.RECHECK, "督办"),
    ],
)
def test_the_first_sign_decides_and_is_named(title, text, kind, word):
    proposal = proposed_kind(title, text)
    assert (proposal.kind, proposal.word) == (kind, word)


def test_words_without_a_sign_propose_nothing():
    assert proposed_kind("路口", "情况如图") is None
