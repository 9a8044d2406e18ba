"""Orders that are sent back, and acts that need a second person: through perform."""

import pytest

from chengguan.core.journal.models import JournalEntry
from chengguan.core.work.errors import Refused
from chengguan.enforcement.leads import inputs

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

BACK = inputs.Return("wrong_place", "职责规定第三条", "现场在区界外")


def refs(refused):
    return [finding.ref for finding in refused.value.findings if finding.refuses]


def sent_back(lead, times):
    for _ in range(times):
        lead.act("return_order", "班长", BACK)
        lead.act("redispatch", "调度", inputs.Redispatch(lead.district.team))
    return lead


@pytest.mark.ref("LD04", "LD05")
@pytest.mark.trap(34)
def test_the_third_return_is_the_arbiters_and_his_word_is_final(received, district):
    """热线工单口径."""
    lead = sent_back(received().to_dispatched(), 2)
    with pytest.raises(Refused) as refused:
        lead.act("return_order", "班长", BACK)
    assert refs(refused) == ["LD04"]
    lead.act("refer", "班长", BACK)
    lead.act("rule", "调度", inputs.Rule(district.team, "属地在本街镇"))
    for act in ("return_order", "refer"):
        with pytest.raises(Refused) as refused:
            lead.act(act, "班长", BACK)
        assert "LD05" in refs(refused)
    assert lead.matter.lead.ruling.reason == "属地在本街镇"


def test_every_return_stays_on_the_order(received):
    lead = sent_back(received().to_dispatched(), 2)
    assert lead.matter.lead.return_count == lead.matter.lead.returns.count() == 2


def test_a_returned_order_lies_with_the_desk_that_took_it_in(received, district):
    lead = received().to_handling()
    lead.act("return_order", "甲", BACK)
    matter = lead.matter
    assert matter.organ == district.bureau
    assert matter.assignments.get(until=None).role == "dispatcher"


@pytest.mark.ref("LD15")
@pytest.mark.trap(9)
def test_nobody_approves_his_own_submission(received):
    """热线工单口径."""
    lead = received().to_dispatched()
    lead.act("sign", "班长")
    lead.act("contact", "班长", inputs.Contact("phone", "connected"))
    lead.act("submit", "班长", inputs.Submit("solved", "查", "办", "无"))
    with pytest.raises(Refused):
        lead.act("approve_submission", "班长", inputs.Approve())
    lead.act("approve_submission", "队长", inputs.Approve())
    assert lead.matter.state == "answering"


@pytest.mark.ref("LD08")
@pytest.mark.trap(9)
def test_a_head_does_not_grant_the_extension_he_asked_for(received, district):
    """热线工单口径."""
    lead = received().to_dispatched()
    lead.act("sign", "队长")
    lead.act("ask_extension", "队长", inputs.AskExtension("须检测"))
    with pytest.raises(Refused) as refused:
        lead.act("grant_extension", "队长", inputs.DecideExtension())
    assert refs(refused) == ["LD08"]


@pytest.mark.ref("LD12")
def test_an_order_nobody_looked_at_or_called_about_is_not_closed(received):
    """热线工单口径."""
    lead = received().to_handling()
    with pytest.raises(Refused) as refused:
        lead.submit()
    assert refs(refused) == ["LD12"]
    lead.call()
    lead.submit()


@pytest.mark.ref("LD14")
def test_in_case_without_a_case_is_refused(received):
    """热线工单口径."""
    lead = received().to_handling()
    lead.call()
    with pytest.raises(Refused) as refused:
        lead.submit("in_case")
    assert refs(refused) == ["LD14"]


@pytest.mark.ref("GD03")
@pytest.mark.trap(9)
def test_an_enforcement_check_takes_two_certified_officers(received, district):
    """沪城管执法条例 16."""
    lead = received().to_handling()
    one, two = district.people["甲"], district.people["乙"]
    for wrong in ((one,), (one, one), (one, district.people["班长"])):
        with pytest.raises(Refused) as refused:
            lead.act("check_on_site", "甲", inputs.CheckOnSite(wrong, "施工中", True))
        assert refs(refused) == ["GD03"]
    lead.act("check_on_site", "甲", inputs.CheckOnSite((one, two), "施工中", True))
    assert lead.matter.lead.site_checks.get().officers.count() == 2


@pytest.mark.ref("LD17")
def test_a_dissatisfied_order_is_not_simply_closed(received):
    """热线工单口径."""
    lead = received().to_answered()
    with pytest.raises(Refused) as refused:
        lead.act("call_back", "调度", inputs.AnswerBack("dissatisfied"))
    assert refs(refused) == ["LD17"]
    lead.act("call_back", "调度", inputs.AnswerBack("dissatisfied", reason="超出法定职权"))
    assert (lead.matter.state, lead.matter.lead.is_warned) == ("closed", True)


@pytest.mark.ref("LD03")
@pytest.mark.trap(31)
def test_the_record_says_which_rule_proposed_which_organ(received, district):
    """热线工单口径、沪城管执法条例 26(2)."""
    lead = received(item_code="AY-A001")
    outcome = lead.act("dispatch", "调度", inputs.Dispatch(district.team, "complaint"))
    assert [finding.ref for finding in outcome.findings] == ["LD03"]
    entry = JournalEntry.objects.filter(stream_id=lead.pk).latest("sequence")
    assert '"proposed":"district_bureau"' in entry.body
    assert '"as_proposed":false' in entry.body
