"""The decision, the money and the end: GD09, 10, 13–15, 26, 28, 29 with their limits."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.core.lawbook.items import Mode, item
from chengguan.core.work.perform import CLOCK_SKEW
from chengguan.enforcement.cases import guards, guards_money, inputs, ranges, wording
from chengguan.enforcement.cases.facts import Correction, Money
from tests.enforcement.cases.facts_at_hand import (
    EARLIER,
    LAW,
    NOW,
    case,
    corrected,
    decision,
    scene,
)


def code(reason) -> str:
    return reason.code if reason else ""


OVER = "on_the_spot.over_limit"


@pytest.mark.ref("GD09")
@pytest.mark.parametrize(
    ("party", "fine", "refused"),
    [
        ("person", 20000, ""),
        ("person", 20001, OVER),
        ("organisation", 20001, ""),
        ("organisation", 300000, ""),
        ("organisation", 300001, OVER),
    ],
)
def test_a_fine_on_the_spot_has_its_limit(party, fine, refused) -> None:
    """行政处罚法 51: 200 yuan for a person, 3,000 for an organisation."""
    reason = guards.within_on_the_spot_limit(case(party_kind=party), decision(fine=fine), LAW)
    assert code(reason) == refused


@pytest.mark.ref("GD09")
@pytest.mark.parametrize(
    ("item_code", "is_warning", "fine", "refused"),
    [
        ("AY-C002", True, 0, ""),
        ("AY-C002", True, 10000, ""),
        ("AY-C002", False, 0, "decision.no_penalty"),
        ("AY-C001", True, 0, "decision.no_warning_in_item"),
        ("AY-E002", False, 20000, ""),
        ("AY-E002", False, 20001, "decision.above_item"),
        ("AY-E003", False, 1, "decision.above_item"),
    ],
)
def test_a_penalty_is_one_the_item_provides(item_code, is_warning, fine, refused) -> None:
    """行政处罚法 51."""
    decided = decision(item_code=item_code, is_warning=is_warning, fine=fine)
    assert code(guards.penalty_has_its_basis(case(), decided, LAW)) == refused


@pytest.mark.ref("GD09")
@pytest.mark.parametrize(
    ("item_code", "facts", "refused"),
    [
        ("AY-E002", corrected(), "decision.was_corrected"),
        ("AY-E002", case(), ""),
        ("AY-C002", corrected(), ""),
    ],
)
def test_where_only_refusal_is_punished_correction_ends_it(item_code, facts, refused) -> None:
    """行政处罚法 51."""
    decided = decision(item_code=item_code)
    assert code(guards.refusal_comes_before_fine(facts, decided, LAW)) == refused


@pytest.mark.ref("GD26")
@pytest.mark.parametrize(
    ("fined_in", "fine", "refused"),
    [("", 10000, ""), ("东路队简〔2026〕1号", 10000, "decision.fined_before"), ("某号", 0, "")],
)
def test_one_act_is_fined_once(fined_in, fine, refused) -> None:
    """行政处罚法 29: only fines; a warning may stand beside one."""
    reason = guards.not_fined_before_for_this(case(fined_in=fined_in), decision(fine=fine), LAW)
    assert code(reason) == refused


def put_right(moment):
    order = Correction(is_ordered=True, corrected_at=moment, ordered_at=EARLIER)
    return case(correction=order)


@pytest.mark.ref("GD28")
@pytest.mark.parametrize(
    ("facts", "ground", "warned"),
    [
        (corrected(), "", "decision.corrected_not_weighed"),
        (corrected(), "remedied", ""),
        (case(), "", ""),
        (put_right(EARLIER), "", "decision.corrected_not_weighed"),
        (put_right(EARLIER + timedelta(seconds=1)), "", ""),
    ],
)
def test_what_was_put_right_of_its_own_accord_is_weighed(facts, ground, warned) -> None:
    """行政处罚法 32: by the time it was ordered, not after it."""
    decided = decision(lighter_ground=ground)
    assert code(guards.remedied_harm_counts(facts, decided, LAW)) == warned


BELOW = "decision.below_item"
COMMANDED = "AY-C008"  # the article says 处, not 可处


@pytest.mark.ref("GD28b")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"fine": 10000}, ""),
        ({"fine": 9999}, BELOW),
        ({"fine": 1}, BELOW),
        ({"fine": 9999, "lighter_ground": "merit"}, ""),
        ({"fine": 0, "is_warning": True}, ""),
        ({"fine": 9999, "is_warning": True}, BELOW),
    ],
)
def test_a_fine_below_the_range_has_its_ground(changed, refused) -> None:
    """行政处罚法 32: 100 to 1,000 yuan, which may be fined."""
    decided = decision(**changed)
    assert code(guards.mitigation_has_its_ground(case(), decided, LAW)) == refused


@pytest.mark.ref("GD28b")
@pytest.mark.parametrize(
    ("short", "ground", "refused"),
    [(0, "", ""), (1, "", BELOW), (None, "", BELOW), (None, "merit", ""), (1, "merit", "")],
)
def test_no_fine_where_the_item_commands_one_is_below_its_range(short, ground, refused) -> None:
    """行政处罚法 32: nothing at all needs its ground like a fen too little."""
    span = item(COMMANDED).fine_for("person")
    assert span is not None
    fine = 0 if short is None else span.low - short
    decided = decision(item_code=COMMANDED, fine=fine, lighter_ground=ground)
    assert code(guards.mitigation_has_its_ground(case(), decided, LAW)) == refused


@pytest.mark.ref("GD28b")
def test_where_the_item_leaves_the_fine_open_none_is_mitigated() -> None:
    """行政处罚法 32: 可处, a warning instead, and 拒不改正的处 before a refusal."""
    fixed = item(COMMANDED)
    low = fixed.fines[0].low
    may = replace(fixed, fines=tuple(replace(one, may=True) for one in fixed.fines))
    assert ranges.least_fine(decision(fine=0), fixed, "person") == low
    assert ranges.least_fine(decision(fine=0), fixed, "nobody") == 0
    for left_open in (may, replace(fixed, mode=Mode.CORRECT_MAY_FINE), item("AY-E002")):
        assert ranges.least_fine(decision(fine=0), left_open, "person") == 0
    assert ranges.least_fine(decision(fine=1), may, "person") == low
    warned, warns = decision(fine=0, is_warning=True), replace(fixed, allows_warning=True)
    assert ranges.least_fine(warned, warns, "person") == 0
    assert ranges.least_fine(warned, fixed, "person") == low


@pytest.mark.ref("GD29")
@pytest.mark.parametrize(
    ("facts", "warned"),
    [
        (corrected(harm="none"), "exemption.must"),
        (corrected(harm="slight"), "exemption.may"),
        (replace(corrected(harm="slight"), penalised_in="某号"), ""),
        (corrected(harm="real"), ""),
        (scene(harm="none"), ""),
    ],
)
def test_exemption_is_weighed_before_a_penalty(facts, warned) -> None:
    """行政处罚法 33."""
    assert code(guards.exemption_was_weighed(facts, decision(), LAW)) == warned


BARE = "exemption.ground_not_recorded"


@pytest.mark.ref("GD29", "age.responsibility")
@pytest.mark.parametrize(
    ("facts", "ground", "warned"),
    [
        (corrected(harm="none"), "slight", ""),
        (corrected(harm="slight"), "slight", BARE),
        (scene(harm="none"), "slight", BARE),
        (corrected(harm="slight"), "first", ""),
        (replace(corrected(harm="slight"), penalised_in="某号"), "first", BARE),
        (scene(harm="slight"), "first", BARE),
        (scene(party_age=13), "under_14", ""),
        (scene(party_age=14), "under_14", BARE),
        (scene(party_age=None), "under_14", BARE),
        (scene(is_incapable=True), "incapable", ""),
        (case(), "incapable", BARE),
        (case(), "no_fault", ""),
    ],
)
def test_the_record_bears_the_exemption_out(facts, ground, warned) -> None:
    """行政处罚法 33."""
    exempt = inputs.Exempt(ground=ground, reasons="见记录", education="已教育")
    assert code(guards.exemption_has_its_ground(facts, exempt, LAW)) == warned


@pytest.mark.ref("GD29")
def test_who_goes_unpunished_is_educated() -> None:
    """行政处罚法 33."""
    exempt = inputs.Exempt(ground="no_fault", reasons="见记录", education=" ")
    reason = guards.exemption_has_its_ground(case(), exempt, LAW)
    assert code(reason) == "exemption.no_education"


@pytest.mark.ref("GD29b")
@pytest.mark.parametrize(
    ("ground", "evidence", "record", "refused"),
    [
        ("no_fault", (), "", "exemption.no_evidence"),
        ("no_fault", (), " ", "exemption.no_evidence"),
        ("no_fault", (3,), "", ""),
        ("no_fault", (), "进货单和检验报告", ""),
        ("slight", (), "", ""),
    ],
)
def test_absence_of_fault_rests_on_evidence(ground, evidence, record, refused) -> None:
    """行政处罚法 33, second paragraph."""
    exempt = inputs.Exempt(
        ground=ground, reasons="x", education="y", evidence=evidence, evidence_record=record
    )
    assert code(guards.absence_of_fault_is_proved(case(), exempt, LAW)) == refused


NO_REMEDY = "paper.remedy_not_reconsideration_first"


@pytest.mark.ref("GD11")
@pytest.mark.parametrize(
    ("remedy", "refused"),
    [
        (
            "应当先自收到本决定书之日起60日内申请行政复议；不服的，15日内提起行政诉讼。",
            "",
        ),
        ("可以60日内申请行政复议，或者提起行政诉讼。", NO_REMEDY),
        (
            "应当先自收到本决定书之日起61日内申请行政复议；不服的，15日内提起行政诉讼。",
            NO_REMEDY,
        ),
        ("提起行政诉讼；应当先自收到本决定书之日起60日内申请行政复议。", NO_REMEDY),
        ("应当先自收到本决定书之日起60日内申请行政复议。", NO_REMEDY),
        ("应当先自收到本决定书之日起60日内提起行政诉讼。", NO_REMEDY),
        (
            "应当先自收到本决定书之日起60日内申请行政复议，也可以直接提起行政诉讼。",
            NO_REMEDY,
        ),
    ],
)
def test_a_decision_offers_reconsideration_before_the_court(
    remedy: str, refused: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """行政复议法 23(1)(一)、23(2)."""
    monkeypatch.setattr(wording, "remedy", lambda *_: remedy)
    assert code(guards.remedy_begins_with_reconsideration(case(), decision(), LAW)) == refused


@pytest.mark.ref("GD11")
def test_the_paragraph_as_it_is_printed_passes() -> None:
    """行政复议法 23(1)(一)、23(2)."""
    assert not guards.remedy_begins_with_reconsideration(case(), decision(), LAW)


@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    ("served_at", "refused"),
    [
        (NOW, ""),
        (NOW - CLOCK_SKEW, ""),
        (NOW - CLOCK_SKEW - timedelta(seconds=1), "times.delivery_out_of_order"),
        (NOW + timedelta(hours=2) + CLOCK_SKEW, ""),
        (NOW + timedelta(hours=2, seconds=1) + CLOCK_SKEW, "times.delivery_out_of_order"),
        (None, ""),
    ],
)
def test_delivery_lies_between_decision_and_entry(served_at, refused) -> None:
    """行政处罚法 47: entered two hours after the decision."""
    facts = case(recorded=NOW + timedelta(hours=2))
    decided = decision(served_at=served_at)
    assert code(guards.delivery_follows_decision(facts, decided, LAW)) == refused


@pytest.mark.ref("GD26b")
@pytest.mark.parametrize(
    ("nearby", "fine", "warned"),
    [("", 10000, ""), ("某号", 10000, "decision.maybe_fined_before"), ("某号", 0, "")],
)
def test_a_fine_of_the_same_hour_is_looked_at(nearby, fine, warned) -> None:
    """行政处罚法 29, second sentence."""
    facts = case(fined_nearby=nearby)
    assert code(guards.may_be_fined_for_this_already(facts, decision(fine=fine), LAW)) == warned


@pytest.mark.ref("GD10")
@pytest.mark.parametrize(
    ("facts", "changed", "missing"),
    [
        (case(), {}, None),
        (case(fact=" "), {}, ("违法行为",)),
        (case(spot=""), {}, ("地点",)),
        (case(organ=""), {}, ("行政机关名称",)),
        (case(), {"officers": ()}, ("执法人员",)),
        (case(), {"fine": 0}, ("处罚种类",)),
    ],
)
def test_the_decision_says_all_that_the_article_wants(facts, changed, missing) -> None:
    """行政处罚法 52, second paragraph."""
    reason = guards.decision_says_everything(facts, decision(**changed), LAW)
    assert (reason.params["missing"] if reason else None) == missing


@pytest.mark.ref("GD10")
@pytest.mark.parametrize(
    ("served_at", "refused"),
    [
        (NOW, ""),
        (NOW.replace(hour=23, minute=59), ""),
        (NOW + timedelta(days=1), "paper.not_handed_over"),
        (None, "paper.not_handed_over"),
    ],
)
def test_the_decision_is_handed_over_at_once(served_at, refused) -> None:
    """行政处罚法 52、44、45."""
    decided = decision(served_at=served_at)
    assert code(guards.decision_is_handed_over(case(), decided, LAW)) == refused


@pytest.mark.ref("GD10")
@pytest.mark.parametrize(
    ("signature", "note", "refused"),
    [
        ("signed", "", ""),
        ("refused", "当事人拒签，见证人在场", ""),
        ("refused", " ", "paper.refusal_not_noted"),
    ],
)
def test_a_refusal_to_sign_is_noted(signature, note, refused) -> None:
    """行政处罚法 52、44、45."""
    decided = decision(signature=signature, signature_note=note)
    assert code(guards.refusal_to_sign_is_noted(case(), decided, LAW)) == refused


@pytest.mark.ref("GD13")
@pytest.mark.parametrize(
    ("ground", "fine", "note", "refused"),
    [
        ("small", 10000, "", ""),
        ("small", 10001, "", "collection.over_limit"),
        ("hard_later", 20000, "流动摊主，无固定住所", ""),
        ("hard_later", 20000, " ", "collection.no_circumstances"),
        ("remote", 20000, "当事人书面提出", ""),
        ("remote", 20000, "", "collection.no_circumstances"),
    ],
)
def test_little_is_collected_on_the_spot(ground, fine, note, refused) -> None:
    """行政处罚法 68: up to 100 yuan, or hard later; 69: remote, and the party asks."""
    facts = case(money=Money(fine=fine))
    collection = inputs.Collect(ground=ground, receipt_number="沪财 1", note=note)
    assert code(guards_money.may_collect_on_the_spot(facts, collection, LAW)) == refused


@pytest.mark.ref("GD13")
@pytest.mark.parametrize(("fine", "refused"), [(1, ""), (0, "collection.no_fine")])
def test_only_a_fine_is_paid(fine, refused) -> None:
    """行政处罚法 68、69."""
    assert code(guards_money.there_is_a_fine(case(money=Money(fine=fine)), LAW)) == refused


@pytest.mark.ref("GD14")
@pytest.mark.parametrize(("number", "refused"), [("沪财 1", ""), (" ", "collection.no_receipt")])
def test_the_special_receipt_is_given(number, refused) -> None:
    """行政处罚法 70."""
    collection = inputs.Collect(ground="small", receipt_number=number)
    assert code(guards_money.special_receipt_is_given(case(), collection, LAW)) == refused


@pytest.mark.ref("GD15")
@pytest.mark.parametrize(
    ("channel", "receipt", "account", "refused"),
    [
        ("bank", "B-1", "专户", ""),
        ("electronic", "E-1", "专户", ""),
        ("officer", "B-1", "专户", "payment.to_officers"),
        ("on_the_spot", "B-1", "专户", "payment.to_officers"),
        ("bank", " ", "专户", "payment.no_bank_receipt"),
        ("bank", "B-1", "", "payment.no_bank_receipt"),
    ],
)
def test_officers_take_no_money(channel, receipt, account, refused) -> None:
    """行政处罚法 67."""
    payment = inputs.RecordPayment(
        channel=channel, receipt_number=receipt, treasury_account=account
    )
    assert code(guards_money.officers_take_no_money(case(), payment, LAW)) == refused


@pytest.mark.ref("GD15")
@pytest.mark.parametrize(
    ("collected", "handed", "banked", "hand_in", "deposit", "close"),
    [
        (False, False, False, "payment.nothing_to_hand_in", "payment.nothing_to_deposit", ""),
        (True, False, False, "", "payment.nothing_to_deposit", "close.not_banked"),
        (True, True, False, "payment.nothing_to_hand_in", "", "close.not_banked"),
        (True, True, True, "payment.nothing_to_hand_in", "payment.nothing_to_deposit", ""),
    ],
)
def test_collected_money_goes_to_the_organ_and_to_the_bank(
    collected, handed, banked, hand_in, deposit, close
) -> None:
    """行政处罚法 71."""
    money = Money(fine=1, paid=1, is_collected=collected, is_handed_in=handed, is_deposited=banked)
    facts = case(money=money)
    assert code(guards_money.money_is_with_the_officer(facts, LAW)) == hand_in
    assert code(guards_money.money_is_with_the_organ(facts, LAW)) == deposit
    assert code(guards_money.collected_money_is_banked(facts, LAW)) == close


@pytest.mark.ref("GD10")
def test_no_closing_before_the_record_is_filed() -> None:
    """行政处罚法 52、44、45."""
    assert not guards_money.record_is_filed(case(), LAW)
    assert code(guards_money.record_is_filed(case(filed_at=None), LAW)) == "close.not_filed"


@pytest.mark.ref("GD15")
@pytest.mark.parametrize(
    ("fine", "paid", "refused"), [(10000, 10000, ""), (0, 0, ""), (10000, 9999, "close.not_paid")]
)
def test_no_closing_before_the_fine_is_paid(fine, paid, refused) -> None:
    """行政处罚法 67(1)、67(2)."""
    facts = case(money=Money(fine=fine, paid=paid))
    assert code(guards_money.fine_is_paid(facts, LAW)) == refused


def test_the_highest_fine_is_that_of_the_ordinary_range() -> None:
    assert ranges.highest_fine(item("AY-C002"), "person") == 100000
    assert ranges.highest_fine(item("AY-E003"), "person") == 0
