"""Refusals through `perform`: nothing happens, and the reason names its question of law."""

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from chengguan.core.org import services as org
from chengguan.core.org.kinds import Role
from chengguan.core.work.acting import At
from chengguan.core.work.errors import NotPermitted, Refused, WrongState
from chengguan.core.work.models import Matter, MatterFile, MatterFinding
from chengguan.core.work.perform import open_matter
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases import inputs, wording
from chengguan.enforcement.cases.kinds import NO_FAULT_EVIDENCE
from chengguan.enforcement.cases.models import Case, PenaltyDecision
from tests.enforcement.cases.street import FOUNDED, NOON, VENDING, Street
from tests.played import under_other_rules


@pytest.mark.ref("GD09", "GD10", "GD16", "GD02", "GD01", "GD25")
def test_nothing_is_decided_out_of_nothing(street: Street) -> None:
    """行政处罚法 42, 44, 28, 51, 55 at once: each missing step is named."""
    case = street.open()
    refused = street.refusals(case, "decide", street.decision(fine=0))
    assert refused == {
        "GD01": "officers.fewer_than_two",
        "GD02": "inspection.certificates_not_shown",
        "GD09": "decision.no_penalty",
        "GD10": "paper.incomplete",
        "GD16": "hearing.not_heard",
        "GD25": "correction.not_ordered",
    }
    assert not PenaltyDecision.objects.exists()


@pytest.mark.ref("GD09")
@pytest.mark.parametrize(
    ("fine", "refused"), [(20000, {}), (20001, {"GD09": "on_the_spot.over_limit"})]
)
def test_the_limit_for_a_person(street: Street, fine: int, refused: dict) -> None:
    """行政处罚法 51."""
    case = street.informed()
    street.act(case, "hear", inputs.Hear(is_waived=True, waiver=(street.photo(),)))
    decision = street.decision(fine=fine)
    lower = street.row(case).notices.order_by("fine").first()
    assert lower is not None
    assert lower.fine == 10000
    found = street.refusals(case, "decide", decision)
    assert {ref: code for ref, code in found.items() if ref == "GD09"} == refused
    assert found["GD17"] == "hearing.made_dearer"


@pytest.mark.ref("GD09")
@pytest.mark.parametrize(("fine", "refused"), [(20000, None), (20001, "on_the_spot.over_limit")])
def test_no_fine_above_the_limit_is_announced_on_the_spot(
    street: Street, fine: int, refused: str | None
) -> None:
    """行政处罚法 51."""
    case = street.informed()
    assert street.refusals(case, "inform", street.notice(fine=fine)).get("GD09") == refused


@pytest.mark.ref("GD27")
def test_no_penalty_is_announced_to_a_child(street: Street) -> None:
    """行政处罚法 30: from the fourteenth birthday on."""
    case = street.open()
    street.act(case, "inspect", street.inspection(party_age=13))
    assert "party.under_14" in street.refusals(case, "inform", street.notice()).values()


@pytest.mark.ref("GD09")
@pytest.mark.parametrize("fine", [100000])
def test_an_organisation_is_fined_within_item_and_limit(street: Street, fine: int) -> None:
    """行政处罚法 51."""
    case = street.open(party=street.shop)
    street.act(case, "inspect", street.inspection())
    street.act(case, "order_correction", inputs.OrderCorrection(requirement="立即清除"))
    street.act(case, "inform", street.notice(fine=fine))
    street.act(case, "hear", street.defence())
    assert not street.refusals(case, "decide", street.decision(fine=fine))


@pytest.mark.ref("GD17")
@pytest.mark.trap(1)
@pytest.mark.parametrize(
    ("first", "second", "fine", "refused"),
    [(10000, 20000, 10000, {}), (10000, 20000, 10001, {"GD17": "hearing.made_dearer"})],
)
def test_a_dearer_second_notice_helps_nobody(street: Street, first, second, fine, refused) -> None:
    """行政处罚法 45."""
    case = street.open()
    street.act(case, "inspect", street.inspection())
    street.act(case, "order_correction", inputs.OrderCorrection(requirement="立即清除"))
    for announced in (first, second):
        street.act(case, "inform", street.notice(fine=announced))
        street.act(case, "hear", street.defence())
    assert street.refusals(case, "decide", street.decision(fine=fine)) == refused


