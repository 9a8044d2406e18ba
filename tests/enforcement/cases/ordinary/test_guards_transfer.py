"""What may be a crime: each question answered yes, no, and at its edge (移送规定 5)."""

from dataclasses import replace

import pytest

from chengguan.enforcement.cases.ordinary import guards_investigation as own
from chengguan.enforcement.cases.ordinary import guards_transfer as its
from chengguan.enforcement.cases.ordinary import inputs_transfer as inputs
from tests.enforcement.cases.ordinary.at_hand import case, code, moved

ASKED = inputs.RequestTransfer(officers=(1, 2), offence="非法经营罪", facts="数额较大")


@pytest.mark.ref("GD47b", "crime_transfer.officers")
@pytest.mark.parametrize(
    ("officers", "refused"),
    [
        ((1, 2), ""),
        ((1, 2, 3), ""),
        ((1,), "transfer.too_few_officers"),
        ((1, 1), "transfer.too_few_officers"),
        ((1, 99), "transfer.too_few_officers"),
        ((), "transfer.too_few_officers"),
    ],
)
def test_two_certified_officers_verify_the_suspicion(officers, refused) -> None:
    """移送规定 5.1."""
    assert code(its.enough_officers_verified_it, case(), replace(ASKED, officers=officers)) == (
        refused
    )


@pytest.mark.ref("GD47b")
@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, ""),
        ({"offence": " "}, "transfer.report_empty"),
        ({"facts": ""}, "transfer.report_empty"),
    ],
)
def test_the_report_is_in_writing(said, refused) -> None:
    """移送规定 5.1."""
    assert code(its.report_says_what_is_suspected, case(), replace(ASKED, **said)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("row", "refused"), [(1, ""), (None, "transfer.not_asked")])
def test_what_is_ruled_on_was_asked_for(row, refused) -> None:
    """移送规定 5.1."""
    assert code(its.a_transfer_is_asked_for, moved(open=row)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("is_reviewed", "refused"), [(False, ""), (True, "transfer.reviewed_already")]
)
def test_a_report_is_reviewed_once(is_reviewed, refused) -> None:
    """行政处罚法 58."""
    assert code(its.transfer_is_not_reviewed_yet, moved(is_reviewed=is_reviewed)) == refused


@pytest.mark.ref("GD23")
@pytest.mark.parametrize(("is_reviewed", "refused"), [(True, ""), (False, "transfer.review_due")])
def test_what_goes_to_the_police_was_reviewed(is_reviewed, refused) -> None:
    """沪重大执法审核办法 3."""
    assert code(its.transfer_was_reviewed, moved(is_reviewed=is_reviewed)) == refused


@pytest.mark.ref("GD47b")
@pytest.mark.parametrize(
    ("said", "refused"), [("证据不足", ""), (" ", "transfer.declined_without_reason")]
)
def test_a_leader_who_does_not_approve_says_why(said, refused) -> None:
    """移送规定 5.2."""
    ruling = inputs.RuleOnTransfer(opinion=said)
    assert code(its.refusal_to_transfer_says_why, case(), ruling) == refused


@pytest.mark.ref("GD47b")
@pytest.mark.parametrize(("row", "refused"), [(1, ""), (None, "transfer.not_approved")])
def test_nothing_goes_to_the_police_unapproved(row, refused) -> None:
    """移送规定 5."""
    assert code(its.transfer_was_approved, moved(approved=row)) == refused


@pytest.mark.ref("HS05")
@pytest.mark.parametrize(("said", "refused"), [("事实有变", ""), ("", "course.no_reason")])
def test_taking_a_transfer_back_says_why(said, refused) -> None:
    """行政处罚法 27."""
    assert code(its.recall_says_why, case(), inputs.RecallTransfer(reason=said)) == refused


@pytest.mark.ref("HS04")
def test_who_reported_it_approves_nothing() -> None:
    """行政处罚法 43: by identity."""
    assert code(own.approver_is_no_investigator, case(by=1)) == "approval.own_case"
    assert code(own.approver_is_no_investigator, case(by=7)) == ""
