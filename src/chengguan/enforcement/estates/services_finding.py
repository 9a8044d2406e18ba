"""What the acts on a finding, its report and a referral write, called by ``perform`` alone."""

from collections.abc import Mapping

from chengguan.core.org.kinds import Role
from chengguan.core.org.models import Organ
from chengguan.core.work.act import Act
from chengguan.core.work.models import Assignment
from chengguan.core.work.registry import Effect
from chengguan.enforcement.estates import inputs, points
from chengguan.enforcement.estates.classes import MANAGER, OFFICERS
from chengguan.enforcement.estates.models import (
    DutyReferral,
    Estate,
    PatrolFinding,
    Point,
    PropertyReport,
    RenovationProject,
    ReportReceipt,
    ReportReturn,
)
from chengguan.enforcement.estates.procedures_finding import REPORT
from chengguan.enforcement.estates.queries import missed_duty
from chengguan.enforcement.estates.services import number

# -- the company -------------------------------------------------------------------------------


def find(act: Act, data: inputs.Find) -> None:
    project = RenovationProject.objects.select_related(
        "matter__place", "estate__office", "estate__street_team", "estate__residents_committee"
    ).get(pk=data.project.pk)
    estate = project.estate
    assert estate is not None, "what is found lies in a known estate"
    act.begin(
        number=number(act, "WG", "finding"),
        title=f"{project.address_text} {points.in_chinese(Point(data.point).label)}"[:200],
        organ=estate.office,
        field=points.field_of(data.point),
        place=project.matter.place,
    )
    finding = PatrolFinding(
        matter=act.matter,
        project=project,
        estate=estate,
        patrol_id=data.patrol or None,
        office=estate.office,
        point=data.point,
        description=data.description,
        is_in_progress=data.is_in_progress,
        found_by_id=act.person_id,
    )
    act.save_all([finding])
    act.share_with(estate.street_team, estate.residents_committee)
    act.hand_to(role=MANAGER[0], organ=estate.office)


def dissuade(act: Act, data: inputs.Dissuade) -> None:
    finding = _finding(act)
    finding.dissuaded_at = act.at.occurred
    act.save(finding)
    act.note(words=data.words)


def refuse(act: Act, data: inputs.RefuseToCorrect) -> None:
    """From here on the company owes a report, unless only the agreement is broken."""
    finding = _finding(act)
    finding.refused_at, finding.refusal = act.at.occurred, data.refusal
    act.save(finding)
    if finding.point not in points.BREACH_ONLY:
        act.start_clock(REPORT.ref, act.at.occurred)


def correct(act: Act, data: inputs.Correct) -> None:
    finding = _finding(act)
    finding.corrected_at = act.at.occurred
    act.save(finding)
    act.clear_desk()


def end(act: Act, data: object) -> None:
    finding = _finding(act)
    finding.settled_at = act.at.occurred
    act.save(finding)
    act.clear_desk()


# -- the report --------------------------------------------------------------------------------


def report(act: Act, data: inputs.Report) -> None:
    """One report: everybody who must act has it at once, with a receipt; one of them is asked."""
    finding = _finding(act)
    estate = finding.estate
    handed = points.competent(estate, finding.point, act.at.occurred)
    made = PropertyReport(
        finding=finding,
        reported_at=act.at.recorded,
        by_id=act.person_id,
        text=data.text,
        competent=handed.organ,
        handed_by_rule=handed.source,
    )
    finding.report = made
    act.save_all([made])
    act.save_all(
        ReportReceipt(report=made, organ=organ, reached_at=act.at.recorded) for organ in estate.told
    )
    act.share_with(estate.office, *estate.told)
    _hand_to_body(act, finding, handed.organ)
    clock = points.visit_clock(finding.point, is_in_progress=finding.is_in_progress)
    act.start_clock(clock, act.at.recorded)


def _hand_to_body(act: Act, finding: PatrolFinding, body: Organ) -> None:
    """The competent body acts; the others find it on their desks until they have signed."""
    act.move_to(body)
    act.clear_desk()
    signed = {row.organ_id for row in _receipts(act) if row.acknowledged_at}
    for organ in finding.estate.told:
        if organ.pk == body.pk or organ.pk not in signed:
            for role in _roles(organ, finding.estate):
                act.put(Assignment(role=role, organ=organ))


def _roles(organ: Organ, estate: Estate) -> tuple[str, ...]:
    if organ.pk in (estate.street_team_id, estate.bureau_team_id):
        return OFFICERS
    if organ.pk == estate.residents_committee_id:
        return (Role.RESIDENTS_COMMITTEE,)
    return (Role.LIAISON,)


def acknowledge(act: Act, data: None) -> None:
    mine = {scope.organ_id for scope in act.by.scopes}
    body = _finding(act).report.competent_id
    for row in _receipts(act):
        if row.organ_id in mine and row.acknowledged_at is None:
            row.acknowledged_at, row.acknowledged_by_id = act.at.occurred, act.person_id
            act.save(row)
            if row.organ_id != body:
                act.end(held for held in act.desk if held.organ_id == row.organ_id)


def go_on_site(act: Act, data: inputs.GoOnSite) -> None:
    made = _finding(act).report
    if made.arrived_at is None:
        made.arrived_at = act.at.occurred
        act.save(made)


