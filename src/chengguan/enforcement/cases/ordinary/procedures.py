"""普通程序: from verification to the archive, stage by stage."""

from datetime import date

from chengguan.core.work.adoption import adopting
from chengguan.core.work.permission import SYSTEM
from chengguan.enforcement.cases.inputs import AdoptCase
from chengguan.enforcement.cases.ordinary.acts_adopted import ADOPTED
from chengguan.enforcement.cases.ordinary.acts_decision import DECIDING
from chengguan.enforcement.cases.ordinary.acts_execution import EXECUTION
from chengguan.enforcement.cases.ordinary.acts_investigation import INVESTIGATION
from chengguan.enforcement.cases.ordinary.acts_transfer import TRANSFER
from chengguan.enforcement.cases.ordinary.handling import handled
from chengguan.enforcement.cases.ordinary.states import OFFICERS, STATES
from chengguan.law.citations import cite
from chengguan.law.procedure import Procedure

TAKING_OVER = adopting(
    (state for state in STATES if not state.held), by=(*OFFICERS, SYSTEM), takes=AdoptCase
)
"""A case that began elsewhere stands where it stood; one that was held, where it was held."""

ORDINARY = Procedure(
    "case.ordinary",
    "普通程序",
    basis=cite("行政处罚法", 54, 55, 56, 57, 58, 59, 60, 61),
    since=date(2021, 7, 15),
    confidentiality="enforcement",
    states=STATES,
    actions=(*handled((*INVESTIGATION, *TRANSFER, *DECIDING, *EXECUTION, *ADOPTED)), *TAKING_OVER),
)
