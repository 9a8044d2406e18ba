"""The end of a case comes back to the lead it came from, however far the lead has come."""

from datetime import timedelta

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.work.acting import At
from chengguan.core.work.models import Matter, Receipt
from chengguan.enforcement.leads import inputs

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BACK = inputs.Return("wrong_place", "职责规定第三条", "现场在区界外")


def hold(lead):
    lead.act("hold", "队长", inputs.Hold("等待鉴定"))


def return_order(lead):
    lead.act("return_order", "甲", BACK)


def redispatch(lead):
    return_order(lead)
    lead.act("redispatch", "调度", inputs.Redispatch(lead.district.team))


def refer(lead):
    for _ in range(2):
        redispatch(lead)
        lead.act("sign", "甲")
    lead.act("refer", "甲", BACK)


def submit(lead):
    lead.call()
    lead.submit("in_case")


def approve(lead):
    submit(lead)
    lead.act("approve_submission", "班长", inputs.Approve())


def answer(lead):
    approve(lead)
    lead.act("answer", "甲", inputs.Answer("phone", "已告知处理情况。"))


def close(lead):
    answer(lead)
    lead.act("call_back", "调度", inputs.AnswerBack("satisfied"))


def stay(lead):
    pass


@pytest.mark.parametrize(
    ("go_on", "state"),
    [
        (stay, "handling"),
        (hold, "held"),
        (return_order, "returned"),
        (redispatch, "dispatched"),
        (refer, "arbitration"),
        (submit, "review"),
        (approve, "answering"),
        (answer, "answered"),
        (close, "closed"),
    ],
)
def test_the_end_of_the_case_reaches_the_lead_in_every_state(
    received, district, docketed, ended, go_on, state
):
    lead = received().to_handling()
    case = docketed(lead)
    go_on(lead)
    before = lead.matter
    assert before.state == state
    district.wait(minutes=30)
    ended(case)
    after = lead.matter
    number = Matter.objects.get(pk=case).number
    assert after.lead.case_result == f"{number} 不予处罚"
    assert (after.state, after.is_open) == (state, before.is_open)
    assert (after.next_due_at, after.closed_at) == (before.next_due_at, before.closed_at)


def test_an_end_entered_late_reaches_a_lead_that_has_moved_on_since(
    received, district, docketed, ended
):
    lead = received().to_handling()
    case = docketed(lead)
    happened = district.now + timedelta(minutes=10)
    district.wait(hours=5)
    hold(lead)
    ended(case, At(happened, district.now, reason="现场没有信号"))
    entry = JournalEntry.objects.filter(stream_id=lead.pk).latest("sequence")
    assert lead.matter.lead.case_result
    assert (entry.occurred_at, entry.recorded_at) == (district.now, district.now)


def test_each_end_of_a_case_is_told_to_each_lead_under_a_key_of_its_own(received, docketed, ended):
    leads = [received().to_handling() for _ in range(2)]
    for lead in leads:
        ended(docketed(lead))
    told = Receipt.objects.filter(actor="system:lead_to_case")
    assert set(told.values_list("matter", flat=True)) == {lead.pk for lead in leads}


def test_a_voided_lead_does_not_keep_its_case_from_ending(received, docketed, ended):
    lead = received().to_handling()
    case = docketed(lead)
    return_order(lead)
    lead.act("void", "调度", inputs.Void("登记有误"))
    ended(case)
    assert Matter.objects.get(pk=case).state == "exempted"
    assert not lead.matter.lead.case_result
