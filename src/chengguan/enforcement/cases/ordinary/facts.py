"""The facts of an ordinary case: what every case says, and the three stretches of its way.

``leaders`` are those who lead the organ or one above it on the day.

Each stretch is read only where an act of the state in hand can ask for it.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chengguan.core.org import queries as org
from chengguan.core.org.models import Grant
from chengguan.core.work import rules
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.hands import hands_of
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases import facts as cases
from chengguan.enforcement.cases.ordinary.facts_decision import Deciding
from chengguan.enforcement.cases.ordinary.facts_decision import read as deciding
from chengguan.enforcement.cases.ordinary.facts_execution import Execution
from chengguan.enforcement.cases.ordinary.facts_execution import read as execution
from chengguan.enforcement.cases.ordinary.facts_investigation import Investigation
from chengguan.enforcement.cases.ordinary.facts_investigation import read as investigation
from chengguan.enforcement.cases.ordinary.states import BEFORE_DECISION, HEADS


@dataclass(frozen=True, kw_only=True)
class OrdinaryFacts(cases.CaseFacts):
    """One ordinary case at the moment of an act."""

    discovered_at: datetime
    investigation: Investigation
    deciding: Deciding
    execution: Execution
    execution_suspended_since: datetime | None = None
    leaders: frozenset[int] = frozenset()

    @property
    def is_own(self) -> bool:
        """Whether whoever acts has had a hand in the case, or whoever he stands in for."""
        return not self.investigation.ever_officers.isdisjoint({self.by, *self.hands.names})


BEFORE_NOTICE = ("verifying", "to_docket")
"""Stages in which nothing can have been announced yet."""

BEFORE_A_DECISION = tuple(state.key for state in BEFORE_DECISION)
"""Stages in which the leaders may discuss the case."""


def facts(matter: Matter, at: At, by: Actor) -> OrdinaryFacts:
    """What happened after the moment of the act was not there yet."""
    case = cases.recorded(matter, at.occurred)
    found = investigation(case, at.occurred)
    return OrdinaryFacts(
        discovered_at=case.discovered_at,
        investigation=found,
        deciding=Deciding() if matter.state in BEFORE_NOTICE else deciding(case, at.occurred),
        execution=execution(case, at.occurred),
        execution_suspended_since=(
            matter.state_since if matter.state == "execution_suspended" else None
        ),
        leaders=_leaders(case, at) if matter.state in BEFORE_A_DECISION else frozenset(),
        hands=hands_of(matter, at, by),
        **cases.common(case, at, by, with_scene=True, has_refused=found.is_refused),
    )


def _leaders(case: Any, at: At) -> frozenset[int]:
    on = at.occurred.astimezone(rules.ZONE).date()
    grants = Grant.objects.filter(
        org.in_force(on), role__in=HEADS, organ__in=case.matter.organ.ancestor_ids
    )
    return frozenset(grants.values_list("person", flat=True))
