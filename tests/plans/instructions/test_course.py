"""An instruction has addressees, term, receipt, answer and end; lateness is never forgotten."""

from datetime import date

import pytest

from chengguan.core.documents.models import CasePaper
from chengguan.core.journal.verification import verify
from chengguan.core.work import lateness, steps, workbench
from chengguan.core.work.handling import PassOn
from chengguan.core.work.models import Matter, MatterLink
from chengguan.law.periods import end_of
from chengguan.plans.instructions import inputs, queries
from chengguan.plans.instructions.models import LeaderInstruction, TaskReply
from tests.plans.instructions.bureau import DUE, Bureau


@pytest.mark.trap(52)
@pytest.mark.ref("TASK_REPLY", "TASK_SIGN")
def test_an_instruction_has_addressee_term_receipt_task_answer_and_end(bureau: Bureau) -> None:
    """督办办理口径: each addressee has a task of its own, and the answer stands under the words."""
    given = bureau.give(units=(bureau.east, bureau.west), people=(bureau.people["东队员"],))
    tasks = [given.task(whom) for whom in ("东队", "西队", "东队员")]
    assert {task.matter.state for task in tasks} == {"issued"}
    assert {given.clock(whom=w).due_at for w in ("东队", "西队", "东队员")} == {end_of(DUE)}
    assert given.clock("TASK_SIGN").due_at == end_of(date(2026, 9, 16))
    papers = CasePaper.objects.filter(key="supervision_order").order_by("sequence")
    assert [paper.number for paper in papers] == [f"区督〔2026〕{n}号" for n in (1, 2, 3)]
    bureau.wait(hours=3)
    given.sign()
    task = given.task()
    assert (task.signed_by, task.signed_at) == (bureau.people["东队长"], bureau.now)
    assert given.clock("TASK_SIGN").stopped_at == bureau.now
    given.reply()
    assert TaskReply.objects.get(task=task).text == "已经办完。"
    assert given.clock().stopped_at == bureau.now
    assert given.state == "given"
    given.sign_off()
    assert given.task().signed_off_by == bureau.people["局长"]
    assert verify().findings == []


def test_the_instruction_follows_its_tasks(bureau: Bureau) -> None:
    given = bureau.give(units=(bureau.east, bureau.west))
    given.sign().reply()
    assert given.state == "given"
    given.sign("西队长", "西队").reply("西队长", "西队")
    assert given.state == "answered"
    given.act("return_reply", "局长", inputs.ReturnReply("没有数字。", DUE), "西队")
    assert given.state == "given"
    given.reply("西队长", "西队")
    assert given.state == "answered"
    given.sign_off()
    assert given.state == "answered"
    given.sign_off("督察", "西队")
    assert given.state == "concluded"
    assert verify().findings == []


def test_a_cancelled_task_holds_nothing_up(bureau: Bureau) -> None:
    given = bureau.give(units=(bureau.east, bureau.west))
    given.sign().reply().act("cancel_task", "局长", inputs.Cancel("并入东队办理。"), "西队")
    assert given.state == "answered"
    assert queries.counts([Matter.objects.get(pk=given.pk)], bureau.now)[given.pk].tasks == 1
    given.sign_off()
    assert given.state == "concluded"


def test_an_instruction_whose_every_task_is_cancelled_is_withdrawn(bureau: Bureau) -> None:
    given = bureau.give().act("cancel_task", "局长", inputs.Cancel("不再需要。"))
    assert given.state == "withdrawn"
    assert not given.task().matter.clocks.filter(stopped_at=None)


