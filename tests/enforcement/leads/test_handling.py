"""Handling of leads: passed on and handed over with their handler, taken back, approved for."""

import pytest

from chengguan.core.work.errors import Refused
from chengguan.core.work.handling import AskCosign, CallOff, HandOver, PassOn
from chengguan.enforcement.leads import inputs

pytestmark = [pytest.mark.django_db]


def test_a_lead_passed_on_has_another_handler(received) -> None:
    lead = received().to_handling()
    people = lead.district.people
    lead.act("pass_on", "甲", PassOn("休假", people["乙"]))
    assert lead.matter.lead.handler == people["乙"]
    lead.act("hand_over", "队长", HandOver(people["乙"], people["甲"], "轮岗"))
    assert lead.matter.lead.handler == people["甲"]
    lead.call()


@pytest.mark.ref("HW02")
def test_a_result_is_taken_back_while_nobody_has_acted_on_it(received) -> None:
    """审批办理口径: the squad leader asks somebody; then it is his to return."""
    lead = received().to_handling()
    lead.call()
    lead.submit()
    lead.act("withdraw_submission", "甲")
    lead.submit()
    lead.act("ask_cosign", "班长", AskCosign((lead.district.people["乙"],), "before", "属实吗"))
    with pytest.raises(Refused, match=r"work\.acted_upon"):
        lead.act("withdraw_submission", "甲")
    with pytest.raises(Refused, match=r"work\.cosign_is_open"):
        lead.act("approve_submission", "班长", inputs.Approve())
    lead.act("call_off_cosign", "班长", CallOff("已当面说明"))
    lead.act("approve_submission", "班长", inputs.Approve())
