"""Procedures: which states a matter can be in, and which acts lead from one to the next.

A procedure is dated data, readable beside the regulation. It is validated when it is
registered and prints itself as text and as a diagram. It knows nothing of databases:
effects are registered elsewhere and called by ``core.work.perform`` alone.

>>> draft, done = State("draft", "起草"), State("done", "办结", final=True)
>>> (draft >> done).target.key
'done'
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType

from chengguan.law.citations import Citation
from chengguan.law.guards import Guard


@dataclass(frozen=True)
class Move:
    """From any of ``sources`` to ``target``; no target: the matter stays where it is."""

    sources: tuple["State", ...]
    target: "State | None"


@dataclass(frozen=True)
class State:
    """Where a matter can stand. ``final``: nothing more is owed. ``held``: clocks wait."""

    key: str
    title: str
    final: bool = False
    held: bool = False

    def __rshift__(self, target: "State") -> Move:
        return Move((self,), target)


START = State("start", "尚未开始")


def from_any(*sources: State) -> "Sources":
    """Several sources of one move: ``from_any(a, b) >> c``.

    >>> a, b, c = State("a", "甲"), State("b", "乙"), State("c", "丙")
    >>> [source.key for source in (from_any(a, b) >> c).sources]
    ['a', 'b']
    """
    return Sources(sources)


def while_in(*sources: State) -> Move:
    """An act that leaves the matter where it is.

    >>> while_in(State("a", "甲")).target is None
    True
    """
    return Move(sources, None)


@dataclass(frozen=True)
class Sources:
    """The left side of a move with several sources."""

    states: tuple[State, ...]

    def __rshift__(self, target: State) -> Move:
        return Move(self.states, target)


@dataclass(frozen=True)
class Clock:
    """A period of the rule book as this procedure uses it.

    ``on`` names the moment in the typed input at which it begins; by default the moment
    at which the act occurred. ``when`` names a yes/no field of the input: the clock starts
    only where it says yes. ``due`` names the day in the input that the act sets as its end,
    where the row counts nothing. ``until`` names the moment in the input of an act that stops
    it; by default that at which the act occurred.
    """

    ref: str
    on: str = "occurred_at"
    when: str = ""
    due: str = ""
    until: str = "occurred_at"


@dataclass(frozen=True)
class Action:
    """One act: who may take it, what must be true, what it starts, stops and produces.

    Without a ``basis`` of its own it rests on that of the procedure. ``happens_here`` marks an
    act that exists only in the platform (sending on, approving, closing): it happens when it is
    recorded, never earlier, and cannot have happened elsewhere. ``reopens`` marks the one kind of
    act that leads out of a final state: what had ended has come back.
    """

    key: str
    title: str
    move: Move
    by: tuple[str, ...]
    basis: Citation | None = None
    needs: tuple[Guard, ...] = ()
    given: tuple[Guard, ...] = ()
    takes: type | None = None
    starts: tuple[Clock, ...] = ()
    stops: tuple[Clock, ...] = ()
    pauses: bool = False
    happens_here: bool = False
    papers: tuple[str, ...] = ()
    reopens: bool = False

    def reaches(self, source: State) -> State:
        """The state after this act when taken in ``source``.

        >>> a = State("a", "甲")
        >>> Action("note", "记录", while_in(a), by=("officer",)).reaches(a).key
        'a'
        """
        return self.move.target or source


class BadProcedure(ValueError):
    """A procedure that cannot be right; the message lists every fault."""


@dataclass(frozen=True)
class Procedure:
    """A dated graph of states and actions with its legal basis.

    >>> from chengguan.law.citations import cite
    >>> done = State("done", "办结", final=True)
    >>> close = Action("close", "办结", START >> done, by=("officer",))
    >>> law = cite("行政处罚法", 51)
    >>> short = Procedure("case.x", "例", law, date(2026, 1, 1), (done,), (close,), "case")
    >>> short.kind, short.graph
    ('case', (('start', 'close', 'done'),))
    >>> [action.key for action in short.actions_from("start")]
    ['close']
    >>> str(short.basis_of(close))
    '行政处罚法 51'

    ``confidentiality`` names the class of its matters: an ordinary one opens to those who stand
    above in the tree of organs, any other only to its readers and to the people named.
    """

    key: str
    title: str
    basis: Citation
    since: date
    states: tuple[State, ...]
    actions: tuple[Action, ...]
    confidentiality: str

    @property
    def kind(self) -> str:
        """The kind of matter: the first word of the key."""
        return self.key.partition(".")[0]

    @cached_property
    def by_state(self) -> Mapping[str, State]:
        return MappingProxyType({state.key: state for state in (START, *self.states)})

    @cached_property
    def by_action(self) -> Mapping[str, Action]:
        return MappingProxyType({action.key: action for action in self.actions})

    def basis_of(self, action: Action) -> Citation:
        """The article an act rests on: its own, else the procedure's."""
        return action.basis or self.basis

    def actions_from(self, state_key: str) -> tuple[Action, ...]:
        """The acts that lead on from a state, in the order of the text."""
        state = self.by_state[state_key]
        return tuple(action for action in self.actions if state in action.move.sources)

    @cached_property
    def graph(self) -> tuple[tuple[str, str, str], ...]:
        """The edges (source, action, target): what a running matter keeps for ever."""
        return tuple(
            (source.key, action.key, action.reaches(source).key)
            for action in self.actions
            for source in action.move.sources
        )

    @cached_property
    def graph_hash(self) -> str:
        """A fingerprint of states and edges; a test pins it, so that no graph changes unseen."""
        lines = [f"{s.key} {s.final} {s.held}" for s in self.states]
        lines += [" ".join(edge) for edge in self.graph]
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def validate(procedure: Procedure, roles: Iterable[str]) -> None:
    """Refuse a procedure that is ambiguous, unreachable or endless, or whose roles are unknown.

    ``roles`` are the roles that exist. Raises ``BadProcedure`` with all faults at once.

    >>> from chengguan.law.citations import cite
    >>> law, open_ = cite("行政处罚法", 51), State("open", "在办")
    >>> start = Action("start", "开始", START >> open_, by=("nobody",))
    >>> bad = Procedure("case.x", "例", law, date(2026, 1, 1), (open_,), (start,), "case")
    >>> validate(bad, ["officer"])
    Traceback (most recent call last):
    ...
    chengguan.law.procedure.BadProcedure: case.x: no state is final; act start: no such role nobody
    """
    faults = [
        *_doubled(procedure),
        *_unreachable(procedure),
        *_dead_ends(procedure),
        *_clocks_without_end(procedure),
        *(
            f"act {action.key}: no such role {role}"
            for action in procedure.actions
            for role in action.by
            if role not in set(roles)
        ),
        *(f"act {a.key}: nobody may take it" for a in procedure.actions if not a.by),
    ]
    if faults:
        raise BadProcedure(f"{procedure.key}: " + "; ".join(faults))


