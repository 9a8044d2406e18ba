"""Every condition of an instruction and of a supervised task: met, not met, at its edge."""

from datetime import date, timedelta

import pytest

from chengguan.core.org import services as org
from chengguan.core.org.kinds import Role
from chengguan.core.work.errors import NotFound, NotPermitted, Refused
from chengguan.core.work.models import Matter
from chengguan.law.parameters import shipped
from chengguan.plans.instructions import guards, inputs, queries
from chengguan.plans.instructions.models import LeaderInstruction
from tests.plans.instructions.bureau import DUE, SINCE, Bureau


def refused(act, *args: object, **said: object) -> list[str]:
    with pytest.raises(Refused) as told:
        act(*args, **said)
    return [finding.reason.code for finding in told.value.findings]


# -- the instruction -------------------------------------------------------------------------


@pytest.mark.ref("PS01")
@pytest.mark.parametrize(
    ("said", "code"),
    [({"units": ()}, "instruction.nobody_addressed"), ({"words": "  "}, "instruction.no_words")],
)
def test_somebody_is_told_something(bureau: Bureau, said, code) -> None:
    """督办办理口径."""
    assert refused(bureau.give, **said) == [code]
    assert not LeaderInstruction.objects.exists()


@pytest.mark.ref("PS01")
def test_a_person_alone_is_enough(bureau: Bureau) -> None:
    """督办办理口径: addressed to a person, it lies on his desk and in the unit where he works."""
    given = bureau.give(units=(), people=(bureau.people["东队员"],))
    assert given.task("东队员").matter.organ == bureau.east
    given.sign("东队员", "东队员")


@pytest.mark.ref("PS02")
@pytest.mark.parametrize("unit", ["district", "other", "city", "base"])
def test_a_leader_instructs_only_what_stands_below(bureau: Bureau, unit: str) -> None:
    """督办办理口径: neither the own organ nor what is beside or above it."""
    wrong = getattr(bureau, unit)
    assert "instruction.not_below" in refused(bureau.give, units=(wrong,))


@pytest.mark.ref("PS02")
@pytest.mark.parametrize("name", ["邻局长", "市局长", "基层主席"])
def test_people_elsewhere_are_not_instructed(bureau: Bureau, name: str) -> None:
    """督办办理口径."""
    people = (bureau.people[name],)
    assert refused(bureau.give, units=(), people=people) == ["instruction.not_below"]


@pytest.mark.ref("PS02")
def test_the_city_instructs_the_district_and_what_is_below_it(bureau: Bureau) -> None:
    """督办办理口径: however deep."""
    given = bureau.give("市局长", organ=bureau.city, units=(bureau.district, bureau.east))
    assert given.task("区局").role == Role.BUREAU_LEADER
    given.sign("局长", "区局").sign()


def test_nobody_instructs_in_the_name_of_another_organ(bureau: Bureau) -> None:
    with pytest.raises(NotPermitted):
        bureau.give("邻局长")
    with pytest.raises(NotPermitted):
        bureau.give("督察")


@pytest.mark.ref("PS03")
def test_a_unit_without_a_head_is_not_addressed(bureau: Bureau) -> None:
    """督办办理口径: until somebody answers for it."""
    assert refused(bureau.give, units=(bureau.bare,)) == ["instruction.no_head"]
    bureau.person("科长", Role.FIELD_SECTION, bureau.bare)
    assert bureau.give(units=(bureau.bare,)).task("空科").role == Role.FIELD_SECTION


@pytest.mark.ref("PS03")
def test_a_head_whose_office_has_ended_answers_for_nothing(bureau: Bureau) -> None:
    """督办办理口径: the office of the day."""
    person = org.register_person(name="前科长", by=None, at=bureau.now)
    org.grant(
        person=person,
        role=Role.FIELD_SECTION,
        organ=bureau.bare,
        since=SINCE,
        until=bureau.now.date(),
        by=None,
        at=bureau.now,
    )
    assert refused(bureau.give, units=(bureau.bare,)) == ["instruction.no_head"]


@pytest.mark.ref("PS04")
def test_the_term_is_today_or_later(bureau: Bureau) -> None:
    """督办办理口径: the day of the instruction itself is not over."""
    today = bureau.now.date()
    bureau.give(due_on=today)
    late = {"due_on": today - timedelta(days=1)}
    assert refused(bureau.give, **late) == ["instruction.term_is_over"]


