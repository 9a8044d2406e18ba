"""The whole life of an order, through perform alone."""

from datetime import timedelta

import pytest

from chengguan.core.journal.services import verify
from chengguan.core.work.acting import At
from chengguan.core.work.errors import BadMoment, NotFound, NotPermitted, Refused, WrongState
from chengguan.core.work.hands import COMMON
from chengguan.core.work.models import MatterLink
from chengguan.enforcement.leads import inputs
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.leads.services import EFFECTS
from tests.enforcement.leads.conftest import NINE

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_an_order_goes_from_the_call_to_the_call_back(received):
    lead = received().to_answered()
    lead.act("call_back", "调度", inputs.AnswerBack("satisfied"))
    matter = lead.matter
    assert (matter.state, matter.is_open, matter.next_due_at) == ("closed", False, None)
    assert matter.clocks.filter(stopped_at=None).count() == 0
    assert matter.lead.resolved_at is not None


def test_every_row_of_a_life_verifies(received):
    lead = received().to_answered()
    lead.act("call_back", "调度", inputs.AnswerBack("satisfied"))
    assert not list(verify().findings)


def test_a_duplicate_is_voided_and_linked_with_the_one_kept(received):
    kept, double = received(), received()
    double.act("void", "调度", inputs.Void("同一诉求", kept.matter.number))
    assert double.matter.state == "voided"
    assert MatterLink.objects.get(source=double.pk).target_id == kept.pk


def test_a_squad_leader_hands_the_order_to_another_officer(received, district):
    lead = received().to_handling()
    lead.act("assign", "班长", inputs.Assign(district.people["乙"]))
    assert lead.matter.lead.handler == district.people["乙"]
    with pytest.raises(NotPermitted):
        lead.call()


def test_the_result_of_a_case_is_written_back_by_the_house_alone(received):
    lead = received().to_handling()
    with pytest.raises(NotPermitted):
        lead.act("receive_result", "甲", inputs.ReceiveResult("已处罚。"))
    lead.act("receive_result", "system", inputs.ReceiveResult("已作出当场处罚决定。"))
    assert lead.matter.lead.case_result == "已作出当场处罚决定。"


def test_a_submission_can_be_withdrawn_and_submitted_again(received):
    lead = received().to_handling()
    lead.call()
    lead.submit()
    lead.act("withdraw_submission", "甲")
    assert lead.matter.state == "handling"
    lead.submit("explained")
    assert lead.matter.lead.result == "explained"


def test_a_submission_goes_back_with_marks_on_its_paragraphs(received):
    lead = received().to_handling()
    lead.call()
    lead.submit()
    marks = (inputs.Mark("found", "写明时间"), inputs.Mark("done", "写明依据"))
    lead.act("return_submission", "班长", inputs.ReturnSubmission(marks))
    written = lead.matter.lead.marks.order_by("id").values_list("paragraph", "remark")
    assert list(written) == [("found", "写明时间"), ("done", "写明依据")]
    assert lead.matter.state == "handling"


def test_a_dissatisfied_order_is_done_again_within_its_own_period(received):
    lead = received().to_answered()
    lead.act("order_redo", "队长", inputs.OrderRedo("队长带队复查"))
    matter = lead.matter
    assert (matter.state, matter.lead.redo_round, matter.lead.is_warned) == ("handling", 1, True)
    assert matter.next_due_at == lead.clock("HL01").due_at
    assert matter.lead.call_backs.get().satisfaction == "dissatisfied"


@pytest.mark.parametrize(
    ("action", "name", "data"),
    [
        ("dispatch", "甲", None),
        ("sign", "调度", None),
        ("sign", "丙", None),
        ("void", "队长", inputs.Void("重复")),
    ],
)
def test_an_act_in_other_hands_is_refused(received, action, name, data):
    lead = received()
    if action == "sign":
        lead.to_dispatched()
    with pytest.raises(NotPermitted):
        lead.act(action, name, data)


def test_an_act_that_does_not_lead_on_is_refused(received):
    with pytest.raises(WrongState):
        received().act("sign", "甲")


@pytest.mark.trap(8)
def test_a_late_entry_keeps_its_true_time_and_needs_a_reason(received, district):
    lead = received().to_handling()
    signed, later = district.now, None
    district.wait(hours=5)
    happened = signed.replace(hour=10)
    with pytest.raises(BadMoment):
        lead.act(
            "contact", "甲", inputs.Contact("phone", "connected"), at=At(happened, district.now)
        )
    later = At(happened, district.now, reason="现场没有信号")
    lead.act("contact", "甲", inputs.Contact("phone", "connected"), at=later)
    assert lead.matter.lead.attempts.get().attempted_at == happened
    assert lead.clock("CK67a").stopped_at == happened


def test_the_graph_does_not_change_unseen():
    assert HOTLINE.graph_hash == "e71cd233f51985b0"


HAPPEN_ELSEWHERE = {"receive", "contact", "check_on_site", "answer", "call_back"}


def test_only_what_people_do_outside_the_platform_can_be_entered_later():
    later = {act.key for act in HOTLINE.actions if not act.happens_here}
    assert later == HAPPEN_ELSEWHERE | {"receive_result"}


@pytest.mark.trap(7)
@pytest.mark.parametrize("has_happened", [False, True])
def test_a_dispatch_is_neither_dated_back_nor_recorded_as_happened(
    received, district, has_happened
):
    lead = received()
    district.wait(hours=6)
    at = At(NINE + timedelta(minutes=5), district.now, reason="中断", has_happened=has_happened)
    with pytest.raises(BadMoment) as refused:
        lead.act("dispatch", "调度", inputs.Dispatch(district.team, "complaint"), at=at)
    assert refused.value.code == "work.happens_here"


@pytest.mark.ref("LD18")
def test_a_report_without_an_answer_is_not_voided_away(received, district):
    """沪城管执法条例 26(2)."""
    kept, report = received(appeal_kind="report"), received(appeal_kind="report")
    with pytest.raises(Refused) as refused:
        report.act("void", "调度", inputs.Void("不属实"))
    assert [finding.ref for finding in refused.value.findings] == ["LD18"]
    assert (report.matter.state, report.clock("CK41").stopped_at) == ("received", None)
    report.act("void", "调度", inputs.Void("同一举报", kept.matter.number))
    assert (report.matter.state, kept.clock("CK41").stopped_at) == ("voided", None)


def test_two_duplicates_do_not_void_each_other(received):
    one, other = received(), received()
    one.act("void", "调度", inputs.Void("重复", other.matter.number))
    with pytest.raises(NotFound):
        other.act("void", "调度", inputs.Void("重复", one.matter.number))


def test_every_effect_stands_under_the_key_of_its_act():
    without = {"hold", "resume", "docket"}
    assert set(EFFECTS) == set(HOTLINE.by_action) - without - COMMON