def _doubled(procedure: Procedure) -> list[str]:
    keys = [s.key for s in procedure.states] + [a.key for a in procedure.actions]
    unknown = [
        f"act {action.key}: state {state.key} is not in the list"
        for action in procedure.actions
        for state in (*action.move.sources, *filter(None, [action.move.target]))
        if state.key not in procedure.by_state
    ]
    return unknown + [f"{key} stands twice" for key in sorted(set(keys)) if keys.count(key) > 1]


def _reached(procedure: Procedure, starts: set[str], forward: bool) -> set[str]:
    edges = [(s, t) if forward else (t, s) for s, _, t in procedure.graph]
    seen, grew = set(starts), True
    while grew:
        more = {t for s, t in edges if s in seen} - seen
        seen |= more
        grew = bool(more)
    return seen


def _unreachable(procedure: Procedure) -> list[str]:
    seen = _reached(procedure, {START.key}, forward=True)
    return [f"state {s.key} cannot be reached" for s in procedure.states if s.key not in seen]


def _dead_ends(procedure: Procedure) -> list[str]:
    finals = {s.key for s in procedure.states if s.final}
    if not finals:
        return ["no state is final"]
    ending = _reached(procedure, finals, forward=False)
    left = [
        f"final state {s.key} is left by {a.key}"
        for a in procedure.actions
        for s in a.move.sources
        if s.final and a.move.target and not a.move.target.final and not a.reopens
    ]
    return left + [
        f"from state {s.key} no end can be reached" for s in procedure.states if s.key not in ending
    ]


def _clocks_without_end(procedure: Procedure) -> list[str]:
    stopped = {clock.ref for action in procedure.actions for clock in action.stops}
    return [
        f"clock {clock.ref} of {action.key} is never stopped"
        for action in procedure.actions
        for clock in action.starts
        if clock.ref not in stopped
    ]


_procedures: dict[str, list[Procedure]] = {}


