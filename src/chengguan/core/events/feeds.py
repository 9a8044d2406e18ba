"""Somebody's events as a calendar (RFC 5545) that his own program reads from a signed address."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from chengguan.core.events import queries
from chengguan.core.events.links import calendar_of
from chengguan.core.events.models import Event, SignUp, Standing

WIDTH = 75
"""Octets of a line; what is longer goes on in the next one."""
STATUS = {
    Standing.SEATED: "CONFIRMED",
    Standing.OFFERED: "TENTATIVE",
    Standing.WAITING: "TENTATIVE",
}


def calendar(token: str, at: datetime, host: str) -> str | None:
    """The calendar of an address; None where the address is nobody's, or no longer."""
    whose = calendar_of(token)
    rows = queries.calendar_rows(*whose) if whose else None
    return None if rows is None else "".join(_lines(rows, at, host))


def _lines(rows: Iterable[SignUp], at: datetime, host: str) -> Iterator[str]:
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//chengguan//events//ZH", "METHOD:PUBLISH")
    for line in (*head, *_events(rows, at, host), "END:VCALENDAR"):
        yield folded(line)


def _events(rows: Iterable[SignUp], at: datetime, host: str) -> Iterator[str]:
    done: set[int] = set()
    for row in rows:
        if row.event_id not in done:
            done.add(row.event_id)
            yield from _event(row.event, row, at, host)


def _event(event: Event, row: SignUp, at: datetime, host: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.key}@{host}"
    yield f"DTSTAMP:{_utc(row.state_since)}"
    yield f"DTSTART:{_utc(event.begins_at)}"
    yield f"DTEND:{_utc(event.ends_at)}"
    yield f"SUMMARY:{escaped(event.title)}"
    yield f"LOCATION:{escaped(event.place)}"
    yield f"DESCRIPTION:{escaped(row.stands(at).label)}"
    # An offer that ran out, or an event called off, disappears from the day.
    yield f"STATUS:{STATUS.get(row.stands(at), 'CANCELLED')}"
    yield "END:VEVENT"


def _utc(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: object) -> str:
    r"""What a text must not contain.

    >>> escaped("a;b,c\nd")
    'a\\;b\\,c\\nd'
    """
    said = str(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return said.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def folded(line: str) -> str:
    """A line of at most 75 octets, letters never cut, and its end."""
    parts: list[str] = []
    held = ""
    for letter in line:
        room = WIDTH if not parts else WIDTH - 1
        if len((held + letter).encode()) > room:
            parts.append(held)
            held = ""
        held += letter
    return "\r\n ".join([*parts, held]) + "\r\n"
