"""What may be a crime goes to the police: reported, reviewed, approved, handed over, answered.

行政处罚法 27; 移送规定 5, 6, 8–10, 12.
The days of the leader count from the report, the hours of the organ
from his approval.
"""

from chengguan.enforcement.cases.ordinary import guards_investigation as own
from chengguan.enforcement.cases.ordinary import guards_transfer as its
from chengguan.enforcement.cases.ordinary import inputs_transfer as inputs
from chengguan.enforcement.cases.ordinary.clocks import (
    APPROVE_TRANSFER,
    BEFORE_AN_END,
    DEFENCE,
    HAND_OVER,
    HAND_TO_POLICE,
    OBJECT,
    PRESERVE,
    REQUEST_HEARING,
)
from chengguan.enforcement.cases.ordinary.states import (
    LEADERS,
    OFFICERS,
    REVIEWERS,
    informed,
    informing,
    investigating,
    to_transfer,
    transferred,
    transferring,
    with_police,
)
from chengguan.law.citations import cite
from chengguan.law.procedure import Action, from_any, while_in

RULED_BY_ANOTHER = (
    its.a_transfer_is_asked_for,
    own.approver_is_no_investigator,
    own.actor_was_not_recused,
)

TRANSFER = (
    Action(
        "request_transfer",
        "报请移送公安机关",
        from_any(investigating, informing, informed) >> to_transfer,
        by=OFFICERS,
        basis=cite("移送规定", "5.1"),
        takes=inputs.RequestTransfer,
        papers=("transfer_report",),
        needs=(own.actor_was_not_recused,),
        given=(its.enough_officers_verified_it, its.report_says_what_is_suspected),
        starts=(APPROVE_TRANSFER,),
        happens_here=True,
    ),
    Action(
        "review_transfer",
        "审核移送",
        while_in(to_transfer),
        by=REVIEWERS,
        basis=cite("行政处罚法", 58),
        takes=inputs.ReviewTransfer,
        papers=("transfer_review",),
        needs=(*RULED_BY_ANOTHER, its.transfer_is_not_reviewed_yet),
        happens_here=True,
    ),
    Action(
        "approve_transfer",
        "批准移送",
        to_transfer >> transferring,
        by=LEADERS,
        basis=cite("移送规定", "5.1", "5.2"),
        takes=inputs.RuleOnTransfer,
        papers=("transfer_approval",),
        needs=(*RULED_BY_ANOTHER, its.transfer_was_reviewed),
        stops=(APPROVE_TRANSFER,),
        starts=(HAND_TO_POLICE,),
        happens_here=True,
    ),
    Action(
        "decline_transfer",
        "不批准移送",
        to_transfer >> investigating,
        by=LEADERS,
        basis=cite("移送规定", "5.2"),
        takes=inputs.RuleOnTransfer,
        papers=("transfer_approval",),
        needs=RULED_BY_ANOTHER,
        given=(its.refusal_to_transfer_says_why,),
        stops=(APPROVE_TRANSFER,),
        happens_here=True,
    ),
    Action(
        "recall_transfer",
        "撤回移送报请",
        from_any(to_transfer, transferring) >> investigating,
        by=(*OFFICERS, *LEADERS),
        basis=cite("行政处罚法", 27),
        takes=inputs.RecallTransfer,
        given=(its.recall_says_why,),
        stops=(APPROVE_TRANSFER, HAND_TO_POLICE),
        happens_here=True,
    ),
    Action(
        "transfer_to_police",
        "移送公安机关",
        transferring >> with_police,
        by=OFFICERS,
        basis=cite("移送规定", "5.2", 6),
        takes=inputs.TransferToPolice,
        papers=("transfer_letter",),
        needs=(its.transfer_was_approved,),
        # The days for deciding run on: what the police decline is decided here.
        stops=(DEFENCE, REQUEST_HEARING, PRESERVE, HAND_TO_POLICE),
    ),
    Action(
        "record_police_answer",
        "登记公安机关答复",
        while_in(with_police),
        by=OFFICERS,
        basis=cite("移送规定", 8),
        takes=inputs.RecordPoliceAnswer,
        given=(its.answer_comes_in_its_order, its.answer_is_shown),
        starts=(OBJECT, HAND_OVER),
    ),
    Action(
        "object_to_police",
        "对不予立案提出异议",
        while_in(with_police),
        by=OFFICERS,
        basis=cite("移送规定", 9),
        takes=inputs.ObjectToPolice,
        needs=(its.police_have_declined, its.nothing_was_objected_yet),
        given=(its.objection_says_why,),
        stops=(OBJECT,),
    ),
    Action(
        "hand_over_to_police",
        "移交涉案物品和材料",
        with_police >> transferred,
        by=OFFICERS,
        basis=cite("移送规定", 12),
        takes=inputs.HandOverToPolice,
        needs=(its.police_have_taken_it,),
        given=(its.handing_over_is_receipted,),
        stops=(*BEFORE_AN_END, HAND_OVER, OBJECT),
    ),
    Action(
        "resume_from_police",
        "公安机关不予立案，恢复办理",
        with_police >> investigating,
        by=OFFICERS,
        basis=cite("移送规定", 10),
        takes=inputs.ResumeFromPolice,
        needs=(its.police_have_declined,),
        given=(its.resuming_says_why,),
        stops=(OBJECT,),
        happens_here=True,
    ),
)
