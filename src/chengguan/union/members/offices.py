"""Who applies, who keeps members, which organs are unions. Imports no model of its own."""

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, OrganKind, Role

UNIONS = (
    OrganKind.BUREAU_UNION,
    OrganKind.OFFICE_UNION,
    OrganKind.BRIGADE_UNION,
    OrganKind.BASE_UNION,
)
"""Organs that have members; a group belongs to one of them."""
COMMITTEES = (OrganKind.AUDIT_COMMITTEE, OrganKind.WOMEN_COMMITTEE)

KEEPERS = (Role.BASE_UNION_CHAIR, Role.UNION_STAFF)
"""Chair and staff; the leader of a group is its chair: the role at the group itself."""
APPLICANTS = (*sorted(ENFORCEMENT_ROLES), Role.PERSONNEL, Role.BRANCH_SECRETARY, Role.MEMBER)
"""Whoever works here applies for himself."""
OWNERS = frozenset({*APPLICANTS, *KEEPERS, Role.UNION_AUDITOR, Role.WOMENS_COMMITTEE})
"""Who has a page of his own: whoever is a member or may become one."""
READERS = (*KEEPERS, Role.UNION_AUDITOR, Role.WOMENS_COMMITTEE)
"""Who opens the pages of the unions themselves; of members the keepers alone."""