@pytest.mark.ref("PS05", "instruction.longest")
def test_the_term_is_at_most_two_years_away(bureau: Bureau) -> None:
    """督办办理口径: the last day is allowed, the next is not; so for what is asked for or sent
    back later."""
    last = bureau.now.date().replace(year=bureau.now.year + 2)
    day_after, beyond = last + timedelta(days=1), ["instruction.term_is_too_long"]
    bureau.give(due_on=last)
    assert refused(bureau.give, due_on=day_after) == beyond
    given = bureau.give().sign()
    asked = inputs.AskExtension(day_after, "等报告。")
    assert refused(given.act, "ask_extension", "东队长", asked) == beyond
    back = inputs.ReturnReply("再核。", day_after)
    assert refused(given.reply().act, "return_reply", "局长", back) == beyond
    given.act("return_reply", "局长", inputs.ReturnReply("再核。", last))


@pytest.mark.ref("PS05", "instruction.longest")
@pytest.mark.parametrize(
    ("today", "last"),
    [
        (date(2026, 3, 2), date(2028, 3, 2)),  # 29 February lies within: 731 days
        (date(2025, 3, 3), date(2027, 3, 3)),  # none does: 730 days
        (date(2028, 2, 29), date(2030, 2, 28)),  # the year has no such day: the month ends it
    ],
)
def test_two_years_are_years_of_the_calendar(today: date, last: date) -> None:
    """督办办理口径: the same day two years later is the last, however many days lie between."""
    law = shipped()
    assert guards._beyond(last, today, law) is None
    assert guards._beyond(last + timedelta(days=1), today, law).params == {"last": last}


def test_what_a_leader_may_not_find_he_does_not_instruct_on(bureau: Bureau) -> None:
    hidden = bureau.give("工会干部", organ=bureau.union, units=(bureau.base,))
    with pytest.raises(NotFound):
        bureau.give(matters=(hidden.pk,))
    assert LeaderInstruction.objects.count() == 1


# -- the task --------------------------------------------------------------------------------


@pytest.mark.ref("DB01")
def test_only_the_addressee_signs(bureau: Bureau) -> None:
    """督办办理口径: the leader above does not sign in his place, another team still less."""
    given = bureau.give()
    assert refused(given.sign, "局长") == ["task.not_addressed_to_me"]
    for name in ("西队长", "东队员"):
        with pytest.raises(NotPermitted):
            given.sign(name)
    given.sign("东队长")


@pytest.mark.ref("DB02")
def test_a_reply_says_something(bureau: Bureau) -> None:
    """督办办理口径."""
    given = bureau.give().sign()
    assert refused(given.act, "reply", "东队长", inputs.Reply(" ")) == ["task.empty_reply"]
    given.reply()


OVERSIGHT = {
    "remind": inputs.Remind("请抓紧。"),
    "cancel_task": inputs.Cancel("不再需要。"),
}


@pytest.mark.ref("DB03")
@pytest.mark.parametrize("action", OVERSIGHT)
def test_what_the_city_instructed_the_district_does_not_end(bureau: Bureau, action: str) -> None:
    """督办办理口径: standing above the unit is not enough; the city itself may."""
    given = bureau.give("市局长", organ=bureau.city, units=(bureau.east,))
    act = given.act
    assert refused(act, action, "局长", OVERSIGHT[action]) == ["task.not_my_instruction"]
    assert refused(act, action, "督察", OVERSIGHT[action]) == ["task.not_my_instruction"]
    act(action, "市局长", OVERSIGHT[action])


@pytest.mark.ref("DB03")
@pytest.mark.parametrize("name", ["督察", "市局长"])
def test_supervision_and_who_stands_above_sign_off_too(bureau: Bureau, name: str) -> None:
    """督办办理口径."""
    assert bureau.give().sign().reply().sign_off(name).state == "concluded"


@pytest.mark.ref("DB04")
@pytest.mark.trap(50)
def test_nobody_signs_off_his_own_reply(bureau: Bureau) -> None:
    """督办办理口径: the same person in two offices is one person."""
    bureau.person("东队长", Role.SUPERVISOR, bureau.district)
    given = bureau.give().sign().reply()
    back = inputs.ReturnReply("自己退。", DUE)
    assert refused(given.sign_off, "东队长") == ["task.own_reply"]
    assert refused(given.act, "return_reply", "东队长", back) == ["task.own_reply"]
    given.sign_off("督察")


@pytest.mark.ref("DB04")
def test_nobody_signs_off_in_the_name_of_whoever_replied(bureau: Bureau) -> None:
    """督办办理口径: a delegated office is its giver's."""
    head = bureau.person("东队长", Role.SUPERVISOR, bureau.district)
    deputy = org.register_person(name="代理人", by=None, at=bureau.now)
    bureau.people["代理人"] = deputy
    org.grant(
        person=deputy,
        role=Role.SUPERVISOR,
        organ=bureau.district,
        since=SINCE,
        delegated_by=head,
        by=None,
        at=bureau.now,
    )
    given = bureau.give().sign().reply()
    assert refused(given.sign_off, "代理人") == ["task.own_reply"]


