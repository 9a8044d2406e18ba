"""When the periods of an order begin, stop, and whether lateness stays."""

from datetime import timedelta

import pytest

from chengguan.core.work.acting import At
from chengguan.core.work.errors import BadMoment, Refused
from chengguan.enforcement.leads import inputs
from chengguan.enforcement.leads.facts import facts
from tests.enforcement.leads.conftest import NINE

pytestmark = pytest.mark.django_db


def day(moment):
    return moment.astimezone(NINE.tzinfo).strftime("%m-%d")


@pytest.mark.trap(34)
@pytest.mark.ref("CK67a", "CK67b")
def test_the_periods_begin_at_dispatch_not_at_signing(received, district):
    lead = received().to_dispatched()
    district.wait(days=2)
    lead.act("sign", "甲")
    assert lead.clock("CK67a").started_at == lead.clock("CK67b").started_at == NINE
    assert (day(lead.clock("CK67a").due_at), day(lead.clock("CK67b").due_at)) == ("09-16", "09-21")


@pytest.mark.parametrize(
    ("kind", "refs"),
    [
        pytest.param("consult", {"CK67a", "HL02"}, marks=pytest.mark.ref("HL02")),
        pytest.param("suggestion", {"CK67a", "HL02"}),
        pytest.param("recheck", {"CK67a", "HL03"}, marks=pytest.mark.ref("HL03")),
        pytest.param("help", {"CK67a", "CK67b"}),
        pytest.param("report", {"CK67a", "CK67b", "CK41"}, marks=pytest.mark.ref("CK41")),
    ],
)
def test_the_appeal_kind_chooses_the_period(received, kind, refs):
    lead = received(appeal_kind=kind).to_dispatched(kind)
    assert set(lead.matter.clocks.values_list("ref", flat=True)) == refs


@pytest.mark.ref("CK41")
@pytest.mark.parametrize("recognised_at_intake", [True, False])
def test_the_reply_to_a_reporter_counts_from_the_receipt(received, district, recognised_at_intake):
    lead = received(appeal_kind="report" if recognised_at_intake else "complaint")
    district.wait(days=1)
    lead.to_dispatched("report")
    assert lead.clock("CK41").started_at == NINE


@pytest.mark.trap(34)
def test_no_clock_stops_or_begins_anew_while_an_order_is_returned(received, district):
    lead = received().to_handling()
    before = set(lead.matter.clocks.values_list("ref", "started_at", "due_at", "stopped_at"))
    lead.act("return_order", "甲", inputs.Return("wrong_place", "属地规定", "在区界外"))
    district.wait(days=3)
    lead.act("redispatch", "调度", inputs.Redispatch(district.other_team))
    after = set(lead.matter.clocks.values_list("ref", "started_at", "due_at", "stopped_at"))
    assert after == before


@pytest.mark.ref("CK67a", "leads.contact_attempts", "leads.contact_interval")
@pytest.mark.parametrize(
    ("hours", "results", "stopped"),
    [
        ((0,), ("connected",), True),
        ((0, 2, 4), ("no_answer", "rejected", "no_answer"), True),
        ((0, 2), ("no_answer", "no_answer"), False),
        # two hours apart, not less
        ((0, 1, 4), ("no_answer", "no_answer", "no_answer"), False),
        # after half past five nobody is expected to answer
        ((0, 4, 9), ("no_answer", "no_answer", "no_answer"), False),
        ((0, 2, 4), ("wrong_number", "wrong_number", "wrong_number"), True),
    ],
)
def test_first_contact_needs_a_connected_call_or_three_attempts(
    received, district, hours, results, stopped
):
    lead = received().to_handling()
    for hour, result in zip(hours, results, strict=True):
        district.now = NINE + timedelta(hours=hour)
        lead.call(result)
    assert (lead.clock("CK67a").stopped_at is not None) is stopped


def decision(lead, name):
    return inputs.DecideExtension()


@pytest.mark.ref("CK67c", "LD07")
def test_an_extension_counts_from_the_dispatch_and_keeps_the_first_due_day(received):
    """热线工单口径."""
    lead = received().to_handling()
    lead.act("ask_extension", "甲", inputs.AskExtension("须专业检测"))
    lead.act("grant_extension", "队长", decision(lead, "队长"))
    first, longer = lead.clock("CK67b"), lead.clock("CK67c")
    assert (longer.started_at, day(longer.due_at)) == (NINE, "10-12")
    assert (day(first.first_due_at), first.is_overdue(lead.district.now)) == ("09-21", False)


