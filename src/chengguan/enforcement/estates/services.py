"""What the acts on a renovation write, called by ``perform`` alone."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from chengguan.core.documents import services as documents
from chengguan.core.org.kinds import Field
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import Matter
from chengguan.core.work.perform import open_matter, perform
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.core.work.services import open_from_form
from chengguan.enforcement.estates import boards, inputs
from chengguan.enforcement.estates.classes import MANAGER
from chengguan.enforcement.estates.models import (
    CompletionCheck,
    EntryRestriction,
    Estate,
    FollowUp,
    RenovationPatrol,
    RenovationProject,
    WorkerPass,
)
from chengguan.enforcement.estates.procedures import PERIOD, RENOVATION, REPAIR, under_way
from chengguan.enforcement.estates.procedures_finding import FINDING, corrected

TITLE = 40

# -- registration ------------------------------------------------------------------------------


def register_form(form: ActForm, *, key: str) -> Outcome:
    """Register with a valid form; an address that matched no estate goes to the queue."""
    action = "register" if form.cleaned_data.get("estate") else "take_in"
    return open_from_form(form, procedure=RENOVATION.key, action=action, key=key)


def register(act: Act, data: inputs.Register) -> None:
    """Also without an estate: then it lies with the unit that took it in until it is placed."""
    estate = data.estate
    place = data.room or (estate.place if estate else None)
    act.begin(
        number=number(act, "ZX", "renovation"),
        title=_title(data.address_text or (place.name if place else "")),
        organ=estate.office if estate else data.organ,
        field=Field.HOUSING,
        place=place,
    )
    project = RenovationProject(
        matter=act.matter,
        estate=estate,
        office=estate.office if estate else None,
        room=data.room,
        address_text=data.address_text or (place.name if place else ""),
        brought=data.brought,
        renovator_name=act.sealed.get("renovator_name"),
        renovator_phone=act.sealed.get("renovator_phone"),
        is_owner=data.is_owner,
        firm=data.firm,
        planned_from=data.planned_from,
        planned_until=data.planned_until,
        changes_structure=data.changes_structure,
        begun_on=data.begun_on,
    )
    act.save_all([project])
    if estate is not None:
        _share(act, estate)
    else:
        role = next(scope.role for scope in act.by.scopes if scope.role in act.action.by)
        act.hand_to(role=role, organ=data.organ)


def _share(act: Act, estate: Estate) -> None:
    """The street team and the residents' committee know of works in their estate."""
    act.share_with(estate.street_team, estate.residents_committee)
    act.hand_to(role=MANAGER[0], organ=estate.office)


def place(act: Act, data: inputs.PlaceIt) -> None:
    project = _project(act)
    project.estate, project.room = data.estate, data.room
    project.office = data.estate.office
    project.address_text = data.address_text or project.address_text
    act.save(project)
    act.matter.place = data.room or data.estate.place
    act.matter.title = _title(project.address_text)
    act.move_to(data.estate.office)
    _share(act, data.estate)


def sign_agreement(act: Act, data: inputs.SignAgreement) -> None:
    project = _project(act)
    project.agreed_on = _day(act.at.occurred)
    project.forbidden_told, project.waste_place = data.forbidden_told, data.waste_place
    act.save(project)


# -- works and rounds --------------------------------------------------------------------------


def begin(act: Act, data: inputs.Begin) -> None:
    """The rounds are owed from the day on which the works are known here to have begun: that of
    the registration where it said so already."""
    project = _project(act)
    known = act.matter.opened_at if project.begun_on else act.at.recorded
    project.begun_on = min(filter(None, (project.begun_on, data.begun_on)))
    act.save(project)
    act.start_clock(PERIOD.ref, act.at.occurred, project.planned_until)
    since = max(project.begun_on, _day(known))
    # Where the period is over already, the works are looked at all the same.
    _owe(act, project, since, max(project.planned_until, _day(act.at.recorded)))


