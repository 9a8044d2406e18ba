"""会籍: one matter a membership, from application to its end (章程 2–8).

申请 → 小组意见 → 委员会批准 → 在籍; a transfer is one act by which the old span ends and the new
begins on the same day. Whatever cuts the membership has its reasons on the record before it.
"""

from datetime import date

from chengguan.core.work.handling import handling_acts
from chengguan.core.work.hands import NOTE_MISTAKE
from chengguan.core.work.permission import HANDLER
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Procedure, State, from_any, while_in
from chengguan.union.classes import MEMBERSHIP as CLASS
from chengguan.union.members import guards as must
from chengguan.union.members import inputs
from chengguan.union.members.offices import APPLICANTS, KEEPERS

CONSTITUTION = "工会章程（2008）"
BASIS = cite("会员管理口径")

applied = State("applied", "待小组意见")
considered = State("considered", "待委员会批准")
active = State("active", "在籍")
retained = State("retained", "保留会籍")
moved_out = State("moved_out", "已转出", final=True)
left = State("left", "已退会", final=True)
deemed_left = State("deemed_left", "视为自动退会", final=True)
expelled = State("expelled", "已除名", final=True)
refused = State("refused", "未批准入会", final=True)
withdrawn = State("withdrawn", "已撤回申请", final=True)
STATES = (
    applied,
    considered,
    active,
    retained,
    moved_out,
    left,
    deemed_left,
    expelled,
    refused,
    withdrawn,
)
MEMBER_STATES = (active, retained)

JOINING = (must.is_no_member_yet, must.union_stands, must.number_is_right, must.began_by_today)

BEGINNING = (
    Action(
        "apply",
        "申请入会",
        START >> applied,
        by=(*APPLICANTS, *KEEPERS, HANDLER),
        basis=cite(CONSTITUTION, 2),
        takes=inputs.Apply,
        given=(must.applies_of_his_own_will, *JOINING),
        happens_here=True,
    ),
    Action(
        "enrol",
        "登记在籍会员",
        START >> active,
        by=KEEPERS,
        takes=inputs.Enrol,
        given=(*JOINING, must.kept_since_he_joined),
        happens_here=True,
    ),
    Action(
        "transfer_in",
        "转入",
        START >> active,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 5),
        takes=inputs.TransferIn,
        given=JOINING,
        happens_here=True,
    ),
    Action(
        "consider",
        "记录小组意见",
        applied >> considered,
        by=KEEPERS,
        takes=inputs.Opine,
        needs=(must.not_his_own_matter,),
        given=(must.met_after_the_application,),
    ),
    Action(
        "approve",
        "批准入会",
        considered >> active,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 2),
        takes=inputs.Approve,
        needs=(must.not_his_own_matter,),
        given=(must.decided_after_the_group,),
    ),
    Action(
        "refuse_admission",
        "不批准入会",
        considered >> refused,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 2),
        takes=inputs.Refuse,
        needs=(must.not_his_own_matter,),
        given=(must.decided_after_the_group,),
    ),
    Action(
        "withdraw_application",
        "撤回入会申请",
        from_any(applied, considered) >> withdrawn,
        by=(HANDLER, *KEEPERS),
        needs=(must.his_own_application,),
        happens_here=True,
    ),
)

KEEPING = (
    Action(
        "issue_card",
        "发会员服务卡",
        while_in(active, retained),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 2),
        takes=inputs.IssueCard,
        given=(must.card_is_his_alone,),
        happens_here=True,
    ),
    Action(
        "amend_particulars",
        "更正登记信息",
        while_in(applied, considered, active, retained),
        by=KEEPERS,
        takes=inputs.Amend,
        given=(must.amended_number_is_right,),
        happens_here=True,
    ),
    Action(
        "transfer",
        "转移会员关系",
        while_in(active, retained),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 5),
        takes=inputs.Move,
        given=(
            must.moves_within_his_membership,
            must.moves_somewhere_else,
            must.receiving_union_stands,
        ),
        happens_here=True,
    ),
    Action(
        "transfer_out",
        "转出",
        from_any(active, retained) >> moved_out,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 5),
        takes=inputs.MoveOut,
        given=(must.moves_within_his_membership,),
        happens_here=True,
    ),
    Action(
        "transfer_back",
        "转回",
        moved_out >> active,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 5),
        takes=inputs.MoveBack,
        given=(
            must.comes_back_after_he_left,
            must.is_member_nowhere_else,
            must.receiving_union_stands,
        ),
        happens_here=True,
        reopens=True,
    ),
    Action(
        "retain",
        "保留会籍",
        active >> retained,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 8),
        takes=inputs.Retain,
        given=(must.kept_within_his_membership,),
        happens_here=True,
    ),
    Action(
        "resume",
        "恢复在职会籍",
        retained >> active,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 8),
        takes=inputs.Resume,
        given=(must.resumes_after_it_was_kept,),
        happens_here=True,
    ),
)

