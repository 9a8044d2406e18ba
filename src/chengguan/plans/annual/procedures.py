"""年度工作要点: from a file to a plan, from the plan to items that somebody closes.

A plan is confirmed by a person before it is owed by anybody; an item is closed by a person other
than the one who said it was done, and never by the sum of its parts.
"""

from datetime import date

from chengguan.core.work.handling import handling_acts
from chengguan.core.work.permission import HANDLER, SYSTEM
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State, from_any, while_in
from chengguan.plans.annual import guards as must
from chengguan.plans.annual import inputs
from chengguan.plans.annual.facts import SIGN
from chengguan.plans.annual.offices import CLOSERS, KEEPERS, OWNERS, PLAN

BASIS = cite("计划管理口径")
SINCE = date(2021, 1, 1)

# -- the plan --------------------------------------------------------------------------------

drafting = State("drafting", "拟订")
issued = State("issued", "已印发")
ended = State("ended", "年度办结", final=True)
discarded = State("discarded", "已作废", final=True)
PLAN_STATES = (drafting, issued, ended, discarded)

DRAFTING = (
    Action(
        "take_in",
        "导入计划文件",
        START >> drafting,
        by=(*KEEPERS, SYSTEM),
        takes=inputs.TakeIn,
        happens_here=True,
    ),
    Action(
        "reword",
        "修改任务文字",
        while_in(drafting),
        by=KEEPERS,
        takes=inputs.Reword,
        given=(must.item_stands_in_this_draft, must.words_are_left),
        happens_here=True,
    ),
    Action(
        "split",
        "拆分任务",
        while_in(drafting),
        by=KEEPERS,
        takes=inputs.Split,
        given=(must.item_stands_in_this_draft, must.words_are_left),
        happens_here=True,
    ),
    Action(
        "join",
        "合并任务",
        while_in(drafting),
        by=KEEPERS,
        takes=inputs.Join,
        given=(must.items_stand_in_this_draft, must.two_are_joined),
        happens_here=True,
    ),
    Action(
        "assign",
        "落实责任和时间",
        while_in(drafting),
        by=KEEPERS,
        takes=inputs.Assign,
        given=(must.item_stands_in_this_draft, must.windows_end_after_they_begin),
        happens_here=True,
    ),
    Action(
        "mark",
        "认定语句",
        while_in(drafting),
        by=KEEPERS,
        takes=inputs.Mark,
        given=(must.sentence_stands_in_this_draft,),
        happens_here=True,
    ),
    Action(
        "confirm",
        "确认任务",
        while_in(drafting),
        by=(*KEEPERS, SYSTEM),
        takes=inputs.Confirm,
        given=(must.items_stand_in_this_draft,),
        happens_here=True,
    ),
)

ANNUAL_PLAN = Procedure(
    "plan.annual",
    "年度计划",
    basis=BASIS,
    since=SINCE,
    confidentiality=PLAN.key,
    states=PLAN_STATES,
    actions=(
        *DRAFTING,
        Action(
            "issue_plan",
            "印发计划",
            drafting >> issued,
            by=KEEPERS,
            takes=inputs.Issue,
            needs=(
                must.something_is_owed,
                must.every_duty_has_an_item,
                must.every_item_has_its_sentence,
                must.every_item_is_confirmed,
                must.every_item_has_owner_and_window,
            ),
            given=(must.units_stand_below_the_plan, must.somebody_signs_for_each),
            happens_here=True,
        ),
        Action(
            "end_plan",
            "年度计划办结",
            issued >> ended,
            by=KEEPERS,
            needs=(must.no_item_is_open,),
            happens_here=True,
        ),
        Action(
            "discard",
            "作废计划",
            drafting >> discarded,
            by=KEEPERS,
            takes=inputs.Discard,
            happens_here=True,
        ),
        *handling_acts(PLAN_STATES, by=KEEPERS, heads=KEEPERS),
    ),
)

# -- the receipt -----------------------------------------------------------------------------

unsigned = State("unsigned", "计划待签收")
signed = State("signed", "计划已签收", final=True)

PLAN_RECEIPT = Procedure(
    "plan_receipt",
    "计划签收",
    basis=BASIS,
    since=SINCE,
    confidentiality=PLAN.key,
    states=(unsigned, signed),
    actions=(
        Action(
            "address",
            "送达计划",
            START >> unsigned,
            by=(SYSTEM,),
            takes=inputs.Address,
            starts=(Clock(SIGN),),
            happens_here=True,
        ),
        Action(
            "sign_for",
            "签收计划",
            unsigned >> signed,
            by=(*OWNERS, HANDLER),
            needs=(must.signed_by_the_unit,),
            stops=(Clock(SIGN),),
            happens_here=True,
        ),
        *handling_acts((unsigned, signed), by=OWNERS, heads=OWNERS),
    ),
)

