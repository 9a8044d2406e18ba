"""What events ask of the rooms above: whether somebody may come, and if not, why.

An event names the organ below which it invites. Where that is not all (only those who retire next
year, only whom the last trip did not take), it names a condition that some room has registered.
"""

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from chengguan.core.events.models import Event


class Condition(Protocol):
    """Asked while the event is locked: it reads little and writes nothing."""

    title: "StrOrPromise"
    """What it asks, as the page of an event says it."""

    def why_not(self, event: "Event", person_id: int, at: datetime) -> str | None:
        """A sentence that tells this person why he cannot come; nothing where he can."""


_conditions: dict[str, Condition] = {}


def register_condition(key: str, condition: Condition) -> None:
    """From an `AppConfig.ready`; events name it by its key for ever."""
    if _conditions.setdefault(key, condition) is not condition:
        raise ValueError(f"condition {key} is registered twice")


def condition_of(event: "Event") -> Condition | None:
    """Raises KeyError where the room that registered it is not installed: nobody slips through."""
    return _conditions[event.condition] if event.condition else None


def is_known(key: str) -> bool:
    return key in _conditions
