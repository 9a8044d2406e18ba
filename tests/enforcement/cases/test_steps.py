"""What moves a case under the summary procedure on next: a table by state and facts."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest

from chengguan.core.work.registry import Step
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.cases.kinds import Channel
from chengguan.enforcement.cases.procedures import SUMMARY
from chengguan.enforcement.cases.steps import step

TOLD = datetime(2026, 9, 15, 9, 0, tzinfo=ZONE)
LATER = TOLD + timedelta(minutes=10)
EARLIER = TOLD - timedelta(minutes=10)


def payment(channel: str, *done: str) -> SimpleNamespace:
    return SimpleNamespace(channel=channel, **dict.fromkeys(done, object()))


def case(**facts: object) -> SimpleNamespace:
    """A case heard and ready to be decided; a test says what is otherwise."""
    usual = {
        "is_inspected": True,
        "is_recusal_open": False,
        "is_correction_ordered": True,
        "informed_at": TOLD,
        "heard_at": LATER,
        "is_filed": False,
        "decision": SimpleNamespace(fine=5000),
        "payment": payment(Channel.BANK),
    }
    return SimpleNamespace(**(usual | facts))


@pytest.mark.parametrize(
    ("facts", "action"),
    [
        ({"is_inspected": False, "informed_at": None, "heard_at": None}, "inspect"),
        ({"is_inspected": False}, "inspect"),
        ({"informed_at": None, "heard_at": None}, "inform"),
        ({"heard_at": None}, "hear"),
        # Told anew, the party is heard anew (行政处罚法 44, 45).
        ({"heard_at": EARLIER}, "hear"),
        ({"heard_at": TOLD}, "decide"),
        ({"is_correction_ordered": False}, "order_correction"),
        ({}, "decide"),
    ],
)
def test_at_the_scene_inspection_notice_hearing_order_and_decision(
    facts: dict[str, object], action: str
) -> None:
    assert step(case(**facts), "on_site") == Step(action)


@pytest.mark.parametrize("inspected", [True, False])
def test_a_request_for_recusal_stops_nothing_and_waits_for_a_head(inspected: bool) -> None:
    """行政处罚法 43: before it is ruled on, the investigation goes on."""
    found = step(case(is_recusal_open=True, is_inspected=inspected), "on_site")
    assert found.decision == "rule_on_recusal"
    assert found.action == ("decide" if inspected else "inspect")
    assert not found.waits_for


@pytest.mark.parametrize(
    ("facts", "action", "waits"),
    [
        ({}, "file_record", False),
        ({"is_filed": True}, "record_payment", True),
        ({"is_filed": True, "decision": SimpleNamespace(fine=0)}, "close", False),
        ({"decision": SimpleNamespace(fine=0)}, "file_record", False),
    ],
)
def test_a_decision_is_filed_and_then_paid(
    facts: dict[str, object], action: str, waits: bool
) -> None:
    found = step(case(**facts), "decided")
    assert (found.action, bool(found.waits_for)) == (action, waits)


@pytest.mark.parametrize(
    ("paid", "filed", "action"),
    [
        (payment(Channel.ON_THE_SPOT), True, "hand_in"),
        (payment(Channel.ON_THE_SPOT, "hand_in"), True, "deposit"),
        (payment(Channel.ON_THE_SPOT, "hand_in"), False, "deposit"),
        (payment(Channel.ON_THE_SPOT, "hand_in", "deposit"), False, "file_record"),
        (payment(Channel.ON_THE_SPOT, "hand_in", "deposit"), True, "close"),
        (payment(Channel.BANK), False, "file_record"),
        (payment(Channel.BANK), True, "close"),
        (payment(Channel.ELECTRONIC), True, "close"),
    ],
)
def test_money_taken_on_the_spot_goes_to_the_organ_and_to_the_bank_first(
    paid: SimpleNamespace, filed: bool, action: str
) -> None:
    """行政处罚法 71."""
    assert step(case(payment=paid, is_filed=filed), "paid") == Step(action)


def test_a_case_to_be_converted_is_taken_over() -> None:
    assert step(case(), "to_convert") == Step("take_over")


@pytest.mark.parametrize("state", [s.key for s in SUMMARY.states if s.final])
def test_what_has_ended_is_moved_by_nobody(state: str) -> None:
    assert step(case(), state) == Step()


def test_every_step_is_an_act_that_leads_on_from_there() -> None:
    for state in SUMMARY.states:
        known = {action.key for action in SUMMARY.actions_from(state.key)}
        assert {step(case(), state.key).action} - {""} <= known