def _owe(act: Act, project: RenovationProject, since: date, until: date) -> None:
    """One round a day, both days included, with the moments at which it is missed; by whoever
    managed the estate on that day."""
    estate = project.estate
    assert estate is not None, "works under way lie in a known estate"
    former = list(estate.former.select_related("office").order_by("until"))
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    act.save_all(
        RenovationPatrol(
            project=project,
            office=next((row.office for row in former if day < row.until), estate.office),
            day=day,
            yellow_at=_yellow(act, day),
            red_at=_red(day),
        )
        for day in days
    )


def _yellow(act: Act, day: date) -> datetime:
    minute = act.law.amount("renovation.patrol_yellow", on=day)
    return datetime.combine(day, time(minute // 60, minute % 60), ZONE)


def _red(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), ZONE)


def issue_pass(act: Act, data: inputs.IssuePass) -> None:
    project, known = _project(act), WorkerPass.objects.filter(project=act.matter.pk).count()
    act.save_all(
        WorkerPass(
            project=project,
            number=f"{act.matter.number}-{n:02d}",
            worker=worker,
            issued_on=_day(act.at.occurred),
            until=data.until,
        )
        for n, worker in enumerate(data.workers, start=known + 1)
    )


def extend_period(act: Act, data: inputs.Extend) -> None:
    """The days gained are owed too, also those that have gone by without a round. Before the
    works begin here nothing is owed, also where they were found begun."""
    project = _project(act)
    project.planned_until = data.planned_until
    act.save(project)
    if act.matter.state != under_way.key:
        return
    act.start_clock(PERIOD.ref, act.at.occurred, project.planned_until)
    _owe(act, project, _first_not_owed(project), project.planned_until)


def _first_not_owed(project: RenovationProject) -> date:
    """The day after the last round that stands."""
    last = RenovationPatrol.objects.filter(project=project).latest("day")
    return last.day + timedelta(days=1)


def patrol(act: Act, data: inputs.Patrol) -> None:
    """Fill the round of the day, follow up what is open, and open what was found anew."""
    round_: RenovationPatrol = act.matter.__dict__["round_of_day"]
    round_.visited_at, round_.recorded_at = act.at.occurred, act.at.recorded
    round_.by_id, round_.note = act.person_id, data.note
    act.save(round_)
    for seen in data.follow_ups:
        _follow_up(act, round_, seen)
    for place, problem in enumerate(data.problems):
        _find(act, round_, problem, place)


def _follow_up(act: Act, round_: RenovationPatrol, seen: inputs.Seen) -> None:
    act.save(
        FollowUp(
            finding=seen.finding,
            patrol=round_,
            seen_at=act.at.occurred,
            is_gone=seen.is_gone,
            note=seen.note,
        )
    )
    matter = Matter.objects.get(pk=seen.finding.pk)
    can_end = corrected in {a.move.target for a in FINDING.actions_from(matter.state)}
    if seen.is_gone and can_end:
        perform(
            matter=matter.pk,
            action="correct",
            by=act.by,
            at=act.at,
            data=inputs.Correct(seen.note),
            key=f"{act.key[:40]}:c{seen.finding.pk.hex[-12:]}",
            version=matter.version,
        )


def _find(act: Act, round_: RenovationPatrol, problem: inputs.Problem, place: int) -> None:
    open_matter(
        procedure=FINDING.key,
        action="find",
        by=act.by,
        at=act.at,
        data=inputs.Find(
            project=_project(act),
            point=problem.point,
            description=problem.description,
            is_in_progress=problem.is_in_progress,
            patrol=round_.pk,
        ),
        key=f"{act.key[:50]}:f{place}",
    )


def reissue_board(act: Act, data: None) -> None:
    """The sheet that hung there is void: the new one takes its place."""
    former = boards.issued(_project(act))
    if former is not None:
        documents.void(act, former, "重新制发")


def restrict_entry(act: Act, data: inputs.RestrictEntry) -> None:
    project = _project(act)
    known = project.estate.covenant_entry_clause if project.estate else ""
    act.save(
        EntryRestriction(
            project=project,
            begun_at=act.at.occurred,
            clause=data.clause or known,
            reason=data.reason,
            by_id=act.person_id,
        )
    )


def lift(act: Act, data: inputs.Lift) -> None:
    for row in EntryRestriction.objects.filter(project=act.matter.pk, lifted_at=None):
        row.lifted_at, row.lift_reason = act.at.occurred, data.reason
        act.save(row)


# -- completion --------------------------------------------------------------------------------


def complete(act: Act, data: inputs.Complete) -> None:
    """The rounds still to come fall away. What was missed before stays missed, and so does every
    day that went by after the period without a round."""
    project = _project(act)
    _owe(act, project, _first_not_owed(project), data.completed_on)
    project.completed_on = data.completed_on
    act.save(project)
    ahead = RenovationPatrol.objects.filter(
        project=project, day__gt=data.completed_on, red_at__gt=act.at.recorded, visited_at=None
    )
    for row in ahead:
        row.cancelled_at, row.cancel_reason = act.at.recorded, "完工"
    _update_all(act, list(ahead), "cancelled_at", "cancel_reason")


def _update_all(act: Act, rows: list[RenovationPatrol], *fields: str) -> None:
    """One statement for all of them; the entry of the act vouches for each."""
    RenovationPatrol.objects.bulk_update(rows, fields)
    act.rows.extend(rows)


def check_completion(act: Act, data: inputs.CheckCompletion) -> None:
    act.save(
        CompletionCheck(
            project=_project(act),
            checked_at=act.at.occurred,
            by_id=act.person_id,
            damage=data.damage,
            repair_by=data.repair_by,
        )
    )
    if data.damage.strip():
        act.start_clock(REPAIR.ref, act.at.occurred, data.repair_by)


def confirm_repair(act: Act, data: inputs.ConfirmRepair) -> None:
    damaged = CompletionCheck.objects.filter(project=act.matter.pk, repaired_at=None)
    for row in damaged.exclude(damage=""):
        row.repaired_at = act.at.occurred
        act.save(row)


def close(act: Act, data: None) -> None:
    act.clear_desk()


# -- another manager ---------------------------------------------------------------------------


def take_over(act: Act, data: inputs.TakeOver) -> None:
    """Whoever answers for the estate now has its open works; the rounds since that day are his,
    those before stay with his predecessor."""
    project = _project(act)
    estate = project.estate
    assert estate is not None, "these works lie in a known estate"
    told = (estate.street_team, estate.residents_committee)
    for row in list(act.guests):
        if row.organ_id not in {organ.pk for organ in told}:
            act.unshare(row.organ)
    act.share_with(*told)
    if data.former.pk == estate.office_id:
        return
    act.move_to(estate.office)
    act.hand_to(role=MANAGER[0], organ=estate.office)
    owed = RenovationPatrol.objects.filter(
        project=project, day__gte=data.since, visited_at=None, cancelled_at=None
    )
    ahead = list(owed)
    for one in ahead:
        one.office = estate.office
    _update_all(act, ahead, "office")


# -- what many need ----------------------------------------------------------------------------


def number(act: Act, letters: str, series: str) -> str:
    year = act.at.recorded.astimezone(ZONE).year
    return f"{letters}{year}-{act.next_number(f'{series}/{year}'):05d}"


def _title(text: str) -> str:
    return text if len(text) <= TITLE else f"{text[: TITLE - 1]}…"


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _project(act: Act) -> RenovationProject:
    """The row that ``facts`` has read in this act."""
    return act.matter.renovation


EFFECTS: Mapping[str, Effect] = {
    "register": register,
    "take_in": register,
    "place": place,
    "sign_agreement": sign_agreement,
    "sign_late": sign_agreement,
    "begin": begin,
    "issue_pass": issue_pass,
    "extend_period": extend_period,
    "patrol": patrol,
    "reissue_board": reissue_board,
    "restrict_entry": restrict_entry,
    "lift": lift,
    "complete": complete,
    "check_completion": check_completion,
    "confirm_repair": confirm_repair,
    "close": close,
    "void": close,
    "take_over": take_over,
}
