"""Who keeps a plan, who owes its items, who reads them. Imports no model."""

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.work import confidentiality

KEEPERS = (Role.FIELD_SECTION, Role.BUREAU_LEADER, Role.UNION_STAFF)
"""Who takes a plan in, issues it, rules on adjustments and ends items."""
CLOSERS = (*KEEPERS, Role.SUPERIOR_UNION)
"""Who decides that an item is done or given up; never the one who said so or who owes it."""
OWNERS = (
    Role.TEAM_HEAD,
    Role.BASE_UNION_CHAIR,
    Role.WOMENS_COMMITTEE,
    Role.UNION_AUDITOR,
    Role.FIELD_SECTION,
    Role.UNION_STAFF,
    Role.BUREAU_LEADER,
)
"""Who answers for an organ, the first that somebody holds there."""
LEADERS = (Role.BUREAU_LEADER, Role.UNION_STAFF)
"""To whom a report that did not come climbs last."""
READERS = ENFORCEMENT_ROLES | {
    Role.UNION_STAFF,
    Role.BASE_UNION_CHAIR,
    Role.WOMENS_COMMITTEE,
    Role.UNION_AUDITOR,
    Role.SUPERIOR_UNION,
    Role.PERSONNEL,
}

PLAN = confidentiality.declare("plan", number=22, readers=READERS, is_ordinary=True)
"""Ordinary inside the own tree: a bureau's plan stays in its tree, a union's in the union's."""
