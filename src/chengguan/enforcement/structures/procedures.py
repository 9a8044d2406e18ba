"""违法建筑: from the find, or the census, to demolition, acceptance and the last look-back.

What is being erected is paused, ordered to stop and, refused, forced down at once; what is
finished goes the long way of order, service, urging and the government's decision. The party may
take it down himself at any time. What grows again reopens the same record.
"""

from datetime import date

from chengguan.core.work.handling import handling_acts
from chengguan.core.work.permission import HANDLER
from chengguan.enforcement.structures.acts_orders import ORDERS
from chengguan.enforcement.structures.acts_removal import REMOVAL
from chengguan.enforcement.structures.acts_site import CARE, ENDS, SITE
from chengguan.enforcement.structures.states import HEADS, OFFICERS, STATES
from chengguan.law.citations import cite
from chengguan.law.procedure import Procedure

STRUCTURE = Procedure(
    "structure",
    "违法建筑查处",
    basis=cite("沪拆违规定", 7, 8, 9, 10, 11, 12, 13),
    since=date(2018, 5, 24),
    confidentiality="enforcement",
    states=STATES,
    actions=(
        *SITE,
        *ORDERS,
        *REMOVAL,
        *CARE,
        *ENDS,
        *handling_acts(STATES, by=OFFICERS, heads=HEADS, passes=(HANDLER, *HEADS)),
    ),
)
