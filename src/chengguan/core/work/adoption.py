"""接收在办事项: a matter that another system began is taken over where it stands.

What that system said of it is written down as said: shown with a warning, read by no guard. Its
clocks start at the moments told. Whatever the matter needs further is done by acts of its own.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from chengguan.core.journal.models import SealedValue
from chengguan.core.work.act import Act
from chengguan.core.work.errors import BadMoment
from chengguan.core.work.models import AdoptedFact
from chengguan.law.procedure import START, Action, State

ADOPT = "adopt_"
TITLE = "接收在办"


@dataclass(frozen=True)
class Told:
    """What the other system said, in its words."""

    name: str
    value: str


@dataclass(frozen=True)
class ToldClock:
    """A period that runs already, by its row of the register."""

    ref: str
    started_at: datetime


def adopting(states: Iterable[State], *, by: tuple[str, ...], takes: type) -> tuple[Action, ...]:
    """An opening act a state in which a procedure takes matters over; only open states."""
    return tuple(
        Action(f"{ADOPT}{state.key}", TITLE, START >> state, by, takes=takes)
        for state in states
        if not state.final
    )


def action_for(state: str) -> str:
    return f"{ADOPT}{state}"


def keep(
    act: Act, told: Iterable[Told], sealed: Mapping[str, SealedValue | None] | None = None
) -> None:
    """Write down what was told; what is confidential stands sealed."""
    at = act.at.recorded
    rows = [
        AdoptedFact(matter=act.matter, name=one.name[:60], text=one.value, adopted_at=at)
        for one in told
        if one.value
    ]
    rows += [
        AdoptedFact(matter=act.matter, name=name[:60], sealed=value, adopted_at=at)
        for name, value in (sealed or {}).items()
        if value is not None
    ]
    act.save_all(rows)
    if rows:
        act.note(adopted=[row.name for row in rows])


def start_clocks(act: Act, told: Iterable[ToldClock]) -> None:
    """Start what runs already. What was due before stays late: nothing begins anew."""
    for clock in told:
        if clock.started_at > act.at.recorded:
            raise BadMoment("work.in_the_future")
        act.start_clock(clock.ref, clock.started_at)
