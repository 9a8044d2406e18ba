"""The clocks of a matter: started and stopped by acts, counted by the law's own rules."""

from collections.abc import Iterable
from datetime import datetime

from chengguan.core.work.models import ClockChange, Matter, MatterClock
from chengguan.law import periods
from chengguan.law.parameters import RuleBook
from chengguan.law.periods import Due, Extension, Pause


def start(matter: Matter, ref: str, moment: datetime, law: RuleBook) -> MatterClock:
    """A new clock from its trigger on (not saved)."""
    due = periods.due(law, ref, moment)
    return MatterClock(
        matter=matter,
        ref=ref,
        started_at=moment,
        due_at=due.moment,
        first_due_at=due.first_moment,
        is_earliest=due.is_earliest,
        is_owed=not (due.is_earliest or law.clock(ref).is_right),
        is_provisional=due.provisional,
    )


def recount(clock: MatterClock, law: RuleBook, changes: Iterable[ClockChange]) -> Due:
    """Count a clock anew with all its suspensions and extensions; ``due_at`` moves (not saved)."""
    due = periods.due(
        law,
        clock.ref,
        clock.started_at,
        pauses=[Pause(c.since, c.until) for c in changes if c.kind == ClockChange.Kind.PAUSE],
        extensions=[
            Extension(c.length, c.since) for c in changes if c.kind == ClockChange.Kind.EXTENSION
        ],
    )
    clock.due_at, clock.is_provisional = due.moment, due.provisional
    return due


def explain(clock: MatterClock, law: RuleBook) -> Due:
    """The same count with its steps, for "why this day"; asks for changes only if any moved it."""
    copy = MatterClock(ref=clock.ref, started_at=clock.started_at)
    return recount(copy, law, clock.changes.all() if clock.due_at != clock.first_due_at else ())


def next_due(clocks: Iterable[MatterClock]) -> datetime | None:
    """The moment by which somebody must act next: the earliest end of a running period.

    Where nothing is owed (minimum periods, rights) nothing is due.
    """
    ends = [c.due_at for c in clocks if c.stopped_at is None and c.due_at and c.is_owed]
    return min(ends, default=None)
