"""装修违规: found, dissuaded, corrected or reported; and what became of the report.

One report reaches everybody at once; the competent body answers, and the company hears of it. A
missed duty goes to the housing department as a proposal.
"""

from datetime import date

from chengguan.core.org.kinds import Role
from chengguan.core.work.handling import handling_acts
from chengguan.core.work.hands import NOTE_MISTAKE
from chengguan.core.work.permission import SYSTEM
from chengguan.enforcement.estates import guards_finding as must
from chengguan.enforcement.estates import inputs
from chengguan.enforcement.estates.classes import ESTATES, MANAGER, OFFICERS, RECEIVERS
from chengguan.law.citations import cite
from chengguan.law.procedure import START, Action, Clock, Procedure, State, from_any, while_in

DISSUASION_SLIP, REPORT_SHEET = "dissuasion_slip", "property_report"
REPORT = Clock("CK51")
VISITS = tuple(Clock(ref) for ref in ("CK46", "CK47", "EST_VISIT_URGENT", "EST_VISIT"))
"""Of these one starts with a report: which, the point and the moment say."""
BODIES = (*OFFICERS, Role.LIAISON)

found = State("found", "已发现")
dissuaded = State("dissuaded", "已劝阻")
refused = State("refused", "拒不改正")
reported = State("reported", "已报告待处理")
disputed = State("disputed", "待裁定主管")
answered = State("answered", "已答复")
corrected = State("corrected", "已改正", final=True)
by_agreement = State("by_agreement", "按协议处理", final=True)
settled = State("settled", "报告了结", final=True)
withdrawn = State("withdrawn", "已撤回", final=True)
STATES = (
    found,
    dissuaded,
    refused,
    reported,
    disputed,
    answered,
    corrected,
    by_agreement,
    settled,
    withdrawn,
)
DUTY = cite("沪物业规定", 59)

COMPANY = (
    Action(
        "find",
        "登记发现",
        START >> found,
        by=MANAGER,
        takes=inputs.Find,
        given=(must.works_are_on_record,),
    ),
    Action(
        "dissuade",
        "劝阻、制止",
        found >> dissuaded,
        by=MANAGER,
        takes=inputs.Dissuade,
        papers=(DISSUASION_SLIP,),
    ),
    Action(
        "correct",
        "确认改正",
        from_any(found, dissuaded, refused) >> corrected,
        by=MANAGER,
        takes=inputs.Correct,
        stops=(REPORT,),
    ),
    Action(
        "refuse",
        "拒不改正",
        dissuaded >> refused,
        by=MANAGER,
        takes=inputs.RefuseToCorrect,
    ),
    Action(
        "settle_by_agreement",
        "按协议处理",
        from_any(found, dissuaded, refused) >> by_agreement,
        by=MANAGER,
        takes=inputs.SettleByAgreement,
        needs=(must.is_a_breach_only,),
    ),
    Action(
        "report",
        "报告",
        from_any(found, dissuaded, refused) >> reported,
        by=MANAGER,
        takes=inputs.Report,
        needs=(must.concerns_an_authority,),
        stops=(REPORT,),
        papers=(REPORT_SHEET,),
        happens_here=True,
    ),
    Action(
        "withdraw_finding",
        "撤回发现",
        from_any(found, dissuaded, refused) >> withdrawn,
        by=(*MANAGER, Role.TEAM_HEAD),
        takes=inputs.Withdraw,
        given=(must.withdrawn_by_another,),
        stops=(REPORT,),
        happens_here=True,
    ),
    Action("settle", "确认了结", answered >> settled, by=MANAGER, takes=inputs.Settle),
)

BODY = (
    Action(
        "acknowledge",
        "签收报告",
        while_in(reported, disputed, answered),
        by=RECEIVERS,
        needs=(must.my_organ_has_not_signed,),
        happens_here=True,
    ),
    Action(
        "go_on_site",
        "到场",
        while_in(reported),
        by=BODIES,
        takes=inputs.GoOnSite,
        needs=(must.my_organ_is_competent,),
        stops=VISITS,
    ),
    Action(
        "answer",
        "答复",
        reported >> answered,
        by=BODIES,
        takes=inputs.Answer,
        needs=(must.my_organ_is_competent, must.building_was_visited),
        stops=VISITS,
        happens_here=True,
    ),
    Action(
        "return_as_not_ours",
        "退转",
        while_in(reported),
        by=BODIES,
        takes=inputs.NotOurs,
        needs=(must.my_organ_is_competent, must.not_returned_yet),
        happens_here=True,
    ),
    Action(
        "ask_ruling",
        "提请裁定",
        reported >> disputed,
        by=BODIES,
        takes=inputs.NotOurs,
        needs=(must.my_organ_is_competent, must.returned_and_not_ruled),
        happens_here=True,
    ),
    Action(
        "rule",
        "裁定主管",
        disputed >> reported,
        by=(Role.FIELD_SECTION,),
        takes=inputs.RuleCompetence,
        happens_here=True,
    ),
    Action(
        "take_over_finding",
        "发现随小区移交",
        while_in(found, dissuaded, refused, reported, disputed, answered),
        by=(SYSTEM,),
        takes=inputs.TakeOver,
        happens_here=True,
    ),
    Action(
        "hear_of_lead",
        "线索结果回填",
        while_in(reported, disputed, answered, settled),
        by=(SYSTEM,),
        takes=inputs.HearOfLead,
        happens_here=True,
    ),
)


def _mistakes(states: tuple[State, ...], by: tuple[str, ...]) -> tuple[Action, ...]:
    return tuple(a for a in handling_acts(states, by=by, heads=by) if a.key == NOTE_MISTAKE)


FINDING = Procedure(
    "finding",
    "装修违规",
    basis=DUTY,
    since=date(2020, 12, 30),
    confidentiality=ESTATES.key,
    states=STATES,
    actions=(*COMPANY, *BODY, *_mistakes(STATES, (*MANAGER, *BODIES))),
)

# -- 物业履职移送 ------------------------------------------------------------------------------

proposed = State("proposed", "待审核发出")
sent = State("sent", "已移送待答复")
replied = State("replied", "移送已答复", final=True)
dropped = State("dropped", "不予移送", final=True)
REPLY = Clock("DUTY_REPLY")
CHECKERS = (Role.TEAM_HEAD, Role.FIELD_SECTION)

DUTY_REFERRAL = Procedure(
    "duty_referral",
    "物业履职移送",
    basis=cite("沪物业规定", 59, 87),
    since=date(2020, 12, 30),
    confidentiality=ESTATES.key,
    states=(proposed, sent, replied, dropped),
    actions=(
        Action(
            "propose",
            "提出移送",
            START >> proposed,
            by=(*OFFICERS, Role.FIELD_SECTION),
            takes=inputs.Propose,
            given=(must.duty_was_missed,),
            happens_here=True,
        ),
        Action(
            "send",
            "发出移送",
            proposed >> sent,
            by=CHECKERS,
            needs=(must.sent_by_another,),
            starts=(REPLY,),
            happens_here=True,
        ),
        Action(
            "drop",
            "不予移送",
            proposed >> dropped,
            by=CHECKERS,
            takes=inputs.Drop,
            needs=(must.sent_by_another,),
            happens_here=True,
        ),
        Action(
            "answer_referral",
            "答复移送",
            sent >> replied,
            by=(Role.LIAISON,),
            takes=inputs.AnswerReferral,
            stops=(REPLY,),
            happens_here=True,
        ),
        *_mistakes((proposed, sent, replied, dropped), (*OFFICERS, Role.LIAISON)),
    ),
)
