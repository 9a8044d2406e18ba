"""Approvals and handling as everybody knows them: 转办、加签、会签、撤回、交接、更正、补录."""

from datetime import timedelta

import pytest

from chengguan.core.journal.services import verify
from chengguan.core.org.models import Person
from chengguan.core.work import hands, story, visibility, workbench
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.available import available
from chengguan.core.work.errors import NotPermitted, Refused, WrongState
from chengguan.core.work.handling import (
    AskCosign,
    CallOff,
    Cosign,
    HandOver,
    NoteMistake,
    PassOn,
    withdrawal,
)
from chengguan.core.work.many import Chosen, Fate, perform_many
from chengguan.core.work.models import Assignment, Matter, MatterFinding
from chengguan.law.procedure import START, Action, Clock
from tests.core.work.handled import BY, Office, doing, install, review

pytestmark = pytest.mark.django_db

BEFORE, WITH = Assignment.Task.BEFORE, Assignment.Task.WITH


@pytest.fixture
def office(db: None) -> Office:
    install()
    return Office()


def person(actor: Actor) -> Person:
    return Person.objects.get(pk=actor.person_id)


def fresh(matter: Matter) -> Matter:
    return Matter.objects.select_related("organ").get(pk=matter.pk)


def desk(matter: Matter) -> list[tuple[str, str]]:
    rows = matter.assignments.filter(until=None).select_related("person").order_by("pk")
    return [(row.person.name if row.person else row.role, row.task) for row in rows]


