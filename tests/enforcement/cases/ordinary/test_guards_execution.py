"""From service to the archive: each question answered yes, no, and at its edge. Money in fen."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chengguan.enforcement.cases.ordinary import guards_execution as its
from chengguan.enforcement.cases.ordinary import inputs_execution as inputs
from chengguan.enforcement.cases.ordinary.accrual import accrued, payable_until
from tests.enforcement.cases.ordinary.at_hand import (
    EXECUTION,
    LAW,
    NOW,
    TOLD,
    at,
    case,
    code,
    day,
    found,
    money,
    on,
    plan,
    receipt,
    serve,
)

SERVED = at("2026-06-01T10:00")  # to be paid by the sixteenth
AFTER, AFTER_THAT = at("2026-06-05T10:00"), at("2026-06-10T10:00")


def late(moment: str = "2026-07-01T09:00", **changed):
    """The case with a decision served on the first of June, at another moment."""
    usual = {"served_at": SERVED, "fine": 100_000, **changed}
    return on(at(moment), execution=replace(EXECUTION, **usual))


# -- service -------------------------------------------------------------------------------


@pytest.mark.ref("GD61a")
@pytest.mark.parametrize(
    ("decided", "served", "refused"),
    [
        (TOLD, NOW, ""),
        (NOW, NOW, ""),
        (TOLD, NOW + timedelta(seconds=1), "service.out_of_order"),
        (NOW, NOW - timedelta(seconds=1), "service.out_of_order"),
        (None, NOW, "service.out_of_order"),
    ],
)
def test_service_follows_the_decision(decided, served, refused) -> None:
    """行政处罚法 61."""
    facts = money(decided_at=decided)
    assert code(its.service_follows_the_decision, facts, serve(served_at=served)) == refused


@pytest.mark.ref("GD61a")
@pytest.mark.parametrize(
    ("fine", "is_payable", "refused"),
    [
        (1, True, ""),
        (0, False, ""),
        (1, False, "service.payable_differs"),
        (0, True, "service.payable_differs"),
    ],
)
def test_a_fine_is_payable_from_service_whatever_is_typed(fine, is_payable, refused) -> None:
    """行政处罚法 61, 67.3."""
    served = serve(is_payable=is_payable)
    assert code(its.money_is_payable_from_service, money(fine=fine), served) == refused


BARE = {"receiver": "", "witness": "", "note": "", "proofs": ()}


@pytest.mark.ref("GD61a")
@pytest.mark.parametrize(
    ("method", "proof", "is_proved"),
    [
        ("direct", {"receiver": "某摊主"}, True),
        ("direct", {"proofs": (1,)}, False),
        ("leave", {"witness": "居委会干部"}, True),
        ("leave", {"proofs": (1,)}, True),
        ("leave", {"receiver": "某摊主"}, False),
        ("mail", {"proofs": (1,)}, True),
        ("mail", {"note": "EMS 1"}, False),
        ("mail", {}, False),
        ("electronic", {"note": "号码 1", "confirmation": (1,)}, True),
        ("electronic", {"proofs": (1,), "confirmation": (2,)}, True),
        ("electronic", {"confirmation": (1,)}, False),
        ("entrusted", {"receiver": "某队"}, True),
        ("entrusted", {}, False),
        ("public_notice", {}, True),
    ],
)
def test_each_way_of_service_has_its_own_proof(method, proof, is_proved) -> None:
    """行政处罚法 61; 民事诉讼法 87–90."""
    served = serve(method=method, **{**BARE, **proof})
    assert code(its.service_is_proved, case(), served) == ("" if is_proved else "service.no_proof")


@pytest.mark.ref("GD61a")
@pytest.mark.parametrize(
    ("receiver", "relation", "refused"),
    [
        ("某摊主", "", ""),
        ("某摊主之妻", "", "service.no_relation"),
        ("某摊主之妻", "同住成年家属", ""),
    ],
)
def test_whoever_else_signs_says_what_he_is_to_the_party(receiver, relation, refused) -> None:
    """民事诉讼法 88."""
    served = serve(method="direct", **{**BARE, "receiver": receiver, "relation": relation})
    assert code(its.service_is_proved, case(), served) == refused


@pytest.mark.ref("GD61a")
@pytest.mark.parametrize("proof", [{}, {"note": "确认书 1"}, {"note": "确认书 1", "proofs": (1,)}])
def test_electronic_service_wants_the_signed_consent_of_the_party(proof) -> None:
    """行政处罚法 61.2."""
    served = serve(method="electronic", **{**BARE, **proof})
    assert code(its.service_is_proved, case(), served) == "service.no_confirmation"


@pytest.mark.trap(3)
@pytest.mark.ref("GD61a", "CK11")
@pytest.mark.parametrize(
    ("method", "posted", "served", "refused"),
    [
        ("public_notice", None, NOW, "service.not_posted"),
        (
            "public_notice",
            "2026-06-01T10:00",
            at("2026-07-31T23:59:59"),
            "service.notice_still_runs",
        ),
        ("public_notice", "2026-06-01T10:00", at("2026-08-01T00:00"), ""),
        ("direct", None, NOW, ""),
    ],
)
def test_public_notice_serves_when_its_sixty_days_are_over(method, posted, served, refused) -> None:
    """沪城管执法条例 25; 民事诉讼法 95."""
    facts = money(posted_at=at(posted) if posted else None)
    proposed = serve(method=method, served_at=served)
    assert code(its.public_notice_has_run, facts, proposed) == refused


@pytest.mark.ref("GD61a")
@pytest.mark.parametrize(
    ("reason", "refused"), [("两次上门均无人", ""), (" ", "service.no_reason_for_notice")]
)
def test_public_notice_comes_last(reason, refused) -> None:
    """民事诉讼法 95."""
    posted = inputs.PublishService(reason=reason, places="公告栏")
    assert code(its.nothing_else_reaches_the_party, case(), posted) == refused


# -- money ---------------------------------------------------------------------------------


@pytest.mark.ref("GD15")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"channel": "electronic"}, ""),
        ({"channel": "officer"}, "payment.to_officers"),
        ({"channel": "on_the_spot"}, "payment.to_officers"),
        ({"receipt_number": " "}, "payment.no_bank_receipt"),
        ({"treasury_account": ""}, "payment.no_bank_receipt"),
    ],
)
def test_a_fine_goes_to_the_treasury(changed, refused) -> None:
    """行政处罚法 67."""
    assert code(its.fine_goes_to_the_treasury, case(), receipt(**changed)) == refused


MORE = "payment.more_than_owed"


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"amount": 50001}, MORE),
        ({"amount": 0}, MORE),
        ({"purpose": "added_fine", "amount": 3000}, ""),
        ({"purpose": "added_fine", "amount": 3001}, MORE),
        ({"purpose": "confiscation", "amount": 7000}, ""),
        ({"purpose": "confiscation", "amount": 7001}, MORE),
        ({"receipt_number": "沪财 9"}, "payment.receipt_again"),
    ],
)
def test_no_more_is_taken_than_is_owed_under_each_head(changed, refused) -> None:
    """行政处罚法 67, 72."""
    facts = money(
        fine=60000,
        paid=10000,
        added=4000,
        paid_added=1000,
        confiscation=8000,
        paid_confiscation=1000,
        receipt_numbers=frozenset({"沪财 9"}),
    )
    assert code(its.receipt_is_for_what_is_owed, facts, receipt(**changed)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("number", "reason", "refused"),
    [(1, "重复入账", ""), (2, "重复入账", "payment.no_such_receipt"), (1, " ", "course.no_reason")],
)
def test_only_a_receipt_that_stands_is_reversed(number, reason, refused) -> None:
    """行政处罚法 67."""
    asked = inputs.ReverseReceipt(receipt=number, reason=reason)
    assert code(its.receipt_stands, money(receipts=frozenset({1})), asked) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("number", "refused"), [(1, "payment.refunded_already"), (2, "")])
def test_a_receipt_whose_money_went_back_stays(number, refused) -> None:
    """行政处罚法 67; 国家赔偿法 36(1)."""
    facts = money(receipts=frozenset({1, 2}), refunded=frozenset({1}))
    asked = inputs.ReverseReceipt(receipt=number, reason="重复入账")
    assert code(its.receipt_stands, facts, asked) == refused


@pytest.mark.ref("GD69")
@pytest.mark.parametrize(
    ("changed", "anything", "fine"),
    [
        ({}, "", ""),
        ({"paid": 50000}, "payment.nothing_left", "payment.nothing_left"),
        ({"paid": 49999}, "", ""),
        ({"paid": 50000, "added": 1}, "", "payment.nothing_left"),
        ({"paid": 50000, "confiscation": 1}, "", "payment.nothing_left"),
        ({"is_revoked": True}, "payment.nothing_left", "payment.nothing_left"),
    ],
)
def test_only_what_is_unpaid_is_urged_and_only_a_fine_deferred(changed, anything, fine) -> None:
    """行政处罚法 66, 72: a decision that was revoked is owed no more."""
    assert code(its.something_is_unpaid, money(**changed)) == anything
    assert code(its.fine_is_unpaid, money(**changed)) == fine


ONE, TWO = day("2026-10-15"), day("2026-11-15")
SUM, DAYS, WRONG_KIND = (
    "deferral.wrong_sum",
    "deferral.days_out_of_order",
    "deferral.kind_and_plan_differ",
)


@pytest.mark.ref("GD69")
@pytest.mark.parametrize(
    ("proposed", "refused"),
    [
        (plan((ONE, 20000), (TWO, 30000)), ""),
        (plan((ONE, 50000), kind="defer"), ""),
        (plan((ONE, 20000), (TWO, 29999)), SUM),
        (plan((ONE, 60000), (TWO, -10000)), SUM),
        (plan((ONE, 50000), (TWO, 0)), SUM),
        (plan(), SUM),
        (plan((TWO, 20000), (ONE, 30000)), DAYS),
        (plan((ONE, 20000), (ONE, 30000)), DAYS),
        (plan((NOW.date(), 20000), (ONE, 30000)), DAYS),
        (plan((NOW.date() + timedelta(days=1), 20000), (ONE, 30000)), ""),
        (plan((ONE, 50000)), WRONG_KIND),
        (plan((ONE, 20000), (TWO, 30000), kind="defer"), WRONG_KIND),
    ],
)
def test_the_plan_covers_what_is_left_day_after_day(proposed, refused) -> None:
    """行政处罚法 66.2."""
    assert code(its.instalments_add_up, case(), proposed) == refused


@pytest.mark.ref("GD69")
def test_where_only_an_added_fine_is_left_no_empty_plan_passes() -> None:
    """行政处罚法 66.2."""
    assert code(its.instalments_add_up, money(paid=50000, added=10), plan()) == SUM


@pytest.mark.ref("GD69")
@pytest.mark.parametrize(
    ("hardship", "refused"), [("停工三个月", ""), (" ", "deferral.no_hardship")]
)
def test_hardship_is_shown(hardship, refused) -> None:
    """行政处罚法 66.2."""
    asked = replace(plan((ONE, 50000), kind="defer"), hardship=hardship)
    assert code(its.hardship_is_shown, case(), asked) == refused


@pytest.mark.ref("GD69")
@pytest.mark.parametrize(
    ("paid", "is_granted", "refused"),
    [(0, True, ""), (1, True, SUM), (1, False, "")],
)
def test_a_plan_is_granted_for_what_is_left_that_day(paid, is_granted, refused) -> None:
    """行政处罚法 66.2."""
    facts = money(paid=paid, plans_asked={1: 50000})
    ruling = inputs.RuleOnDeferral(deferral=1, is_granted=is_granted, opinion="同意")
    assert code(its.plan_still_fits, facts, ruling) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("number", "refused"), [(1, ""), (2, "deferral.not_open")])
def test_only_an_open_request_is_ruled_on(number, refused) -> None:
    """行政处罚法 66.2."""
    ruling = inputs.RuleOnDeferral(deferral=number, is_granted=True, opinion="同意")
    assert code(its.deferral_is_open, money(deferrals_open=frozenset({1})), ruling) == refused


# -- the added fine ------------------------------------------------------------------------


def sum_of(facts, until: str) -> tuple[int, int, bool]:
    found = accrued(facts, day(until), LAW)
    return (found.days, found.amount, found.is_capped) if found else (0, 0, False)


@pytest.mark.ref("GD72a", "late_fine.rate", "late_fine.cap", "CK12")
@pytest.mark.parametrize(
    ("until", "days", "amount", "is_capped"),
    [
        ("2026-06-16", 0, 0, False),
        ("2026-06-17", 1, 3_000, False),
        ("2026-06-26", 10, 30_000, False),
        ("2026-07-19", 33, 99_000, False),
        ("2026-07-20", 34, 100_000, True),
        ("2026-12-31", 198, 100_000, True),
    ],
)
def test_each_late_day_adds_three_in_a_hundred_until_the_fine_is_doubled(
    until, days, amount, is_capped
) -> None:
    """行政处罚法 72.1(1): 1,000 yuan served on the first of June, unpaid."""
    assert sum_of(late(), until) == (days, amount, is_capped)


@pytest.mark.ref("GD72a")
@pytest.mark.parametrize(
    ("paid", "expected"),
    [
        # half of it on the fifth late day: four whole days and six half ones
        ((("2026-06-21", 50_000),), (10, 4 * 3_000 + 6 * 1_500, False)),
        # all of it: the days before stay late
        ((("2026-06-21", 100_000),), (4, 12_000, False)),
        # on the first late day, and in time
        ((("2026-06-17", 100_000),), (0, 0, False)),
        ((("2026-06-16", 40_000),), (10, 18_000, False)),
    ],
)
def test_what_was_paid_late_stays_late_for_the_days_before(paid, expected) -> None:
    """行政处罚法 72.1(1): each day by what was left when it was over."""
    paid = tuple((day(on_), sum_) for on_, sum_ in paid)
    facts = late(fine_paid=paid, paid=sum(sum_ for _on, sum_ in paid))
    assert sum_of(facts, "2026-06-26") == expected


@pytest.mark.ref("GD72a", "GD70")
@pytest.mark.parametrize(
    ("since", "until", "days"),
    [
        ("2026-06-20T10:00", "2026-06-23T10:00", 7),
        ("2026-06-20T10:00", "2026-06-20T17:00", 10),
        ("2026-06-20T10:00", None, 3),
        ("2026-06-10T10:00", "2026-06-18T10:00", 9),
    ],
)
def test_days_of_a_pending_remedy_do_not_count(since, until, days) -> None:
    """行政处罚法 73.3: half-open, the day it ends counts again."""
    stretch = (at(since), at(until) if until else None)
    facts = late(contested=(stretch,))
    assert sum_of(facts, "2026-06-26") == (days, days * 3_000, False)


@pytest.mark.ref("GD72a")
@pytest.mark.parametrize(
    ("changed", "until", "expected"),
    [
        ({"added": 30_000, "added_until": day("2026-06-26")}, "2026-06-26", (0, 0, False)),
        ({"added": 30_000, "added_until": day("2026-06-26")}, "2026-06-28", (2, 6_000, False)),
        ({"added": 99_000, "added_until": day("2026-07-19")}, "2026-07-29", (10, 1_000, True)),
        ({"added": 100_000, "added_until": day("2026-07-20")}, "2026-07-29", (9, 0, True)),
        ({"is_revoked": True}, "2026-07-29", (0, 0, False)),
        ({"served_at": None}, "2026-07-29", (0, 0, False)),
    ],
)
def test_no_day_counts_twice_and_all_sums_stay_under_the_cap(changed, until, expected) -> None:
    """行政处罚法 72.1(1); 行政强制法 45."""
    assert sum_of(late(**changed), until) == expected


PLAN = ((day("2026-07-15"), 40_000), (day("2026-08-14"), 60_000))


@pytest.mark.ref("GD72a", "PAY_PLAN")
@pytest.mark.parametrize(
    ("plan_", "added_until", "until", "days"),
    [
        (PLAN, None, "2026-08-14", 0),
        (PLAN, None, "2026-08-15", 1),
        # imposed before the plan was granted: the days of the plan are not late
        (PLAN, day("2026-06-26"), "2026-08-16", 2),
        # a Saturday: until Monday
        (((day("2026-08-15"), 100_000),), None, "2026-08-17", 0),
        (((day("2026-08-15"), 100_000),), None, "2026-08-18", 1),
    ],
)
def test_an_approved_plan_moves_the_first_late_day(plan_, added_until, until, days) -> None:
    """行政处罚法 66.2, 72.1(1)."""
    facts = late("2026-09-01T09:00", plan=plan_, added_until=added_until)
    assert sum_of(facts, until)[0] == days


@pytest.mark.ref("GD72a", "GD69")
@pytest.mark.parametrize(
    ("paid", "next_day"),
    [(0, 15), (39_999, 15), (40_000, 14), (99_999, 14), (100_000, None)],
)
def test_the_next_instalment_is_the_first_not_covered(paid, next_day) -> None:
    """行政处罚法 66.2."""
    found_day = late(plan=PLAN, paid=paid).execution.next_instalment
    assert (found_day.day if found_day else None) == next_day


@pytest.mark.ref("GD72a")
@pytest.mark.parametrize(
    ("facts", "until", "refused"),
    [
        (late("2026-06-26T09:00"), "2026-06-26", ""),
        (late("2026-06-26T09:00"), "2026-06-27", "added_fine.ahead"),
        (late("2026-06-16T09:00"), "2026-06-16", "added_fine.not_late"),
        (late(added=100_000, added_until=day("2026-06-29")), "2026-07-01", "added_fine.capped"),
    ],
)
def test_an_added_fine_is_imposed_on_late_days_that_have_passed(facts, until, refused) -> None:
    """行政处罚法 72."""
    added = inputs.ImposeAddedFine(until_on=day(until))
    assert code(its.payment_is_late, facts, added) == refused


def test_before_service_nothing_is_payable() -> None:
    assert payable_until(money(served_at=None), LAW) is None
    assert payable_until(late(), LAW) == date(2026, 6, 16)


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("asked", "refused"),
    [((), ""), ((1,), "deferral.open_already"), ((1, 2), "deferral.open_already")],
)
def test_one_plan_is_asked_for_at_a_time(asked, refused) -> None:
    """行政处罚法 66.2."""
    assert code(its.no_deferral_is_open, money(deferrals_open=frozenset(asked))) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("row", "asked", "signed"), [(None, "", "court.not_asked"), (1, "court.asked_already", "")]
)
def test_what_the_head_signs_for_the_court_was_asked_for_once(row, asked, signed) -> None:
    """行政强制法 55."""
    assert code(its.court_is_not_asked_for_yet, money(court_open=row)) == asked
    assert code(its.court_is_asked_for, money(court_open=row)) == signed


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("has_things", "refused"), [(True, ""), (False, "confiscation.no_things")])
def test_only_confiscated_things_are_disposed_of(has_things, refused) -> None:
    """行政处罚法 74."""
    assert code(its.things_were_confiscated, money(has_things=has_things)) == refused


# -- remedies and enforcement --------------------------------------------------------------


def remedy(filed: str) -> inputs.RecordRemedy:
    return inputs.RecordRemedy(kind="reconsideration", filed_at=at(filed), body="区政府")


@pytest.mark.ref("GD70")
@pytest.mark.parametrize(
    ("changed", "filed", "refused"),
    [
        ({}, "2026-06-01T10:00", ""),
        ({}, "2026-06-01T09:59", "remedy.before_service"),
        ({"served_at": None}, "2026-06-01T10:00", "remedy.before_service"),
        ({"contested": ((AFTER, None),)}, "2026-06-06T10:00", "remedy.one_pending"),
        ({"contested": ((AFTER, AFTER_THAT),)}, "2026-06-10T09:59", "remedy.one_pending"),
        ({"contested": ((AFTER, AFTER_THAT),)}, "2026-06-10T10:00", ""),
        ({"contested": ((AFTER, AFTER_THAT),)}, "2026-06-04T10:00", ""),
        # what is entered first may have been filed later
        ({"contested": ((AFTER, None),)}, "2026-06-04T10:00", "remedy.one_pending"),
    ],
)
def test_a_remedy_comes_after_service_one_at_a_time(changed, filed, refused) -> None:
    """行政处罚法 73; 行政诉讼法 44."""
    assert code(its.remedy_is_in_its_order, late(**changed), remedy(filed)) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("number", "refused"), [(1, ""), (2, "remedy.none_pending")])
def test_a_result_answers_a_pending_remedy(number, refused) -> None:
    """行政处罚法 73."""
    ended = inputs.RecordRemedyResult(remedy=number, result="upheld")
    assert code(its.remedy_is_pending, late(remedies_open=frozenset({1})), ended) == refused


@pytest.mark.ref("GD70")
@pytest.mark.parametrize(("is_stayed", "refused"), [(False, ""), (True, "remedy.stays_execution")])
def test_what_is_stayed_is_not_enforced(is_stayed, refused) -> None:
    """行政处罚法 73.1."""
    assert code(its.execution_is_not_stayed, late(is_stayed=is_stayed)) == refused


@pytest.mark.ref("GD40")
@pytest.mark.parametrize(("demands", "refused"), [("十日内缴清", ""), (" ", "reminder.empty")])
def test_a_reminder_says_what_is_demanded(demands, refused) -> None:
    """行政强制法 35, 54."""
    assert code(its.reminder_says_everything, case(), inputs.Urge(demands=demands)) == refused


OPEN = "court.remedies_still_open"


@pytest.mark.ref("GD70", "CK30", "CK36", "CK37", "CK39a")
@pytest.mark.parametrize(
    ("moment", "changed", "refused"),
    [
        # served on 1 June: reconsideration until 31 July, lawsuit until 1 December
        ("2026-08-01T00:00", {}, OPEN),
        ("2026-12-01T23:59:59", {}, OPEN),
        ("2026-12-02T00:00", {}, ""),
        ("2026-12-02T00:00", {"served_at": None}, "service.not_served"),
        ("2026-12-02T00:00", {"remedies_open": frozenset({1})}, "court.remedy_pending"),
        # fifteen days to sue after a reconsideration, to appeal after a judgment
        ("2026-12-16T23:59:59", {"remedies_ended": (("reconsideration", "2026-12-01"),)}, OPEN),
        ("2026-12-17T00:00", {"remedies_ended": (("reconsideration", "2026-12-01"),)}, ""),
        ("2026-12-16T23:59:59", {"remedies_ended": (("lawsuit", "2026-12-01"),)}, OPEN),
        ("2026-12-17T00:00", {"remedies_ended": (("lawsuit", "2026-12-01"),)}, ""),
    ],
)
def test_the_court_is_asked_when_all_remedies_are_over(moment, changed, refused) -> None:
    """行政强制法 53; 行政诉讼法 45, 85."""
    if "remedies_ended" in changed:
        ended = tuple((kind, at(on_)) for kind, on_ in changed["remedies_ended"])
        changed = {"remedies_ended": ended}
    assert code(its.remedies_are_exhausted, late(moment, **changed)) == refused


@pytest.mark.ref("GD40", "CK23")
@pytest.mark.parametrize(
    ("moment", "urged", "refused"),
    [
        ("2026-06-15T23:59:59", "2026-06-01T10:00", "court.reminder_still_runs"),
        ("2026-06-16T00:00", "2026-06-01T10:00", ""),
        ("2026-06-16T00:00", None, "court.not_urged"),
    ],
)
def test_the_court_is_asked_ten_working_days_after_the_reminder(moment, urged, refused) -> None:
    """行政强制法 54, 69."""
    facts = late(moment, urged_at=at(urged) if urged else None)
    assert code(its.reminder_has_run, facts) == refused


@pytest.mark.trap(7)
@pytest.mark.ref("GD70b", "CK24")
@pytest.mark.parametrize(
    ("moment", "changed", "refused"),
    [
        ("2027-03-01T23:59:59", {}, ""),
        ("2027-03-02T00:00", {}, "court.late"),
        ("2027-03-02T00:00", {"plan": ((day("2027-01-05"), 100_000),)}, ""),
        ("2027-04-06T00:00", {"plan": ((day("2027-01-05"), 100_000),)}, "court.late"),
        ("2027-03-02T00:00", {"remedies_open": frozenset({1})}, ""),
        ("2027-03-02T00:00", {"served_at": None}, ""),
        ("2027-03-02T00:00", {"remedies_ended": (("lawsuit", at("2027-02-01T10:00")),)}, ""),
    ],
)
def test_the_court_is_asked_in_time(moment, changed, refused) -> None:
    """行政强制法 53; 行政处罚法 72.2; 行诉解释 156: three months."""
    asked = inputs.RequestCourt(court="法院")
    assert code(its.court_is_asked_in_time, late(moment, **changed), asked) == refused


@pytest.mark.ref("GD70b")
@pytest.mark.parametrize(
    ("reason", "refused"), [("", "court.late"), (" ", "court.late"), ("x", "")]
)
def test_a_late_application_goes_out_with_its_proper_reason(reason, refused) -> None:
    """行诉解释 156: without one the court takes nothing on."""
    asked = inputs.RequestCourt(court="法院", late_reason=reason)
    assert code(its.court_is_asked_in_time, late("2027-03-02T00:00"), asked) == refused
    signed = late("2027-03-02T00:00", court_open=1, court_late_reason=reason)
    assert code(its.court_is_applied_to_in_time, signed) == refused


@pytest.mark.ref("GD70b")
def test_the_row_of_the_late_application_refuses() -> None:
    """行诉解释 156."""
    assert LAW.guard("GD70b").force == "unlawful"


# -- a decision that was changed -------------------------------------------------------------

CHANGE = inputs.RecordRemedyResult(
    remedy=1, result="changed", result_number="复决 1 号", changed_fine=30_000, papers=(1,)
)


@pytest.mark.ref("GD70c")
@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({}, ""),
        ({"changed_fine": 0}, ""),
        ({"changed_fine": None}, "remedy.changed_without_sum"),
        ({"papers": ()}, "remedy.changed_without_paper"),
        ({"result_number": " "}, "remedy.changed_without_paper"),
        ({"result": "upheld"}, "remedy.sum_without_change"),
        ({"result": "revoked", "changed_fine": None, "papers": ()}, ""),
        (
            {"result": "upheld", "changed_fine": None, "changed_confiscation": 0},
            "remedy.sum_without_change",
        ),
    ],
)
def test_a_change_says_what_is_owed_now_and_shows_its_paper(said, refused) -> None:
    """行政复议法 63; 行政诉讼法 77."""
    assert code(its.change_says_what_is_owed_now, money(), replace(CHANGE, **said)) == refused


@pytest.mark.ref("GD70d")
@pytest.mark.parametrize(
    ("result", "fine", "confiscation", "warned"),
    [
        ("changed", 100_000, 5, ""),
        ("changed", 100_001, 5, "remedy.changed_to_heavier"),
        ("changed", 100_000, 6, "remedy.changed_to_heavier"),
        ("changed", 0, None, ""),
        ("upheld", 100_001, 6, ""),
    ],
)
def test_a_change_to_something_heavier_is_asked_about(result, fine, confiscation, warned) -> None:
    """行政复议法 63.2; 行政诉讼法 77.2: unless another party asked for it."""
    said = replace(CHANGE, result=result, changed_fine=fine, changed_confiscation=confiscation)
    facts = money(fine=100_000, confiscation=5)
    assert code(its.change_is_no_heavier, facts, said) == warned


@pytest.mark.ref("GD70d")
def test_what_came_out_heavier_is_not_refused() -> None:
    """行政诉讼法 77.2: the court, not the organ that decided, knows the exception."""
    assert LAW.guard("GD70d").force == "warning"


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("is_there", "refused"), [(True, ""), (False, "decision.not_on_record")])
def test_what_another_system_told_of_is_not_enforced(is_there, refused) -> None:
    """行政处罚法 66, 72; 行政强制法 35: told is not decided."""
    assert code(its.decision_is_on_record, money(has_decision=is_there)) == refused


@pytest.mark.ref("GD51b")
@pytest.mark.parametrize(
    ("said", "refused"),
    [
        ({"is_public": False}, ""),
        ({"is_public": True}, "disclosure.owed"),
        ({"is_public": True, "was_disclosed": True}, ""),
        ({"is_public": True, "is_fallen": True}, ""),
    ],
)
def test_what_is_public_is_published_before_it_is_archived(said, refused) -> None:
    """行政处罚法 48.1."""
    assert code(its.what_is_public_is_published, money(**said)) == refused


# -- the end -------------------------------------------------------------------------------

PAID = {"paid": 50000}


@pytest.mark.ref("HS06")
@pytest.mark.parametrize(
    ("way", "changed", "refused"),
    [
        ("performed", PAID, ""),
        ("performed", {"paid": 49999}, "close.not_paid"),
        ("performed", {**PAID, "added": 1}, "close.not_paid"),
        ("performed", {**PAID, "added": 1, "paid_added": 1}, ""),
        ("performed", {**PAID, "confiscation": 1}, "close.not_paid"),
        ("performed", {**PAID, "has_things": True}, "close.things_left"),
        ("performed", {**PAID, "has_things": True, "is_disposed": True}, ""),
        ("performed", {**PAID, "remedies_open": frozenset({1})}, "close.remedy_pending"),
        ("performed", {"fine": 0}, ""),
        ("performed", {"fine": 0, "is_no_penalty": True}, "close.there_is_no_penalty"),
        ("no_penalty", {"fine": 0, "is_no_penalty": True}, ""),
        ("no_penalty", PAID, "close.there_is_a_penalty"),
        ("court", {**PAID, "is_before_court": True}, ""),
        ("court", {"is_before_court": True}, "close.not_paid"),
        ("court", PAID, "close.not_before_court"),
        ("revoked", {"is_revoked": True}, ""),
        ("revoked", {}, "close.not_revoked"),
        ("given_up", {}, ""),
    ],
)
def test_a_case_closes_when_what_was_decided_is_done(way, changed, refused) -> None:
    """行政处罚法 47, 67, 72."""
    asked = inputs.RequestClosing(way=way, summary="执行情况")
    assert code(its.case_has_come_to_its_end, money(**changed), asked) == refused


@pytest.mark.trap(11)
@pytest.mark.ref("HS06")
def test_a_case_paid_by_instalments_closes() -> None:
    """行政处罚法 66.2, 47."""
    facts = money(paid=50000, plan=((ONE, 20000), (TWO, 30000)))
    asked = inputs.RequestClosing(way="performed", summary="分期缴清")
    assert code(its.case_has_come_to_its_end, facts, asked) == ""


@pytest.mark.ref("HS06", "CK29")
@pytest.mark.parametrize(
    ("moment", "since", "way", "refused"),
    [
        ("2029-06-01T23:59:59", "2026-06-01T10:00", "given_up", "close.too_early_to_give_up"),
        ("2029-06-02T00:00", "2026-06-01T10:00", "given_up", ""),
        ("2029-06-02T00:00", None, "given_up", "close.not_suspended"),
        ("2026-06-02T00:00", None, "performed", ""),
    ],
)
def test_execution_is_given_up_after_three_years(moment, since, way, refused) -> None:
    """行政强制法 39.2."""
    facts = on(at(moment), execution_suspended_since=at(since) if since else None)
    asked = inputs.RequestClosing(way=way, summary="无可供执行")
    assert code(its.execution_may_be_given_up, facts, asked) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(("number", "refused"), [(1, ""), (None, "close.not_asked")])
def test_what_is_approved_was_asked_for(number, refused) -> None:
    """行政处罚法 47."""
    assert code(its.closing_is_asked_for, money(closing_open=number)) == refused


@pytest.mark.ref("HS06")
@pytest.mark.parametrize(
    ("pending", "refused"), [(frozenset(), ""), (frozenset({1}), "close.remedy_pending")]
)
def test_nothing_closes_while_a_remedy_is_pending(pending, refused) -> None:
    """行政处罚法 47, 73."""
    assert code(its.no_remedy_is_pending, money(remedies_open=pending)) == refused


@pytest.mark.ref("GD51")
@pytest.mark.parametrize(("is_due", "refused"), [(False, ""), (True, "disclosure.to_withdraw")])
def test_what_fell_is_withdrawn_from_publication(is_due, refused) -> None:
    """行政处罚法 48.2."""
    assert code(its.what_fell_is_withdrawn, money(is_retraction_due=is_due)) == refused


@pytest.mark.trap(3)
@pytest.mark.ref("GD51")
@pytest.mark.parametrize(
    ("is_disclosed", "reason", "refused"),
    [
        (False, "", ""),
        (True, "", "disclosure.already"),
        (True, "决定被撤销", ""),
        (False, "决定被撤销", "disclosure.nothing_published"),
    ],
)
def test_nothing_is_published_twice(is_disclosed, reason, refused) -> None:
    """行政处罚法 48."""
    said = inputs.Disclose(where="门户网站", retract_reason=reason)
    assert code(its.retraction_says_why, money(is_disclosed=is_disclosed), said) == refused


@pytest.mark.ref("GD34")
@pytest.mark.parametrize(
    ("interviews", "evidence", "has_record", "served", "refused"),
    [
        (1, {}, False, NOW, ""),
        (0, {1: ""}, False, NOW, ""),
        (0, {}, True, NOW, ""),
        (0, {}, False, NOW, "archive.no_record"),
        (1, {}, True, None, "service.not_served"),
    ],
)
def test_the_file_holds_the_course_of_the_case(
    interviews, evidence, has_record, served, refused
) -> None:
    """行政处罚法 47."""
    facts = found(interviews=interviews, evidence=evidence)
    scene = replace(facts.scene, has_record=has_record)
    execution = replace(EXECUTION, served_at=served)
    facts = replace(facts, scene=scene, execution=execution)
    assert code(its.file_holds_the_course, facts) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [({}, "")]
    + [
        ({name: " "}, "paper.correction_incomplete")
        for name in ("paper", "wrong", "right", "reason")
    ],
)
def test_a_correction_says_what_stood_wrong(changed, refused) -> None:
    """行政处罚法 47."""
    usual = inputs.CorrectPaper(paper="处罚决定书", wrong="东路", right="西路", reason="笔误")
    assert code(its.correction_says_what, case(), replace(usual, **changed)) == refused


# -- after a remedy ----------------------------------------------------------------------------


@pytest.mark.ref("GD70", "CK37", "CK39a")
@pytest.mark.parametrize(
    ("moment", "remedies", "refused"),
    [
        # reconsideration decided on the first of July: fifteen days to sue, not six months
        ("2026-07-16T23:59:59", (("reconsideration", "2026-07-01"),), "court.remedies_still_open"),
        ("2026-07-17T00:00", (("reconsideration", "2026-07-01"),), ""),
        # sued after that: fifteen days to appeal, from the last that was decided
        (
            "2026-09-16T23:59:59",
            (("reconsideration", "2026-07-01"), ("lawsuit", "2026-09-01")),
            "court.remedies_still_open",
        ),
        (
            "2026-09-17T00:00",
            (("reconsideration", "2026-07-01"), ("lawsuit", "2026-09-01")),
            "",
        ),
        # nobody contested it: six months from service
        ("2026-12-01T23:59:59", (), "court.remedies_still_open"),
        ("2026-12-02T00:00", (), ""),
    ],
)
def test_after_a_remedy_only_what_follows_on_it_is_waited_for(moment, remedies, refused) -> None:
    """行政强制法 53; 行政诉讼法 45, 46, 85."""
    ended = tuple((kind, at(f"{day_}T10:00")) for kind, day_ in remedies)
    assert code(its.remedies_are_exhausted, late(moment, remedies_ended=ended)) == refused


@pytest.mark.ref("GD70")
@pytest.mark.parametrize(
    ("moment", "refused"),
    [("2026-12-01T23:59:59", "court.remedies_still_open"), ("2026-12-02T00:00", "")],
)
def test_a_remedy_that_was_withdrawn_leaves_the_time_to_sue(moment, refused) -> None:
    """行诉解释 58."""
    facts = late(moment, remedies_withdrawn=(at("2026-07-01T10:00"),))
    assert code(its.remedies_are_exhausted, facts) == refused


@pytest.mark.ref("GD70b", "CK24")
@pytest.mark.parametrize(
    ("moment", "refused"), [("2026-10-16T23:59:59", ""), ("2026-10-17T00:00", "court.late")]
)
def test_three_months_run_from_the_end_of_what_follows_on_a_remedy(moment, refused) -> None:
    """行政强制法 53; 行诉解释 156: fifteen days after the first of July, and three months."""
    facts = late(moment, remedies_ended=(("reconsideration", at("2026-07-01T10:00")),))
    asked = inputs.RequestCourt(court="法院")
    assert code(its.court_is_asked_in_time, facts, asked) == refused


# -- the end of an execution -------------------------------------------------------------------


@pytest.mark.ref("HS06")
@pytest.mark.parametrize(
    ("said", "party", "changed", "refused"),
    [
        ({}, "person", {}, ""),
        ({"ground": "other"}, "person", {}, ""),
        ({"ground": ""}, "person", {}, "close.no_ground"),
        ({"proofs": ()}, "person", {}, "close.ground_without_proof"),
        ({}, "legal_person", {}, "close.ground_of_another_party"),
        ({"ground": "dissolved"}, "legal_person", {}, ""),
        ({"ground": "dissolved"}, "person", {}, "close.ground_of_another_party"),
        ({"ground": "lost"}, "person", {}, "close.nothing_to_be_lost"),
        ({"ground": "lost"}, "person", {"has_things": True}, ""),
        ({"way": "performed"}, "person", {}, "close.ground_without_end"),
        ({"way": "performed", "ground": ""}, "person", {}, ""),
    ],
)
def test_execution_ends_on_a_ground_of_the_law_with_its_proof(said, party, changed, refused):
    """行政强制法 40."""
    asked = inputs.RequestClosing(way="terminated", summary="x", ground="died", proofs=(1,))
    facts = replace(money(**changed), party_kind=party)
    assert code(its.execution_ends_on_its_ground, facts, replace(asked, **said)) == refused


@pytest.mark.ref("HS06")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"paid": 50000}, "close.nothing_to_terminate"),
        ({"paid": 50000, "has_things": True}, ""),
    ],
)
def test_only_what_is_left_is_ended(changed, refused) -> None:
    """行政强制法 40."""
    asked = inputs.RequestClosing(way="terminated", summary="x", ground="died", proofs=(1,))
    assert code(its.case_has_come_to_its_end, money(**changed), asked) == refused


@pytest.mark.ref("HS06")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"has_decision": False, "fine": 0}, "close.nothing_on_record"),
        ({"has_decision": False, "is_told": True, "fine": 0}, ""),
        ({"has_decision": False, "is_told": True}, "close.not_paid"),
    ],
)
def test_nothing_is_performed_of_which_the_record_knows_no_decision(changed, refused) -> None:
    """行政处罚法 47."""
    asked = inputs.RequestClosing(way="performed", summary="x")
    assert code(its.case_has_come_to_its_end, money(**changed), asked) == refused


@pytest.mark.ref("HS06")
@pytest.mark.parametrize(
    ("changed", "owed", "overpaid"),
    [
        ({"paid": 50000}, 0, {}),
        ({"paid": 50001}, 0, {"fine": 1}),
        ({"paid": 60000, "confiscation": 10000}, 10000, {"fine": 10000}),
        ({"paid": 50000, "is_revoked": True}, 0, {"fine": 50000}),
    ],
)
def test_what_is_overpaid_under_one_head_pays_no_other(changed, owed, overpaid) -> None:
    """行政处罚法 67; 国家赔偿法 36(1)."""
    done = money(**changed).execution
    assert (done.owed, dict(done.overpaid)) == (owed, overpaid)
    refused = code(its.what_was_overpaid_is_refunded, money(**changed))
    assert refused == ("close.refund_owed" if overpaid else "")


BACK = inputs.RecordRefund(purpose="fine", amount=10_000, voucher="退库 1 号", proofs=(1,))
TOO_MUCH, UNSHOWN = "refund.more_than_overpaid", "refund.no_voucher"


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, ""),
        ({"amount": 1}, ""),
        ({"amount": 10_001}, TOO_MUCH),
        ({"amount": 0}, TOO_MUCH),
        ({"purpose": "added_fine"}, TOO_MUCH),
        ({"voucher": " "}, UNSHOWN),
        ({"proofs": ()}, UNSHOWN),
    ],
)
def test_what_goes_back_was_overpaid_and_is_shown(changed, refused) -> None:
    """国家赔偿法 36(1)."""
    said = replace(BACK, **changed)
    assert code(its.refund_is_of_what_was_overpaid, money(paid=60_000), said) == refused


@pytest.mark.ref("HS03")
@pytest.mark.parametrize(
    ("guard", "rows", "refused"),
    [
        (its.a_receipt_may_be_reversed, "receipts", "payment.nothing_to_reverse"),
        (its.a_deferral_is_asked_for, "deferrals_open", "deferral.not_open"),
        (its.a_remedy_awaits_its_result, "remedies_open", "remedy.none_pending"),
    ],
)
def test_an_act_on_a_row_is_open_where_there_is_one(guard, rows, refused) -> None:
    """行政处罚法 66.2, 67, 73: said beforehand, not by a form without a choice."""
    assert code(guard, money(**{rows: frozenset()})) == refused
    assert code(guard, money(**{rows: frozenset({1})})) == ""


@pytest.mark.ref("HS03")
def test_a_receipt_whose_money_went_back_leaves_nothing_to_reverse() -> None:
    """行政处罚法 67."""
    both = frozenset({1, 2})
    assert code(its.a_receipt_may_be_reversed, money(receipts=both, refunded=both)) != ""
    assert code(its.a_receipt_may_be_reversed, money(receipts=both, refunded=frozenset({1}))) == ""
