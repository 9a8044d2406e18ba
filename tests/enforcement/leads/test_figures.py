"""The figures of leads, worked by hand from five orders; each number is the length of its list."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

import pytest

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.core.work import figures
from chengguan.core.work.acting import actor_of
from chengguan.core.work.figure_periods import Period
from chengguan.core.work.figures import Asked, Measure
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.leads import inputs
from chengguan.enforcement.leads.figures import FIGURES
from tests.enforcement.leads.conftest import NINE, District, Walk

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]

SEPTEMBER = Period.read("2026-09")
OCTOBER_ENDS = datetime(2026, 10, 31, 18, 0, tzinfo=ZONE)
BACK = inputs.Return("wrong_place", "职责规定第三条", "现场在区界外")


def asked(district: District, name: str, at: datetime = OCTOBER_ENDS) -> Asked:
    return Asked(actor_of(district.people[name], at), SEPTEMBER, at)


def measured(code: str, question: Asked) -> Measure:
    """The figure; its list has exactly as many rows, of which exactly so many fulfil it."""
    figure = figures.figure_of(code)
    found, rows = figures.measure(figure, question), list(figures.rows_of(figure, question))
    assert found.counted == len(rows) == len({row.pk for row in rows})
    assert found.met == sum(row.is_met for row in rows)
    assert found.total == sum(row.counted_score for row in rows)
    return found


def counts(code: str, question: Asked) -> tuple[int, int]:
    found = measured(code, question)
    return found.met, found.counted


def finish(walk: Walk, satisfaction: str, result: str = "solved") -> None:
    walk.submit(result)
    walk.act("approve_submission", "班长", inputs.Approve())
    walk.act("answer", "甲", inputs.Answer("phone", "已告知处理情况。"))
    walk.act("call_back", "调度", inputs.AnswerBack(satisfaction))


@pytest.fixture
def five(district: District, received) -> District:
    """Five orders of Tuesday 15 September: what became of them is told one by one."""
    prompt = received(caller_phone="13800000001").to_handling()
    slow = received(caller_phone="13800000002").to_handling()
    disputed = received(caller_phone="13800000003").to_handling()
    question = received(caller_phone="13800000004", appeal_kind="consult").to_handling("consult")
    received(caller_phone="13800000001")  # the same caller again, not sent on
    district.wait(hours=1)
    prompt.call()
    finish(prompt, "satisfied")
    question.call()
    finish(question, "not_rated", "explained")
    # Returned by the east, by the west, brought to the arbiter by the east, and the east's it is.
    disputed.act("return_order", "甲", BACK)
    disputed.act("redispatch", "调度", inputs.Redispatch(district.other_team))
    disputed.act("sign", "丙")
    disputed.act("return_order", "丙", BACK)
    disputed.act("redispatch", "调度", inputs.Redispatch(district.team))
    disputed.act("sign", "甲")
    disputed.act("refer", "甲", BACK)
    disputed.act("rule", "调度", inputs.Rule(district.team, "现场在东街"))
    district.wait(days=9)
    slow.call()
    finish(slow, "fair", "explained")
    return district


HAND = {
    "leads_received": (0, 5),
    "first_contact_rate": (2, 4),
    "ontime_close_rate": (2, 4),
    "resolve_rate": (1, 2),
    "satisfaction_rate": (1, 2),
    "satisfaction_score": (1, 2),
    "repeat_rate": (1, 5),
    "return_rate": (3, 7),
    "overrule_rate": (2, 3),
}


def test_every_figure_of_leads_is_worked_by_hand() -> None:
    assert {figure.code for figure in FIGURES} == set(HAND)


def test_the_numbers_are_those_worked_by_hand(five: District) -> None:
    question = asked(five, "督察")
    assert {code: counts(code, question) for code in HAND} == HAND
    assert measured("satisfaction_score", question).value == Fraction(100 + 60, 2)


def test_no_other_period_knows_of_it(five: District) -> None:
    for period in (SEPTEMBER.previous, SEPTEMBER.year_before):
        question = replace(asked(five, "督察"), period=period)
        for code in HAND:
            found = measured(code, question)
            assert found.counted == 0
            assert found.value in (None, 0)


def test_each_unit_answers_for_what_it_did(five: District) -> None:
    """A return counts for who returned it, wherever the order lies now."""

    def of(organ: Organ, code: str) -> tuple[int, int]:
        return counts(code, replace(asked(five, "督察"), organ=organ))

    assert of(five.team, "return_rate") == (2, 6)
    assert of(five.other_team, "return_rate") == (1, 1)
    assert of(five.team, "overrule_rate") == (2, 2)
    assert of(five.other_team, "overrule_rate") == (0, 1)
    assert of(five.bureau, "return_rate") == HAND["return_rate"]
    assert of(five.bureau, "leads_received") == HAND["leads_received"]
    assert of(five.team, "leads_received") == (0, 4)
    assert of(five.other_team, "leads_received") == (0, 0)


@pytest.mark.trap(21)
def test_an_officers_figure_counts_what_he_may_see(five: District) -> None:
    east, west = asked(five, "甲"), asked(five, "丙")
    assert counts("leads_received", east) == (0, 4)
    assert counts("leads_received", west) == (0, 0)
    # The order it returned is the east's now, and out of its sight.
    assert counts("return_rate", west) == (0, 0)
    five.person("系统员", Role.SYS_ADMIN, organ=five.bureau)
    for code in HAND:
        assert counts(code, asked(five, "系统员")) == (0, 0)


def test_who_may_not_know_callers_learns_of_no_repeat_by_caller(five: District) -> None:
    assert counts("repeat_rate", asked(five, "督察")) == (1, 5)
    assert counts("repeat_rate", asked(five, "局长")) == (0, 5)


def test_nothing_is_late_before_it_is_due(district: District, received) -> None:
    walk = received().to_handling()
    due = walk.clock("CK67a").due_at

    def at(moment: datetime) -> tuple[int, int]:
        return counts("first_contact_rate", asked(district, "督察", moment))

    assert at(NINE) == (0, 0)
    assert at(due - timedelta(seconds=1)) == (0, 0)
    assert at(due + timedelta(seconds=1)) == (0, 1)


def test_a_contact_at_the_last_moment_is_in_time(district: District, received) -> None:
    in_time, late = (received(caller_phone=f"1380000000{n}").to_handling() for n in (1, 2))
    district.now = in_time.clock("CK67a").due_at
    in_time.call()
    district.wait(seconds=1)
    late.call()
    assert counts("first_contact_rate", asked(district, "督察")) == (1, 2)


def test_an_approved_extension_moves_the_limit_and_counts_once(district, received) -> None:
    walk = received().to_handling()
    walk.call()
    walk.act("ask_extension", "甲", inputs.AskExtension("等待检测"))
    walk.act("grant_extension", "队长", inputs.DecideExtension("同意"))
    first, longer = walk.clock("CK67b").due_at, walk.clock("CK67c").due_at
    assert first < longer
    district.now = first + timedelta(hours=12)
    assert counts("ontime_close_rate", asked(district, "督察", district.now)) == (0, 0)
    finish(walk, "satisfied")
    question = asked(district, "督察", longer + timedelta(seconds=1))
    question = replace(question, period=Period.read("2026-H2"))
    assert counts("ontime_close_rate", question) == (1, 1)


def test_what_is_held_or_void_is_not_due(district, received) -> None:
    held, void = (received(caller_phone=f"1380000000{n}") for n in (1, 2))
    held.to_handling().act("hold", "队长", inputs.Hold("等待鉴定"))
    void.act("void", "调度", inputs.Void("误录"))
    for code in ("first_contact_rate", "ontime_close_rate"):
        assert counts(code, asked(district, "督察")) == (0, 0)


def test_a_redo_has_a_limit_of_its_own(district, received) -> None:
    walk = received().to_answered()
    walk.act("order_redo", "队长", inputs.OrderRedo("dissatisfied", "再去一次"))
    question = asked(district, "督察")
    assert counts("ontime_close_rate", question) == (1, 2)
    assert counts("satisfaction_rate", question) == (0, 1)
    assert measured("satisfaction_score", question).value == 0


def test_a_figure_moves_with_the_act_that_moves_it(district, received) -> None:
    walk = received().to_answered()
    question = asked(district, "督察")
    assert measured("satisfaction_rate", question).value is None
    assert measured("resolve_rate", question).value is None
    walk.act("call_back", "调度", inputs.AnswerBack("satisfied"))
    assert measured("satisfaction_rate", question).value == 1
    assert measured("resolve_rate", question).value == 1


def test_a_ranking_shows_the_counts_and_hides_who_has_too_few(district, received) -> None:
    for number in range(6):
        walk = received(caller_phone=f"138000000{number:02d}")
        organ = district.other_team if number == 5 else district.team
        walk.act("dispatch", "调度", inputs.Dispatch(organ, "complaint"))
    figure = figures.figure_of("return_rate")
    found = figures.ranking(figure, asked(district, "督察"))
    ranks = [(rank.place, rank.organ, rank.measure.counted) for rank in found.ranks]
    assert ranks == [(1, district.team, 5)]
    assert (found.hidden, found.smallest) == (1, 5)
