"""From service to the archive (行政处罚法 61, 66–73; 行政强制法 35, 39, 46, 53, 54)."""

from chengguan.core.org.kinds import Role
from chengguan.enforcement.cases.ordinary import guards_execution as its
from chengguan.enforcement.cases.ordinary import guards_investigation as own
from chengguan.enforcement.cases.ordinary import inputs_execution as inputs
from chengguan.enforcement.cases.ordinary.clocks import (
    ANNOUNCE,
    ANNOUNCE_POSTED,
    PAY,
    PUBLISH,
    RECONSIDERATION,
    SUE,
    URGE,
    WITHDRAW,
)
from chengguan.enforcement.cases.ordinary.states import (
    HEADS,
    OFFICERS,
    archived,
    closed,
    decided,
    executing,
    execution_suspended,
    to_close,
)
from chengguan.law.citations import cite
from chengguan.law.procedure import Action, from_any, while_in

SERVICE = (
    Action(
        "serve",
        "送达处罚决定书",
        decided >> executing,
        by=OFFICERS,
        basis=cite("行政处罚法", 61),
        takes=inputs.Serve,
        papers=("decision_receipt",),
        given=(
            its.service_follows_the_decision,
            its.money_is_payable_from_service,
            its.service_is_proved,
            its.public_notice_has_run,
        ),
        stops=(ANNOUNCE,),
        starts=(PAY, RECONSIDERATION, SUE),
    ),
    Action(
        "publish_service",
        "公告送达",
        while_in(decided),
        by=OFFICERS,
        basis=cite("民事诉讼法", 95),
        takes=inputs.PublishService,
        papers=("public_service_notice",),
        given=(its.nothing_else_reaches_the_party,),
        stops=(ANNOUNCE_POSTED,),
    ),
    Action(
        "disclose",
        "公示处罚决定",
        while_in(executing, to_close, closed, archived),
        by=(*OFFICERS, *HEADS),
        basis=cite("行政处罚法", 48),
        takes=inputs.Disclose,
        given=(its.retraction_says_why,),
        papers=("disclosure_record",),
        stops=(PUBLISH, WITHDRAW),
        happens_here=True,
    ),
    Action(
        "correct_paper",
        "更正文书",
        while_in(decided, executing, to_close, closed),
        by=(*OFFICERS, *HEADS),
        basis=cite("行政处罚法", 47),
        takes=inputs.CorrectPaper,
        papers=("paper_correction",),
        given=(its.correction_says_what,),
    ),
)

RESTS_ON_THE_DECISION = (its.decision_is_on_record, its.decision_was_made_here)
"""The first refuses where there is none, the second warns where it was made elsewhere."""

MONEY = (
    Action(
        "record_payment",
        "登记缴款",
        while_in(executing, execution_suspended),
        by=OFFICERS,
        basis=cite("行政处罚法", 67),
        takes=inputs.RecordReceipt,
        needs=(its.something_is_unpaid,),
        given=(its.fine_goes_to_the_treasury, its.receipt_is_for_what_is_owed),
    ),
    Action(
        "reverse_payment",
        "冲正缴款",
        while_in(executing, execution_suspended),
        by=HEADS,
        basis=cite("行政处罚法", 67),
        takes=inputs.ReverseReceipt,
        needs=(its.a_receipt_may_be_reversed,),
        given=(its.receipt_stands,),
    ),
    Action(
        "record_refund",
        "登记退还款项",
        while_in(executing, execution_suspended, to_close, closed, archived),
        by=OFFICERS,
        basis=cite("国家赔偿法", "36(1)"),
        takes=inputs.RecordRefund,
        given=(its.refund_is_of_what_was_overpaid,),
    ),
    Action(
        "request_deferral",
        "登记延期、分期申请",
        while_in(executing),
        by=OFFICERS,
        basis=cite("行政处罚法", "66.2"),
        takes=inputs.RequestDeferral,
        needs=(*RESTS_ON_THE_DECISION, its.fine_is_unpaid, its.no_deferral_is_open),
        given=(its.hardship_is_shown, its.instalments_add_up),
    ),
    Action(
        "rule_on_deferral",
        "批准或者不批准延期、分期",
        while_in(executing),
        by=HEADS,
        basis=cite("行政处罚法", "66.2"),
        takes=inputs.RuleOnDeferral,
        papers=("deferral_approval",),
        needs=(
            its.a_deferral_is_asked_for,
            own.approver_is_no_investigator,
            its.decision_was_made_here,
        ),
        given=(its.deferral_is_open, its.plan_still_fits),
        happens_here=True,
    ),
    Action(
        "impose_added_fine",
        "加处罚款",
        while_in(executing),
        by=HEADS,
        basis=cite("行政处罚法", "72.1(1)"),
        takes=inputs.ImposeAddedFine,
        papers=("added_fine_decision",),
        needs=(*RESTS_ON_THE_DECISION, its.execution_is_not_stayed),
        given=(its.payment_is_late,),
        happens_here=True,
    ),
    Action(
        "dispose_confiscated",
        "处理没收物品",
        while_in(executing),
        by=OFFICERS,
        basis=cite("行政处罚法", 74),
        takes=inputs.DisposeConfiscated,
        needs=(its.things_were_confiscated,),
    ),
)

