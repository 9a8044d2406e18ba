"""Work on an item: its reports, what is reached, its milestones."""

from chengguan.core.work.act import Act
from chengguan.plans.annual import bound, inputs, queries
from chengguan.plans.annual.models import Milestone, PlanWindow, ProgressReport
from chengguan.plans.annual.owing import day_of, item_of, stop, watch_reports


def report(act: Act, data: inputs.Report) -> None:
    """It answers for the oldest period without a report, and for every later one that is over."""
    item = item_of(act)
    row = ProgressReport(
        item=item,
        by_id=act.person_id,
        reported_at=act.at.occurred,
        done=data.done,
        problems=data.problems,
        next_steps=data.next_steps,
        figure_value=bound.value_words(item, act.at.occurred),
    )
    act.save(row)
    owed = list(item.duties.order_by("period_from"))
    oldest, today = queries.next_duty(owed), day_of(act.at.occurred)
    for duty in owed:
        is_over = duty.period_until < today
        if duty.report_id is None and not duty.is_released and (duty is oldest or is_over):
            duty.report = row
            act.save(duty)
    watch_reports(act, owed)


def reach(act: Act, data: inputs.Reach) -> None:
    item = item_of(act)
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
    stop(act, lambda clock: clock.pk in keys)


def set_milestones(act: Act, data: inputs.SetMilestones) -> None:
    item = item_of(act)
    act.save_all([Milestone(item=item, title=m.title, due_on=m.due_on) for m in data.lines])


def climb(act: Act, data: inputs.Climb) -> None:
    duty = item_of(act).duties.get(pk=data.duty)
    if data.level == "head":
        duty.head_told_at = act.at.occurred
    else:
        duty.leader_told_at = act.at.occurred
    act.save(duty)
