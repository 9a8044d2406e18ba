"""What may be a crime: each question answered yes, no, and at its edge (移送规定 5–12)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.enforcement.cases.ordinary import guards_investigation as own
from chengguan.enforcement.cases.ordinary import guards_transfer as its
from chengguan.enforcement.cases.ordinary import inputs_transfer as inputs
from tests.enforcement.cases.ordinary.at_hand import NOW, case, code, moved

ASKED = inputs.RequestTransfer(officers=(1, 2), offence="非法经营罪", facts="数额较大")
ANSWER = inputs.RecordPoliceAnswer(received_at=NOW, is_taken=True, number="公立 1 号", notices=(1,))
HANDED = NOW - timedelta(days=3)
A_MINUTE = timedelta(minutes=1)
OUT_OF_ORDER, AGAIN = "transfer.answer_out_of_order", "transfer.answered_already"


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


# -- what the police say -----------------------------------------------------------------------


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("received_at", "refused"),
    [
        (HANDED - A_MINUTE, OUT_OF_ORDER),
        (HANDED, ""),
        (NOW, ""),
        (NOW + A_MINUTE, OUT_OF_ORDER),
    ],
)
def test_the_police_answer_what_was_handed_to_them(received_at, refused) -> None:
    """移送规定 8: not before they had it, and not after it is taken down."""
    said = replace(ANSWER, received_at=received_at)
    assert code(its.answer_comes_in_its_order, moved(handed_at=HANDED), said) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("stands", "refused"),
    [
        ({}, ""),
        ({"answer": 1, "is_taken": True}, AGAIN),
        ({"answer": 1, "is_taken": True, "is_objected": True}, AGAIN),
        ({"answer": 1, "is_taken": False}, AGAIN),
        ({"answer": 1, "is_taken": False, "is_objected": True}, ""),
    ],
)
def test_the_police_answer_again_only_after_an_objection(stands, refused) -> None:
    """移送规定 8, 9."""
    facts = moved(handed_at=HANDED, **stands)
    assert code(its.answer_comes_in_its_order, facts, ANSWER) == refused


@pytest.mark.ref("GD47c")
@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, ""),
        ({"is_taken": False}, ""),
        ({"number": " "}, "transfer.answer_unwritten"),
        ({"notices": ()}, "transfer.answer_unwritten"),
    ],
)
def test_the_police_answer_in_writing(said, refused) -> None:
    """移送规定 8."""
    assert code(its.answer_is_shown, moved(), replace(ANSWER, **said)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("is_taken", "objected_to", "handed_over"),
    [
        (None, "transfer.not_declined", "transfer.not_taken"),
        (False, "", "transfer.not_taken"),
        (True, "transfer.not_declined", ""),
    ],
)
def test_what_follows_the_answer_follows_its_content(is_taken, objected_to, handed_over) -> None:
    """移送规定 9, 10, 12: objected to is a refusal, handed over is what was taken on."""
    facts = moved(is_taken=is_taken)
    assert code(its.police_have_declined, facts) == objected_to
    assert code(its.police_have_taken_it, facts) == handed_over


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("is_objected", "refused"), [(False, ""), (True, "transfer.objected_already")]
)
def test_an_answer_is_objected_to_once(is_objected, refused) -> None:
    """移送规定 9."""
    assert code(its.nothing_was_objected_yet, moved(is_objected=is_objected)) == refused


@pytest.mark.ref("GD47c")
@pytest.mark.parametrize(("said", "refused"), [("数额已达追诉标准", ""), (" ", "course.no_reason")])
def test_an_objection_says_why(said, refused) -> None:
    """移送规定 9."""
    objection = inputs.ObjectToPolice(objection="reconsider", reason=said)
    assert code(its.objection_says_why, case(), objection) == refused


@pytest.mark.ref("GD47c")
@pytest.mark.parametrize(("receipts", "refused"), [((1,), ""), ((), "transfer.no_receipt")])
def test_handing_over_is_receipted(receipts, refused) -> None:
    """移送规定 12."""
    over = inputs.HandOverToPolice(receipts=receipts)
    assert code(its.handing_over_is_receipted, case(), over) == refused


@pytest.mark.ref("HS05")
@pytest.mark.parametrize(("said", "refused"), [("不予立案", ""), ("", "course.no_reason")])
def test_dealing_here_with_what_was_declined_says_why(said, refused) -> None:
    """移送规定 10."""
    assert code(its.resuming_says_why, case(), inputs.ResumeFromPolice(reason=said)) == refused
