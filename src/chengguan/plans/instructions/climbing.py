"""逾期上报: a reply that did not come climbs the line, some working days after its day."""

from datetime import datetime

from django.db.models import Exists, F, OuterRef

from chengguan.core.work import lateness, rules
from chengguan.core.work.acting import At
from chengguan.core.work.models import MatterClock
from chengguan.core.work.perform import perform
from chengguan.law import periods
from chengguan.plans.instructions.facts import REPLY
from chengguan.plans.instructions.models import TaskReminder
from chengguan.plans.instructions.services import HOUSE

WAIT = "TASK_ESCALATE"
"""Row of the rule book: so long after the day of reply."""
BATCH = 100


def escalate_late(now: datetime) -> int:
    """Tell the leader of every reply that is long overdue, once for each day of reply that
    passed; how many. Safe to repeat."""
    law, climbed = rules.current(), 0
    for clock in _unreported(now):
        assert clock.due_at is not None  # only passed ones are read
        climbs_at = periods.due(law, WAIT, clock.due_at).moment
        if climbs_at is not None and climbs_at < now:
            perform(
                matter=clock.matter_id,
                action="escalate",
                by=HOUSE,
                at=At.once(now),
                key=f"climb:{clock.pk}:{clock.due_at:%Y%m%d}",
                version=None,
            )
            climbed += 1
    return climbed


def _unreported(now: datetime) -> list[MatterClock]:
    reported = TaskReminder.objects.filter(
        task=OuterRef("matter"), is_escalation=True, reminded_at__gt=OuterRef("due_at")
    )
    rows = lateness.running().filter(
        ~Exists(reported), lateness.passed(now, "due_at"), ref=REPLY, matter__is_open=True
    )
    return list(rows.order_by(F("due_at"), "pk")[:BATCH])
