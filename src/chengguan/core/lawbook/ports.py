"""What the rule book asks of those who count by it; filled in their `AppConfig.ready`."""

from dataclasses import dataclass
from typing import Protocol

from chengguan.core.lawbook.models import RuleChange
from chengguan.law.parameters import NoticeAdded


@dataclass(frozen=True)
class Preview:
    """What a notice would do to the clocks that run; `is_whole` is false where more than could be
    looked at run. `moved` get another day, `settled` only cease to be provisional."""

    looked_at: int
    moved: int
    settled: int
    is_whole: bool = True


@dataclass(frozen=True)
class Recounted:
    """How far the clocks were counted anew, and where the list of them stands."""

    looked_at: int
    changed: int
    is_done: bool
    url: str


class CountsClocks(Protocol):
    def preview(self, added: NoticeAdded) -> Preview: ...

    def recounted(self, change: RuleChange) -> Recounted: ...

    def recount(self, change: RuleChange) -> None: ...


class Clocks:
    """Running clocks are not known here: the app that has them says so."""

    def __init__(self) -> None:
        self._known: CountsClocks | None = None

    def register(self, known: CountsClocks) -> None:
        self._known = known

    def preview(self, added: NoticeAdded) -> Preview | None:
        return self._known.preview(added) if self._known else None

    def recounted(self, change: RuleChange) -> Recounted | None:
        return self._known.recounted(change) if self._known else None

    def recount(self, change: RuleChange) -> None:
        """In the confirmation's own transaction: leave word that the clocks be counted anew."""
        if self._known:
            self._known.recount(change)


clocks = Clocks()
