"""What the worker does after a lead came in: look who said the same before."""

import json

from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.pages import clock
from chengguan.enforcement.leads import likeness
from chengguan.enforcement.leads.models import Lead


@handler("act")
def remember_text(row: OutboxRow) -> None:
    """Only once a lead; a text is never changed by a later act."""
    told = json.loads(row.payload)
    if told["action"] != "receive":
        return
    lead = Lead.objects.filter(pk=told["matter"]).first()
    if lead is not None:
        likeness.remember(lead, clock.now())
