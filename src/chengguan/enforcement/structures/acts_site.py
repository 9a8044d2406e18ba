"""Acts from the find to the verdict, what is owed while it stands, and the ends that pull nothing
down."""

from typing import Any

from chengguan.core.org.kinds import Role
from chengguan.enforcement.structures import guards as must
from chengguan.enforcement.structures import guards_care as care
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.states import (
    ALL,
    BUILDING,
    BY,
    GONE,
    HEADS,
    INTAKE,
    LISTERS,
    LOOKS,
    OFFICE,
    REPLY,
    SAFE,
    SCREENERS,
    SETTLE,
    STANDING,
    STATES,
    VISIT,
    VISIT_ACTIVE,
    archived,
    checked,
    confiscated,
    found,
    legalised,
    listed,
    retained,
    transferred,
    voided,
)
from chengguan.law.citations import cite
from chengguan.law.guards import Guard
from chengguan.law.procedure import START, Action, from_any, while_in

PLANNING = cite("城乡规划法", 64)
SITE_RULE = cite("沪拆违规定", 7)
OWN = cite("违建治理口径")
SHEET_PAPER = "structure_sides"
SCREENED = (listed, checked, retained)

SITE = (
    Action(
        "register",
        "登记新增违建",
        START >> found,
        by=INTAKE,
        basis=SITE_RULE,
        takes=inputs.Register,
        given=(must.structure_place_is_named, must.entry_has_a_whole_position),
        starts=(VISIT, VISIT_ACTIVE, REPLY, SETTLE),
    ),
    Action(
        "list_stock",
        "登记存量违建",
        START >> listed,
        by=LISTERS,
        basis=cite("沪拆违规定", 6),
        takes=inputs.ListStock,
        given=(must.structure_place_is_named, must.entry_has_a_whole_position),
    ),
    Action(
        "check_on_site",
        "到场取证",
        from_any(found, listed) >> checked,
        by=BY,
        basis=SITE_RULE,
        takes=inputs.CheckOnSite,
        given=(must.two_certified_officers, must.photos_have_a_view),
        stops=(VISIT, VISIT_ACTIVE),
    ),
    Action(
        "add_view",
        "补充取证照片",
        while_in(*STANDING),
        by=BY,
        basis=OWN,
        takes=inputs.AddView,
        given=(must.photos_have_a_view,),
    ),
    Action("amend", "更新登记信息", while_in(*STANDING), by=BY, basis=OWN, takes=inputs.Amend),
    Action(
        "identify",
        "认定",
        while_in(checked, retained, *BUILDING),
        by=(*BY, Role.FIELD_SECTION),
        basis=PLANNING,
        takes=inputs.Identify,
    ),
    Action(
        "answer_reporter",
        "反馈举报人",
        while_in(*STATES),
        by=BY,
        basis=cite("沪拆违规定", "5.4"),
        takes=inputs.AnswerReporter,
        needs=(must.somebody_reported_it,),
        stops=(REPLY,),
    ),
)


def owed(key: str, title: str, takes: type, *given: Guard, **more: Any) -> Action:
    """An act that is owed, or possible, as long as the structure stands."""
    usual: dict[str, Any] = {"by": BY, "basis": OWN, "takes": takes, "given": given}
    return Action(key, title, while_in(*STANDING), **usual | more)


def decided(key: str, title: str) -> Action:
    """A screening is decided by another than who proposed it, with one word or the other."""
    return Action(
        key,
        title,
        while_in(*SCREENED),
        by=SCREENERS,
        basis=OWN,
        takes=inputs.DecideScreening,
        needs=(care.a_screening_waits, care.screening_is_decided_by_another),
        happens_here=True,
    )


CARE = (
    owed(
        "check_safety", "安全排查登记", inputs.CheckSafety, care.next_check_in_time, starts=(SAFE,)
    ),
    owed("report_hazard", "登记隐患", inputs.ReportHazard, care.next_day_is_not_over),
    owed("rectify_hazard", "登记隐患整改", inputs.RectifyHazard, care.hazard_is_open),
    owed(
        "close_hazard",
        "隐患销号",
        inputs.CloseHazard,
        care.hazard_is_open,
        care.hazard_closed_by_another,
        by=(*BY, Role.FIELD_SECTION),
        happens_here=True,
    ),
    owed("assign_side", "确定责任人", inputs.AssignSide, care.next_day_is_not_over),
    Action(
        "issue_sheet",
        "出具责任告知书",
        while_in(*STANDING),
        by=BY,
        basis=OWN,
        needs=(care.every_side_has_its_name,),
        papers=(SHEET_PAPER,),
    ),
    owed("sign_side", "登记责任告知书", inputs.SignSide, care.side_is_assigned),
    owed(
        "visit_side",
        "登记责任方走访",
        inputs.VisitSide,
        care.side_is_assigned,
        care.next_day_is_not_over,
    ),
    Action(
        "propose_screening",
        "提出甄别",
        while_in(*SCREENED),
        by=(*BY, Role.FIELD_SECTION),
        basis=OWN,
        takes=inputs.ProposeScreening,
        needs=(care.no_screening_is_open,),
        happens_here=True,
    ),
    decided("approve_screening", "同意甄别"),
    decided("refuse_screening", "不同意甄别"),
    owed("ask_consent", "登记试点征询", inputs.AskConsent, care.consent_is_of_a_pilot),
    owed("locate", "标绘位置和轮廓", inputs.Locate, care.outline_encloses_something),
)

ENDS = (
    Action(
        "retain",
        "甄别保留",
        from_any(listed, checked) >> retained,
        by=SCREENERS,
        basis=OWN,
        takes=inputs.Retain,
        needs=(care.may_be_retained,),
    ),
    Action(
        "legalise",
        "登记补办",
        from_any(checked, retained, *BUILDING) >> legalised,
        by=(*BY, *OFFICE),
        basis=PLANNING,
        takes=inputs.Legalise,
        needs=(must.can_be_corrected,),
        stops=ALL,
    ),
    Action(
        "confiscate",
        "登记没收",
        checked >> confiscated,
        by=HEADS,
        basis=PLANNING,
        takes=inputs.Confiscate,
        needs=(must.cannot_be_demolished,),
        stops=ALL,
    ),
    Action(
        "transfer",
        "移送其他部门",
        from_any(found, checked) >> transferred,
        by=HEADS,
        basis=SITE_RULE,
        takes=inputs.Transfer,
        stops=ALL,
    ),
    Action(
        "void",
        "作废登记",
        from_any(found, listed, checked) >> voided,
        by=HEADS,
        basis=OWN,
        takes=inputs.Void,
        needs=(must.is_not_illegal,),
        stops=ALL,
    ),
    Action(
        "regrow",
        "登记反弹",
        from_any(*GONE, archived) >> found,
        by=(*BY, Role.DISPATCHER),
        basis=SITE_RULE,
        takes=inputs.Regrow,
        starts=(VISIT, VISIT_ACTIVE, SETTLE),
        stops=LOOKS,
        reopens=True,
    ),
)