AFTER_SERVICE = (executing, execution_suspended, to_close, closed, archived)
"""The party keeps its remedies also of a case whose file lies in the archive."""

COURT_IS_OPEN = (
    *RESTS_ON_THE_DECISION,
    its.something_is_unpaid,
    its.reminder_has_run,
    its.remedies_are_exhausted,
)

ENFORCEMENT = (
    Action(
        "record_remedy",
        "登记复议、诉讼",
        while_in(*AFTER_SERVICE),
        by=(*OFFICERS, Role.LEGAL_REVIEWER),
        basis=cite("行政处罚法", 73),
        takes=inputs.RecordRemedy,
        given=(its.remedy_is_in_its_order,),
    ),
    Action(
        "record_remedy_result",
        "登记复议、诉讼结果",
        while_in(*AFTER_SERVICE),
        by=(*OFFICERS, Role.LEGAL_REVIEWER),
        basis=cite("行政处罚法", 73),
        takes=inputs.RecordRemedyResult,
        needs=(its.a_remedy_awaits_its_result,),
        given=(
            its.remedy_is_pending,
            its.change_says_what_is_owed_now,
            its.change_is_no_heavier,
        ),
    ),
    Action(
        "urge",
        "催告",
        while_in(executing),
        by=OFFICERS,
        basis=cite("行政强制法", 54),
        takes=inputs.Urge,
        papers=("reminder",),
        needs=(
            *RESTS_ON_THE_DECISION,
            its.something_is_unpaid,
            its.execution_is_not_stayed,
        ),
        given=(its.reminder_says_everything,),
        starts=(URGE,),
    ),
    Action(
        "request_court",
        "报请申请法院强制执行",
        while_in(executing),
        by=OFFICERS,
        basis=cite("行政强制法", 53, 54),
        takes=inputs.RequestCourt,
        needs=(*COURT_IS_OPEN, its.court_is_not_asked_for_yet),
        given=(its.court_is_asked_in_time,),
        happens_here=True,
    ),
    Action(
        "return_court",
        "退回申请执行的报请",
        while_in(executing),
        by=HEADS,
        takes=inputs.ReturnCourt,
        needs=(its.court_is_asked_for, own.approver_is_no_investigator),
        happens_here=True,
    ),
    Action(
        "apply_to_court",
        "申请法院强制执行",
        while_in(executing),
        by=HEADS,
        basis=cite("行政强制法", 53, 54, 55),
        takes=inputs.ApplyToCourt,
        papers=("court_application",),
        needs=(
            its.court_is_asked_for,
            own.approver_is_no_investigator,
            *COURT_IS_OPEN,
            its.court_is_applied_to_in_time,
        ),
        stops=(URGE,),
        happens_here=True,
    ),
    Action(
        "suspend_execution",
        "中止执行",
        executing >> execution_suspended,
        by=HEADS,
        basis=cite("行政强制法", 39),
        takes=inputs.SuspendExecution,
        papers=("execution_suspension",),
        given=(own.reasons_are_given,),
        happens_here=True,
    ),
    Action(
        "resume_execution",
        "恢复执行",
        execution_suspended >> executing,
        by=HEADS,
        basis=cite("行政强制法", 39),
        takes=inputs.SuspendExecution,
        papers=("execution_resumption",),
        given=(own.reasons_are_given,),
        happens_here=True,
    ),
)

END = (
    Action(
        "request_closing",
        "报请结案",
        from_any(executing, execution_suspended) >> to_close,
        by=OFFICERS,
        basis=cite("行政处罚法", 47),
        takes=inputs.RequestClosing,
        needs=(its.what_was_overpaid_is_refunded,),
        given=(
            its.case_has_come_to_its_end,
            its.execution_may_be_given_up,
            its.execution_ends_on_its_ground,
        ),
        happens_here=True,
    ),
    Action(
        "return_closing",
        "退回执行",
        to_close >> executing,
        by=HEADS,
        takes=inputs.RuleOnClosing,
        # A case taken over in this stage has no request of its own to send back.
        needs=(own.approver_is_no_investigator,),
        happens_here=True,
    ),
    Action(
        "close",
        "批准结案",
        to_close >> closed,
        by=HEADS,
        basis=cite("行政处罚法", 47),
        takes=inputs.RuleOnClosing,
        papers=("closing_approval",),
        needs=(
            its.closing_is_asked_for,
            its.no_remedy_is_pending,
            its.what_was_overpaid_is_refunded,
            its.what_fell_is_withdrawn,
            own.approver_is_no_investigator,
        ),
        # The party keeps its remedy; only the watch over its period ends with the case.
        stops=(PAY, RECONSIDERATION, SUE, URGE),
        happens_here=True,
    ),
    Action(
        "archive",
        "归档",
        closed >> archived,
        by=OFFICERS,
        basis=cite("行政处罚法", 47),
        takes=inputs.MakeArchive,
        needs=(
            its.no_remedy_is_pending,
            its.what_was_overpaid_is_refunded,
            its.what_fell_is_withdrawn,
            its.what_is_public_is_published,
            its.file_holds_the_course,
        ),
        happens_here=True,
    ),
)

EXECUTION = (*SERVICE, *MONEY, *ENFORCEMENT, *END)
