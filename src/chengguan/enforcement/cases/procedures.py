"""简易程序: a penalty decided, handed over and, in a few cases, collected at the scene.

行政处罚法 51–53 with what binds every penalty (27–45) and every fine (67–71).
"""

from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.work.adoption import adopting
from chengguan.core.work.handling import handling_acts
from chengguan.core.work.permission import SYSTEM
from chengguan.enforcement.cases import guards as must
from chengguan.enforcement.cases import guards_money as owed
from chengguan.enforcement.cases import inputs
from chengguan.law.citations import cite
from chengguan.law.procedure import (
    START,
    Action,
    Clock,
    Procedure,
    State,
    from_any,
    while_in,
)

on_site = State("on_site", "现场查处")
to_convert = State("to_convert", "待转普通程序")
decided = State("decided", "已当场决定")
paid = State("paid", "已缴款")
closed = State("closed", "已结案", final=True)
exempted = State("exempted", "不予处罚", final=True)
converted = State("converted", "已转普通程序", final=True)

OFFICERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
HEADS = (Role.TEAM_HEAD, Role.BUREAU_LEADER)

ON_THE_SPOT_DECISION = "on_the_spot_decision"

RECORD_FILING = Clock("CK04")
PAY = Clock("CK12", on="served_at", when="is_payable")
RECONSIDERATION = Clock("CK30", on="served_at", when="is_served")
HAND_IN = Clock("CK14")
DEPOSIT = Clock("CK15")

OPENED_IN_TIME_BY_ITS_BODY = (must.discovery_comes_before_opening, must.organ_may_open)

ESTABLISHED_AT_THE_SCENE = (
    must.two_certified_officers_were_there,
    must.certificates_were_shown,
    must.facts_are_evident,
    must.no_crime_is_suspected,
)
INFORMED_AND_HEARD = (must.party_was_informed, must.party_was_heard)
WITHIN_LIMIT_AND_ITEM = (
    must.within_on_the_spot_limit,
    must.penalty_has_its_basis,
    must.refusal_comes_before_fine,
    must.lighter_law_applies,
    must.choice_of_law_is_explained,
    must.lighter_law_was_weighed,
)
FINED_ONCE = (must.not_fined_before_for_this, must.may_be_fined_for_this_already)
AS_ANNOUNCED = (must.penalty_was_announced, must.fine_is_not_above_any_notice)
CIRCUMSTANCES_ARE_WEIGHED = (
    must.minor_is_treated_lighter,
    must.remedied_harm_counts,
    must.mitigation_has_its_ground,
    must.exemption_was_weighed,
)
PAPER_IS_COMPLETE_AND_DELIVERED = (
    must.decision_says_everything,
    must.remedy_begins_with_reconsideration,
    must.decision_is_handed_over,
    must.delivery_follows_decision,
    must.refusal_to_sign_is_noted,
)

SCENE = (
    Action(
        "discover",
        "发现并查处",
        START >> on_site,
        by=(*OFFICERS, SYSTEM),
        basis=cite("行政处罚法", 22, 24),
        takes=inputs.OpenSummary,
        given=(
            must.conduct_comes_before_discovery,
            must.item_governs_conduct,
            *OPENED_IN_TIME_BY_ITS_BODY,
        ),
    ),
    Action(
        "inspect",
        "现场检查",
        while_in(on_site),
        by=OFFICERS,
        basis=cite("行政处罚法", 42, 47, 55),
        takes=inputs.Inspect,
        given=(
            must.two_certified_officers_inspect,
            must.all_officers_are_certified,
            must.no_inspector_was_recused,
            must.certificates_are_shown_first,
            must.inspection_has_record,
        ),
    ),
    Action(
        "request_recusal",
        "申请回避",
        while_in(on_site),
        by=OFFICERS,
        basis=cite("行政处罚法", 43),
        takes=inputs.RequestRecusal,
    ),
    Action(
        "rule_on_recusal",
        "决定回避",
        while_in(on_site),
        by=HEADS,
        basis=cite("行政处罚法", 43),
        takes=inputs.RuleOnRecusal,
        needs=(must.a_request_is_open,),
        given=(must.head_rules_on_another,),
        happens_here=True,
    ),
    Action(
        "order_correction",
        "责令改正",
        while_in(on_site),
        by=OFFICERS,
        basis=cite("行政处罚法", 28),
        takes=inputs.OrderCorrection,
        given=(must.correction_is_not_ahead,),
    ),
)

