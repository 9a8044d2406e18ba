"""What org asks of the apps above it; filled in their `AppConfig.ready`."""

from datetime import date
from typing import Protocol


class CountsTodo(Protocol):
    def __call__(self, person_id: int, on: date) -> int: ...


class TodoPort:
    """How many things wait for somebody today; none is known until `work` says so."""

    def __init__(self) -> None:
        self._count: CountsTodo | None = None

    def register(self, count: CountsTodo) -> None:
        self._count = count

    def count(self, person_id: int, on: date) -> int | None:
        return None if self._count is None else self._count(person_id, on)


todo = TodoPort()
