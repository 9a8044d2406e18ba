"""What the registers ask of the floors above; filled in their `AppConfig.ready`.

The registers know who and where. What was done to a party stands with `work` and with the
capability that penalises: they answer here, and they ask the one visibility rule themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from django.http import HttpRequest

from chengguan.core.pages.shapes import HistoryPanel
from chengguan.core.registers.models import Party
from chengguan.core.registers.queries import same_party


@dataclass(frozen=True)
class PastPenalty:
    """One penalty decided against a party.

    `counts_until` is the last day on which it makes a further offence a repeated one, None where
    no rule says so; `cite` names that rule. Days are calendar days in Asia/Shanghai, `fine` fen.
    """

    matter: str
    number: str
    item_code: str
    item_name: str
    conduct_on: date
    decided_on: date
    fine: int = 0
    url: str = ""
    counts_until: date | None = None
    cite: str = ""


class TellsMatters(Protocol):
    """Earlier matters of these parties or at these places that the reader may find."""

    def __call__(
        self, request: HttpRequest, *, of: str, keys: Sequence[int], title: str
    ) -> HistoryPanel: ...


class TellsPenalties(Protocol):
    """Penalties decided against any of these records of one party, newest first.

    With a request only what its reader may find; without one all, for a rule of law to judge.
    """

    def __call__(
        self, parties: Sequence[int], *, on: date, request: HttpRequest | None = None
    ) -> Sequence[PastPenalty]: ...


class MattersPort:
    """`of` is "party" or "place"; nothing is told until `work` answers."""

    def __init__(self) -> None:
        self._tell: TellsMatters | None = None

    def register(self, tell: TellsMatters | None) -> None:
        self._tell = tell

    def panel(
        self, request: HttpRequest, *, of: str, keys: Sequence[int], title: str
    ) -> HistoryPanel | None:
        if self._tell is None:
            return None
        return self._tell(request, of=of, keys=keys, title=title)


class PenaltiesPort:
    """Several capabilities may penalise; each registers under its own name."""

    def __init__(self) -> None:
        self._tell: dict[str, TellsPenalties] = {}

    def register(self, name: str, tell: TellsPenalties) -> None:
        self._tell[name] = tell

    def forget(self, name: str) -> None:
        self._tell.pop(name, None)

    @property
    def is_answered(self) -> bool:
        return bool(self._tell)

    def of(
        self, party: Party, *, on: date, request: HttpRequest | None = None
    ) -> list[PastPenalty]:
        """Every penalty against any record of the party up to that day, newest first."""
        keys = list(same_party(party).values_list("pk", flat=True))
        told = [one for tell in self._tell.values() for one in tell(keys, on=on, request=request)]
        return sorted((one for one in told if one.decided_on <= on), key=_newest, reverse=True)


def _newest(penalty: PastPenalty) -> tuple[date, str]:
    return penalty.decided_on, penalty.number


matters = MattersPort()
penalties = PenaltiesPort()


def repeat_offences(
    party: Party, item_code: str, on: date, request: HttpRequest | None = None
) -> list[PastPenalty]:
    """Earlier penalties for the same item that still count on that day, newest first."""
    return [
        one
        for one in penalties.of(party, on=on, request=request)
        if one.item_code == item_code and one.counts_until is not None and on <= one.counts_until
    ]
