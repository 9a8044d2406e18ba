"""Who runs benefits, who is a member, which organs are unions. Imports no model of its own."""

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, OrganKind, Role

UNIONS = (
    OrganKind.BUREAU_UNION,
    OrganKind.OFFICE_UNION,
    OrganKind.BRIGADE_UNION,
    OrganKind.BASE_UNION,
)
STAFF = (Role.UNION_STAFF,)
"""Runs what its union organises."""
MEMBERS = (
    *sorted(ENFORCEMENT_ROLES),
    Role.PERSONNEL,
    Role.BRANCH_SECRETARY,
    Role.MEMBER,
    Role.BASE_UNION_CHAIR,
    Role.UNION_AUDITOR,
    Role.WOMENS_COMMITTEE,
)
"""Whoever works here may be a member and sees what is his own."""
