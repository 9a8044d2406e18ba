"""Who sees boards, issues bulletins and reads scores. Imports no model."""

from chengguan.core.org.kinds import Role
from chengguan.plans.annual.offices import KEEPERS, OWNERS, PLAN, READERS

ISSUERS = KEEPERS
"""Who issues a bulletin and has a report made: the keepers of the plan."""
WATCHERS = frozenset({*KEEPERS, Role.SUPERVISOR, Role.SUPERIOR_UNION})
"""Who has the late items of the year on a tile of the first page."""
BULLETIN = PLAN
"""Read like the plan that it tells of: ordinary inside its own tree."""

__all__ = ["BULLETIN", "ISSUERS", "OWNERS", "READERS", "WATCHERS"]
