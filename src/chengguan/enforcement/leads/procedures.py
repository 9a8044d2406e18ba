"""办理热线诉件: one order from the call to the call-back.

The periods begin when the order is dispatched, not when somebody signs for it, and they run on
while it is sent back and forth: 退单 stops nothing.
"""

from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.work.permission import HANDLER, SYSTEM
from chengguan.enforcement.leads import inputs
from chengguan.enforcement.leads.guards import (
    approved_by_another,
    case_is_linked,
    checked_by_two_certified_officers,
    closing_text_is_whole,
    competent_organ_or_reason,
    decided_by_another,
    denial_is_proven,
    dissatisfaction_is_answered,
    extension_was_asked,
    lateness_stays,
    looked_or_called,
    may_still_be_returned,
    not_yet_extended,
    organ_handles_orders,
    place_is_named,
    return_carries_marks,
    return_is_reasoned,
    ruling_is_final,
    statute_does_not_wait,
    was_returned_twice,
)
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

FIRST_CONTACT = "CK67a"
ORDINARY, EXTENDED, QUICK, RECHECK, REDO = "CK67b", "CK67c", "HL02", "HL03", "HL01"
REPORT_REPLY = "CK41"
ALL_CLOCKS = tuple(
    Clock(ref) for ref in (FIRST_CONTACT, ORDINARY, EXTENDED, QUICK, RECHECK, REDO, REPORT_REPLY)
)

REPORTS = cite("沪城管执法条例", "26.2")
RULES = cite("热线工单口径")

HOTLINE = Procedure(
    "lead.hotline",
    "办理热线诉件",
    basis=cite("国办发〔2020〕53号"),
    since=date(2020, 12, 28),
    confidentiality="enforcement",
    states=(
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
    ),
    actions=(
        # 受理与派单
        Action(
            "receive",
            "受理",
            START >> received,
            by=(*DESK, *OFFICERS),
            basis=REPORTS,
            takes=inputs.Receive,
            given=(place_is_named,),
            starts=(Clock(REPORT_REPLY, when="is_report"),),
        ),
        Action(
            "dispatch",
            "派单",
            received >> dispatched,
            by=DESK,
            basis=RULES,
            takes=inputs.Dispatch,
            given=(organ_handles_orders, competent_organ_or_reason),
            starts=(
                Clock(FIRST_CONTACT),
                Clock(ORDINARY, when="is_ordinary"),
                Clock(QUICK, when="is_quick"),
                Clock(RECHECK, when="is_recheck"),
            ),
        ),
        Action("sign", "签收", dispatched >> handling, by=OFFICERS, basis=RULES),
        Action(
            "assign",
            "签派",
            while_in(handling),
            by=LEADERS,
            basis=RULES,
            takes=inputs.Assign,
        ),
        Action(
            "void",
            "作废",
            from_any(received, returned) >> voided,
            by=DESK,
            basis=RULES,
            takes=inputs.Void,
            stops=ALL_CLOCKS,
        ),
        # 退单与终审
        Action(
            "return_order",
            "退单",
            from_any(dispatched, handling) >> returned,
            by=(*LEADERS, HANDLER),
            basis=RULES,
            takes=inputs.Return,
            needs=(ruling_is_final, may_still_be_returned),
            given=(return_is_reasoned,),
        ),
        Action(
            "refer",
            "提请终审",
            from_any(dispatched, handling) >> arbitration,
            by=(*LEADERS, HANDLER),
            basis=RULES,
            takes=inputs.Return,
            needs=(ruling_is_final, was_returned_twice),
            given=(return_is_reasoned,),
        ),
        Action(
            "redispatch",
            "改派",
            returned >> dispatched,
            by=DESK,
            basis=RULES,
            takes=inputs.Redispatch,
            given=(organ_handles_orders, competent_organ_or_reason),
        ),
        Action(
            "rule",
            "终审",
            arbitration >> dispatched,
            by=DESK,
            basis=RULES,
            takes=inputs.Rule,
            given=(organ_handles_orders,),
        ),
        # 办理
        Action(
            "contact",
            "先行联系",
            while_in(handling),
            by=(HANDLER,),
            basis=RULES,
            takes=inputs.Contact,
        ),
        Action(
            "check_on_site",
            "现场核查",
            while_in(handling),
            by=(HANDLER,),
            basis=cite("沪城管执法条例", "16"),
            takes=inputs.CheckOnSite,
            given=(checked_by_two_certified_officers,),
        ),
        Action(
            "ask_extension",
            "申请延期",
            while_in(handling),
            by=(HANDLER,),
            basis=RULES,
            takes=inputs.AskExtension,
            needs=(not_yet_extended, lateness_stays),
        ),
        Action(
            "grant_extension",
            "同意延期",
            while_in(handling),
            by=(Role.TEAM_HEAD,),
            basis=RULES,
            takes=inputs.DecideExtension,
            needs=(extension_was_asked, decided_by_another, lateness_stays),
            stops=(Clock(ORDINARY),),
        ),
        Action(
            "refuse_extension",
            "不同意延期",
            while_in(handling),
            by=(Role.TEAM_HEAD,),
            basis=RULES,
            takes=inputs.DecideExtension,
            needs=(extension_was_asked, decided_by_another),
        ),
        Action(
            "hold",
            "挂账",
            handling >> held,
            by=LEADERS,
            basis=RULES,
            takes=inputs.Hold,
            needs=(statute_does_not_wait,),
            pauses=True,
        ),
        Action("resume", "恢复办理", held >> handling, by=(*LEADERS, HANDLER), basis=RULES),
        Action(
            "docket",
            "转立案",
            while_in(handling),
            by=(HANDLER,),
            basis=cite("行政处罚法", "54.2"),
            takes=inputs.Docket,
            link="case.summary",
        ),
        Action(
            "receive_result",
            "案件结果回填",
            while_in(handling, review, answering, answered),
            by=(SYSTEM,),
            basis=RULES,
            takes=inputs.ReceiveResult,
        ),
        # 审核
        Action(
            "submit",
            "提交办理结果",
            handling >> review,
            by=(HANDLER,),
            basis=RULES,
            takes=inputs.Submit,
            given=(closing_text_is_whole, looked_or_called, denial_is_proven, case_is_linked),
        ),
        Action(
            "withdraw_submission",
            "撤回",
            review >> handling,
            by=(HANDLER,),
            basis=RULES,
        ),
        Action(
            "return_submission",
            "退回",
            review >> handling,
            by=LEADERS,
            basis=RULES,
            takes=inputs.ReturnSubmission,
            given=(return_carries_marks,),
        ),
        Action(
            "approve_submission",
            "审核通过",
            review >> answering,
            by=LEADERS,
            basis=RULES,
            takes=inputs.Approve,
            needs=(approved_by_another,),
        ),
        # 答复与回访
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
            basis=RULES,
            takes=inputs.AnswerBack,
            given=(dissatisfaction_is_answered,),
        ),
        Action(
            "order_redo",
            "重办",
            answered >> handling,
            by=(Role.TEAM_HEAD,),
            basis=RULES,
            takes=inputs.OrderRedo,
            starts=(Clock(REDO),),
        ),
    ),
)
