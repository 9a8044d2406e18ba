"""Who applies, who handles care, which organs are unions. Imports no model of its own."""

from chengguan.core.org.kinds import OrganKind, Role

UNIONS = (
    OrganKind.BUREAU_UNION,
    OrganKind.OFFICE_UNION,
    OrganKind.BRIGADE_UNION,
    OrganKind.BASE_UNION,
)
STAFF = (str(Role.UNION_STAFF),)
"""The staff of the very union, and nobody above them."""

OUTSIDE = frozenset(
    {
        Role.PROPERTY_MANAGER,
        Role.RESIDENT,
        Role.RESIDENTS_COMMITTEE,
        Role.LIAISON,
        Role.SUPERIOR_UNION,
        Role.EXPERT,
    }
)
APPLICANTS = tuple(str(role) for role in Role if role not in OUTSIDE)
"""Whoever works here applies for himself, whatever his office."""
