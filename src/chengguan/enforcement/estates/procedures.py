"""装修全过程: from registration through agreement, daily rounds and completion to the end.

Works that have already begun can be registered, and show as late; an address that matches nothing
waits in a queue with a clock. The rounds owed stand before their days.
"""

from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.work.handling import handling_acts
from chengguan.core.work.permission import SYSTEM
from chengguan.enforcement.estates import guards as must
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.classes import ESTATES, MANAGER, OFFICERS
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State, from_any, while_in

unplaced = State("unplaced", "地址待核")
registered = State("registered", "已登记")
agreed = State("agreed", "已签协议")
under_way = State("under_way", "施工中")
completed = State("completed", "已完工待验看")
closed = State("closed", "装修办结", final=True)
voided = State("voided", "登记作废", final=True)
STATES = (unplaced, registered, agreed, under_way, completed, closed, voided)

WHERE = Clock("EST_PLACE")
PERIOD = Clock("EST_PERIOD")
REPAIR = Clock("EST_REPAIR")
NOTICE_BOARD = "renovation_board"
TAKERS = (*MANAGER, *OFFICERS)
AGREEMENT = cite("沪物业规定", 57)
MATERIALS = cite("装修管理办法", 13, 14)

REGISTRATION = (
    Action(
        "register",
        "装修登记",
        START >> registered,
        by=MANAGER,
        basis=MATERIALS,
        takes=inputs.Register,
        given=(
            must.estate_is_known,
            must.period_runs_forwards,
            must.begun_works_are_said_to_be,
            must.materials_are_there,
        ),
    ),
    Action(
        "take_in",
        "登记（地址待核）",
        START >> unplaced,
        by=TAKERS,
        basis=MATERIALS,
        takes=inputs.Register,
        given=(
            must.address_is_said,
            must.period_runs_forwards,
            must.begun_works_are_said_to_be,
            must.materials_are_there,
        ),
        starts=(WHERE,),
    ),
    Action(
        "place",
        "核定地址",
        unplaced >> registered,
        by=(*TAKERS, Role.FIELD_SECTION),
        takes=inputs.PlaceIt,
        given=(must.room_lies_in_the_estate,),
        stops=(WHERE,),
        happens_here=True,
    ),
    Action(
        "sign_agreement",
        "签订协议",
        registered >> agreed,
        by=MANAGER,
        basis=AGREEMENT,
        takes=inputs.SignAgreement,
        given=(must.forbidden_acts_are_told,),
        papers=(NOTICE_BOARD,),
    ),
    Action(
        "sign_late",
        "补签协议",
        while_in(under_way),
        by=MANAGER,
        basis=AGREEMENT,
        takes=inputs.SignAgreement,
        needs=(must.agreement_is_still_missing,),
        given=(must.forbidden_acts_are_told,),
        papers=(NOTICE_BOARD,),
    ),
)

WORKS = (
    Action(
        "begin",
        "开工",
        from_any(registered, agreed) >> under_way,
        by=MANAGER,
        basis=AGREEMENT,
        takes=inputs.Begin,
        given=(must.works_have_begun, must.agreement_is_signed_first),
    ),
    Action(
        "issue_pass",
        "发放出入证",
        while_in(agreed, under_way),
        by=MANAGER,
        takes=inputs.IssuePass,
        needs=(must.passes_follow_the_agreement,),
        given=(must.passes_end_with_the_works,),
    ),
    Action(
        "extend_period",
        "延长工期",
        while_in(agreed, under_way),
        by=MANAGER,
        takes=inputs.Extend,
        given=(must.longer_than_before,),
        happens_here=True,
    ),
    Action(
        "patrol",
        "巡查",
        while_in(under_way),
        by=MANAGER,
        basis=AGREEMENT,
        takes=inputs.Patrol,
        needs=(must.round_is_owed,),
        given=(must.open_findings_are_followed_up,),
    ),
    Action(
        "restrict_entry",
        "记录限制进场",
        while_in(registered, under_way),
        by=MANAGER,
        basis=AGREEMENT,
        takes=inputs.RestrictEntry,
        needs=(must.entry_is_not_restricted_yet,),
        given=(must.covenant_allows_it,),
    ),
    Action(
        "lift",
        "解除限制进场",
        while_in(registered, agreed, under_way),
        by=MANAGER,
        takes=inputs.Lift,
        needs=(must.entry_is_restricted,),
    ),
)

UPKEEP = (
    Action(
        "reissue_board",
        "重新制发公示牌",
        while_in(agreed, under_way),
        by=MANAGER,
        needs=(must.board_follows_the_agreement,),
        papers=(NOTICE_BOARD,),
        happens_here=True,
    ),
    Action(
        "take_over",
        "随小区移交",
        while_in(registered, agreed, under_way, completed),
        by=(SYSTEM,),
        takes=inputs.TakeOver,
        happens_here=True,
    ),
)

ENDING = (
    Action(
        "complete",
        "完工",
        under_way >> completed,
        by=MANAGER,
        takes=inputs.Complete,
        given=(must.completed_after_begin,),
        stops=(PERIOD,),
    ),
    Action(
        "check_completion",
        "完工验看",
        while_in(completed),
        by=MANAGER,
        takes=inputs.CheckCompletion,
        given=(must.repair_has_its_day,),
    ),
    Action(
        "confirm_repair",
        "确认修复",
        while_in(completed),
        by=MANAGER,
        takes=inputs.ConfirmRepair,
        needs=(must.damage_is_on_record,),
        stops=(REPAIR,),
    ),
    Action(
        "close",
        "办结",
        completed >> closed,
        by=MANAGER,
        needs=(must.everything_has_ended,),
        happens_here=True,
    ),
    Action(
        "void",
        "作废",
        from_any(unplaced, registered, agreed) >> voided,
        by=(*MANAGER, *OFFICERS),
        takes=inputs.Void,
        needs=(must.nothing_has_begun,),
        stops=(WHERE,),
        happens_here=True,
    ),
)

RENOVATION = Procedure(
    "renovation",
    "装修全过程",
    basis=cite("沪物业规定", 57),
    since=date(2020, 12, 30),
    confidentiality=ESTATES.key,
    states=STATES,
    actions=(
        *REGISTRATION,
        *WORKS,
        *UPKEEP,
        *ENDING,
        *handling_acts(STATES, by=MANAGER, heads=(*MANAGER, Role.TEAM_HEAD)),
    ),
)
