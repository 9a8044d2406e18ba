"""参保批次 and 理赔协助: from preparation to the carrier's answer; from an event to its payment."""

from datetime import date

from chengguan.core.work.funds import GUARDS as FUNDS
from chengguan.core.work.handling import handling_acts
from chengguan.core.work.permission import HANDLER
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Procedure, State, from_any, while_in
from chengguan.union.benefits.insurance import guards as must
from chengguan.union.benefits.insurance import inputs
from chengguan.union.benefits.insurance.queries import CLAIM, ROUND
from chengguan.union.benefits.offices import MEMBERS, STAFF
from chengguan.union.classes import INSURANCE as CLASS

BASIS = cite("会员福利口径")
TERMS = "沪会员专享条款"
SINCE = date(2020, 12, 28)

prepared = State("prepared", "准备中")
listed = State("listed", "名单已确认")
sent = State("sent", "已报送")
closed = State("closed", "已办结", final=True)
called_off = State("called_off", "已取消", final=True)
ROUND_STATES = (prepared, listed, sent, closed, called_off)

INSURANCE_ROUND = Procedure(
    ROUND,
    "参保批次",
    basis=BASIS,
    since=SINCE,
    confidentiality=CLASS.key,
    states=ROUND_STATES,
    actions=(
        Action(
            "open",
            "准备参保批次",
            START >> prepared,
            by=STAFF,
            takes=inputs.OpenRound,
            given=(must.no_round_is_running, must.fee_is_the_one_known),
            happens_here=True,
        ),
        Action(
            "take_snapshot",
            "核对名单",
            while_in(prepared),
            by=STAFF,
            basis=cite(TERMS, 1),
            needs=(must.cut_off_has_come,),
            happens_here=True,
        ),
        Action(
            "confirm_list",
            "确认参保名单",
            prepared >> listed,
            by=STAFF,
            takes=inputs.ConfirmList,
            needs=(must.cut_off_has_come, must.list_was_checked),
            given=(must.list_is_the_one_shown, must.one_policy_a_person, *FUNDS),
            happens_here=True,
        ),
        Action(
            "send_list",
            "报送承保单位",
            listed >> sent,
            by=STAFF,
            takes=inputs.SendList,
            given=(must.sent_after_the_cut_off,),
            happens_here=True,
        ),
        Action(
            "take_receipt",
            "登记承保回执",
            while_in(sent),
            by=STAFF,
            takes=inputs.TakeReceipt,
            given=(must.answers_are_for_the_list,),
            happens_here=True,
        ),
        Action(
            "remove_one",
            "移出名单",
            while_in(listed, sent),
            by=STAFF,
            takes=inputs.RemoveOne,
            given=(must.is_on_the_list,),
            happens_here=True,
        ),
        Action(
            "close",
            "办结批次",
            sent >> closed,
            by=STAFF,
            needs=(must.everybody_is_answered,),
            happens_here=True,
        ),
        Action(
            "call_off",
            "取消批次",
            from_any(prepared, listed, sent) >> called_off,
            by=STAFF,
            takes=inputs.CallOff,
            needs=(must.nobody_is_covered_yet,),
            happens_here=True,
        ),
        *handling_acts(ROUND_STATES, by=STAFF, heads=STAFF),
    ),
)

asked = State("asked", "待受理")
helping = State("helping", "协助中")
submitted = State("submitted", "已报送")
paid = State("paid", "已赔付", final=True)
refused = State("refused", "未赔付", final=True)
withdrawn = State("withdrawn", "已撤回", final=True)
CLAIM_STATES = (asked, helping, submitted, paid, refused, withdrawn)

CLAIM_HELP = Procedure(
    CLAIM,
    "理赔协助",
    basis=BASIS,
    since=SINCE,
    confidentiality=CLASS.key,
    states=CLAIM_STATES,
    actions=(
        Action(
            "ask_help",
            "申请理赔协助",
            START >> asked,
            by=(*dict.fromkeys((*MEMBERS, *STAFF)), HANDLER),
            basis=cite(TERMS, 3),
            takes=inputs.AskHelp,
            given=(must.it_has_happened, must.was_covered_on_that_day),
            happens_here=True,
        ),
        Action("take_up", "受理理赔协助", asked >> helping, by=STAFF, happens_here=True),
        Action(
            "submit",
            "报送理赔材料",
            helping >> submitted,
            by=STAFF,
            takes=inputs.Submit,
            given=(must.submitted_after_it_happened, must.cap_is_kept),
            happens_here=True,
        ),
        Action(
            "note_paid",
            "记录赔付",
            submitted >> paid,
            by=STAFF,
            takes=inputs.NotePaid,
            given=(must.answered_after_it_was_submitted, must.payment_keeps_the_cap),
            happens_here=True,
        ),
        Action(
            "note_refused",
            "记录不予赔付",
            submitted >> refused,
            by=STAFF,
            takes=inputs.NoteRefused,
            given=(must.answered_after_it_was_submitted,),
            happens_here=True,
        ),
        Action(
            "withdraw_claim",
            "撤回理赔申请",
            from_any(asked, helping) >> withdrawn,
            by=(HANDLER, *STAFF),
            happens_here=True,
        ),
        *handling_acts(CLAIM_STATES, by=STAFF, heads=STAFF),
    ),
)
