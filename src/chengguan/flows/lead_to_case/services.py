"""What the flow does inside the acts of both: open the case, carry its result back."""

from dataclasses import dataclass

from chengguan.core.work.act import Act
from chengguan.core.work.acting import system
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.registry import procedure_of
from chengguan.enforcement.cases.inputs import OpenSummary
from chengguan.enforcement.leads.facts import CASE
from chengguan.enforcement.leads.inputs import Docket, ReceiveResult

FLOW = system("lead_to_case")
RESULT = "receive_result"


@dataclass(frozen=True)
class DocketSummary(Docket):
    """A lead becomes a summary case: what the case begins with stands beside the reason."""

    case: OpenSummary


def open_case(act: Act, data: DocketSummary) -> None:
    """Open the case in the same transaction and remember it; its refusals refuse this act."""
    outcome = open_matter(
        procedure="case.summary",
        action="discover",
        by=act.by,
        at=act.at,
        data=data.case,
        key=f"{act.key[:50]}:case",
    )
    case = Matter.objects.get(pk=outcome.matter)
    act.link(case, CASE)
    act.note(case=case.number)


def tell_lead(act: Act, data: object) -> None:
    """Write the end of a case back to the leads it came from, while they still wait for it."""
    case = act.matter
    ending = act.procedure.by_state[case.state].title
    for lead in Matter.objects.filter(links_out__target=case, links_out__kind=CASE):
        action = procedure_of(lead).by_action[RESULT]
        if procedure_of(lead).by_state[lead.state] in action.move.sources:
            perform(
                matter=lead.pk,
                action=RESULT,
                by=FLOW,
                at=act.at,
                data=ReceiveResult(f"{case.number} {ending}"),
                key=f"{act.key[:50]}:{lead.pk.hex[:10]}",
                version=None,
            )
