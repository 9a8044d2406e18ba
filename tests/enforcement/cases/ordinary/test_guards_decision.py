"""From the notice to the decision: each question answered yes, no, and at its edge."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.core.lawbook.items import item
from chengguan.enforcement.cases.ordinary import guards_decision as its
from chengguan.enforcement.cases.ordinary import guards_discretion as bands
from chengguan.enforcement.cases.ordinary import inputs_decision as inputs
from chengguan.enforcement.cases.ordinary.discretion import ground
from chengguan.enforcement.cases.ordinary.procedures import ORDINARY
from chengguan.law.discretion import Circumstances, Proposal, propose
from tests.enforcement.cases.ordinary.at_hand import (
    APPROVED,
    HEARD,
    LAW,
    LEAFLETS,
    NOW,
    REPORT,
    SORTING,
    TOLD,
    at,
    case,
    code,
    conclude,
    decide,
    discussed,
    found,
    inform,
    notice_of,
    on,
    told,
)

# -- the notice ----------------------------------------------------------------------------


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"facts": " "}, "notice.says_too_little"),
        ({"reasons": ""}, "notice.says_too_little"),
        ({"basis": ""}, "notice.says_too_little"),
        ({"fine": 0}, "notice.no_penalty"),
        ({"fine": 0, "confiscated": "手推车"}, ""),
        ({"fine": 0, "is_warning": True}, ""),
    ],
)
def test_a_notice_says_what_is_intended_and_why(changed, refused) -> None:
    """行政处罚法 44."""
    assert code(its.notice_says_everything, case(), inform(**changed)) == refused


KIND, AMOUNT = "notice.hearing_right_missing_for_kind", "notice.hearing_right_missing"


@pytest.mark.ref("GD18")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"suspends_business": True}, KIND),
        ({"revokes_licence": True}, KIND),
        ({"revokes_licence": True, "may_request_hearing": True}, ""),
        ({"is_warning": True}, ""),
    ],
)
def test_a_heavy_kind_is_announced_with_the_right_to_a_hearing(changed, refused) -> None:
    """行政处罚法 63."""
    assert code(its.hearing_right_is_told, case(), inform(**changed)) == refused


@pytest.mark.ref("GD19", "hearing.threshold")
@pytest.mark.parametrize(
    ("party", "changed", "refused"),
    [
        ("person", {"fine": 499_999}, ""),
        ("person", {"fine": 500_000}, AMOUNT),
        ("person", {"fine": 500_000, "may_request_hearing": True}, ""),
        ("person", {"fine": 0, "confiscation": 500_000}, AMOUNT),
        ("person", {"fine": 0, "confiscated_value": 499_999}, ""),
        ("person", {"fine": 0, "confiscated_value": 500_000}, AMOUNT),
        ("organisation", {"fine": 4_999_999}, ""),
        ("organisation", {"fine": 5_000_000}, AMOUNT),
        ("organisation", {"fine": 0, "confiscation": 4_999_999}, ""),
    ],
)
def test_a_large_sum_is_announced_with_the_right_to_a_hearing(party, changed, refused) -> None:
    """行政处罚法 63; 沪听证规定: 5,000 yuan for a person, 50,000 for an organisation."""
    facts = case(party_kind=party)
    assert code(its.hearing_right_is_told_at_the_amount, facts, inform(**changed)) == refused


@pytest.mark.ref("GD18")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"suspends_business": True}, KIND),
        ({"revokes_licence": True}, KIND),
        ({"revokes_licence": True, "may_request_hearing": True}, ""),
    ],
)
def test_what_was_announced_without_the_right_goes_no_further(changed, refused) -> None:
    """行政处罚法 62, 63: however the notice came to the record."""
    assert code(its.hearing_right_was_told, told(notice_of(**changed))) == refused
    again = notice_of(**(changed | {"may_request_hearing": True}))
    assert code(its.hearing_right_was_told, told(notice_of(**changed), again)) == ""


@pytest.mark.ref("GD19", "hearing.threshold")
@pytest.mark.parametrize(
    ("party", "changed", "refused"),
    [
        ("person", {"fine": 499_999}, ""),
        ("person", {"fine": 500_000}, AMOUNT),
        ("person", {"fine": 500_000, "may_request_hearing": True}, ""),
        ("person", {"fine": 0, "confiscated_value": 499_999}, ""),
        ("person", {"fine": 0, "confiscated_value": 500_000}, AMOUNT),
        ("organisation", {"fine": 4_999_999}, ""),
        ("organisation", {"fine": 5_000_000}, AMOUNT),
    ],
)
def test_a_large_sum_announced_without_the_right_goes_no_further(party, changed, refused) -> None:
    """行政处罚法 62, 63.1; 沪听证规定."""
    facts = replace(told(notice_of(**changed)), party_kind=party)
    assert code(its.hearing_right_was_told_at_the_amount, facts) == refused


@pytest.mark.ref("GD18", "GD19", "HS08")
def test_of_no_notice_nothing_is_asked_again() -> None:
    """行政处罚法 62: that there is one, another question asks."""
    facts = case(deciding=replace(case().deciding, notices=()))
    for asked in (
        its.hearing_right_was_told,
        its.hearing_right_was_told_at_the_amount,
        its.notice_announced_what_was_approved,
    ):
        assert code(asked, facts) == ""


@pytest.mark.ref("HS08")
@pytest.mark.parametrize(
    ("report", "changed", "refused"),
    [
        ({}, {}, ""),
        ({}, {"fine": 50001}, "notice.beyond_the_report"),
        ({}, {"has_things": True}, "notice.beyond_the_report"),
        ({"has_things": True}, {"has_things": True}, ""),
        ({}, {"confiscated_value": 1}, "notice.beyond_the_report"),
        ({"confiscated_value": 1}, {"confiscated_value": 1}, ""),
        ({}, {"revokes_licence": True}, "notice.beyond_the_report"),
        ({"approved_at": None}, {}, "notice.nothing_approved"),
    ],
)
def test_what_was_announced_beyond_the_approval_goes_no_further(report, changed, refused) -> None:
    """行政处罚法 44, 57."""
    facts = replace(
        told(notice_of(**changed)),
        investigation=found(report=replace(REPORT, **report)).investigation,
    )
    assert code(its.notice_announced_what_was_approved, facts) == refused


@pytest.mark.ref("GD16c")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"receiver": " "}, "service.no_proof"),
        ({"method": "leave"}, "service.no_proof"),
        ({"method": "leave", "witness": "居委会干部"}, ""),
        ({"method": "mail"}, "service.no_proof"),
        ({"method": "mail", "proofs": (1,)}, ""),
        ({"method": "electronic", "note": "号码"}, "service.no_confirmation"),
        ({"method": "electronic", "note": "号码", "confirmation": (1,)}, ""),
    ],
)
def test_a_notice_is_served_with_its_proof(changed, refused) -> None:
    """行政处罚法 44, 61."""
    assert code(its.notice_is_proved, case(), inform(**changed)) == refused


@pytest.mark.ref("GD16c", "CK11")
@pytest.mark.parametrize(
    ("method", "posted", "served", "refused"),
    [
        ("public_notice", None, NOW, "service.not_posted"),
        ("public_notice", "2026-06-01T10:00", "2026-07-31T23:59:59", "service.notice_still_runs"),
        ("public_notice", "2026-06-01T10:00", "2026-08-01T00:00", ""),
        ("direct", None, NOW, ""),
    ],
)
def test_public_notice_announces_when_its_days_are_over(method, posted, served, refused) -> None:
    """行政处罚法 44, 64(1); 沪城管执法条例 25: not on the day it is put up."""
    facts = told(posted_at=at(posted) if posted else None)
    moment = at(served) if isinstance(served, str) else served
    proposed = inform(method=method, served_at=moment)
    assert code(its.public_notice_of_it_has_run, facts, proposed) == refused


@pytest.mark.ref("GD16c")
@pytest.mark.parametrize(
    ("reason", "refused"), [("两次上门均无人", ""), (" ", "service.no_reason_for_notice")]
)
def test_public_notice_of_what_is_intended_comes_last(reason, refused) -> None:
    """民事诉讼法 95."""
    posted = inputs.PublishNotice(reason=reason, places="公告栏")
    assert code(its.nothing_else_reaches_the_party_beforehand, case(), posted) == refused


@pytest.mark.trap(2, 7)
@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("last", "refused"),
    [
        (None, ""),
        (HEARD, ""),
        (HEARD + timedelta(seconds=1), "notice.served_before_what_followed"),
    ],
)
def test_a_notice_is_not_dated_back_before_what_was_heard(last, refused) -> None:
    """行政处罚法 44, 45, 62: it would count as answered before anybody was told."""
    facts = told(last_step_at=last)
    assert code(its.notice_is_served_in_its_order, facts, inform(served_at=HEARD)) == refused


BEYOND = "notice.beyond_the_report"


@pytest.mark.ref("HS08")
@pytest.mark.parametrize(
    ("report", "changed", "refused"),
    [
        ({}, {}, ""),
        ({}, {"fine": 50001}, BEYOND),
        ({}, {"fine": 40000}, ""),
        ({}, {"fine": 0, "is_warning": True}, ""),
        ({}, {"is_warning": True}, BEYOND),
        ({}, {"confiscation": 1}, BEYOND),
        ({}, {"confiscated_value": 1}, BEYOND),
        ({"confiscated_value": 1}, {"confiscated_value": 1}, ""),
        ({"has_things": True}, {"confiscated": "手推车"}, ""),
        ({}, {"confiscated": "手推车"}, BEYOND),
        ({}, {"revokes_licence": True}, BEYOND),
        ({"proposal": "no_penalty", "fine": 0}, {"fine": 1}, BEYOND),
        ({"approved_at": None}, {}, "notice.nothing_approved"),
    ],
)
def test_no_more_is_announced_than_was_approved(report, changed, refused) -> None:
    """行政处罚法 44, 57."""
    facts = found(report=replace(REPORT, **report))
    assert code(its.notice_announces_what_was_approved, facts, inform(**changed)) == refused


@pytest.mark.ref("HS08")
def test_without_a_report_nothing_is_announced() -> None:
    """行政处罚法 57."""
    facts = found(report=None)
    refused = code(its.notice_announces_what_was_approved, facts, inform())
    assert refused == "notice.nothing_approved"


@pytest.mark.trap(8)
@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("served", "refused"),
    [
        (NOW, ""),
        (NOW + timedelta(seconds=1), "notice.served_later"),
        (APPROVED, ""),
        (APPROVED - timedelta(seconds=1), "notice.served_before_approval"),
    ],
)
def test_a_notice_is_served_after_its_approval_and_before_it_is_recorded(served, refused) -> None:
    """行政处罚法 47: whoever dates it back takes days of the party away."""
    assert code(its.notice_is_served_in_its_order, case(), inform(served_at=served)) == refused


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("facts", "refused"),
    [(case(), ""), (replace(told(), deciding=replace(told().deciding, notices=())), "notice.none")],
)
def test_nothing_goes_on_without_a_notice(facts, refused) -> None:
    """行政处罚法 44, 62."""
    assert code(its.notice_was_served, facts) == refused
    assert code(its.party_was_heard_on_the_notice, facts) == refused
    assert code(its.penalty_kinds_were_announced, facts, decide()) == refused


STILL = "hearing.still_to_hear"


@pytest.mark.ref("GD16", "CK08")
@pytest.mark.parametrize(
    ("moment", "heard", "refused"),
    [
        ("2026-06-02T09:00", None, STILL),
        ("2026-06-08T23:59:59", None, STILL),
        ("2026-06-09T00:00", None, ""),
        ("2026-06-02T09:00", "2026-06-01T10:00", ""),
        ("2026-06-02T09:00", "2026-06-01T09:59", STILL),
    ],
)
def test_the_party_is_heard_or_lets_its_five_days_pass(moment, heard, refused) -> None:
    """行政处罚法 45, 62: told on Monday the first of June."""
    deciding = replace(
        case().deciding,
        notices=(notice_of(served_at=at("2026-06-01T10:00")),),
        heard_at=at(heard) if heard else None,
    )
    facts = on(at(moment), deciding=deciding)
    assert code(its.party_was_heard_on_the_notice, facts) == refused


# -- the hearing ---------------------------------------------------------------------------

OFFER = notice_of(may_request_hearing=True)


@pytest.mark.ref("GD18")
@pytest.mark.parametrize(
    ("facts", "refused"),
    [
        (told(OFFER), ""),
        (told(OFFER, notice_of()), ""),
        (told(), "hearing.not_offered"),
    ],
)
def test_a_hearing_is_asked_for_where_it_was_offered(facts, refused) -> None:
    """行政处罚法 63."""
    assert code(its.hearing_was_offered, facts) == refused


@pytest.mark.ref("GD53b")
@pytest.mark.parametrize(
    ("said", "papers", "refused"),
    [
        ("我放弃听证", (), "hearing.waiver_unwritten"),
        ("", (1,), ""),
        ("我放弃听证", (1,), ""),
        (" ", (), "hearing.waiver_unwritten"),
    ],
)
def test_a_hearing_is_given_up_in_writing(said, papers, refused) -> None:
    """行政处罚法 62, 64(1): what the officer types is no writing of the party."""
    waiver = inputs.WaiveHearing(said=said, papers=papers)
    assert code(its.waiver_is_in_writing, case(), waiver) == refused


MAY = "hearing.may_still_be_asked_for"
FIRST, SECOND = at("2026-06-01T10:00"), at("2026-06-15T10:00")


@pytest.mark.ref("GD53", "CK06")
@pytest.mark.parametrize(
    ("moment", "served", "changed", "refused"),
    [
        ("2026-06-08T23:59:59", (FIRST,), {}, MAY),
        ("2026-06-09T00:00", (FIRST,), {}, ""),
        ("2026-06-02T10:00", (FIRST,), {"hearing_waived_at": FIRST}, ""),
        ("2026-06-02T10:00", (FIRST,), {"hearing_requested_at": FIRST}, ""),
        # what was said before the second notice says nothing of it
        ("2026-06-16T10:00", (FIRST, SECOND), {"hearing_waived_at": FIRST}, MAY),
        ("2026-06-16T10:00", (FIRST, SECOND), {"hearing_requested_at": FIRST}, MAY),
        ("2026-06-16T10:00", (FIRST, SECOND), {"hearing_waived_at": SECOND}, ""),
        ("2026-06-02T10:00", (), {}, ""),
    ],
)
def test_nothing_is_decided_while_a_hearing_may_be_asked_for(
    moment, served, changed, refused
) -> None:
    """行政处罚法 62, 64(1): five working days after each notice that offers it."""
    notices = tuple(notice_of(served_at=s, may_request_hearing=True) for s in served)
    deciding = replace(case().deciding, notices=notices or (notice_of(),), **changed)
    facts = on(at(moment), deciding=deciding)
    assert code(its.time_to_ask_for_hearing_is_over, facts) == refused


@pytest.mark.trap(2)
@pytest.mark.ref("GD18")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"hearing_requested_at": TOLD}, "hearing.owed"),
        ({"hearing_requested_at": TOLD, "is_hearing_held": True}, "hearing.owed"),
        (
            {"hearing_requested_at": TOLD, "is_hearing_held": True, "is_hearing_reported": True},
            "",
        ),
        ({"hearing_requested_at": TOLD, "hearing_waived_at": HEARD}, ""),
        ({"hearing_requested_at": HEARD, "hearing_waived_at": TOLD}, "hearing.owed"),
    ],
)
def test_a_hearing_asked_for_is_owed_whatever_is_announced_later(changed, refused) -> None:
    """行政处罚法 63, 65."""
    facts = told(OFFER, notice_of(served_at=HEARD), **changed)
    assert code(its.hearing_asked_for_was_held, facts) == refused


def hearing(**changed) -> inputs.NotifyHearing:
    usual = inputs.NotifyHearing(hold_at=at("2026-03-20T09:00"), place="听证室", host=8, recorder=9)
    return replace(usual, **changed)


@pytest.mark.trap(9)
@pytest.mark.ref("GD20")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"host": 1}, "hearing.host_investigated"),
        ({"host": 3}, "hearing.host_investigated"),
        ({"host": 9}, "hearing.host_is_recorder"),
    ],
)
def test_who_investigated_does_not_preside(changed, refused) -> None:
    """行政处罚法 64(4): number 3 left the case long ago."""
    assert code(its.host_is_no_investigator, case(), hearing(**changed)) == refused


@pytest.mark.ref("GD06")
@pytest.mark.parametrize(("granted", "refused"), [((), ""), ((8,), "hearing.host_recused")])
def test_who_was_told_to_withdraw_does_not_preside(granted, refused) -> None:
    """行政处罚法 43, 64(4): before the notice, or after it."""
    scene = replace(case().scene, recusal_granted=frozenset(granted))
    facts = replace(told(hearing_host=8), scene=scene)
    assert code(its.host_was_not_recused, facts, hearing()) == refused
    assert code(its.host_named_was_not_recused, facts) == refused


@pytest.mark.ref("GD20")
@pytest.mark.parametrize(
    ("is_public", "reason", "refused"),
    [
        (True, "", ""),
        (False, "商业秘密", ""),
        (False, " ", "hearing.private_without_reason"),
    ],
)
def test_a_hearing_is_public_but_for_a_reason(is_public, reason, refused) -> None:
    """行政处罚法 64(3)."""
    proposed = hearing(is_public=is_public, private_reason=reason)
    assert code(its.privacy_has_its_reason, case(), proposed) == refused


@pytest.mark.ref("GD20b", "CK07")
@pytest.mark.parametrize(
    ("moment", "refused"),
    [
        ("2026-03-10T23:59:59", ""),
        ("2026-03-11T00:00", "hearing.notified_late"),
        ("2026-03-02T09:00", ""),
    ],
)
def test_a_hearing_is_notified_seven_working_days_before(moment, refused) -> None:
    """行政处罚法 64(2), 85: held on Friday the twentieth of March."""
    assert code(its.hearing_is_notified_in_time, on(at(moment)), hearing()) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"hearing_at": NOW}, ""),
        ({}, "hearing.not_notified"),
        ({"hearing_at": NOW, "is_hearing_held": True}, "hearing.held_already"),
    ],
)
def test_a_hearing_follows_its_notice_once(changed, refused) -> None:
    """行政处罚法 64(2)."""
    assert code(its.hearing_is_notified, told(**changed)) == refused


HELD = inputs.HoldHearing(is_attended=True, minutes="质证", signature="signed")


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("planned", "refused"),
    [
        (NOW, ""),
        (NOW - timedelta(hours=1), ""),
        (NOW + timedelta(seconds=1), "hearing.before_its_hour"),
    ],
)
def test_a_hearing_is_not_held_before_its_hour(planned, refused) -> None:
    """行政处罚法 64(2)."""
    assert code(its.hearing_is_held_as_notified, told(hearing_at=planned), HELD) == refused


@pytest.mark.ref("GD20")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"minutes": " "}, "hearing.no_minutes"),
        ({"signature": "refused"}, "paper.refusal_not_noted"),
        ({"signature": "refused", "signature_note": "拒绝签名，见证人在场"}, ""),
    ],
)
def test_a_hearing_is_taken_down_and_signed(changed, refused) -> None:
    """行政处罚法 64(8)."""
    assert code(its.hearing_has_minutes, case(), replace(HELD, **changed)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("is_held", "refused"), [(True, ""), (False, "hearing.not_held")])
def test_a_hearing_is_reported_on_after_it_was_held(is_held, refused) -> None:
    """行政处罚法 65."""
    assert code(its.hearing_was_held, told(is_hearing_held=is_held)) == refused


# -- legal review --------------------------------------------------------------------------


@pytest.mark.ref("GD21")
@pytest.mark.parametrize(
    ("requested", "is_passed", "refused"),
    [(None, False, ""), (TOLD, False, "review.due"), (TOLD, True, "")],
)
def test_after_a_hearing_a_review_is_passed_before_the_decision(
    requested, is_passed, refused
) -> None:
    """行政处罚法 58."""
    facts = told(hearing_requested_at=requested, is_review_passed=is_passed)
    assert code(its.review_is_passed_where_due, facts) == refused
    assert its.review_grounds(facts, LAW) == (("heard",) if requested else ())


@pytest.mark.ref("GD23", "legal_review.threshold")
@pytest.mark.parametrize(
    ("party", "changed", "refused"),
    [
        ("person", {"fine": 499_999}, ""),
        ("person", {"fine": 500_000}, "review.due"),
        ("organisation", {"fine": 4_999_999}, ""),
        ("organisation", {"fine": 5_000_000}, "review.due"),
        ("person", {"fine": 9_999}, "review.due"),
        ("person", {"fine": 10_000}, ""),
        ("person", {"fine": 0, "is_warning": True}, ""),
        ("person", {"suspends_business": True}, "review.due"),
        ("person", {"confiscation": 500_000}, "review.due"),
        ("person", {"confiscated_value": 499_999}, ""),
        ("person", {"confiscated_value": 500_000}, "review.due"),
        ("person", {"fine": 0, "confiscation": 1}, ""),
    ],
)
def test_what_stands_in_the_list_is_reviewed(party, changed, refused) -> None:
    """沪重大执法审核办法 3: at the amounts of a hearing, and below the range of the item."""
    facts = replace(told(notice_of(**changed)), party_kind=party)
    assert code(its.listed_case_is_reviewed, facts) == refused
    passed = replace(facts, deciding=replace(facts.deciding, is_review_passed=True))
    assert code(its.listed_case_is_reviewed, passed) == ""


@pytest.mark.ref("GD23")
def test_nothing_announced_is_not_listed() -> None:
    """沪重大执法审核办法 3."""
    facts = case(deciding=replace(case().deciding, notices=()))
    assert code(its.listed_case_is_reviewed, facts) == ""


@pytest.mark.trap(10)
@pytest.mark.ref("GD23")
def test_a_threshold_set_later_moves_no_running_case() -> None:
    """沪重大执法审核办法 3: that of the day of the notice."""
    row = next(a for a in LAW.amounts if (a.key, a.party_kind) == LISTED)
    law = replace(LAW, amounts=(*LAW.amounts, replace(row, value=20000, since=NOW.date())))
    assert its.listed_case_is_reviewed(case(), law) is None
    later = told(notice_of(served_at=NOW))
    assert its.listed_case_is_reviewed(later, law) is not None


LISTED = ("legal_review.threshold", "person")


@pytest.mark.ref("GD23")
@pytest.mark.parametrize(
    ("fine", "is_passed", "refused"),
    [
        (9_999, False, "review.due"),
        (9_999, True, ""),
        (10_000, False, ""),
        (0, False, ""),
    ],
)
def test_what_only_the_decision_mitigates_is_reviewed_too(fine, is_passed, refused) -> None:
    """行政处罚法 58; 沪重大执法审核办法 3."""
    facts = told(is_review_passed=is_passed)
    assert code(its.mitigation_was_reviewed, facts, decide(fine=fine)) == refused


@pytest.mark.ref("GD23")
def test_no_fine_where_the_item_commands_one_is_reviewed_as_mitigated() -> None:
    """行政处罚法 32, 58; 沪重大执法审核办法 3."""
    facts = replace(told(), item=item("AY-C008"))
    decided = decide(item_code="AY-C008", fine=0, confiscation=1)
    assert code(its.mitigation_was_reviewed, facts, decided) == "review.due"
    passed = replace(facts, deciding=replace(facts.deciding, is_review_passed=True))
    assert code(its.mitigation_was_reviewed, passed, decided) == ""


@pytest.mark.ref("GD22")
@pytest.mark.parametrize(("is_qualified", "refused"), [(True, ""), (False, "review.not_qualified")])
def test_who_reviews_penalties_is_qualified(is_qualified, refused) -> None:
    """行政处罚法 58.2."""
    facts = case(is_qualified_to_review=is_qualified)
    assert code(its.reviewer_is_qualified, facts) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("number", "refused"), [(1, ""), (None, "review.none_open")])
def test_what_is_passed_was_sent(number, refused) -> None:
    """行政处罚法 58."""
    assert code(its.a_review_is_open, told(review_open=number)) == refused


@pytest.mark.ref("HS07")
@pytest.mark.parametrize(
    ("answers", "refused"),
    [
        (((1, "已补"), (2, "已改")), ""),
        (((1, "已补"),), "review.points_unanswered"),
        (((1, "已补"), (2, " ")), "review.points_unanswered"),
        ((), "review.points_unanswered"),
    ],
)
def test_every_point_of_a_returned_review_is_answered(answers, refused) -> None:
    """行政处罚法 58."""
    facts = told(points_open=frozenset({1, 2}))
    sent = inputs.SubmitReview(answers=answers)
    assert code(its.returned_points_are_answered, facts, sent) == refused
    assert code(its.returned_points_are_answered, case(), inputs.SubmitReview()) == ""


@pytest.mark.ref("HS07")
@pytest.mark.parametrize(
    ("points", "refused"),
    [
        ((("facts", "补证据"),), ""),
        ((), "review.no_points"),
        ((("facts", " "),), "review.no_points"),
    ],
)
def test_a_review_is_returned_with_its_points(points, refused) -> None:
    """行政处罚法 58."""
    back = inputs.ReturnReview(opinion="退回", points=points)
    assert code(its.return_marks_its_points, case(), back) == refused


# -- collective discussion -----------------------------------------------------------------


def discussion(**changed) -> inputs.Discuss:
    usual = inputs.Discuss(
        purpose="decision",
        place="会议室",
        chair=11,
        leaders=((11, "同意"), (12, "同意"), (13, "同意")),
        minutes="逐项讨论",
        conclusion="按拟处罚决定",
    )
    return replace(usual, **changed)


FEW = "discussion.too_few"


@pytest.mark.trap(4)
@pytest.mark.ref("GD24", "discussion.leaders")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"leaders": ((11, "同意"), (12, "同意"))}, FEW),
        ({"leaders": ((11, "同意"), (12, "同意"), (13, " "))}, FEW),
        ({"leaders": ((11, "同意"), (12, "同意"), (12, "同意"))}, FEW),
        ({"leaders": ()}, FEW),
        ({"minutes": " "}, "discussion.empty"),
        ({"conclusion": ""}, "discussion.empty"),
        ({"chair": 99}, "discussion.chair_absent"),
    ],
)
def test_an_empty_discussion_is_none(changed, refused) -> None:
    """行政处罚法 57.2."""
    assert code(its.discussion_is_real, case(), discussion(**changed)) == refused


@pytest.mark.ref("GD24")
@pytest.mark.parametrize(
    ("leaders", "refused"),
    [
        (((11, "同意"), (12, "同意"), (13, "同意")), ""),
        (((11, "同意"), (12, "同意"), (1, "同意")), "discussion.no_leaders"),
    ],
)
def test_those_who_discuss_lead_the_organ(leaders, refused) -> None:
    """行政处罚法 57.2."""
    assert code(its.leaders_discuss, case(), discussion(leaders=leaders)) == refused


LARGE = {"fine": 500_000}


@pytest.mark.trap(4)
@pytest.mark.ref("GD24", "discussion.leaders", "legal_review.threshold")
@pytest.mark.parametrize(
    ("held", "changed", "refused"),
    [
        (None, {}, ""),
        (None, {"fine": 499_999}, ""),
        (None, LARGE, "discussion.due"),
        (discussed(), LARGE, ""),
        (discussed(leaders=2), LARGE, "discussion.due"),
        (discussed(has_minutes=False), LARGE, "discussion.due"),
        (discussed(has_conclusion=False), LARGE, "discussion.due"),
        (None, {"revokes_licence": True}, "discussion.due"),
    ],
)
def test_a_grave_case_is_decided_after_a_discussion(held, changed, refused) -> None:
    """行政处罚法 57.2."""
    facts = told(discussion=held)
    assert code(its.grave_case_was_discussed, facts, decide(**changed)) == refused


# -- the decision --------------------------------------------------------------------------


@pytest.mark.ref("GD59a")
@pytest.mark.parametrize(
    ("item_code", "changed", "refused"),
    [
        (LEAFLETS, {}, ""),
        (LEAFLETS, {"fine": 0}, "decision.no_penalty_ordinary"),
        (LEAFLETS, {"fine": 0, "confiscated": "手推车"}, ""),
        (LEAFLETS, {"fine": 0, "is_warning": True}, ""),
        ("AY-C001", {"fine": 0, "is_warning": True}, "decision.no_warning_in_item"),
        ("AY-C001", {"fine": 100_000}, ""),
        ("AY-C001", {"fine": 100_001}, "decision.above_item"),
    ],
)
def test_a_penalty_is_of_a_kind_and_within_the_item(item_code, changed, refused) -> None:
    """行政处罚法 57, 59."""
    facts = case(item=item(item_code))
    decision = decide(item_code=item_code, **changed)
    assert code(its.decision_has_a_kind, facts, decision) == refused


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"fine": 0, "is_warning": True}, ""),
        ({"is_warning": True}, "notice.kind_not_announced"),
        ({"confiscation": 1}, "notice.kind_not_announced"),
        ({"confiscated": "手推车"}, "notice.kind_not_announced"),
        ({"suspends_business": True}, "notice.kind_not_announced"),
        ({"revokes_licence": True}, "notice.kind_not_announced"),
    ],
)
def test_no_kind_is_decided_that_was_not_announced(changed, refused) -> None:
    """行政处罚法 44, 62: a warning in place of the fine is lighter."""
    assert code(its.penalty_kinds_were_announced, case(), decide(**changed)) == refused


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    "kind",
    [
        {"is_warning": True},
        {"confiscation": 10},
        {"suspends_business": True},
        {"revokes_licence": True},
    ],
)
def test_what_the_latest_notice_announced_may_be_decided(kind) -> None:
    """行政处罚法 44."""
    latest = told(notice_of(), notice_of(**kind))
    assert code(its.penalty_kinds_were_announced, latest, decide(**kind)) == ""
    dropped = told(notice_of(**kind), notice_of())
    assert code(its.penalty_kinds_were_announced, dropped, decide(**kind)) != ""


HEAVIER = "hearing.made_heavier"


@pytest.mark.trap(1)
@pytest.mark.ref("GD17")
@pytest.mark.parametrize(
    ("announced", "decided", "refused"),
    [
        (({"confiscation": 10}, {"confiscation": 90}), {"confiscation": 10}, ""),
        (({"confiscation": 10}, {"confiscation": 90}), {"confiscation": 11}, HEAVIER),
        (({"confiscation": 90}, {"confiscation": 10}), {"confiscation": 11}, HEAVIER),
        (({"confiscated_value": 10}, {"confiscated_value": 90}), {"confiscated_value": 10}, ""),
        (
            ({"confiscated_value": 10}, {"confiscated_value": 90}),
            {"confiscated_value": 11},
            HEAVIER,
        ),
        (({}, {"revokes_licence": True}), {"revokes_licence": True}, HEAVIER),
        (({}, {"suspends_business": True}), {"suspends_business": True}, HEAVIER),
        (({}, {"has_things": True}), {"confiscated": "手推车"}, HEAVIER),
        (({}, {"is_warning": True}), {"is_warning": True}, HEAVIER),
        (({"revokes_licence": True},) * 2, {"revokes_licence": True}, ""),
        (({"fine": 0, "is_warning": True}, {}), {"fine": 0, "is_warning": True}, ""),
    ],
)
def test_no_kind_is_above_the_least_ever_announced(announced, decided, refused) -> None:
    """行政处罚法 45: of every kind as of the fine."""
    facts = told(*(notice_of(**one) for one in announced))
    assert code(its.no_kind_is_above_any_announced, facts, decide(**decided)) == refused


@pytest.mark.trap(1)
@pytest.mark.ref("GD17")
@pytest.mark.parametrize(
    ("announced", "fine", "refused"),
    [
        ((50000,), 50000, ""),
        ((50000,), 50001, "hearing.made_dearer"),
        ((30000, 50000), 30000, ""),
        ((30000, 50000), 30001, "hearing.made_dearer"),
        ((50000, 30000, 50000), 50000, "hearing.made_dearer"),
    ],
)
def test_no_fine_is_above_the_lowest_ever_announced(announced, fine, refused) -> None:
    """行政处罚法 45."""
    facts = told(*(notice_of(fine=sum_) for sum_ in announced))
    assert code(its.fine_is_not_above_any_announced, facts, decide(fine=fine)) == refused


@pytest.mark.ref("GD31")
@pytest.mark.parametrize(
    ("said", "warned"), [("一般情节", ""), (" ", "decision.discretion_not_explained")]
)
def test_a_decision_says_how_the_standard_was_applied(said, warned) -> None:
    """行政处罚法 34."""
    assert code(its.discretion_is_explained, case(), decide(discretion=said)) == warned


def heavy() -> Proposal:
    span = item(LEAFLETS).fine_for("person")
    facts = Circumstances(conduct_on=NOW.date(), shown=frozenset({"harm_caused"}))
    return propose(span.low, span.high, facts, LAW, NOW.date())


@pytest.mark.ref("HS09", "GD31")
@pytest.mark.parametrize("band", ["light", "ordinary", "heavy"])
def test_the_fine_lies_in_the_band_that_was_chosen(band) -> None:
    """行政处罚法 34: at both ends, and a fen beyond each."""
    spans = {str(of): (low, high) for of, low, high in heavy().bands}
    low, high = spans[band]
    for fine, refused in ((low, ""), (high, ""), (low - 1, OUTSIDE), (high + 1, OUTSIDE)):
        for said in (decide(fine=fine, band=band), conclude(fine=fine, band=band)):
            assert code(bands.fine_lies_in_its_band, case(), said) == (refused if fine else "")


OUTSIDE = "decision.outside_its_band"


@pytest.mark.ref("HS09", "GD31")
def test_who_departs_from_the_proposed_band_says_why() -> None:
    """行政处罚法 34: the words of the proposal are no reason against it."""
    known, made = replace(case(), proposed=heavy), ground(heavy())
    for band, said, refused in (
        ("heavy", made, ""),
        ("ordinary", made, "decision.departs_without_reason"),
        ("ordinary", " ", "decision.departs_without_reason"),
        ("ordinary", "经营困难，已主动清理", ""),
        ("", made, ""),
    ):
        for one in (decide(band=band, discretion=said), conclude(band=band, discretion=said)):
            assert code(bands.departing_band_has_its_reason, known, one) == refused


@pytest.mark.ref("HS09")
def test_report_and_decision_ask_the_same_of_the_band() -> None:
    """行政处罚法 34: what contradicts itself goes no further than the report."""
    asked = {bands.fine_lies_in_its_band, bands.departing_band_has_its_reason}
    for action in ("conclude", "decide"):
        assert asked <= set(ORDINARY.by_action[action].given)


@pytest.mark.ref("GD25")
@pytest.mark.parametrize(
    ("item_code", "is_refused", "fine", "refused"),
    [
        (SORTING, False, 10000, "correction.no_refusal"),
        (SORTING, True, 10000, ""),
        (SORTING, False, 0, ""),
        (LEAFLETS, False, 10000, ""),
    ],
)
def test_a_fine_for_refusal_wants_the_refusal_on_record(
    item_code, is_refused, fine, refused
) -> None:
    """行政处罚法 28."""
    decision = decide(item_code=item_code, fine=fine)
    assert code(its.refusal_came_before_the_fine, found(is_refused=is_refused), decision) == refused


@pytest.mark.ref("GD29")
@pytest.mark.parametrize(
    ("ground", "reasons", "education", "refused"),
    [
        ("none", "证据不足以认定", "", ""),
        ("none", " ", "", "course.no_reason"),
        ("slight", "轻微", "已教育", "exemption.ground_not_recorded"),
        ("no_fault", "无过错", "已教育", ""),
        ("no_fault", "无过错", " ", "exemption.no_education"),
    ],
)
def test_no_penalty_has_its_ground(ground, reasons, education, refused) -> None:
    """行政处罚法 33, 57.1(3): what is not established needs reasons and no education."""
    decision = inputs.DecideNoPenalty(ground=ground, reasons=reasons, education=education)
    assert code(its.no_penalty_has_its_ground, case(), decision) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("report", "refused"),
    [
        (replace(REPORT, proposal="no_penalty"), ""),
        (replace(REPORT, proposal="not_established"), ""),
        (REPORT, "report.proposes_penalty"),
        (None, "report.proposes_penalty"),
    ],
)
def test_without_notice_only_no_penalty_goes_to_the_head(report, refused) -> None:
    """行政处罚法 44, 57."""
    assert code(its.report_proposes_no_penalty, found(report=report)) == refused


@pytest.mark.ref("GD15b")
@pytest.mark.parametrize(
    ("fine", "bank", "refused"),
    [(1, "江北银行", ""), (1, "", "decision.no_bank"), (0, "", ""), (0, "江北银行", "")],
)
def test_a_fine_names_the_bank_where_it_is_paid(fine, bank, refused) -> None:
    """罚缴分离办法 7; 行政处罚法 67.3."""
    facts = case(collecting_bank=bank)
    assert code(its.bank_is_designated, facts, decide(fine=fine)) == refused