@pytest.mark.trap(47)
@pytest.mark.ref("LD09")
def test_an_extension_of_an_overdue_order_forgives_nothing(received, district):
    """热线工单口径."""
    lead = received().to_handling()
    district.wait(days=8)
    asked = lead.act("ask_extension", "甲", inputs.AskExtension("须专业检测"))
    lead.act("grant_extension", "队长", decision(lead, "队长"))
    late = lead.clock("CK67b")
    assert [finding.ref for finding in asked.findings] == ["LD09"]
    assert late.first_due_at == late.due_at < late.stopped_at
    assert late.is_overdue(district.now + timedelta(days=100))


@pytest.mark.trap(7)
def test_an_overdue_order_is_closed_and_stays_overdue(received, district):
    lead = received().to_handling()
    lead.call()
    district.wait(days=30)
    lead.submit()
    lead.act("approve_submission", "班长", inputs.Approve())
    lead.act("answer", "甲", inputs.Answer("phone", "已告知。"))
    lead.act("call_back", "调度", inputs.AnswerBack("fair"))
    assert lead.clock("CK67b").is_overdue(district.now)


def test_a_refused_extension_moves_nothing(received):
    lead = received().to_handling()
    lead.act("ask_extension", "甲", inputs.AskExtension("忙"))
    lead.act("refuse_extension", "队长", decision(lead, "队长"))
    assert lead.clock("CK67b").stopped_at is None
    assert lead.matter.lead.extensions.get().is_granted is False


@pytest.mark.trap(48)
def test_an_order_is_not_overdue_on_the_day_it_is_due(received, district):
    lead = received().to_handling()
    due = lead.clock("CK67b").due_at
    assert not lead.clock("CK67b").is_overdue(due)
    assert lead.clock("CK67b").is_overdue(due + timedelta(seconds=1))


def test_a_held_order_waits_and_goes_on_where_it_stopped(received, district):
    lead = received().to_handling()
    due = lead.clock("CK67b").due_at
    district.wait(days=1)
    lead.act("hold", "队长", inputs.Hold("等待鉴定"))
    assert lead.clock("CK67b").due_at is None
    district.wait(days=2)
    lead.act("resume", "队长")
    assert lead.clock("CK67b").due_at == due + timedelta(days=2)


@pytest.mark.ref("LD10")
def test_what_is_owed_to_a_reporter_by_statute_does_not_wait(received):
    """沪城管执法条例 26(2)."""
    lead = received(appeal_kind="report").to_handling("report")
    with pytest.raises(Refused) as refused:
        lead.act("hold", "队长", inputs.Hold("等待鉴定"))
    assert [finding.ref for finding in refused.value.findings] == ["LD10"]


TEN_DAYS_LATE = [
    ("ask_extension", "甲", inputs.AskExtension("须专业检测")),
    ("hold", "队长", inputs.Hold("等待鉴定")),
]


@pytest.mark.trap(6)
@pytest.mark.trap(7)
@pytest.mark.ref("LD09")
@pytest.mark.parametrize(("action", "name", "data"), TEN_DAYS_LATE)
def test_ten_days_after_dispatch_extending_and_holding_say_that_it_is_late(
    received, district, action, name, data
):
    """热线工单口径."""
    lead = received().to_handling()
    district.wait(days=10)
    done = lead.act(action, name, data)
    assert [finding.ref for finding in done.findings] == ["LD09"]
    if action == "ask_extension":
        granted = lead.act("grant_extension", "队长", inputs.DecideExtension())
        assert [finding.ref for finding in granted.findings] == ["LD09"]
    district.wait(days=1)
    assert lead.clock("CK67b").is_overdue(district.now)


@pytest.mark.trap(7)
@pytest.mark.parametrize(("action", "name", "data"), TEN_DAYS_LATE)
@pytest.mark.parametrize("has_happened", [False, True])
def test_extending_and_holding_are_not_dated_back_before_the_due_day(
    received, district, action, name, data, has_happened
):
    lead = received().to_handling()
    district.wait(days=10)
    at = At(NINE + timedelta(days=1), district.now, reason="漏录", has_happened=has_happened)
    with pytest.raises(BadMoment):
        lead.act(action, name, data, at=at)
    assert lead.matter.state == "handling"


@pytest.mark.trap(7)
@pytest.mark.ref("LD09")
def test_lateness_is_judged_when_it_is_recorded(received, district):
    """热线工单口径."""
    lead = received().to_handling()
    district.wait(days=10)
    told = facts(lead.matter, At(NINE, district.now), district.actor("甲"))
    assert told.is_overdue


def test_what_nobody_owes_makes_no_order_late(received, district):
    lead = received().to_handling()
    lead.call()
    lead.matter.clocks.filter(ref="CK67b").update(is_owed=False)
    district.wait(days=10)
    assert not facts(lead.matter, At.once(district.now), district.actor("甲")).is_overdue
