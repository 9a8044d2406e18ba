"""What the worker does for events: offers that ran out, seals, and telling many."""

import json
from datetime import datetime

from chengguan.core.events import telling
from chengguan.core.events.models import Event
from chengguan.core.events.signing_up import settle_event
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler

AT_ONCE = 20
"""Lines that move in one round."""


def move_lines(now: datetime) -> int:
    """Every line in which an offer has run out moves on. Without a worker the next request does
    it, and pages tell the truth meanwhile."""
    due = Event.objects.filter(next_expiry__lte=now).order_by("next_expiry", "pk")
    return sum(settle_event(key, now) for key in due.values_list("pk", flat=True)[:AT_ONCE])


@handler(telling.CALLED_OFF)
def tell_called_off(row: OutboxRow) -> None:
    event, at = _told(row)
    telling.tell_all_called_off(event, at)


@handler(telling.CHANGED)
def tell_changed(row: OutboxRow) -> None:
    event, at = _told(row)
    telling.tell_all_changed(event, at)


def _told(row: OutboxRow) -> tuple[Event, datetime]:
    said = json.loads(row.payload)
    return Event.objects.get(pk=said["event"]), datetime.fromisoformat(said["at"])
