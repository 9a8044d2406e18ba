"""What the worker does for long jobs: one chunk a row of the outbox, and the row for the next."""

import json

from django.utils.translation import gettext

from chengguan.core.exchange import services, whole
from chengguan.core.exchange.models import Job
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.org.record import Refused
from chengguan.core.pages import clock


@handler(services.TASK)
def take_chunk(row: OutboxRow) -> None:
    """Within the outbox's own transaction: what a killed worker began is as if never begun."""
    told = json.loads(row.payload)
    job = Job.objects.filter(pk=told["job"], state=told["state"]).first()
    if job is None:
        return
    now = clock.now()
    try:
        services.advance(job.pk, at=now, queued=True, position=told["from"])
    except (Refused, FileNotFoundError) as error:
        # No later try would read the file better.
        services.fail(job.pk, problem=str(error), at=now)


@handler(whole.TASK)
def write_parts(row: OutboxRow) -> None:
    told, now = json.loads(row.payload), clock.now()
    try:
        whole.advance(told["job"], at=now, position=told["from"])
    except LookupError:
        # The list is no longer offered.
        whole.fail(told["job"], problem=gettext("这个列表已经不能导出。"), at=now)
