"""Money as a matter asks for it: is it lawful, is it there; keep it, pay it, give it back.

Implemented by ``union.finance``; capabilities that pay know only this module. The question is
asked at the first act that names the money, and what is granted is kept from then on, so that
nobody signs for what is not there.

A procedure whose acts pay

* takes a ``Payment`` in the act that first names the money, and has ``GUARDS`` among its
  ``given``;
* calls ``funds_port().reserve`` in the effect of that act, ``settle`` where it was paid, and
  ``release`` where it will not be. An act that changes what is asked for comes after one that
  gave the former back.
"""

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from chengguan.core.work.act import Act
from chengguan.core.work.models import Matter
from chengguan.law.guards import Finding, Reason, guard
from chengguan.law.parameters import RuleBook
from chengguan.law.spending import Claim, Fund, Left, UseState

UNION_MONEY = frozenset({Fund.DUES, Fund.UNION, Fund.GRANT})
"""Funds of a union's budget. What the administration or the person pays needs no head."""


@dataclass(frozen=True)
class Head:
    """A line of a union's budget that can bear an item: what it has left, in fen."""

    id: int
    title: str
    left: int


@dataclass(frozen=True)
class Held:
    """Money kept for a claim, as it stands. ``claim.cause`` is a digest: the word is not kept."""

    id: int
    claim: Claim
    state: UseState
    head: int | None


@dataclass(frozen=True)
class Judgement:
    """What rows and budget say of claims.

    ``findings`` of the rows (``LIM…``), by claim in its order; ``lacking`` is by how much the
    head falls short, in fen; ``misfit`` says why the head cannot bear them (a code), or nothing.
    """

    findings: tuple[tuple[Finding, ...], ...] = ()
    lacking: int = 0
    misfit: str = ""

    @property
    def refusals(self) -> tuple[Finding, ...]:
        return tuple(found for each in self.findings for found in each if found.refuses)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(found for each in self.findings for found in each if not found.refuses)


class FundsPort(Protocol):
    """Who keeps the money of the unions (``union.finance``)."""

    def heads(self, union: int, item: str, year: int) -> tuple[Head, ...]:
        """The confirmed lines of a union's budget that bear an item in a year."""
        ...

    def judge(self, claims: Sequence[Claim], head: int | None, law: RuleBook) -> Judgement:
        """Whether the claims are lawful and the head can bear them. ``head`` None: no money of a
        union's budget."""
        ...

    def reserve(self, act: Act, claims: Sequence[Claim], head: int | None) -> tuple[int, ...]:
        """Keep the money for the claims, in their order; answers the numbers under which it is
        held. People and head are locked and judged again: raises ``Refused`` when it was used up
        meanwhile, and nothing is written."""
        ...

    def settle(self, act: Act, paid: Mapping[int, int] | None = None) -> None:
        """It was paid. ``paid``: fen by number held, never more than is held, the rest goes back;
        None: all that the matter still holds, as held."""
        ...

    def release(self, act: Act, held: Collection[int] | None = None) -> None:
        """It will not be paid, or came back: it counts for nothing any more. None: all that the
        matter still holds unpaid."""
        ...

    def held_by(self, matter: Matter) -> tuple[Held, ...]:
        """What a matter holds, paid and gave back, oldest first."""
        ...

    def left(self, person: int, item: str, on: date) -> Left:
        """How much of an item a person may still receive in the year of a day."""
        ...


_ports: list[FundsPort] = []


def set_funds_port(port: FundsPort) -> None:
    _ports[:] = [port]


def funds_port() -> FundsPort:
    """Who keeps the money. Raises when no app has taken the duty: nothing is paid unasked."""
    if not _ports:
        raise LookupError("no app keeps the money: install chengguan.union.finance")
    return _ports[0]


class Payment(ABC):
    """Base of the input of an act that names money for the first time.

    ``claims`` is no field: what stands in a field goes into the record, and an illness with it.
    """

    head: int | None

    @property
    @abstractmethod
    def claims(self) -> Sequence[Claim]:
        """What is to be paid, and to whom."""

    def judged(self, law: RuleBook) -> Judgement:
        """What the port says of it; asked once, however many guards ask."""
        known: Judgement | None = self.__dict__.get("_judged")
        if known is None:
            known = self.__dict__["_judged"] = funds_port().judge(self.claims, self.head, law)
        return known


@guard("FN01")
def limits_are_kept(facts: object, paid: Payment, law: RuleBook) -> Reason | None:
    """What one person receives keeps to every verified or confirmed limit (工会经费口径)."""
    return _first(paid.judged(law).refusals)


@guard("FN02")
def limits_are_watched(facts: object, paid: Payment, law: RuleBook) -> Reason | None:
    """A limit not yet confirmed warns of what passes it (工会经费口径)."""
    return _first(paid.judged(law).warnings)


@guard("FN03")
def head_has_the_money(facts: object, paid: Payment, law: RuleBook) -> Reason | None:
    """Nothing is spent without or beyond the budget: the head has what is asked (皖工经费办法)."""
    lacking = paid.judged(law).lacking
    return Reason("funds.head_lacks", amount=lacking) if lacking else None


@guard("FN04")
def head_bears_the_item(facts: object, paid: Payment, law: RuleBook) -> Reason | None:
    """Money comes from a confirmed head of the union that pays, for what the head is for
    (工会经费口径)."""
    misfit = paid.judged(law).misfit
    return Reason(misfit) if misfit else None


GUARDS = (head_bears_the_item, head_has_the_money, limits_are_kept, limits_are_watched)


def _first(findings: Sequence[Finding]) -> Reason | None:
    """A guard says one thing at a time."""
    return findings[0].reason if findings else None
