"""办理热线诉件: one order from the call to the call-back, in force since 国办发〔2020〕53号.

The periods begin when the order is dispatched, not when somebody signs for it, and they run on
while it is sent back and forth: 退单 stops nothing.
"""

from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.work.handling import handling_acts, no_cosign_is_open, withdrawal
from chengguan.core.work.permission import HANDLER, SYSTEM
from chengguan.enforcement.leads import guards as must
from chengguan.enforcement.leads import inputs
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State, from_any, while_in

received = State("received", "待派单")
dispatched = State("dispatched", "待签收")
handling = State("handling", "办理中")
returned = State("returned", "退单待重派")
arbitration = State("arbitration", "待终审")
held = State("held", "挂账", held=True)
review = State("review", "待审核")
answering = State("answering", "待答复")
answered = State("answered", "待回访")
closed = State("closed", "已办结", final=True)
voided = State("voided", "已作废", final=True)

OFFICERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
LEADERS = (Role.SQUAD_LEADER, Role.TEAM_HEAD)
DESK = (Role.DISPATCHER,)

FIRST_CONTACT = Clock("CK67a")
ORDINARY = Clock("CK67b", when="is_ordinary")
EXTENDED = Clock("CK67c")
QUICK = Clock("HL02", when="is_quick")
RECHECK = Clock("HL03", when="is_recheck")
REDO = Clock("HL01")
REPORT_REPLY = Clock("CK41", when="is_report")
ALL_CLOCKS = (FIRST_CONTACT, ORDINARY, EXTENDED, QUICK, RECHECK, REDO, REPORT_REPLY)

REPORTS = cite("沪城管执法条例", "26.2")

INTAKE = (
    Action(
        "receive",
        "受理",
        START >> received,
        by=(*DESK, *OFFICERS, SYSTEM),
        basis=REPORTS,
        takes=inputs.Receive,
        given=(must.place_is_named,),
        starts=(REPORT_REPLY,),
    ),
    Action(
        "dispatch",
        "派单",
        received >> dispatched,
        by=DESK,
        takes=inputs.Dispatch,
        given=(must.organ_handles_orders, must.competent_organ_or_reason),
        starts=(FIRST_CONTACT, ORDINARY, QUICK, RECHECK),
        happens_here=True,
    ),
    Action("sign", "签收", dispatched >> handling, by=OFFICERS, happens_here=True),
    Action(
        "assign",
        "签派",
        while_in(handling),
        by=LEADERS,
        takes=inputs.Assign,
        happens_here=True,
    ),
    Action(
        "void",
        "作废",
        from_any(received, returned) >> voided,
        by=DESK,
        takes=inputs.Void,
        given=(must.report_is_answered_first,),
        stops=ALL_CLOCKS,
        happens_here=True,
    ),
)

RETURNS = (
    Action(
        "return_order",
        "退单",
        from_any(dispatched, handling) >> returned,
        by=(*LEADERS, HANDLER),
        takes=inputs.Return,
        needs=(must.ruling_is_final, must.may_still_be_returned),
        given=(must.return_is_reasoned,),
        happens_here=True,
    ),
    Action(
        "refer",
        "提请终审",
        from_any(dispatched, handling) >> arbitration,
        by=(*LEADERS, HANDLER),
        takes=inputs.Return,
        needs=(must.ruling_is_final, must.was_returned_twice),
        given=(must.return_is_reasoned,),
        happens_here=True,
    ),
    Action(
        "redispatch",
        "改派",
        returned >> dispatched,
        by=DESK,
        takes=inputs.Redispatch,
        given=(must.organ_handles_orders, must.competent_organ_or_reason),
        happens_here=True,
    ),
    Action(
        "rule",
        "终审",
        arbitration >> dispatched,
        by=DESK,
        takes=inputs.Rule,
        given=(must.organ_handles_orders,),
        happens_here=True,
    ),
)