LEAVING = (
    Action(
        "tell_leaving",
        "提出退会",
        while_in(active, retained),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 6),
        takes=inputs.TellLeaving,
        needs=(must.no_leaving_is_told,),
        given=(must.told_within_his_membership,),
        happens_here=True,
    ),
    Action(
        "take_back_leaving",
        "撤回退会",
        while_in(active, retained),
        by=KEEPERS,
        needs=(must.leaving_is_told,),
        happens_here=True,
    ),
    Action(
        "announce_leaving",
        "宣布退会",
        from_any(active, retained) >> left,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 6),
        takes=inputs.AnnounceLeaving,
        needs=(must.leaving_is_told,),
        given=(must.leaving_was_told_before, must.card_comes_back),
    ),
    Action(
        "note_lapse",
        "记录停缴停参",
        while_in(active),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 6),
        takes=inputs.NoteLapse,
        needs=(must.no_lapse_runs,),
        given=(must.lapsed_within_his_membership,),
        happens_here=True,
    ),
    Action(
        "educate",
        "记录教育",
        while_in(active),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 6),
        takes=inputs.Educate,
        needs=(must.a_lapse_runs,),
        given=(must.happened_since_the_lapse,),
        happens_here=True,
    ),
    Action(
        "end_lapse",
        "恢复缴费参加活动",
        while_in(active),
        by=KEEPERS,
        takes=inputs.EndLapse,
        needs=(must.a_lapse_runs,),
        given=(must.happened_since_the_lapse,),
        happens_here=True,
    ),
    Action(
        "deem_left",
        "视为自动退会",
        active >> deemed_left,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 6),
        takes=inputs.Deem,
        needs=(must.not_his_own_matter, must.educated_and_refused),
        given=(must.six_months_have_passed, must.deemed_after_the_education),
    ),
)

EXPELLING = (
    Action(
        "file_judgment",
        "存入刑事判决",
        while_in(active, retained),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 7),
        takes=inputs.FileJudgment,
        needs=(must.not_his_own_matter,),
        given=(must.judgment_has_its_text, must.judged_by_today),
        happens_here=True,
    ),
    Action(
        "discuss_expulsion",
        "记录小组讨论除名",
        while_in(active, retained),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 7),
        takes=inputs.Opine,
        needs=(must.not_his_own_matter, must.judgment_is_on_file),
        given=(must.discussed_after_the_judgment,),
    ),
    Action(
        "expel",
        "决定除名",
        while_in(active, retained),
        by=KEEPERS,
        basis=cite(CONSTITUTION, 7),
        takes=inputs.Expel,
        needs=(
            must.not_his_own_matter,
            must.no_expulsion_is_decided,
            must.judgment_is_on_file,
            must.group_has_discussed,
        ),
        given=(must.decided_after_the_discussion,),
    ),
    Action(
        "file_expulsion",
        "记录上级备案",
        from_any(active, retained) >> expelled,
        by=KEEPERS,
        basis=cite(CONSTITUTION, 7),
        takes=inputs.FileExpulsion,
        needs=(must.not_his_own_matter, must.expulsion_is_decided),
        given=(must.filed_after_the_decision,),
    ),
    Action(
        "revoke_expulsion",
        "撤销除名决定",
        while_in(active, retained),
        by=KEEPERS,
        takes=inputs.Revoke,
        needs=(must.expulsion_is_decided,),
        given=(must.revoked_after_the_decision,),
        happens_here=True,
    ),
)

MEMBERSHIP = Procedure(
    "union.membership",
    "会籍",
    basis=BASIS,
    since=date(2008, 10, 21),
    confidentiality=CLASS.key,
    states=STATES,
    actions=(
        *BEGINNING,
        *KEEPING,
        *LEAVING,
        *EXPELLING,
        *(
            act
            for act in handling_acts(STATES, by=KEEPERS, heads=KEEPERS)
            if act.key == NOTE_MISTAKE
        ),
    ),
)
