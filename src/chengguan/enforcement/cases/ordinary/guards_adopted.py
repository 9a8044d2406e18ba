"""What must be true of a case that another system began (行政处罚法 47)."""

from chengguan.enforcement.cases.ordinary import inputs_adopted as inputs
from chengguan.enforcement.cases.ordinary.facts import OrdinaryFacts
from chengguan.law.guards import Reason, guard
from chengguan.law.parameters import RuleBook


@guard("HS03")
def course_was_told_only(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Only what has no report here is done again from the investigation on: what another system
    told of it satisfies no condition (行政处罚法 54, 57)."""
    return Reason("adopted.has_its_own_course") if case.investigation.report else None


@guard("HS03")
def decision_was_made_elsewhere(case: OrdinaryFacts, law: RuleBook) -> Reason | None:
    """Brought in is a decision that was not made here, once (行政处罚法 47)."""
    if case.execution.has_decision:
        return Reason("adopted.decided_here")
    return Reason("adopted.brought_already") if case.execution.is_brought else None


@guard("GD34")
def brought_decision_is_whole(
    case: OrdinaryFacts, brought: inputs.BringDecision, law: RuleBook
) -> Reason | None:
    """A decision made elsewhere comes with its number and its papers, made before it was served
    and served before now (行政处罚法 47, 61)."""
    if not (brought.number.strip() and brought.papers):
        return Reason("adopted.no_papers")
    ends = brought.served_at or case.recorded
    if brought.decided_at <= ends <= case.recorded:
        return None
    return Reason("adopted.out_of_order")