@pytest.mark.ref("GD01")
@pytest.mark.trap(9)
def test_the_same_officer_twice_is_one_officer(street: Street) -> None:
    """行政处罚法 42."""
    case = street.open()
    twice = street.inspection(officers=(street.officer.pk,) * 2)
    assert street.refusals(case, "inspect", twice) == {"GD01": "officers.fewer_than_two"}


@pytest.mark.ref("GD03", "GD01")
def test_a_certificate_counts_on_the_day(street: Street) -> None:
    """沪城管执法条例 16: revoked on the day before, and in force until then."""
    case = street.open()
    certificate = street.colleague.certificates.get()
    org.revoke_certificate(certificate=certificate, on=date(2026, 9, 16), by=None, at=NOON)
    assert not street.refusals(case, "inspect", street.inspection())
    other = street.open()
    org.revoke_certificate(certificate=certificate, on=NOON.date(), by=None, at=NOON)
    assert street.refusals(other, "inspect", street.inspection()) == {
        "GD01": "officers.fewer_than_two",
        "GD03": "officers.without_certificate",
    }


@pytest.mark.ref("GD03")
def test_a_novice_does_not_inspect_beside_two(street: Street) -> None:
    """沪城管执法条例 16."""
    case = street.open()
    three = street.inspection(officers=(street.officer.pk, street.colleague.pk, street.novice.pk))
    assert street.refusals(case, "inspect", three) == {"GD03": "officers.without_certificate"}


@pytest.mark.ref("GD02")
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"certificates_shown_at": None}, "inspection.certificates_not_shown"),
        (
            {"certificates_shown_at": NOON + timedelta(hours=1)},
            "inspection.certificates_shown_late",
        ),
        ({"record": ""}, "inspection.no_record"),
    ],
)
def test_an_inspection_without_certificates_or_record(street: Street, changed, reason) -> None:
    """行政处罚法 55."""
    case = street.open()
    refused = street.refusals(case, "inspect", street.inspection(**changed))
    assert refused == {"GD02": reason}


@pytest.mark.ref("GD06")
def test_recusal_from_request_to_ruling(street: Street) -> None:
    """行政处罚法 43."""
    case = street.heard()
    request = inputs.RequestRecusal(officer=street.officer.pk, is_by_party=True, reason="亲属")
    street.act(case, "request_recusal", request)
    assert street.refusals(case, "decide", street.decision()) == {"GD06": "officers.recusal_open"}
    assert not street.refusals(case, "inspect", street.inspection())
    ruling = inputs.RuleOnRecusal(officer=street.officer.pk, is_granted=True)
    street.act(case, "rule_on_recusal", ruling, by=street.head)
    assert street.refusals(case, "decide", street.decision()) == {"GD06": "officers.recused"}
    others = (street.colleague.pk, street.third.pk)
    street.act(case, "inspect", street.inspection(officers=others))
    assert not street.refusals(case, "decide", street.decision(officers=others))


@pytest.mark.ref("GD06")
def test_a_ruling_is_the_heads_own(street: Street) -> None:
    """行政处罚法 43."""
    case = street.heard()
    none_open = inputs.RuleOnRecusal(officer=street.officer.pk, is_granted=False)
    with pytest.raises(Refused, match=r"recusal\.none_open"):
        street.act(case, "rule_on_recusal", none_open, by=street.head)
    request = inputs.RequestRecusal(officer=street.head.pk, is_by_party=True, reason="亲属")
    street.act(case, "request_recusal", request)
    with pytest.raises(Refused, match=r"recusal\.on_himself"):
        street.act(
            case, "rule_on_recusal", replace(none_open, officer=street.head.pk), by=street.head
        )
    with pytest.raises(NotPermitted):
        street.act(case, "rule_on_recusal", none_open, by=street.officer)


