"""What the worker does for papers: after an act, those it issued are set in type."""

import json

from chengguan.core.documents import dossiers, queries, services
from chengguan.core.notices.models import OutboxRow
from chengguan.core.notices.outbox import enqueue, handler
from chengguan.core.pages import clock


@handler("act")
def hand_on_issued(row: OutboxRow) -> None:
    """A row for each paper of the act's matter without a sheet: one that cannot be set holds up
    no other. None is the usual case."""
    for paper in queries.waiting_in(json.loads(row.payload)["matter"]):
        enqueue(act=row.act, kind="paper", payload=str(paper.pk), at=row.created_at)


@handler("paper")
def set_issued(row: OutboxRow) -> None:
    """Set one paper in type, tried again alone until it is done."""
    paper, now = queries.waiting(int(row.payload)), clock.now()
    # The clock of a demonstration stands still while the past is played before it: there a paper
    # is set at the moment of its act, and written down now.
    set_at = paper.issued_at if clock.is_demonstration() else now
    services.typeset(paper, set_at, now)


@handler(dossiers.KIND)
def bind_dossier(row: OutboxRow) -> None:
    """Bind the dossier whose key is the payload."""
    dossiers.bind_asked(int(row.payload), clock.now())
