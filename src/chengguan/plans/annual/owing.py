"""An item begins: from then on its unit owes it by its windows, and a report for each period."""

from collections.abc import Callable
from datetime import date, datetime

from chengguan.core.org.models import Organ
from chengguan.core.work import clocks as counting
from chengguan.core.work.act import Act
from chengguan.core.work.models import MatterClock
from chengguan.core.work.rules import ZONE
from chengguan.law.periods import end_of
from chengguan.plans.annual import drafting, duties, inputs, queries, windows
from chengguan.plans.annual.facts import REPORT, WINDOW
from chengguan.plans.annual.models import Milestone, PlanItem, PlanWindow, ReportDuty, Share

TITLE = 60
"""So much of its text names an item in lists."""


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
    office = queries.office_of(data.organ, day_of(act.at.occurred)) or ("", data.organ)
    number = _number(act)
    act.begin(number=number, title=title_of(item.text), organ=data.organ)
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
    act.begin(number=_number(act), title=title_of(item.text), organ=organ)
    item.matter = act.matter
    _owe(act, item, role, where)


def _owe(act: Act, item: PlanItem, role: str, where: Organ) -> None:
    """From now on the unit owes the item by its windows, and a report for each period."""
    terms = windows.terms(item.windows.filter(is_dropped=False))
    for term in terms:
        watch(act, term.last, term.until)
    if terms and item.first_due_at is None:
        item.first_due_at = end_of(max(term.until for term in terms))
    act.save(item)
    kept = [window for term in terms for window in term.windows]
    owed = duties.periods_of(item.rhythm, kept, day_of(act.at.occurred))
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
    watch_reports(act, rows)
    if role:
        act.hand_to(role=role, organ=where)


def watch(act: Act, window: PlanWindow, until: date) -> None:
    """One clock for each term; they run beside each other, so none stops another."""
    clock = counting.start(act.matter, WINDOW, act.at.occurred, act.law, until)
    act.clocks.append(clock)
    act.save(clock)
    window.clock = clock
    act.save(window)


def watch_reports(act: Act, owed: list[ReportDuty]) -> None:
    """The clock of the oldest period without a report; none when all have come."""
    act.stop_clock(REPORT, act.at.occurred)
    duty = queries.next_duty(owed)
    if duty is not None:
        act.start_clock(REPORT, act.at.occurred, day_of(duty.due_at))


def _number(act: Act) -> str:
    year = day_of(act.at.occurred).year
    return f"RW{year}-{act.next_number(f'plan_item/{year}'):04d}"


def title_of(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= TITLE else f"{line[: TITLE - 1]}…"


def day_of(moment: datetime) -> date:
    return moment.astimezone(ZONE).date()


def item_of(act: Act) -> PlanItem:
    """The row that ``facts`` has read in this act."""
    item: PlanItem = act.matter.plan_item
    return item


def stop(act: Act, wanted: Callable[[MatterClock], bool]) -> None:
    for clock in act.clocks:
        if clock.stopped_at is None and wanted(clock):
            clock.stopped_at = act.at.occurred