@pytest.mark.ref("GD26")
@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({}, {"GD26": "decision.fined_before"}),
        ({"conduct_on": date(2026, 9, 14)}, {}),
        ({"spot": "西路 3 号"}, {}),
        ({"party": "shop"}, {}),
    ],
)
def test_the_same_conduct_is_not_fined_in_two_cases(street: Street, changed, refused) -> None:
    """行政处罚法 29: party, item, day and spot are the same."""
    street.decided()
    if "party" in changed:
        changed = {"party": street.shop}
    second = street.heard(**changed)
    assert street.refusals(second, "decide", street.decision()) == refused


@pytest.mark.ref("GD26", "GD26b")
@pytest.mark.parametrize(
    ("changed", "warned"),
    [
        ({}, {"GD26b"}),
        ({"conduct_on": date(2026, 9, 14)}, set()),
        ({"spot": "西路 3 号"}, set()),
        ({"party": "shop"}, set()),
    ],
)
def test_a_fine_under_another_item_is_asked_about(street: Street, changed, warned) -> None:
    """行政处罚法 29, second sentence: it may be one act against two rules; a warning, no bar."""
    street.decided()
    if "party" in changed:
        changed = {"party": street.shop}
    second = street.heard(item_code=VENDING, **changed)
    outcome = street.act(second, "decide", street.decision(item_code=VENDING))
    assert {finding.ref for finding in outcome.findings} == warned


@pytest.mark.ref("GD16")
@pytest.mark.parametrize(
    ("bring", "moment", "refused"),
    [
        ("informed", timedelta(minutes=14), "notice.after_decision"),
        ("heard", timedelta(minutes=19), "hearing.after_decision"),
        ("heard", timedelta(minutes=20), ""),
    ],
)
def test_no_decision_dated_before_notice_or_hearing(street, bring, moment, refused) -> None:
    """行政处罚法 44、45、62: notice at 12:15, hearing at 12:20, decision entered in the evening."""
    case = getattr(street, bring)()
    dated = At(NOON + moment, NOON.replace(hour=20), "现场没有网络")
    decision = street.decision(served_at=NOON + moment)
    if not refused:
        street.act(case, "decide", decision, at=dated)
        return
    with pytest.raises(Refused) as caught:
        street.act(case, "decide", decision, at=dated)
    assert refused in {finding.reason.code for finding in caught.value.findings}


@pytest.mark.ref("GD01", "GD02", "GD09", "GD25")
def test_what_was_done_after_the_decision_does_not_carry_it(street: Street) -> None:
    """行政处罚法 28, 42, 51, 55: the inspection of 12:05 and the order of 12:10 come later."""
    case = street.heard()
    dated = At(NOON + timedelta(minutes=4), NOON.replace(hour=20), "现场没有网络")
    found = street.refusals(case, "decide", street.decision(served_at=dated.occurred), at=dated)
    assert found == {
        "GD01": "officers.fewer_than_two",
        "GD02": "inspection.certificates_not_shown",
        "GD09": "inspection.no_evidence",
        "GD16": "hearing.after_decision",
        "GD25": "correction.not_ordered",
    }


@pytest.mark.ref("HS01")
@pytest.mark.parametrize(
    "changed",
    [
        {"discovered_at": NOON + timedelta(minutes=1)},
        {"conduct_on": date(2026, 9, 16)},
    ],
)
def test_a_case_is_opened_after_it_was_found(street: Street, changed) -> None:
    """行政处罚法 47."""
    with pytest.raises(Refused, match=r"HS01"):
        street.open(**changed)
    assert not Case.objects.exists()


