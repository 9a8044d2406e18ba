"""Every rule of law/data/guards_leads.toml: met, broken, and at its edge."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from chengguan.core.pages.words import sentence
from chengguan.enforcement.leads import guards, inputs
from chengguan.enforcement.leads.facts import LeadFacts
from chengguan.law.parameters import AmountChange, Approval, shipped
from tests.enforcement.leads.conftest import NINE

LAW = shipped()
APPROVED = Approval("王一", "李二", NINE.date(), "法制科纪要")
LEAD = LeadFacts(
    by=2,
    opened_at=NINE,
    appeal_kind="complaint",
    item_code="",
    is_reached=False,
    is_contacted=False,
    return_count=0,
    is_ruled=False,
    redo_round=0,
    submitted_by=1,
    extension_asked_by=None,
    is_extended=False,
    has_ordinary_clock=True,
    has_site_photo=False,
    has_case=False,
    has_statutory_clock=False,
    is_overdue=False,
    certified=lambda people: frozenset({1, 2}) & frozenset(people),
)


def code(guard, proposed=None, **facts):
    """The code of the reason a guard gives, or nothing."""
    lead = replace(LEAD, **facts)
    reason = guard(lead, LAW) if proposed is None else guard(lead, proposed, LAW)
    return reason and reason.code


def organ(kind="street_team", *, is_external=False):
    return SimpleNamespace(name="某单位", kind=kind, is_external=is_external)


def officers(*keys):
    return tuple(SimpleNamespace(pk=key, name=f"队员{key}") for key in keys)


def test_every_rule_of_leads_has_its_row_with_a_source():
    refs = {made.ref for made in vars(guards).values() if hasattr(made, "ref")}
    own = {ref for ref in LAW.guards if ref.startswith("LD")}
    assert own == refs - {"GD03"}
    assert all(LAW.guard(ref).cites for ref in own)


@pytest.mark.ref("LD01")
@pytest.mark.trap(71)
@pytest.mark.parametrize(
    ("place", "address", "expected"),
    [(None, "示范路 1 号", None), ("somewhere", "", None), (None, "  ", "lead.no_place")],
)
def test_ld01_a_lead_says_where(place, address, expected):
    """热线工单口径."""
    given = inputs.Receive(organ(), "patrol", "help", "题", "述", place=place, address_text=address)
    reason = guards.place_is_named(None, given, LAW)
    assert (reason and reason.code) == expected


@pytest.mark.ref("LD02")
@pytest.mark.parametrize(
    ("kind", "is_external", "expected"),
    [
        ("street_team", False, None),
        ("squad", False, None),
        ("property_company", True, "lead.organ_outside"),
        ("street_team", True, "lead.organ_outside"),
        ("bureau_union", False, "lead.organ_outside"),
    ],
)
def test_ld02_an_order_goes_to_an_enforcement_unit(kind, is_external, expected):
    """热线工单口径."""
    sent = inputs.Redispatch(organ(kind, is_external=is_external))
    assert code(guards.organ_handles_orders, sent) == expected


RECALLED = "AY-A001"


@pytest.mark.ref("LD03")
@pytest.mark.trap(31)
@pytest.mark.parametrize(
    ("kind", "item", "reason", "expected"),
    [
        ("street_team", RECALLED, "", "lead.not_competent"),
        ("street_team", RECALLED, "专项行动统一安排", None),
        ("district_bureau", RECALLED, "", None),
        ("special_team", RECALLED, "", None),
        ("street_team", "", "", None),
    ],
)
def test_ld03_another_organ_than_the_competent_one_needs_a_reason(kind, item, reason, expected):
    """热线工单口径、沪城管执法条例 26(2)."""
    sent = inputs.Dispatch(organ(kind), "complaint", item, reason)
    assert code(guards.competent_organ_or_reason, sent) == expected


@pytest.mark.ref("LD03")
def test_ld03_competence_is_that_of_the_day_of_the_lead():
    """热线工单口径、沪城管执法条例 26(2)."""
    sent = inputs.Dispatch(organ("street_team"), "complaint", RECALLED)
    before = NINE.replace(year=2025, month=9, day=30)
    recalled = NINE.replace(year=2025, month=10, day=1)
    assert code(guards.competent_organ_or_reason, sent, opened_at=before) is None
    assert code(guards.competent_organ_or_reason, sent, opened_at=recalled) is not None


@pytest.mark.ref("LD04", "leads.returns_allowed")
@pytest.mark.trap(34)
@pytest.mark.parametrize(
    ("returns", "again", "arbiter"),
    [
        (0, None, "lead.not_for_arbiter"),
        (1, None, "lead.not_for_arbiter"),
        (2, "lead.returned_twice", None),
    ],
)
def test_ld04_the_third_return_goes_to_the_arbiter(returns, again, arbiter):
    """热线工单口径."""
    assert code(guards.may_still_be_returned, return_count=returns) == again
    assert code(guards.was_returned_twice, return_count=returns) == arbiter


@pytest.mark.ref("LD04")
@pytest.mark.parametrize(("since", "expected"), [(15, None), (16, "lead.returned_twice")])
def test_ld04_a_bureau_may_allow_more_returns_of_orders_from_a_day_on(since, expected):
    """热线工单口径: an order keeps the number of the day it came in."""
    shipped_one = next(a for a in LAW.amounts if a.key == "leads.returns_allowed")
    more = replace(shipped_one, value=3, since=NINE.date().replace(day=since))
    law = LAW.with_overlay([AmountChange(more, APPROVED)])
    reason = guards.may_still_be_returned(replace(LEAD, return_count=2), law)
    assert (reason and reason.code) == expected


@pytest.mark.ref("LD05")
@pytest.mark.parametrize(("ruled", "expected"), [(False, None), (True, "lead.ruled")])
def test_ld05_a_ruling_is_final(ruled, expected):
    """热线工单口径."""
    assert code(guards.ruling_is_final, is_ruled=ruled) == expected


@pytest.mark.ref("LD06")
@pytest.mark.parametrize(
    ("basis", "evidence", "documents", "expected"),
    [
        ("职责规定第三条", "在界外", (), None),
        ("职责规定第三条", "", (7,), None),
        (" ", "在界外", (), "lead.return_without_basis"),
        ("职责规定第三条", " ", (), "lead.return_without_evidence"),
    ],
)
def test_ld06_a_return_has_basis_and_evidence(basis, evidence, documents, expected):
    """热线工单口径."""
    sent = inputs.Return("wrong_place", basis, evidence, documents)
    assert code(guards.return_is_reasoned, sent) == expected


@pytest.mark.ref("GD03")
@pytest.mark.trap(9)
@pytest.mark.parametrize(
    ("present", "item_code", "expected"),
    [
        ((1, 2), "AY-C001", None),
        ((1,), "AY-C001", "lead.one_officer"),
        ((1, 1), "AY-C001", "lead.one_officer"),
        ((1, 3), "AY-C001", "lead.not_certified"),
        ((1,), "", None),
    ],
)
def test_gd03_two_certified_officers_by_identity_沪城管执法条例16(present, item_code, expected):
    check = inputs.CheckOnSite(officers(*present), "已查看", item_code)
    assert code(guards.checked_by_two_certified_officers, check) == expected


@pytest.mark.ref("LD07")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, None),
        ({"extension_asked_by": 1}, "lead.extension_pending"),
        ({"is_extended": True, "has_ordinary_clock": False}, "lead.extended_before"),
        ({"has_ordinary_clock": False}, "lead.not_extendable"),
    ],
)
def test_ld07_one_extension_of_an_ordinary_order(facts, expected):
    """热线工单口径."""
    assert code(guards.not_yet_extended, **facts) == expected


@pytest.mark.ref("LD07")
def test_ld07_only_what_was_asked_is_decided():
    """热线工单口径."""
    assert code(guards.extension_was_asked) == "lead.no_extension_asked"
    assert code(guards.extension_was_asked, extension_asked_by=1) is None


@pytest.mark.ref("LD08")
@pytest.mark.trap(9)
@pytest.mark.parametrize(("approver", "expected"), [(1, "lead.own_extension"), (2, None)])
def test_ld08_nobody_grants_his_own_extension(approver, expected):
    """热线工单口径."""
    assert code(guards.decided_by_another, by=approver, extension_asked_by=1) == expected


@pytest.mark.ref("LD09")
def test_ld09_lateness_is_said_and_does_not_refuse():
    """热线工单口径."""
    assert code(guards.lateness_stays, is_overdue=True) == "lead.already_overdue"
    assert code(guards.lateness_stays) is None
    assert LAW.guard("LD09").force == "warning"


@pytest.mark.ref("LD10")
@pytest.mark.parametrize(("runs", "expected"), [(True, "lead.statutory_clock"), (False, None)])
def test_ld10_a_statutory_period_does_not_wait_沪城管执法条例26(runs, expected):
    assert code(guards.statute_does_not_wait, has_statutory_clock=runs) == expected


def submission(result="solved", **parts):
    return inputs.Submit(result, **({"found": "查", "done": "办", "next_step": "无"} | parts))


@pytest.mark.ref("LD11")
@pytest.mark.parametrize("blank", ["found", "done", "next_step"])
def test_ld11_no_part_of_the_closing_text_is_missing(blank):
    """热线工单口径."""
    assert code(guards.closing_text_is_whole, submission()) is None
    assert code(guards.closing_text_is_whole, submission(**{blank: " "})) == "lead.text_incomplete"


@pytest.mark.ref("LD12")
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, "lead.neither_looked_nor_called"),
        ({"has_site_photo": True}, None),
        ({"is_contacted": True}, None),
        ({"appeal_kind": "consult"}, None),
        ({"appeal_kind": "suggestion"}, "lead.neither_looked_nor_called"),
    ],
)
def test_ld12_photo_or_call_except_for_a_question(facts, expected):
    """热线工单口径."""
    assert code(guards.looked_or_called, submission(), **facts) == expected


@pytest.mark.ref("LD13")
@pytest.mark.parametrize(
    ("result", "proof", "facts", "expected"),
    [
        ("solved", "", {}, None),
        ("unfounded", "", {}, "lead.unproven"),
        ("unfounded", "现场无此情形", {}, None),
        ("abnormal", "", {}, "lead.unproven"),
        ("unreachable", "三次未接", {}, "lead.not_unreachable"),
        ("unreachable", "三次未接", {"is_contacted": True}, None),
        ("unreachable", "接通", {"is_contacted": True, "is_reached": True}, "lead.not_unreachable"),
    ],
)
def test_ld13_denial_carries_its_proof(result, proof, facts, expected):
    """热线工单口径."""
    assert code(guards.denial_is_proven, submission(result, proof=proof), **facts) == expected


@pytest.mark.ref("LD14")
@pytest.mark.parametrize(
    ("result", "has_case", "expected"),
    [("in_case", False, "lead.no_case"), ("in_case", True, None), ("solved", False, None)],
)
def test_ld14_in_case_means_a_case(result, has_case, expected):
    """热线工单口径."""
    assert code(guards.case_is_linked, submission(result), has_case=has_case) == expected


@pytest.mark.ref("LD15")
@pytest.mark.trap(9)
@pytest.mark.parametrize(("approver", "expected"), [(1, "lead.own_submission"), (2, None)])
def test_ld15_nobody_approves_his_own_submission(approver, expected):
    """热线工单口径."""
    assert code(guards.approved_by_another, by=approver, submitted_by=1) == expected


@pytest.mark.ref("LD16")
@pytest.mark.parametrize(
    ("marks", "expected"),
    [((("found", "写明时间"),), None), ((), "lead.no_marks"), ((("found", " "),), "lead.no_marks")],
)
def test_ld16_a_return_carries_marks(marks, expected):
    """热线工单口径."""
    sent = inputs.ReturnSubmission(tuple(inputs.Mark(*mark) for mark in marks))
    assert code(guards.return_carries_marks, sent) == expected


@pytest.mark.ref("LD17")
@pytest.mark.parametrize(
    ("satisfaction", "reason", "expected"),
    [
        ("dissatisfied", "", "lead.dissatisfied"),
        ("dissatisfied", "诉求超出法定职权", None),
        ("fair", "", None),
        ("not_rated", "", None),
    ],
)
def test_ld17_dissatisfaction_is_answered(satisfaction, reason, expected):
    """热线工单口径."""
    called = inputs.AnswerBack(satisfaction, reason=reason)
    assert code(guards.dissatisfaction_is_answered, called) == expected


@pytest.mark.ref("LD18")
@pytest.mark.parametrize(
    ("runs", "kept", "expected"),
    [(True, "", "lead.report_unanswered"), (True, "XS2026-000001", None), (False, "", None)],
)
def test_ld18_a_report_is_voided_only_as_a_duplicate_沪城管执法条例26(runs, kept, expected):
    voided = inputs.Void("误登记", kept)
    assert code(guards.report_is_answered_first, voided, has_statutory_clock=runs) == expected


def test_returns_are_counted_not_priced() -> None:
    said = sentence("lead.not_for_arbiter", {"count": 1, "least": 2})
    assert said == "已退单 1 次，满 2 次才提请终审。现在可以退单。"
