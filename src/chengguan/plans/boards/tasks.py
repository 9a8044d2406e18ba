"""What the worker does for boards: one stage of a report a row of the outbox."""

import json

from chengguan.core.documents.errors import TypesettingFailed
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.pages import clock
from chengguan.plans.boards import reports


@handler(reports.TASK)
def make_report(row: OutboxRow) -> None:
    told = json.loads(row.payload)
    try:
        reports.advance(told["report"], told["stage"], clock.now())
    except TypesettingFailed as error:
        # No later try would set it better.
        reports.fail(told["report"], str(error), clock.now())
