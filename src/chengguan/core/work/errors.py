"""How an act can fail; each error carries what the page needs to say what to do."""

from collections.abc import Sequence
from datetime import datetime

from chengguan.law.guards import Finding


class WorkError(Exception):
    """An act that did not happen. Nothing was written.

    Where ``is_for_people``, the message is a sentence in the reader's language.
    """

    code = "work.error"
    is_for_people = False


class NotFound(WorkError):
    """No such matter, or none that this person may see: the two are not told apart."""

    code = "work.not_found"


class NotPermitted(WorkError):
    """The act belongs to other hands; ``roles`` are those who may."""

    code = "work.not_permitted"

    def __init__(self, roles: Sequence[str]) -> None:
        super().__init__(f"this act belongs to: {', '.join(roles)}")
        self.roles = tuple(roles)


class WrongState(WorkError):
    """The act does not lead on from where the matter stands."""

    code = "work.wrong_state"

    def __init__(self, action: str, state: str) -> None:
        super().__init__(f"{action} does not lead on from {state}")
        self.action, self.state = action, state


class Conflict(WorkError):
    """Somebody acted in the meantime; ``version`` is where the matter stands now."""

    code = "work.conflict"

    def __init__(self, version: int) -> None:
        super().__init__(f"the matter has moved on to version {version}: read it again")
        self.version = version


class KeyReused(WorkError):
    """The same key came with another content: a fresh key is needed for a fresh act."""

    code = "work.key_reused"


class BadMoment(WorkError):
    """A time that cannot be: in the future, or before the act that caused this one: then
    ``stage`` is what that one led to, ``since`` when."""

    def __init__(self, code: str, *, stage: str = "", since: datetime | None = None) -> None:
        super().__init__(code)
        self.code, self.stage, self.since = code, stage, since


class Refused(WorkError):
    """Guards said no; each finding names its article."""

    code = "work.refused"

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__("; ".join(f"{f.ref} {f.reason!r}" for f in findings))
        self.findings = tuple(findings)


class ValuesErased(WorkError):
    """The values of this matter were lawfully erased: nothing is sealed under it any more."""

    code = "work.values_erased"
    is_for_people = True
