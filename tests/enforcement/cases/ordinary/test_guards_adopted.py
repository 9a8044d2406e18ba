"""A case that another system began: each question answered yes, no, and at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.enforcement.cases.ordinary import guards_adopted as its
from chengguan.enforcement.cases.ordinary import inputs_adopted as inputs
from tests.enforcement.cases.ordinary.at_hand import NOW, REPORT, TOLD, case, code, found, money

A_SECOND = timedelta(seconds=1)
BROUGHT = inputs.BringDecision(
    number="原罚 1 号", decided_at=TOLD, fine=50_000, served_at=NOW, papers=(1,)
)
NO_PAPERS, OUT_OF_ORDER = "adopted.no_papers", "adopted.out_of_order"


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("report", "refused"), [(None, ""), (REPORT, "adopted.has_its_own_course")]
)
def test_only_a_course_that_was_told_is_gone_again(report, refused) -> None:
    """行政处罚法 54, 57."""
    assert code(its.course_was_told_only, found(report=report)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("has_decision", "is_brought", "refused"),
    [
        (False, False, ""),
        (False, True, "adopted.brought_already"),
        (True, False, "adopted.decided_here"),
    ],
)
def test_a_decision_made_elsewhere_is_brought_in_once(has_decision, is_brought, refused) -> None:
    """行政处罚法 47."""
    facts = money(has_decision=has_decision, is_brought=is_brought)
    assert code(its.decision_was_made_elsewhere, facts) == refused


@pytest.mark.ref("GD34")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"decided_at": NOW}, ""),
        ({"served_at": TOLD}, ""),
        ({"served_at": TOLD - A_SECOND}, OUT_OF_ORDER),
        ({"served_at": NOW + A_SECOND}, OUT_OF_ORDER),
        ({"served_at": None, "decided_at": NOW}, ""),
        ({"served_at": None, "decided_at": NOW + A_SECOND}, OUT_OF_ORDER),
        ({"number": " "}, NO_PAPERS),
        ({"papers": ()}, NO_PAPERS),
    ],
)
def test_a_decision_made_elsewhere_comes_whole(changed, refused) -> None:
    """行政处罚法 47, 61."""
    assert code(its.brought_decision_is_whole, case(), replace(BROUGHT, **changed)) == refused
