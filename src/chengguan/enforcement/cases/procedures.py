"""简易程序: a penalty decided, handed over and, in a few cases, collected at the scene.

行政处罚法 51–53 with what binds every penalty (27–45) and every fine (67–71).
"""

from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.work.permission import SYSTEM
from chengguan.enforcement.cases import inputs
from chengguan.enforcement.cases.guards import (
    a_request_is_open,
    all_officers_are_certified,
    certificates_are_shown_first,
    certificates_were_shown,
    collected_money_is_banked,
    correction_was_ordered,
    decision_is_handed_over,
    decision_says_everything,
    exemption_has_its_ground,
    exemption_was_weighed,
    facts_are_evident,
    fine_is_not_above_any_notice,
    fine_is_paid,
    head_rules_on_another,
    inspection_has_record,
    item_governs_conduct,
    lighter_law_applies,
    may_collect_on_the_spot,
    minor_is_treated_lighter,
    mitigation_has_its_ground,
    money_is_with_the_officer,
    money_is_with_the_organ,
    no_crime_is_suspected,
    no_decider_is_recused,
    no_inspector_was_recused,
    not_fined_before_for_this,
    notice_gives_reasons,
    officers_take_no_money,
    organ_is_competent,
    party_can_answer_for_it,
    party_was_heard,
    party_was_informed,
    penalty_has_its_basis,
    penalty_was_announced,
    record_is_filed,
    refusal_comes_before_fine,
    refusal_to_sign_is_noted,
    remedied_harm_counts,
    special_receipt_is_given,
    statement_is_reviewed,
    there_is_a_fine,
    two_certified_officers_decide,
    two_certified_officers_inspect,
    two_certified_officers_were_there,
    within_on_the_spot_limit,
)
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
decided = State("decided", "已当场决定")
paid = State("paid", "已缴款")
closed = State("closed", "已结案", final=True)
converted = State("converted", "已转普通程序", final=True)
exempted = State("exempted", "不予处罚", final=True)

OFFICERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
HEADS = (Role.TEAM_HEAD, Role.BUREAU_LEADER)

ON_THE_SPOT_DECISION = "on_the_spot_decision"

RECORD_FILING = Clock("CK04")
PAY = Clock("CK12", on="served_at", when="is_payable")
RECONSIDERATION = Clock("CK30", on="served_at", when="is_served")
HAND_IN = Clock("CK14")
DEPOSIT = Clock("CK15")

SUMMARY = Procedure(
    "case.summary",
    "简易程序",
    basis=cite("行政处罚法", 51, 52, 53),
    since=date(2021, 7, 15),
    confidentiality="enforcement",
    states=(on_site, decided, paid, closed, converted, exempted),
    actions=(
        Action(
            "discover",
            "发现并查处",
            START >> on_site,
            by=(*OFFICERS, SYSTEM),
            basis=cite("行政处罚法", 22, 24, 51),
            takes=inputs.OpenSummary,
            given=(organ_is_competent, item_governs_conduct),
        ),
        Action(
            "inspect",
            "现场检查",
            while_in(on_site),
            by=OFFICERS,
            basis=cite("行政处罚法", 42, 47, 55),
            takes=inputs.Inspect,
            given=(
                two_certified_officers_inspect,
                all_officers_are_certified,
                no_inspector_was_recused,
                certificates_are_shown_first,
                inspection_has_record,
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
            needs=(a_request_is_open,),
            given=(head_rules_on_another,),
        ),
        Action(
            "order_correction",
            "责令改正",
            while_in(on_site),
            by=OFFICERS,
            basis=cite("行政处罚法", 28),
            takes=inputs.OrderCorrection,
        ),
        Action(
            "inform",
            "处罚前告知",
            while_in(on_site),
            by=OFFICERS,
            basis=cite("行政处罚法", 44),
            takes=inputs.Inform,
            given=(notice_gives_reasons,),
        ),
        Action(
            "hear",
            "听取陈述申辩",
            while_in(on_site),
            by=OFFICERS,
            basis=cite("行政处罚法", 45),
            takes=inputs.Hear,
            needs=(party_was_informed,),
            given=(statement_is_reviewed,),
        ),
        Action(
            "decide",
            "作出当场处罚决定",
            on_site >> decided,
            by=OFFICERS,
            basis=cite("行政处罚法", 51, 52),
            takes=inputs.DecideOnTheSpot,
            needs=(
                two_certified_officers_were_there,
                certificates_were_shown,
                facts_are_evident,
                no_crime_is_suspected,
                party_can_answer_for_it,
                party_was_informed,
                party_was_heard,
                correction_was_ordered,
            ),
            given=(
                two_certified_officers_decide,
                no_decider_is_recused,
                within_on_the_spot_limit,
                penalty_has_its_basis,
                refusal_comes_before_fine,
                lighter_law_applies,
                not_fined_before_for_this,
                penalty_was_announced,
                fine_is_not_above_any_notice,
                minor_is_treated_lighter,
                remedied_harm_counts,
                mitigation_has_its_ground,
                exemption_was_weighed,
                decision_says_everything,
                decision_is_handed_over,
                refusal_to_sign_is_noted,
            ),
            paper=ON_THE_SPOT_DECISION,
            starts=(RECORD_FILING, PAY, RECONSIDERATION),
        ),
        Action(
            "collect",
            "当场收缴",
            decided >> paid,
            by=OFFICERS,
            basis=cite("行政处罚法", 68, 69, 70),
            takes=inputs.Collect,
            needs=(there_is_a_fine,),
            given=(may_collect_on_the_spot, special_receipt_is_given),
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
            needs=(there_is_a_fine,),
            given=(officers_take_no_money,),
            stops=(PAY,),
        ),
        Action(
            "hand_in",
            "上缴机关",
            while_in(paid),
            by=OFFICERS,
            basis=cite("行政处罚法", 71),
            takes=inputs.TakeHandIn,
            needs=(money_is_with_the_officer,),
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
            needs=(money_is_with_the_organ,),
            stops=(DEPOSIT,),
        ),
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
            basis=cite("行政处罚法", 47, 53),
            needs=(record_is_filed, fine_is_paid, collected_money_is_banked),
            # The party keeps its remedy; only the watch over its period ends with the case.
            stops=(RECONSIDERATION,),
        ),
        Action(
            "exempt",
            "不予处罚",
            on_site >> exempted,
            by=OFFICERS,
            basis=cite("行政处罚法", 30, 31, 33),
            takes=inputs.Exempt,
            needs=(facts_are_evident, no_crime_is_suspected),
            given=(exemption_has_its_ground,),
        ),
        Action(
            "convert",
            "转普通程序",
            on_site >> converted,
            by=OFFICERS,
            basis=cite("行政处罚法", 54),
            takes=inputs.Convert,
        ),
    ),
)
