"""What the flow does inside the acts of both: open the case, carry its result back."""

from dataclasses import dataclass
from uuid import uuid5

from chengguan.core.work.act import Act
from chengguan.core.work.acting import At, system
from chengguan.core.work.models import Matter, MatterLink
from chengguan.core.work.perform import open_matter, perform
from chengguan.enforcement.cases.inputs import OpenSummary
from chengguan.enforcement.cases.ordinary.conversion import CONVERTED
from chengguan.enforcement.cases.ordinary.inputs_investigation import OpenOrdinary
from chengguan.enforcement.cases.ordinary.services_investigation import JOINED
from chengguan.enforcement.leads.facts import CASE
from chengguan.enforcement.leads.inputs import Docket, ReceiveResult
from chengguan.enforcement.leads.procedures import voided

FLOW = system("lead_to_case")


@dataclass(frozen=True)
class DocketCase(Docket):
    """A lead becomes a case: what it begins with stands beside the reason, and says under which
    procedure it is handled."""

    case: OpenSummary | OpenOrdinary


def open_case(act: Act, data: DocketCase) -> None:
    """Open the case in the same transaction and remember it; its refusals refuse this act."""
    is_ordinary = isinstance(data.case, OpenOrdinary)
    outcome = open_matter(
        procedure="case.ordinary" if is_ordinary else "case.summary",
        action="discover",
        by=act.by,
        at=act.at,
        data=data.case,
        key=f"{act.key[:50]}:case",
    )
    case = Matter.objects.get(pk=outcome.matter)
    act.link(case, CASE)
    act.note(case=case.number)


def follow_conversion(act: Act, data: object) -> None:
    """A summary case that went on as an ordinary one takes its leads with it."""
    _point_to(act, MatterLink.objects.get(source=act.matter, kind=CONVERTED).target)


def follow_joining(act: Act, data: object) -> None:
    """What became of a joined case, its leads learn from the case it went into."""
    _point_to(act, MatterLink.objects.filter(source=act.matter, kind=JOINED).latest("pk").target)


def _point_to(act: Act, case: Matter) -> None:
    leads = Matter.objects.filter(links_out__target=act.matter, links_out__kind=CASE)
    for lead in leads.exclude(links_out__target=case):
        act.save(MatterLink(source=lead, target=case, kind=CASE, made_at=act.at.recorded))


def tell_lead(act: Act, data: object) -> None:
    """Write the end of a case back to the leads it came from, however far they have come.

    The leads learn of it when it is recorded: they may have moved on since it happened.
    """
    case = act.matter
    ending = act.procedure.by_state[case.state].title
    leads = Matter.objects.filter(links_out__target=case, links_out__kind=CASE)
    # A voided order waits for nothing; the case ends all the same.
    for lead in leads.exclude(state=voided.key):
        perform(
            matter=lead.pk,
            action="receive_result",
            by=FLOW,
            at=At.once(act.at.recorded),
            data=ReceiveResult(f"{case.number} {ending}"),
            key=uuid5(lead.pk, f"{case.pk}/{case.version}").hex,
            version=None,
        )
