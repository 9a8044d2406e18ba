"""Acts of removal: by the party or by force; things, rubble, acceptance, look-backs."""

from chengguan.core.org.kinds import Role
from chengguan.enforcement.structures import guards as must
from chengguan.enforcement.structures import guards_care as care
from chengguan.enforcement.structures import inputs
from chengguan.enforcement.structures.states import (
    BY,
    GONE,
    HEADS,
    LOOKS,
    NOTICE,
    OWED,
    SETTLE,
    STANDING,
    UNDER_ORDER,
    VISIT,
    VISIT_ACTIVE,
    accepted,
    archived,
    demolished,
    inspected,
    refused,
)
from chengguan.law.citations import cite
from chengguan.law.procedure import Action, from_any, while_in

PROPERTY_PAPER, CLEANING_PAPER = "structure_property", "structure_cleaning"
RECORD_PAPER, FORCED_RECORD_PAPER = "structure_demolition", "structure_forced_demolition"
ACCEPTANCE_PAPER = "structure_acceptance"

OWN = cite("违建治理口径")
TAKING_DOWN = (VISIT, VISIT_ACTIVE, NOTICE, SETTLE, *OWED)

REMOVAL = (
    Action(
        "demolish",
        "登记拆除",
        from_any(*STANDING) >> demolished,
        by=BY,
        basis=cite("沪拆违规定", "10.1"),
        takes=inputs.Demolish,
        given=(must.way_is_the_partys, must.whole_area),
        stops=TAKING_DOWN,
        papers=(RECORD_PAPER,),
    ),
    Action(
        "demolish_part",
        "登记部分拆除",
        while_in(*STANDING),
        by=BY,
        basis=cite("沪拆违规定", "10.1"),
        takes=inputs.Demolish,
        given=(must.way_is_the_partys, must.part_of_the_area),
    ),
    Action(
        "notify_property",
        "通知取走财物",
        while_in(refused, *UNDER_ORDER),
        by=BY,
        basis=cite("沪拆违规定", "12.1"),
        takes=inputs.NotifyProperty,
        given=(must.taking_out_is_not_over,),
        papers=(PROPERTY_PAPER,),
    ),
    Action(
        "force_demolition",
        "强制拆除",
        from_any(*STANDING) >> demolished,
        by=BY,
        basis=cite("行政强制法", 44),
        takes=inputs.ForceDemolition,
        needs=(
            must.remedies_have_lapsed,
            must.government_has_decided,
            must.forced_was_announced,
            must.stop_was_refused,
            must.property_was_told,
            must.at_once_is_doubtful,
        ),
        given=(
            must.two_certified_officers_demolish,
            must.whole_area,
            must.neither_night_nor_holiday,
            must.kept_things_have_a_term,
        ),
        stops=TAKING_DOWN,
        papers=(FORCED_RECORD_PAPER,),
    ),
    Action(
        "claim_thing",
        "登记财物领取",
        while_in(*GONE),
        by=BY,
        basis=cite("沪拆违规定", "12.1"),
        takes=inputs.ClaimThing,
        given=(care.thing_is_kept,),
    ),
    Action(
        "dispose_thing",
        "登记财物处置",
        while_in(*GONE),
        by=BY,
        basis=cite("沪拆违规定", "12.1"),
        takes=inputs.DisposeThing,
        given=(care.thing_is_kept, must.claim_term_is_over),
    ),
    Action(
        "notify_cleaning",
        "通知清理垃圾",
        while_in(demolished),
        by=BY,
        basis=cite("沪拆违规定", 13),
        takes=inputs.NotifyCleaning,
        given=(must.partys_term_is_not_over,),
        papers=(CLEANING_PAPER,),
    ),
    Action(
        "inspect",
        "拆除复核",
        demolished >> inspected,
        by=(*BY, Role.FIELD_SECTION),
        basis=OWN,
        takes=inputs.Inspect,
        needs=(must.inspected_by_an_outsider,),
        given=(must.photos_of_the_same_view,),
    ),
    Action(
        "confirm_acceptance",
        "再核销项",
        inspected >> accepted,
        by=(*BY, Role.FIELD_SECTION),
        basis=OWN,
        takes=inputs.ConfirmAcceptance,
        needs=(must.confirmed_by_another, must.inspected_by_an_outsider),
        starts=LOOKS,
        papers=(ACCEPTANCE_PAPER,),
    ),
    Action(
        "return_inspection",
        "退回复核",
        inspected >> demolished,
        by=(*BY, Role.FIELD_SECTION),
        basis=OWN,
        takes=inputs.ReturnInspection,
        needs=(must.confirmed_by_another,),
        happens_here=True,
    ),
    Action(
        "look_again",
        "回头看登记",
        while_in(accepted),
        by=BY,
        basis=OWN,
        takes=inputs.LookAgain,
        needs=(must.a_look_is_owed,),
        given=(must.look_has_photos,),
    ),
    Action(
        "archive",
        "归档",
        accepted >> archived,
        by=(*BY, *HEADS),
        basis=OWN,
        needs=(must.all_looks_are_done, must.servants_unit_was_told),
        stops=LOOKS,
        happens_here=True,
    ),
)
