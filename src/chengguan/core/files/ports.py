"""Who may see a file is not known here: the app that links files to matters says so."""

from typing import Protocol

from chengguan.core.files.models import FileUse
from chengguan.core.org.models import Person


class MaySee(Protocol):
    def __call__(self, person: Person, use: FileUse) -> bool: ...


class Gate:
    """Shut until somebody answers for it."""

    def __init__(self) -> None:
        self._may_see: MaySee | None = None

    def register(self, may_see: MaySee | None) -> None:
        self._may_see = may_see

    def may_see(self, person: Person, use: FileUse) -> bool:
        return self._may_see is not None and self._may_see(person, use)


gate = Gate()
