"""Handling of ordinary cases: taking back, co-signing, handing over, and acting for another."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chengguan.core.org import delegating
from chengguan.core.org.kinds import MembershipKind
from chengguan.core.org.models import Grant
from chengguan.core.org.services import appoint
from chengguan.core.work import registry, steps, story
from chengguan.core.work.handling import AskCosign, Cosign, HandOver, PassOn
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import CaseOfficer
from chengguan.enforcement.cases.ordinary import inputs_decision as deciding
from chengguan.enforcement.cases.ordinary import inputs_execution as executing
from chengguan.enforcement.cases.ordinary import inputs_investigation as finding
from chengguan.enforcement.cases.ordinary.forms_investigation import InspectForm, InterviewForm
from tests.enforcement.cases.ordinary import at_hand
from tests.enforcement.cases.ordinary.bureau import Bureau
from tests.enforcement.cases.street import FOUNDED, NOON

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def desk(case) -> list:
    rows = Matter.objects.get(pk=case).assignments.filter(until=None).order_by("pk")
    return [row.person.name if row.person else row.role for row in rows]


@pytest.mark.ref("HW02")
def test_what_officers_send_up_they_take_back(bureau: Bureau) -> None:
    """审批办理口径: docketing, report and decision, each to where it was sent from."""
    case = bureau.begin()
    bureau.act(case, "inspect", bureau.inspection(photos=(bureau.photo(),)))
    asked = finding.RequestDocketing(evidence="现场笔录", proposal="建议立案")
    bureau.act(case, "request_docketing", asked)
    bureau.act(case, "withdraw_request_docketing")
    assert bureau.state(case) == "verifying"
    assert desk(case) == [bureau.officer.name]
    bureau.act(case, "request_docketing", asked)
    assert bureau.state(case) == "to_docket"
    case = bureau.heard()
    bureau.act(case, "submit_decision", deciding.SubmitDecision(opinion="按告知处罚"))
    refused = bureau.refusals(case, "withdraw_submit_no_penalty")
    assert list(refused.values()) == ["work.acted_upon"]
    bureau.act(case, "withdraw_submit_decision")
    assert bureau.state(case) == "informed"
    bureau.act(case, "submit_decision", deciding.SubmitDecision(opinion="按告知处罚"))
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)


@pytest.mark.ref("HW01")
def test_the_decision_waits_for_an_opinion_asked_for_first(bureau: Bureau) -> None:
    """审批办理口径: a leader asks the reviewer; the decision follows the answer."""
    case = bureau.heard()
    bureau.act(case, "submit_decision", deciding.SubmitDecision(opinion="按告知处罚"))
    asked = AskCosign((bureau.reviewer,), "before", "裁量是否适当")
    bureau.act(case, "ask_cosign", asked, by=bureau.leader_in_charge)
    assert (
        "work.cosign_is_open"
        in bureau.refusals(case, "decide", bureau.penalty(), by=bureau.leader_in_charge).values()
    )
    bureau.act(case, "cosign", Cosign("适当"), by=bureau.reviewer)
    bureau.act(case, "decide", bureau.penalty(), by=bureau.leader_in_charge)
    assert bureau.state(case) == "decided"


@pytest.mark.ref("GD01")
def test_a_case_handed_over_has_another_certified_officer(bureau: Bureau) -> None:
    """行政处罚法 42: the successor holds a certificate and is not the second officer already."""
    case = bureau.docketed()
    third, clerk = bureau.certified("丁队员", "ZS-9"), bureau.person("文员", "officer")
    for receiver, code in (
        (clerk, "officers.not_certified_successor"),
        (bureau.colleague, "officers.is_one_already"),
    ):
        said = HandOver(bureau.officer, receiver, "调离")
        assert code in bureau.refusals(case, "hand_over", said, by=bureau.head).values()
    bureau.act(case, "hand_over", HandOver(bureau.officer, third, "调离"), by=bureau.head)
    now = set(CaseOfficer.objects.filter(case=case, until=None).values_list("person", flat=True))
    assert now == {third.pk, bureau.colleague.pk}
    assert third.name in desk(case)
    assert bureau.officer.name not in desk(case)


def test_officers_pass_no_case_on_by_themselves(bureau: Bureau) -> None:
    case = bureau.docketed()
    with pytest.raises(Exception, match="belongs to"):
        bureau.act(case, "pass_on", PassOn("忙", bureau.colleague))


@pytest.mark.trap(51)
@pytest.mark.ref("HS04")
def test_a_deputy_approves_in_the_heads_name_but_never_his_own_case(bureau: Bureau) -> None:
    """行政处罚法 43: an officer of the case does not approve it as anybody's deputy."""
    for who in (bureau.officer, bureau.colleague):
        if not who.memberships.exists():
            appoint(
                person=who,
                organ=bureau.team,
                kind=MembershipKind.UNIT,
                since=FOUNDED,
                by=None,
                at=NOON,
            )
    given = Grant.objects.get(person=bureau.head, role="team_head")
    day = bureau.clock.date()
    deputies = [bureau.certified("丁队员", "ZS-9"), bureau.officer]
    for deputy in deputies:
        delegating.delegate(
            given=given,
            to=deputy,
            since=day,
            until=day + timedelta(days=20),
            by=bureau.head,
            at=bureau.clock,
        )
    case = bureau.investigated()
    bureau.act(case, "conclude", bureau.report())
    agreed = finding.RuleOnReport(opinion="同意")
    refused = bureau.refusals(case, "approve_report", agreed, by=bureau.officer)
    assert "approval.own_case" in refused.values()
    bureau.act(case, "approve_report", agreed, by=deputies[0])
    told, _older = story.entries(Matter.objects.get(pk=case))
    assert told[0].who == f"丁队员（代{bureau.head.name}）"


def test_a_request_to_close_is_taken_back_to_execution(bureau: Bureau) -> None:
    case = bureau.decided_ordinarily()
    bureau.act(case, "serve", bureau.service())
    bureau.pay(case, 50000)
    ended = executing.RequestClosing(way="performed", summary="罚款已缴清")
    bureau.act(case, "request_closing", ended)
    bureau.act(case, "withdraw_request_closing")
    assert bureau.state(case) == "executing"


def test_no_act_is_asked_for_while_the_party_may_still_speak(bureau: Bureau) -> None:
    """行政处罚法 45, 64: to ask for a hearing is the party's own choice."""
    case = bureau.announced()
    matter = Matter.objects.get(pk=case)
    steps.load([matter], bureau.clock)
    assert steps.step_of(matter).waits_for
    keys = [action.key for action in registry.procedure_of(matter).actions_from(matter.state)]
    assert "primary" not in {steps.emphasis_of(matter, key) for key in keys}


@pytest.mark.parametrize(("kind", "name"), [("organisation", ""), ("person", "甲")])
def test_an_organisation_is_nobody_who_is_interviewed(kind, name) -> None:
    """Whoever speaks for it is named by hand."""
    facts = replace(at_hand.case(), party_kind=kind, party_name="甲")
    assert InterviewForm.asked_by_default(facts) == name


def test_the_handlers_are_ticked_as_inspectors(bureau: Bureau) -> None:
    """Whoever looked into it is known; the two need not be named again."""
    matter = Matter.objects.get(pk=bureau.begin())
    form = InspectForm(matter=matter, actor=bureau.actor(), at=bureau.clock)
    assert form["officers"].initial == sorted(bureau.two)
