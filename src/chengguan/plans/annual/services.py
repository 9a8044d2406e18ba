"""What the acts of items write, called by ``perform`` alone; the functions above them are doors."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from io import BytesIO

from chengguan.core.files import services as files
from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Organ, Person
from chengguan.core.work import clocks as counting
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.forms import ActForm
from chengguan.core.work.models import ClockChange, MatterClock
from chengguan.core.work.perform import open_matter
from chengguan.core.work.registry import Effect
from chengguan.core.work.rules import ZONE
from chengguan.core.work.services import open_from_form
from chengguan.law.periods import end_of
from chengguan.plans.annual import (
    drafting,
    duties,
    figures,
    inputs,
    issuing,
    queries,
    windows,
)
from chengguan.plans.annual.facts import REPORT, WINDOW
from chengguan.plans.annual.models import (
    Adjustment,
    ClosingProposal,
    Milestone,
    PlanItem,
    PlanWindow,
    ProgressReport,
    ReportDuty,
    Share,
)

TITLE = 60
"""So much of its text names an item in lists."""


def take_in_file(
    *, name: str, data: bytes, organ: Organ, by: Actor, at: datetime, key: str
) -> Outcome:
    """Keep a plan document and take it in. Raises ``reading.PlanRefused``."""
    person = Person(pk=by.person_id) if by.person_id else None
    use = files.store(BytesIO(data), name=name, by=person, at=at)
    return open_matter(
        procedure="plan.annual",
        action="take_in",
        by=by,
        at=At.once(at),
        data=inputs.TakeIn(organ, (use.pk,)),
        key=key,
    )


def take_in_form(form: ActForm, *, key: str) -> Outcome:
    """The same file again is the same plan."""
    form.receive()
    said = form.proposed()
    assert isinstance(said, inputs.TakeIn), "the form of this act"
    use = FileUse.objects.select_related("file").get(pk=said.original[0])
    known = queries.known_copy(said.organ, use.file.sha256)
    if known is not None:
        return Outcome(known.pk, known.matter.version, is_repeat=True)
    return open_matter(
        procedure="plan.annual",
        action="take_in",
        by=form.actor,
        at=form.moment(),
        data=said,
        key=key,
    )


def decompose_form(form: ActForm, *, key: str) -> Outcome:
    return open_from_form(form, procedure="plan_item", action="decompose", key=key)


# -- an item begins --------------------------------------------------------------------------


def open_item(act: Act, data: inputs.Open) -> None:
    item = PlanItem.objects.select_related("plan").get(pk=data.item)
    _begin(act, item, data.organ, data.role, data.where)


def decompose(act: Act, data: inputs.Decompose) -> None:
    """A part of its own, under the item it takes apart and beside its other parts."""
    parent = queries.item_for(data.parent)
    assert parent is not None, "the guard has found it"
    item = PlanItem(
        plan=parent.plan,
        parent=parent,
        place=parent.place,
        path=parent.path,
        text=data.text.strip(),
        lead=data.organ,
        rhythm=data.rhythm,
        weight=data.weight,
        confirmed_by_id=act.by.person_id,
        confirmed_at=act.at.occurred,
    )
    office = queries.office_of(data.organ, _day(act.at.occurred)) or ("", data.organ)
    number = _number(act)
    act.begin(number=number, title=_title(item.text), organ=data.organ)
    item.matter = act.matter
    act.save(item)
    line = inputs.WindowLine(1, "one", data.since, data.until)
    act.save_all(drafting.window_rows(item, [line]))
    act.save_all(
        drafting.owner_rows(item, [inputs.OwnerLine(data.organ.name, Share.LEAD, data.organ.pk)])
    )
    act.save_all([Milestone(item=item, title=m.title, due_on=m.due_on) for m in data.milestones])
    _owe(act, item, *office)


def _begin(act: Act, item: PlanItem, organ: Organ, role: str, where: Organ) -> None:
    act.begin(number=_number(act), title=_title(item.text), organ=organ)
    item.matter = act.matter
    _owe(act, item, role, where)


def _owe(act: Act, item: PlanItem, role: str, where: Organ) -> None:
    """From now on the unit owes the item by its windows, and a report for each period."""
    terms = windows.terms(item.windows.filter(is_dropped=False))
    for term in terms:
        _watch(act, term.last, term.until)
    if terms and item.first_due_at is None:
        item.first_due_at = end_of(max(term.until for term in terms))
    act.save(item)
    kept = [window for term in terms for window in term.windows]
    owed = duties.periods_of(item.rhythm, kept, _day(act.at.occurred))
    rows = [
        ReportDuty(
            item=item,
            period_from=period.since,
            period_until=period.until,
            due_at=duties.due_at(act.law, period),
        )
        for period in owed
    ]
    act.save_all(rows)
    _watch_reports(act, rows)
    if role:
        act.hand_to(role=role, organ=where)


def _watch(act: Act, window: PlanWindow, until: date) -> None:
    """One clock for each term; they run beside each other, so none stops another."""
    clock = counting.start(act.matter, WINDOW, act.at.occurred, act.law, until)
    act.clocks.append(clock)
    act.save(clock)
    window.clock = clock
    act.save(window)


def _watch_reports(act: Act, owed: list[ReportDuty]) -> None:
    """The clock of the oldest period without a report; none when all have come."""
    act.stop_clock(REPORT, act.at.occurred)
    duty = queries.next_duty(owed)
    if duty is not None:
        act.start_clock(REPORT, act.at.occurred, _day(duty.due_at))


def _number(act: Act) -> str:
    year = _day(act.at.occurred).year
    return f"RW{year}-{act.next_number(f'plan_item/{year}'):04d}"


def _title(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1]}…"


def _day(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def _item(act: Act) -> PlanItem:
    """The row that ``facts`` has read in this act."""
    item: PlanItem = act.matter.plan_item
    return item


# -- work on it ------------------------------------------------------------------------------


def report(act: Act, data: inputs.Report) -> None:
    """It answers for the oldest period without a report, and for every later one that is over."""
    item = _item(act)
    row = ProgressReport(
        item=item,
        by_id=act.person_id,
        reported_at=act.at.occurred,
        done=data.done,
        problems=data.problems,
        next_steps=data.next_steps,
        figure_value=figures.value_words(item, act.at.occurred),
    )
    act.save(row)
    owed = list(item.duties.order_by("period_from"))
    oldest, today = queries.next_duty(owed), _day(act.at.occurred)
    for duty in owed:
        is_over = duty.period_until < today
        if duty.report_id is None and not duty.is_released and (duty is oldest or is_over):
            duty.report = row
            act.save(duty)
    _watch_reports(act, owed)


def reach(act: Act, data: inputs.Reach) -> None:
    item = _item(act)
    if data.milestone is not None:
        milestone = item.milestones.get(pk=data.milestone)
        milestone.reached_at, milestone.reached_by_id = act.at.occurred, act.by.person_id
        act.save(milestone)
    else:
        assert data.window is not None, "the guard wants one of the two"
        _meet(act, item.windows.get(pk=data.window))


def _meet(act: Act, window: PlanWindow) -> None:
    """One window of a term is met, and with it the term: its clock ends."""
    window.met_at, window.met_by_id = act.at.occurred, act.by.person_id
    act.save(window)
    term = window.item.windows.filter(group=window.group, is_dropped=False)
    keys = set(term.values_list("clock", flat=True))
    _stop(act, lambda clock: clock.pk in keys)


def _stop(act: Act, wanted: Callable[[MatterClock], bool]) -> None:
    for clock in act.clocks:
        if clock.stopped_at is None and wanted(clock):
            clock.stopped_at = act.at.occurred


def set_milestones(act: Act, data: inputs.SetMilestones) -> None:
    item = _item(act)
    act.save_all([Milestone(item=item, title=m.title, due_on=m.due_on) for m in data.lines])


# -- adjustment ------------------------------------------------------------------------------


def ask_adjustment(act: Act, data: inputs.AskAdjustment) -> None:
    item = _item(act)
    window = item.windows.get(pk=data.window) if data.window is not None else None
    act.save(
        Adjustment(
            item=item,
            asked_by_id=act.person_id,
            asked_at=act.at.occurred,
            reason=data.reason,
            window=window,
            until_before=window.until if window else None,
            wanted_until=data.wanted_until if window else None,
            text_before=item.text if data.wanted_text else "",
            wanted_text=data.wanted_text,
        )
    )


def grant_adjustment(act: Act, data: inputs.Decide) -> None:
    asked = _decide(act, data.remark, is_granted=True)
    item = _item(act)
    if asked.wanted_text:
        item.text = asked.wanted_text
        act.matter.title = _title(item.text)
        act.save(item)
    if asked.window_id is not None and asked.wanted_until is not None:
        _extend(act, item.windows.get(pk=asked.window_id), asked)


def _extend(act: Act, window: PlanWindow, asked: Adjustment) -> None:
    """The end moves by an extension of its clock; the first end stays on window and clock."""
    assert asked.wanted_until is not None, "asked with a window"
    term = window.item.windows.filter(group=window.group, is_dropped=False)
    keys = set(term.values_list("clock", flat=True))
    for clock in [c for c in act.clocks if c.pk in keys and c.stopped_at is None and c.due_at]:
        days = (asked.wanted_until - _day(_end(clock))) // timedelta(days=1)
        if days > 0:
            change = ClockChange(
                kind=ClockChange.Kind.EXTENSION,
                since=act.at.occurred,
                length=days,
                unit="day",
                reason=asked.reason[:300],
            )
            act.change_clock(clock, change)
        # Granted when the day was over, it moves nothing: the window stays with its clock.
        window.until = max(window.until, min(asked.wanted_until, _day(_end(clock))))
    act.save(window)


def _end(clock: MatterClock) -> datetime:
    assert clock.due_at is not None, "a window has an end"
    return clock.due_at


def refuse_adjustment(act: Act, data: inputs.Decide) -> None:
    _decide(act, data.remark, is_granted=False)


def _decide(act: Act, remark: str, *, is_granted: bool) -> Adjustment:
    asked = _item(act).adjustments.get(decided_at=None)
    asked.decided_by_id, asked.decided_at = act.by.person_id, act.at.occurred
    asked.is_granted, asked.remark = is_granted, remark
    act.save(asked)
    return asked


# -- closing ---------------------------------------------------------------------------------


def propose_closing(act: Act, data: inputs.ProposeClosing) -> None:
    """The windows end here; when it was first said to be done is written once."""
    item = _item(act)
    act.save(
        ClosingProposal(
            item=item,
            proposed_by_id=act.person_id,
            proposed_at=act.at.occurred,
            summary=data.summary,
        )
    )
    if item.first_finished_at is None:
        item.first_finished_at = act.at.occurred
        act.save(item)
    _stop(act, lambda clock: True)


def close_item(act: Act, data: inputs.Decide) -> None:
    proposal = _settle(act, data.remark, is_agreed=True)
    _release(act, proposal.proposed_at)


def send_back(act: Act, data: inputs.SendBack) -> None:
    """It runs on by the days that held; what was late stays late."""
    _settle(act, data.reason, is_agreed=False)
    item = _item(act)
    for term in windows.terms(item.windows.filter(is_dropped=False)):
        if term.met_at is None:
            _watch(act, term.last, term.until)
    _watch_reports(act, list(item.duties.order_by("period_from")))


def _settle(act: Act, remark: str, *, is_agreed: bool) -> ClosingProposal:
    proposal = _item(act).closings.get(decided_at=None)
    proposal.decided_by_id, proposal.decided_at = act.by.person_id, act.at.occurred
    proposal.is_agreed, proposal.remark = is_agreed, remark
    act.save(proposal)
    return proposal


def cancel_item(act: Act, data: inputs.Cancel) -> None:
    for asked in _item(act).adjustments.filter(decided_at=None):
        asked.decided_by_id, asked.decided_at = act.by.person_id, act.at.occurred
        asked.is_granted, asked.remark = False, data.reason
        act.save(asked)
    for proposal in _item(act).closings.filter(decided_at=None):
        proposal.decided_by_id, proposal.decided_at = act.by.person_id, act.at.occurred
        proposal.is_agreed, proposal.remark = False, data.reason
        act.save(proposal)
    _stop(act, lambda clock: True)
    _release(act, act.at.occurred)


def _release(act: Act, ended: datetime) -> None:
    """Reports whose day had not come are owed no more; those that were missed stay missed."""
    for duty in _item(act).duties.filter(report=None, due_at__gte=ended):
        duty.is_released = True
        act.save(duty)
    act.clear_desk()


def climb(act: Act, data: inputs.Climb) -> None:
    duty = _item(act).duties.get(pk=data.duty)
    if data.level == "head":
        duty.head_told_at = act.at.occurred
    else:
        duty.leader_told_at = act.at.occurred
    act.save(duty)


PLAN_EFFECTS: Mapping[str, Effect] = {
    "take_in": drafting.take_in,
    "reword": drafting.reword,
    "split": drafting.split,
    "join": drafting.join,
    "assign": drafting.assign,
    "mark": drafting.mark,
    "confirm": drafting.confirm,
    "issue_plan": issuing.issue_plan,
}
RECEIPT_EFFECTS: Mapping[str, Effect] = {"address": issuing.address, "sign_for": issuing.sign_for}
ITEM_EFFECTS: Mapping[str, Effect] = {
    "open_item": open_item,
    "decompose": decompose,
    "report": report,
    "reach": reach,
    "set_milestones": set_milestones,
    "ask_adjustment": ask_adjustment,
    "grant_adjustment": grant_adjustment,
    "refuse_adjustment": refuse_adjustment,
    "propose_closing": propose_closing,
    "close_item": close_item,
    "send_back": send_back,
    "cancel_item": cancel_item,
    "climb": climb,
}
