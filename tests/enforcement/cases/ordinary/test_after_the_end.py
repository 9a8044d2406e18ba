"""What happens when a case seems over: remedies after the archive, money back, the police's answer,
late entries, the end of an execution, the head's signature for the court."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from chengguan.core.journal.verification import verify
from chengguan.core.work.acting import At
from chengguan.core.work.errors import Refused
from chengguan.core.work.models import MatterClock
from chengguan.enforcement.cases.models import (
    Ending,
    PoliceAnswer,
    Refund,
    Remedy,
    TreasuryReceipt,
)
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_transfer as moving
from tests.enforcement.cases.ordinary import lives
from tests.enforcement.cases.ordinary.bureau import Bureau

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def running(case: UUID) -> set[str]:
    rows = MatterClock.objects.filter(matter=case, stopped_at=None)
    return set(rows.values_list("ref", flat=True))


def contested(bureau: Bureau, case: UUID, result: str, **changed: object) -> None:
    filed = executing.RecordRemedy(kind="lawsuit", filed_at=bureau.clock, body="江北区人民法院")
    bureau.act(case, "record_remedy", filed)
    bureau.wait(days=30)
    said = executing.RecordRemedyResult(
        remedy=Remedy.objects.get(case=case).pk,
        result=result,
        result_number="行初 1 号",
        papers=(bureau.photo(),),
        **changed,
    )
    bureau.act(case, "record_remedy_result", said)


def back(bureau: Bureau, amount: int, **changed: object) -> executing.RecordRefund:
    usual = executing.RecordRefund(
        purpose="fine", amount=amount, voucher="退库 1 号", proofs=(bureau.photo(),)
    )
    return replace(usual, **changed)


# -- after the archive -----------------------------------------------------------------------


@pytest.mark.ref("CK16", "CK36", "GD51")
def test_a_party_that_sues_after_the_archive_is_on_the_record(bureau: Bureau) -> None:
    """行政诉讼法 46; 行政处罚法 48.2: six months run on; what fell is withdrawn in three days, and
    what was paid goes back (国家赔偿法 36(1))."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.pay(case, 50_000)
    bureau.act(case, "disclose", executing.Disclose(where="门户网站"))
    bureau.close(case)
    bureau.archive(case)
    bureau.wait(days=90)
    contested(bureau, case, "revoked")
    assert (bureau.state(case), running(case)) == ("archived", {"CK16"})
    gone = executing.Disclose(where="门户网站", retract_reason="判决撤销")
    bureau.act(case, "disclose", gone)
    assert running(case) == set()
    assert lives.executed(bureau, case).overpaid == {"fine": 50_000}
    bureau.act(case, "record_refund", back(bureau, 50_000))
    assert lives.executed(bureau, case).overpaid == {}
    assert verify().findings == []


# -- money back ------------------------------------------------------------------------------


@pytest.mark.ref("HS03", "HS06")
def test_what_was_paid_above_a_changed_fine_goes_back_before_the_case_closes(
    bureau: Bureau,
) -> None:
    """国家赔偿法 36(1); 行政诉讼法 77."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.pay(case, 50_000)
    more = {"HS03": "refund.more_than_overpaid"}
    assert bureau.refusals(case, "record_refund", back(bureau, 1)) == more
    contested(bureau, case, "changed", changed_fine=20_000)
    ending = executing.RequestClosing(way="performed", summary="已缴清")
    assert bureau.refusals(case, "request_closing", ending) == {"HS06": "close.refund_owed"}
    assert bureau.refusals(case, "record_refund", back(bureau, 30_001)) == more
    bare = back(bureau, 30_000, proofs=())
    assert bureau.refusals(case, "record_refund", bare) == {"HS03": "refund.no_voucher"}
    bureau.act(case, "record_refund", back(bureau, 30_000))
    assert bureau.refusals(case, "record_refund", back(bureau, 1, voucher="退库 2 号")) == more
    wrong = executing.ReverseReceipt(receipt=TreasuryReceipt.objects.get().pk, reason="重复入账")
    stays = {"HS03": "payment.refunded_already"}
    assert bureau.refusals(case, "reverse_payment", wrong, by=bureau.head) == stays
    done = lives.executed(bureau, case)
    assert (done.paid, done.owed, done.overpaid) == (20_000, 0, {})
    bureau.close(case)
    assert Refund.objects.count() == 1


# -- late entries ----------------------------------------------------------------------------


@pytest.mark.ref("HS03")
def test_money_entered_late_counts_with_what_is_recorded_already(bureau: Bureau) -> None:
    """行政处罚法 67: no more is taken than is owed, whichever receipt is entered first."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    served = bureau.clock
    bureau.wait(days=5)
    bureau.pay(case, 30_000)
    late = At(served + timedelta(days=1), bureau.clock, "银行回单迟到", has_happened=True)
    more = {"HS03": "payment.more_than_owed"}
    too_much = bureau.receipt(20_001)
    assert bureau.refusals(case, "record_payment", too_much, at=late) == more
    bureau.act(case, "record_payment", bureau.receipt(20_000), at=late)
    assert lives.executed(bureau, case).owed == 0


