"""What the worker does when a holiday notice was confirmed: a batch of clocks a row."""

import json

from chengguan.core.lawbook import overlay
from chengguan.core.lawbook.models import RuleChange
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.pages import clock
from chengguan.core.work import recounting, reminders


@handler(recounting.TASK)
def take_batch(row: OutboxRow) -> None:
    """Within the outbox's own transaction; the worker may have read the rules before."""
    told = json.loads(row.payload)
    overlay.forget()
    recounting.advance(
        RuleChange.objects.get(pk=told["change"]),
        after=told["after"],
        looked_at=told["looked_at"],
        at=clock.now(),
    )


reminders.also(recounting.catch_up)