# -- the item --------------------------------------------------------------------------------

planned = State("planned", "待启动")
running = State("running", "推进中")
proposed = State("proposed", "待销号")
closed = State("closed", "任务已销号", final=True)
cancelled = State("cancelled", "任务已取消", final=True)
ITEM_STATES = (planned, running, proposed, closed, cancelled)
MINE = (*OWNERS, HANDLER)

BY_OWNER = (
    Action(
        "open_item",
        "下达任务",
        START >> planned,
        by=(SYSTEM,),
        takes=inputs.Open,
        happens_here=True,
    ),
    Action(
        "decompose",
        "分解任务",
        START >> planned,
        by=OWNERS,
        takes=inputs.Decompose,
        given=(must.unit_owes_the_item, must.part_weighs_no_more),
        happens_here=True,
    ),
    Action("start", "启动任务", planned >> running, by=MINE, happens_here=True),
    Action(
        "report",
        "报告进展",
        while_in(planned, running),
        by=MINE,
        takes=inputs.Report,
        given=(must.report_says_what_was_done,),
        happens_here=True,
    ),
    Action(
        "reach",
        "登记节点完成",
        while_in(running),
        by=MINE,
        takes=inputs.Reach,
        given=(must.still_to_be_reached, must.something_shows_it),
        happens_here=True,
    ),
    Action(
        "attach",
        "补充佐证",
        while_in(planned, running, proposed),
        by=MINE,
        takes=inputs.Attach,
        happens_here=True,
    ),
    Action(
        "set_milestones",
        "设定节点",
        while_in(planned, running),
        by=MINE,
        takes=inputs.SetMilestones,
        happens_here=True,
    ),
    Action(
        "ask_adjustment",
        "申请调整",
        while_in(planned, running),
        by=MINE,
        takes=inputs.AskAdjustment,
        needs=(must.no_adjustment_is_open,),
        given=(must.adjustment_asks_for_something,),
        happens_here=True,
    ),
    Action(
        "propose_closing",
        "申请销号",
        running >> proposed,
        by=MINE,
        takes=inputs.ProposeClosing,
        needs=(must.parts_are_done,),
        given=(must.summary_says_something,),
        happens_here=True,
    ),
)

BY_KEEPER = (
    Action(
        "grant_adjustment",
        "同意调整",
        while_in(planned, running),
        by=CLOSERS,
        takes=inputs.Decide,
        needs=(
            must.adjustment_was_asked,
            must.adjustment_is_ruled_by_another,
            must.window_is_not_over,
        ),
        happens_here=True,
    ),
    Action(
        "refuse_adjustment",
        "不同意调整",
        while_in(planned, running),
        by=CLOSERS,
        takes=inputs.Decide,
        needs=(must.adjustment_was_asked, must.adjustment_is_ruled_by_another),
        happens_here=True,
    ),
    Action(
        "close_item",
        "同意销号",
        proposed >> closed,
        by=CLOSERS,
        takes=inputs.Decide,
        needs=(must.closed_by_another, must.parts_are_done),
        happens_here=True,
    ),
    Action(
        "send_back",
        "退回继续推进",
        proposed >> running,
        by=CLOSERS,
        takes=inputs.SendBack,
        needs=(must.closed_by_another,),
        happens_here=True,
    ),
    Action(
        "cancel_item",
        "取消任务",
        from_any(planned, running, proposed) >> cancelled,
        by=CLOSERS,
        takes=inputs.Cancel,
        needs=(must.item_is_cancelled_by_another, must.no_part_is_open),
        happens_here=True,
    ),
    Action(
        "climb",
        "缺报上报",
        while_in(planned, running),
        by=(SYSTEM,),
        takes=inputs.Climb,
        happens_here=True,
    ),
)

PLAN_ITEM = Procedure(
    "plan_item",
    "工作任务",
    basis=BASIS,
    since=SINCE,
    confidentiality=PLAN.key,
    states=ITEM_STATES,
    actions=(*BY_OWNER, *BY_KEEPER, *handling_acts(ITEM_STATES, by=OWNERS, heads=OWNERS)),
)
