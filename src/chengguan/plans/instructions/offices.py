"""Who instructs, who answers for a unit, who reads 批示 and 督办. Imports no model."""

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.work import confidentiality

LEADERS = (Role.BUREAU_LEADER, Role.UNION_STAFF)
"""Who writes an instruction, to what stands below his own organ."""
OFFICE = (*LEADERS, Role.SUPERVISOR)
"""Who reminds, sends back and signs off for the organ that instructed."""
HEADS = (
    Role.TEAM_HEAD,
    Role.BASE_UNION_CHAIR,
    Role.FIELD_SECTION,
    Role.WOMENS_COMMITTEE,
    Role.BUREAU_LEADER,
    Role.UNION_STAFF,
)
"""Who answers for an organ, the first that somebody holds there."""
READERS = ENFORCEMENT_ROLES | {Role.UNION_STAFF, Role.BASE_UNION_CHAIR, Role.WOMENS_COMMITTEE}

INSTRUCTION = confidentiality.declare("instruction", number=21, readers=READERS, is_ordinary=True)
"""Ordinary inside the own tree: a bureau's stay in its tree, a union's in the union's."""