@pytest.mark.ref("GD70")
def test_two_remedies_pend_at_once_by_no_late_entry(bureau: Bureau) -> None:
    """行政诉讼法 44: one after the other, whichever is entered first."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    served = bureau.clock
    bureau.wait(days=20)
    filed = executing.RecordRemedy(
        kind="reconsideration", filed_at=served + timedelta(days=10), body="区政府"
    )
    bureau.act(case, "record_remedy", filed)
    late = At(served + timedelta(days=5), bureau.clock, "补记", has_happened=True)
    before = replace(filed, filed_at=served + timedelta(days=5))
    pending = {"GD70": "remedy.one_pending"}
    bureau.clock += timedelta(hours=1)
    with pytest.raises(Refused) as stopped:
        perform_late(bureau, case, before, late)
    assert {f.ref: f.reason.code for f in stopped.value.findings} == pending


def perform_late(bureau: Bureau, case: UUID, data: object, at: At) -> None:
    """Said plainly: nothing unlawful is taken down as happened."""
    bureau.act(case, "record_remedy", data, at=replace(at, has_happened=False))


@pytest.mark.ref("GD61a", "CK09")
@pytest.mark.parametrize(("days", "is_late"), [(1, False), (20, True)])
def test_service_in_time_is_in_time_whenever_it_is_entered(bureau: Bureau, days, is_late) -> None:
    """行政处罚法 61: seven working days from the announcing to the service, not to its entry."""
    case = bureau.decided_ordinarily()
    decided = bureau.clock
    bureau.wait(days=25)
    served = bureau.service(served_at=decided + timedelta(days=days))
    bureau.act(case, "serve", served)
    clock = MatterClock.objects.get(matter=case, ref="CK09")
    assert clock.stopped_at == served.served_at
    assert (clock.stopped_at > clock.due_at) == is_late


# -- the court -------------------------------------------------------------------------------


@pytest.mark.ref("GD40", "HS04", "HS03")
def test_the_head_signs_what_goes_to_the_court(bureau: Bureau) -> None:
    """行政强制法 55: asked for by officers, signed by the head; sent back, asked for again."""
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.wait(days=170)
    bureau.act(case, "urge", executing.Urge(demands="十日内缴清；可以陈述申辩"))
    bureau.wait(days=40)
    signed = executing.ApplyToCourt(opinion="同意")
    assert bureau.refusals(case, "apply_to_court", signed, by=bureau.head) == {
        "HS03": "court.not_asked"
    }
    asked = executing.RequestCourt(court="江北区人民法院")
    bureau.act(case, "request_court", asked)
    assert bureau.refusals(case, "request_court", asked) == {"HS03": "court.asked_already"}
    bureau.act(case, "return_court", executing.ReturnCourt(opinion="补标的"), by=bureau.head)
    bureau.to_court(case)
    done = lives.executed(bureau, case)
    assert (done.court_open, done.is_before_court) == (None, True)


# -- the police ------------------------------------------------------------------------------


def at_the_police(bureau: Bureau) -> UUID:
    case = bureau.docketed()
    bureau.transfer_approved(case)
    bureau.act(case, "transfer_to_police", moving.TransferToPolice(body="江北公安分局"))
    bureau.wait(days=3)
    return case


def answer(bureau: Bureau, *, is_taken: bool, **changed: object) -> moving.RecordPoliceAnswer:
    usual = moving.RecordPoliceAnswer(
        received_at=bureau.clock, is_taken=is_taken, number="公立 1 号", notices=(bureau.photo(),)
    )
    return replace(usual, **changed)


@pytest.mark.ref("CK62", "GD47c")
def test_what_the_police_take_on_is_handed_over_within_three_days(bureau: Bureau) -> None:
    """移送规定 8, 12."""
    case = at_the_police(bureau)
    over = moving.HandOverToPolice(receipts=(bureau.photo(),))
    not_taken = {"HS03": "transfer.not_taken"}
    assert bureau.refusals(case, "hand_over_to_police", over) == not_taken
    unwritten = answer(bureau, is_taken=True, number=" ")
    assert bureau.refusals(case, "record_police_answer", unwritten) == {
        "GD47c": "transfer.answer_unwritten"
    }
    bureau.act(case, "record_police_answer", answer(bureau, is_taken=True))
    assert running(case) == {"CK01", "CK62"}
    clock = MatterClock.objects.get(matter=case, ref="CK62")
    assert (clock.due_at.date() - clock.started_at.date()).days == 3
    again = answer(bureau, is_taken=False)
    assert bureau.refusals(case, "record_police_answer", again) == {
        "HS03": "transfer.answered_already"
    }
    bureau.act(case, "hand_over_to_police", over)
    assert (bureau.state(case), running(case)) == ("transferred", set())
    assert Ending.objects.get(case=case).ground == "江北公安分局"


@pytest.mark.ref("CK61", "GD47c", "GD47")
def test_what_the_police_decline_is_objected_to_or_dealt_with_here(bureau: Bureau) -> None:
    """移送规定 9, 10: three days to object; then a penalty where one is due."""
    case = at_the_police(bureau)
    bureau.act(case, "record_police_answer", answer(bureau, is_taken=False))
    assert running(case) == {"CK01", "CK61"}
    said = moving.ObjectToPolice(objection="reconsider", reason="数额已达追诉标准")
    bureau.act(case, "object_to_police", said)
    assert running(case) == {"CK01"}
    assert bureau.refusals(case, "object_to_police", said) == {"HS03": "transfer.objected_already"}
    bureau.wait(days=3)
    bureau.act(case, "record_police_answer", answer(bureau, is_taken=False, number="公复 1 号"))
    bureau.act(case, "resume_from_police", moving.ResumeFromPolice(reason="复议维持不予立案"))
    assert (bureau.state(case), running(case)) == ("investigating", {"CK01"})
    assert PoliceAnswer.objects.filter(case=case).count() == 2
    assert not Ending.objects.filter(case=case).exists()
