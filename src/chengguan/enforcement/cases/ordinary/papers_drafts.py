"""Which papers of a case are drafted, who writes them and who reviews them (行政处罚法 58)."""

from collections.abc import Iterable, Sequence

from chengguan.core.work.acting import Actor
from chengguan.core.work.models import Matter
from chengguan.enforcement.cases.models import CaseOfficer
from chengguan.enforcement.cases.ordinary import book as books
from chengguan.enforcement.cases.ordinary.facts_investigation import ever_officers
from chengguan.enforcement.cases.ordinary.papers_decision import decision_reasons, notice_reasons
from chengguan.enforcement.cases.ordinary.states import (
    REVIEWERS,
    STATES,
    concluded,
    hearing,
    informed,
    informing,
    investigating,
    reviewing,
    suspended,
    to_docket,
    verifying,
)

MADE = {"advance_notice": notice_reasons, "penalty_decision": decision_reasons}
"""The papers that are drafted, and what makes their first words from the record."""

WRITTEN_IN = {
    "advance_notice": (concluded.key, informing.key),
    "penalty_decision": (informed.key, hearing.key, reviewing.key),
}
"""The decision is written until it is sent up, and mended while the reviewer looks at it."""

BEFORE_A_DRAFT = {s.key for s in (verifying, to_docket, investigating, suspended)}
DRAFTED_IN = {s.key for s in STATES if not s.final} - BEFORE_A_DRAFT


class CaseDrafts:
    """The reasons of the notice and of the decision; what is decided, by when it is paid and what
    remedies there are is never drafted: it comes from the decision and the rule book."""

    def papers(self, matter: Matter) -> Sequence[str]:
        is_drafted = matter.procedure == "case.ordinary" and matter.state in DRAFTED_IN
        return tuple(MADE) if is_drafted else ()

    def may_write(self, actor: Actor, matter: Matter, paper: str) -> bool:
        if paper not in self.papers(matter) or matter.state not in WRITTEN_IN[paper]:
            return False
        handling = books.of(matter).of(CaseOfficer, until=None)
        return any(officer.person_id == actor.person_id for officer in handling)

    def may_review(self, actor: Actor, matter: Matter, paper: str) -> bool:
        if paper not in self.papers(matter) or matter.state != reviewing.key:
            return False
        return any(actor.holds(role, matter.organ, matter.field) for role in REVIEWERS)

    def handlers(self, matter: Matter) -> Iterable[int]:
        return ever_officers(books.of(matter))

    def first(self, matter: Matter, paper: str) -> Sequence[str]:
        return MADE[paper](books.of(matter))
