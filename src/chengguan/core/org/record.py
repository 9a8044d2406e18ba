"""How org and the apps above it write to the journal outside matters."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from uuid import UUID

from chengguan.core.journal.governed import Governed
from chengguan.core.journal.models import Stream
from chengguan.core.journal.services import SECURITY, append, open_stream, standing_stream
from chengguan.core.org.models import Person


class Refused(Exception):
    """A service said no: a code for programs, a sentence for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def actor(by: Person | None) -> str:
    """The name of whoever acts; None is the installation itself (set-up, import, worker)."""
    return f"person:{by.pk}" if by else "system"


def security_stream() -> Stream:
    """Sign-ins, organs, memberships, grants, certificates."""
    return standing_stream(kind="security", key=SECURITY)


def new_register_stream(key: UUID) -> Stream:
    """The chain of a record that is being registered; `key` is the record's own."""
    return open_stream(kind="register", key=key)


def register_stream(key: UUID) -> Stream:
    """The chain of a record that is known."""
    return standing_stream(kind="register", key=key)


def note(
    action: str,
    *,
    by: Person | None,
    at: datetime,
    values: Mapping[str, object],
    rows: Iterable[Governed] = (),
    stream: Stream | None = None,
) -> None:
    """Append one entry, to the security stream unless told. Values never hold what is sealed."""
    append(
        stream=stream or security_stream(),
        action=action,
        actor=actor(by),
        occurred_at=at,
        recorded_at=at,
        values=values,
        rows=rows,
    )