@pytest.mark.ref("DB05")
def test_one_request_at_a_time_and_nothing_unasked(bureau: Bureau) -> None:
    """督办办理口径."""
    given = bureau.give().sign()
    decided = inputs.DecideExtension()
    for action in ("grant_extension", "refuse_extension"):
        assert refused(given.act, action, "局长", decided) == ["task.no_extension_asked"]
    asked = inputs.AskExtension(date(2026, 9, 20), "等报告。")
    given.act("ask_extension", "东队长", asked)
    assert refused(given.act, "ask_extension", "东队长", asked) == ["task.extension_pending"]


@pytest.mark.ref("DB06")
def test_nobody_rules_on_his_own_request(bureau: Bureau) -> None:
    """督办办理口径."""
    bureau.person("东队长", Role.SUPERVISOR, bureau.district)
    given = bureau.give().sign()
    given.act("ask_extension", "东队长", inputs.AskExtension(date(2026, 9, 20), "等报告。"))
    for action in ("grant_extension", "refuse_extension"):
        said = refused(given.act, action, "东队长", inputs.DecideExtension())
        assert said == ["task.own_extension"]
    given.act("grant_extension", "督察", inputs.DecideExtension())


@pytest.mark.ref("DB07")
@pytest.mark.trap(47)
def test_more_time_forgives_no_lateness(bureau: Bureau) -> None:
    """督办办理口径: asked in time and decided too late it can only be refused."""
    given = bureau.give().sign()
    asked = inputs.AskExtension(date(2026, 9, 25), "等报告。")
    bureau.wait(days=2)  # the day itself
    given.act("ask_extension", "东队长", asked)
    bureau.wait(days=1)
    decided = inputs.DecideExtension()
    assert refused(given.act, "grant_extension", "局长", decided) == ["task.already_overdue"]
    given.act("refuse_extension", "局长", decided)
    assert refused(given.act, "ask_extension", "东队长", asked) == ["task.already_overdue"]
    assert given.clock().is_overdue(bureau.now)


@pytest.mark.ref("DB08")
def test_more_time_means_a_later_day(bureau: Bureau) -> None:
    """督办办理口径."""
    given = bureau.give().sign()
    same = inputs.AskExtension(DUE, "等报告。")
    assert refused(given.act, "ask_extension", "东队长", same) == ["task.not_later"]
    given.act("ask_extension", "东队长", inputs.AskExtension(DUE + timedelta(days=1), "等。"))


@pytest.mark.ref("DB08")
def test_a_return_sets_a_day_that_is_not_over(bureau: Bureau) -> None:
    """督办办理口径: today is not over, yesterday is."""
    given, today = bureau.give().sign().reply(), bureau.now.date()
    past = inputs.ReturnReply("再核。", today - timedelta(days=1))
    assert refused(given.act, "return_reply", "局长", past) == ["task.term_is_over"]
    given.act("return_reply", "局长", inputs.ReturnReply("再核。", today))
    assert given.clock().stopped_at is None


@pytest.mark.ref("DB09")
@pytest.mark.trap(50)
def test_nobody_cancels_the_task_he_owes(bureau: Bureau) -> None:
    """督办办理口径: neither whoever was addressed by name, nor who signed, nor who replied."""
    cancel = inputs.Cancel("不再需要。")
    named = bureau.give(units=(), people=(bureau.people["督察"],))
    assert refused(named.act, "cancel_task", "督察", cancel, "督察") == ["task.own_task"]
    named.sign("督察", "督察").reply("督察", "督察")
    assert refused(named.act, "cancel_task", "督察", cancel, "督察") == ["task.own_task"]
    named.act("cancel_task", "局长", cancel, "督察")
    bureau.person("东队长", Role.SUPERVISOR, bureau.district)
    given = bureau.give()
    assert refused(given.act, "cancel_task", "东队长", cancel) == ["task.own_task"]
    given.sign()
    assert refused(given.act, "cancel_task", "东队长", cancel) == ["task.own_task"]
    given.act("cancel_task", "督察", cancel)


# -- who finds what --------------------------------------------------------------------------


def test_the_two_halves_of_the_house_find_nothing_of_each_other(bureau: Bureau) -> None:
    ours = bureau.give()
    theirs = bureau.give("工会干部", organ=bureau.union, units=(bureau.base,))
    for name, mine, other in (("局长", ours, theirs), ("工会干部", theirs, ours)):
        actor = bureau.actor(name)
        found = queries.visible(actor, [ours.pk, theirs.pk])
        assert found == [Matter.objects.get(pk=mine.pk)]
        assert queries.course(actor, mine.pk)
        assert not queries.course(actor, other.pk)


def test_another_team_finds_neither_instruction_nor_task(bureau: Bureau) -> None:
    given = bureau.give()
    west = bureau.actor("西队长")
    assert not queries.visible(west, [given.pk, given.task().pk])
    assert queries.visible(bureau.actor("东队员"), [given.task().pk])
