"""What capabilities bring: how each procedure's acts take effect and how its facts are read.

Filled when the apps start; ``perform`` and ``available`` read it and know no capability.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Q

from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.permission import ROLES
from chengguan.law import procedure as law
from chengguan.law.procedure import Procedure

Effect = Callable[[Act, Any], None]
"""What an act writes, from the act in hand and its typed input."""


@dataclass(frozen=True)
class Step:
    """What moves a matter on.

    ``action`` is the next act; ``waits_for`` says in words for whom outside it waits meanwhile.
    ``decision`` is an act of somebody else that was asked for beside it. ``asked_by`` names who
    asked for an act and therefore cannot take it; ``owed_by`` the organs that alone owe one.
    """

    action: str = ""
    waits_for: Any = ""
    decision: str = ""
    asked_by: Mapping[str, int | None] = field(default_factory=dict)
    owed_by: Mapping[str, frozenset[int]] = field(default_factory=dict)


@dataclass(frozen=True)
class Handling:
    """How one procedure is carried out.

    ``facts(matter, at, by)`` builds the frozen dataclass that its guards read; ``effects`` maps
    action keys. ``steps(matters, now)`` answers for many matters what moves each on;
    ``decisions(by)`` which matters wait for an act of decision that somebody else asked for, as
    conditions by action.
    """

    procedure: Procedure
    facts: Callable[[Matter, At, Actor], object]
    effects: Mapping[str, Effect]
    steps: Callable[[Sequence[Matter], datetime], Mapping[UUID, Step]] | None = None
    decisions: Callable[[Actor], Mapping[str, Q]] | None = None


_handlings: dict[str, Handling] = {}
_followers: dict[tuple[str, str], list[Effect]] = {}


def register(handling: Handling) -> None:
    """Publish a procedure with its effects; an effect without an action is a mistake."""
    known = handling.procedure.by_action
    if strange := set(handling.effects) - set(known):
        raise ValueError(f"{handling.procedure.key}: no such acts: {', '.join(sorted(strange))}")
    law.register(handling.procedure, ROLES)
    _handlings[handling.procedure.key] = handling


def follow(procedure: str, action: str, effect: Effect) -> None:
    """Let a flow add its own effect to an act of a capability, in the same transaction."""
    _followers.setdefault((procedure, action), []).append(effect)


def handling(procedure: str) -> Handling:
    return _handlings[procedure]


def handlings() -> tuple[Handling, ...]:
    return tuple(_handlings.values())


def followers(procedure: str, action: str) -> tuple[Effect, ...]:
    return tuple(_followers.get((procedure, action), ()))


def procedure_of(matter: Matter) -> Procedure:
    """The graph under which the matter began."""
    return law.procedure(matter.procedure, matter.graph)


class PaperPort(Protocol):
    """Who issues papers (``core.documents``): numbered in the act, typeset afterwards."""

    def issue(self, act: Act, paper: str, data: Any) -> None: ...


_papers: list[PaperPort] = []


def set_paper_port(port: PaperPort) -> None:
    _papers[:] = [port]


def paper_port() -> PaperPort:
    """The issuer of papers. Raises when no app has taken the duty: a paper is never skipped."""
    if not _papers:
        raise LookupError("no app issues papers: install chengguan.core.documents")
    return _papers[0]