@pytest.mark.trap(47, 48)
@pytest.mark.ref("TASK_REPLY")
def test_a_reply_a_day_late_stays_late_for_ever(bureau: Bureau) -> None:
    """Late while it runs, late when it is replied, late when it is signed off: one judgement."""
    given = bureau.give().sign()
    bureau.now = end_of(DUE)
    assert not lateness.is_late(given.task().matter, bureau.now)
    assert not given.clock().is_overdue(bureau.now)
    bureau.wait(hours=15)
    assert lateness.is_late(given.task().matter, bureau.now)
    leader = bureau.actor("局长")
    overdue = queries.Asked(view="overdue")
    assert [m.pk for m in queries.task_list(leader, overdue, bureau.now).matters] == [
        given.task().pk
    ]
    given.reply()
    once = queries.Asked(late="1")
    assert not queries.task_list(leader, overdue, bureau.now).matters
    assert queries.task_list(leader, once, bureau.now).matters
    first = given.task().first_replied_at
    given.act("return_reply", "局长", inputs.ReturnReply("再核。", date(2026, 9, 25)))
    bureau.wait(days=1)
    given.reply().sign_off()
    ended = queries.Asked(view="closed", late="1")
    assert queries.task_list(leader, ended, bureau.now).matters
    assert given.task().first_replied_at == first
    clocks = given.task().matter.clocks.filter(ref="TASK_REPLY").order_by("id")
    assert [clock.is_overdue(bureau.now) for clock in clocks] == [True, False]
    assert queries.counts([Matter.objects.get(pk=given.pk)], bureau.now)[given.pk].late == 1


@pytest.mark.trap(47)
@pytest.mark.ref("TASK_REPLY")
def test_an_extension_moves_the_day_and_the_first_stays(bureau: Bureau) -> None:
    given = bureau.give().sign()
    asked = inputs.AskExtension(date(2026, 9, 21), "要等检测报告。")
    given.act("ask_extension", "东队长", asked)
    waiting = [m.pk for m in workbench.on_desk(bureau.actor("局长"))]
    assert waiting == [given.task().pk]
    given.act("grant_extension", "局长", inputs.DecideExtension("同意。"))
    clock = given.clock()
    assert (clock.due_at, clock.first_due_at) == (end_of(date(2026, 9, 21)), end_of(DUE))
    assert given.task().matter.next_due_at == clock.due_at
    again = inputs.AskExtension(date(2026, 9, 23), "报告没有出。")
    given.act("ask_extension", "东队长", again)
    given.act("grant_extension", "督察", inputs.DecideExtension())
    assert given.clock().due_at == end_of(date(2026, 9, 23))
    given.act("ask_extension", "东队长", inputs.AskExtension(date(2026, 9, 30), "再等。"))
    given.act("refuse_extension", "局长", inputs.DecideExtension("不同意。"))
    assert given.clock().due_at == end_of(date(2026, 9, 23))
    assert [row.is_granted for row in given.task().extensions.order_by("pk")] == [True, True, False]
    assert verify().findings == []


def test_what_is_owed_lies_on_the_desk_of_whoever_owes_it(bureau: Bureau) -> None:
    """Unit, then leader: the workbench names the act, and nobody else's is burdened."""
    given = bureau.give()

    def owed(name: str) -> list[str]:
        actor = bureau.actor(name)
        found = workbench.workbench(actor, bureau.now)
        return [found.acts[m.pk] for m in found.mine]

    assert (owed("东队长"), owed("局长"), owed("西队长")) == (["sign"], [], [])
    given.sign()
    assert (owed("东队长"), owed("局长")) == (["reply"], [])
    given.reply()
    assert (owed("东队长"), owed("局长"), owed("督察")) == ([], ["sign_off"], [])
    given.sign_off()
    assert owed("局长") == []


def test_a_unit_passes_its_task_on_to_whoever_does_it(bureau: Bureau) -> None:
    given = bureau.give().sign()
    given.act("pass_on", "东队长", PassOn("由其承办。", receiver=bureau.people["东队员"]))
    given.reply("东队员")
    assert given.state == "answered"


def test_the_words_of_a_step_say_what_is_waited_for(bureau: Bureau) -> None:
    given = bureau.give()
    matter = Matter.objects.get(pk=given.pk)
    steps.load([matter], bureau.now)
    assert str(steps.step_of(matter).waits_for) == "承办单位反馈"


def test_a_long_text_is_named_by_its_beginning(bureau: Bureau) -> None:
    given = bureau.give(words="一" * 80)
    assert Matter.objects.get(pk=given.pk).title == "一" * 39 + "…"
    assert LeaderInstruction.objects.get(pk=given.pk).words == "一" * 80


def test_an_instruction_on_several_matters_is_linked_with_each(bureau: Bureau) -> None:
    first, second = bureau.give(), bureau.give()
    third = bureau.give(matters=(first.pk, second.pk))
    linked = MatterLink.objects.filter(source=third.pk, kind=queries.SUBJECT)
    assert set(linked.values_list("target", flat=True)) == {first.pk, second.pk}
