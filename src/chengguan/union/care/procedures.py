"""帮扶: from an application, a sweep or a personnel event to the follow-up.

受理 → 两人走访 → 提出慰问金 → 另一人审批 → 实名发放 → 回访 → 办结. Every act happens when it is
recorded; the days on which somebody went, paid or received are said beside it.
"""

from datetime import date

from chengguan.core.work.funds import GUARDS as MONEY
from chengguan.core.work.permission import HANDLER
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State, from_any
from chengguan.union.care import guards as must
from chengguan.union.care import inputs
from chengguan.union.care.offices import APPLICANTS, STAFF
from chengguan.union.classes import CARE as CLASS

BASIS = cite("工会帮扶口径")
ACCEPT, PAY, FOLLOW = Clock("CARE_ACCEPT"), Clock("CARE_PAY"), Clock("CARE_FOLLOW")

applied = State("applied", "待受理")
returned = State("returned", "待补材料")
accepted = State("accepted", "待安排走访")
visiting = State("visiting", "待走访")
visited = State("visited", "已走访")
proposed = State("proposed", "待审批")
approved = State("approved", "待发放")
paid = State("paid", "待回访")
followed = State("followed", "已回访")
closed = State("closed", "已办结", final=True)
refused = State("refused", "不予受理", final=True)
withdrawn = State("withdrawn", "已撤回申请", final=True)
BEFORE_PAYMENT = from_any(applied, returned, accepted, visiting, visited, proposed, approved)
OTHERS = (must.not_his_own_relief,)

BEGINNING = (
    Action(
        "apply",
        "申请帮扶",
        START >> applied,
        by=(*APPLICANTS, HANDLER),
        takes=inputs.Apply,
        given=(
            must.was_a_member_then,
            must.has_happened_by_today,
            must.cause_is_named,
            must.is_entered_with_its_source,
        ),
        starts=(ACCEPT,),
        happens_here=True,
    ),
    Action(
        "accept",
        "受理申请",
        applied >> accepted,
        by=STAFF,
        takes=inputs.Accept,
        needs=OTHERS,
        stops=(ACCEPT,),
        happens_here=True,
    ),
    Action(
        "return_papers",
        "退回补材料",
        applied >> returned,
        by=STAFF,
        takes=inputs.ReturnPapers,
        needs=OTHERS,
        stops=(ACCEPT,),
        happens_here=True,
    ),
    Action(
        "supplement",
        "补充材料",
        returned >> applied,
        by=(HANDLER,),
        takes=inputs.Supplement,
        needs=(must.is_his_own_relief,),
        starts=(ACCEPT,),
        happens_here=True,
    ),
    Action(
        "refuse_relief",
        "不予受理",
        from_any(applied, returned) >> refused,
        by=STAFF,
        takes=inputs.Refuse,
        needs=OTHERS,
        stops=(ACCEPT,),
        happens_here=True,
    ),
    Action(
        "withdraw_relief",
        "撤回申请",
        BEFORE_PAYMENT >> withdrawn,
        by=(HANDLER,),
        needs=(must.is_his_own_relief,),
        stops=(ACCEPT, PAY),
        happens_here=True,
    ),
)

VISITING = (
    Action(
        "name_visitors",
        "安排走访",
        from_any(accepted, visiting) >> visiting,
        by=STAFF,
        takes=inputs.NameVisitors,
        needs=OTHERS,
        given=(must.two_others_visit,),
        happens_here=True,
    ),
    Action(
        "record_visit",
        "记录走访",
        visiting >> visited,
        by=(HANDLER,),
        takes=inputs.RecordVisit,
        needs=(must.not_his_own_relief, must.visited_himself),
        given=(must.visit_lies_between,),
        happens_here=True,
    ),
)

PAYING = (
    Action(
        "propose_payment",
        "提出慰问金",
        from_any(visited, followed) >> proposed,
        by=STAFF,
        takes=inputs.Propose,
        needs=OTHERS,
        given=(must.money_is_for_this_matter, must.hardship_has_its_file, *MONEY),
        happens_here=True,
    ),
    Action(
        "approve_payment",
        "审批慰问金",
        proposed >> approved,
        by=STAFF,
        needs=(*OTHERS, must.another_approves),
        starts=(PAY,),
        happens_here=True,
    ),
    Action(
        "reject_payment",
        "不同意慰问金",
        proposed >> visited,
        by=STAFF,
        takes=inputs.Unpaid,
        needs=OTHERS,
        happens_here=True,
    ),
    Action(
        "pay",
        "发放慰问金",
        approved >> paid,
        by=STAFF,
        takes=inputs.Pay,
        needs=OTHERS,
        given=(must.receipt_is_on_file, must.paid_after_approval),
        stops=(PAY,),
        starts=(FOLLOW,),
        happens_here=True,
    ),
    Action(
        "drop_payment",
        "取消发放",
        approved >> visited,
        by=STAFF,
        takes=inputs.Unpaid,
        needs=OTHERS,
        stops=(PAY,),
        happens_here=True,
    ),
    Action(
        "return_payment",
        "登记退款",
        paid >> visited,
        by=STAFF,
        takes=inputs.Unpaid,
        needs=OTHERS,
        stops=(FOLLOW,),
        happens_here=True,
    ),
)

ENDING = (
    Action(
        "follow_up",
        "记录回访",
        from_any(paid, followed) >> followed,
        by=STAFF,
        takes=inputs.Follow,
        needs=OTHERS,
        given=(must.followed_after_payment,),
        stops=(FOLLOW,),
        happens_here=True,
    ),
    Action(
        "close_relief",
        "办结帮扶",
        from_any(visited, followed) >> closed,
        by=STAFF,
        takes=inputs.Close,
        needs=OTHERS,
        happens_here=True,
    ),
)

RELIEF = Procedure(
    "care.relief",
    "帮扶",
    basis=BASIS,
    since=date(2020, 12, 28),
    confidentiality=CLASS.key,
    states=(
        applied,
        returned,
        accepted,
        visiting,
        visited,
        proposed,
        approved,
        paid,
        followed,
        closed,
        refused,
        withdrawn,
    ),
    actions=(*BEGINNING, *VISITING, *PAYING, *ENDING),
)
