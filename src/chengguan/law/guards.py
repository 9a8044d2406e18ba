"""Guards: what must be true before an act, each a pure function with its article.

A guard answers with nothing (it may happen) or with a ``Reason``: a code and its
parameters, which the surface turns into a sentence. Guards come in two groups, told
apart by what they read:

* ``needs`` read the record alone: ``check(facts, law)``;
* ``given`` read the record and what is proposed: ``check(facts, proposed, law)``.

Title, wording, citation, grade and force stand in ``data/guards*.toml`` under the guard's
``ref``, once; the legal section may change the force in the overlay without touching code.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from chengguan.law.citations import Citation
from chengguan.law.parameters import Force, RuleBook

Check = Callable[..., "Reason | None"]


class Reason:
    """Why an act may not happen: ``code`` names the sentence, ``params`` fill it.

    >>> Reason("on_the_spot.over_limit", fine=30000, limit=20000)
    Reason('on_the_spot.over_limit', fine=30000, limit=20000)
    """

    __slots__ = ("code", "params")

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        self.params: Mapping[str, object] = MappingProxyType(params)

    def __repr__(self) -> str:
        inner = "".join(f", {name}={value!r}" for name, value in self.params.items())
        return f"Reason({self.code!r}{inner})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Reason) and (self.code, dict(self.params)) == (
            other.code,
            dict(other.params),
        )

    def __hash__(self) -> int:
        return hash(self.code)


@dataclass(frozen=True)
class Guard:
    """One question of law about one act; ``ref`` names its row in the rule book."""

    key: str
    ref: str
    check: Check

    def __call__(self, *args: object) -> Reason | None:
        return self.check(*args)


@dataclass(frozen=True)
class Finding:
    """A guard that was not satisfied, with what a person needs in order to understand it."""

    guard: str
    ref: str
    title: str
    grade: str
    force: Force
    cites: tuple[Citation, ...]
    reason: Reason

    @property
    def refuses(self) -> bool:
        """Whether the act is refused beforehand (a warning is only shown and recorded).

        >>> said = Finding("k", "LD09", "逾期照记", "D", Force.WARNING, (), Reason("lead.overdue"))
        >>> said.refuses
        False
        """
        return self.force is not Force.WARNING


_guards: dict[str, Guard] = {}


def guard(ref: str) -> Callable[[Check], Guard]:
    """Register the decorated function as a guard that asks ``ref``'s question.

    Several functions may share one ``ref`` when an article says several things. Raises
    ``ValueError`` for a name taken or a function that says nothing of its rule.

    >>> @guard("GD09")
    ... def says_nothing(facts, law): ...
    Traceback (most recent call last):
    ...
    ValueError: guard says_nothing says nothing: give it a docstring with the rule
    """

    def register(check: Check) -> Guard:
        made = Guard(check.__name__, ref, check)
        if made.key in _guards:
            raise ValueError(f"guard {made.key} is defined twice: rename one")
        if not (check.__doc__ or "").strip():
            raise ValueError(f"guard {made.key} says nothing: give it a docstring with the rule")
        _guards[made.key] = made
        return made

    return register


def registered() -> Mapping[str, Guard]:
    """All loaded guards by key.

    >>> "says_nothing" in registered()
    False
    """
    return MappingProxyType(_guards)


def judge(
    guards: Iterable[Guard], law: RuleBook, on: date, facts: object, *proposed: object
) -> tuple[Finding, ...]:
    """Ask every guard; return a finding for each that is not satisfied.

    ``on`` is the day of the act: it decides which force a rule has. ``proposed`` is empty
    for ``needs`` and holds the typed input for ``given``.

    >>> from chengguan.law.parameters import shipped
    >>> def within(facts, fine, law):
    ...     limit = law.amount("on_the_spot.limit", "person", on=date(2026, 9, 15))
    ...     return Reason("over", limit=limit) if fine > limit else None
    >>> asked = [Guard("within", "GD09", within)]
    >>> judge(asked, shipped(), date(2026, 9, 15), None, 200_00)
    ()
    >>> (found,) = judge(asked, shipped(), date(2026, 9, 15), None, 200_01)
    >>> found.reason, str(found.force), [str(cite) for cite in found.cites]
    (Reason('over', limit=20000), 'unlawful', ['行政处罚法 51'])
    """
    return tuple(
        _finding(asked, reason, law, on)
        for asked in guards
        if (reason := asked.check(facts, *proposed, law)) is not None
    )


def _finding(asked: Guard, reason: Reason, law: RuleBook, on: date) -> Finding:
    row = law.guard(asked.ref, on)
    return Finding(asked.key, asked.ref, row.title, str(row.grade), row.force, row.cites, reason)