@pytest.mark.ref("HS01")
def test_what_makes_no_sense_has_never_happened(street: Street) -> None:
    """行政处罚法 47: impossible, even where it is declared to have happened."""
    case = street.heard()
    ahead = inputs.OrderCorrection(requirement="x", corrected_at=street.clock + timedelta(hours=9))
    told = {"recorded": NOON.replace(hour=20), "reason": "补录", "has_happened": True}
    assert street.refusals(case, "order_correction", ahead, **told) == {
        "HS01": "times.correction_later"
    }
    early = street.decision(served_at=NOON)
    assert street.refusals(case, "decide", early, **told) == {"HS01": "times.delivery_out_of_order"}


@pytest.mark.ref("GD01", "GD02")
def test_no_exemption_without_officers_and_certificates(street: Street) -> None:
    """行政处罚法 42, 55, 33."""
    case = street.open()
    exempt = inputs.Exempt(ground="no_fault", reasons="x", education="y", evidence_record="z")
    assert street.refusals(case, "exempt", exempt) == {
        "GD01": "officers.fewer_than_two",
        "GD02": "inspection.certificates_not_shown",
        "GD09": "inspection.no_evidence",
    }


@pytest.mark.ref("GD29b")
def test_absence_of_fault_is_proved_by_a_file_or_a_record(street: Street) -> None:
    """行政处罚法 33, second paragraph."""
    case = street.open()
    street.act(case, "inspect", street.inspection())
    bare = inputs.Exempt(ground="no_fault", reasons="x", education="y")
    assert street.refusals(case, "exempt", bare) == {"GD29b": "exemption.no_evidence"}
    street.act(case, "exempt", replace(bare, evidence=(street.photo(),)))
    assert MatterFile.objects.filter(matter=case, purpose=NO_FAULT_EVIDENCE).count() == 1


@pytest.mark.ref("GD11")
def test_no_decision_sends_the_party_straight_to_court(street, monkeypatch) -> None:
    """行政复议法 23(1)(一)、23(2)."""
    case = street.heard()
    with under_other_rules(), monkeypatch.context() as patch:
        patch.setattr(wording, "remedy", lambda *_: "可以60日内申请行政复议或者提起行政诉讼。")
        assert street.refusals(case, "decide", street.decision()) == {
            "GD11": "paper.remedy_not_reconsideration_first"
        }


@pytest.mark.ref("GD26")
def test_a_warning_may_follow_a_fine(street: Street) -> None:
    """行政处罚法 29."""
    street.decided()
    second = street.heard()
    assert not street.refusals(second, "decide", street.decision(is_warning=True, fine=0))


@pytest.mark.ref("GD27")
@pytest.mark.parametrize(("age", "reason"), [(13, "party.under_14"), (17, "party.minor")])
def test_a_child_and_a_minor(street: Street, age: int, reason: str) -> None:
    """行政处罚法 30."""
    case = street.heard()
    street.act(case, "inspect", street.inspection(party_age=age))
    assert street.refusals(case, "decide", street.decision()) == {"GD27": reason}


@pytest.mark.ref("GD47")
def test_a_suspected_crime_leaves_only_the_way_out(street: Street) -> None:
    """行政处罚法 27, 82."""
    case = street.heard()
    street.act(case, "inspect", street.inspection(crime_suspicion="以暴力抗拒"))
    exempt = inputs.Exempt(ground="no_fault", reasons="x", education="y", evidence_record="z")
    assert street.refusals(case, "decide", street.decision()) == {"GD47": "case.crime_suspected"}
    assert street.refusals(case, "exempt", exempt) == {"GD47": "case.crime_suspected"}
    street.act(case, "convert", inputs.Convert(reason="移送"))


