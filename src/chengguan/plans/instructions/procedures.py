"""批示 and 督办: from a leader's words to the answer that stands under them.

The instruction follows its tasks: it is answered when all have replied, and ends when the last
one has ended. Every task is ended by a person other than the one who replied.
"""

from datetime import date

from chengguan.core.work.handling import handling_acts
from chengguan.core.work.hands import NOTE_MISTAKE
from chengguan.core.work.permission import HANDLER, SYSTEM
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State, from_any, while_in
from chengguan.plans.instructions import guards as must
from chengguan.plans.instructions import inputs
from chengguan.plans.instructions.offices import HEADS, INSTRUCTION, LEADERS, OFFICE

BASIS = cite("督办办理口径")
SINCE = date(2021, 1, 1)
SUPERVISION_ORDER = "supervision_order"

REPLY = Clock("TASK_REPLY", due="due_on")
SIGN = Clock("TASK_SIGN")

# -- 批示 --------------------------------------------------------------------------------------

given = State("given", "已批示")
answered = State("answered", "已答复")
concluded = State("concluded", "已办结", final=True)
withdrawn = State("withdrawn", "已撤销", final=True)

LEADER_INSTRUCTION = Procedure(
    "instruction",
    "领导批示",
    basis=BASIS,
    since=SINCE,
    confidentiality=INSTRUCTION.key,
    states=(given, answered, concluded, withdrawn),
    actions=(
        Action(
            "give",
            "作出批示",
            START >> given,
            by=LEADERS,
            takes=inputs.Give,
            given=(
                must.somebody_is_addressed,
                must.addressees_stand_below,
                must.somebody_answers_for_the_unit,
                must.term_is_not_over,
                must.term_is_foreseeable,
            ),
            happens_here=True,
        ),
        Action("all_replied", "全部反馈", given >> answered, by=(SYSTEM,), happens_here=True),
        Action("reopen", "重新办理", answered >> given, by=(SYSTEM,), happens_here=True),
        Action(
            "conclude",
            "批示办结",
            from_any(given, answered) >> concluded,
            by=(SYSTEM,),
            happens_here=True,
        ),
        Action(
            "withdraw",
            "批示撤销",
            from_any(given, answered) >> withdrawn,
            by=(SYSTEM,),
            happens_here=True,
        ),
        *(
            act
            for act in handling_acts(
                (given, answered, concluded, withdrawn), by=LEADERS, heads=LEADERS
            )
            if act.key == NOTE_MISTAKE
        ),
    ),
)

# -- 督办 --------------------------------------------------------------------------------------

issued = State("issued", "待签收")
running = State("running", "办理中")
replied = State("replied", "已反馈")
signed_off = State("signed_off", "已销号", final=True)
cancelled = State("cancelled", "已取消", final=True)
STATES = (issued, running, replied, signed_off, cancelled)

TO_DO = (
    Action(
        "issue",
        "下达督办",
        START >> issued,
        by=LEADERS,
        takes=inputs.Issue,
        starts=(REPLY, SIGN),
        papers=(SUPERVISION_ORDER,),
        happens_here=True,
    ),
    Action(
        "sign",
        "签收",
        issued >> running,
        by=(*HEADS, HANDLER),
        needs=(must.addressed_to_me,),
        stops=(SIGN,),
        happens_here=True,
    ),
    Action(
        "reply",
        "反馈",
        running >> replied,
        by=(HANDLER,),
        takes=inputs.Reply,
        given=(must.reply_says_something,),
        stops=(REPLY,),
        happens_here=True,
    ),
    Action(
        "ask_extension",
        "申请延期",
        while_in(running),
        by=(HANDLER,),
        takes=inputs.AskExtension,
        needs=(must.no_request_is_open, must.late_reply_stays_late),
        given=(must.later_than_the_term, must.more_time_is_foreseeable),
        happens_here=True,
    ),
)

OVERSIGHT = (
    Action(
        "grant_extension",
        "同意延期",
        while_in(running),
        by=OFFICE,
        takes=inputs.DecideExtension,
        needs=(
            must.the_office_that_instructed,
            must.more_time_was_asked,
            must.more_time_is_ruled_by_another,
            must.late_reply_stays_late,
        ),
        happens_here=True,
    ),
    Action(
        "refuse_extension",
        "不同意延期",
        while_in(running),
        by=OFFICE,
        takes=inputs.DecideExtension,
        needs=(
            must.the_office_that_instructed,
            must.more_time_was_asked,
            must.more_time_is_ruled_by_another,
        ),
        happens_here=True,
    ),
    Action(
        "return_reply",
        "退回重办",
        replied >> running,
        by=OFFICE,
        takes=inputs.ReturnReply,
        needs=(must.the_office_that_instructed, must.signed_off_by_another),
        given=(must.new_term_is_not_over, must.new_term_is_foreseeable),
        starts=(REPLY,),
        happens_here=True,
    ),
    Action(
        "sign_off",
        "销号",
        replied >> signed_off,
        by=OFFICE,
        takes=inputs.SignOff,
        needs=(must.the_office_that_instructed, must.signed_off_by_another),
        happens_here=True,
    ),
    Action(
        "remind",
        "催办",
        while_in(issued, running),
        by=OFFICE,
        takes=inputs.Remind,
        needs=(must.the_office_that_instructed,),
        happens_here=True,
    ),
    Action(
        "escalate",
        "逾期上报",
        while_in(issued, running),
        by=(SYSTEM,),
        happens_here=True,
    ),
    Action(
        "cancel_task",
        "取消督办",
        from_any(issued, running, replied) >> cancelled,
        by=OFFICE,
        takes=inputs.Cancel,
        needs=(must.the_office_that_instructed, must.cancelled_by_another),
        stops=(REPLY, SIGN),
        happens_here=True,
    ),
)

SUPERVISED_TASK = Procedure(
    "task.supervised",
    "督办事项",
    basis=BASIS,
    since=SINCE,
    confidentiality=INSTRUCTION.key,
    states=STATES,
    actions=(*TO_DO, *OVERSIGHT, *handling_acts(STATES, by=HEADS, heads=HEADS)),
)