def codes(error: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [finding.reason.code for finding in error.value.findings]


def ask(office: Office, matter: Matter, by: Actor, *people: Actor, task: str = BEFORE) -> None:
    said = AskCosign(tuple(person(one) for one in people), task, "可以吗")
    office.do(matter, "ask_cosign", by, said)


# -- 转办 ------------------------------------------------------------------------------------


@pytest.mark.ref("HW03")
def test_whoever_has_a_matter_passes_it_on_to_one_who_can_go_on(office: Office) -> None:
    """审批办理口径: the receiver has it, with from whom and why."""
    matter = office.opened()
    office.do(matter, "pass_on", office.officer, PassOn("出差", person(office.colleague)))
    assert desk(matter) == [("东二", "")]
    row = workbench.workbench(office.colleague, office.at).matters[0]
    assert (row.given_by, row.given_reason) == ("东一", "出差")
    office.do(matter, "work", office.colleague)
    with pytest.raises(NotPermitted):
        office.do(matter, "work", office.officer)


@pytest.mark.ref("HW03")
@pytest.mark.parametrize(
    ("receiver", "code"),
    [("stranger", "work.cannot_receive"), ("admin", "work.cannot_receive")],
)
def test_nobody_from_elsewhere_receives_a_matter(office: Office, receiver: str, code: str) -> None:
    """审批办理口径: an officer of another team, an administrator: neither."""
    matter = office.opened()
    with pytest.raises(Refused) as refused:
        office.do(
            matter, "pass_on", office.officer, PassOn("忙", person(getattr(office, receiver)))
        )
    assert codes(refused) == [code]
    assert not visibility.may_see(getattr(office, receiver), fresh(matter)) or receiver == "admin"


@pytest.mark.ref("HW03")
def test_a_receiver_is_one_person_or_one_role_that_somebody_holds(office: Office) -> None:
    """审批办理口径: neither, both, and a role nobody holds here are refused."""
    matter = office.opened()
    for passed, code in (
        (PassOn("忙"), "work.one_receiver"),
        (PassOn("忙", person(office.colleague), "officer"), "work.one_receiver"),
        (PassOn("忙", role="squad_leader"), "work.role_cannot_receive"),
    ):
        with pytest.raises(Refused) as refused:
            office.do(matter, "pass_on", office.officer, passed)
        assert codes(refused) == [code]
    office.do(matter, "pass_on", office.officer, PassOn("忙", role="officer"))
    assert desk(matter) == [("officer", "")]


@pytest.mark.ref("HW05")
def test_only_what_is_in_ones_hands_is_passed_on(office: Office) -> None:
    """审批办理口径: a colleague with the same role has it not; a head has what lies with heads."""
    matter = office.opened()
    with pytest.raises(Refused) as refused:
        office.do(matter, "pass_on", office.colleague, PassOn("忙", person(office.colleague)))
    assert "work.not_in_my_hands" in codes(refused)
    office.do(matter, "submit", office.officer)
    office.do(matter, "pass_on", office.head, PassOn("休假", person(office.second)))
    assert desk(matter) == [("东副队长", "")]
    office.do(matter, "approve", office.second)


# -- 加签、会签 ------------------------------------------------------------------------------


@pytest.mark.trap(15)
@pytest.mark.ref("HW01")
def test_an_approval_waits_for_an_opinion_asked_for_before_it(office: Office) -> None:
    """审批办理口径: refused while open; answered either way, it may go on."""
    matter = office.opened()
    office.do(matter, "submit", office.officer)
    ask(office, matter, office.head, office.colleague, office.leader)
    with pytest.raises(Refused) as refused:
        office.do(matter, "approve", office.head)
    assert codes(refused) == ["work.cosign_is_open"]
    office.do(matter, "cosign", office.colleague, Cosign("同意"))
    with pytest.raises(Refused):
        office.do(matter, "approve", office.head)
    office.do(matter, "refuse_cosign", office.leader, Cosign("证据不足"))
    office.do(matter, "approve", office.head)
    answers = matter.assignments.filter(task=BEFORE).order_by("pk")
    assert [row.answer.is_agreed for row in answers] == [True, False]


@pytest.mark.ref("HW01")
def test_an_opinion_beside_the_approval_holds_nothing_up(office: Office) -> None:
    """审批办理口径: and ends with the matter; nobody is asked about what is closed."""
    matter = office.opened()
    office.do(matter, "submit", office.officer)
    ask(office, matter, office.head, office.stranger, task=WITH)
    office.do(matter, "approve", office.head)
    assert desk(matter) == []
    assert not visibility.may_see(office.stranger, fresh(matter))


def test_returning_what_was_submitted_waits_for_nobody(office: Office) -> None:
    matter = office.opened()
    office.do(matter, "submit", office.officer)
    ask(office, matter, office.head, office.colleague)
    office.do(matter, "send_back", office.head)
    assert ("东二", BEFORE) in desk(matter)


def test_who_is_asked_sees_the_matter_and_can_only_answer(office: Office) -> None:
    matter = office.opened()
    assert not visibility.may_see(office.stranger, matter)
    ask(office, matter, office.officer, office.stranger, task=WITH)
    found = fresh(matter)
    assert visibility.may_see(office.stranger, found)
    assert not visibility.may_read(office.stranger, found, "complainant")
    offered = {
        a.action.key for a in available(found, office.stranger, At.once(office.at)) if a.is_mine
    }
    assert offered == {"cosign", "refuse_cosign"}
    with pytest.raises(NotPermitted):
        office.do(matter, "work", office.stranger)
    bench = workbench.workbench(office.stranger, office.at)
    assert [bench.acts[m.pk] for m in bench.mine] == ["cosign"]
    assert (bench.mine[0].asked_task, bench.mine[0].given_reason) == (WITH, "可以吗")
    office.do(matter, "cosign", office.stranger, Cosign())
    assert not visibility.may_see(office.stranger, fresh(matter))
    assert desk(matter) == [("东一", "")]


def test_the_answers_are_offered_to_nobody_who_was_not_asked(office: Office) -> None:
    matter = fresh(office.opened())
    offered = {a.action.key for a in available(matter, office.head, At.once(office.at))}
    assert not offered & {"cosign", "refuse_cosign"}
    with pytest.raises(NotPermitted):
        office.do(matter, "cosign", office.colleague, Cosign("我也同意"))


@pytest.mark.ref("HW04")
def test_nobody_is_asked_twice_nor_about_what_he_has(office: Office) -> None:
    """审批办理口径: not the handler, not oneself, not whoever is asked already, not nobody."""
    matter = office.opened()
    ask(office, matter, office.officer, office.colleague)
    for people, code in (
        ((office.colleague,), "work.asked_already"),
        ((office.officer,), "work.has_it_already"),
        ((), "work.nobody_asked"),
        ((office.admin,), "work.may_not_know"),
    ):
        with pytest.raises(Refused) as refused:
            ask(office, matter, office.officer, *people)
        assert codes(refused) == [code]


@pytest.mark.ref("HW04")
def test_only_the_asker_calls_an_opinion_off(office: Office) -> None:
    """审批办理口径: then the approval waits no more."""
    matter = office.opened()
    office.do(matter, "submit", office.officer)
    ask(office, matter, office.head, office.colleague)
    with pytest.raises(Refused) as refused:
        office.do(matter, "call_off_cosign", office.second, CallOff("不必了"))
    assert codes(refused) == ["work.nothing_asked_by_me"]
    office.do(matter, "call_off_cosign", office.head, CallOff("其人住院"))
    office.do(matter, "approve", office.second)


@pytest.mark.trap(21)
@pytest.mark.ref("HW03", "HW04")
@pytest.mark.parametrize("who", ["stranger", "head", "dispatcher"])
def test_a_restricted_matter_reaches_only_readers_of_its_class_in_its_organ(
    office: Office, who: str
) -> None:
    """审批办理口径: neither asking nor passing on opens it to another organ or another role."""
    matter, other = office.opened("sample.private"), getattr(office, who)
    for action, said in (
        ("ask_cosign", AskCosign((person(other),), WITH, "看看")),
        ("pass_on", PassOn("忙", person(other))),
    ):
        with pytest.raises(Refused):
            office.do(matter, action, office.officer, said)
        assert not visibility.may_see(other, fresh(matter))
    assert person(other) not in hands.askable(fresh(matter), At.once(office.at))
    ask(office, matter, office.officer, office.colleague, task=WITH)
    assert visibility.may_see(office.colleague, fresh(matter))


# -- 撤回 ------------------------------------------------------------------------------------


@pytest.mark.ref("HW02")
def test_the_sender_takes_back_what_nobody_has_touched(office: Office) -> None:
    """审批办理口径: whoever had it has it again."""
    matter = office.opened()
    office.do(matter, "submit", office.officer)
    assert desk(matter) == [("team_head", "")]
    office.do(matter, "withdraw_submit", office.officer)
    assert fresh(matter).state == "doing"
    assert desk(matter) == [("东一", "")]


@pytest.mark.ref("HW02")
def test_nobody_takes_back_what_another_sent_or_somebody_acted_on(office: Office) -> None:
    """审批办理口径: a colleague may not; after any act the one who has it returns it."""
    matter = office.opened()
    office.do(matter, "submit", office.officer)
    with pytest.raises(Refused) as refused:
        office.do(matter, "withdraw_submit", office.colleague)
    assert codes(refused) == ["work.sent_by_another"]
    ask(office, matter, office.head, office.colleague)
    with pytest.raises(Refused) as refused:
        office.do(matter, "withdraw_submit", office.officer)
    assert codes(refused) == ["work.acted_upon"]
    office.do(matter, "send_back", office.head)
    with pytest.raises(WrongState):
        office.do(matter, "withdraw_submit", office.officer)


@pytest.mark.parametrize("more", [{"starts": (Clock("CK01"),)}, {"pauses": True}])
def test_an_act_that_does_more_than_send_on_has_no_withdrawal(more: dict) -> None:
    with pytest.raises(ValueError, match="cannot be taken back"):
        withdrawal(Action("submit", "报请", doing >> review, by=BY, **more), "撤回")
    with pytest.raises(ValueError, match="cannot be taken back"):
        withdrawal(Action("begin", "开始", START >> doing, by=BY), "撤回", back=review)


# -- 交接 ------------------------------------------------------------------------------------


@pytest.mark.ref("HW05")
def test_a_head_hands_open_work_over_each_matter_by_its_own_act(office: Office) -> None:
    """审批办理口径: what another has meanwhile is refused by itself, the rest is done."""
    matters = [office.opened() for _ in range(3)]
    office.do(matters[1], "pass_on", office.officer, PassOn("忙", person(office.colleague)))
    said = HandOver(person(office.officer), person(office.colleague), "调离")
    answers = perform_many(
        [Chosen(m.pk, fresh(m).version) for m in matters],
        action="hand_over",
        by=office.head,
        at=At.once(office.at),
        data=lambda matter: said,
        key="k",
    )
    assert [answer.fate for answer in answers] == [Fate.DONE, Fate.REFUSED, Fate.DONE]
    refused = answers[1].error
    assert isinstance(refused, Refused)
    assert "work.giver_has_it_not" in [finding.reason.code for finding in refused.findings]
    assert [desk(m) for m in matters] == [[("东二", "")]] * 3
    row = matters[0].assignments.get(until=None)
    assert (row.given_by.name, row.reason) == ("东一", "调离")


@pytest.mark.ref("HW03", "HW05")
def test_what_the_giver_asked_for_goes_with_him(office: Office) -> None:
    """审批办理口径: his successor may call it off; nobody hands to himself or to a stranger."""
    matter = office.opened()
    ask(office, matter, office.officer, office.leader)
    giver = person(office.officer)
    for receiver, code in (
        (office.officer, "work.same_hands"),
        (office.stranger, "work.cannot_receive"),
    ):
        with pytest.raises(Refused) as refused:
            office.do(matter, "hand_over", office.head, HandOver(giver, person(receiver), "调离"))
        assert codes(refused) == [code]
    said = HandOver(giver, person(office.colleague), "调离")
    with pytest.raises(NotPermitted):
        office.do(matter, "hand_over", office.colleague, said)
    office.do(matter, "hand_over", office.head, said)
    office.do(matter, "call_off_cosign", office.colleague, CallOff("不必了"))


# -- 更正 ------------------------------------------------------------------------------------


@pytest.mark.ref("HW06")
def test_a_mistake_is_noted_beside_the_entry_which_stays(office: Office) -> None:
    """审批办理口径: also in a closed matter; the entry must exist."""
    matter = office.opened()
    office.do(matter, "work", office.officer)
    office.do(matter, "submit", office.officer)
    office.do(matter, "approve", office.head)
    said = NoteMistake(2, "写错了日期", "三月一日", "笔误")
    office.do(matter, "note_mistake", office.officer, said)
    told, _older = story.entries(fresh(matter))
    assert [("三月一日" in entry.note) for entry in told] == [False, False, False, True, False]
    assert all(entry.verified for entry in told)
    assert fresh(matter).state == "done"
    for number in (0, 6):
        with pytest.raises(Refused) as refused:
            office.do(matter, "note_mistake", office.officer, NoteMistake(number, "a", "b", "c"))
        assert codes(refused) == ["work.no_such_entry"]
    assert verify().ok


# -- 补录 ------------------------------------------------------------------------------------


def test_a_late_entry_has_later_acts_judged_again(office: Office) -> None:
    """What stood recorded stays; that it would have been refused becomes a finding."""
    matter = office.opened()
    ten = office.at + timedelta(hours=1)
    office.later(ten).do(matter, "work", office.officer)
    office.later(ten + timedelta(hours=1)).do(matter, "work", office.officer)
    noon = ten + timedelta(hours=2)
    between = At(ten + timedelta(minutes=30), noon, "忘记登记")
    office.do(matter, "warn", office.officer, at=between)
    found = MatterFinding.objects.get(matter=matter)
    assert (found.action, found.guard, found.explanation) == ("work", "not_warned", "忘记登记")
    assert found.found_at == noon
    assert verify().ok


def test_an_act_of_now_or_one_without_consequence_makes_no_finding(office: Office) -> None:
    matter = office.opened()
    ten = office.at + timedelta(hours=1)
    office.later(ten).do(matter, "work", office.officer)
    late = At(ten - timedelta(minutes=1), ten + timedelta(hours=2), "忘记登记")
    office.do(matter, "note_mistake", office.officer, NoteMistake(1, "a", "b", "c"))
    office.do(matter, "work", office.officer, at=late)
    office.later(ten + timedelta(hours=3)).do(matter, "warn", office.officer)
    assert not MatterFinding.objects.exists()
