"""What an item lets a party be fined. Money in fen."""

from typing import Protocol

from chengguan.core.lawbook.items import EnforcementItem, Mode


class Fined(Protocol):
    """What a penalty says of warning and fine."""

    @property
    def is_warning(self) -> bool: ...
    @property
    def fine(self) -> int: ...


def highest_fine(found: EnforcementItem, party_kind: str) -> int:
    """The upper end of the item's ordinary range for a kind of party; 0 where it has none."""
    span = found.fine_for(party_kind)
    return span.high if span else 0


def least_fine(penalty: Fined, applied: EnforcementItem, party_kind: str) -> int:
    """The least the item lets a party be fined: 0 where it leaves open whether it is fined, and no
    fine is meant. To fine nothing where the item commands a fine is below its range, too."""
    span = applied.fine_for(party_kind)
    if span is None:
        return 0
    is_open = span.may or applied.mode is Mode.CORRECT_MAY_FINE
    is_open = is_open or (penalty.is_warning and applied.allows_warning)
    is_open = is_open or applied.is_fine_first_after_refusal
    return 0 if is_open and not penalty.fine else span.low
