"""Who reads what lies with the unions; shared by their apps, which do not import one another.

Nobody reads any of it by an office of enforcement, and no member by being one.
"""

from chengguan.core.org.kinds import UNION_ROLES, Role
from chengguan.core.work import confidentiality

OFFICES = UNION_ROLES - {Role.MEMBER}

UNION = confidentiality.declare("union", number=10, readers=OFFICES, is_ordinary=True)
"""Plans, heads of money, activities: ordinary inside the unions."""

MEMBERSHIP = confidentiality.declare(
    "membership", number=11, readers=[Role.UNION_STAFF, Role.BASE_UNION_CHAIR]
)
"""Who is a member and since when: the staff and the chair of the very union."""

CARE = confidentiality.declare("care", number=12, readers=[Role.UNION_STAFF])
"""Illness, hardship, family: the staff of the very union, and nobody above them."""

INSURANCE = confidentiality.declare("insurance", number=13, readers=[Role.UNION_STAFF])
"""Cover and claims: the staff of the very union."""