def answer(act: Act, data: inputs.Answer) -> None:
    """The answer goes back to the company, which ends the matter."""
    finding = _finding(act)
    made = finding.report
    made.answered_at, made.outcome, made.answer = act.at.occurred, data.outcome, data.text
    act.save(made)
    act.move_to(finding.estate.office)
    act.hand_to(role=MANAGER[0], organ=finding.estate.office)


def return_as_not_ours(act: Act, data: inputs.NotOurs) -> None:
    """To the other body; the period of arrival runs on."""
    finding = _finding(act)
    made, estate = finding.report, finding.estate
    is_housing = made.competent_id == estate.housing_office_id
    other = estate.street_team if is_housing else estate.housing_office
    act.save(_returned(act, made, data.reason, other))
    _send_to(act, finding, other, "退转")


def ask_ruling(act: Act, data: inputs.NotOurs) -> None:
    finding = _finding(act)
    act.save(_returned(act, finding.report, data.reason, None))
    team = finding.estate.street_team
    act.move_to(team)
    act.hand_to(role=Role.FIELD_SECTION, organ=team.district or team)


def _returned(act: Act, made: PropertyReport, reason: str, to: Organ | None) -> ReportReturn:
    return ReportReturn(
        report=made,
        organ=made.competent,
        to=to,
        by_id=act.person_id,
        returned_at=act.at.occurred,
        reason=reason,
    )


def rule(act: Act, data: inputs.RuleCompetence) -> None:
    finding = _finding(act)
    asked = finding.report.returns.latest("pk")
    asked.to, asked.ruling = data.organ, data.reason
    asked.ruled_at, asked.ruled_by_id = act.at.occurred, act.person_id
    act.save(asked)
    _send_to(act, finding, data.organ, "业务科裁定")


def _send_to(act: Act, finding: PatrolFinding, body: Organ, source: str) -> None:
    made = finding.report
    made.competent, made.handed_by_rule = body, source
    act.save(made)
    _hand_to_body(act, finding, body)


def take_over(act: Act, data: inputs.TakeOver) -> None:
    """What the company holds goes to its successor; who found it and what was late stays. Who
    is told no longer, and was sent no report, knows it no longer."""
    estate = _finding(act).estate
    knows = {organ.pk for organ in (estate.office, data.former, *estate.told)}
    knows |= {row.organ_id for row in _receipts(act)}
    for row in list(act.guests):
        if row.organ_id not in knows:
            act.unshare(row.organ)
    act.share_with(estate.street_team, estate.residents_committee)
    if act.matter.organ_id == data.former.pk != estate.office_id:
        act.move_to(estate.office)
        act.hand_to(role=MANAGER[0], organ=estate.office)
    elif data.former.pk != estate.office_id:
        act.unshare(data.former)
        act.share_with(estate.office)


def hear_of_lead(act: Act, data: inputs.HearOfLead) -> None:
    made = _finding(act).report
    made.lead_result = data.text
    act.save(made)


# -- a missed duty -----------------------------------------------------------------------------


def propose(act: Act, data: inputs.Propose) -> None:
    act.begin(
        number=number(act, "LZ", "duty_referral"),
        title=f"{data.finding.office.name} {data.finding.matter.number}"[:200],
        organ=data.organ,
        place=data.finding.matter.place,
    )
    act.save_all(
        [
            DutyReferral(
                matter=act.matter,
                finding=data.finding,
                company=data.finding.office,
                ground=missed_duty(data.finding, act.at.recorded),
                facts=data.facts,
                proposed_by_id=act.person_id,
            )
        ]
    )
    act.link(data.finding.matter, "missed_duty")
    act.hand_to(role=Role.TEAM_HEAD, organ=data.organ)


def send(act: Act, data: None) -> None:
    referral: DutyReferral = act.matter.referral
    referral.sent_at = act.at.occurred
    act.save(referral)
    housing = referral.finding.estate.housing_office
    act.share_with(housing)
    act.hand_to(role=Role.LIAISON, organ=housing)


def answer_referral(act: Act, data: inputs.AnswerReferral) -> None:
    referral: DutyReferral = act.matter.referral
    referral.answered_at, referral.answer = act.at.occurred, data.text
    act.save(referral)
    act.clear_desk()


def drop(act: Act, data: inputs.Drop) -> None:
    act.clear_desk()


def _finding(act: Act) -> PatrolFinding:
    """The row that ``facts`` has read in this act."""
    return act.matter.finding


def _receipts(act: Act) -> list[ReportReceipt]:
    return act.matter.__dict__["receipts"]


FINDING_EFFECTS: Mapping[str, Effect] = {
    "find": find,
    "dissuade": dissuade,
    "refuse": refuse,
    "correct": correct,
    "settle_by_agreement": end,
    "withdraw_finding": end,
    "settle": end,
    "report": report,
    "acknowledge": acknowledge,
    "go_on_site": go_on_site,
    "answer": answer,
    "return_as_not_ours": return_as_not_ours,
    "ask_ruling": ask_ruling,
    "rule": rule,
    "hear_of_lead": hear_of_lead,
    "take_over_finding": take_over,
}
REFERRAL_EFFECTS: Mapping[str, Effect] = {
    "propose": propose,
    "send": send,
    "answer_referral": answer_referral,
    "drop": drop,
}
