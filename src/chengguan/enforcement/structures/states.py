"""The states of an illegal structure, who acts on it, and its clocks."""

from chengguan.core.org.kinds import Role
from chengguan.core.work.permission import HANDLER, SYSTEM
from chengguan.law.procedure import Clock, State

listed = State("listed", "存量在册")
found = State("found", "待现场取证")
checked = State("checked", "已取证待处置")
paused = State("paused", "已责令暂停")
stop_ordered = State("stop_ordered", "已责令停止建设")
refused = State("refused", "拒不停止或者拒拆")
ordered = State("ordered", "已责令限期拆除")
urged = State("urged", "已催告")
forced_decided = State("forced_decided", "已决定强制拆除")
retained = State("retained", "甄别保留")
demolished = State("demolished", "已拆除待复核")
inspected = State("inspected", "待再核")
accepted = State("accepted", "已销项回头看")
archived = State("archived", "已归档", final=True)
legalised = State("legalised", "已补办", final=True)
confiscated = State("confiscated", "已没收", final=True)
transferred = State("transferred", "已移送", final=True)
voided = State("voided", "已作废", final=True)

STATES = (
    listed,
    found,
    checked,
    paused,
    stop_ordered,
    refused,
    ordered,
    urged,
    forced_decided,
    retained,
    demolished,
    inspected,
    accepted,
    archived,
    legalised,
    confiscated,
    transferred,
    voided,
)
BUILDING = (paused, stop_ordered, refused)
UNDER_ORDER = (ordered, urged, forced_decided)
STANDING = (listed, found, checked, *BUILDING, *UNDER_ORDER, retained)
"""It is still there."""
GONE = (demolished, inspected, accepted)
SETTLED = (*GONE, archived, legalised, confiscated, transferred)
"""Removed or lawfully settled: what the dynamic zero counts as done."""

OFFICERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
BY = (*OFFICERS, HANDLER)
HEADS = (Role.TEAM_HEAD, Role.BUREAU_LEADER)
OFFICE = (Role.FIELD_SECTION, Role.LEGAL_REVIEWER, *HEADS)
"""Who records what the government decided, and what courts and reconsideration bodies said."""
INTAKE = (*OFFICERS, Role.DISPATCHER, SYSTEM)
LISTERS = (Role.FIELD_SECTION, Role.SQUAD_LEADER, Role.TEAM_HEAD, SYSTEM)
SCREENERS = (Role.FIELD_SECTION, *HEADS)

VISIT = Clock("CK46", when="is_finished")
VISIT_ACTIVE = Clock("CK47", when="is_under_construction")
REPLY = Clock("CK48", when="is_reported")
NOTICE = Clock("CK49")
SETTLE = Clock("ST_SETTLE")
LOOK_1, LOOK_3, LOOK_6 = Clock("ST_LOOK_1"), Clock("ST_LOOK_3"), Clock("ST_LOOK_6")
LOOKS = (LOOK_1, LOOK_3, LOOK_6)
SAFE = Clock("ST_SAFE", when="has_next", due="next_on")
HAZARD, CALL = Clock("ST_HAZARD"), Clock("ST_CALL")
"""Of several hazards and sides the earliest day counts: the effects start them."""
OWED = (SAFE, HAZARD, CALL)
"""What is owed as long as it stands."""
ALL = (VISIT, VISIT_ACTIVE, NOTICE, SETTLE, *LOOKS, *OWED)
"""What ends with the matter; who reported is owed an answer all the same."""
