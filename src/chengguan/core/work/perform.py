"""The only way a matter changes state.

One short transaction: lock, repeat or version check, permission, guards, effect, clocks,
assignments, journal, outbox. Typesetting and sending happen afterwards, from the outbox.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from uuid_utils.compat import uuid7

from chengguan.core.journal import services as journal
from chengguan.core.journal.canonical import canonical
from chengguan.core.journal.models import JournalEntry
from chengguan.core.notices import outbox
from chengguan.core.work import clocks as counting
from chengguan.core.work import inputs, queries, registry, reviewing, rules
from chengguan.core.work.act import Act, Outcome
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.errors import (
    BadMoment,
    Conflict,
    KeyReused,
    NotFound,
    NotPermitted,
    Refused,
    WorkError,
    WrongState,
)
from chengguan.core.work.models import (
    ClockChange,
    Matter,
    MatterFinding,
    Participation,
    Receipt,
)
from chengguan.core.work.permission import acts_for, may_act
from chengguan.core.work.sheaf import Alone, Sheaf
from chengguan.law.guards import Finding, judge
from chengguan.law.parameters import Force
from chengguan.law.procedure import START, Procedure, State
from chengguan.law.procedure import first as first_procedure
from chengguan.law.procedure import procedure as procedure_named

CLOCK_SKEW = timedelta(minutes=5)


class _KeyTaken(Exception):
    """The receipt's key exists: this request was answered before, or is another's."""


def perform(
    *,
    matter: UUID,
    action: str,
    by: Actor,
    at: At,
    data: object = None,
    key: str,
    version: int | None,
    posted: str = "",
) -> Outcome:
    """Take an act on a matter.

    ``key`` identifies the request: repeated with the same content it acts once and answers
    the same. ``version`` is the version the actor looked at (None only for the house
    itself). Raises the errors of ``work.errors``; then nothing was written.
    """
    request = _request(matter, action, data, at)
    try:
        with transaction.atomic():
            found = _locked(matter)
            if version is None and not by.is_system:
                raise Conflict(found.version)
            if version is not None and found.version != version:
                return _repeat(by, key, request) or _conflict(found)
            act = _act(found, action, by, at, key, posted)
            return _carry_out(act, data, request, is_new=False)
    except _KeyTaken:
        return _repeat(by, key, request) or _reused()


def open_matter(
    *,
    procedure: str,
    action: str,
    by: Actor,
    at: At,
    data: object = None,
    key: str,
    id: UUID | None = None,
    posted: str = "",
) -> Outcome:
    """Begin a matter by an act that leads from START; its effect calls ``act.begin``."""
    request = _request(procedure, action, data, at)
    try:
        with transaction.atomic():
            known = _governing(procedure, at)
            act = _act(_unborn(known, by, at, id), action, by, at, key, posted)
            return _carry_out(act, data, request, is_new=True)
    except _KeyTaken:
        return _repeat(by, key, request) or _reused()


@dataclass(frozen=True)
class Opening:
    """A matter to be begun, as ``open_matter`` takes it."""

    procedure: str
    action: str
    at: At
    data: object
    key: str


def open_together(
    openings: Sequence[Opening], *, by: Actor, at: datetime, beforehand: object = None
) -> list[Outcome | None]:
    """Begin many matters recorded at one moment: each is judged as by ``open_matter``, all are
    written in one transaction. None answers for one that must be taken alone: it was refused, or
    its effect reads back what it writes. An error of the database means that nothing was written.
    """
    with transaction.atomic():
        together = _Together(by, Sheaf(beforehand))
        outcomes = [together.take(one) for one in openings]
        entries = together.sheaf.write()
        outbox.enqueue_all(kind="act", payloads=map(_task, entries), at=at)
        Receipt.objects.bulk_create(together.receipts)
    return outcomes


@dataclass
class _Together:
    by: Actor
    sheaf: Sheaf
    receipts: list[Receipt] = field(default_factory=list)

    def take(self, one: Opening) -> Outcome | None:
        mark = self.sheaf.mark()
        try:
            matter = _unborn(_governing(one.procedure, one.at), self.by, one.at, None)
            act = _act(matter, one.action, self.by, one.at, one.key, "", self.sheaf)
            request = _request(one.procedure, one.action, one.data, one.at)
            outcome = _carry_out(act, one.data, request, is_new=True)
        except (Alone, WorkError):
            self.sheaf.back_to(mark)
            return None
        self.receipts.append(_receipt(act, request))
        return outcome


# -- finding the matter ------------------------------------------------------------------


def _locked(matter: UUID) -> Matter:
    shared = Participation.objects.filter(matter=OuterRef("pk"), until=None)
    rows = Matter.objects.select_for_update(of=("self", "stream")).annotate(
        is_shared=Exists(shared)
    )
    try:
        found = rows.select_related("stream", "subject_key", "organ").get(pk=matter)
    except Matter.DoesNotExist:
        raise NotFound(str(matter)) from None
    found.stream.is_held = True
    return found


def _governing(procedure: str, at: At) -> Procedure:
    """The version in force when it began. What began before there was one, and is taken down as
    it happened, runs on under the first."""
    on = at.occurred.astimezone(rules.ZONE).date()
    try:
        return procedure_named(procedure, on=on)
    except LookupError:
        if not at.has_happened:
            raise
        return first_procedure(procedure)


def _unborn(procedure: Procedure, by: Actor, at: At, id: UUID | None) -> Matter:
    return Matter(
        id=id or uuid7(),
        kind=procedure.kind,
        procedure=procedure.key,
        graph=procedure.graph_hash,
        confidentiality=procedure.confidentiality,
        state=START.key,
        state_since=at.occurred,
        opened_by_id=by.person_id,
        opened_at=at.occurred,
    )


def _act(
    matter: Matter,
    action: str,
    by: Actor,
    at: At,
    key: str,
    posted: str,
    sheaf: Sheaf | None = None,
) -> Act:
    procedure = procedure_named(matter.procedure, matter.graph)
    chosen = procedure.by_action.get(action)
    if chosen is None or procedure.by_state[matter.state] not in chosen.move.sources:
        raise WrongState(action, matter.state)
    return Act(matter, procedure, chosen, by, at, key, rules.current(), posted, sheaf)


# -- refusals first ------------------------------------------------------------------------


def _carry_out(act: Act, data: object, request: str, *, is_new: bool) -> Outcome:
    if not is_new:
        held = act.matter.assignments.filter(until=None).select_related("person", "given_by")
        act.desk = list(held)
        act.matter.__dict__["open_desk"] = list(act.desk)
        # The house names no version: while it waited for the lock the matter may have been shared.
        if act.by.is_system or act.matter.__dict__.get("is_shared"):
            taking_part = act.matter.participations.filter(until=None)
            act.guests = list(taking_part.select_related("organ"))
        act.clocks = [c for c in queries.clocks_of(act.matter) if c.stopped_at is None]
    _check_moment(act, is_new)
    if not may_act(act.action, act.by, act.matter, act.desk):
        raise NotPermitted(act.action.by)
    act.acts_for = acts_for(act.action, act.by, act.matter, act.desk)
    later = {} if is_new else reviewing.refusals(act, act.matter.state)
    _check_guards(act, data, is_new)
    return _take_effect(act, data, request, later, is_new=is_new)


def _check_moment(act: Act, is_new: bool) -> None:
    occurred, recorded = act.at.occurred, act.at.recorded
    if occurred > recorded + CLOCK_SKEW:
        raise BadMoment("work.in_the_future")
    if not is_new and occurred < act.matter.state_since:
        stage = act.procedure.by_state[act.matter.state].title
        raise BadMoment("work.before_its_cause", stage=stage, since=act.matter.state_since)
    if act.action.happens_here and not _is_now(act.at):
        raise BadMoment("work.happens_here")
    if act.at.is_late_entry and not act.at.reason.strip():
        raise BadMoment("work.late_without_reason")


def _is_now(at: At) -> bool:
    return abs(at.recorded - at.occurred) <= CLOCK_SKEW


def _check_guards(act: Act, data: object, is_new: bool) -> None:
    handling = registry.handling(act.procedure.key)
    # A matter to be has no record yet: its guards read the moment instead.
    act.facts = act.at if is_new else handling.facts(act.matter, act.at, act.by)
    on = act.at.occurred.astimezone(rules.ZONE).date()
    found = [
        *judge(act.action.needs, act.law, on, act.facts),
        *judge(act.action.given, act.law, on, act.facts, data),
    ]
    refusing = [f for f in found if f.refuses]
    if refusing and not _may_be_recorded_as_happened(act, refusing):
        raise Refused(refusing)
    act.findings = tuple(found)


def _may_be_recorded_as_happened(act: Act, refusing: list[Finding]) -> bool:
    """What was unlawful and has already happened is recorded, with its reason and a finding.

    What makes no sense can never be; and nothing unlawful can be *done* here: only an act of
    the past, declared as such, is taken down.
    """
    told = act.at.has_happened and act.at.reason.strip()
    if not told or act.action.happens_here or _is_now(act.at):
        return False
    return all(f.force is Force.UNLAWFUL for f in refusing)


# -- then the effect -----------------------------------------------------------------------


def _take_effect(
    act: Act, data: object, request: str, later: reviewing.Refusals, *, is_new: bool
) -> Outcome:
    matter, before = act.matter, act.procedure.by_state[act.matter.state]
    due_before, open_before = matter.next_due_at, matter.is_open
    after = act.action.reaches(before)
    _move(matter, before, after, act.at)
    inputs.seal(act, data, is_new=is_new)
    _turn_clocks(act, data, before, after)
    matter.next_due_at = counting.next_due(act.clocks)
    _run_effects(act, data)
    if not matter.is_open:
        act.end(held for held in act.desk if held.is_asked)
    _save(act, data, is_new)
    if not is_new:
        again = reviewing.refusals(act, before.key)
        act.save_all(reviewing.new_findings(act, later, again))
    timing = (due_before, open_before) != (matter.next_due_at, matter.is_open)
    act.write_reach(is_new=is_new, timing_changed=timing)
    _write_down(act, data, before, after, request)
    return Outcome(matter.pk, matter.version, findings=act.findings)


def _move(matter: Matter, before: State, after: State, at: At) -> None:
    matter.version += 1
    matter.state = after.key
    if after is not before:
        matter.state_since = at.occurred
    if after.final and matter.is_open:
        matter.is_open, matter.closed_at = False, at.occurred
    elif before.final and not after.final:
        matter.is_open, matter.closed_at = True, None


def _turn_clocks(act: Act, data: object, before: State, after: State) -> None:
    for clock in act.action.stops:
        act.stop_clock(clock.ref, _moment_of(act, data, clock.until))
    for clock in act.action.starts:
        if not clock.when or getattr(data, clock.when):
            day = getattr(data, clock.due) if clock.due else None
            act.start_clock(clock.ref, _moment_of(act, data, clock.on), day)
    if before.held and not after.held:
        _resume(act)


def _moment_of(act: Act, data: object, on: str) -> datetime:
    return act.at.occurred if on == "occurred_at" else getattr(data, on)


def _resume(act: Act) -> None:
    open_pauses = ClockChange.objects.filter(
        clock__matter=act.matter, kind=ClockChange.Kind.PAUSE, until=None
    ).select_related("clock")
    for pause in open_pauses:
        pause.until = act.at.occurred
        clock = next(c for c in act.clocks if c.pk == pause.clock_id)
        act.change_clock(clock, pause)


def _pause(act: Act, reason: str) -> None:
    for clock in act.clocks:
        if clock.stopped_at is None and clock.is_owed:
            pause = ClockChange(kind=ClockChange.Kind.PAUSE, since=act.at.occurred, reason=reason)
            act.change_clock(clock, pause)


def _run_effects(act: Act, data: object) -> None:
    effect = registry.handling(act.procedure.key).effects.get(act.action.key)
    if effect is not None:
        effect(act, data)
    if act.action.pauses:
        _pause(act, getattr(data, "reason", ""))
    followers = registry.followers(act.procedure.key, act.action.key)
    if followers or act.action.papers:
        act.wants_rows()
    for follower in followers:
        follower(act, data)
    for paper in act.action.papers:
        registry.paper_port().issue(act, paper, data)


def _save(act: Act, data: object, is_new: bool) -> None:
    _save_matter(act, is_new)
    act.save_all([c for c in act.clocks if c.pk is None])
    for clock in act.clocks:
        if clock.stopped_at is not None:
            act.save(clock)
    if act.desk_changed:
        for held in act.desk:
            if held.pk is not None:
                act.save(held)
        act.save_all([a for a in act.desk if a.pk is None])
    if act.reach_changed:
        _save_guests(act)
    inputs.attach(act, data)
    act.save_all(_findings_to_keep(act))


def _save_guests(act: Act) -> None:
    for row in act.guests:
        if row.pk is not None and row.until is not None:
            act.save(row)
    act.save_all([row for row in act.guests if row.pk is None])


def _save_matter(act: Act, is_new: bool) -> None:
    matter, due = act.matter, counting.next_due(act.clocks)
    if not is_new:
        matter.next_due_at = due
        act.save(matter)
        return
    if matter not in act.rows:
        raise TypeError(f"the effect of {act.action.key} must call act.begin")
    if not may_act(act.action, act.by, matter, act.desk):
        raise NotPermitted(act.action.by)
    if matter.next_due_at != due:
        matter.next_due_at = due
        if act.sheaf is None:
            matter.save(update_fields=["next_due_at"])


def _findings_to_keep(act: Act) -> list[MatterFinding]:
    return [
        MatterFinding(
            matter=act.matter,
            action=act.action.key,
            ref=finding.ref,
            guard=finding.guard,
            force=str(finding.force),
            explanation=act.at.reason,
            found_at=act.at.recorded,
        )
        for finding in act.findings
        if finding.refuses
    ]


# -- and the record ------------------------------------------------------------------------


def _write_down(act: Act, data: object, before: State, after: State, request: str) -> None:
    matter = act.matter
    is_first = before is START
    stream = journal.fresh_stream(kind="matter", key=matter.pk) if is_first else matter.stream
    told = journal.Beginning(
        stream=stream,
        action=act.action.key,
        actor=act.by.key,
        occurred_at=act.at.occurred,
        recorded_at=act.at.recorded,
        values=_values(act, data, before, after),
        rows=act.rows,
    )
    if act.sheaf is not None:
        act.sheaf.beginnings.append(told)
        return
    entry = journal.append(**vars(told))
    outbox.enqueue(act=uuid7(), kind="act", payload=_task(entry), at=act.at.recorded)
    try:
        _receipt(act, request).save(force_insert=True)
    except IntegrityError as error:
        raise _KeyTaken from error


def _task(entry: JournalEntry) -> str:
    """What the worker is told of an act; a matter's stream has the matter's key."""
    return canonical({"matter": entry.stream_id, "action": entry.action, "entry": entry.pk})


def _receipt(act: Act, request: str) -> Receipt:
    return Receipt(
        actor=act.by.key,
        key=act.key,
        request=request,
        action=act.action.key,
        posted=act.posted,
        matter=act.matter,
        version=act.matter.version,
    )


def _values(act: Act, data: object, before: State, after: State) -> dict[str, object]:
    said: dict[str, object] = {
        "procedure": act.procedure.key,
        "title": act.action.title,
        "from": before.key,
        "to": after.key,
        "version": act.matter.version,
        "by": act.by.name,
        "acts_for": act.acts_for,
        "data": inputs.journalled(act, data),
        "noted": act.noted,
        "reason": act.at.reason,
        "late_entry": act.at.is_late_entry,
        "findings": [
            {"ref": f.ref, "guard": f.guard, "force": f.force, "reason": f.reason.code}
            for f in act.findings
        ],
    }
    return {name: value for name, value in said.items() if value not in ("", False, [], {}, None)}


# -- repeats -------------------------------------------------------------------------------


def answered(by: Actor, key: str, *, matter: UUID, action: str, posted: str) -> Outcome | None:
    """What this very request was answered before, asked before anything else is judged.

    Its act may have moved the matter on, or out of sight: the answer stands. Raises
    ``KeyReused`` when something else comes under the same key.
    """
    receipt = Receipt.objects.filter(actor=by.key, key=key).first() if key else None
    if receipt is None:
        return None
    if (receipt.matter_id, receipt.action, receipt.posted) != (matter, action, posted):
        raise KeyReused(key)
    return Outcome(receipt.matter_id, receipt.version, is_repeat=True)


def _request(target: object, action: str, data: object, at: At) -> str:
    # "Now" is no content: the same form sent again a second later is the same request.
    occurred = None if at.occurred == at.recorded else at.occurred
    said = {"target": target, "action": action, "occurred_at": occurred}
    return journal.keyed_digest(canonical(said | {"data": inputs.plain(data)}))


def _repeat(by: Actor, key: str, request: str) -> Outcome | None:
    receipt = Receipt.objects.filter(actor=by.key, key=key).first()
    if receipt is None:
        return None
    if receipt.request != request:
        raise KeyReused(key)
    return Outcome(receipt.matter_id, receipt.version, is_repeat=True)


def _conflict(matter: Matter) -> Outcome:
    raise Conflict(matter.version)


def _reused() -> Outcome:
    raise KeyReused("the key is taken")
