"""What capabilities bring: how each procedure's acts take effect and how its facts are read.

Filled when the apps start; ``perform`` and ``available`` read it and know no capability.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from chengguan.core.work.act import Act
from chengguan.core.work.acting import Actor, At
from chengguan.core.work.models import Matter
from chengguan.core.work.permission import ROLES
from chengguan.law import procedure as law
from chengguan.law.procedure import Procedure

Effect = Callable[[Act, Any], None]
"""What an act writes, from the act in hand and its typed input."""


@dataclass(frozen=True)
class Handling:
    """How one procedure is carried out.

    ``facts(matter, at, by)`` builds the frozen dataclass that its guards read; ``effects`` maps
    action keys.
    """

    procedure: Procedure
    facts: Callable[[Matter, At, Actor], object]
    effects: Mapping[str, Effect]


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


class ReservationPort(Protocol):
    """Who knows whether money, seats or quota are left; asked at the first save."""

    def reserve(self, act: Act, what: str, quantity: int) -> None: ...


_papers: list[PaperPort] = []


def set_paper_port(port: PaperPort) -> None:
    _papers[:] = [port]


def paper_port() -> PaperPort:
    """The issuer of papers. Raises when no app has taken the duty: a paper is never skipped."""
    if not _papers:
        raise LookupError("no app issues papers: install chengguan.core.documents")
    return _papers[0]