@pytest.mark.ref("GD28b", "GD29")
def test_what_may_be_milder_is_warned_of_and_never_blocked(street: Street) -> None:
    """行政处罚法 32, 33: a warning, with its article; below the range is refused."""
    case = street.heard()
    done = inputs.OrderCorrection(requirement="清除", corrected_at=street.clock)
    street.act(case, "order_correction", done)
    street.act(case, "inspect", street.inspection(harm="none"))
    below = street.refusals(case, "decide", street.decision(fine=9999))
    assert below == {"GD28b": "decision.below_item"}
    outcome = street.act(case, "decide", street.decision())
    assert {(f.ref, f.reason.code) for f in outcome.findings} == {
        ("GD29", "exemption.must"),
    }


@pytest.mark.ref("GD30")
def test_the_law_of_the_day_of_conduct(street: Street) -> None:
    """行政处罚法 37: an item that is in force later cannot carry the case."""
    with pytest.raises(Refused, match=r"case\.item_of_other_days"):
        street.open(item_code="AY-E010", conduct_on=date(2026, 8, 14))


@pytest.mark.ref("GD30")
@pytest.mark.parametrize(
    ("applied", "why", "refused"),
    [
        ("AY-E010-旧", "旧规定罚款较低，没有违法所得可没收。", {}),
        ("AY-E010", "", {"GD30": "decision.law_choice_unexplained"}),
    ],
)
def test_after_a_change_people_choose_where_figures_do_not(street, applied, why, refused) -> None:
    """行政处罚法 37."""
    case = street.heard(item_code="AY-E010-旧", conduct_on=date(2026, 8, 14))
    decided = street.decision(item_code=applied, law_choice=why)
    assert street.refusals(case, "decide", decided) == refused


RECALLED = "AY-A001"
"""The streets' until 30 September 2025, the district bureaus' from 1 October."""


@pytest.mark.ref("GD49")
@pytest.mark.parametrize(("day", "refused"), [(30, False), (31, True)])
def test_competence_is_that_of_the_day_of_the_act(street: Street, day: int, refused: bool) -> None:
    """行政处罚法 24: an earlier discovery does not keep the power."""
    found = datetime(2025, 9, 30, 9, 0, tzinfo=ZONE)
    street.clock = datetime(2025, 9, 30, 10, 0, tzinfo=ZONE) + timedelta(days=day - 30)
    said = {"item_code": RECALLED, "conduct_on": date(2025, 9, 30), "discovered_at": found}
    if not refused:
        assert street.open(**said)
        return
    with pytest.raises(Refused, match=r"case\.other_body"):
        street.open(**said)


@pytest.mark.ref("GD49")
def test_a_case_opened_before_the_recall_is_not_decided_after_it(street: Street) -> None:
    """行政处罚法 24."""
    street.clock = datetime(2025, 9, 30, 10, 0, tzinfo=ZONE)
    case = street.heard(item_code=RECALLED, conduct_on=date(2025, 9, 30))
    street.clock += timedelta(days=1)
    found = street.refusals(case, "decide", street.decision(item_code=RECALLED))
    assert found["GD49"] == "case.other_body"


@pytest.mark.ref("GD49")
def test_a_case_that_another_body_opened_long_ago_is_taken_down(street: Street) -> None:
    """行政处罚法 24: as it happened, with its finding."""
    told = At(NOON, NOON + timedelta(hours=8), "补录", has_happened=True)
    made = open_matter(
        procedure="case.summary",
        action="discover",
        by=street.actor(),
        at=told,
        data=street.opening(item_code=RECALLED),
        key="k",
    )
    finding = MatterFinding.objects.get(matter=made.matter)
    assert (finding.ref, finding.guard) == ("GD49", "organ_may_open")


@pytest.mark.ref("GD49")
def test_another_body_opens_nothing(street: Street) -> None:
    """行政处罚法 24."""
    with pytest.raises(Refused, match=r"case\.other_body"):
        street.open(organ=street.bureau)
    assert not Case.objects.exists()


@pytest.mark.ref("GD10")
@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"served_at": None}, "paper.not_handed_over"),
        ({"signature": "refused"}, "paper.refusal_not_noted"),
    ],
)
def test_a_decision_is_handed_over_and_signed_or_noted(street: Street, changed, reason) -> None:
    """行政处罚法 52."""
    case = street.heard()
    assert street.refusals(case, "decide", street.decision(**changed)) == {"GD10": reason}


