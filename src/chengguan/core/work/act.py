"""One act while it is happening: what its effects may touch.

Made by ``perform``, handed to effects, settled by ``perform`` when they are done. An effect
changes the matter, saves typed rows, assigns, links and opens; it never chooses the state,
never writes the journal, never commits.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import SealedValue
from chengguan.core.org.models import Organ, Person
from chengguan.core.registers.models import Party, Place
from chengguan.core.work import clocks as counting
from chengguan.core.work import numbers, visibility
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import BadMoment
from chengguan.core.work.models import (
    Assignment,
    ClockChange,
    Matter,
    MatterClock,
    MatterLink,
    Participation,
)
from chengguan.core.work.sheaf import Alone, Sheaf
from chengguan.law.guards import Finding
from chengguan.law.parameters import RuleBook
from chengguan.law.procedure import Action, Procedure


@dataclass
class Act:
    """The act in hand."""

    matter: Matter
    procedure: Procedure
    action: Action
    by: Actor
    at: At
    key: str
    law: RuleBook
    posted: str = ""
    sheaf: Sheaf | None = None
    facts: object = None
    findings: tuple[Finding, ...] = ()
    sealed: dict[str, SealedValue] = field(default_factory=dict)
    noted: dict[str, object] = field(default_factory=dict)
    acts_for: str = ""
    rows: list[Governed] = field(default_factory=list)
    clocks: list[MatterClock] = field(default_factory=list)
    desk: list[Assignment] = field(default_factory=list)
    desk_changed: bool = False
    guests: list[Participation] = field(default_factory=list)
    reach_changed: bool = False

    @property
    def person_id(self) -> int:
        """Who acts, where only a person can: the house itself rules on nothing."""
        assert self.by.person_id is not None, "this act is taken by a person"
        return self.by.person_id

    # -- the matter -----------------------------------------------------------------

    def begin(
        self,
        *,
        number: str,
        title: str,
        organ: Organ,
        field: str = "",
        party: Party | None = None,
        place: Place | None = None,
    ) -> Matter:
        """Bring a new matter into the world; the first thing an opening effect does."""
        self.matter.number, self.matter.title = number, title
        self.matter.organ, self.matter.field = organ, field
        self.matter.party, self.matter.place = party, place
        if self.sheaf is None:
            self.matter.save(force_insert=True)
        else:
            self.sheaf.put([self.matter])
        self.rows.append(self.matter)
        return self.matter

    def next_number(self, series: str) -> int:
        """The next number of a series; an act that does not happen gives it back."""
        return self.sheaf.next_number(series) if self.sheaf else numbers.next_number(series)

    def wants_rows(self) -> None:
        """From here on the act reads back what it wrote. Raises ``Alone`` in a sheaf."""
        if self.sheaf is not None:
            raise Alone

    def save(self, row: Governed) -> None:
        """Save a typed row; the entry of this act vouches for it."""
        if self.sheaf is None or not row._state.adding:
            row.save()
        elif not any(known is row for known in self.rows):
            self.sheaf.put([row])
        # A row saved twice counts as it stands last.
        self.rows = [known for known in self.rows if known != row] + [row]

    def save_all(self, rows: Iterable[Governed]) -> None:
        """Insert new rows of one table in one statement."""
        made = list(rows)
        if not made:
            return
        if self.sheaf is None:
            type(made[0])._default_manager.bulk_create(made)
        else:
            self.sheaf.put(made)
        self.rows.extend(made)

    def note(self, **values: object) -> None:
        """Add to what the entry says beside the input: what was found, chosen, computed."""
        self.noted.update(values)

    # -- hands ----------------------------------------------------------------------

    def hand_to(self, *people: Person, role: str = "", organ: Organ | None = None) -> None:
        """Put the matter on the desk of people, or of a role in an organ; former desks end.

        Who is asked for an opinion stays asked: only his answer or the asker ends that.
        """
        self.end(held for held in self.desk if not held.is_asked)
        since = self.at.recorded
        new = [Assignment(matter=self.matter, person=p, since=since) for p in people]
        if role:
            where = organ or self.matter.organ
            new.append(Assignment(matter=self.matter, role=role, organ=where, since=since))
        self.desk += new
        self.desk_changed = True

    def end(self, rows: Iterable[Assignment]) -> None:
        """These assignments end with this act."""
        for held in rows:
            if held.until is None:
                held.until = self.at.recorded
                self.desk_changed = True

    def put(self, row: Assignment) -> None:
        """Add one assignment beside the others: passed on, handed over, or asked."""
        row.matter, row.since = self.matter, self.at.recorded
        self.desk.append(row)
        self.desk_changed = True

    def clear_desk(self) -> None:
        """Nobody has to act any more."""
        self.hand_to()

    def move_to(self, organ: Organ) -> None:
        """Give the matter to another organ."""
        if organ.pk != self.matter.organ_id:
            self.matter.organ = organ
            self.reach_changed = True

    def share_with(self, *organs: Organ) -> None:
        """Let other organs take part: each finds the matter as its own would, and those above."""
        here = {row.organ_id for row in self.guests if row.until is None}
        for organ in {organ.pk: organ for organ in organs}.values():
            if organ.pk not in here:
                row = Participation(matter=self.matter, organ=organ, since=self.at.recorded)
                self.guests.append(row)
                self.reach_changed = True

    def unshare(self, organ: Organ) -> None:
        """That organ takes part no longer and has nothing to do; what it did stays recorded."""
        for row in self.guests:
            if row.organ_id == organ.pk and row.until is None:
                row.until = self.at.recorded
                self.reach_changed = True
                self.end(held for held in self.desk if held.role and held.organ_id == organ.pk)

    def set_field(self, field: str) -> None:
        """Say to which field of law the matter belongs."""
        if field != self.matter.field:
            self.matter.field = field
            self.reach_changed = True

    # -- clocks ---------------------------------------------------------------------

    def start_clock(self, ref: str, moment: datetime, day: date | None = None) -> MatterClock:
        """Start a period; a running one of the same row is stopped first. ``day`` is its end
        where the act sets it."""
        self.stop_clock(ref, moment)
        clock = counting.start(self.matter, ref, moment, self.law, day)
        self.clocks.append(clock)
        return clock

    def stop_clock(self, ref: str, moment: datetime) -> None:
        """Stop the running period of that row. It cannot end before it began."""
        for clock in self.clocks:
            if clock.ref == ref and clock.stopped_at is None:
                if moment < clock.started_at:
                    raise BadMoment("work.before_its_clock")
                clock.stopped_at = moment

    def change_clock(self, clock: MatterClock, change: ClockChange) -> None:
        """Suspend or extend a clock, with its reason; what was late stays late."""
        self.wants_rows()
        if clock.pk is None:
            self.save(clock)
        change.clock = clock
        self.save(change)
        counting.recount(clock, self.law, clock.changes.all())
        self.save(clock)

    # -- other matters --------------------------------------------------------------

    def link(self, target: Matter, kind: str) -> None:
        """Remember another matter under a word."""
        self.save(
            MatterLink(source=self.matter, target=target, kind=kind, made_at=self.at.recorded)
        )

    def people(self) -> set[int]:
        """Those who find the matter by themselves: whoever began it and whoever has it."""
        own = {a.person_id for a in self.desk if a.person_id and a.until is None}
        return own | ({self.matter.opened_by_id} if self.matter.opened_by_id else set())

    def write_reach(self, *, is_new: bool, timing_changed: bool) -> None:
        """Bring the access rows up to date, touching as little as the act changed."""
        taking_part = [row.organ for row in self.guests if row.until is None]
        if self.sheaf is not None:
            self.sheaf.put(visibility.rows_of(self.matter, self.people(), taking_part))
        elif is_new or self.reach_changed or self.desk_changed:
            visibility.write(self.matter, self.people(), taking_part, is_new=is_new)
        elif timing_changed:
            visibility.touch(self.matter)


@dataclass(frozen=True)
class Outcome:
    """What came of an act: the matter after it, and whether this was a repeated request."""

    matter: UUID
    version: int
    is_repeat: bool = False
    findings: tuple[Finding, ...] = ()
