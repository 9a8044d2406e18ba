"""What is asked for an item and decided by another: adjustment, closing, giving it up."""

from datetime import datetime, timedelta

from chengguan.core.work.act import Act
from chengguan.core.work.models import ClockChange, MatterClock
from chengguan.plans.annual import inputs, windows
from chengguan.plans.annual.models import Adjustment, ClosingProposal, PlanWindow
from chengguan.plans.annual.owing import day_of, item_of, stop, title_of, watch, watch_reports


def ask_adjustment(act: Act, data: inputs.AskAdjustment) -> None:
    item = item_of(act)
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
    item = item_of(act)
    if asked.wanted_text:
        item.text = asked.wanted_text
        act.matter.title = title_of(item.text)
        act.save(item)
    if asked.window_id is not None and asked.wanted_until is not None:
        _extend(act, item.windows.get(pk=asked.window_id), asked)


def _extend(act: Act, window: PlanWindow, asked: Adjustment) -> None:
    """The end moves by an extension of its clock; the first end stays on window and clock."""
    assert asked.wanted_until is not None, "asked with a window"
    term = window.item.windows.filter(group=window.group, is_dropped=False)
    keys = set(term.values_list("clock", flat=True))
    for clock in [c for c in act.clocks if c.pk in keys and c.stopped_at is None and c.due_at]:
        days = (asked.wanted_until - day_of(_end(clock))) // timedelta(days=1)
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
        window.until = max(window.until, min(asked.wanted_until, day_of(_end(clock))))
    act.save(window)


def _end(clock: MatterClock) -> datetime:
    assert clock.due_at is not None, "a window has an end"
    return clock.due_at


def refuse_adjustment(act: Act, data: inputs.Decide) -> None:
    _decide(act, data.remark, is_granted=False)


def _decide(act: Act, remark: str, *, is_granted: bool) -> Adjustment:
    asked = item_of(act).adjustments.get(decided_at=None)
    asked.decided_by_id, asked.decided_at = act.by.person_id, act.at.occurred
    asked.is_granted, asked.remark = is_granted, remark
    act.save(asked)
    return asked


def propose_closing(act: Act, data: inputs.ProposeClosing) -> None:
    """The windows end here; when it was first said to be done is written once."""
    item = item_of(act)
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
    stop(act, lambda clock: True)


def close_item(act: Act, data: inputs.Decide) -> None:
    proposal = _settle(act, data.remark, is_agreed=True)
    _release(act, proposal.proposed_at)


def send_back(act: Act, data: inputs.SendBack) -> None:
    """It runs on by the days that held; what was late stays late."""
    _settle(act, data.reason, is_agreed=False)
    item = item_of(act)
    for term in windows.terms(item.windows.filter(is_dropped=False)):
        if term.met_at is None:
            watch(act, term.last, term.until)
    watch_reports(act, list(item.duties.order_by("period_from")))


def _settle(act: Act, remark: str, *, is_agreed: bool) -> ClosingProposal:
    proposal = item_of(act).closings.get(decided_at=None)
    proposal.decided_by_id, proposal.decided_at = act.by.person_id, act.at.occurred
    proposal.is_agreed, proposal.remark = is_agreed, remark
    act.save(proposal)
    return proposal


def cancel_item(act: Act, data: inputs.Cancel) -> None:
    for asked in item_of(act).adjustments.filter(decided_at=None):
        asked.decided_by_id, asked.decided_at = act.by.person_id, act.at.occurred
        asked.is_granted, asked.remark = False, data.reason
        act.save(asked)
    for proposal in item_of(act).closings.filter(decided_at=None):
        proposal.decided_by_id, proposal.decided_at = act.by.person_id, act.at.occurred
        proposal.is_agreed, proposal.remark = False, data.reason
        act.save(proposal)
    stop(act, lambda clock: True)
    _release(act, act.at.occurred)


def _release(act: Act, ended: datetime) -> None:
    """Reports whose day had not come are owed no more; those that were missed stay missed."""
    for duty in item_of(act).duties.filter(report=None, due_at__gte=ended):
        duty.is_released = True
        act.save(duty)
    act.clear_desk()
