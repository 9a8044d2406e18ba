"""The clocks of a matter: started and stopped by acts, counted by the law's own rules."""

from collections.abc import Iterable
from datetime import date, datetime

from chengguan.core.work.models import ClockChange, Matter, MatterClock
from chengguan.law import periods
from chengguan.law.parameters import RuleBook
from chengguan.law.periods import Due, Extension, Pause


def start(
    matter: Matter, ref: str, moment: datetime, law: RuleBook, day: date | None = None
) -> MatterClock:
    """A new clock from its trigger on (not saved). ``day`` is the one that the act sets as the
    end, where the row counts nothing."""
    due = periods.due(law, ref, _moments(moment, periods.end_of(day) if day else None))
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


def _moments(started: datetime, given: datetime | None) -> dict[str, datetime]:
    return {"from": started, "given": given} if given else {"from": started}


def recount(clock: MatterClock, law: RuleBook, changes: Iterable[ClockChange]) -> Due:
    """Count a clock anew with all its suspensions and extensions; ``due_at`` moves (not saved)."""
    # What an act set as the end is the first end, which never changes.
    given = clock.first_due_at if law.clock(clock.ref).is_given else None
    due = periods.due(
        law,
        clock.ref,
        _moments(clock.started_at, given),
        pauses=[Pause(c.since, c.until) for c in changes if c.kind == ClockChange.Kind.PAUSE],
        extensions=[
            Extension(c.length, c.since) for c in changes if c.kind == ClockChange.Kind.EXTENSION
        ],
    )
    clock.due_at, clock.is_provisional = due.moment, due.provisional
    return due


def explain(clock: MatterClock, law: RuleBook) -> Due:
    """The same count with its steps, for "why this day"; asks for changes only if any moved it."""
    copy = MatterClock(ref=clock.ref, started_at=clock.started_at, first_due_at=clock.first_due_at)
    return recount(copy, law, clock.changes.all() if clock.due_at != clock.first_due_at else ())


def next_due(clocks: Iterable[MatterClock]) -> datetime | None:
    """The moment by which somebody must act next: the earliest end of a running period.

    Where nothing is owed (minimum periods, rights) nothing is due.
    """
    ends = [c.due_at for c in clocks if c.stopped_at is None and c.due_at and c.is_owed]
    return min(ends, default=None)
