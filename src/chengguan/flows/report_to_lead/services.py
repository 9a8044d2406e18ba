"""What the flow does inside the acts of both: open the lead, carry its result back."""

from uuid import uuid5

from chengguan.core.org.kinds import OrganKind
from chengguan.core.work.act import Act
from chengguan.core.work.acting import At, system
from chengguan.core.work.models import Matter, MatterLink
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.rules import ZONE
from chengguan.enforcement.estates.inputs import HearOfLead
from chengguan.enforcement.estates.models import PatrolFinding
from chengguan.enforcement.estates.points import in_chinese, item_of
from chengguan.enforcement.estates.procedures_finding import FINDING
from chengguan.enforcement.leads.inputs import Receive
from chengguan.enforcement.leads.models import AppealKind, LeadSource, Result
from chengguan.enforcement.leads.procedures import HOTLINE

FLOW = system("report_to_lead")
LEAD = "lead"
ENFORCEMENT = frozenset(
    {
        OrganKind.DISTRICT_BUREAU,
        OrganKind.BRIGADE,
        OrganKind.SPECIAL_TEAM,
        OrganKind.STREET_TEAM,
    }
)


def open_lead(act: Act, data: object) -> None:
    """One lead a finding, in the same transaction; the bureau's dispatchers have it at once."""
    finding: PatrolFinding = act.matter.finding
    body = finding.report.competent
    known = MatterLink.objects.filter(source=act.matter, kind=LEAD)
    if body.kind not in ENFORCEMENT or known.exists():
        return
    outcome = open_matter(
        procedure=HOTLINE.key,
        action="receive",
        by=FLOW,
        at=At.once(act.at.recorded),
        data=Receive(
            organ=body.district or body,
            source=LeadSource.PROPERTY_REPORT,
            appeal_kind=AppealKind.REPORT,
            title=act.matter.title,
            description=f"{finding.description}\n{finding.report.text}",
            external_no=act.matter.number,
            place=act.matter.place,
            address_text=finding.project.address_text,
            item_code=item_of(finding.point, act.at.occurred.astimezone(ZONE).date()),
        ),
        key=f"{act.key[:50]}:lead",
    )
    lead = Matter.objects.get(pk=outcome.matter)
    act.link(lead, LEAD)
    act.note(lead=lead.number)


def tell_finding(act: Act, data: object) -> None:
    """Write the end of a lead back to the finding it came from, however far that has come."""
    lead = act.matter
    ending = act.procedure.by_state[lead.state].title
    found = Matter.objects.filter(links_out__target=lead, links_out__kind=LEAD, kind=FINDING.kind)
    sources = FINDING.by_action["hear_of_lead"].move.sources
    for finding in found.filter(state__in=[state.key for state in sources]):
        perform(
            matter=finding.pk,
            action="hear_of_lead",
            by=FLOW,
            at=At.once(act.at.recorded),
            data=_heard(lead, ending),
            key=uuid5(finding.pk, f"{lead.pk}/{lead.version}").hex,
            version=None,
        )


def _heard(lead: Matter, ending: str) -> HearOfLead:
    """In Chinese, whoever answers: it is data."""
    told = getattr(lead, "lead", None)
    result = in_chinese(Result(told.result).label) if told and told.result else ending
    return HearOfLead(f"{lead.number} {result}"[:500])
