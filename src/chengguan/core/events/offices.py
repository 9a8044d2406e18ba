"""Who organises events and who may come upon them."""

from chengguan.core.org.kinds import ENFORCEMENT_ROLES, UNION_ROLES, Role
from chengguan.core.work import confidentiality

ORGANISERS = frozenset(
    {Role.UNION_STAFF, Role.BASE_UNION_CHAIR, Role.WOMENS_COMMITTEE, Role.PERSONNEL}
)
"""They open events for their own organ, and there alone see who comes."""

GUESTS = ENFORCEMENT_ROLES | UNION_ROLES | {Role.PERSONNEL, Role.BRANCH_SECRETARY, Role.EXPERT}
"""In whose menu events stand; who is invited to one is asked of the event."""

EVENTS = confidentiality.declare("events", number=14, readers=ORGANISERS, is_ordinary=True)
"""An event is found by the organisers of its organ and of those above, and by whoever is invited.
Its names are another matter: they open to the organisers of the very organ."""
