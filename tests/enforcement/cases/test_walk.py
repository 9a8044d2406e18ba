"""A whole case through `perform`, both ways of payment, and what each act leaves behind."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from chengguan.core.documents.models import CasePaper
from chengguan.core.work.acting import At
from chengguan.core.work.errors import BadMoment
from chengguan.core.work.hands import COMMON
from chengguan.core.work.models import Assignment, Matter, MatterClock, MatterFinding
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.models import PenaltyDecision, PenaltyNotice, RecordFiling
from chengguan.enforcement.cases.procedures import SUMMARY
from tests.enforcement.cases.street import Street


def running(case) -> set[str]:
    return set(
        MatterClock.objects.filter(matter=case, stopped_at=None).values_list("ref", flat=True)
    )


def desk(case) -> list[tuple[str, int | None]]:
    held = Assignment.objects.filter(matter=case, until=None)
    return list(held.values_list("role", "person"))


def state(case) -> str:
    return Matter.objects.get(pk=case).state


FILED = inputs.FileRecord(filed_with="法制科")
BANKED = inputs.RecordPayment(channel="bank", receipt_number="B-1", treasury_account="专户 1")


def test_the_graph_is_the_one_that_running_cases_keep() -> None:
    assert SUMMARY.graph_hash == "e976d54bb056a9fc"


def test_a_case_paid_at_the_bank(street: Street) -> None:
    case = street.decided()
    assert running(case) == {"CK04", "CK12", "CK30"}
    street.act(case, "file_record", FILED)
    assert running(case) == {"CK12", "CK30"}
    street.act(case, "record_payment", BANKED)
    assert state(case) == "paid"
    assert running(case) == {"CK30"}
    street.act(case, "close")
    assert (state(case), running(case)) == ("closed", set())
    assert not Matter.objects.get(pk=case).is_open


@pytest.mark.ref("GD13", "CK14", "CK15")
def test_a_case_collected_on_the_spot_goes_officer_organ_bank(street: Street) -> None:
    """行政处罚法 68、69."""
    case = street.collected()
    assert running(case) == {"CK04", "CK14", "CK30"}
    street.act(case, "hand_in", inputs.TakeHandIn(received_by="出纳", voucher="H-1"))
    assert running(case) == {"CK04", "CK15", "CK30"}
    street.act(case, "deposit", inputs.TakeDeposit(bank_receipt="B-2"))
    street.act(case, "file_record", FILED)
    street.act(case, "close")
    assert (state(case), running(case)) == ("closed", set())


def test_a_warning_alone_closes_without_payment(street: Street) -> None:
    case = street.decided(is_warning=True, fine=0)
    assert running(case) == {"CK04", "CK30"}
    street.act(case, "file_record", FILED)
    street.act(case, "close")
    assert state(case) == "closed"


def test_a_case_can_turn_to_the_ordinary_procedure(street: Street) -> None:
    case = street.open()
    street.act(case, "convert", inputs.Convert(reason="拟罚款超过当场处罚的上限"))
    matter = Matter.objects.get(pk=case)
    assert (matter.state, matter.is_open) == ("to_convert", True)
    own = {action.key for action in SUMMARY.actions_from("to_convert")} - COMMON
    assert own == {"take_over", "take_back"}
    assert desk(case) == [("team_head", None)]
    street.act(case, "take_back", inputs.TakeBack(reason="可以当场处罚"), by=street.head)
    assert (state(case), desk(case)) == ("on_site", [("", street.officer.pk)])


def to_rule(street: Street) -> UUID:
    case = street.open()
    asked = inputs.RequestRecusal(officer=street.officer.pk, is_by_party=True, reason="亲属")
    street.act(case, "request_recusal", asked)
    return case


def to_close(street: Street) -> UUID:
    case = street.decided(is_warning=True, fine=0)
    street.act(case, "file_record", FILED)
    return case


def to_take_back(street: Street) -> UUID:
    case = street.open()
    street.act(case, "convert", inputs.Convert(reason="x"))
    return case


@pytest.mark.parametrize(
    ("bring", "action", "data", "by"),
    [
        (to_rule, "rule_on_recusal", None, "head"),
        (to_close, "close", None, "officer"),
        (Street.open, "convert", inputs.Convert(reason="x"), "officer"),
        (to_take_back, "take_back", inputs.TakeBack(reason="x"), "head"),
    ],
)
def test_an_act_of_the_platform_is_never_entered_late(
    street: Street, bring, action, data, by
) -> None:
    """行政处罚法 43, 47, 54: it happens when it is recorded, whatever is declared."""
    case = bring(street)
    before, now = state(case), street.clock + timedelta(hours=3)
    if action == "rule_on_recusal":
        data = inputs.RuleOnRecusal(officer=street.officer.pk, is_granted=True)
    late = At(street.clock, now, "补录", has_happened=True)
    with pytest.raises(BadMoment, match=r"work\.happens_here"):
        street.act(case, action, data, by=getattr(street, by), at=late)
    assert state(case) == before
    street.act(case, action, data, by=getattr(street, by), at=At.once(now))


@pytest.mark.ref("GD29")
def test_no_penalty_with_education(street: Street) -> None:
    """行政处罚法 33."""
    case = street.open()
    street.act(case, "inspect", street.inspection(harm="none"))
    corrected = inputs.OrderCorrection(requirement="清除", corrected_at=street.clock)
    street.act(case, "order_correction", corrected)
    exempt = inputs.Exempt(ground="slight", reasons="当场清除", education="已当面教育")
    outcome = street.act(case, "exempt", exempt)
    assert (state(case), outcome.findings) == ("exempted", ())
    assert street.row(case).exemption.education == "已当面教育"


def test_cases_are_numbered_without_gaps_a_year_and_team(street: Street) -> None:
    numbers = [Matter.objects.get(pk=street.open()).number for _ in range(3)]
    assert numbers == [f"东路队简〔2026〕{n}号" for n in (1, 2, 3)]


def test_the_decision_paper_is_issued_in_the_act(street: Street) -> None:
    paper = CasePaper.objects.get(matter=street.decided())
    assert paper.number == "东综罚当〔2026〕1号"


@pytest.mark.trap(1)
def test_every_notice_is_kept(street: Street) -> None:
    case = street.informed()
    street.act(case, "inform", street.notice(fine=15000))
    assert list(PenaltyNotice.objects.order_by("pk").values_list("fine", flat=True)) == [
        10000,
        15000,
    ]


@pytest.mark.trap(2)
def test_a_second_notice_wipes_no_defence_but_wants_a_new_one(street: Street) -> None:
    case = street.heard()
    street.act(case, "inform", street.notice())
    assert street.row(case).defences.count() == 1
    assert street.refusals(case, "decide", street.decision()) == {"GD16": "hearing.not_heard"}


@pytest.mark.trap(3)
def test_filing_twice_keeps_the_first_date(street: Street) -> None:
    case = street.decided()
    street.act(case, "file_record", FILED)
    stopped = MatterClock.objects.get(matter=case, ref="CK04").stopped_at
    street.act(case, "file_record", FILED)
    assert RecordFiling.objects.count() == 2
    assert MatterClock.objects.get(matter=case, ref="CK04").stopped_at == stopped


@pytest.mark.trap(8)
def test_what_was_unlawful_and_has_happened_is_recorded_with_a_finding(street: Street) -> None:
    case = street.heard()
    data = street.decision(officers=(street.officer.pk,))
    assert street.refusals(case, "decide", data) == {"GD01": "officers.fewer_than_two"}
    late = {"recorded": street.clock.replace(hour=20), "reason": "事后补录", "has_happened": True}
    street.act(case, "decide", replace(data, served_at=street.clock), **late)
    finding = MatterFinding.objects.get(matter=case)
    assert (finding.ref, finding.guard) == ("GD01", "two_certified_officers_decide")
    assert state(case) == "decided"


@pytest.mark.trap(7)
def test_a_late_filing_is_taken_and_stays_late(street: Street) -> None:
    case = street.decided()
    street.clock = street.clock.replace(month=10, day=20)
    street.act(case, "file_record", FILED)
    clock = MatterClock.objects.get(matter=case, ref="CK04")
    assert clock.is_overdue(street.clock)


def test_deciding_costs_a_bounded_number_of_statements(street: Street) -> None:
    case = street.heard()
    with CaptureQueriesContext(
        connection,
    ) as counted:
        street.act(case, "decide", street.decision())
    own = [q["sql"] for q in counted if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))]
    # One reads the version, one the grants of the officer: both are the test's own.
    # One asks what other cases say of the party.
    assert len(own) - 2 <= 19, "\n".join(own)


def test_decision_rows_say_who_signed(street: Street) -> None:
    decision = PenaltyDecision.objects.get(case=street.decided())
    assert {row.person for row in decision.officers.all()} == {street.officer, street.colleague}