HANDLING = (
    Action(
        "contact",
        "先行联系",
        while_in(handling),
        by=(HANDLER,),
        takes=inputs.Contact,
    ),
    Action(
        "check_on_site",
        "现场核查",
        while_in(handling),
        by=(HANDLER,),
        basis=cite("沪城管执法条例", "16"),
        takes=inputs.CheckOnSite,
        given=(must.checked_by_two_certified_officers,),
    ),
    Action(
        "ask_extension",
        "申请延期",
        while_in(handling),
        by=(HANDLER,),
        takes=inputs.AskExtension,
        needs=(must.not_yet_extended, must.lateness_stays),
        happens_here=True,
    ),
    Action(
        "grant_extension",
        "同意延期",
        while_in(handling),
        by=(Role.TEAM_HEAD,),
        takes=inputs.DecideExtension,
        needs=(must.extension_was_asked, must.decided_by_another, must.lateness_stays),
        stops=(ORDINARY,),
        happens_here=True,
    ),
    Action(
        "refuse_extension",
        "不同意延期",
        while_in(handling),
        by=(Role.TEAM_HEAD,),
        takes=inputs.DecideExtension,
        needs=(must.extension_was_asked, must.decided_by_another),
        happens_here=True,
    ),
    Action(
        "hold",
        "挂账",
        handling >> held,
        by=LEADERS,
        takes=inputs.Hold,
        needs=(must.statute_does_not_wait, must.lateness_stays),
        pauses=True,
        happens_here=True,
    ),
    Action("resume", "恢复办理", held >> handling, by=(*LEADERS, HANDLER), happens_here=True),
    Action(
        "docket",
        "转立案",
        while_in(handling),
        by=(HANDLER,),
        basis=cite("行政处罚法", "54.2"),
        takes=inputs.Docket,
        happens_here=True,
    ),
    Action(
        "receive_result",
        "案件结果回填",
        while_in(
            dispatched,
            handling,
            returned,
            arbitration,
            held,
            review,
            answering,
            answered,
            closed,
        ),
        by=(SYSTEM,),
        takes=inputs.ReceiveResult,
    ),
)

SUBMIT = Action(
    "submit",
    "提交办理结果",
    handling >> review,
    by=(HANDLER,),
    takes=inputs.Submit,
    given=(
        must.closing_text_is_whole,
        must.looked_or_called,
        must.denial_is_proven,
        must.case_is_linked,
    ),
    happens_here=True,
)

REVIEW = (
    SUBMIT,
    withdrawal(SUBMIT, "撤回", key="withdraw_submission"),
    Action(
        "return_submission",
        "退回",
        review >> handling,
        by=LEADERS,
        takes=inputs.ReturnSubmission,
        given=(must.return_carries_marks,),
        happens_here=True,
    ),
    Action(
        "approve_submission",
        "审核通过",
        review >> answering,
        by=LEADERS,
        takes=inputs.Approve,
        needs=(no_cosign_is_open, must.approved_by_another),
        happens_here=True,
    ),
)

ANSWER = (
    Action(
        "answer",
        "答复",
        answering >> answered,
        by=(HANDLER, *DESK),
        basis=REPORTS,
        takes=inputs.Answer,
        stops=ALL_CLOCKS,
    ),
    Action(
        "call_back",
        "回访",
        answered >> closed,
        by=(*DESK, *LEADERS),
        takes=inputs.AnswerBack,
        given=(must.dissatisfaction_is_answered,),
    ),
    Action(
        "order_redo",
        "重办",
        answered >> handling,
        by=(Role.TEAM_HEAD,),
        takes=inputs.OrderRedo,
        starts=(REDO,),
        happens_here=True,
    ),
)

STATES = (
    received,
    dispatched,
    handling,
    returned,
    arbitration,
    held,
    review,
    answering,
    answered,
    closed,
    voided,
)

COMMON = handling_acts(
    STATES, by=(*OFFICERS, *DESK), heads=LEADERS, passes=(HANDLER, *LEADERS, *DESK)
)

HOTLINE = Procedure(
    "lead.hotline",
    "办理热线诉件",
    basis=cite("热线工单口径"),
    since=date(2020, 12, 28),
    confidentiality="enforcement",
    states=STATES,
    actions=(*INTAKE, *RETURNS, *HANDLING, *REVIEW, *ANSWER, *COMMON),
)
