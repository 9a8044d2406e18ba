"""Evidence standards: one of its own for each item, from the elements of its article."""

import pytest

from chengguan.core.lawbook import evidence
from chengguan.core.lawbook.evidence import KINDS, Kind, Proof, evidence_standard, standards
from chengguan.core.lawbook.items import BadData, Measure, UnknownItem, item

CODES = sorted(standards())


def test_many_items_have_a_standard():
    assert len(CODES) >= 30


@pytest.mark.parametrize("code", CODES)
def test_every_element_says_what_why_and_by_which_evidence(code):
    needs = evidence_standard(code)
    assert len(needs) >= 3
    assert len({need.key for need in needs}) == len(needs)
    for need in needs:
        assert need.title
        assert need.why
        assert need.satisfied_by
        assert set(need.kinds) == {KINDS[proof] for proof in need.satisfied_by}


def test_no_reason_stands_twice():
    said = [need.why for code in CODES for need in evidence_standard(code)]
    assert len(said) == len(set(said))


def test_no_two_items_have_the_same_list():
    lists = [
        tuple((need.key, need.satisfied_by) for need in evidence_standard(code)) for code in CODES
    ]
    assert len(lists) == len(set(lists))


@pytest.mark.parametrize("code", [code for code in CODES if item(code).is_fine_first_after_refusal])
def test_where_only_refusal_is_fined_order_and_refusal_must_be_shown(code):
    proofs = {proof for need in evidence_standard(code) for proof in need.satisfied_by}
    assert Proof.CORRECTION_ORDER in proofs
    assert proofs & {Proof.REINSPECTION, Proof.VIDEO}


@pytest.mark.parametrize("code", [code for code in CODES if item(code).reckoned])
def test_where_the_fine_is_reckoned_its_base_must_be_shown(code):
    proofs = {proof for need in evidence_standard(code) for proof in need.satisfied_by}
    wanted = {
        Proof.VALUATION if fine.measure is Measure.SHARE else Proof.MEASUREMENT
        for fine in item(code).reckoned
    }
    assert wanted <= proofs


@pytest.mark.parametrize("code", [code for code in CODES if item(code).confiscates])
def test_where_gain_or_tools_are_taken_they_must_be_shown(code):
    told = " ".join(need.title + need.why for need in evidence_standard(code))
    assert "违法所得" in told or "收益" in told


def test_every_kind_of_evidence_of_article_46_is_known_行政处罚法46():
    assert set(KINDS) == set(Proof)
    assert set(KINDS.values()) == set(Kind)
    assert len(Kind) == 8


def test_an_item_without_a_standard_has_none():
    assert evidence_standard("AY-L002") == ()


def test_an_unknown_item_is_an_error():
    with pytest.raises(UnknownItem):
        evidence_standard("AY-X999")


@pytest.mark.parametrize("wrong", [{"by": ["hearsay"]}, {}])
def test_an_element_that_nothing_can_show_is_not_loaded(wrong):
    row = {"key": "a", "title": "b", "why": "c", **wrong}
    with pytest.raises(BadData, match="AY-X"):
        evidence._requirement("AY-X", row)
