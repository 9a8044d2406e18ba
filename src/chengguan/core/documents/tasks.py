"""What the worker does for papers: after an act, those it issued are set in type."""

import json

from chengguan.core.documents import queries, services
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import handler
from chengguan.core.pages import clock


@handler("act")
def set_issued(row: OutboxRow) -> None:
    """Set the papers of the act's matter that have no sheet yet; none is the usual case."""
    for paper in queries.waiting_in(json.loads(row.payload)["matter"]):
        services.typeset(paper, clock.now())
