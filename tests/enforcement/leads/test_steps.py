"""What moves a lead on next: a table by state and facts."""

from datetime import datetime
from types import SimpleNamespace

import pytest

from chengguan.core.work.registry import Step
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads.models import AppealKind
from chengguan.enforcement.leads.procedures import HOTLINE
from chengguan.enforcement.leads.steps import step

CALLED = datetime(2026, 9, 15, 9, 0, tzinfo=ZONE)


def lead(**facts: object) -> SimpleNamespace:
    """A complaint that somebody was called about; a test says what else is on record."""
    usual = {
        "contacted_at": CALLED,
        "appeal_kind": AppealKind.COMPLAINT,
        "was_checked": False,
        "has_case": False,
        "case_result": "",
        "extension_asked_by": None,
        "submitted_by_id": 7,
    }
    return SimpleNamespace(**(usual | facts))


@pytest.mark.parametrize(
    ("state", "action"),
    [
        ("received", "dispatch"),
        ("dispatched", "sign"),
        ("returned", "redispatch"),
        ("arbitration", "rule"),
        ("answering", "answer"),
        ("answered", "call_back"),
    ],
)
def test_where_the_state_alone_says_it(state: str, action: str) -> None:
    assert step(lead(), state) == Step(action)


@pytest.mark.parametrize(
    ("facts", "action"),
    [
        ({"contacted_at": None}, "contact"),
        ({"contacted_at": None, "has_case": True}, "contact"),
        ({}, "check_on_site"),
        ({"was_checked": True}, "submit"),
        ({"appeal_kind": AppealKind.CONSULT}, "submit"),
        ({"has_case": True, "case_result": "已结案"}, "submit"),
    ],
)
def test_first_the_call_then_the_look_then_the_result(
    facts: dict[str, object], action: str
) -> None:
    found = step(lead(**facts), "handling")
    assert (found.action, found.waits_for) == (action, "")


def test_a_lead_waits_for_the_case_that_came_of_it() -> None:
    found = step(lead(has_case=True), "handling")
    assert (found.action, str(found.waits_for)) == ("submit", "案件办理结果")


@pytest.mark.parametrize("contacted", [None, CALLED])
def test_an_extension_that_was_asked_for_waits_for_somebody_else(
    contacted: datetime | None,
) -> None:
    found = step(lead(extension_asked_by=3, contacted_at=contacted), "handling")
    assert found.decision == "grant_extension"
    assert found.asked_by == {"grant_extension": 3}
    assert step(lead(contacted_at=contacted), "handling").decision == ""


def test_a_result_is_reviewed_by_somebody_else_than_who_submitted_it() -> None:
    assert step(lead(), "review") == Step("approve_submission", asked_by={"approve_submission": 7})


def test_a_held_lead_waits() -> None:
    found = step(lead(), "held")
    assert found.action == "resume"
    assert found.waits_for


@pytest.mark.parametrize("state", [s.key for s in HOTLINE.states if s.final])
def test_what_has_ended_is_moved_by_nobody(state: str) -> None:
    assert step(lead(), state) == Step()


def test_every_step_is_an_act_of_the_procedure_that_leads_on_from_there() -> None:
    for state in HOTLINE.states:
        known = {action.key for action in HOTLINE.actions_from(state.key)}
        found = step(lead(), state.key)
        assert {found.action, found.decision} - {""} <= known