PENALTY = (
    Action(
        "inform",
        "处罚前告知",
        while_in(on_site),
        by=OFFICERS,
        basis=cite("行政处罚法", 44),
        takes=inputs.Inform,
        needs=(must.party_can_answer_for_it,),
        given=(must.notice_gives_reasons, must.within_on_the_spot_limit),
    ),
    Action(
        "hear",
        "听取陈述申辩",
        while_in(on_site),
        by=OFFICERS,
        basis=cite("行政处罚法", 45),
        takes=inputs.Hear,
        needs=(must.party_was_informed,),
        given=(must.statement_is_reviewed, must.waiver_of_being_heard_is_signed),
    ),
    Action(
        "decide",
        "作出当场处罚决定",
        on_site >> decided,
        by=OFFICERS,
        takes=inputs.DecideOnTheSpot,
        needs=(
            must.organ_may_punish,
            *ESTABLISHED_AT_THE_SCENE,
            must.party_can_answer_for_it,
            *INFORMED_AND_HEARD,
            must.correction_was_ordered,
        ),
        given=(
            must.two_certified_officers_decide,
            must.no_decider_is_recused,
            *WITHIN_LIMIT_AND_ITEM,
            *FINED_ONCE,
            *AS_ANNOUNCED,
            *CIRCUMSTANCES_ARE_WEIGHED,
            *PAPER_IS_COMPLETE_AND_DELIVERED,
        ),
        papers=(ON_THE_SPOT_DECISION,),
        starts=(RECORD_FILING, PAY, RECONSIDERATION),
    ),
)

MONEY = (
    Action(
        "collect",
        "当场收缴",
        decided >> paid,
        by=OFFICERS,
        basis=cite("行政处罚法", 68, 69, 70),
        takes=inputs.Collect,
        needs=(owed.there_is_a_fine,),
        given=(owed.may_collect_on_the_spot, owed.special_receipt_is_given),
        stops=(PAY,),
        starts=(HAND_IN,),
    ),
    Action(
        "record_payment",
        "登记银行缴款",
        decided >> paid,
        by=OFFICERS,
        basis=cite("行政处罚法", 67),
        takes=inputs.RecordPayment,
        needs=(owed.there_is_a_fine,),
        given=(owed.officers_take_no_money,),
        stops=(PAY,),
    ),
    Action(
        "hand_in",
        "上缴机关",
        while_in(paid),
        by=OFFICERS,
        basis=cite("行政处罚法", 71),
        takes=inputs.TakeHandIn,
        needs=(owed.money_is_with_the_officer,),
        stops=(HAND_IN,),
        starts=(DEPOSIT,),
    ),
    Action(
        "deposit",
        "缴付银行",
        while_in(paid),
        by=OFFICERS,
        basis=cite("行政处罚法", 71),
        takes=inputs.TakeDeposit,
        needs=(owed.money_is_with_the_organ,),
        stops=(DEPOSIT,),
    ),
)

END = (
    Action(
        "file_record",
        "备案",
        while_in(decided, paid),
        by=OFFICERS,
        basis=cite("行政处罚法", "52.3"),
        takes=inputs.FileRecord,
        stops=(RECORD_FILING,),
    ),
    Action(
        "close",
        "结案",
        from_any(decided, paid) >> closed,
        by=OFFICERS,
        basis=cite("行政处罚法", 47),
        needs=(owed.record_is_filed, owed.fine_is_paid, owed.collected_money_is_banked),
        # The party keeps its remedy; only the watch over its period ends with the case.
        stops=(RECONSIDERATION,),
        happens_here=True,
    ),
    Action(
        "exempt",
        "不予处罚",
        on_site >> exempted,
        by=OFFICERS,
        basis=cite("行政处罚法", 30, 31, 33),
        takes=inputs.Exempt,
        needs=ESTABLISHED_AT_THE_SCENE,
        given=(must.exemption_has_its_ground, must.absence_of_fault_is_proved),
    ),
    Action(
        "convert",
        "转普通程序",
        on_site >> to_convert,
        by=OFFICERS,
        basis=cite("行政处罚法", 54),
        takes=inputs.Convert,
        happens_here=True,
    ),
    Action(
        "take_over",
        "转入普通程序",
        to_convert >> converted,
        by=(*OFFICERS, HEADS[-1]),
        basis=cite("行政处罚法", 54),
        takes=inputs.TakeOver,
        happens_here=True,
    ),
    Action(
        "take_back",
        "退回继续查处",
        to_convert >> on_site,
        by=HEADS,
        takes=inputs.TakeBack,
        happens_here=True,
    ),
)

ADOPTION = adopting(
    (on_site, to_convert, decided, paid), by=(*OFFICERS, SYSTEM), takes=inputs.AdoptCase
)
"""A case that began elsewhere stands where it stood; what was told of it satisfies no guard."""

STATES = (on_site, to_convert, decided, paid, closed, exempted, converted)

COMMON = handling_acts(STATES, by=OFFICERS, heads=HEADS)

SUMMARY = Procedure(
    "case.summary",
    "简易程序",
    basis=cite("行政处罚法", 51, 52, 53),
    since=date(2021, 7, 15),
    confidentiality="enforcement",
    states=STATES,
    actions=(*SCENE, *PENALTY, *MONEY, *END, *ADOPTION, *COMMON),
)