@pytest.mark.ref("GD13", "GD14", "GD15")
@pytest.mark.parametrize(
    ("fine", "action", "data", "refused"),
    [
        (10000, "collect", inputs.Collect(ground="small", receipt_number="1"), {}),
        (
            10000,
            "collect",
            inputs.Collect(ground="small", receipt_number=""),
            {"GD14": "collection.no_receipt"},
        ),
        (
            10001,
            "collect",
            inputs.Collect(ground="small", receipt_number="1"),
            {"GD13": "collection.over_limit"},
        ),
        (
            10001,
            "collect",
            inputs.Collect(ground="hard_later", receipt_number="1", note="流动摊主"),
            {},
        ),
        (
            10000,
            "record_payment",
            inputs.RecordPayment(channel="officer", receipt_number="1", treasury_account="2"),
            {"GD15": "payment.to_officers"},
        ),
        (
            0,
            "collect",
            inputs.Collect(ground="small", receipt_number="1"),
            {"GD13": "collection.no_fine"},
        ),
    ],
)
def test_who_may_take_the_money(street: Street, fine, action, data, refused) -> None:
    """行政处罚法 67–70."""
    case = street.open()
    street.act(case, "inspect", street.inspection())
    street.act(case, "order_correction", inputs.OrderCorrection(requirement="立即清除"))
    street.act(case, "inform", street.notice(fine=20000))
    street.act(case, "hear", street.defence())
    street.act(case, "decide", street.decision(fine=fine, is_warning=not fine))
    assert street.refusals(case, action, data) == refused


@pytest.mark.ref("GD10", "GD15")
def test_closing_waits_for_filing_payment_and_bank(street: Street) -> None:
    """行政处罚法 52, 67, 71."""
    unpaid = street.decided()
    assert street.refusals(unpaid, "close") == {"GD10": "close.not_filed", "GD15": "close.not_paid"}
    street.clock += timedelta(days=1)
    case = street.collected_for(date(2026, 9, 16))
    street.act(case, "file_record", inputs.FileRecord(filed_with="法制科"))
    assert street.refusals(case, "close") == {"GD15": "close.not_banked"}
    banked = inputs.TakeDeposit(bank_receipt="B")
    assert street.refusals(case, "deposit", banked) == {"GD15": "payment.nothing_to_deposit"}
    street.act(case, "hand_in", inputs.TakeHandIn(received_by="出纳", voucher="1"))
    assert street.refusals(case, "close") == {"GD15": "close.not_banked"}
    street.act(case, "deposit", banked)
    assert street.refusals(case, "close") == {}


@pytest.mark.ref("GD16")
def test_no_hearing_before_a_notice(street: Street) -> None:
    """行政处罚法 44."""
    case = street.open()
    assert street.refusals(case, "hear", street.defence()) == {"GD16": "notice.none"}


@pytest.mark.ref("GD17")
def test_a_statement_without_review(street: Street) -> None:
    """行政处罚法 45."""
    case = street.informed()
    refused = street.refusals(case, "hear", street.defence(review=""))
    assert refused == {"GD17": "hearing.not_reviewed"}


def test_a_decided_case_is_not_decided_again(street: Street) -> None:
    case = street.decided()
    with pytest.raises(WrongState):
        street.act(case, "decide", street.decision())
    assert Matter.objects.get(pk=case).state == "decided"


def test_a_bureau_leader_of_elsewhere_takes_no_act(street: Street) -> None:
    leader = org.register_person(name="局长", by=None, at=NOON)
    org.grant(
        person=leader,
        role=Role.BUREAU_LEADER,
        organ=street.bureau,
        since=FOUNDED,
        by=None,
        at=NOON,
    )
    with pytest.raises(NotPermitted):
        street.act(street.heard(), "decide", street.decision(), by=leader)