def register(procedure: Procedure, roles: Iterable[str]) -> Procedure:
    """Validate and publish; older graphs of the same key stay while matters run on them.

    Raises what ``validate`` raises; then nothing was published.

    >>> from chengguan.law.citations import cite
    >>> empty = Procedure("case.x", "例", cite("行政处罚法", 51), date(2026, 1, 1), (), (), "case")
    >>> register(empty, ["officer"])
    Traceback (most recent call last):
    ...
    chengguan.law.procedure.BadProcedure: case.x: no state is final
    """
    validate(procedure, roles)
    versions = _procedures.setdefault(procedure.key, [])
    if all(known.graph_hash != procedure.graph_hash for known in versions):
        versions.append(procedure)
        versions.sort(key=lambda known: known.since)
    return procedure


def registered() -> tuple[Procedure, ...]:
    """The newest version of every procedure.

    >>> "case.x" in [known.key for known in registered()]
    False
    """
    return tuple(versions[-1] for versions in _procedures.values())


def procedure(key: str, graph_hash: str = "", on: date | None = None) -> Procedure:
    """The version a matter began with (by hash), or the one in force on a day, or the newest.

    Raises ``LookupError`` where there is none.

    >>> procedure("case.unknown")
    Traceback (most recent call last):
    ...
    KeyError: 'case.unknown'
    """
    versions = _procedures[key]
    if graph_hash:
        found = [known for known in versions if known.graph_hash == graph_hash]
        if not found:
            raise LookupError(f"{key}: no graph {graph_hash}; older graphs must stay in the code")
        return found[0]
    if on is not None:
        versions = [known for known in versions if known.since <= on]
        if not versions:
            raise LookupError(f"{key}: no procedure in force on {on}")
    return versions[-1]


def first(key: str) -> Procedure:
    """The oldest version of a procedure.

    >>> first("case.unknown")
    Traceback (most recent call last):
    ...
    KeyError: 'case.unknown'
    """
    return _procedures[key][0]


def as_text(procedure: Procedure) -> str:
    """The procedure as a page to be read beside the regulation.

    >>> from chengguan.law.citations import cite
    >>> done = State("done", "办结", final=True)
    >>> close = Action("close", "办结", START >> done, by=("officer",))
    >>> law = cite("行政处罚法", 51)
    >>> short = Procedure("case.x", "例", law, date(2026, 1, 1), (done,), (close,), "case")
    >>> print(as_text(short))
    例 (case.x)  行政处罚法 51  自 2026-01-01 起
    □ 尚未开始 [start]
        办结 [close] → 办结；办理人 officer
    ■ 办结 [done]
    """
    lines = [f"{procedure.title} ({procedure.key})  {procedure.basis}  自 {procedure.since} 起"]
    for state in (START, *procedure.states):
        mark = "■" if state.final else "□"
        lines.append(f"{mark} {state.title} [{state.key}]")
        lines += [_edge_text(action, state) for action in procedure.actions_from(state.key)]
    return "\n".join(lines)


def _edge_text(action: Action, source: State) -> str:
    parts = [f"    {action.title} [{action.key}] → {action.reaches(source).title}"]
    parts.append(f"办理人 {'、'.join(action.by)}")
    if action.needs or action.given:
        refs = dict.fromkeys(guard.ref for guard in (*action.needs, *action.given))
        parts.append(f"条件 {'、'.join(refs)}")
    if action.starts:
        parts.append(f"起 {'、'.join(clock.ref for clock in action.starts)}")
    if action.stops:
        parts.append(f"止 {'、'.join(clock.ref for clock in action.stops)}")
    return "；".join(parts)


def as_diagram(procedure: Procedure) -> str:
    """The procedure as a Mermaid state diagram.

    >>> from chengguan.law.citations import cite
    >>> done = State("done", "办结", final=True)
    >>> close = Action("close", "办结", START >> done, by=("officer",))
    >>> law = cite("行政处罚法", 51)
    >>> short = Procedure("case.x", "例", law, date(2026, 1, 1), (done,), (close,), "case")
    >>> print(as_diagram(short))
    stateDiagram-v2
        state "办结" as done
        [*] --> done: 办结
        done --> [*]
    """
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.title}" as {state.key}' for state in procedure.states]
    names = {START.key: "[*]"}
    for source, action, target in procedure.graph:
        title = procedure.by_action[action].title
        lines.append(f"    {names.get(source, source)} --> {target}: {title}")
    lines += [f"    {state.key} --> [*]" for state in procedure.states if state.final]
    return "\n".join(lines)
