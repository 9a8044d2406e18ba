"""Who reads what lies in estates, and the offices that act in it.

A class opens by the organ of the grant: a manager finds what lies with the offices he holds, a
committee or liaison what was shared with his organ.
"""

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, Role
from chengguan.core.work import confidentiality

MANAGER = (Role.PROPERTY_MANAGER,)
OFFICERS = (Role.OFFICER, Role.SQUAD_LEADER, Role.TEAM_HEAD)
RECEIVERS = (*OFFICERS, Role.RESIDENTS_COMMITTEE, Role.LIAISON)
KEEPERS = (Role.TEAM_HEAD, Role.FIELD_SECTION)
CHECKERS = (Role.SUPERVISOR, *KEEPERS)
"""Who keeps the registers of the community, and who checks the boards."""
READERS = ENFORCEMENT_ROLES | {Role.PROPERTY_MANAGER, Role.RESIDENTS_COMMITTEE, Role.LIAISON}

ESTATES = confidentiality.declare("estates", number=5, readers=READERS, is_ordinary=True)
"""Renovations, findings and reports: ordinary, for those to whom their organ belongs."""

RENOVATOR = confidentiality.declare("renovator", number=6, readers=MANAGER)
"""Who renovates: the managing office alone."""
